"""Settings, themes, site configurations, queries and journals of hostile shape by kind and size.

A shape is what stands before, what is repeated and what stands behind, as with posts; `§` is the number of the piece.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.feeds import open_feed, user, write_post
from tests.hostile.shapes import Shape, repeated
from tui_reader.cli.checks.settings_checks import settings_findings
from tui_reader.config.settings_file import read_settings
from tui_reader.config.theme_file import read_theme
from tui_reader.marks.bookmarks import Bookmarks
from tui_reader.marks.feed_identity import FeedIdentity
from tui_reader.marks.highlights import Highlights
from tui_reader.marks.read_state import Reading
from tui_reader.model.errors import QueryError, ThemeError
from tui_reader.ui.keys import read_key_settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
_FEED = FeedIdentity("feed", "/feed")


@dataclass(frozen=True, slots=True)
class Input:
    """Something hostile, and what reads it."""

    kind: str
    """What it is given as."""
    name: str
    """What is special in it."""
    prepare: Callable[[Path, int], Callable[[], object]]
    """Writes it into an empty folder, of about so many bytes; gives what reads it, which is measured."""


_TOML: Mapping[str, Shape] = {
    "dots of a key": ("", "a.", "a = 1"),
    "dots in quotes": ("", "'a'.", "a = 1"),
    "dots of a table": ("[", "a.", "a]"),
    "tables below tables": ("", "[a.a§]\n", ""),
    "deeper tables": ("[a]\n", "[a.b§.c.d.e.f.g]\nh = 1\n", ""),
    "brackets": ("a = ", "[", ""),
    "closed brackets": ("a = [", "[],", "]"),
    "braces": ("a = ", "{a = ", ""),
    "tables of their own": ("", "[a§]\n", ""),
    "tables in a list": ("", "[[a]]\n", ""),
    "keys of their own": ("", "a§ = 1\n", ""),
    "one key again": ("", "a = 1\n", ""),
    "long key": ("", "a", " = 1"),
    "long text": ("a = '", "b", "'"),
    "open text": ("a = '", "b", ""),
    "open text of many lines": ("a = '''", "b\n'' ", ""),
    "escapes": ('a = "', "\\u0041", '"'),
    "long number": ("a = 1", "0", ""),
    "long number in parts": ("a = 1", "_0", ""),
    "long hexadecimal number": ("a = 0x", "f", ""),
    "long fraction": ("a = 0.", "1", ""),
    "dates": ("a = [", "2024-01-02T03:04:05Z, ", "]"),
    "comments": ("", "# a\n", ""),
    "blank lines": ("", "\n", "a = 1"),
    "blanks": ("a", " ", "= 1"),
    "carriage returns": ("", "\r\n", "a = 1"),
    "nulls": ("a = '", "\0", "'"),
    "ideographs": ("a = '", "字", "'"),
    "noise": ("", "]{['=\n", ""),
}
"""What every TOML file may hold."""

_SETTINGS: Mapping[str, Shape] = {
    "unknown settings": ("", "measur§ = 1\n", ""),
    "long unknown setting": ("", "measure", " = 1"),
    "long wrong value": ("theme = '", "dark", "'"),
    "wrong choice": ("sort = '", "newest", "'"),
    "views": ("", "[[views]]\nname = 'v§'\nquery = 'a'\n", ""),
    "views of one name": ("", "[[views]]\nname = 'v'\nquery = 'a'\n", ""),
    "views whose queries are wrong": ("", "[[views]]\nname = 'v§'\nquery = '('\n", ""),
    "view of a long query": ("[[views]]\nname = 'v'\nquery = '", "(a ", "'\n"),
    "views that are none": ("", "[[views]]\nx = 1\n", ""),
    "views with more keys": ("[[views]]\nname = 'v'\nquery = 'a'\n", "x§ = 1\n", ""),
    "feeds": ("", "[[feeds]]\nname = 'f§'\npath = '/f§'\n", ""),
    "feeds of one name": ("", "[[feeds]]\nname = 'f'\npath = '/f'\n", ""),
    "feeds that are none": ("", "[[feeds]]\nx = 1\n", ""),
    "commands": ("", "[[commands]]\nname = 'c§'\nrun = 'true'\nkey = 'X'\n", ""),
    "commands that are none": ("", "[[commands]]\nx = 1\n", ""),
    "keys of unknown actions": ("[keys]\n", "a§ = 'b'\n", ""),
    "long key of an action": ("[keys]\nquit = '", "x", "'\n"),
    "keys of an action": ("[keys]\nquit = '", "x,", "y'\n"),
    "unknown keys of an action": ("[keys]\nquit = '", "x§y,", "y'\n"),
    "long sequence of keys": ("[keys]\nquit = '", "x ", "'\n"),
    "sequences of keys": ("[keys]\nquit = '", "g §,", "y'\n"),
    "list of keys": ("[keys]\nquit = [", "'x', ", "]\n"),
    "modifiers": ("[keys]\nquit = '", "ctrl+", "x'\n"),
    "list of recommending keys": ("recommend_keys = [", "'a§', ", "]"),
    "list of wrong things": ("recommend_keys = [", "1, ", "]"),
}
"""What settings alone hold."""

_THEMES: Mapping[str, Shape] = {
    "wrong colours": ("[palette]\n", "a§ = 'b'\n", ""),
    "colours": ("[palette]\n", "a§ = '#000000'\n", ""),
    "colours and a wrong one": ("[palette]\n", "a§ = '#000000'\n", "[roles]\nheading = 'x'\n"),
    "wrong roles": ("[roles]\n", "a§ = 'b'\n", ""),
    "wrong parts": ("[parts]\n", "a§ = 'b'\n", ""),
    "wrong colours and roles": ("[palette]\n", "a§ = 'b'\n", "[roles]\nheading = 'x'\n"),
    "words of a style": ("[roles]\nheading = '", "bold ", "'\n"),
    "colours of a style": ("[roles]\nheading = '", "red on ", "blue'\n"),
    "long colour": ("[roles]\nheading = '", "#", "'\n"),
    "long title": ("title = '", "a", "'\n"),
    "long base": ("based_on = '", "dark", "'\n"),
    "tables in place of styles": ("[roles]\n", "[roles.a§]\n", ""),
}
"""What themes alone hold."""

_SITE: Mapping[str, Shape] = {
    "languages": ("", "[languages.a§]\nweight = §\n", ""),
    "languages with folders": ("", "[languages.a§]\ncontentDir = 'content/a§'\n", ""),
    "long name of a language": ("[languages.", "a", "]\nweight = 1\n"),
    "taxonomies": ("[taxonomies]\n", "a§ = 'as§'\n", ""),
    "permalinks": ("[permalinks]\n", "a§ = '/:year/:title/'\n", ""),
    "long permalink": ("[permalinks]\nnews = '", "/:year", "'\n"),
    "permalink of slices": ("[permalinks]\nnews = '", "/:sections[1:]", "'\n"),
    "mounts": ("", "[[module.mounts]]\nsource = 'a§'\ntarget = 'content'\n", ""),
    "mounts of one folder": ("", "[[module.mounts]]\nsource = 'content'\ntarget = 'content/a§'\n", ""),
    "mounts with patterns": ("", "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\nfiles = '**§'\n", ""),
    "imports": ("", "[[module.imports]]\npath = 'a§'\n", ""),
    "themes": ("theme = [", "'a§', ", "]\n"),
    "cascades": ("", "[[cascade]]\n[cascade.target]\npath = '/a§/**'\n", ""),
    "cascade of long patterns": ("[[cascade]]\n[cascade.target]\npath = '", "**/a", "'\n"),
    "cascade of braces": ("[[cascade]]\n[cascade.target]\npath = '", "{a,", "'\n"),
    "cascade of closed braces": ("[[cascade]]\n[cascade.target]\npath = '", "{a,b}", "'\n"),
    "files to leave out": ("ignoreFiles = [", "'a§$', ", "]\n"),
    "long pattern to leave out": ("ignoreFiles = ['", "a*", "']\n"),
    "groups to leave out": ("ignoreFiles = ['", "(a|", "']\n"),
    "menus": ("", "[[menus.main]]\nname = 'a§'\nweight = §\n", ""),
    "parameters": ("[params]\n", "a§ = 'b'\n", ""),
    "lists of parameters": ("[params]\na = [", "'b', ", "]\n"),
    "long title": ("title = '", "a", "'\n"),
    "long address": ("baseURL = 'https://", "a.", "b/'\n"),
    "long time zone": ("timeZone = '", "Asia/", "Shanghai'\n"),
    "date formats": ("[frontmatter]\ndate = [", "':filename', ", "]\n"),
    "delimiters": (
        "[markup.goldmark.extensions.passthrough]\nenable = true\n[markup.goldmark.extensions.passthrough.delimiters]\n"
        "inline = [",
        "['a§', 'b§'], ",
        "]\n",
    ),
    "disabled languages": ("disableLanguages = [", "'a§', ", "]\n"),
    "outputs": ("[outputs]\n", "a§ = ['html']\n", ""),
}
"""What the configuration of a site alone holds, in TOML."""

_YAML: Mapping[str, Shape] = {
    "nesting": ("", "a: {", ""),
    "indents": ("", "- ", "a"),
    "anchors": ("a: &a [b]\n", "a§: *a\n", ""),
    "aliases of aliases": ("a0: &a0 [x]\n", "a§1: &a§1 [*a0, *a0, *a0]\n", ""),
    "merged keys": ("a: &a {b: 1}\n", "a§:\n  <<: *a\n", ""),
    "one key again": ("", "a: 1\n", ""),
    "keys": ("", "a§: 1\n", ""),
    "languages": ("languages:\n", "  a§:\n    weight: §\n", ""),
    "long text": ("title: '", "a", "'"),
    "folded text": ("title: >\n", "  a\n", ""),
    "sets": ("a: !!set {", "b§, ", "}"),
    "tags": ("a: ", "!!str ", "b"),
    "documents": ("", "---\na: 1\n", ""),
    "numbers by sixty": ("a: 1", ":00", ""),
}
"""The same in YAML."""

_JSON: Mapping[str, Shape] = {
    "brackets": ('{"a": ', "[", ""),
    "braces": ("", '{"a": ', ""),
    "keys": ("{", '"a§": 1, ', '"b": 1}'),
    "one key again": ("{", '"a": 1, ', '"b": 1}'),
    "escapes": ('{"title": "', "\\u0041", '"}'),
    "backslashes": ('{"title": "', "\\", '"}'),
    "languages": ('{"languages": {', '"a§": {"weight": §}, ', '"b": {}}}'),
    "long number": ('{"a": 1', "0", "}"),
}
"""The same in JSON."""

_QUERIES: Mapping[str, Shape] = {
    "words": ("", "a ", ""),
    "words of their own": ("", "a§ ", ""),
    "one word": ("", "a", ""),
    "ideographs": ("", "字", ""),
    "ideographs of their own": ("", "山西§", ""),
    "pinyin": ("", "xian", ""),
    "letters": ("", "shi'", ""),
    "brackets": ("", "(", ""),
    "brackets of words": ("", "(a ", ""),
    "closed brackets": ("(", "(a)", ")"),
    "closing brackets": ("", ")", ""),
    "minuses": ("", "-", "a"),
    "minuses and brackets": ("", "-(", "a"),
    "quotes": ("", '"', ""),
    "phrases": ("", '"a b" ', ""),
    "long phrase": ('"', "a b ", '"'),
    "curled quotes": ("", "“a” ", ""),
    "either": ("a", " OR a", ""),
    "either of ideographs": ("a", " OR 字§", ""),
    "colons": ("", ":", ""),
    "fields": ("", "title:a ", ""),
    "fields of one field": ("", "title:", "a"),
    "unknown fields": ("", "a§:b ", ""),
    "long field": ("", "a", ":b"),
    "long value": ("tag:", "a", ""),
    "values": ("tag:a", ",b", ""),
    "dates": ("", "date:2024 ", ""),
    "long date": ("date:", "2024-", ""),
    "spans": ("changed:", "9", "d"),
    "dots of spans": ("date:2024", "..", "2025"),
    "numbers": ("words:>", "9", ""),
    "states": ("", "is:unread ", ""),
    "long state": ("is:", "unread", ""),
    "notes": ("", "note:a ", ""),
    "stars": ("", "*", ""),
    "percents": ("title:", "%_", ""),
    "backslashes": ("", "\\", ""),
    "combining marks": ("a", "\u0301", ""),
    "joined emoji": ("", "\U0001f469\u200d", ""),
    "full-width letters": ("", "Ａ", ""),
    "lone surrogates": ("", "\udc80", ""),
    "blanks": ("a", " ", "b"),
    "wide blanks": ("a", "\u3000", "b"),
    "nulls": ("a", "\0", "b"),
}
"""What may be typed into the search box or given to a command."""


def _line(**values: object) -> str:
    return json.dumps({"t": 1.0, "version": 2, "op": "add", "path": "news/p§.md", **values}) + "\n"


_JOURNALS: Mapping[str, Shape] = {
    "marks of one post": ("", _line(path="news/p0.md"), ""),
    "marks of posts of their own": ("", _line(), ""),
    "marks and removals": ("", _line() + _line(op="remove"), ""),
    "marks of feeds of their own": ("", _line(feed="f§", root="/f§"), ""),
    "marks far ahead": ("", _line(t=9e10), ""),
    "counts": ("", _line(n=1 << 52), ""),
    "places": ("", _line(place={"block": 1, "word": 2}), ""),
    "notes": ("", _line(note="b"), ""),
    "highlights": ("", _line(op="highlight", id="i§", quote="正文", at=1), ""),
    "highlights of one post": ("", _line(op="highlight", path="news/p0.md", id="i§", quote="正文", at=1), ""),
    "read marks": ("", _line(op="read"), ""),
    "later versions": ("", _line(version=3), ""),
    "unknown marks": ("", _line(op="x"), ""),
    "long path": ('{"t": 1, "op": "add", "path": "', "a/", '"}\n'),
    "long note": ('{"t": 1, "op": "add", "path": "a", "note": "', "b", '"}\n'),
    "long number": ('{"op": "add", "path": "a", "t": 1', "0", "}\n"),
    "nesting": ("", "[", "\n"),
    "nested objects": ("", '{"a": ', "\n"),
    "keys": ('{"t": 1, "op": "add", "path": "a"', ', "a§": 1', "}\n"),
    "torn lines": ("", '{"t": 1,\n', ""),
    "blank lines": ("", "\n", ""),
    "carriage returns": ("", "\r", ""),
    "nulls": ("", "\0", "\n"),
    "numbers alone": ("", "1\n", ""),
    "one long line": ("", "x", ""),
}
"""What may stand in a journal of marks."""


def _settings(shape: Shape) -> Callable[[Path, int], Callable[[], object]]:
    def prepare(folder: Path, size: int) -> Callable[[], object]:
        paths = user(folder)
        paths.settings_file.parent.mkdir(parents=True)
        paths.settings_file.write_text(repeated(shape, size), "utf-8", newline="")

        def read() -> None:
            settings = read_settings(paths.settings_file, None)
            read_key_settings(settings.keys)
            list(settings_findings(settings, paths))

        return read

    return prepare


def _theme(shape: Shape) -> Callable[[Path, int], Callable[[], object]]:
    def prepare(folder: Path, size: int) -> Callable[[], object]:
        file = folder / "mine.toml"
        file.write_text(repeated(shape, size), "utf-8", newline="")

        def read() -> None:
            try:
                read_theme(file)
            except ThemeError as error:
                assert error.message

        return read

    return prepare


def _configuration(shape: Shape, *names: str) -> Callable[[Path, int], Callable[[], object]]:
    def prepare(folder: Path, size: int) -> Callable[[], object]:
        root, paths = folder / "site", user(folder)
        for number in range(3):
            write_post(root, f"news/p{number}.md", f"第{number}篇")
        for name in names:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(repeated(shape, size), "utf-8", newline="")

        def read() -> None:
            library = open_feed(root, paths)
            assert library.sync is not None
            library.close()

        return read

    return prepare


def _query(shape: Shape) -> Callable[[Path, int], Callable[[], object]]:
    def prepare(folder: Path, size: int) -> Callable[[], object]:
        root = folder / "site"
        for number in range(3):
            write_post(root, f"news/p{number}.md", f"第{number}篇")
        posts, text = open_feed(root, user(folder)).posts, repeated(shape, size)

        def read() -> None:
            posts.completions(text, len(text))
            try:
                posts.rows(posts.listing(posts.query(text)))
            except QueryError as error:
                assert error.message

        return read

    return prepare


def _journal(shape: Shape) -> Callable[[Path, int], Callable[[], object]]:
    def prepare(folder: Path, size: int) -> Callable[[], object]:
        (folder / "other.jsonl").write_bytes(repeated(shape, size).encode("utf-8", "surrogatepass"))

        def read() -> None:
            for kind in (Bookmarks, Reading, Highlights):
                marks = kind(folder, "host", _FEED, indexes=folder / "indexes")
                marks.refresh()
                list(marks.journal.items())
            bookmarks = Bookmarks(folder, "host", _FEED, indexes=folder / "indexes")
            bookmarks.add("news/p0.md", "title", NOW)
            assert "news/p0.md" in {mark.path for mark in bookmarks.all()}

        return read

    return prepare


def inputs() -> Iterator[Input]:
    """Everything but posts and pictures."""
    for name, shape in {**_TOML, **_SETTINGS}.items():
        yield Input("settings", name, _settings(shape))
    for name, shape in {**_TOML, **_THEMES}.items():
        yield Input("theme", name, _theme(shape))
    for name, shape in {**_TOML, **_SITE}.items():
        yield Input("configuration", name, _configuration(shape, "hugo.toml"))
    for name, shape in _YAML.items():
        yield Input("configuration", f"YAML: {name}", _configuration(shape, "hugo.yaml"))
    for name, shape in _JSON.items():
        yield Input("configuration", f"JSON: {name}", _configuration(shape, "hugo.json"))
    for name in ("keys of their own", "tables of their own", "dots of a key", "long text"):
        places = ("config/_default/hugo.toml", "config/_default/languages.zh.toml", "config/_default/params.en.toml")
        yield Input("language files", name, _configuration(_TOML[name], *places))
    for name in ("weights", "menus"):
        shape = {"weights": ("", "[a§]\nweight = §\n", ""), "menus": ("", "[[a§.menus.main]]\nname = 'b'\n", "")}[name]
        yield Input("language files", name, _configuration(shape, "config/_default/languages.toml"))
    for name, shape in _QUERIES.items():
        yield Input("query", name, _query(shape))
    for name, shape in _JOURNALS.items():
        yield Input("journal", name, _journal(shape))
