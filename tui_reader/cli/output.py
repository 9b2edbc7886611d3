"""Where data goes (stdout) and what people are told (stderr).

Whatever reaches a terminal passes `text/sanitize.py` here.
"""

import contextlib
import io
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from tui_reader.i18n.messages import tr
from tui_reader.text.cells import fit, pad, width
from tui_reader.text.sanitize import sanitize, sanitize_lines

if TYPE_CHECKING:
    from tui_reader.feed.changes import Progress

PROGRAM = "newsreader"
_UNUSUAL = r"[^\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u30ff\u3400-\u9fff\uff01-\uffee]"
_HARMFUL = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def columns() -> int:
    """Width of the terminal in cells; 80 where there is none."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    try:
        return os.get_terminal_size().columns or 80
    except OSError:
        return 80


class Output:
    """Standard output and standard error of one call."""

    def __init__(self, out: TextIO | None, err: TextIO | None) -> None:
        """A stream that was closed before the program began is None: what goes there is lost, and nothing else."""
        self._out = out if out is not None else io.StringIO()
        self._err = err if err is not None else io.StringIO()
        self._drawn = False
        for stream in (self._out, self._err):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure:
                reconfigure(errors="replace")

    @property
    def is_terminal(self) -> bool:
        """Does a person read the data?"""
        return self._out.isatty()

    def line(self, text: str = "") -> None:
        """One line of data, made safe."""
        self._out.write(sanitize(text) + "\n")

    def raw(self, text: str) -> None:
        """Text as it is to a file or pipe; made safe line by line on a terminal."""
        self._out.write("\n".join(sanitize_lines(text)) if self.is_terminal else text)

    def styled(self, text: str) -> None:
        """One line of pieces already made safe, with escape sequences of our own."""
        self._out.write(text + "\n")

    def marked(self, before: str, hit: str, after: str) -> None:
        """One line of data, made safe, with a piece of it set off on a terminal that can."""
        set_off = self.is_terminal and hit and os.environ.get("TERM", "dumb") != "dumb"
        middle = f"\x1b[1m{sanitize(hit)}\x1b[0m" if set_off else sanitize(hit)
        self._out.write(f"{sanitize(before)}{middle}{sanitize(after)}\n")

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Rows in columns aligned by cells; on a terminal the last but one column gives way so that a row fits."""
        cleaned = [[sanitize(cell) for cell in row] for row in rows]
        widths = [max(map(width, column)) for column in zip(*cleaned, strict=True)]
        if self.is_terminal and len(widths) > 1:
            over = sum(widths) + 2 * (len(widths) - 1) - columns()
            widths[-2] = max(min(10, widths[-2]), widths[-2] - max(0, over))
        for row in cleaned:
            cells = [pad(fit(cell, room), room) for cell, room in zip(row[:-1], widths[:-1], strict=True)]
            self._out.write("  ".join([*cells, row[-1]]).rstrip() + "\n")

    def json(self, value: object) -> None:
        """One JSON value."""
        self._out.write(_safe_json(value) + "\n")

    def json_array(self, values: Iterable[Mapping[str, object]]) -> None:
        """One JSON array, an element a line, written as they come."""
        before = "[\n"
        for value in values:
            self._out.write(before + _safe_json(value))
            before = ",\n"
        self._out.write("[]\n" if before == "[\n" else "\n]\n")

    def tell(self, text: str) -> None:
        """One line for the person who called, made safe."""
        self._err.write(f"{PROGRAM}: {sanitize(text)}\n")

    @contextlib.contextmanager
    def progress(self) -> "Iterator[Callable[[Progress], None] | None]":
        """A reporter that redraws one line on a terminal and wipes it at the end; None where nobody watches."""
        if not self._err.isatty() or os.environ.get("TERM") == "dumb":
            yield None
            return
        try:
            yield self._report
        finally:
            if self._drawn:
                self._err.write("\r" + " " * 50 + "\r")
                self._err.flush()

    def _report(self, progress: "Progress") -> None:
        phases = {"files": tr("Looking for posts"), "posts": tr("Reading posts"), "words": tr("Indexing words")}
        self._drawn = True
        total = f"/{progress.total:,}" if progress.total else ""
        self._err.write("\r" + pad(f"{phases.get(progress.phase, progress.phase)}: {progress.done:,}{total}", 50))
        self._err.flush()

    def flush(self) -> None:
        """Have everything written now."""
        self._out.flush()
        self._err.flush()


def _safe_json(value: object) -> str:
    """The value as JSON in which every character that could harm a terminal stands as an escape."""
    return re.sub(_UNUSUAL, _escape, json.dumps(value, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return json.dumps(character)[1:-1] if unicodedata.category(character) in _HARMFUL else character
