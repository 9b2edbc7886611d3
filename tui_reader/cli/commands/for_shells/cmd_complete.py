"""`newsreader complete`: what may stand at the end of a command line, for the completions of shells.

The first line says what else may stand there: `:files`, `:folders`, or `:words` where nothing else may. Each further
line is a word, and behind a tab what it is. Nothing is read but the index as it is: no file, and no time.
"""

import argparse
import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command
from tui_reader.cli.command_line import build_parser
from tui_reader.cli.context import Call
from tui_reader.cli.registry import load_commands
from tui_reader.cli.typed_line import LineEnd, end_of_line, split_line
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ReaderError
from tui_reader.text.sanitize import sanitize

if TYPE_CHECKING:
    from tui_reader.feed.library import Library

MOST = 100
"""Posts offered at most."""
DEFAULT = "open"
Offers = Mapping[str, str]
"""Words, each with what it is."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", help="the words of the line, the last of which is being typed")
    parser.add_argument("--line", help="the line as it stands, in place of its words")
    parser.add_argument("--part", default="", help="the part of its last word that the shell replaces")


def run(call: Call) -> int:
    """Print what may stand at the end of the line."""
    asked = call.arguments
    words = asked.words or [""] if asked.line is None else split_line(asked.line)
    end = end_of_line(build_parser(load_commands().values(), {DEFAULT, *words}), words, DEFAULT)
    kept = _kept(words[-1], asked.part) if asked.line is not None else 0
    call.output.line(_else(end))
    for word, help_text in {**end.names, **_values(call, end)}.items():
        call.output.styled(f"{sanitize((end.prefix + word)[kept:])}\t{sanitize(help_text)}")
    return 0


def _kept(word: str, part: str) -> int:
    """How much of the typed word stays where a shell replaces a part of it alone: bash parts words at `:` and `=`."""
    replaced = "" if part in (":", "=") else split_line(f"newsreader {part}")[-1]
    return len(word) - len(replaced) if word.endswith(replaced) else 0


def _else(end: LineEnd) -> str:
    return _SHELLS.get(end.argument.dest, ":words") if end.argument is not None else ":words"


def _values(call: Call, end: LineEnd) -> Offers:
    if end.argument is None:
        return {}
    choices = end.argument.choices or _WORDS.get(end.argument.dest)
    if choices is not None:
        return {str(choice): "" for choice in choices if str(choice).startswith(end.typed)}
    find = _FEEDS.get(end.argument.dest)
    if find is None:
        return _themes(call, end.typed) if end.argument.dest == "theme" else {}
    with contextlib.suppress(ReaderError), _library(_meant(call, end)) as library:
        return find(library, end.typed)
    return {}


def _meant(call: Call, end: LineEnd) -> Call:
    """The call with the feed that the typed line names; where it is restricted, a line opens no other than its own."""
    if call.restricted:
        return call
    named = {name: Path(end.given[name]) for name in ("content", "path") if name in end.given}
    return replace(call, arguments=argparse.Namespace(**{**vars(call.arguments), **named}))


@contextlib.contextmanager
def _library(call: Call) -> "Iterator[Library]":
    """The feed as its index knows it."""
    from tui_reader.feed.library import open_library

    library = open_library(call.source, replace(call.settings, restricted=call.restricted), call.paths)
    try:
        yield library
    finally:
        library.close()


def _themes(call: Call, typed: str) -> Offers:
    from tui_reader.config.theme_file import available_themes

    return {name: "" for name in available_themes(call.paths) if name.startswith(typed)}


def _posts(library: "Library", typed: str) -> Offers:
    """Paths that begin so; where there is none, titles that do."""
    from tui_reader.model.query import Field, Query
    from tui_reader.text.folding import fold

    everything = Query(drafts=True, future=True, expired=True, where=Field("path", typed))
    found = [row for row in library.posts.first(everything, 10 * MOST) if row.path.startswith(typed)]
    if found:
        return {row.path: row.title for row in found[:MOST]}
    titled = library.posts.first(replace(everything, where=Field("title", typed)), MOST)
    return {row.title: row.path for row in titled if fold(row.title).startswith(fold(typed))}


def _bookmarked(library: "Library", typed: str) -> Offers:
    return {mark.path: mark.title for mark in library.marks.bookmarks() if mark.path.startswith(typed)}


def _taxonomies(library: "Library", typed: str) -> Offers:
    from tui_reader.model.query import Query

    facets = library.posts.counts(Query()).facets
    return {facet.name: "" for facet in facets if facet.name.startswith(typed)}


def _languages(library: "Library", typed: str) -> Offers:
    found = {language.key: language.name for language in library.site.languages}
    return {key: name for key, name in {**found, "all": ""}.items() if key.startswith(typed)}


def _folders(library: "Library", typed: str) -> Offers:
    found = (folder.path.strip("/") for folder in library.index.folders())
    return {path: "" for path in found if path and path.startswith(typed)}


def _query(library: "Library", typed: str) -> Offers:
    ways = library.posts.completions(typed, len(typed), MOST)
    return {typed[: way.start] + way.text: str(way.count or "") for way in ways}


_SHELLS: Mapping[str, str] = {
    "path": ":files",
    "content": ":files",
    "file": ":files",
    "output": ":files",
    "carry": ":files",
    "to": ":files",
}
"""Arguments whose values the shell knows."""
_WORDS: Mapping[str, tuple[str, ...]] = {"since": ("last", "today", "1d", "1w", "1m")}
"""Arguments whose values are some of very many."""
_FEEDS: Mapping[str, Callable[["Library", str], Offers]] = {
    "post": _posts,
    "taxonomy": _taxonomies,
    "lang": _languages,
    "section": _folders,
    "query": _query,
    "words": _query,
}
"""Arguments whose values are in the feed."""

COMMAND = Command(
    "complete",
    "Say what may stand at the end of a command line.",
    "newsreader complete -- list --sort n",
    run,
    _add_arguments,
    hidden=True,
)
