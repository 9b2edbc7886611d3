"""Starts the interface: the library is opened in a thread while Textual is being imported."""

import os
import threading
from dataclasses import replace
from pathlib import Path

from tui_reader.errors import ReaderError
from tui_reader.library import open_library
from tui_reader.paths import Paths
from tui_reader.query import Query, Sort
from tui_reader.settings import OpenOptions, Settings
from tui_reader.theme import Theme, automatic_theme, load_theme
from tui_reader.ui.filter import Filter
from tui_reader.ui.glyphs import glyphs
from tui_reader.ui.opening import Opening

FIRST_ROWS = 64
"""Rows read before the first paint: a screenful of any terminal."""


def run(source: Path | None, settings: Settings, paths: Paths, options: OpenOptions) -> int:
    """Read the feed at `source` on the terminal; gives the exit code. Raises ReaderError where it cannot be opened."""
    result: list[Opening | ReaderError] = []

    def prepare() -> None:
        try:
            result.append(prepare_opening(source, settings, paths, options))
        except ReaderError as error:
            result.append(error)

    thread = threading.Thread(target=prepare)
    thread.start()
    from tui_reader.ui.app import ReaderApp  # noqa: PLC0415  Textual loads while the library opens

    thread.join()
    opening = result[0]
    if isinstance(opening, ReaderError):
        raise opening
    try:
        return ReaderApp(opening).run() or 0
    finally:
        opening.library.close()


def prepare_opening(source: Path | None, settings: Settings, paths: Paths, options: OpenOptions) -> Opening:
    """Open the library and read what the first screen shows."""
    settings = replace(settings, restricted=settings.restricted or options.restricted)
    library = open_library(source, settings, paths)
    base = Query(drafts=settings.drafts, future=settings.future, expired=settings.expired)
    chosen = Filter(sort=Sort(settings.sort))
    rows = library.first(chosen.query(base), FIRST_ROWS)
    opening = Opening(
        library=library,
        settings=settings,
        theme=choose_theme(settings, options, paths),
        glyphs=glyphs(settings.glyphs),
        filter=chosen,
        base=base,
        rows=rows,
        counts=library.counts(chosen.query(base)),
        path=library.site.only,
        remote="SSH_CONNECTION" in os.environ,
    )
    opening.ids.extend(row.id for row in rows)
    return opening


def choose_theme(settings: Settings, options: OpenOptions, paths: Paths) -> Theme:
    """The theme that was asked for, else the one that suits the terminal."""
    name = options.theme or settings.theme
    if name == "auto":
        colours = os.environ.get("COLORTERM", "") in ("truecolor", "24bit") or "256color" in os.environ.get("TERM", "")
        name = "plain" if os.environ.get("NO_COLOR") else automatic_theme(True, "truecolor" if colours else "16")
    return load_theme(name, paths)
