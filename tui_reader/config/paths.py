"""Where things live on this machine: the shipped content and themes, and the user's own folders."""

import functools
import os
import re
import sys
import zlib
from pathlib import Path

from tui_reader.model.dataclass import dataclass
from tui_reader.model.package_files import PACKAGE, is_in_archive, unpack_package_folder

APP = "newsreader"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one user; none of them need exist yet."""

    config: Path
    """Settings, bookmarks, the user's themes."""
    state: Path
    """Read marks, reading places, the log file."""
    cache: Path
    """The index: may be deleted at any time."""
    host: str
    """Name of this machine, for the journals: no two machines write one file. It is the name people gave it and a
    number made of its identity, since many machines have the same name.
    """
    mirrored: Path | None = None
    """The folder that a publisher keeps equal to a repository or bucket; None for everybody else."""

    @property
    def settings_file(self) -> Path:
        """`config.toml` in the config folder."""
        return self.config / "config.toml"

    @property
    def bookmarks(self) -> Path:
        """Folder of the bookmark journals, one file a host."""
        return self.config / "bookmarks"

    @property
    def highlights(self) -> Path:
        """Folder of the journals of highlights, one file a host."""
        return self.config / "highlights"

    @property
    def reading(self) -> Path:
        """Folder of the journals of read marks and places, one file a host."""
        return self.state / "reading"

    @property
    def journal_indexes(self) -> Path:
        """Folder of the indexes of long journals."""
        return self.cache / "journals"

    @property
    def digests(self) -> Path:
        """When the last digest of each feed was made."""
        return self.state / "digests.json"

    @property
    def offers(self) -> Path:
        """There once the reader has offered to keep a feed as the one it begins with."""
        return self.state / "offered-default-feed"

    @property
    def themes(self) -> Path:
        """Folder of the user's own themes."""
        return self.config / "themes"

    @property
    def log(self) -> Path:
        """Log file, written only with `--debug`."""
        return self.state / "newsreader.log"


def user_paths() -> Paths:
    """The folders of the user who runs the program, as platformdirs names them for this system; a user without a home
    gets folders below the temporary one.
    """
    return Paths(config=_own("config"), state=_own("state"), cache=_own("cache"), host=_host())


_IDENTITIES = ("/etc/machine-id", "/var/lib/dbus/machine-id", "/proc/sys/kernel/random/boot_id")
"""Files that tell this machine from all others: machine-id(5); a container without one has the number of the boot."""


def _host(identities: tuple[str, ...] = _IDENTITIES) -> str:
    """The name of this machine with eight hexadecimal digits, too few to tell the identity they are made of.

    The name is part of the digits: containers made of one image, and those of one boot, may share an identity.
    """
    name = os.uname().nodename
    plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in name) or "localhost"
    identity = next(filter(None, map(_identity, identities)), "")
    digits = zlib.crc32(f"{APP} {identity} {name}".encode("utf-8", "replace"))
    return f"{plain[:40]}-{digits:08x}"


def _identity(file: str) -> str:
    """What the file says, where it says who this machine is."""
    try:
        text = Path(file).read_text("utf-8", "replace").strip()
    except OSError:
        return ""
    return "" if text == "uninitialized" else text


_NETWORK = re.compile(
    r"^(nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|lustre|gpfs|glusterfs|beegfs|fuse\..*|virtiofs|vboxsf|ntfs3?)$"
)
"""File systems whose files other machines may change: shared memory between processes cannot be trusted there, nor
what the system tells of changes.
"""


_XDG = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "state": ("XDG_STATE_HOME", ".local/state"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
}
"""For each kind of folder the variable that names the one above it, and where that is in a home without the variable
(XDG Base Directory Specification).
"""


def _own(kind: str) -> Path:
    """The user's folder of this kind: `config`, `state` or `cache`."""
    if sys.platform == "linux":
        # What platformdirs says there, without the twentieth of a start that it takes to load.
        variable, below_home = _XDG[kind]
        above, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
        if above.startswith("/"):
            return Path(above) / APP
        if not above and home.startswith("/"):
            return Path(home) / below_home / APP
    import platformdirs  # noqa: PLC0415 - a reader that is given its paths, as tests do, never needs it

    try:
        return Path(getattr(platformdirs, f"user_{kind}_dir")(APP))
    except RuntimeError:  # neither the environment nor the password file names an absolute folder
        return _homeless() / kind


@functools.cache
def _homeless() -> Path:
    """A folder below the temporary one that belongs to this user alone: where somebody else took its name, one of a
    name nobody knows.
    """
    import tempfile  # noqa: PLC0415 - almost every user has a home

    folder = Path(tempfile.gettempdir()) / f"{APP}-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_symlink() and folder.stat().st_uid == os.getuid():
            return folder
        return Path(tempfile.mkdtemp(prefix=f"{APP}-"))
    except OSError:
        return folder


def at_home(path: str | Path) -> Path:
    """The path with `~` or `~user` at its begin as that home folder; as it is written where nobody knows that home."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 - Path.expanduser raises where there is no such user


def place_key(place: Path, part: str = "") -> str:
    """16 hexadecimal digits for the name of what is kept of a file or a folder, links followed, or of a part of it."""
    name = os.fsencode(os.path.realpath(place)) + b"\0" + os.fsencode(part)
    return f"{zlib.crc32(name):08x}{zlib.adler32(name):08x}"


def _shipped(name: str, in_checkout: str) -> Path:
    """A folder that ships with the program: inside the installed wheel, else in the checkout; that of an archive is
    unpacked into the cache folder.
    """
    inside = PACKAGE / "_shipped" / name
    if is_in_archive():
        return _unpacked(name)
    return inside if inside.is_dir() else PACKAGE.parent / in_checkout


def _unpacked(name: str) -> Path:
    """The folder of an archive as it stands in the cache folder; written there the first time it is asked for."""
    from tui_reader.config.user_files import make_folder  # noqa: PLC0415 - archives alone write anything here

    archive = next(folder for folder in PACKAGE.parents if folder.exists())
    place = _own("cache") / f"shipped-{place_key(archive, str(archive.stat().st_mtime_ns))}" / name
    if not place.is_dir():
        make_folder(place.parent)
        unpack_package_folder(f"_shipped/{name}", place)
    return place


def sample_content() -> Path:
    """The sample feed that ships with the program."""
    return _shipped("content", "content")


def shipped_themes() -> Path:
    """The themes that ship with the program."""
    return _shipped("themes", "themes")


def shipped_shell_files() -> Path:
    """Completions for shells and the man pages."""
    return _shipped("shell", "docs/shell")


def content_from_environment() -> str:
    """`$NEWSREADER_CONTENT`, or an empty text."""
    return os.environ.get("NEWSREADER_CONTENT", "")


def restricted_by_environment() -> bool:
    """`$NEWSREADER_RESTRICTED` is anything but empty or 0."""
    return os.environ.get("NEWSREADER_RESTRICTED", "") not in ("", "0")


def is_network(folder: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether the folder is on a network file system, as far as the list of mounts tells."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    real = os.path.realpath(folder)
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ") if len(fields) > 2 else ""
        inside = point and (real == point or real.startswith(point.rstrip("/") + "/"))
        if inside and len(point) >= best:
            best, kind = len(point), fields[2]
    return _NETWORK.match(kind) is not None
