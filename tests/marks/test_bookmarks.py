"""Bookmarks keep what a post was called, come back after undo, and survive what a person writes into the file."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui_reader.marks.bookmarks import Bookmarks
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
    assert here.refresh() == {"a.md"}
    assert here.all() == ()
    assert here.tidy() and there.tidy()
    assert Bookmarks(tmp_path, "c").all() == ()


def test_a_bookmark_knows_the_feed_it_was_added_in(tmp_path):
    here, there = Bookmarks(tmp_path, "a", "Film news"), Bookmarks(tmp_path, "a", "Text news")
    here.add("a.md", "A", None)
    (mark,) = there.all()
    assert mark.feed == "Film news"
    assert here.belongs(mark)
    assert not there.belongs(mark)
    there.note("a.md", "kept")
    assert [bookmark.feed for bookmark in here.all()] == ["Film news"]


def test_a_bookmark_of_no_known_feed_may_belong_anywhere(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"t": 10, "op": "add", "path": "a.md"}\n')
    (mark,) = Bookmarks(tmp_path, "a").all()
    assert Bookmarks(tmp_path, "a", "Film news").belongs(mark)


@pytest.mark.parametrize("edge", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_days_at_the_ends_of_the_calendar_are_no_dates(tmp_path, edge):
    record = {"t": 1_700_000_000, "op": "add", "path": "a.md", "title": "a", "added": edge, "date": edge}
    (tmp_path / "host.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    (mark,) = Bookmarks(tmp_path, "host", "feed").all()
    assert mark.date is None
    assert mark.added == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert mark.added.astimezone(timezone(timedelta(hours=14)))
