"""Opens a picture's file: a plain file of a fair size and nothing else, whatever its name says.

The danger here: between finding a file and opening it, it may have become a pipe that never ends or a link that leads
elsewhere.
"""

import os
import stat
from collections.abc import Mapping
from typing import BinaryIO

MOST_BYTES = 32 << 20
"""Largest file that is opened."""
PROGRESSIVE = "progressive JPEG"
"""JPEG in more than one scan, whose decoder keeps the whole picture, as that of the other kind does not."""
MOST_PIXELS: Mapping[str, int] = {
    "JPEG": 40_000_000,
    "GIF": 40_000_000,
    "PNG": 24_000_000,
    "BMP": 24_000_000,
    PROGRESSIVE: 20_000_000,
    "WEBP": 12_000_000,
}
"""Most pixels that are unpacked, by format: of JPEG those that are shown are, a GIF has a byte a pixel, PNG and BMP
have four, a progressive JPEG six, and the decoder of WebP keeps twelve. So none takes more than 150 MB.
"""


MOST_SIDE = 65_535
"""Most pixels of one side; decoders take memory by the line as well."""


class PictureError(Exception):
    """A picture cannot be shown; `too_large` where it could be, were it smaller."""

    def __init__(self, *, too_large: bool = False) -> None:
        super().__init__()
        self.too_large = too_large


def open_picture(path: str) -> BinaryIO:
    """The file at `path`, for reading.

    Raises PictureError where it is no plain file, is empty or too large; OSError.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    file = open(descriptor, "rb", buffering=8192)  # noqa: PTH123, SIM115 - the caller closes it
    known = os.fstat(descriptor)
    if not stat.S_ISREG(known.st_mode) or not 0 < known.st_size <= MOST_BYTES:
        file.close()
        raise PictureError(too_large=stat.S_ISREG(known.st_mode) and known.st_size > 0)
    return file
