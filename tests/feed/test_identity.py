"""A mark belongs to the feed it was made in, however that feed is opened and wherever it went."""

import shutil

import pytest

from tests.feeds import open_feed, user, write_site

PATH = "news/p0.md"


def mark(folder, paths, note):
    """Read a post of a feed and bookmark it with a note."""
    library = open_feed(folder, paths)
    library.marks.bookmark(PATH, note)
    library.marks.mark_read([PATH], True)
    library.close()


def state(folder, paths):
    """Note and read mark of the post, as journals and index have them."""
    library = open_feed(folder, paths)
    try:
        notes = [bookmark.note for bookmark in library.marks.bookmarks()]
        (row,) = library.posts.rows([library.posts.id_of(PATH)])
        assert row.bookmarked == bool(notes)
        assert row.read == library.marks.read_state.is_read(PATH)
        return notes, row.read
    finally:
        library.close()


def test_feeds_with_equal_paths_and_titles_share_nothing(tmp_path):
    first, second = write_site(tmp_path / "first"), write_site(tmp_path / "second")
    mark(first, user(tmp_path), "first")
    assert state(second, user(tmp_path)) == ([], False)
    mark(second, user(tmp_path), "second")
    assert state(first, user(tmp_path)) == (["first"], True)
    assert state(second, user(tmp_path)) == (["second"], True)


@pytest.mark.parametrize("way", ["content", "content/news", "link"])
def test_a_feed_is_the_same_whichever_way_it_is_opened(tmp_path, way):
    site = write_site(tmp_path / "site")
    (site / "link").symlink_to(site)
    mark(site, user(tmp_path), "kept")
    assert state(site / way, user(tmp_path)) == (["kept"], True)


def test_marks_go_with_a_feed_that_was_moved_or_has_a_new_title(tmp_path):
    site = write_site(tmp_path / "site")
    mark(site, user(tmp_path), "kept")
    site.rename(tmp_path / "moved")
    assert state(tmp_path / "moved", user(tmp_path)) == (["kept"], True)
    mark(tmp_path / "moved", user(tmp_path), "again")
    (tmp_path / "moved").rename(site)
    config = site / "hugo.toml"
    config.write_text(config.read_text("utf-8").replace("小报", "大报"), "utf-8")
    assert state(site, user(tmp_path)) == (["kept"], True)


def test_the_index_follows_a_feed_that_is_no_longer_the_one_its_marks_name(tmp_path):
    site = write_site(tmp_path / "site")
    mark(write_site(tmp_path / "old"), user(tmp_path), "of the old one")
    (tmp_path / "old").rename(tmp_path / "gone")
    assert state(site, user(tmp_path)) == (["of the old one"], True)
    config = site / "hugo.toml"
    config.write_text(config.read_text("utf-8").replace("小报", "大报"), "utf-8")
    assert state(site, user(tmp_path)) == ([], False)


def test_clones_on_two_machines_share_their_marks(tmp_path):
    mark(write_site(tmp_path / "here" / "site"), user(tmp_path / "one", "one"), "kept")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    shutil.rmtree(tmp_path / "here")
    clone = write_site(tmp_path / "there" / "site")
    assert state(clone, user(tmp_path / "two", "two")) == (["kept"], True)
