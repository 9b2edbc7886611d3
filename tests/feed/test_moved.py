"""A bookmark goes with its post when the post is renamed, and stays by name when there is no telling where it went."""

import pytest

from tests.feeds import open_feed, user, write_site
from tui_reader.layout.page import Position
from tui_reader.marks.saved_place import SavedPlace

HEADER = "---\ntitle: 山西\ndate: {date}\n{more}---\ntext\n"


@pytest.fixture
def content(tmp_path):
    return write_site(tmp_path / "site") / "content"


@pytest.fixture
def library(tmp_path, content):
    """A feed in which one post is bookmarked with a note, read, and left at a place."""
    write(content, "news/old.md")
    opened = open_feed(tmp_path / "site", user(tmp_path))
    opened.sync.run()
    opened.marks.bookmark("news/old.md", "note", Position(1, 2, "词", 0.5))
    opened.marks.mark_read(["news/old.md"], True)
    opened.marks.keep_place("news/old.md", Position(3, 0))
    yield opened
    opened.close()


def write(content, name, date="2022-07-28", more=""):
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_text(HEADER.format(date=date, more=more), "utf-8")


@pytest.mark.parametrize(
    ("name", "date", "more"),
    [
        ("news/new.md", "2022-07-28", ""),
        ("news/old/index.md", "2023-01-01", ""),
        ("news/new.md", "2023-01-01", "aliases: [/news/old/]\n"),
    ],
    ids=["title and date", "made a bundle", "alias"],
)
def test_marks_go_with_a_renamed_post(library, content, name, date, more):
    (content / "news/old.md").unlink()
    write(content, name, date, more)
    library.sync.run(now=True)
    (bookmark,) = library.marks.bookmarks()
    assert (bookmark.path, bookmark.note, bookmark.place) == (name, "note", SavedPlace(1, 2, "词", 0.5))
    (row,) = library.posts.rows([library.posts.id_of(name)])
    assert row.bookmarked and row.read and row.begun
    assert library.marks.place(name) == Position(3, 0)


@pytest.mark.parametrize("date", ["2022-07-29", "someday"])
def test_another_post_of_the_same_title_gets_nothing(library, content, date):
    (content / "news/old.md").unlink()
    write(content, "news/new.md", date)
    library.sync.run(now=True)
    assert [bookmark.path for bookmark in library.marks.bookmarks()] == ["news/old.md"]


def test_a_copy_beside_the_post_gets_nothing(library, content):
    write(content, "news/copy.md")
    library.sync.run(now=True)
    assert [bookmark.path for bookmark in library.marks.bookmarks()] == ["news/old.md"]


def test_a_post_that_is_only_not_looked_at_was_not_renamed(library, content, tmp_path):
    write(content, "other/copy.md")
    part = open_feed(content / "other" / "copy.md", user(tmp_path))
    part.sync.run(now=True)
    assert [bookmark.path for bookmark in part.marks.bookmarks()] == ["news/old.md"]
    part.close()


def test_a_bookmark_that_cannot_be_moved_stays(library, content, monkeypatch):
    from tui_reader.model.errors import MarksError

    def fails(*_):
        raise MarksError("full")

    monkeypatch.setattr(library.marks.bookmark_store, "add_all", fails)
    (content / "news/old.md").unlink()
    write(content, "news/new.md")
    library.sync.run(now=True)
    assert [bookmark.path for bookmark in library.marks.bookmarks()] == ["news/old.md"]
