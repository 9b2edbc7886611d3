"""`newsreader digest`: what is new since the last digest, for logins and mail; nothing where nothing is."""

import argparse
import time
from datetime import datetime
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command, add_states, read_limit
from tui_reader.cli.context import Call, open_feed, query_of
from tui_reader.cli.newest_posts import newest_rows
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import MarksError, UsageError
from tui_reader.model.query import Condition, Dated, Query

if TYPE_CHECKING:
    from tui_reader.feed.library import Library

LAST = "last"
FIRST_SECONDS = 24 * 3600
"""How far the first digest of a feed reaches back."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from tui_reader.cli.formats.digests import DIGEST_FORMS

    parser.add_argument(
        "--since", default=LAST, metavar=tr("SPAN"), help=tr("a span such as 1d or 2w, or last: since the last digest")
    )
    parser.add_argument("--limit", type=read_limit, default=5, metavar="N", help=tr("at most this many posts"))
    parser.add_argument("--format", choices=tuple(DIGEST_FORMS), default="text", help=tr("form of the digest"))
    add_states(parser)


def run(call: Call) -> int:
    """Print what is new; 0 also where nothing is, so that logins and timers see no trouble."""
    from tui_reader.cli.formats.digests import DIGEST_FORMS, Digest
    from tui_reader.marks.digest_time import await_next_second, keep_digest, last_digest

    if call.arguments.since == LAST:
        await_next_second(call.paths.digests)
    with open_feed(call) as library:
        now = int(time.time())
        root = str(library.site.root or library.site.content)
        if call.arguments.since == LAST:
            where = _since_last(library, last_digest(call.paths.digests, root) or now - FIRST_SECONDS)
        else:
            where = _since(library, call.arguments.since)
        query = replace(query_of(call, library, ""), where=where, limit=None)
        rows = newest_rows(library, query, call.arguments.limit)
        posts = library.posts.by_ids([row.id for row in rows])
        total = len(library.posts.listing(query))
        digest = Digest(library.site.title or root, [(post, library.address(post)) for post in posts], total)
    if digest.total:
        call.output.text(DIGEST_FORMS[call.arguments.format](digest))
    call.output.flush()
    if call.arguments.since == LAST:
        try:
            keep_digest(call.paths.digests, root, now)
        except MarksError as error:
            call.output.tell(str(error))
    return 0


def _since_last(library: "Library", second: int) -> Condition:
    """What came into the index since then; where the index itself is younger, what is dated since then."""
    earlier = Query(where=Dated("seen", last=second + 1), drafts=True, future=True, expired=True)
    return Dated("seen" if library.posts.first(earlier, 1) else "date", first=second + 1)


def _since(library: "Library", text: str) -> Condition:
    """What is dated in a span of time; raises UsageError."""
    from tui_reader.text.periods import read_span

    span = read_span(text, datetime.now(library.site.zone))
    if span is None:
        message = tr("--since: {text} is no span of time").replace("{text}", text)
        raise UsageError(message, tr("write 1d, 2w, 2022-07, today or last"))
    return Dated("date", span.first, span.last)


COMMAND = Command(
    "digest",
    "Print what is new since the last digest.",
    "newsreader digest --limit 3 --format markdown",
    run,
    _add_arguments,
    order=5,
)
