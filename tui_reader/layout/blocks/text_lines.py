"""Spans become lines of runs: made safe, broken by the rules of Chinese text layout, cut where roles change."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tui_reader.document.spans import Span
from tui_reader.layout.frame import Frame
from tui_reader.layout.linebreak.break_classes import BLANKS
from tui_reader.layout.linebreak.line_breaker import LineWidth, break_lines
from tui_reader.layout.links import is_link
from tui_reader.layout.page import Line, LinkKind, Run
from tui_reader.model.dataclass import replace
from tui_reader.model.roles import Role
from tui_reader.text.sanitize import sanitize

_HAN = "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FORMULA_SIGN = re.compile(r"(?<= )[^\w\s()\[\]{}](?= )")
_HAN_PAIR = re.compile(f"[{_HAN}](?<![的了着们\u3040-\u309f])[{_HAN}]")
_CJK_LATIN_BORDER = re.compile(f"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{_HAN}])")


def footnote_anchor(label: str) -> str:
    """Name of the place where a footnote stands."""
    return f"fn:{label}"


def reference_anchor(label: str) -> str:
    """Name of the place that refers to a footnote."""
    return f"fnref:{label}"


def runs_of(spans: Iterable[Span], frame: Frame) -> list[list[Run]]:
    """The spans as safe runs, one list for each line the author ended; adjacent spans of one address share one link."""
    lines: list[list[Run]] = [[]]
    target, link = "", -1
    for span in spans:
        text = sanitize(span.text)
        if span.text == "\n":
            lines.append([])
        elif span.note:
            target, link = "", frame.links.add("#" + footnote_anchor(span.note), text, LinkKind.ANCHOR)
            raised = f"[{text}]" if frame.layout.ascii else text.translate(_RAISED)
            lines[-1].append(Run(raised, frame.roles + span.roles, link))
        elif text and is_link(span.target):
            link = frame.links.extend(link, text) if span.target == target else frame.links.add(span.target, text)
            target = span.target
            lines[-1].append(Run(text, frame.roles + span.roles, link))
        elif text:
            target = ""
            lines[-1].append(Run(text, frame.roles + span.roles))
    return lines


def lay_out_runs(runs: Sequence[Run], frame: Frame, first: int = -1) -> list[Line]:
    """One paragraph of runs as lines; `first` is the room in the first line where it differs. Never empty."""
    if frame.layout.cjk_latin_spacing:
        runs = _with_cjk_latin_spacing(runs)
    text = "".join(run.text for run in runs)
    room = frame.width if first < 0 else first
    if text and len(text) <= room and text[0] not in BLANKS and text[-1] not in BLANKS and frame.cells(text) <= room:
        return [Line(tuple(run for run in runs if run.text))]
    layout = frame.layout
    line_width = LineWidth(frame.width, first, layout.hanging_punctuation, layout.ambiguous)
    breaks = break_lines(text, line_width, _kept_whole(runs))
    lines: list[Line] = []
    cutter = Cutter(runs)
    for number, (start, end) in enumerate(breaks):
        more = number + 1 < len(breaks)
        blank = more and breaks[number + 1][0] > end
        lines.append(Line(cutter.cut(start, end), joined=more, blank_join=blank))
    return lines


def _kept_whole(runs: Sequence[Run]) -> tuple[tuple[int, int], ...]:
    """What a line is rather not broken in: a word and the reading above it, and before a sign of a formula, which ends
    a line as TeX has it.
    """
    whole: list[tuple[int, int]] = []
    offset = word = 0
    was_word = False
    for run in runs:
        is_word = Role.RUBY in run.roles and Role.READING not in run.roles
        if Role.MATH in run.roles:
            whole += [(offset + sign.start() - 1, offset + sign.end()) for sign in _FORMULA_SIGN.finditer(run.text)]
        elif is_word and not was_word:
            word = offset
        elif was_word and Role.READING in run.roles:
            whole.append((word, offset + len(run.text)))
        was_word = is_word
        offset += len(run.text)
    return tuple(whole)


def _with_cjk_latin_spacing(runs: Sequence[Run]) -> list[Run]:
    """The runs with a blank between Chinese and Latin, inside each run and between two of them; code stays as it is."""
    spaced: list[Run] = []
    before = ""
    for run in runs:
        text = run.text if Role.CODE in run.roles else _CJK_LATIN_BORDER.sub(" ", before + run.text)[len(before) :]
        spaced.append(run.with_text(text))
        before = text[-1:]
    return spaced


class Cutter:
    """Cuts consecutive pieces from runs, without looking at any run twice."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._number = 0
        self._offset = 0

    def cut(self, start: int, end: int) -> tuple[Run, ...]:
        """The runs between two offsets in the joined text; offsets must not fall from call to call."""
        pieces: list[Run] = []
        while self._number < len(self._runs) and self._offset < end:
            run = self._runs[self._number]
            low, high = max(start - self._offset, 0), end - self._offset
            if low < len(run.text) and high > low:
                whole = low == 0 and high >= len(run.text)
                pieces.append(run if whole else run.with_text(run.text[low:high]))
            if high < len(run.text):
                break
            self._offset += len(run.text)
            self._number += 1
        return tuple(pieces)


