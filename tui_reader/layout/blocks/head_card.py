"""The card a page begins with: title, a quiet line of metadata, terms to jump to, and what is wrong with the post."""

from collections.abc import Sequence

from tui_reader.i18n.messages import tr_count
from tui_reader.layout.blocks.text_lines import balanced, lay_out_runs
from tui_reader.layout.frame import Frame
from tui_reader.layout.options import Head
from tui_reader.layout.page import Line, LinkKind, Run
from tui_reader.model.roles import Role
from tui_reader.text.sanitize import sanitize


def lay_out_head(head: Head, frame: Frame) -> list[Line]:
    """The card with spacing below it; empty where there is nothing to say. An author that is a term as well stands
    among the metadata alone, as a link to the posts of that term.
    """
    title = [Run(sanitize(head.title), (Role.TITLE,))] if head.title.strip() else []
    lines = balanced(title, frame) if title else []
    terms = _terms(head, frame)
    lines += _flow(_metadata(head, terms), frame)
    lines += _flow([[run] for run in terms.values()], frame)
    for text in head.bookmark:
        lines += lay_out_runs([Run(f"{frame.glyphs.bar} {sanitize(text)}", (Role.META,))], frame)
    for problem in head.problems:
        lines += lay_out_runs([Run("! ", (Role.PROBLEM,)), Run(sanitize(problem), (Role.META,))], frame)
    return [*lines, Line(), Line()] if lines else []


def _metadata(head: Head, terms: dict[str, Run]) -> list[list[Run]]:
    """Dates, authors, words and minutes, as far as they are known; the authors are taken out of `terms`."""
    authors: list[Run] = []
    for author in filter(str.strip, map(sanitize, head.authors)):
        authors += [Run(", ", (Role.META,))] if authors else []
        authors.append(terms.pop(author, Run(author, (Role.META,))))
    counts = []
    if head.words:
        counts.append(tr_count("{n} word", "{n} words", head.words))
    if head.minutes:
        counts.append(tr_count("{n} minute", "{n} minutes", head.minutes))
    dates = [[Run(sanitize(date), (Role.META,))] for date in head.dates if date.strip()]
    return [*dates, *([authors] if authors else []), *([Run(count, (Role.META,))] for count in counts)]


def _terms(head: Head, frame: Frame) -> dict[str, Run]:
    """The terms as links to the posts that carry them, each term once."""
    runs: dict[str, Run] = {}
    for taxonomy, term in head.terms:
        shown = sanitize(term)
        if shown and shown not in runs:
            link = frame.links.add(f"{taxonomy}/{term}", sanitize(term), LinkKind.TERM)
            runs[shown] = Run(shown, (Role.TERM,), link)
    return runs


def _flow(parts: Sequence[Sequence[Run]], frame: Frame) -> list[Line]:
    """The parts one after the other with dots between them, in lines of about equal length; a line ends between parts
    where it can.
    """
    lines = _filled(parts, frame, frame.width)
    rooms = range(frame.width // 2, frame.width) if len(lines) > 1 else ()
    narrowest = next((room for room in rooms if len(_filled(parts, frame, room)) == len(lines)), frame.width)
    return [line for runs in _filled(parts, frame, narrowest) for line in lay_out_runs(runs, frame)]


def _filled(parts: Sequence[Sequence[Run]], frame: Frame, room: int) -> list[list[Run]]:
    """The parts in lines, each taking as many as go into `room` cells and one at least."""
    dot = Run(f" {frame.glyphs.dot} ", (Role.META,))
    lines: list[list[Run]] = []
    used = 0
    for part in parts:
        cells = sum(frame.cells(run.text) for run in part)
        if lines and used + frame.cells(dot.text) + cells <= room:
            lines[-1] += [dot, *part]
            used += frame.cells(dot.text) + cells
        else:
            lines.append(list(part))
            used = cells
    return lines
