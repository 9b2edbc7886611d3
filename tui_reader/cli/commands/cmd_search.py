"""`newsreader search`: like `list`, the best fit first, with the piece of text around the hit."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command, add_order, add_states
from tui_reader.cli.commands.cmd_list import BATCH, counted_posts, plurals, row_cells
from tui_reader.cli.context import Call, open_feed, query_of
from tui_reader.cli.formats.post_json import Values, post_json
from tui_reader.cli.formats.post_lists import add_forms, print_data, wants_data
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.model.post import Row
from tui_reader.model.query import Query, words_of
from tui_reader.model.sorts import RELEVANT

if TYPE_CHECKING:
    from tui_reader.cli.formats.snippet import Snippet
    from tui_reader.feed.library import Library

ALL_TEXTS = float("inf")
"""Seconds the full text may take to be made: a script waits for the whole truth."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar=tr("WORDS"), help=tr("what to look for, as in the search box"))
    add_order(parser, RELEVANT.id)
    add_states(parser)
    add_forms(parser)


def run(call: Call) -> int:
    """Print the posts found; 1 where there is none."""
    from tui_reader.text.folding import fold

    with open_feed(call, text_seconds=ALL_TEXTS) as library:
        if library.search_notice:
            call.output.tell(library.search_notice)
        query = query_of(call, library, " ".join(call.arguments.words))
        ids = library.posts.listing(query)
        words = tuple(fold(word.text) for word in words_of(query.where))
        if wants_data(call):
            print_data(call, _posts(library, ids, words), plurals(library))
        else:
            _print(call, library, ids, words)
        if not len(ids):
            call.output.tell(_why_nothing(library, query))
    return 0 if len(ids) else 1


def _why_nothing(library: "Library", query: Query) -> str:
    """What of the query no post has; where each part of it is somewhere, that none has them all."""
    alone = (word for word in words_of(query.where) if not library.posts.first(replace(query, where=word), 1))
    missing = library.posts.unknown(query.where) or next((word.text for word in alone), "")
    return tr("No post has {field}").replace("{field}", missing) if missing else tr("No post has all of it")


def _print(call: Call, library: "Library", ids: Sequence[int], words: tuple[str, ...]) -> None:
    """Each row, and below it the piece of text with the hit marked."""
    for row, piece in _found(library, ids, words):
        call.output.table([row_cells(row)])
        if piece.text:
            call.output.marked("    " + piece.before, piece.hit, piece.after)


def _found(library: "Library", ids: Sequence[int], words: tuple[str, ...]) -> "Iterator[tuple[Row, Snippet]]":
    """The rows with their pieces of text, in order; the piece is empty where the text is not in the index."""
    from tui_reader.cli.formats.snippet import snippet

    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        bodies = library.posts.bodies(some)
        for row in library.posts.rows(some):
            yield row, snippet(bodies.get(row.id, ""), words)


def _posts(library: "Library", ids: Sequence[int], words: tuple[str, ...]) -> Iterator[Values]:
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        posts = {post.path: post for post in counted_posts(library, some)}
        for row, piece in _found(library, some, words):
            if row.path in posts:
                post = posts[row.path]
                yield {**post_json(post, row, library.address(post)), "snippet": piece.text}


COMMAND = Command(
    "search", "Search posts, the best fit first.", "newsreader search 元宇宙 -draft", run, _add_arguments, order=4
)
