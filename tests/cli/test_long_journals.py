"""No command waits for a long journal that another machine wrote, but the one that looks at everything."""

import io

import pytest

from tui_reader.config.paths import user_paths
from tui_reader.feed import mark_copy

LEFT_OUT = "Marks are left out"


@pytest.fixture
def arrived(call, monkeypatch):
    """A journal of another machine, too long to be read at once, has just been put beside one's own."""
    assert call("bookmarks add news/second.md").code == 0
    (own,) = user_paths().bookmarks.glob("*.jsonl")
    own.with_name("other-00000000.jsonl").write_bytes(own.read_bytes().replace(b"second.md", b"first.md"))
    monkeypatch.setattr(mark_copy, "QUICKLY_READ", 10)


def test_a_list_says_that_marks_are_left_out_until_they_are_read(call, arrived):
    before = call("list --query is:bookmarked --format {path}")
    assert before.out == "news/second.md\n"
    assert LEFT_OUT in before.err
    assert "newsreader sync" in before.err
    assert LEFT_OUT not in call("sync").err
    after = call("list --query is:bookmarked --format {path}")
    assert sorted(after.out.split()) == ["news/first.md", "news/second.md"]
    assert LEFT_OUT not in after.err


@pytest.mark.parametrize(("asked", "count"), [("", 1), ("refresh\n", 2)])
def test_line_by_line_they_are_read_where_a_person_wants_it(call, arrived, monkeypatch, asked, count):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{asked}search is:bookmarked\nquit\n"))
    said = call("--linear").out
    assert LEFT_OUT in said
    assert f"is:bookmarked - newest, {count} post" in said
