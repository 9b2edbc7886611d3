"""Pictures made for a test, by pillow and by hand."""

import struct
import zlib
from pathlib import Path

from PIL import Image

FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP", "bmp": "BMP"}


def picture(
    file: Path, size: tuple[int, int] = (40, 20), mode: str = "RGB", colour: object = (200, 32, 60), **options
) -> Path:
    """A picture of one colour, in the format of its ending."""
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, colour).save(file, FORMATS[file.suffix[1:]], **options)
    return file


def png_that_says(width: int, height: int) -> bytes:
    """The begin of a PNG file that claims a size, and a little data that unpacks to nothing of the kind."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 9999))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
