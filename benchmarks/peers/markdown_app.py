"""Textual's own Markdown widget over one file, the way most Textual readers show a post."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Markdown, Static


class MarkdownApp(App[None]):
    """Shows a file when Enter is pressed, so that the key's time is the time to show it."""

    BINDINGS = [("enter", "show", "Show")]

    def compose(self) -> ComposeResult:
        yield Static("press enter")

    async def action_show(self) -> None:
        """Put the file in place of the hint."""
        body = Path(sys.argv[1]).read_text("utf-8").split("---", 2)[2]
        await self.query_one(Static).remove()
        await self.mount(Markdown(body))


if __name__ == "__main__":
    MarkdownApp().run()
