"""How posts are set that are printed."""

import os
from typing import TYPE_CHECKING

from tui_reader.cli.output import columns
from tui_reader.config.settings import Settings
from tui_reader.model.dataclass import replace

if TYPE_CHECKING:
    from tui_reader.layout.options import Layout


def page_layout(settings: Settings, width: int | None, on_terminal: bool) -> "Layout":
    """How a page is set that is `width` cells wide, or as wide as the settings say; on a terminal no wider than that,
    and of characters that it has.
    """
    from tui_reader.export.post_files import NARROWEST, file_layout
    from tui_reader.terminal.capabilities import names_utf8

    layout = file_layout(settings)
    widest = min(settings.measure, columns()) if on_terminal else settings.measure
    return replace(
        layout,
        width=width or max(widest, NARROWEST),
        ascii=layout.ascii or (on_terminal and not names_utf8(os.environ)),
    )
