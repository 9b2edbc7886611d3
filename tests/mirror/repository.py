"""Bare git repositories that tests push to: each push is one commit, made without a checkout."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

AUTHOR = "A <a@example.org>"
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


def git(folder: Path, *words: str, given: bytes = b"") -> str:
    """What git prints in a folder."""
    done = subprocess.run(["git", *words], cwd=folder, input=given, env=ENVIRONMENT, capture_output=True, check=True)
    return done.stdout.decode().strip()


class Repository:
    """A bare repository with one branch, `main`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", ".")
        self._moment = 1_600_000_000

    @property
    def address(self) -> str:
        """What a person names it by."""
        return f"git+file://{self.folder}"

    def push(self, files: Mapping[str, str | bytes | None], branch: str = "main", mode: str = "100644") -> str:
        """Commit these files, None for one that is taken away; the commit."""
        self._moment += 86_400
        lines = [f"commit refs/heads/{branch}\ncommitter {AUTHOR} {self._moment} +0000\ndata 1\nx\n".encode()]
        if git(self.folder, "branch", "--list", branch):
            lines.append(f"from refs/heads/{branch}^0\n".encode())
        for path, text in files.items():
            data = text.encode() if isinstance(text, str) else text
            if data is None:
                lines.append(f"D {path}\n".encode())
            else:
                lines.append(f"M {mode} inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
        git(self.folder, "fast-import", "--quiet", "--force", given=b"".join(lines))
        return git(self.folder, "rev-parse", branch)

    def push_tree(self, *entries: tuple[str, bytes, str]) -> str:
        """Commit a tree whose entries, of mode, name and object, git itself would never write; the commit."""
        raw = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(blob) for mode, name, blob in entries)
        tree = git(self.folder, "hash-object", "-t", "tree", "--literally", "-w", "--stdin", given=raw)
        commit = git(self.folder, "commit-tree", tree, "-m", "x")
        git(self.folder, "update-ref", "refs/heads/main", commit)
        return commit

    def blob(self, data: bytes) -> str:
        """The name of an object that holds this."""
        return git(self.folder, "hash-object", "-w", "--stdin", given=data)


def files_of(folder: Path) -> dict[str, str]:
    """What every file below a folder holds, the notes of the copy itself left out."""
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".git" not in file.relative_to(folder).parts[:1]
    }
