"""Where data goes (stdout) and what people are told (stderr).

Whatever is written passes `text/sanitize.py` here, whether a terminal or a pipe is behind it: a pipe may end at a
terminal, as that of `ssh host newsreader …` does. JSON keeps every character, the harmful ones as escapes.
"""

import contextlib
import io
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ReaderError
from tui_reader.text.sanitize import sanitize, sanitize_lines, without_harm

if TYPE_CHECKING:
    from tui_reader.feed.changes import Progress

PROGRAM = "newsreader"
_UNUSUAL = (
    r"[^\n\x20-\x7e\w\u00a0-\u00ac\u00ae-\u00bf\u2010-\u2027\u2030-\u205e\u3000-\u303f\u30a0-\u30ff\uff01-\uff9f]"
    r"|[\u115f\u1160\u3164\uffa0]"
)
"""Every character that may have to be an escape, and some more: letters need none but the last four, which are blank.
`\\w` for them, since a range of Chinese characters takes three milliseconds to compile.
"""
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


class OutputError(ReaderError):
    """Data could not be written: a full disk, a quota, a device that is gone."""


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Errors of standard output as ours."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{tr('standard output')}: {error.strerror}", tr("what was printed is not whole")) from error


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

    def _put(self, text: str) -> None:
        """Write data; raises OutputError, and BrokenPipeError where nobody reads any more."""
        with _told():
            self._out.write(text)

    def line(self, text: str = "") -> None:
        """One line of data, made safe."""
        self._put(sanitize(text) + "\n")

    def text(self, text: str) -> None:
        """Lines of data: as they were written but for what is harmful; on a terminal made safe as every line is."""
        self._put("\n".join(sanitize_lines(text)) if self.is_terminal else without_harm(text))

    def binary(self, data: bytes) -> int:
        """Data that is no text; how many bytes were written."""
        with _told():
            self._out.flush()
            self._out.buffer.write(data)
        return len(data)

    def styled(self, text: str) -> None:
        """One line of pieces already made safe, with escape sequences of our own."""
        self._put(text + "\n")

    def marked(self, before: str, hit: str, after: str) -> None:
        """One line of data, made safe, with a piece of it set off on a terminal that can."""
        set_off = self.is_terminal and hit and os.environ.get("TERM", "dumb") != "dumb"
        middle = f"\x1b[1m{sanitize(hit)}\x1b[0m" if set_off else sanitize(hit)
        self._put(f"{sanitize(before)}{middle}{sanitize(after)}\n")

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Rows in columns aligned by cells; on a terminal the last but one column gives way so that a row fits."""
        from tui_reader.text.cells import fit, pad, width  # JSON has no columns

        cleaned = [[sanitize(cell) for cell in row] for row in rows]
        widths = [max(map(width, column)) for column in zip(*cleaned, strict=True)]
        if self.is_terminal and len(widths) > 1:
            over = sum(widths) + 2 * (len(widths) - 1) - columns()
            widths[-2] = max(min(10, widths[-2]), widths[-2] - max(0, over))
        for row in cleaned:
            cells = [pad(fit(cell, room), room) for cell, room in zip(row[:-1], widths[:-1], strict=True)]
            self._put("  ".join([*cells, row[-1]]).rstrip() + "\n")

    def json(self, value: object) -> None:
        """One JSON value."""
        self._put(safe_json(value) + "\n")

    def json_array(self, values: Iterable[Mapping[str, object]]) -> None:
        """One JSON array, an element a line, written as they come."""
        before = "[\n"
        for value in values:
            self._put(before + safe_json(value))
            before = ",\n"
        self._put("[]\n" if before == "[\n" else "\n]\n")

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
        phases = {
            "posts": tr("Reading posts"),
            "marks": tr("Reading marks"),
            "words": tr("Indexing words"),
            "export": tr("Writing posts"),
            "fetch": tr("Fetching the repository"),
            "list": tr("Listing the bucket"),
            "files": tr("Writing files"),
        }
        self._drawn = True
        if progress.phase in ("marks", "fetch"):
            done, total = f"{progress.done * 100 // max(1, progress.total)} %", ""
        else:
            done, total = f"{progress.done:,}", f"/{progress.total:,}" if progress.total else ""
        from tui_reader.text.cells import pad  # few commands run long enough

        self._err.write("\r" + pad(f"{phases.get(progress.phase, progress.phase)}: {done}{total}", 50))
        self._err.flush()

    def flush(self) -> None:
        """Have everything written now; raises as `_put` does."""
        with _told():
            self._out.flush()
        self._err.flush()


def safe_json(value: object, indent: int | None = None) -> str:
    """The value as JSON in which every character that could harm a terminal, or hides, stands as an escape."""
    import json

    return re.sub(_UNUSUAL, _escape, json.dumps(value, ensure_ascii=False, indent=indent))


def _escape(match: re.Match[str]) -> str:
    import json

    character = match.group()
    is_harmful = unicodedata.category(character) in _HARMFUL or sanitize(f"a{character}") == "a"
    return json.dumps(character)[1:-1] if is_harmful else character
