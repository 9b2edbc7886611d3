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
    """The card with spacing below it; empty where there is nothing to say."""
    title = [Run(sanitize(head.title), (Role.TITLE,))] if head.title.strip() else []
    lines = balanced(title, frame) if title else []
    metadata = _metadata(head)
    lines += _flow([Run(sanitize(entry), (Role.META,)) for entry in metadata], frame) if metadata else []
    lines += _flow(_terms(head, frame), frame) if head.terms else []
    for problem in head.problems:
        lines += lay_out_runs([Run("! ", (Role.PROBLEM,)), Run(sanitize(problem), (Role.META,))], frame)
    return [*lines, Line(), Line()] if lines else []


def _metadata(head: Head) -> list[str]:
    """Dates, authors, words and minutes, as far as they are known."""
    metadata = [*head.dates]
    if head.authors:
        metadata.append(", ".join(head.authors))
    if head.words:
        metadata.append(tr_count("{n} word", "{n} words", head.words))
    if head.minutes:
        metadata.append(tr_count("{n} minute", "{n} minutes", head.minutes))
    return [entry for entry in metadata if entry.strip()]


def _terms(head: Head, frame: Frame) -> list[Run]:
    """The terms as links to the posts that carry them, each term once."""
    runs: dict[str, Run] = {}
    for taxonomy, term in head.terms:
        shown = sanitize(term)
        if shown and shown not in runs:
            link = frame.links.add(f"{taxonomy}/{term}", sanitize(term), LinkKind.TERM)
            runs[shown] = Run(shown, (Role.TERM,), link)
    return list(runs.values())


def _flow(parts: Sequence[Run], frame: Frame) -> list[Line]:
    """The parts one after the other with dots between them; a line ends between parts where it can."""
    dot = f" {frame.glyphs.dot} "
    lines: list[list[Run]] = [[]]
    used = 0
    for part in parts:
        cells = frame.cells(part.text)
        if lines[-1] and used + frame.cells(dot) + cells > frame.width:
            lines.append([])
            used = 0
        if lines[-1]:
            lines[-1].append(Run(dot, (Role.META,)))
            used += frame.cells(dot)
        lines[-1].append(part)
        used += cells
    return [line for runs in lines for line in lay_out_runs(runs, frame)]
