"""What is wrong in settings that are well formed: names of themes and actions nobody knows, queries that cannot be
read.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from tui_reader.cli.checks.post_checks import Finding
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.config.settings_file import MOST_NAMED, line_of_key
from tui_reader.config.theme_file import available_themes
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import QueryError
from tui_reader.model.post import Problem
from tui_reader.search.query_parser import parse_query
from tui_reader.ui.keys import read_key_settings
from tui_reader.ui.state.choices import meant


def settings_findings(settings: Settings, paths: Paths) -> Iterator[Finding]:
    """Such faults with their lines in the user's settings file, of keys the first ones alone."""
    file = paths.settings_file
    themes = ("auto", *available_themes(paths))
    if settings.theme not in themes:
        message = tr("there is no theme “{name}”").replace("{name}", settings.theme)
        yield _finding(paths, ("theme",), message, meant(settings.theme, themes))
    for fault in read_key_settings(settings.keys, settings.key_preset).faults[:MOST_NAMED]:
        yield _finding(paths, ("keys", fault.action), fault.message, fault.hint)
    for nth, view in enumerate(settings.views):
        try:
            parse_query(view.query, datetime.now(UTC))
        except QueryError as error:
            line = line_of_key(file, "views", "query", nth=nth)
            yield Finding(str(file), Problem("views", error.message, line, hint=error.hint, code="settings"))


def _finding(paths: Paths, place: tuple[str, ...], message: str, hint: str) -> Finding:
    line = line_of_key(paths.settings_file, *place)
    return Finding(str(paths.settings_file), Problem(place[0], message, line, hint=hint, code="settings"))
