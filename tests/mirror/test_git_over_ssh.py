"""A repository over a real ssh to a server on loopback."""

import getpass
import shlex
from pathlib import Path

import pytest

from tests.mirror.repository import Repository, files_of
from tests.terminal.sshd import Sshd
from tui_reader.mirror.git_address import read_git_address
from tui_reader.mirror.git_mirror import GitMirror
from tui_reader.model.errors import ContentError


def test_pushes_arrive_over_ssh_and_a_key_that_is_refused_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "up.git")
    repository.push({"content/a.md": "one"})
    with Sshd(tmp_path) as server:
        program, *options = server.client(terminal=False)[:-3]
        address = read_git_address(f"git+ssh://{getpass.getuser()}@127.0.0.1:{server.port}{repository.folder}@main")
        mirror = GitMirror(address, tmp_path / "work", tmp_path / "site")
        monkeypatch.setenv("GIT_SSH_COMMAND", shlex.join([program, *options, "-o", "BatchMode=yes"]))
        mirror.refresh()
        repository.push({"content/a.md": "two"})
        assert mirror.refresh()
        assert files_of(tmp_path / "site") == {"content/a.md": "two"}
        monkeypatch.setenv(
            "GIT_SSH_COMMAND", f"{program} -F none -o BatchMode=yes -o StrictHostKeyChecking=no -i /none"
        )
        with pytest.raises(ContentError, match=r"Permission denied|Could not read"):
            mirror.refresh()
        assert mirror.is_whole
