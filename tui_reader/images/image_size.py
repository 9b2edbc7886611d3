"""Width and height of a picture from the first bytes of its file, so that room can be left before it is decoded; and
how many cells that room is.

Sources: PNG specification 11.2.2, GIF89a section 18, ITU-T T.81 B.1.1, the WebP container (RFC 9649), Exif 2.3 4.6.4.
"""

import struct
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from tui_reader.images.image_file import MOST_PIXELS, MOST_SIDE, PROGRESSIVE, PictureError, open_picture

DRAWABLE = frozenset((".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".bmp"))
"""Endings of files that are pictures of a kind that can be drawn."""
_MOST_SEGMENTS = 400
"""Segments of a JPEG file before its first scan; pillow goes through any number, one by one."""
_MOST_FILL = 64
"""Fill bytes before a marker."""
_SCAN = 0xDA
"""The marker that a scan begins with."""
_NO_SIZE = frozenset((0xC4, 0xC8, 0xCC))
"""Markers between SOF0 and SOF15 that begin no frame."""
_SEVERAL_SCANS = 0xC2
"""The marker of a progressive frame."""
_BARE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers without a length."""
_ORIENTATION = 0x0112
_TURNED = range(5, 9)
"""Orientations that put the picture on its side."""
PIXELS_OF_A_CELL = 10
"""A cell stands for so many pixels of width, so that a small picture stays small on every screen."""
USUAL_SHAPE = 2.0
"""Height of a cell in widths of it, where the terminal does not tell."""
_SHAPES = (1.2, 3.5)
"""Shapes that are believed."""


class PixelSize(NamedTuple):
    """How large a picture is."""

    width: int
    """Pixels from left to right, as it is meant to be seen."""
    height: int
    """Pixels from top to bottom."""


_Found = tuple[str, PixelSize]
"""Format, a key of `MOST_PIXELS`, and size."""


def read_size(path: str) -> PixelSize | None:
    """The size of the picture in a file; None for a file of a kind that is not drawn.

    Raises PictureError where a picture was meant and none can be read, or where it is too large to unpack.
    """
    try:
        with open_picture(path) as file:
            found = size_in(file)
    except (OSError, struct.error, ValueError) as error:
        raise PictureError from error
    if found is None:
        if PurePosixPath(path).suffix.lower() in DRAWABLE:
            raise PictureError
        return None
    check_size(*found)
    return found[1]


def check_size(kind: str, size: tuple[int, int]) -> None:
    """Raise PictureError where a picture of this format, width and height is too large to unpack, or has no pixel."""
    width, height = size
    if width <= 0 or height <= 0:
        raise PictureError
    if width * height > MOST_PIXELS[kind] or max(size) > MOST_SIDE:
        raise PictureError(too_large=True)


def size_in(file: BinaryIO) -> _Found | None:
    """Format and size of the picture in a file at its begin; None where its first bytes are those of no picture known
    here.

    Raises PictureError, OSError, ValueError and `struct.error` where they cannot be read.
    """
    head = file.read(32)
    for magic, at, reader in _READERS:
        if head.startswith(magic, at):
            return reader(file, head)
    return None


def _png(_file: BinaryIO, head: bytes) -> _Found:
    return "PNG", PixelSize(*struct.unpack_from(">II", head, 16))


def _gif(_file: BinaryIO, head: bytes) -> _Found:
    return "GIF", PixelSize(*struct.unpack_from("<HH", head, 6))


def _bmp(_file: BinaryIO, head: bytes) -> _Found:
    if struct.unpack_from("<I", head, 14)[0] == 12:
        return "BMP", PixelSize(*struct.unpack_from("<HH", head, 18))
    width, height = struct.unpack_from("<ii", head, 18)
    return "BMP", PixelSize(width, abs(height))


def _webp(_file: BinaryIO, head: bytes) -> _Found:
    kind = head[12:16]
    if kind == b"VP8X":
        return "WEBP", PixelSize(1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little"))
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", head, 21)[0]
        return "WEBP", PixelSize(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    width, height = struct.unpack_from("<HH", head, 26)
    return "WEBP", PixelSize(width & 0x3FFF, height & 0x3FFF)


def _jpeg(file: BinaryIO, _head: bytes) -> _Found:
    """The size in the frame header, on its side where Exif says that the camera was; looks on to the first scan."""
    file.seek(2)
    turned = False
    kind, width, height = "", 0, 0
    for _ in range(_MOST_SEGMENTS):
        marker = _marker(file)
        if marker in _BARE:
            continue
        length = struct.unpack(">H", file.read(2))[0] - 2
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            _, height, width = struct.unpack(">BHH", file.read(5))
            kind = PROGRESSIVE if marker == _SEVERAL_SCANS else "JPEG"
            file.seek(length - 5, 1)
        elif marker == _SCAN and kind:
            return kind, PixelSize(height, width) if turned else PixelSize(width, height)
        elif marker == 0xE1:
            turned = turned or _is_turned(file.read(length))
        else:
            file.seek(length, 1)
    raise PictureError


def _marker(file: BinaryIO) -> int:
    """The next marker's second byte; some fill bytes are passed over. Raises PictureError where none stands here."""
    if file.read(1) != b"\xff":
        raise PictureError
    for _ in range(_MOST_FILL):
        byte = file.read(1)
        if byte != b"\xff":
            return byte[0] if byte else 0
    raise PictureError


def _is_turned(segment: bytes) -> bool:
    """Whether an Exif segment says that width and height are to be exchanged."""
    if not segment.startswith(b"Exif\0\0") or segment[6:8] not in (b"II", b"MM"):
        return False
    order = "<" if segment[6:8] == b"II" else ">"
    try:
        at = 6 + struct.unpack_from(order + "I", segment, 10)[0]
        count = struct.unpack_from(order + "H", segment, at)[0]
        for entry in range(at + 2, at + 2 + 12 * min(count, 64), 12):
            tag, _, _, value = struct.unpack_from(order + "HHIH", segment, entry)
            if tag == _ORIENTATION:
                return value in _TURNED
    except struct.error:
        return False
    return False


_READERS: tuple[tuple[bytes, int, Callable[[BinaryIO, bytes], _Found]], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, _png),
    (b"\xff\xd8\xff", 0, _jpeg),
    (b"GIF87a", 0, _gif),
    (b"GIF89a", 0, _gif),
    (b"WEBPVP8", 8, _webp),
    (b"BM", 0, _bmp),
)
"""First bytes of a kind of picture, where they stand, and what finds the size."""


def fit_picture(size: PixelSize, cells: int, rows: int, shape: float = USUAL_SHAPE) -> tuple[int, int]:
    """Cells and rows of a picture in its own proportions, at most `cells` × `rows` and at least 1 × 1.

    `shape` is the height of a cell in widths of it.
    """
    wide = min(cells, -(-size.width // PIXELS_OF_A_CELL))
    high = wide * size.height / size.width / shape
    if high > rows:
        wide, high = round(rows * shape * size.width / size.height), rows
    return max(1, min(wide, cells)), max(1, min(round(high), rows))


def cell_shape(pixels: tuple[int, int] | None) -> float:
    """The height of a cell of so many pixels, width and height, in widths of it; the usual one where they are not
    known or odd.
    """
    if pixels is None or min(pixels) <= 0:
        return USUAL_SHAPE
    shape = pixels[1] / pixels[0]
    return shape if _SHAPES[0] <= shape <= _SHAPES[1] else USUAL_SHAPE
