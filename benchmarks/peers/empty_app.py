"""The least a Textual program can be: one line of text. What it costs to start is the floor of every other."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One line."""

    def compose(self) -> ComposeResult:
        yield Static("nothing here")


if __name__ == "__main__":
    EmptyApp().run()
