"""A folder is a repository's feed where this program or the settings say so, and never because it says so itself."""

from pathlib import Path

import pytest

from tests.cli.conftest import call as call
from tests.cli.conftest import feed as feed
from tests.cli.test_publish import POST
from tests.feeds import open_feed, user, write_site
from tests.mirror.repository import Repository
from tui_reader.config.paths import Paths
from tui_reader.config.settings import NamedFeed, Settings
from tui_reader.feed.library import Library, identity_of, name_of_feed, open_library
from tui_reader.feed.several.known_feeds import name_of
from tui_reader.feed.shared.feed_copies import copy_folder
from tui_reader.feed.shared.own_copy import OwnCopy
from tui_reader.feed.shared.remote_feeds import is_there
from tui_reader.feed.snapshot import open_site
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError
from tui_reader.store import local_source

ADDRESS = "git+https://host.example/a"
SITE = 'title = "Same"\n'


def claim(site: Path, address: str = ADDRESS) -> Path:
    """Have a folder say that it is a repository's."""
    (site / ".git").mkdir(exist_ok=True)
    (site / ".git" / "newsreader-origin").write_text(f"{address}\n", "utf-8")
    (site / ".git" / "HEAD").write_text("0" * 40, "utf-8")
    return site


def repository(folder: Path, site: str = SITE, **files: str) -> Repository:
    found = Repository(folder)
    found.push({"hugo.toml": site, "content/a.md": POST.format(title="First"), **files})
    return found


def open_copy(paths: Paths, address: str) -> Library:
    OwnCopy(address, paths.cache).refresh()
    library = open_library(copy_folder(paths.cache, address) / "site", Settings(), paths)
    library.sync.run()
    return library


@pytest.mark.parametrize(
    "place",
    ["unpacked", "git/{name}/site", "buckets/{name}/site", "user/cache/git/{name}-2/site", "user/cache/git/site"],
)
def test_a_folder_that_claims_to_be_of_a_repository_is_its_own_feed(tmp_path: Path, place: str) -> None:
    paths = user(tmp_path / "user")
    site = tmp_path / place.format(name=copy_folder(paths.cache, ADDRESS).name)
    claim(write_site(site))
    settings = Settings(content=ADDRESS, feeds=(NamedFeed("far", ADDRESS),))
    library = open_library(site, settings, paths)
    assert library.site.origin == ""
    assert library.sync.copy is None
    assert identity_of(library.site).root == name_of_feed(library.site).removesuffix("/content") == str(site)
    assert name_of(library, settings) == "小报"
    library.close()


@pytest.mark.parametrize("address", [ADDRESS, "s3://news/site"])
def test_the_users_own_copy_is_the_feed_elsewhere_from_any_of_its_folders_and_through_links(
    tmp_path: Path, address: str
) -> None:
    paths = user(tmp_path / "user")
    site = claim(write_site(copy_folder(paths.cache, address) / "site"), address)
    (tmp_path / "link").symlink_to(site)
    for place in (site, site / "content" / "news", site / "content" / "news" / "p0.md", tmp_path / "link"):
        assert open_site(place, Settings(), paths).origin == address
    assert open_site(site, Settings(), user(tmp_path / "other")).origin == ""
    claim(site, f"{address}/b")
    assert open_site(site, Settings(), paths).origin == ""


def test_beside_the_manifest_of_the_settings_the_manifest_says_which_feed_it_is(call, tmp_path, monkeypatch):
    far = repository(tmp_path / "up.git")
    index = tmp_path / "index"
    assert call(f"publish {far.address} --to '{index}'").code == 0
    monkeypatch.setitem(local_source._bounds, "folder", "")  # a publisher of a repository is bound by it to its end
    claim(index / "site", ADDRESS)
    paths, settings = user(tmp_path / "user"), Settings(index=str(index))
    assert open_site(index / "site", settings, paths).origin == far.address
    assert open_site(index / "site", Settings(), paths).origin == ""
    assert open_site(claim(write_site(tmp_path / "unpacked"), far.address), settings, paths).origin == ""
    assert call(f"publish '{tmp_path}/unpacked' --to '{tmp_path}/second'").code == 0
    folders = Settings(index=str(tmp_path / "second"))
    assert open_site(tmp_path / "unpacked", folders, paths).origin == ""


