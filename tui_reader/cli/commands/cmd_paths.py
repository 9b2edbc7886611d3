"""`newsreader paths`: where everything is kept."""

import contextlib
import time
from datetime import datetime

from tui_reader.cli.arguments import Command, add_json
from tui_reader.cli.context import Call
from tui_reader.cli.formats.post_json import JSON_VERSION
from tui_reader.config.paths import at_home, shipped_themes
from tui_reader.config.settings import shared_indexes
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ReaderError
from tui_reader.model.feed_state import FeedState


def run(call: Call) -> int:
    """Print each place by name; none of them need exist."""
    from tui_reader.feed.shared.state_words import behind_words, freshness_words

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
    named["sharedIndex"], state = _shared_index(call)
    behind = behind_words(state, now := time.time())
    if call.arguments.json:
        moments = {"published": _moment(state.published), "looked": _moment(state.looked)}
        call.output.json({**named, **moments, "behind": behind, "jsonVersion": JSON_VERSION})
    else:
        published, looked = freshness_words(state, now)
        rows = {**named, "published": published, "looked": looked}
        call.output.table([(name, place) for name, place in rows.items() if place])
        if behind:
            call.output.tell(behind)
    _tell_of_slow_parts(call)
    return 0


def _moment(seconds: float) -> str | None:
    """A moment as JSON has it; None for one that is not known."""
    return datetime.fromtimestamp(int(seconds)).astimezone().isoformat() if seconds else None


def _shared_index(call: Call) -> tuple[str, FeedState]:
    """The newest generation of the index that the settings name for the feed and how fresh it is, or its folder, with
    a word why, where none can be used for the feed; empty where they name none.
    """
    if not shared_indexes(call.settings):
        return "", FeedState()
    from tui_reader.feed.library import index_for, name_of_feed
    from tui_reader.feed.snapshot import open_site
    from tui_reader.index.feed_index import shared_index

    named = index_for(call.source, call.settings, call.paths) or call.settings.index
    if not named:
        return "", FeedState()
    folder = at_home(named)
    try:
        site = open_site(call.source, call.settings, call.paths)
        shared = shared_index(folder, name_of_feed(site))
        with contextlib.closing(shared.hold()) as generation:
            return str(generation.file), shared.state(generation.name)
    except ReaderError as error:
        call.output.tell(str(error))
        return str(folder), FeedState()


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
