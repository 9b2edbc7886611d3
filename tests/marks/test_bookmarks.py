"""Bookmarks keep what a post was called, come back after undo, and survive what a person writes into the file."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui_reader.marks.bookmarks import Bookmarks
from tui_reader.marks.feed_identity import FeedIdentity
from tui_reader.marks.read_state import Reading
from tui_reader.marks.saved_place import SavedPlace
from tui_reader.model.errors import NotFoundError

DATE = datetime(2022, 7, 28, 17, 12, tzinfo=timezone(timedelta(hours=8)))
PLACE = SavedPlace(3, 14, "山西省", 0.25)


def test_a_bookmark_comes_back_whole_in_the_next_session(tmp_path):
    Bookmarks(tmp_path, "a").add("news/首个.md", "首个元宇宙影视基地", DATE, "再读", PLACE)
    (found,) = Bookmarks(tmp_path, "b").all()
    assert (found.path, found.title, found.date) == ("news/首个.md", "首个元宇宙影视基地", DATE)
    assert (found.note, found.place) == ("再读", PLACE)
    assert found.added is not None
    assert abs(found.added - datetime.now(UTC)) < timedelta(minutes=1)


def test_every_change_can_be_taken_back(tmp_path):
    marks = Bookmarks(tmp_path, "a")
    assert marks.add("a.md", "A", DATE) is None
    added = marks.get("a.md")
    assert marks.note("a.md", "more") == added
    noted = marks.get("a.md")
    assert marks.remove("a.md") == noted
    marks.restore({"a.md": noted})
    assert marks.get("a.md") == noted
    marks.restore({"a.md": added})
    assert marks.get("a.md") == added
    marks.restore({"a.md": None, "never.md": None})
    assert marks.all() == ()


def test_the_latest_bookmark_comes_first(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"t": 10, "op": "add", "path": "old.md"}\n{"t": 30, "op": "add", "path": "new.md"}\n'
        '{"t": 20, "op": "add", "path": "middle.md", "title": 5, "date": "today", "place": {"block": -1}}\n'
    )
    found = Bookmarks(tmp_path, "a").all()
    assert [bookmark.path for bookmark in found] == ["new.md", "middle.md", "old.md"]
    assert (found[1].title, found[1].date, found[1].place) == ("middle.md", None, None)


def test_adding_again_keeps_when_it_was_added(tmp_path):
    marks = Bookmarks(tmp_path, "a")
    (tmp_path / "a.jsonl").write_text('{"t": 10, "op": "add", "path": "a.md", "title": "A"}\n')
    marks.add("a.md", "A2", None)
    found = marks.get("a.md")
    assert found is not None
    assert (found.title, found.added) == ("A2", datetime.fromtimestamp(10, UTC))


def test_removing_what_is_not_there_writes_nothing(tmp_path):
    marks = Bookmarks(tmp_path / "none", "a")
    assert marks.remove("a.md") is None
    assert not (tmp_path / "none").exists()


def test_a_note_needs_a_bookmark(tmp_path):
    with pytest.raises(NotFoundError, match=r"a\.md"):
        Bookmarks(tmp_path, "a").note("a.md", "text")


def test_a_removal_on_one_host_meets_the_bookmark_of_another(tmp_path):
    here, there = Bookmarks(tmp_path, "a"), Bookmarks(tmp_path, "b")
    here.add("a.md", "A", None)
    there.remove("a.md")
    assert here.all() == ()
    assert here.journal.tidy() and there.journal.tidy()
    assert Bookmarks(tmp_path, "c").all() == ()


def test_a_bookmark_knows_the_feed_it_was_added_in(tmp_path):
    film, text = FeedIdentity("Film news", "/film"), FeedIdentity("Text news", "/text")
    here, there = Bookmarks(tmp_path, "a", film), Bookmarks(tmp_path, "a", text)
    here.add("a.md", "A", None)
    (mark,) = Bookmarks(tmp_path, "a").all()
    assert mark.feed == film
    assert [bookmark.feed for bookmark in here.all()] == [film]
    assert there.all() == ()
    with pytest.raises(NotFoundError):
        there.note("a.md", "not mine")
    here.note("a.md", "kept")
    assert [(bookmark.feed, bookmark.note) for bookmark in here.all()] == [(film, "kept")]


def test_feeds_with_equal_paths_keep_their_own_marks(tmp_path):
    """Neither a later mark nor an undo nor tidying of one reaches the other."""
    film, text = (
        (Bookmarks(tmp_path / "b", "a", feed, yes), Reading(tmp_path / "r", "a", feed, yes))
        for feed in (FeedIdentity("News", "/film"), FeedIdentity("News", "/text"))
    )
    film[0].add("a.md", "Film", None, "of film")
    text[0].add("a.md", "Text", None, "of text")
    film[1].read(["a.md"], True)
    text[1].keep_place("a.md", PLACE)
    film[0].restore({"a.md": film[0].get("a.md")})
    for marks in (film[0], text[0], film[1], text[1]):
        assert marks.journal.tidy()
    assert [mark.note for mark in film[0].all()] == ["of film"]
    assert [mark.note for mark in text[0].all()] == ["of text"]
    assert (film[1].is_read("a.md"), text[1].is_read("a.md")) == (True, False)
    assert (film[1].place("a.md"), text[1].place("a.md")) == (None, PLACE)
    text[0].remove("a.md")
    assert [mark.title for mark in film[0].all()] == ["Film"]
    assert {mark.title for mark in Bookmarks(tmp_path / "b", "c").all()} == {"Film"}


def yes(root: str) -> bool:
    """Every folder is there."""
    return True


@pytest.mark.parametrize(
    ("title", "root", "there", "belongs"),
    [
        ("News", "/here", True, True),
        ("Other title", "/here", True, True),
        ("", "/here", True, True),
        ("News", "/moved/from", False, True),
        ("News", "/another/feed", True, False),
        ("Other title", "/elsewhere", False, False),
        ("News", "", True, True),
        ("Other title", "", True, False),
        ("", "", True, True),
    ],
)
def test_a_mark_goes_with_its_feed(tmp_path, title, root, there, belongs):
    marks = Bookmarks(tmp_path, "a", FeedIdentity(title, root))
    marks.add("a.md", "A", None)
    here = Bookmarks(tmp_path, "b", FeedIdentity("News", "/here"), lambda root: there)
    assert bool(here.all()) == belongs


def test_what_an_older_reader_wrote_is_there_until_a_feed_says_otherwise(tmp_path):
    old = '{"t": 10, "op": "add", "path": "a.md", "title": "A", "note": "old", "feed": "News"}\n'
    (tmp_path / "laptop.jsonl").write_text(old)
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "laptop.jsonl").write_text('{"t": 10, "op": "read", "path": "a.md"}\n')
    first, second = (FeedIdentity("News", root) for root in ("/first", "/second"))
    here = Bookmarks(tmp_path, "laptop-1", first, yes)
    here.remove("a.md")
    Reading(tmp_path / "r", "laptop-1", first, yes).read(["a.md"], False)
    assert here.all() == ()
    (kept,) = Bookmarks(tmp_path, "laptop-1", second, yes).all()
    assert kept.note == "old"
    assert Bookmarks(tmp_path, "laptop-1", FeedIdentity("Else", "/third"), yes).all() == ()
    assert not Reading(tmp_path / "r", "laptop-1", first, yes).is_read("a.md")
    assert Reading(tmp_path / "r", "laptop-1", second, yes).is_read("a.md")
    assert (tmp_path / "laptop.jsonl").read_text() == old


def test_a_bookmark_of_no_known_feed_may_belong_anywhere(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"t": 10, "op": "add", "path": "a.md"}\n')
    (mark,) = Bookmarks(tmp_path, "a").all()
    assert Bookmarks(tmp_path, "a", FeedIdentity("Film news", "/film")).all() == (mark,)


@pytest.mark.parametrize("edge", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_days_at_the_ends_of_the_calendar_are_no_dates(tmp_path, edge):
    record = {"t": 1_700_000_000, "op": "add", "path": "a.md", "title": "a", "added": edge, "date": edge}
    (tmp_path / "host.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    (mark,) = Bookmarks(tmp_path, "host", FeedIdentity("feed", "/feed")).all()
    assert mark.date is None
    assert mark.added == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert mark.added.astimezone(timezone(timedelta(hours=14)))
