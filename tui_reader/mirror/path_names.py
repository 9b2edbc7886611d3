"""Names of other people's files: which of them a file here may have, and which get into each other's way (pure)."""

import unicodedata
from collections.abc import Collection

_DEPTH = 64
_NAME_BYTES = 255
_PATH_BYTES = 1024
_CONTROLS = bytes((*range(0x20), 0x7F))


def is_plain_path(path: bytes) -> bool:
    """Whether a path leads to a place below the folder it is relative to, into no folder of git, and can be printed."""
    parts = path.split(b"/")
    return (
        len(path) <= _PATH_BYTES
        and len(parts) <= _DEPTH
        and path.translate(None, _CONTROLS) == path
        and not any(len(part) > _NAME_BYTES or part in (b"", b".", b"..") for part in parts)
        and not any(part.lower().rstrip(b". ") in (b".git", b"git~1") for part in parts)
    )


def folders_of(paths: Collection[str]) -> set[str]:
    """Every folder that one of the paths is in."""
    waiting = {path.rpartition("/")[0] for path in paths}
    found: set[str] = set()
    while waiting:
        found |= waiting
        waiting = {folder.rpartition("/")[0] for folder in waiting} - found
    return found - {""}


def same_names(paths: Collection[str]) -> set[str]:
    """Paths that are another one's where a file system does not tell case or forms of letters apart; of each such group
    the first in order is left out of the answer.
    """
    first: dict[str, str] = {}
    for path in sorted(paths):
        first.setdefault(folded(path), path)
    return set(paths) - set(first.values())


def folded(path: str) -> str:
    """The same for all paths that such a file system takes for one."""
    return unicodedata.normalize("NFC", path.casefold())
