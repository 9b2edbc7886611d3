"""Starts the interface: the library is opened and the terminal asked while Textual is being imported."""

import gc
import os
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.errors import ReaderError
from tui_reader.library import Library, open_library
from tui_reader.paths import Paths
from tui_reader.query import Query, Sort
from tui_reader.settings import OpenOptions, Settings
from tui_reader.terminal.abilities import Abilities
from tui_reader.terminal.ask import ask
from tui_reader.theme import Theme, automatic_theme, load_theme
from tui_reader.ui.filter import Filter
from tui_reader.ui.glyphs import glyphs
from tui_reader.ui.opening import Opening

if TYPE_CHECKING:
    from tui_reader.query import Condition

FIRST_ROWS = 64
"""Rows read before the first paint: a screenful of any terminal."""


def run(source: Path | None, settings: Settings, paths: Paths, options: OpenOptions) -> int:
    """Read the feed at `source` on the terminal; gives the exit code. Raises ReaderError where it cannot be opened."""
    gc.disable()  # nothing dies while modules load; the app turns it on again after the first paint
    opened: list[Library | ReaderError] = []

    def prepare() -> None:
        try:
            opened.append(open_library(source, settings, paths))
        except ReaderError as error:
            opened.append(error)

    question = ask(os.environ)
    thread = threading.Thread(target=prepare)
    thread.start()
    from tui_reader.ui.app import ReaderApp  # noqa: PLC0415  Textual loads while library and terminal answer
    from tui_reader.ui.connection import Connection  # noqa: PLC0415  it knows Textual

    thread.join()
    with Connection(question) as connection:
        library = opened[0]
        if isinstance(library, ReaderError):
            raise library
        can = connection.abilities()
        settings = replace(settings, restricted=settings.restricted or options.restricted)
        theme = choose_theme(settings, options, paths, can)
        opening = prepare_opening(library, settings, theme, can, options.query)
        app = ReaderApp(opening, connection.driver_class(can, options.plain_driver))
        connection.end_with(app.farewell())
        try:
            app.run(mouse=settings.mouse)
        finally:
            library.close()
        return connection.exit_code


def prepare_opening(library: Library, settings: Settings, theme: Theme, can: Abilities, words: str = "") -> Opening:
    """Read what the first screen shows; `words` is a query as typed. Raises QueryError."""
    base = Query(drafts=settings.drafts, future=settings.future, expired=settings.expired)
    chosen = Filter(words=words, typed=read_words(words), sort=Sort(settings.sort))
    ambiguous = can.ambiguous if settings.ambiguous_width == "auto" else int(settings.ambiguous_width)
    style = settings.glyphs if can.unicode else "ascii"
    opening = Opening(
        library=library,
        settings=settings,
        theme=theme,
        glyphs=glyphs(style, ambiguous),
        can=can,
        ambiguous=ambiguous,
        filter=chosen,
        base=base,
        rows=library.first(chosen.query(base), FIRST_ROWS),
        counts=library.counts(chosen.query(base)),
        path=library.site.only,
    )
    opening.ids.extend(row.id for row in opening.rows)
    return opening


def read_words(words: str) -> "Condition | None":
    """What typed words mean; None for none. Raises QueryError."""
    if not words.strip():
        return None
    from tui_reader.parse_query import parse_query  # noqa: PLC0415  few start with a query

    return parse_query(words, datetime.now().astimezone()).where


def choose_theme(settings: Settings, options: OpenOptions, paths: Paths, can: Abilities) -> Theme:
    """The theme that was asked for, else the one that suits the terminal."""
    name = options.theme or settings.theme
    if name == "auto":
        colours = "truecolor" if can.colours > 256 else "none" if can.colours < 8 else str(max(16, can.colours))
        name = automatic_theme(can.dark is not False, colours)
    return load_theme(name, paths)