def lay_out_spans(spans: Iterable[Span], frame: Frame, first: int = -1) -> list[Line]:
    """Inline text as lines; hard breaks end a line.

    Never empty; references to footnotes become anchors of their line.
    """
    spans = tuple(spans)
    lines: list[Line] = []
    for number, runs in enumerate(runs_of(spans, frame)):
        lines += lay_out_runs(runs, frame, first if number == 0 else -1)
    labels = [span.note for span in spans if span.note]
    return mark_references(lines, frame, labels) if labels else lines


def mark_references(lines: list[Line], frame: Frame, labels: list[str]) -> list[Line]:
    """The lines with an anchor for each reference to a footnote, `labels` being in reading order."""
    marked: list[Line] = []
    waiting = {"#" + footnote_anchor(label): label for label in labels}
    for line in lines:
        names = []
        for run in line.runs:
            label = waiting.pop(frame.links[run.link].target, "") if run.link is not None else ""
            if label:
                names.append(reference_anchor(label))
        marked.append(replace(line, anchors=tuple(names)) if names else line)
    return marked


def balanced(runs: Sequence[Run], frame: Frame) -> list[Line]:
    """Lines of about equal length, as few as the line width allows, for titles and headings; a fourth longer where they
    then end between words of Chinese.
    """
    lines = lay_out_runs(runs, frame)
    if len(lines) < 2 or len(lines) > 6:
        return lines
    low, high = frame.width // 2, frame.width
    while low < high:
        middle = (low + high) // 2
        narrow = lay_out_runs(runs, frame.inner(frame.width - middle))
        if len(narrow) > len(lines):
            low = middle + 1
        else:
            high = middle
    best = lay_out_runs(runs, frame.inner(frame.width - low))
    for width in range(low + 1, min(low + low // 4, frame.width) + 1):
        if not _words_parted(best):
            return best
        best = min(best, lay_out_runs(runs, frame.inner(frame.width - width)), key=_words_parted)
    return best


def _words_parted(lines: Sequence[Line]) -> int:
    """How many lines may end inside a word of Chinese: between two characters of which the first is no particle. (Only
    a dictionary would tell more, and it is not worth its size here.)
    """
    texts = ["".join(run.text for run in line.runs) for line in lines]
    ends = (before[-1:] + after[:1] for before, after in pairwise(texts))
    return sum(_HAN_PAIR.fullmatch(end) is not None for end in ends)


def is_quiet(roles: Sequence[Role]) -> bool:
    """True for what the page adds to the text: bars, bullets, frames, numbers of lines, labels."""
    return not _QUIET.isdisjoint(roles)


_QUIET = frozenset(
    (
        Role.QUOTE_BAR,
        Role.LIST_MARKER,
        Role.RULE,
        Role.TABLE_BORDER,
        Role.FIGURE_FRAME,
        Role.CODE_LINE_NUMBER,
        Role.CODE_LABEL,
        Role.TASK_DONE,
        Role.TASK_OPEN,
    )
)
