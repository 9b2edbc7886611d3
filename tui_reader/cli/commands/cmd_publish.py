"""`newsreader publish`: keep one index of a feed that all users of a machine read."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command, add_json
from tui_reader.cli.context import Call, open_feed
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError

if TYPE_CHECKING:
    from tui_reader.feed.library import Library


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar=tr("PATH"), help=tr("a site's folder or its content folder"))
    parser.add_argument(
        "--to", required=True, metavar=tr("FOLDER"), help=tr("where the index is kept; made where missing")
    )
    parser.add_argument("--watch", action="store_true", help=tr("go on, and publish whatever changes"))
    add_json(parser)


def run(call: Call) -> int:
    """Print the name of each new generation; refused in restricted mode."""
    if call.restricted:
        raise ContentError(tr("No file may be written in restricted mode"))
    from tui_reader.feed.publication import only_publisher, publisher_paths, wait_for_changes
    from tui_reader.feed.snapshot import open_site

    folder = Path(call.arguments.to).expanduser().absolute()
    settings = replace(call.settings, index="")
    job = replace(call, settings=settings, paths=publisher_paths(call.paths, folder))
    with only_publisher(folder, open_site(call.source, settings)), open_feed(job, text_seconds=None) as library:
        _publish(call, library, folder)
        if call.arguments.watch:
            library.sync.listen()
        while call.arguments.watch:
            wait_for_changes(library, settings.watch_seconds)
            _publish(call, library, folder)
    return 0


def _publish(call: Call, library: "Library", folder: Path) -> None:
    """Look at the files, and publish where anything changed."""
    from tui_reader.feed.publication import publish_feed

    with call.output.progress() as report:
        name = publish_feed(library, folder, report)
    if call.arguments.json and (name or not call.arguments.watch):
        call.output.json({"generation": name or None})
    elif name:
        call.output.line(name)
    call.output.flush()


COMMAND = Command(
    "publish",
    "Keep one index of a feed that all users of a machine read.",
    "newsreader publish /srv/feed --to /var/lib/newsreader/feed --watch",
    run,
    _add_arguments,
    order=8,
    runs_long=True,
)
