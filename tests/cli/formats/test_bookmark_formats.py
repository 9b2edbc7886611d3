"""Bookmarks leave and come back: JSON and Netscape HTML keep what they can, anything else is refused in one line."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tui_reader.cli.formats.bookmark_formats import (
    MOST_NOTE,
    MOST_PATH,
    MOST_TITLE,
    Addresses,
    address,
    bookmark_formats,
    is_other_scheme,
    is_short,
    read_bookmarks,
)
from tui_reader.marks.bookmarks import Bookmark
from tui_reader.marks.highlights import Highlight
from tui_reader.marks.noted_posts import NotedPost, noted_posts
from tui_reader.marks.saved_place import SavedPlace
from tui_reader.model.errors import ContentError

FORMATS = bookmark_formats()


def write(form: str, marks: Sequence[Bookmark], addresses: Addresses) -> str:
    """The bookmarks in a form."""
    return FORMATS[form].write([NotedPost(mark) for mark in marks], addresses)


def read(text: str) -> tuple[Bookmark, ...]:
    """The bookmarks in a text of any form."""
    return tuple(post.mark for post in read_bookmarks(text))


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
    assert read(write("json", [MARK], {})) == (MARK,)
    assert json.loads(write("json", [], {})) == []


def test_links_lead_to_the_website_where_it_is_known_and_paths_come_back():
    addresses = {(MARK.feed, MARK.path): "https://user.example.io/blog/news/%E9%A6%96/?a=b&c"}
    text = write("html", [MARK], addresses)
    link = 'HREF="https://user.example.io/blog/news/%E9%A6%96/?a=b&amp;c" DATA-PATH="news/首个.md" ADD_DATE'
    assert link in text
    assert [mark.path for mark in read(text)] == [MARK.path]
    assert "](<https://user.example.io/blog/news/%E9%A6%96/?a=b\\&c>)" in write("markdown", [MARK], addresses)
    assert json.loads(write("json", [MARK], addresses))[0]["permalink"] == addresses[MARK.feed, MARK.path]


def test_html_is_what_browsers_exchange():
    text = write("html", [MARK], {})
    assert text.startswith("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n")
    assert f'<DT><A HREF="news/首个.md" ADD_DATE="{int(MARK.added.timestamp())}">首个 &lt;元宇宙&gt;' in text
    (found,) = read(text)
    assert (found.path, found.title, found.added, found.note) == (MARK.path, MARK.title, MARK.added, MARK.note)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Bookmark, path=TEXT, title=TEXT, note=TEXT | st.just("")), max_size=3))
def test_path_title_and_note_survive_every_way(marks):
    wanted = [(mark.path, mark.title, mark.note) for mark in marks]
    for form in ("json", "html"):
        assert [(m.path, m.title, m.note) for m in read(write(form, marks, {}))] == wanted


def test_a_browsers_file_with_folders_is_read():
    text = """<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3 ADD_DATE="1">News</H3><DL><p>
    <DT><A HREF="a.md" ADD_DATE="100" ICON="data:x">One</A><DD>first
    <DT><A>no address</A><DT><A HREF="b.md" ADD_DATE="x">  </A></DL><p></DL>"""
    first, second = read(text)
    assert (first.path, first.title, first.note) == ("a.md", "One", "first")
    assert first.added == datetime.fromtimestamp(100, UTC)
    assert (second.path, second.title, second.added) == ("b.md", "b.md", None)


def test_markdown_is_a_list_of_links():
    assert write("markdown", [MARK], {}) == (
        '- [首个 \\<元宇宙\\> \\[影视\\]](<news/首个.md>) (2022-07-28)  \n  a note \\& "more"\n'
    )


LIVE = st.text("`<>b/#-=+:.)123|*_~&;!$\\[](){}%\"' \n字aivascriptj\t", min_size=1, max_size=30).map(str.strip)
LIVE = LIVE.filter(bool)
SAMPLES = (
    Bookmark("a>b<c.md", "`code` <b>bold</b>", None, None, "# heading"),
    Bookmark("javascript:alert(1).md", "](x) ![i](j) &lt;", None, None, "> quote"),
    Bookmark("java\tscript:x", "{{< youtube 1 >}} {{% x %}} :+1: ~~s~~", None, None, "<!-- comment"),
    Bookmark("./data:x.md", "a | b\n---", None, None, "1. list\n- more\n===="),
    Bookmark("a b\\.md", "\\", None, None, "12) list"),
)


def one_line(text: str) -> str:
    return " ".join(text.split())


def check_markdown(mark: Bookmark) -> None:
    """A parser of CommonMark and GFM finds one item: a link with nothing but text in it, a break, the note as text."""
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(write("markdown", [mark], {}))
    kinds = [token.type for token in tokens]
    assert kinds == [
        "bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close",
        "bullet_list_close",
    ]  # fmt: skip
    parts = [token for token in tokens[3].children or () if token.type != "text" or token.content]
    assert {part.type for part in parts} <= {"link_open", "link_close", "text", "text_special", "hardbreak"}
    end = [part.type for part in parts].index("link_close")
    assert "".join(part.content for part in parts[1:end]) == one_line(mark.title)
    href = unquote(str(parts[0].attrs["href"]))
    assert one_line(href) == one_line(address(mark.path))
    if mark.note:
        assert parts[end + 1].type == "hardbreak"
        assert "".join(part.content for part in parts[end + 2 :]) == one_line(mark.note)


class Elements(HTMLParser):
    """Names of the elements of a text, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.links += [value for name, value in attrs if name == "href"]


