"""The Textual application: wiring only."""

from textual.app import App

from tui_reader.ui.opening import Opening
from tui_reader.ui.screens.browse import Browse
from tui_reader.ui.strips import textual_theme


class ReaderApp(App[int]):
    """Shows one feed."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS = []

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.opening = opening
        self.browse = Browse(opening)
        theme = textual_theme(opening.theme)
        self.register_theme(theme)
        self.theme = theme.name
        self.animation_level = "none"
        self.title = opening.library.site.title
        if opening.settings.keys:
            self.set_keymap(dict(opening.settings.keys))

    def get_default_screen(self) -> Browse:
        """The first screen is the only one that stays."""
        return self.browse

    def on_unmount(self) -> None:
        """Write the place down before the reader ends."""
        work = self.browse.reading.place_work()
        if work is not None:
            work()
        self.browse.loader.leave()
