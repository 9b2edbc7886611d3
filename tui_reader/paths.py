"""Where things live on this machine: the shipped content and themes, and the user's own folders."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "newsreader"
_PACKAGE = Path(__file__).resolve().parent


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
    """Name of this machine, for the journals: no two machines write one file."""

    @property
    def settings_file(self) -> Path:
        """`config.toml` in the config folder."""
        return self.config / "config.toml"

    @property
    def bookmarks(self) -> Path:
        """Folder of the bookmark journals, one file a host."""
        return self.config / "bookmarks"

    @property
    def reading(self) -> Path:
        """Folder of the journals of read marks and places, one file a host."""
        return self.state / "reading"

    @property
    def themes(self) -> Path:
        """Folder of the user's own themes."""
        return self.config / "themes"

    @property
    def log(self) -> Path:
        """Log file, written only with `--debug`."""
        return self.state / "newsreader.log"


def user_paths() -> Paths:
    """The folders of the user who runs the program, after XDG on Unix; a machine without a home gets the temporary folder."""
    host = "".join(c if c.isalnum() or c in "-_" else "-" for c in socket.gethostname()) or "localhost"
    return Paths(
        config=Path(platformdirs.user_config_dir(APP)),
        state=Path(platformdirs.user_state_dir(APP)),
        cache=Path(platformdirs.user_cache_dir(APP)),
        host=host[:64],
    )


def _shipped(name: str) -> Path:
    """A folder that ships with the program: inside the installed wheel, else at the top of the checkout."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def sample_content() -> Path:
    """The sample feed that ships with the program."""
    return _shipped("content")


def shipped_themes() -> Path:
    """The themes that ship with the program."""
    return _shipped("themes")


def content_from_environment() -> str:
    """`$NEWSREADER_CONTENT`, or an empty text."""
    return os.environ.get("NEWSREADER_CONTENT", "")