def test_repositories_of_one_title_share_no_marks(tmp_path: Path) -> None:
    paths = user(tmp_path / "user")
    first, second = (repository(tmp_path / name).address for name in ("a.git", "b.git"))
    library = open_copy(paths, first)
    library.marks.bookmark("a.md", "of the first")
    library.close()
    library = open_copy(paths, second)
    assert not library.marks.bookmarks()
    library.close()
    unpacked = write_site(tmp_path / "unpacked")
    (unpacked / "hugo.toml").write_text(SITE, "utf-8")
    library = open_feed(unpacked, paths)
    assert not library.marks.bookmarks()
    library.close()


def test_a_feed_of_marks_is_there_where_the_settings_or_this_machine_have_it(tmp_path: Path) -> None:
    cache, folder = tmp_path / "cache", write_site(tmp_path / "site")
    nothing = Settings()
    assert not is_there(ADDRESS, nothing, cache)
    assert not is_there("git+what:/is this", nothing, cache)
    copy = copy_folder(cache, ADDRESS) / "site"
    copy.mkdir(parents=True)
    assert is_there(ADDRESS, nothing, cache)
    copy.rmdir()
    for known in (Settings(content=f"{ADDRESS}/"), Settings(feeds=(NamedFeed("far", ADDRESS),))):
        assert is_there(ADDRESS, known, cache)
        assert not is_there(f"{ADDRESS}@other", known, cache)
    assert is_there(str(folder), nothing, cache)
    assert not is_there(str(tmp_path / "gone"), Settings(content=str(tmp_path / "gone")), cache)


def test_in_restricted_mode_the_settings_alone_tell_which_feeds_are_there(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "site")
    known = Settings(restricted=True, feeds=(NamedFeed("one", str(folder / "content")), NamedFeed("far", ADDRESS)))
    assert is_there(str(folder), known, tmp_path)
    assert is_there(ADDRESS, known, tmp_path)
    assert not is_there(str(folder), Settings(restricted=True), tmp_path)
    assert not is_there(str(write_site(tmp_path / "other")), known, tmp_path)


@pytest.mark.parametrize("config", ['contentDir = "../../outside"', 'contentDir = "{outside}"'])
def test_the_content_of_a_repository_is_inside_its_copy(tmp_path: Path, config: str) -> None:
    outside = write_site(tmp_path / "outside") / "content"
    far = repository(tmp_path / "up.git", SITE + config.format(outside=outside))
    with pytest.raises(ContentError, match="lies outside"):
        open_copy(user(tmp_path / "user"), far.address)
    (tmp_path / "near" / "content").mkdir(parents=True)
    (tmp_path / "near" / "hugo.toml").write_text(f'contentDir = "{outside}"\n', "utf-8")
    assert open_site(tmp_path / "near", Settings(), user(tmp_path)).content == outside


def test_a_theme_of_a_repository_is_inside_its_copy(tmp_path: Path) -> None:
    (tmp_path / "outside" / "mine").mkdir(parents=True)
    (tmp_path / "outside" / "mine" / "hugo.toml").write_text("[params]\nsecret = 1\n[taxonomies]\nx = 'secrets'\n")
    config = f'theme = "mine"\nthemesDir = "{tmp_path}/outside"\n'
    library = open_copy(user(tmp_path / "user"), repository(tmp_path / "up.git", config + SITE).address)
    assert library.site.themes == ()
    assert "secrets" not in repr(library.site)
    library.close()
    kept = repository(tmp_path / "kept.git", 'theme = "mine"\n' + SITE, **{"themes/mine/hugo.toml": "a = 1\n"})
    library = open_copy(user(tmp_path / "user"), kept.address)
    assert [theme.name for theme in library.site.themes] == ["mine"]
    library.close()


def test_a_configuration_that_begins_to_lead_out_of_the_copy_leaves_the_feed_as_it_was(tmp_path: Path) -> None:
    outside = write_site(tmp_path / "outside") / "content"
    far, paths = repository(tmp_path / "up.git"), user(tmp_path / "user")
    library = open_copy(paths, far.address)
    before = library.site
    far.push({"hugo.toml": f'{SITE}contentDir = "{outside}"\n'})
    OwnCopy(far.address, paths.cache).refresh()
    library.sync.run(now=True)
    assert replace(library.site, commits={}) == replace(before, commits={})
    library.close()
