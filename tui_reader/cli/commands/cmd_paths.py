"""`newsreader paths`: where everything is kept."""

import contextlib
from pathlib import Path

from tui_reader.cli.arguments import Command, add_json
from tui_reader.cli.context import Call
from tui_reader.cli.formats.post_json import JSON_VERSION
from tui_reader.config.paths import shipped_themes
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ReaderError


def run(call: Call) -> int:
    """Print each place by name; none of them need exist."""
    paths = call.paths
    places = {
        "content": call.source,
        "settings": paths.settings_file,
        "bookmarks": paths.bookmarks,
        "highlights": paths.highlights,
        "reading": paths.reading,
        "index": paths.cache,
        "themes": paths.themes,
        "shippedThemes": shipped_themes(),
        "log": call.log_file,
    }
    named = {name: str(place.absolute()) for name, place in places.items()}
    named["sharedIndex"] = _shared_index(call)
    if call.arguments.json:
        call.output.json({**named, "jsonVersion": JSON_VERSION})
    else:
        call.output.table([(name, place) for name, place in named.items() if place])
    _tell_of_slow_parts(call)
    return 0


def _shared_index(call: Call) -> str:
    """The newest generation of the index that the settings name, or its folder, with a word why, where none can be
    used for the feed; empty where they name none.
    """
    if not call.settings.index:
        return ""
    from tui_reader.feed.library import name_of_feed
    from tui_reader.feed.snapshot import open_site
    from tui_reader.index.feed_index import shared_index

    folder = Path(call.settings.index).expanduser()
    try:
        site = open_site(call.source, call.settings)
        with contextlib.closing(shared_index(folder, name_of_feed(site)).hold()) as generation:
            return str(generation.file)
    except ReaderError as error:
        call.output.tell(str(error))
        return str(folder)


def _tell_of_slow_parts(call: Call) -> None:
    """Say which parts of libraries are missing where that costs time, or the best order of what is found."""
    from tui_reader.index.feed_index import search_notice
    from tui_reader.store.front_matter.yaml_header import IS_FAST

    if search_notice():
        call.output.tell(search_notice())
    if not IS_FAST:
        call.output.tell(
            tr("PyYAML is installed without libyaml, its part in C: headers that need a YAML parser are read slower")
        )


COMMAND = Command("paths", "Say where everything is kept.", "newsreader paths --json", run, add_json, order=9)
