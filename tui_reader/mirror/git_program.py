"""Calls of git that run nothing but git, the ssh client and what the environment of the caller names.

The repository's and the user's configuration are never read: one of ours takes the place of both, also for the git
that serves a repository on this machine. So no hook, filter, file system monitor, credential helper or address
replacement of anybody's is used. What is the job's stays: `~/.netrc`, `~/.ssh`, proxies and certificates of the
environment.
"""

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from tui_reader.config.child_process import (
    Command,
    Limits,
    Worker,
    find_command,
    read_output,
    run_heard,
    user_environment,
    worker_for,
)
from tui_reader.config.user_files import replace_user_file
from tui_reader.mirror.git_address import GitAddress
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ProgramError

FETCH = Limits(silence=60.0, total=3600.0, file_bytes=8 << 30)
"""Limits of a fetch: a peer that says nothing for a minute is given up."""
ASK_SECONDS = 60.0
"""Seconds for a question to the objects that are here."""
READ_SECONDS = 3600.0
"""Seconds for reading all files of a commit."""
TIDY_SECONDS = 1800.0
"""Seconds for packing objects."""
_BRANCH = "refs/heads/feed"
"""Where the branch that is read stands in the copy."""
_KEPT = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_SSL_")
"""How the variables of git begin that are the caller's to set."""
_DROPPED = ("GIT_", "SSH_ASKPASS")
_SSH = "ssh -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=10 -o ServerAliveCountMax=3"
"""An ssh that asks nobody, and notices a peer that is gone."""
_SETTINGS = """[core]
	hooksPath = /dev/null
	attributesFile = /dev/null
	fsmonitor = false
	askPass =
[protocol]
	allow = never
[protocol "{transport}"]
	allow = always
[http]
	lowSpeedLimit = 1
	lowSpeedTime = 60
[fetch]
	recurseSubmodules = false
[gc]
	autoDetach = false
[maintenance]
	auto = false
[safe]
	directory = {served}
"""
_OWN_SETTINGS = "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
_NOT_OURS = ("commondir", "config.worktree", "info", "objects/info/alternates", "objects/info/http-alternates")
"""Names in a repository that lead git elsewhere or say more of its files (gitrepository-layout(5))."""
_LAST_WORDS = 2000
"""Bytes kept of what git says, to tell why it failed."""


class GitProgram:
    """Git on one bare copy of a repository in a folder of ours; one thread at a time."""

    def __init__(self, folder: Path, address: GitAddress, stop: threading.Event | None = None) -> None:
        """`folder` holds the copy and nothing else; it need not be there before `prepare`. A fetch ends soon after
        `stop` is set.
        """
        self._stop = stop
        self.folder = folder
        self._address = address
        self._settings = folder / "newsreader.gitconfig"

    def prepare(self) -> None:
        """Make the folder what it has to be, whatever is there; raises OSError."""
        for name in ("objects", "refs"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for name in _NOT_OURS:
            _remove(self.folder / name)
        replace_user_file(self.folder / "HEAD", f"ref: {_BRANCH}\n")
        replace_user_file(self.folder / "config", _OWN_SETTINGS)
        text = _SETTINGS.format(transport=self._address.transport, served=_quoted(self._served))
        replace_user_file(self._settings, text)

    @property
    def _served(self) -> str:
        """Folder of a repository on this machine, which may belong to another user; empty for others."""
        return self._address.url.removeprefix("file://") if self._address.transport == "file" else ""

    def fetch(self, hear: Callable[[bytes], object]) -> str:
        """Get what is new of the branch and give the commit it is at; `hear` is told what git says meanwhile.

        Raises ProgramError.
        """
        words = bytearray()

        def keep(piece: bytes) -> None:
            words[:] = (words + piece)[-_LAST_WORDS:]
            hear(piece)

        source = f"refs/heads/{self._address.branch}" if self._address.branch else "HEAD"
        flags = ("--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules", "--progress")
        command = self._command("fetch", *flags, "--refmap=", self._address.url, f"+{source}:{_BRANCH}")
        try:
            run_heard(command, replace(FETCH, stop=self._stop), self._environment(), self.folder, keep)
        except ProgramError as error:
            raise ProgramError(_reason(bytes(words)) or error.message) from error
        return self.ask("rev-parse", "--verify", f"{_BRANCH}^{{commit}}").decode("ascii", "replace").strip()

    def ask(self, *words: str, seconds: float = ASK_SECONDS) -> bytes:
        """What git answers to a short question; raises ProgramError."""
        return read_output(self._command(*words), seconds, self._environment(), self.folder)

    @contextlib.contextmanager
    def talk(self, *words: str) -> Iterator[Worker]:
        """Git as a process that is asked and answers, or answers at length; raises ProgramError."""
        with worker_for(self._command(*words), READ_SECONDS, self._environment(), self.folder) as worker:
            yield worker

    def tidy(self) -> None:
        """Pack objects where there are many loose ones; raises ProgramError."""
        self.ask("gc", "--auto", "--quiet", seconds=TIDY_SECONDS)

    def _command(self, *words: str) -> Command:
        return find_command(("git", "--no-pager", *words))

    def _environment(self) -> dict[str, str]:
        given = user_environment()
        kept = {name: value for name, value in given.items() if name.startswith(_KEPT) or not name.startswith(_DROPPED)}
        return {
            **kept,
            "LC_ALL": "C",
            "GIT_DIR": str(self.folder),
            "GIT_COMMON_DIR": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": str(self._settings),
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_TERMINAL_PROMPT": "0",
            **({} if {"GIT_SSH", "GIT_SSH_COMMAND"} & kept.keys() else {"GIT_SSH_COMMAND": _SSH}),
        }


def _remove(place: Path) -> None:
    """Take away a file, a link or a folder with all that is in it; raises OSError."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _quoted(value: str) -> str:
    """A value as a file of git's configuration has it (git-config(1), Values)."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _reason(words: bytes) -> str:
    """The line in which git says why it failed; empty where it says nothing."""
    lines = [line.strip() for line in words.decode("utf-8", "replace").replace("\r", "\n").split("\n") if line.strip()]
    told = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else "")
    return told.removeprefix("fatal: ")
