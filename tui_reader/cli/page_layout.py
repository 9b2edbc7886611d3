"""How posts are set that are printed or written to a file."""

import os
from typing import TYPE_CHECKING

from tui_reader.cli.output import columns
from tui_reader.config.settings import Settings

if TYPE_CHECKING:
    from tui_reader.layout.options import Layout


def page_layout(settings: Settings, width: int | None, on_terminal: bool) -> "Layout":
    """How a page is set that is `width` cells wide, or as wide as the settings say; on a terminal no wider than that,
    and of characters that it has.
    """
    from tui_reader.layout.options import Layout
    from tui_reader.terminal.capabilities import names_utf8

    widest = min(settings.measure, columns()) if on_terminal else settings.measure
    return Layout(
        width=width or max(widest, 10),
        paragraphs=settings.paragraphs,
        hanging_punctuation=settings.hang,
        cjk_latin_spacing=settings.gaps,
        ascii=settings.glyphs == "ascii" or (on_terminal and not names_utf8(os.environ)),
        ambiguous=2 if settings.ambiguous_width == "2" else 1,
    )
