"""What is tried with random bytes: one function for each kind of input, which raises where a promise is broken."""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Layout
from tui_reader.markdown.formula_rules import USUAL
from tui_reader.markdown.parser import ParseOptions, _parse
from tui_reader.marks.bookmarks import Bookmark, Bookmarks
from tui_reader.model.errors import QueryError
from tui_reader.search.query_parser import parse_query
from tui_reader.store.post_reader import parse_post
from tui_reader.store.site.site import Site
from tui_reader.text.cells import width
from tui_reader.text.sanitize import sanitize

SLOWEST = 10.0
"""Most seconds of processor time of one input, under instruments that make everything some twenty times as slow."""
WIDTH = 40
"""Cells of the page that Markdown is set on."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
_SITE = Site(None, Path("/nowhere"))


def read_header(data: bytes) -> None:
    """A post of any bytes has a row, and its header's faults have codes."""
    post = parse_post(data, "a.md", _SITE)
    assert post.title
    assert all(problem.code and problem.message for problem in post.problems)
    assert "post-trouble" not in [problem.code for problem in post.problems]


def set_markdown(data: bytes) -> None:
    """A body of any text is set, no line is wider than the page, and nothing in it moves a cursor."""
    source = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    page = Page(_parse(source, ParseOptions(formulas=USUAL)), Layout(width=WIDTH))
    while not page.settle(1000):
        pass
    for line in page.lines(0, page.height):
        assert width(line.text) <= WIDTH + 1, line.text
        assert sanitize(line.text) == line.text, line.text


def read_query(data: bytes) -> None:
    """A query of any text is read, or refused with a place inside it."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        parse_query(text, NOW)
    except QueryError as error:
        assert str(error)


def read_journal(data: bytes) -> None:
    """A journal of any bytes is read, keeps every mark when it is tidied, and takes another."""
    with tempfile.TemporaryDirectory(dir=_MEMORY) as folder:
        bookmarks = Bookmarks(Path(folder), "host", indexes=Path(folder) / "indexes")
        bookmarks.journal.file.write_bytes(data)
        before = bookmarks.all()
        bookmarks.journal.tidy()
        assert Bookmarks(Path(folder), "host").all() == before
        if bookmarks.unreadable:
            return
        bookmarks.add("a.md", "title", NOW, note="note")
        again = Bookmarks(Path(folder), "host", indexes=Path(folder) / "indexes")
        found = again.get("a.md")
        assert isinstance(found, Bookmark)
        assert found.note == "note"
        assert {mark.path for mark in again.all()} == {"a.md", *(mark.path for mark in before)}


def bounded(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, with an input that costs too much failing as any other that breaks a promise: a busy machine takes
    long by the clock for what costs little.
    """

    def measured(data: bytes) -> None:
        began = time.process_time()
        target(data)
        assert time.process_time() - began < SLOWEST

    return measured


TARGETS: dict[str, Callable[[bytes], None]] = {
    "header": read_header,
    "markdown": set_markdown,
    "query": read_query,
    "journal": read_journal,
}
"""The functions by the name they are asked for."""

SEEDS: dict[str, list[bytes]] = {
    "header": [
        b"---\ntitle: a\ndate: 2024-01-02T03:04:05Z\ntags: [a, b]\ndraft: false\nmenu:\n  main:\n    weight: 1\n---\nbody\n",
        b"+++\ntitle = 'a'\ndate = 2024-01-02\n[params]\nx = [1, {y = 2}]\n+++\nbody\n",
        b'{"title": "a", "date": "2024-01-02", "tags": ["x"]}\nbody\n',
        b"---\na: &b [1]\nc: *b\nd: |\n  e\nf: >-\n  g\nh: !!str 1\n\"i\": 'j' # k\n---\n",
        b"\xef\xbb\xbf---\r\ntitle: \xb1\xea\xcc\xe2\r\n---\r\n\xd5\xfd\xce\xc4",
    ],
    "markdown": [
        b'# a {#b}\n\n- c\n  1. d\n\n> [!NOTE] e\n> f\n\n| g | h |\n|:-:|--:|\n| i | `j` |\n\n[k](l "m") ![n](o) [^p]\n\n[^p]: q\n',
        b'$$\\frac{a}{b}$$ and $x^2$\n\n```py {linenos=1}\nr\n```\n\n{{< figure src="s" >}}\n\n{{% notice tip %}}t{{% /notice %}}\n',
        b"<table><tr><td rowspan=2>a<th>b</table><details><summary>c</summary>d</details><!-- e --><pre>f\n</pre>\n",
        "中文“引号”——标点，**强调**文字\n\n甲\n: 乙\n\n<ruby>字<rt>zì</rt></ruby>\n".encode(),
    ],
    "query": [
        b'tag:a -title:"b c" (is:unread OR date:2024..2025) sort:date words:>100 changed:7d',
        b"note:x section:y/z !a",
    ],
    "journal": [
        b'{"t": 1.5, "version": 2, "op": "add", "path": "a.md", "title": "b", "date": "2024-01-02T03:04:05+08:00",'
        b' "added": "2024-01-02T03:04:05+00:00", "note": "c", "feed": "d", "root": "/e", "place": {"block": 1}}\n'
        b'{"t": 2, "n": 1, "version": 2, "op": "remove", "path": "a.md"}\n{"t": 3, "version": 3, "path": "f"}\nhalf',
    ],
}
"""What the first inputs are made of: every construct once."""
