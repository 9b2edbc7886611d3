"""When the last commit changed each post, for sites that ask for it (`enableGitInfo`).

A checkout is content, and its configuration could name programs for git to run. So git is given a repository of our
own that holds nothing but the objects of the checkout, and never sees the checkout's configuration, hooks, attributes
or remotes.
"""

import contextlib
import os
import re
import tempfile
from datetime import datetime
from pathlib import Path

from tui_reader.config.child_process import find_command, read_output
from tui_reader.model.errors import ProgramError
from tui_reader.store.local_source import GIT_NAME_BYTES, GIT_REFS_BYTES, is_file, read_whole, real_path
from tui_reader.store.site.site import Site

SECONDS = 30
"""Seconds git may take; after that posts have no commit dates."""
_LEVELS = 12
"""Folders above the content that are searched for a checkout."""
_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_REF = re.compile(r"ref: (refs/[\w./+@-]+)\Z")
_COMMAND = ("log", "-z", "--name-only", "--no-merges", "--no-renames", "--format=%x1e%aI")


def head_commit(site: Site) -> str:
    """The commit that is checked out; empty where the site is in no git checkout, or in one that cannot be
    understood.
    """
    found = _checkout(site)
    return _head(*found[1:]) if found else ""


def read_commits(site: Site, head: str) -> dict[str, datetime]:
    """By the path of each file below the site's content: when the last commit up to `head` that changed it was written.

    Empty where there is no git, or it finds nothing in time. No program that the checkout's configuration names is run.
    """
    found = _checkout(site)
    if not found or not head:
        return {}
    top, _, common = found
    try:
        output = _ask_git(head, common)
    except (OSError, ProgramError):
        return {}
    inside = os.path.relpath(site.content, top)
    return _dates(output, "" if inside == "." else f"{inside}/")


def _checkout(site: Site) -> tuple[Path, Path, Path] | None:
    """The top folder of the checkout, its git folder, and the folder that holds the objects; they differ in linked
    worktrees.
    """
    for top in (site.content, *site.content.parents[:_LEVELS]):
        place = top / ".git"
        with contextlib.suppress(OSError, ValueError):
            if is_file(place):
                place = real_path(top / _text(place).strip().removeprefix("gitdir: "))
            if is_file(place / "HEAD"):
                shared = place / "commondir"
                return top, place, (place / _text(shared).strip() if is_file(shared) else place)
    return None


def _head(own: Path, common: Path) -> str:
    try:
        text = _text(own / "HEAD").strip()
        ref = _REF.match(text)
        if ref and ".." not in ref[1]:
            text = _commit_of(ref[1], own, common)
    except (OSError, ValueError):
        return ""
    return text if _COMMIT.match(text) else ""


def _commit_of(ref: str, own: Path, common: Path) -> str:
    """What a branch points to: a file of its own, or a line among the packed ones."""
    for folder in (own, common):
        if is_file(folder / ref):
            return _text(folder / ref).strip()
    packed = _text(common / "packed-refs", GIT_REFS_BYTES)
    return next((line[:40] for line in packed.splitlines() if line[41:] == ref), "")


def _text(file: Path, limit: int = GIT_NAME_BYTES) -> str:
    """A file of the checkout; raises OSError, also where it is larger than `limit` bytes, and ValueError."""
    return read_whole(file, limit).decode("utf-8")


def _ask_git(head: str, common: Path) -> bytes:
    """The output of `git log`; raises OSError and ProgramError."""
    with tempfile.TemporaryDirectory(prefix="newsreader-") as folder:
        for name in ("objects", "refs"):
            (Path(folder) / name).mkdir()
        (Path(folder) / "HEAD").write_text("ref: refs/heads/none\n", "utf-8")
        (Path(folder) / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n", "utf-8")
        shallow = common / "shallow"
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": folder,
            "GIT_DIR": folder,
            "GIT_OBJECT_DIRECTORY": str(common / "objects"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            **({"GIT_SHALLOW_FILE": str(shallow)} if is_file(shallow) else {}),
        }
        command = find_command(("git", "--no-pager", "-c", "protocol.allow=never", *_COMMAND, head, "--"))
        return read_output(command, SECONDS, environment, Path(folder))


def _dates(output: bytes, prefix: str) -> dict[str, datetime]:
    """The newest date of each path below `prefix`; commits come newest first."""
    found: dict[str, datetime] = {}
    for commit in output.split(b"\x1e"):
        date, _, names = commit.partition(b"\0")
        try:
            moment = datetime.fromisoformat(date.decode("ascii"))
        except ValueError:
            continue
        for name in names.lstrip(b"\n").split(b"\0"):
            path = name.decode("utf-8", "surrogateescape")
            if path.startswith(prefix) and path != prefix:
                found.setdefault(path[len(prefix) :], moment)
    return found
