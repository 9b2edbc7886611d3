"""Text is found in a page as search finds it: over the ends of lines, case, width and accents aside."""

from collections.abc import Iterator, Sequence

from tui_reader.layout.blocks.text_lines import is_quiet
from tui_reader.layout.page import REPEATED, TABLE_BEGINS, CellRun, Hit, Line, Run
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

    numbers: Sequence[int]
    """Index of each of its lines in the page."""
    lines: Sequence[Line]
    """The lines of the paragraph."""
    folded: str
    """Their own text as search sees it."""
    cell: int | None = None
    """Number of the table's cell whose text is meant; None for the whole lines."""


def searched(lines: Sequence[Line]) -> tuple[Searched, ...]:
    """All paragraphs of a page that have text of their own, those of a table cell by cell."""
    found: list[Searched] = []
    cells: dict[tuple[int, int], list[int]] = {}
    begin = table = 0
    for index, line in enumerate(lines):
        of_line = dict.fromkeys(run.cell for run in line.runs if isinstance(run, CellRun))
        table = index if TABLE_BEGINS in of_line else table
        for cell in of_line:
            cells.setdefault((index if cell == REPEATED else table, cell), []).append(index)
        if of_line:
            begin = index + 1
        elif not line.joined:
            found += _searched(lines, range(begin, index + 1))
            begin = index + 1
    for (_, cell), numbers in cells.items():
        found += _searched(lines, numbers, cell)
    return tuple(sorted(found, key=lambda paragraph: paragraph.numbers[0]) if cells else found)


def _searched(lines: Sequence[Line], numbers: Sequence[int], cell: int | None = None) -> Iterator[Searched]:
    """The paragraph of these lines, or of a cell in them; nothing where it has no text."""
    paragraph = [lines[number] for number in numbers]
    folded = fold("".join(_own_text(line, cell) for line in paragraph))
    if folded:
        yield Searched(numbers, paragraph, folded, cell)


def find(paragraphs: Sequence[Searched], sought: str, ambiguous: int = 1) -> Iterator[Hit]:
    """Hits in reading order, as search folds text. A hit over a line's end gives one for each line."""
    sought = fold(sought)
    for paragraph in paragraphs:
        if sought and sought in paragraph.folded:
            yield from _find_in_paragraph(paragraph, sought, ambiguous)


def _find_in_paragraph(paragraph: Searched, sought: str, ambiguous: int) -> Iterator[Hit]:
    """Hits in one paragraph."""
    folded, offsets = _folded("".join(_own_text(line, paragraph.cell) for line in paragraph.lines))
    pieces = _pieces(paragraph, ambiguous)
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


def _own_text(line: Line, cell: int | None) -> str:
    """The post's own text of a line or of a cell in it, with the blank that its end stands for."""
    return "".join(run.text for run in line.runs if _is_own(run, cell)) + " " * _ends_with_blank(line, cell)


def _is_own(run: Run, cell: int | None) -> bool:
    return not is_quiet(run.roles) and (cell is None or (isinstance(run, CellRun) and run.cell == cell))


def _ends_with_blank(line: Line, cell: int | None) -> bool:
    """True where a blank stands between the text of the line, or of a cell in it, and that of the next line."""
    if cell is None:
        return line.blank_join
    return any(run.then == " " for run in line.runs if isinstance(run, CellRun) and run.cell == cell)


def _pieces(paragraph: Searched, ambiguous: int) -> list[_Piece]:
    """The runs of a paragraph with their places."""
    pieces: list[_Piece] = []
    offset = 0
    for number, line in zip(paragraph.numbers, paragraph.lines, strict=True):
        at = 0
        for run in line.runs:
            if _is_own(run, paragraph.cell):
                pieces.append(_Piece(offset, number, at, run.text))
                offset += len(run.text)
            at += width(run.text, ambiguous)
        offset += _ends_with_blank(line, paragraph.cell)
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
