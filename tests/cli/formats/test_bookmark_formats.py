"""Bookmarks leave and come back: JSON and Netscape HTML keep what they can, anything else is refused in one line."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.cli.formats.bookmark_formats import bookmark_formats, read_bookmarks
from tui_reader.marks.bookmarks import Bookmark
from tui_reader.marks.saved_place import SavedPlace
from tui_reader.model.errors import ContentError

FORMATS = bookmark_formats()
MARK = Bookmark(
    "news/首个.md",
    "首个 <元宇宙> [影视]",
    datetime(2022, 7, 28, tzinfo=UTC),
    datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
    'a note & "more"',
    SavedPlace(3, 4, "词", 0.5),
)
TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(str.strip).filter(bool)


def test_json_keeps_everything():
    assert read_bookmarks(FORMATS["json"].write([MARK])) == (MARK,)
    assert json.loads(FORMATS["json"].write([])) == []


def test_html_is_what_browsers_exchange():
    text = FORMATS["html"].write([MARK])
    assert text.startswith("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n")
    assert f'<DT><A HREF="news/首个.md" ADD_DATE="{int(MARK.added.timestamp())}">首个 &lt;元宇宙&gt;' in text
    (found,) = read_bookmarks(text)
    assert (found.path, found.title, found.added, found.note) == (MARK.path, MARK.title, MARK.added, MARK.note)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Bookmark, path=TEXT, title=TEXT, note=TEXT | st.just("")), max_size=3))
def test_path_title_and_note_survive_every_way(marks):
    wanted = [(mark.path, mark.title, mark.note) for mark in marks]
    for form in ("json", "html"):
        assert [(m.path, m.title, m.note) for m in read_bookmarks(FORMATS[form].write(marks))] == wanted


def test_a_browsers_file_with_folders_is_read():
    text = """<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3 ADD_DATE="1">News</H3><DL><p>
    <DT><A HREF="a.md" ADD_DATE="100" ICON="data:x">One</A><DD>first
    <DT><A>no address</A><DT><A HREF="b.md" ADD_DATE="x">  </A></DL><p></DL>"""
    first, second = read_bookmarks(text)
    assert (first.path, first.title, first.note) == ("a.md", "One", "first")
    assert first.added == datetime.fromtimestamp(100, UTC)
    assert (second.path, second.title, second.added) == ("b.md", "b.md", None)


def test_markdown_is_a_list_of_links():
    assert FORMATS["markdown"].write([MARK]) == (
        '- [首个 <元宇宙> \\[影视\\]](<news/首个.md>) (2022-07-28)  \n  a note & "more"\n'
    )


@pytest.mark.parametrize("text", ["", "nothing", "{}", "[" * 100_000, '{"path": "a"}', "\x00"])
def test_what_is_no_list_of_bookmarks_is_refused(text):
    with pytest.raises(ContentError, match="no bookmarks"):
        read_bookmarks(text)


def test_entries_without_a_path_are_left_out():
    assert read_bookmarks('[5, {"title": "x"}, {"path": 7}, {"path": ""}, {"path": "a.md", "date": 5}]') == (
        Bookmark("a.md", "a.md"),
    )


def test_each_form_is_the_module_of_its_name_and_the_first_is_the_default():
    assert list(FORMATS)[:3] == ["json", "markdown", "html"]
    assert [form.write.__module__.rpartition(".")[2] for form in FORMATS.values()] == [
        f"bookmarks_{n}" for n in FORMATS
    ]
