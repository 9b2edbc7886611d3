"""Addresses of feeds in git repositories: `git+https://…`, `git+ssh://…` and `git+file:///…`, a branch behind `@`, and
behind a colon the folder of the site in it, as git itself writes a place in a revision.
"""

import re
from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.mirror.path_names import is_plain_path
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ContentError

TRANSPORTS = ("https", "ssh", "file")
"""How a repository is reached; `http` and `git` would be open to whoever is on the way."""
_PREFIX = "git+"
_PARTS = re.compile(r"git\+(?P<transport>[a-z]+):/{1,3}(?P<rest>[^\x00-\x20\x7f]+)")
_HOST = re.compile(r"(?P<user>[^/@]*@)?(?P<host>[0-9A-Za-z][0-9A-Za-z.-]*|\[[0-9A-Fa-f:.]+\])(?P<port>:\d{1,5})?")
_BRANCH = re.compile(r"\w[\w./+-]*")
_USER = re.compile(r"[0-9A-Za-z_][\w.-]*@")


@dataclass(frozen=True, slots=True)
class GitAddress:
    """A site in a branch of a git repository."""

    transport: str
    """One of `TRANSPORTS`."""
    url: str
    """Address of the repository as git takes it."""
    branch: str
    """The branch that is read; empty for the one that the repository says is its main one."""
    within: str = ""
    """The folder of the site in the repository; empty where that is a site itself."""

    def __str__(self) -> str:
        """The address as a person writes it; tells one feed from another."""
        place = f":{self.within}" if self.within else ""
        return f"{_PREFIX}{self.url}" + (f"@{self.branch}{place}" if self.branch or place else "")

    def site_in(self, folder: Path) -> Path:
        """The folder of the site where the files of the repository are in `folder`."""
        return folder / self.within


def read_git_address(text: str) -> GitAddress:
    """The repository that an address names; one slash behind the colon is enough, since paths lose the second one.

    Raises ContentError where it cannot be read, and where it holds a password.
    """
    found = _PARTS.fullmatch(text)
    if not found or found["transport"] not in TRANSPORTS:
        raise _unreadable(text)
    rest, branch, within = _without_branch(text, found["rest"])
    if found["transport"] == "file":
        return GitAddress("file", f"file:///{rest}", branch, within)
    host, slash, path = rest.partition("/")
    named = _HOST.fullmatch(host)
    if not named or not path:
        raise _unreadable(text)
    user = named["user"] or ""
    if user and (found["transport"] == "https" or not _USER.fullmatch(user)):
        raise ContentError(
            tr("An address holds no user name for https, and no password"),
            tr("~/.netrc is where git looks for them"),
        )
    return GitAddress(found["transport"], f"{found['transport']}://{host}{slash}{path.rstrip('/')}", branch, within)


def _without_branch(text: str, rest: str) -> tuple[str, str, str]:
    """What stands before the branch in the rest of an address, the branch, which `@` or `#` sets off, and the folder
    behind it, which a colon does; raises ContentError.
    """
    cut = max(rest.rfind("#"), rest.rfind("@") if "/" in rest[: rest.rfind("@") + 1] else -1)
    if cut < 0:
        return rest, "", ""
    branch, colon, folder = rest[cut + 1 :].partition(":")
    within = folder.rstrip("/")
    if not (branch or within) or (colon and not is_plain_path(within.encode("utf-8", "replace"))):
        raise _unreadable(text)
    if branch and not _is_branch(branch):
        raise ContentError(tr("{branch} is no name of a branch").replace("{branch}", branch))
    return rest[:cut], branch, within


def _is_branch(name: str) -> bool:
    """Whether git takes a text for the name of a branch (git-check-ref-format(1)), and for no option."""
    return bool(_BRANCH.fullmatch(name)) and not (".." in name or "//" in name or name.endswith((".", "/", ".lock")))


def _unreadable(text: str) -> ContentError:
    return ContentError(
        tr("{address} is no address of a git repository").replace("{address}", _shown(text)),
        "git+https://…, git+ssh://…, git+file:///…@branch:folder",
    )


def _shown(text: str) -> str:
    """The address without what stands before an `@` in it: it may be a secret."""
    head, at, tail = text.partition("@")
    return f"{head.partition(':')[0]}:…@{tail}" if at else text
