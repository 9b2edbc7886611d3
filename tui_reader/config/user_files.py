"""Opens the user's own files: settings, themes, journals, the log.

A user may put anything in the place of such a file. Nothing here waits for another program, as opening a FIFO does, and
nothing here reads without end, as reading a device does.
"""

import errno
import os
import stat
from pathlib import Path
from typing import TextIO

from tui_reader.i18n.messages import tr

MOST_BYTES = 1 << 20
"""Largest file of settings and largest theme that is read, in bytes; people write a few thousand."""

_WITHOUT_WAITING = os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def open_regular(file: Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """A descriptor of a regular file, links followed; `mode` is that of a file that `flags` make.

    Raises OSError, also for whatever is no regular file.
    """
    descriptor = os.open(file, flags | _WITHOUT_WAITING, mode)
    kind = os.fstat(descriptor).st_mode
    if stat.S_ISREG(kind):
        return descriptor
    os.close(descriptor)
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    raise OSError(errno.EINVAL, tr("it is no regular file"))


def read_user_file(file: Path, encoding: str = "utf-8") -> str:
    """The text of a file of at most `MOST_BYTES`; raises OSError and UnicodeDecodeError."""
    with open(open_regular(file), "rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError(errno.EFBIG, tr("it is larger than {n} MiB").replace("{n}", str(MOST_BYTES >> 20)))
    return data.decode(encoding)


def open_log(file: Path) -> TextIO:
    """A file to add text to, made with its folder where missing; raises OSError.

    It may be a terminal or a pipe that somebody reads, such as `/dev/stderr`; for a reader it does not wait.
    """
    make_folder(file.parent)
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _WITHOUT_WAITING, 0o666)
    os.set_blocking(descriptor, True)
    return open(descriptor, "a", encoding="utf-8")  # noqa: PTH123 - a descriptor, no path


def make_folder(folder: Path) -> None:
    """Make a folder that belongs to the user alone, and those above it that are missing; raises OSError.

    `Path.mkdir` gives its mode to the last folder alone.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileNotFoundError:
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        if not folder.is_dir():
            raise
