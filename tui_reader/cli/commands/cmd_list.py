"""`newsreader list`: the posts that fit a query."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command, add_order, add_states
from tui_reader.cli.context import Call, open_feed, query_of
from tui_reader.cli.formats.post_json import Values, post_json
from tui_reader.cli.formats.post_lists import add_forms, print_data, wants_data
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.model.post import Post, Row
from tui_reader.model.query import All, Is

if TYPE_CHECKING:
    from tui_reader.feed.library import Library

BATCH = 500
"""Posts read from the index at a time."""
_MARKS = (("pinned", "P"), ("recommended", "R"), ("bookmarked", "B"), ("draft", "D"), ("problems", "!"))


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", default="", metavar="Q", help=tr("posts that fit this query"))
    add_order(parser)
    parser.add_argument("--new", action="store_true", help=tr("what came since the reader was last open"))
    add_states(parser)
    add_forms(parser)


def run(call: Call) -> int:
    """Print the posts; 1 where none fits."""
    with open_feed(call) as library:
        query = query_of(call, library, call.arguments.query)
        if call.arguments.new:
            query = replace(query, where=All((query.where, Is("new"))))
        ids = (
            [row.id for row in library.posts.first(query, query.limit)] if query.limit else library.posts.listing(query)
        )
        return print_posts(call, library, ids if query.limit != 0 else ())


def print_posts(call: Call, library: "Library", ids: Sequence[int]) -> int:
    """Print the posts with these row ids in this order; 1 where there is none."""
    if wants_data(call):
        print_data(call, _posts(library, ids), plurals(library))
    else:
        for rows in _batches(library, ids):
            call.output.table([row_cells(row) for row in rows])
    if not len(ids) and call.arguments.limit != 0:
        call.output.tell(tr("The feed has no posts") if library.posts.empty else tr("No post fits"))
    return 0 if len(ids) else 1


def plurals(library: "Library") -> tuple[str, ...]:
    """The names of the feed's taxonomies."""
    return tuple(plural for _, plural in library.site.taxonomies)


def counted_posts(library: "Library", ids: Sequence[int]) -> tuple[Post, ...]:
    """The posts with these row ids, with words, minutes and summary."""
    library.sync.count(ids)
    return library.posts.by_ids(ids)


def row_cells(row: Row) -> tuple[str, str, str, str]:
    """Date, marks, title and path.

    Marks: N not read, P pinned, R recommended, B bookmarked, D draft, ! has problems.
    """
    marks = ("" if row.read else "N") + "".join(letter for name, letter in _MARKS if getattr(row, name))
    return row.date.strftime("%Y-%m-%d") if row.date else "", f"{marks:<3}", row.title, row.path


def _batches(library: "Library", ids: Sequence[int]) -> Iterator[tuple[Row, ...]]:
    for start in range(0, len(ids), BATCH):
        yield library.posts.rows(ids[start : start + BATCH])


def _posts(library: "Library", ids: Sequence[int]) -> Iterator[Values]:
    for rows in _batches(library, ids):
        by_path = {row.path: row for row in rows}
        for post in counted_posts(library, [row.id for row in rows if not row.gone]):
            yield post_json(post, by_path.get(post.path), library.address(post))


COMMAND = Command(
    "list",
    "List posts.",
    "newsreader list --query 'tag:山西 after:2022' --limit 20 --json",
    run,
    _add_arguments,
    order=2,
)
