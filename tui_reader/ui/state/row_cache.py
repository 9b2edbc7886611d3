"""The posts of the list: ids of all of them, rows of those near the screen (pure)."""

from array import array
from collections.abc import Callable, Sequence

from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import ListHeading, Row
from tui_reader.ui.state.row_lines import RowLines

CHUNK = 64
"""Rows asked for at once."""
KEPT = 16
"""Chunks kept in memory."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of posts, ready to be shown."""

    ids: "array[int]"
    """Row ids of all posts in order."""
    rows: tuple[Row, ...]
    """Rows near the cursor."""
    first: int = 0
    """Index of the first of these rows, a multiple of CHUNK."""
    cursor: int = 0
    """Index of the row the cursor goes to."""
    headings: tuple[ListHeading, ...] = ()
    """Where each group of posts begins, in a list that has headings."""


class RowCache:
    """Keeps one integer for each post, and the rows of a few chunks; asks for rows that are missing."""

    def __init__(self, ask: Callable[[int, Sequence[int]], object]) -> None:
        """`ask` is called with the number of a chunk and its row ids, once until the rows are `put`."""
        self.ids: array[int] = array("q")
        self._ask = ask
        self._chunks: dict[int, tuple[Row, ...]] = {}
        self._asked: set[int] = set()
        self._tall: dict[int, list[int]] = {}
        self._style: object = None

    def show(self, listed: Listed) -> None:
        """Hold other posts."""
        self.ids = listed.ids
        self._asked.clear()
        self._tall.clear()
        self._chunks = {
            (listed.first + start) // CHUNK: listed.rows[start : start + CHUNK]
            for start in range(0, len(listed.rows), CHUNK)
        }

    def at(self, index: int) -> Row | None:
        """The post at an index; None while its row is not here."""
        rows = self._chunks.get(index // CHUNK, ())
        at = index % CHUNK
        return rows[at] if index < len(self.ids) and at < len(rows) else None

    def lines(self, headings: Sequence[ListHeading], style: object, height: Callable[[Row], int]) -> RowLines:
        """The lines of all posts, `height` of each; those whose rows are not here have one.

        Each row is asked about once, and again where the `style` it is drawn in is another one.
        """
        if style != self._style:
            self._tall.clear()
            self._style = style
        for chunk, rows in self._chunks.items():
            if chunk not in self._tall:
                heights = enumerate(map(height, rows), chunk * CHUNK)
                self._tall[chunk] = [index for index, lines in heights for _ in range(lines - 1)]
        return RowLines(headings, len(self.ids), [at for chunk in sorted(self._chunks) for at in self._tall[chunk]])

    def wanted(self, index: int) -> Row | None:
        """The post at an index that is to be drawn; None where its row has to be asked for first."""
        row = self.at(index)
        if row is None:
            self._want(index // CHUNK)
        return row

    def put(self, chunk: int, rows: tuple[Row, ...], cursor: int) -> bool:
        """Keep rows that were asked for, and those nearest to the cursor; False where the list has changed since."""
        self._asked.discard(chunk)
        if self.ids[chunk * CHUNK : chunk * CHUNK + len(rows)].tolist() != [row.id for row in rows]:
            return False
        here = cursor // CHUNK
        while len(self._chunks) >= KEPT:
            del self._chunks[max(self._chunks, key=lambda known: abs(known - here))]
        self._chunks[chunk] = rows
        self._tall.pop(chunk, None)
        return True

    def renew(self, first: int, last: int) -> None:
        """Posts have changed: ask again for the rows from `first` to `last`, which stay until then; forget the rest."""
        self._asked.clear()
        near = range(first // CHUNK, last // CHUNK + 1)
        self._chunks = {chunk: rows for chunk, rows in self._chunks.items() if chunk in near}
        for chunk in near:
            self._want(chunk)

    def _want(self, chunk: int) -> None:
        """Ask for the rows of a chunk, once."""
        if chunk in self._asked:
            return
        self._asked.add(chunk)
        ids = self.ids[chunk * CHUNK : (chunk + 1) * CHUNK]
        if ids:
            self._ask(chunk, ids)
