"""Pictures of hostile shape by format and size: small files of very many pixels, parts, frames and scans."""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.hostile.user_files import Input
from tests.images.samples import png_that_says
from tui_reader.images.decode import Ground, unpack_blocks, unpack_png
from tui_reader.images.image_file import PictureError
from tui_reader.images.image_size import read_size

PIXELS_OF_A_BYTE = 120
"""A picture is given as many pixels as its size in bytes says, so many times: 200 KB have the most that a PNG may."""
_DRAWN: Mapping[str, tuple[str, str, dict[str, object]]] = {
    "PNG": ("PNG", "RGB", {}),
    "PNG that is half clear": ("PNG", "RGBA", {}),
    "PNG with a palette": ("PNG", "P", {}),
    "PNG in grey": ("PNG", "L", {}),
    "PNG in grey, half clear": ("PNG", "LA", {}),
    "PNG of one bit": ("PNG", "1", {}),
    "PNG of sixteen bits": ("PNG", "I;16", {}),
    "PNG with a clear colour": ("PNG", "RGB", {"transparency": (0, 0, 0)}),
    "GIF": ("GIF", "P", {}),
    "GIF with a clear colour": ("GIF", "P", {"transparency": 0}),
    "JPEG": ("JPEG", "RGB", {"quality": 5}),
    "JPEG in grey": ("JPEG", "L", {"quality": 5}),
    "JPEG for print": ("JPEG", "CMYK", {"quality": 5}),
    "progressive JPEG": ("JPEG", "RGB", {"quality": 5, "progressive": True}),
    "progressive JPEG, whole colours": ("JPEG", "RGB", {"quality": 5, "progressive": True, "subsampling": 0}),
    "WebP": ("WEBP", "RGB", {"method": 0, "quality": 5}),
    "WebP that is half clear": ("WEBP", "RGBA", {"method": 0, "quality": 5}),
    "WebP without loss": ("WEBP", "RGB", {"method": 0, "lossless": True}),
    "BMP": ("BMP", "RGB", {}),
    "BMP of one bit": ("BMP", "1", {}),
}
"""Pictures of one colour: format, mode, options of pillow."""


def _drawn(form: str, mode: str, options: dict[str, object], size: tuple[int, int]) -> bytes:
    packed = BytesIO()
    Image.new(mode, size).save(packed, form, **options)
    return packed.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _with_chunks(chunks: bytes) -> bytes:
    """A small PNG with these parts behind its head."""
    data = _drawn("PNG", "RGB", {}, (8, 8))
    return data[:33] + chunks + data[33:]


def _frames(form: str, size: int) -> bytes:
    packed = BytesIO()
    frames = [Image.new("RGB", (40, 40), (number % 256, 0, 0)) for number in range(max(size // 200, 2))]
    frames[0].save(packed, form, save_all=True, append_images=frames[1:])
    return packed.getvalue()


def _with_segments(segment: bytes, size: int) -> bytes:
    """A small JPEG with a segment again and again behind its begin."""
    data = _drawn("JPEG", "RGB", {}, (8, 8))
    return data[:2] + segment * (size // len(segment)) + data[2:]


def _behind_the_frame(piece: bytes, size: int) -> bytes:
    """A small JPEG with something again and again between its frame and its scan, where only decoders look."""
    data = _drawn("JPEG", "RGB", {}, (8, 8))
    at = data.rindex(b"\xff\xda")
    return data[:at] + piece * (size // len(piece)) + data[at:]


def _scans(size: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    data = _drawn("JPEG", "RGB", {"progressive": True, "quality": 5}, _square(size))
    at, end = data.rindex(b"\xff\xda"), len(data) - 2
    return data[:end] + data[at:end] * 400 + data[end:]


def _gif_beyond_its_screen(size: int) -> bytes:
    """A GIF of one pixel whose frame says that it is as large as can be."""
    data = bytearray(_drawn("GIF", "P", {}, (4, 4)))
    data[6:10] = struct.pack("<HH", 1, 1)
    frame = data.index(b"\x2c", 13 + 3 * (2 << (data[10] & 7)))
    data[frame + 5 : frame + 9] = struct.pack("<HH", 65535, min(size, 65535))
    return bytes(data)


def _square(size: int) -> tuple[int, int]:
    side = int((size * PIXELS_OF_A_BYTE) ** 0.5)
    return side, side


_EXIF = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", 5000) + struct.pack(">HHII", 0x0112, 3, 1, 6 << 16) * 5000
_BUILT: Mapping[str, Callable[[int], bytes]] = {
    "PNG that says more than it has": lambda size: png_that_says(*_square(size)),
    "wide PNG": lambda size: _drawn("PNG", "RGB", {}, (size * PIXELS_OF_A_BYTE, 1)),
    "tall PNG": lambda size: _drawn("PNG", "RGB", {}, (1, size * PIXELS_OF_A_BYTE)),
    "PNG of many parts": lambda size: _with_chunks(_chunk(b"tEXt", b"a\0b") * (size // 15)),
    "PNG of many pieces": lambda size: _with_chunks(_chunk(b"IDAT", b"") * (size // 12)),
    "PNG with packed text": lambda size: _with_chunks(_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(size * 400)))),
    "PNG with many packed texts": lambda size: _with_chunks(
        _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1 << 19))) * (size // 600)
    ),
    "PNG with a packed profile": lambda size: _with_chunks(
        _chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(size * 400)))
    ),
    "PNG of many frames": lambda size: _frames("PNG", size),
    "GIF of many frames": lambda size: _frames("GIF", size),
    "GIF beyond its screen": _gif_beyond_its_screen,
    "WebP of many frames": lambda size: _frames("WEBP", size),
    "JPEG of many remarks": lambda size: _with_segments(b"\xff\xfe\x00\x04ab", size),
    "JPEG of many Exif parts": lambda size: _with_segments(
        b"\xff\xe1" + struct.pack(">H", len(_EXIF) + 2) + _EXIF, size * 10
    ),
    "JPEG of many fill bytes": lambda size: _with_segments(b"\xff", size * 10),
    "JPEG of fill bytes behind its frame": lambda size: _behind_the_frame(b"\xff", size * 10),
    "JPEG of remarks behind its frame": lambda size: _behind_the_frame(b"\xff\xfe\x00\x02", size * 10),
    "JPEG of noughts behind its frame": lambda size: _behind_the_frame(b"\xff\x00", size * 10),
    "JPEG of many scans": _scans,
}
"""Pictures that no program for pictures writes."""


def read_picture(file: Path) -> None:
    """What the screen does with a picture, in half blocks and in pixels; a picture that is refused is well."""
    try:
        read_size(str(file))
    except PictureError:
        return
    for unpack in (lambda: unpack_blocks(str(file), 80, 20, Ground(0)), lambda: unpack_png(str(file), 800, 400)):
        try:
            unpack()
        except PictureError:
            continue


def pictures() -> Iterator[Input]:
    """Pictures of every format."""
    for name, drawn in _DRAWN.items():
        yield Input("picture", name, _prepared(lambda size, drawn=drawn: _drawn(*drawn, _square(size))))
        yield Input(
            "picture", f"{name}, cut off", _prepared(lambda size, drawn=drawn: _cut(_drawn(*drawn, _square(size))))
        )
    for name, build in _BUILT.items():
        yield Input("picture", name, _prepared(build))


def _cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def _prepared(build: Callable[[int], bytes]) -> Callable[[Path, int], Callable[[], object]]:
    def prepare(folder: Path, size: int) -> Callable[[], object]:
        file = folder / "a.png"
        file.write_bytes(build(size))
        return lambda: read_picture(file)

    return prepare
