"""A repository that is opened directly: fetched once, read from then on whether it can be reached or not."""

import select
import time
from pathlib import Path

import pytest

from tests.cli.conftest import call as call
from tests.cli.conftest import feed as feed
from tests.cli.test_publish import POST
from tests.feeds import SITE, listed, user
from tests.mirror.repository import Repository
from tests.mirror.test_git_mirror import silent as silent
from tui_reader.config.settings import NamedFeed, Settings
from tui_reader.feed.library import Library, open_library
from tui_reader.feed.several.known_feeds import name_of
from tui_reader.feed.several.open_feeds import OpenFeeds
from tui_reader.feed.shared import own_copy
from tui_reader.feed.shared.feed_copies import copy_folder
from tui_reader.feed.shared.own_copy import OwnCopy
from tui_reader.feed.shared.remote_feeds import feed_to_keep
from tui_reader.model.errors import ContentError


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "up.git")
    repository.push({"hugo.toml": SITE, "content/a.md": POST.format(title="First")})
    return repository


def test_a_repository_is_listed_and_read_on_where_it_is_out_of_reach(call, repository, tmp_path, monkeypatch):
    first = call(f"list -C {repository.address}")
    assert (first.code, "First" in first.out, first.err) == (0, True, "")
    repository.push({"content/a.md": POST.format(title="Second")})
    assert "First" in call(f"list -C {repository.address}").out
    monkeypatch.setattr(own_copy, "FRESH_SECONDS", 0.0)
    assert "Second" in call(f"list -C {repository.address}").out
    repository.folder.rename(tmp_path / "away")
    for command in ("list", "list", "show a.md --plain"):
        away = call(f"{command} -C {repository.address}")
        assert (away.code, "Second" in away.out, len(away.err.splitlines())) == (0, True, 1)
        assert "Posts may be behind since" in away.err
    (tmp_path / "away").rename(repository.folder)
    monkeypatch.setattr(own_copy, "RETRY_SECONDS", 0.0)
    assert call(f"list -C {repository.address}").err == ""


def test_a_repository_that_was_never_reached_is_said_so(call, tmp_path):
    answer = call(f"list -C git+file://{tmp_path}/none")
    assert answer.code == 3
    assert "none" in answer.err


def test_in_restricted_mode_no_repository_is_fetched(call, repository, own_folders):
    for line in (f"--restricted list -C {repository.address}", f"--restricted {repository.address}"):
        answer = call(line)
        assert (answer.code, answer.out) == (3, "")
        assert "restricted" in answer.err
    assert not (own_folders / ".cache/newsreader/git").exists()


def test_what_is_remembered_of_a_feed_with_a_name_is_its_address(call, repository, own_folders):
    own_folders.joinpath(".config/newsreader").mkdir(parents=True)
    settings = own_folders / ".config/newsreader/config.toml"
    settings.write_text(f'[[feeds]]\nname = "far"\npath = "{repository.address}"\n', "utf-8")
    assert f"{repository.address} from now on" in call("far --remember").err
    assert f'content = "{repository.address}"' in settings.read_text("utf-8")


def test_what_is_remembered_is_the_address(call, repository, own_folders):
    assert f"{repository.address} from now on" in call(f"{repository.address} --remember").err
    assert repository.address in (own_folders / ".config/newsreader/config.toml").read_text()
    assert "First" in call("list").out


def test_a_feed_of_the_settings_may_be_a_repository(call, repository, own_folders, tmp_path):
    settings = own_folders / ".config/newsreader/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[[feeds]]\nname = "far"\npath = "{repository.address}"\nsort = "title"\n')
    answer = call("list -C far")
    assert (answer.code, "First" in answer.out) == (0, True)
    known = Settings(feeds=(NamedFeed("far", repository.address),))
    feeds = OpenFeeds(known, user(tmp_path / "other"), "near", None)
    library = feeds.library("far")
    assert name_of(library, known) == "far"
    library.sync.run()
    assert listed(library) == ["a.md"]
    library.close()


def _opened(repository: Repository, tmp_path: Path) -> Library:
    paths = user(tmp_path / "user")
    OwnCopy(repository.address, paths.cache).refresh()
    library = open_library(copy_folder(paths.cache, repository.address) / "site", Settings(), paths)
    library.visit()
    return library


def _hear(library: Library) -> None:
    """Wait until the system tells of something, and look."""
    assert select.select(library.sync.descriptors, (), (), 20)[0]
    library.sync.run(now=False)


def test_while_somebody_reads_pushes_appear_and_what_keeps_them_away_is_told(repository, tmp_path, monkeypatch):
    library = _opened(repository, tmp_path)
    library.sync.run()
    assert not library.state.trouble
    repository.push({"content/b.md": POST.format(title="Second")})
    monkeypatch.setattr(own_copy, "FRESH_SECONDS", 0.0)
    end = time.monotonic() + 20
    library.sync.run()
    while len(listed(library)) < 2 and time.monotonic() < end:
        _hear(library)
    assert sorted(listed(library)) == ["a.md", "b.md"]
    repository.folder.rename(tmp_path / "away")
    while not library.state.trouble and time.monotonic() < end:
        _hear(library)
    assert "up.git" in library.state.trouble
    assert sorted(listed(library)) == ["a.md", "b.md"]
    library.close()


def test_a_reader_that_ends_waits_for_no_silent_peer(silent, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=no")
    copy = OwnCopy(f"git+ssh://127.0.0.1:{silent}/a", tmp_path)
    copy.start()
    begun = time.monotonic()
    copy.close()
    assert time.monotonic() - begun < 10
    assert not copy.descriptors


def test_what_is_no_address_is_refused(tmp_path):
    with pytest.raises(ContentError):
        OwnCopy("git+http://host/a", tmp_path)


def test_a_feed_that_nobody_could_begin_with_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(feeds=(NamedFeed("mine", str(tmp_path)),))
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "content" / "a.md").write_text("---\ntitle: 篇\n---\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert feed_to_keep("site", settings) == str(tmp_path / "site")
    assert feed_to_keep(str(tmp_path / "site"), settings) == str(tmp_path / "site")
    assert feed_to_keep("mine", settings) == "mine"
    assert feed_to_keep("", settings) == ""
    assert feed_to_keep("git+https://a.example/x", settings) == "git+https://a.example/x"
    for wrong in (
        "nowhere",
        str(tmp_path / "site") + "jk",
        "git+ftp://a.example/x",
        "a\0b",
        "x" * 5000,
        "~nobody-of-this-name/x",
    ):
        with pytest.raises(ContentError):
            feed_to_keep(wrong, settings)