@pytest.mark.parametrize("mark", SAMPLES, ids=range(len(SAMPLES)))
def test_nothing_in_a_bookmark_is_live_in_an_export(mark):
    check_markdown(mark)
    check_html(mark)


def check_html(mark: Bookmark) -> None:
    text = write("html", [mark], {})
    elements = Elements()
    elements.feed(text)
    assert elements.names == ["meta", "title", "h1", "dl", "p", "dt", "a", *["dd"] * bool(mark.note), "p"]
    assert not is_other_scheme(elements.links[0])
    (found,) = read(text)
    assert (found.path, found.title, found.note) == (mark.path, mark.title, mark.note)
    assert read(write("json", [mark], {})) == (mark,)


@settings(max_examples=150, deadline=None)
@given(st.builds(Bookmark, path=LIVE, title=LIVE, note=LIVE | st.just("")))
def test_nothing_is_live_whatever_a_bookmark_says(mark):
    if "%" not in mark.path:
        check_markdown(mark)
    check_html(mark)


@pytest.mark.parametrize(
    "link", ["javascript:x", "JAVA\tSCRIPT:x", " data:text/html,x", "file:///etc/passwd", "vbscript:"]
)
def test_what_a_browser_would_run_is_no_bookmark(link):
    text = f'<DL><DT><A HREF="{link}">x</A><DT><A HREF="https://example.org/a">y</A><DT><A HREF="a.md">z</A></DL>'
    assert [mark.path for mark in read(text)] == ["https://example.org/a", "a.md"]


def test_a_bookmark_says_no_more_than_a_person_writes():
    assert is_short(NotedPost(Bookmark("a" * MOST_PATH, "b" * MOST_TITLE, None, None, "c" * MOST_NOTE)))
    long = Bookmark("a" * (MOST_PATH + 1), "b"), Bookmark("a", "b" * (MOST_TITLE + 1)), replace(MARK, note="c" * 65537)
    assert not any(is_short(NotedPost(mark)) for mark in long)
    assert not is_short(NotedPost(replace(MARK, place=SavedPlace(1, 1, "w" * (MOST_TITLE + 1)))))


@pytest.mark.parametrize("text", ["", "nothing", "{}", "[" * 100_000, '{"path": "a"}', "\x00"])
def test_what_is_no_list_of_bookmarks_is_refused(text):
    with pytest.raises(ContentError, match="no bookmarks"):
        read(text)


def test_entries_without_a_path_are_left_out():
    assert read('[5, {"title": "x"}, {"path": 7}, {"path": ""}, {"path": "a.md", "date": 5}]') == (
        Bookmark("a.md", "a.md"),
    )


def test_each_form_is_the_module_of_its_name_and_the_first_is_the_default():
    assert list(FORMATS)[:3] == ["json", "markdown", "html"]
    assert [form.write.__module__.rpartition(".")[2] for form in FORMATS.values()] == [
        f"bookmarks_{n}" for n in FORMATS
    ]


def test_halves_of_tags_are_text_and_cost_no_bookmark():
    (mark,) = read('<!DOCTYPE x><a<a <a href="b.md" <A HREF="a.md">Title</A><!-- <A HREF="c.md">no</A>')
    assert (mark.path, mark.title) == ("a.md", "Title")


LIT = Highlight("a1", MARK.path, MARK.title, "一段 *话*\n<b>第二段", "前", "后", 7, "my > note", MARK.date, MARK.added)


def test_json_keeps_highlights_with_and_without_a_bookmark():
    alone = replace(LIT, path="news/other.md", id="a2")
    posts = noted_posts([MARK], [LIT, alone])
    assert {(post.key[1], post.bookmarked) for post in posts} == {(alone.path, False), (MARK.path, True)}
    assert read_bookmarks(FORMATS["json"].write(posts, {})) == posts
    broken = [{"path": "x", "highlights": [{"quote": " "}, 3, {"quote": "q" * 99999}, {"quote": "ok", "at": -1}]}]
    (post,) = read_bookmarks(json.dumps(broken))
    assert [(mark.quote, mark.at) for mark in post.highlights] == [("ok", 0)]


def test_markdown_has_highlights_as_quotations_inside_the_item():
    text = FORMATS["markdown"].write(noted_posts([MARK], [LIT]), {})
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    assert "<p>一段 *话*</p>\n<p>&lt;b&gt;第二段</p>\n</blockquote>\n<p>my &gt; note</p>\n</li>" in html


def test_html_shows_highlights_and_browsers_pass_over_them():
    text = FORMATS["html"].write(noted_posts([MARK], [LIT]), {})
    assert "<BLOCKQUOTE>一段 *话*\n&lt;b&gt;第二段</BLOCKQUOTE>\n<P>my &gt; note</P>" in text
    (found,) = read(text)
    assert found.note == MARK.note
