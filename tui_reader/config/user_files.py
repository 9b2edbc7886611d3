"""Opens the user's own files: settings, themes, journals, the log.

A user may put anything in the place of such a file. Nothing here waits for another program, as opening a FIFO does, and
nothing here reads without end, as reading a device does.
"""

import errno
import os
import re
import stat
from pathlib import Path
from typing import TextIO

from tui_reader.i18n.messages import tr

MOST_BYTES = 1 << 20
"""Largest file of settings and largest theme that is read, in bytes; people write a few thousand."""

_forbidden = {"links": 0}
"""Flags of open(2) that restricted mode adds."""

_LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Variables that gettext takes the names of catalogues from; it looks for one that is a path anywhere."""

_NAMING_FILES = re.compile(r"XDG_|(SQLITE_)?TMPDIR$|TE?MP$|OPENSSL_|SSL")
"""Names of variables that name folders of the user, and files that OpenSSL reads where Python loads it."""

_WITHOUT_WAITING = os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def forbid_links() -> None:
    """Restricted mode: no link is followed in place of a file of the user's, nor out of the user's home, for as long
    as the program runs.

    Belongs before the first such file is opened, and before there is a second thread.
    """
    _forbidden["links"] = os.O_NOFOLLOW


def forget_sent_variables() -> None:
    """Restricted mode: drop variables that name files, since whoever logs in may have sent them."""
    paths = [name for name in _LOCALE if "/" in os.environ.get(name, "")]
    for name in [*paths, *(name for name in os.environ if _NAMING_FILES.match(name))]:
        del os.environ[name]


def check_place(path: Path) -> None:
    """Raise PermissionError where links are forbidden and one leads from the user's home to a `path` outside it."""
    if not _forbidden["links"]:
        return
    home = os.path.expanduser("~").rstrip("/")  # noqa: PTH111 - a home that nobody knows raises nothing here
    leaves_home = not os.path.realpath(path).startswith(os.path.realpath(home).rstrip("/") + "/")
    if str(path).startswith(home + "/") and leaves_home:
        raise PermissionError(errno.EACCES, tr("a link leads there from out of your home folder"))


def open_regular(file: Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """A descriptor of a regular file, links followed unless they are forbidden; `mode` is that of a file that `flags`
    make.

    Raises OSError, also for whatever is no regular file.
    """
    check_place(file.parent)
    descriptor = os.open(file, flags | _WITHOUT_WAITING | _forbidden["links"], mode)
    kind = os.fstat(descriptor).st_mode
    if stat.S_ISREG(kind):
        return descriptor
    os.close(descriptor)
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    raise OSError(errno.EINVAL, tr("it is no regular file"))


def files_in(folder: Path, suffix: str) -> list[Path]:
    """Files with this suffix in a folder of the user's, by name; none where it cannot be listed."""
    try:
        check_place(folder)
        return sorted(path for path in folder.iterdir() if path.suffix == suffix)
    except OSError:
        return []


def read_user_file(file: Path, encoding: str = "utf-8") -> str:
    """The text of a file of at most `MOST_BYTES`; raises OSError and UnicodeDecodeError."""
    with open(open_regular(file), "rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError(errno.EFBIG, tr("it is larger than {n} MiB").replace("{n}", str(MOST_BYTES >> 20)))
    return data.decode(encoding)


def replace_user_file(file: Path, text: str) -> None:
    """Write a file of the user's whole or not at all; raises OSError. A link in its place is replaced, not followed."""
    make_folder(file.parent)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    with open(open_regular(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "w", encoding="utf-8") as stream:
        stream.write(text)
    new.replace(file)


def open_log(file: Path) -> TextIO:
    """A file to add text to, made with its folder where missing; raises OSError.

    It may be a terminal or a pipe that somebody reads, such as `/dev/stderr`; for a reader it does not wait.
    """
    make_folder(file.parent)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _WITHOUT_WAITING | _forbidden["links"]
    descriptor = os.open(file, flags, 0o666)
    os.set_blocking(descriptor, True)
    return open(descriptor, "a", encoding="utf-8")  # noqa: PTH123 - a descriptor, no path


def make_folder(folder: Path) -> None:
    """Make a folder that belongs to the user alone, and those above it that are missing; raises OSError.

    `Path.mkdir` gives its mode to the last folder alone.
    """
    check_place(folder)
    try:
        folder.mkdir(mode=0o700)
    except FileNotFoundError:
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        if not folder.is_dir():
            raise
