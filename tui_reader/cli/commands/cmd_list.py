"""`newsreader list`: the posts that fit a query."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command, add_json, add_order, add_states
from tui_reader.cli.context import Call, open_feed, query_of
from tui_reader.cli.formats.post_json import Values, post_json
from tui_reader.i18n.messages import tr
from tui_reader.model.post import Row

if TYPE_CHECKING:
    from tui_reader.feed.library import Library

BATCH = 500
"""Posts read from the index at a time."""
_MARKS = (("pinned", "P"), ("recommended", "R"), ("bookmarked", "B"), ("draft", "D"), ("problems", "!"))


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", default="", metavar="Q", help=tr("posts that fit this query"))
    add_order(parser)
    add_states(parser)
    add_json(parser)


def run(call: Call) -> int:
    """Print the posts; 1 where none fits."""
    with open_feed(call) as library:
        query = query_of(call, library, call.arguments.query)
        ids = (
            [row.id for row in library.posts.first(query, query.limit)] if query.limit else library.posts.listing(query)
        )
        return print_posts(call, library, ids if query.limit != 0 else ())


def print_posts(call: Call, library: "Library", ids: Sequence[int]) -> int:
    """Print the posts with these row ids in this order; 1 where there is none."""
    if call.arguments.json:
        call.output.json_array(_posts(library, ids))
    else:
        for rows in _batches(library, ids):
            call.output.table([row_cells(row) for row in rows])
    return 0 if len(ids) else 1


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
        for post in library.posts.by_ids([row.id for row in rows if not row.gone]):
            yield post_json(post, by_path.get(post.path))


COMMAND = Command(
    "list",
    "List posts.",
    "newsreader list --query 'tag:山西 after:2022' --limit 20 --json",
    run,
    _add_arguments,
    order=2,
)
