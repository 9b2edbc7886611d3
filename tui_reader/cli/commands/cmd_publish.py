"""`newsreader publish`: keep one index of a feed that all users of a machine read."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command, add_json
from tui_reader.cli.context import Call, open_feed
from tui_reader.config.paths import at_home
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError, IndexTroubleError, UsageError

if TYPE_CHECKING:
    from tui_reader.feed.library import Library
    from tui_reader.feed.shared.publication import LookNotes, Spare
    from tui_reader.mirror.carried.carried_address import CarriedAddress
    from tui_reader.mirror.kept_folder import Mirror, Refreshed


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path",
        nargs="?",
        metavar=tr("PATH"),
        help=tr("a site's folder, its content folder, or the address of a repository, bucket or index"),
    )
    parser.add_argument(
        "--to", required=True, metavar=tr("FOLDER"), help=tr("where the index is kept; made where missing")
    )
    parser.add_argument(
        "--carry", metavar=tr("FOLDER"), help=tr("keep there what other servers need to follow the index")
    )
    parser.add_argument("--watch", action="store_true", help=tr("go on, and publish whatever changes"))
    add_json(parser)


def run(call: Call) -> int:
    """Print the name of each new generation; refused in restricted mode."""
    if call.restricted:
        raise ContentError(tr("No file may be written in restricted mode"))
    if not call.arguments.to:
        raise UsageError(tr("--to needs a folder"), "newsreader publish PATH --to FOLDER")
    from tui_reader.feed.shared.following import followed_address
    from tui_reader.feed.shared.publication import (
        LEAST_PAUSE,
        LookNotes,
        Spare,
        mirror_of,
        only_publisher,
        publisher_paths,
        site_folder,
        tell_what_changed,
    )

    folder = at_home(call.arguments.to).absolute()
    followed = followed_address(call.chosen)
    if followed and call.arguments.carry:
        raise UsageError(tr("--carry is for the server that the feed is on"))
    if followed:
        return _follow_index(call, followed, folder)
    settings = replace(call.settings, index="", feeds=())
    mirror = mirror_of(call.chosen, folder)
    with only_publisher(folder, mirror.folder if mirror else site_folder(call.source, settings, call.paths)):
        notes = LookNotes(folder, settings.watch_seconds or LEAST_PAUSE if call.arguments.watch else 0.0)
        found = _first_copy(call, mirror, notes) if mirror else None
        source = mirror.site if mirror else call.source
        named = argparse.Namespace(**{**vars(call.arguments), "path": source})
        paths = publisher_paths(call.paths, folder, mirror.folder if mirror else None)
        job = replace(call, arguments=named, settings=settings, paths=paths)
        with open_feed(job, text_seconds=None) as library:
            spare = Spare(folder)
            if mirror and found:
                tell_what_changed(library, mirror, found)
            _publish(call, library, spare, now=bool(found))
            if not mirror:
                notes.well()
            if call.arguments.watch and mirror:
                _follow_mirror(call, library, mirror, notes, spare)
            elif call.arguments.watch:
                _follow_files(call, library, notes, spare)
    return 0


def _first_copy(call: Call, mirror: "Mirror", notes: "LookNotes") -> "Refreshed | None":
    """Get the files of what is kept elsewhere; None where that cannot be reached by a job that goes on, and they are as
    they were.
    """
    from tui_reader.feed.shared.publication import confine

    found = None
    try:
        found = _refresh(call, mirror)
        notes.well()
    except ContentError as error:
        notes.trouble(error.message)
        if not (call.arguments.watch and mirror.is_whole):
            raise
        call.output.tell(str(error))
    confine(mirror)
    return found


def _refresh(call: Call, mirror: "Mirror") -> "Refreshed":
    """Get what is new elsewhere. Raises ContentError."""
    from tui_reader.feed.shared.publication import get_copy

    with call.output.progress() as report:
        found = get_copy(mirror, report)
    if found.left_out:
        message = tr_count("{n} file is left out", "{n} files are left out", found.left_out)
        why = tr("links, submodules, files that are too large, refused or gone, names that no file here can have")
        first = tr("one is {file}").replace("{file}", found.first)
        call.output.tell(f"{message} ({first}): {why}")
    return found


def _follow_mirror(call: Call, library: "Library", mirror: "Mirror", notes: "LookNotes", spare: "Spare") -> None:
    """Publish whatever changes elsewhere, until the program is ended; trouble is told once, and tried again later."""
    from tui_reader.feed.shared.publication import next_pause, tell_what_changed

    shortest = max(call.settings.watch_seconds, mirror.least_pause)
    told, pause = "", mirror.least_pause
    while True:
        time.sleep(pause)
        try:
            found, trouble = _refresh(call, mirror), ""
        except ContentError as error:
            found, trouble = None, error.message
            if trouble != told:
                call.output.tell(str(error))
        told = trouble
        pause = next_pause(pause, failed=bool(trouble), shortest=shortest)
        if found and found.is_new:
            tell_what_changed(library, mirror, found)
            _publish(call, library, spare, now=True)
            mirror.tidy()
        else:
            spare.prepare(library.index)
        if trouble:
            notes.trouble(trouble)
        else:
            notes.well()


def _follow_files(call: Call, library: "Library", notes: "LookNotes", spare: "Spare") -> None:
    """Publish whatever changes, until the program is ended."""
    from tui_reader.feed.shared.publication import wait_for_changes

    library.sync.listen()
    while True:
        wait_for_changes(library, call.settings.watch_seconds)
        if not _publish(call, library, spare):
            spare.prepare(library.index)
        notes.well()


def _publish(call: Call, library: "Library", spare: "Spare", *, now: bool = False) -> str:
    """Look at the files, and publish where anything changed, as is known `now`; the name of a new generation."""
    from tui_reader.feed.shared.following import carry_index
    from tui_reader.feed.shared.publication import publish_feed

    with call.output.progress() as report:
        name = publish_feed(library, spare.folder, report, now=now, spare=spare)
    if call.arguments.carry:
        carry_index(library, spare, at_home(call.arguments.carry).absolute())
    _tell_name(call, name)
    return name


def _tell_name(call: Call, name: str) -> None:
    if call.arguments.json and (name or not call.arguments.watch):
        call.output.json({"generation": name or None})
    elif name:
        call.output.line(name)
    call.output.flush()


def _follow_index(call: Call, address: "CarriedAddress", folder: Path) -> int:
    """Keep the index that another server publishes; trouble is told once, and tried again by a job that goes on."""
    from tui_reader.feed.shared.following import least_pause
    from tui_reader.feed.shared.publication import LookNotes, next_pause, only_publisher

    shortest = max(call.settings.watch_seconds, least_pause(address))
    told, pause = "", shortest
    with only_publisher(folder, folder / "site" / "content"):
        notes = LookNotes(folder, shortest if call.arguments.watch else 0.0)
        while True:
            trouble = _follow_once(call, address, notes, told)
            if not call.arguments.watch:
                return 0
            told, pause = trouble, next_pause(pause, failed=bool(trouble), shortest=shortest)
            time.sleep(pause)


def _follow_once(call: Call, address: "CarriedAddress", notes: "LookNotes", told: str) -> str:
    """Take over what is new there; what keeps it from being had, unless the job ends with that. Raises ReaderError."""
    from tui_reader.feed.shared.following import follow_index

    try:
        with call.output.progress() as report:
            name = follow_index(address, notes.folder, report)
    except (ContentError, IndexTroubleError) as error:
        notes.trouble(error.message)
        if not call.arguments.watch:
            raise
        if error.message != told:
            call.output.tell(str(error))
        return error.message
    _tell_name(call, name)
    notes.well()
    return ""


COMMAND = Command(
    "publish",
    "Keep one index of a feed that all users of a machine read.",
    "newsreader publish /srv/feed --to /var/lib/newsreader/feed --watch",
    run,
    _add_arguments,
    order=8,
    runs_long=True,
)
