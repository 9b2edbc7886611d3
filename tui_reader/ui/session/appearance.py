"""Another look while the reader runs: the terminal answered late, or its background became dark or light."""

from typing import TYPE_CHECKING, Any, Protocol

from tui_reader.model.dataclass import replace
from tui_reader.ui.controllers.reading import Reading
from tui_reader.ui.controllers.screen_context import ScreenContext
from tui_reader.ui.render.status_text import list_heading
from tui_reader.ui.render.strips import textual_theme
from tui_reader.ui.startup.initial_state import InitialState

if TYPE_CHECKING:
    from textual.app import App


class ReadingScreen(ScreenContext, Protocol):
    """The main screen."""

    reading: Reading
    """The post in the reading pane."""


def adapt(app: "App[Any]", browse: ReadingScreen, initial: InitialState) -> None:
    """Show everything with the theme and the glyphs of `initial`; nothing is done where they are those shown."""
    before, browse.initial = browse.initial, initial
    same_marks = (before.glyphs, before.ambiguous) == (initial.glyphs, initial.ambiguous)
    if same_marks and before.theme == initial.theme:
        return
    browse.view.painter.use(initial.theme, initial.ambiguous)
    if not same_marks:
        _use_glyphs(browse, initial)
    theme = textual_theme(initial.theme)
    app.register_theme(theme)
    app.theme = theme.name
    browse.view.redraw()
    for screen in app.screen_stack:
        for widget in screen.query("*"):
            widget.refresh()


def _use_glyphs(browse: ReadingScreen, initial: InitialState) -> None:
    """Other marks, and the post set for other widths."""
    for pane in (browse.sidebar, browse.status):
        pane.glyphs = initial.glyphs
    browse.posts.use(replace(browse.posts.row_style, glyphs=initial.glyphs))
    browse.posts.heading = list_heading(browse.filter, initial.glyphs)
    browse.show_place()
    browse.reading.open_again()
