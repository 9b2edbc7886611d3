"""Text is found in a set page, over the ends of lines too; case does not matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui_reader.text.cells import width
from tui_reader.typeset.page import Hit, Line
from tui_reader.typeset.set_text import is_quiet


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of a paragraph: where its text begins and where it stands."""

    offset: int
    line: int
    cell: int
    text: str


def find(lines: Sequence[Line], sought: str, ambiguous: int = 1, first: int = 0) -> Iterator[Hit]:
    """Hits in reading order; `first` is the index of the first line in the page. A hit over a line's end gives two."""
    sought = _folded(sought)
    if not sought:
        return
    begin = 0
    for index, line in enumerate(lines):
        if not line.joined:
            yield from _find_in_paragraph(lines[begin : index + 1], sought, ambiguous, first + begin)
            begin = index + 1
    if begin < len(lines):
        yield from _find_in_paragraph(lines[begin:], sought, ambiguous, first + begin)


def _folded(text: str) -> str:
    """Lower case, where that keeps every character at its index."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def _find_in_paragraph(lines: Sequence[Line], sought: str, ambiguous: int, first: int) -> Iterator[Hit]:
    """Hits in lines that are one paragraph."""
    text = _folded("".join(_own_text(line) for line in lines))
    at = text.find(sought)
    if at < 0:
        return
    pieces = _pieces(lines, ambiguous, first)
    while at >= 0:
        yield from _hits(pieces, at, at + len(sought), ambiguous)
        at = text.find(sought, at + len(sought))


def _own_text(line: Line) -> str:
    """The post's own text of a line, with the blank that its end stands for."""
    return "".join(run.text for run in line.runs if not is_quiet(run.roles)) + (" " if line.blank_join else "")


def _pieces(lines: Sequence[Line], ambiguous: int, first: int) -> list[_Piece]:
    """The runs of a paragraph with their places."""
    pieces: list[_Piece] = []
    offset = 0
    for number, line in enumerate(lines):
        cell = 0
        for run in line.runs:
            if not is_quiet(run.roles):
                pieces.append(_Piece(offset, first + number, cell, run.text))
                offset += len(run.text)
            cell += width(run.text, ambiguous)
        offset += line.blank_join
    return pieces


def _hits(pieces: Sequence[_Piece], start: int, end: int, ambiguous: int) -> list[Hit]:
    """The cells of the text from `start` to `end`, one hit a line."""
    hits: list[Hit] = []
    for piece in pieces:
        low, high = max(start - piece.offset, 0), min(end - piece.offset, len(piece.text))
        if low >= high:
            continue
        left = piece.cell + width(piece.text[:low], ambiguous)
        right = piece.cell + width(piece.text[:high], ambiguous)
        if hits and hits[-1].line == piece.line and hits[-1].end == left:
            hits[-1] = Hit(piece.line, hits[-1].start, right, hits[-1].rest)
        else:
            hits.append(Hit(piece.line, left, right, bool(hits)))
    return hits
