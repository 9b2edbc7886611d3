"""A small Textual program to measure on: a side list, a long Chinese text drawn by lines, a status line.

Run it as a program: `python sample_app.py [stock|frames] [MARKS_FILE]`. Keys: `j`/`k` a line, space/`b` a page,
`n`/`p` in the list,
`/` an input line, Ctrl+Z to the shell, `q` ends.
"""

import sys
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

from tui_reader.ui.session.connection import connect
from tui_reader.ui.session.shutdown import ShutdownHooks

SENTENCE = "七月二十八日，澳涞坞集团宣布首个元宇宙影视基地在山西启动，计划三年内建成并开放。"
LINK = Style(color="#87afff", underline=True, link="https://example.org/news?a=1")


class Lines(ScrollView):
    """Numbered lines, each drawn when it is looked at."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(id=name)
        self.count = count
        self.chosen = -1
        self.show_vertical_scrollbar = False

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, self.count)
        self.call_after_refresh(self.app.greet)

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        width, shift = self.size.width, number * 5 % len(SENTENCE)
        text = (SENTENCE[shift:] + SENTENCE * 3)[: max(0, width - 8) // 2] if number % 6 else ""
        style = Style(color="#d7d7d7", bgcolor="#1c1c1c", reverse=number == self.chosen)
        segments = [Segment(f"{number:4} ", style + Style(bold=True)), Segment(text, style)]
        if number % 9 == 4:
            segments.append(Segment("链接", style + LINK))
        return Strip(segments).adjust_cell_length(width, style)


class Sample(App[int]):
    """Side list, text, status line."""

    CSS = """
    #side { width: 30; } #text { width: 1fr; } Lines { scrollbar-size: 0 0; background: #1c1c1c; }
    #status { dock: bottom; height: 1; background: #262626; } Input { dock: bottom; display: none; }
    """
    BINDINGS = [("q", "quit"), ("ctrl+z", "suspend_process")]
    ENABLE_COMMAND_PALETTE = False
    greeted = False

    def compose(self) -> ComposeResult:
        self.side, self.text, self.status = Lines("side", 500), Lines("text", 3000), Static("", id="status")
        yield self.side
        yield self.text
        yield self.status
        yield Input()

    def on_mount(self) -> None:
        self.animation_level = "none"
        self.screen.styles.layout = "horizontal"
        self.set_focus(None)

    def greet(self) -> None:
        """Say once that both panes know their size, so that keys do what they say."""
        if not self.greeted and self.side.size and self.text.size:
            self.greeted = True
            self.set_timer(0.1, lambda: self.status.update("就绪"))

    def on_key(self, event) -> None:
        moves = {"j": 1, "k": -1, "space": self.text.size.height - 1, "b": 1 - self.text.size.height}
        if event.key in moves:
            self.text.scroll_to(y=self.text.scroll_offset.y + moves[event.key], animate=False)
            self.status.update(f"行 {int(self.text.scroll_target_y)}")
        elif event.key in "np":
            self.side.chosen += 1 if event.key == "n" else -1
            self.side.refresh()
        elif event.key == "slash":
            line = self.query_one(Input)
            line.display = True
            line.focus()


def main() -> int:
    """Start as the reader does: ask, import, wait for the answers, run."""
    mode, *marks = sys.argv[1:] or ["frames"]
    with connect() as connection:
        app = Sample(driver_class=connection.driver_class(connection.capabilities(), plain=mode == "stock"))

        def save() -> None:
            if marks:
                Path(marks[0]).write_text(str(int(app.text.scroll_offset.y)))

        connection.end_with(ShutdownHooks(save, lambda: app.call_from_thread(app.exit)))
        app.run()
    return connection.exit_code


if __name__ == "__main__":
    sys.exit(main())
