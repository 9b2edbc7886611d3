"""Text is found in a page as search finds it: over the ends of lines, case, width and accents aside."""

from collections.abc import Iterator, Sequence

from tui_reader.layout.blocks.text_lines import is_quiet
from tui_reader.layout.page import Hit, Line
from tui_reader.model.dataclass import dataclass
from tui_reader.text.cells import width
from tui_reader.text.folding import compose, fold, fold_with_offsets


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of a paragraph: where its text begins and where it stands."""

    offset: int
    line: int
    cell: int
    text: str


@dataclass(frozen=True, slots=True)
class Searched:
    """Lines that are one paragraph, folded once for any number of searches."""

    first: int
    """Index of the first line in the page."""
    lines: Sequence[Line]
    """The lines of the paragraph."""
    folded: str
    """Their own text as search sees it."""


def searched(lines: Sequence[Line]) -> tuple[Searched, ...]:
    """All paragraphs of a page that have text of their own."""
    found: list[Searched] = []
    begin = 0
    for index, line in enumerate(lines):
        if not line.joined:
            paragraph = lines[begin : index + 1]
            folded = fold("".join(_own_text(part) for part in paragraph))
            if folded:
                found.append(Searched(begin, paragraph, folded))
            begin = index + 1
    return tuple(found)


def find(paragraphs: Sequence[Searched], sought: str, ambiguous: int = 1) -> Iterator[Hit]:
    """Hits in reading order, as search folds text. A hit over a line's end gives one for each line."""
    sought = fold(sought)
    for paragraph in paragraphs:
        if sought and sought in paragraph.folded:
            yield from _find_in_paragraph(paragraph, sought, ambiguous)


def _find_in_paragraph(paragraph: Searched, sought: str, ambiguous: int) -> Iterator[Hit]:
    """Hits in one paragraph."""
    folded, offsets = _folded("".join(_own_text(line) for line in paragraph.lines))
    pieces = _pieces(paragraph.lines, ambiguous, paragraph.first)
    at = folded.find(sought)
    while at >= 0:
        after = at + len(sought)
        yield from _hits(pieces, offsets[at], offsets[after - 1] + 1, ambiguous)
        at = folded.find(sought, after)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The folded text and the offset of each of its characters in `text` itself."""
    if compose(text) == text:
        return fold_with_offsets(text)
    pieces = [fold(character) for character in text]
    return "".join(pieces), [offset for offset, piece in enumerate(pieces) for _ in piece]


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
