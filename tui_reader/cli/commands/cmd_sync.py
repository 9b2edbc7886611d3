"""`newsreader sync`: synchronise the index with the files, print what changed."""

import argparse

from tui_reader.cli.arguments import Command, add_json
from tui_reader.cli.context import Call, open_feed
from tui_reader.i18n.messages import tr, tr_count


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--full", action="store_true", help=tr("read every post again"))
    add_json(parser)


def run(call: Call) -> int:
    """Print a line for each post added (+), changed (~) or removed (-), or their paths as JSON."""
    with open_feed(call, text_seconds=None) as library, call.output.progress() as report:
        changes = library.sync.run(call.arguments.full, report, text_seconds=float("inf"))
    if call.arguments.json:
        call.output.json({"added": changes.added, "changed": changes.changed, "removed": changes.removed})
        return 0
    for sign, paths in (("+", changes.added), ("~", changes.changed), ("-", changes.removed)):
        for path in paths:
            call.output.line(f"{sign} {path}")
    count = len(changes.added) + len(changes.changed) + len(changes.removed)
    call.output.tell(tr_count("{n} post changed", "{n} posts changed", count))
    return 0


COMMAND = Command(
    "sync",
    "Synchronise the index with the files, print what changed.",
    "newsreader sync --full",
    run,
    _add_arguments,
    order=7,
    runs_long=True,
)
