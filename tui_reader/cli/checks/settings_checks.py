"""What is wrong in settings that are well formed: names of themes and actions nobody knows, queries that cannot be
read.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from tui_reader.cli.checks.post_checks import Finding
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.config.settings_file import MOST_NAMED, lines_of_keys
from tui_reader.config.theme_file import available_themes
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import QueryError
from tui_reader.model.post import Problem
from tui_reader.search.query_parser import parse_query
from tui_reader.text.toml import KeyLines
from tui_reader.ui.keys import read_key_settings
from tui_reader.ui.state.choices import meant


def settings_findings(settings: Settings, paths: Paths) -> Iterator[Finding]:
    """Such faults with their lines in the user's settings file, of keys and of views the first ones alone."""
    file = paths.settings_file
    lines = lines_of_keys(file)
    themes = ("auto", *available_themes(paths))
    if settings.theme not in themes:
        message = tr("there is no theme “{name}”").replace("{name}", settings.theme)
        yield _finding(file, lines, ("theme",), message, meant(settings.theme, themes))
    for fault in read_key_settings(settings.keys, settings.key_preset).faults[:MOST_NAMED]:
        yield _finding(file, lines, ("keys", fault.action), fault.message, fault.hint)
    for nth, error in islice(_wrong_views(settings), MOST_NAMED):
        line = lines.of("views", "query", nth=nth) if lines else None
        yield Finding(str(file), Problem("views", error.message, line, hint=error.hint, code="settings"))


def _wrong_views(settings: Settings) -> Iterator[tuple[int, QueryError]]:
    """Numbers of the views whose queries cannot be read, and why."""
    for nth, view in enumerate(settings.views):
        try:
            parse_query(view.query, datetime.now(UTC))
        except QueryError as error:
            yield nth, error


def _finding(file: Path, lines: KeyLines | None, place: tuple[str, ...], message: str, hint: str) -> Finding:
    line = lines.of(*place) if lines else None
    return Finding(str(file), Problem(place[0], message, line, hint=hint, code="settings"))
