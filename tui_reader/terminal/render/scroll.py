"""Rows that only moved: found by comparing rows, sent as a scroll of a region (pure)."""

from collections import Counter
from itertools import compress
from operator import ne, or_

from tui_reader.model.dataclass import dataclass
from tui_reader.terminal.render.cell_grid import BLANK, Grid

_Cells = tuple[str, ...]
_FEWEST_ROWS = 4
"""Fewer changed rows than this are painted; a scroll would not pay."""


@dataclass(frozen=True, slots=True)
class Scroll:
    """A region whose rows move."""

    top: int
    """First row of the region."""
    bottom: int
    """Row after its last."""
    left: int
    """First column."""
    right: int
    """Column after its last."""
    rows: int
    """Rows by which its content moves up; down when negative."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that moved."""

    scroll: Scroll
    """The scroll that moves them."""
    repainting: int
    """Bytes that painting all changed cells takes at the least."""


def find_scroll(shown: Grid, wanted: Grid, margins: bool) -> Found | None:
    """The scroll that puts most rows of `shown` where `wanted` has them, or None.

    With `margins` (DECSLRM) the region is as narrow as what changed, else the full width.
    """
    changed = changed_rows(shown, wanted)
    if len(changed) < _FEWEST_ROWS:
        return None
    columns = {y: changed_columns(shown, wanted, y) for y in changed}
    left, right = _common_columns([(xs[0], xs[-1] + 1) for xs in columns.values()])
    before = [tuple(row[left:right]) for row in shown.cells]
    after = {y: tuple(wanted.cells[y][left:right]) for y in changed}
    rows = _voted_shift(before, after)
    if rows == 0:
        return None
    matched = [y for y, row in after.items() if 0 <= y + rows < len(before) and before[y + rows] == row]
    top, bottom = min(matched) + min(rows, 0), max(matched) + 1 + max(rows, 0)
    scroll: Scroll | None = Scroll(top, bottom, 0, shown.width, rows)
    if margins:
        inside = [xs for y, xs in columns.items() if top <= y < bottom]
        narrow = Scroll(top, bottom, min(xs[0] for xs in inside), max(xs[-1] for xs in inside) + 1, rows)
        scroll = _between_margins(narrow, shown)
    return Found(scroll, _least_bytes(wanted, columns)) if scroll is not None else None


def changed_rows(shown: Grid, wanted: Grid) -> list[int]:
    """Rows in which two grids of one size differ."""
    rows = zip(shown.cells, shown.styles, wanted.cells, wanted.styles, strict=True)
    return [y for y, (old, styles, new, new_styles) in enumerate(rows) if old != new or styles != new_styles]


def changed_columns(shown: Grid, wanted: Grid, y: int) -> list[int]:
    """Columns in which row `y` of two grids of one size differs."""
    cells = map(ne, shown.cells[y], wanted.cells[y])
    styles = map(ne, shown.styles[y], wanted.styles[y])
    return list(compress(range(shown.width), map(or_, cells, styles)))


def _least_bytes(wanted: Grid, columns: dict[int, list[int]]) -> int:
    """One byte for every changed cell that is not blank; repeats and erasing can make it no less but on ruled lines."""
    return sum(sum(wanted.cells[y][x] not in ("", BLANK) for x in xs) for y, xs in columns.items())


def scrolled(grid: Grid, scroll: Scroll) -> Grid:
    """What `grid` shows after the scroll: rows that come in are blank in the terminal's own colours."""
    other = grid.sharing()
    width = scroll.right - scroll.left
    for y in range(scroll.top, scroll.bottom):
        source = y + scroll.rows
        inside = scroll.top <= source < scroll.bottom
        cells = grid.cells[source][scroll.left : scroll.right] if inside else [BLANK] * width
        styles = grid.styles[source][scroll.left : scroll.right] if inside else [0] * width
        other.cells[y] = grid.cells[y][: scroll.left] + cells + grid.cells[y][scroll.right :]
        other.styles[y] = grid.styles[y][: scroll.left] + styles + grid.styles[y][scroll.right :]
    return other


def scroll_sequence(scroll: Scroll, grid: Grid) -> str:
    """DECSTBM, and DECSLRM where the region is narrower than the screen, around IL or DL; the cursor is anywhere
    after it.

    IL and DL (VT102) stand where SU and SD would do, since the Linux console knows no SU.
    """
    count = abs(scroll.rows) if abs(scroll.rows) > 1 else ""
    narrow = scroll.left > 0 or scroll.right < grid.width
    column = f";{scroll.left + 1}" if narrow and scroll.left else ""
    place = f"\x1b[{scroll.top + 1}{column}H" if scroll.top or column else ""
    whole = scroll.top == 0 and scroll.bottom == grid.height
    region = "" if whole else f"\x1b[{scroll.top + 1};{scroll.bottom}r"
    sides = f"\x1b[?69h\x1b[{scroll.left + 1};{scroll.right}s" if narrow else ""
    back = ("" if whole else "\x1b[r") + ("\x1b[?69l" if narrow else "")
    home = "\x1b[H" if not region and not sides and not place else ""
    return f"{sides}{region}{place or home}\x1b[{count}{'M' if scroll.rows > 0 else 'L'}{back}"


def _common_columns(spans: list[tuple[int, int]]) -> tuple[int, int]:
    """Columns in which most rows changed: a lone row that changed elsewhere (a status line) does not count."""
    firsts = sorted(first for first, _ in spans)
    lasts = sorted(last for _, last in spans)
    return firsts[len(firsts) // 8], lasts[len(lasts) - 1 - len(lasts) // 8]


def _voted_shift(before: list[_Cells], after: dict[int, _Cells]) -> int:
    """Rows by which most changed rows moved up (negative: down); 0 when none did. Blank rows have no vote."""
    places: dict[_Cells, list[int]] = {}
    for y, row in enumerate(before):
        places.setdefault(row, []).append(y)
    votes: Counter[int] = Counter()
    for y, row in after.items():
        if row.count(BLANK) != len(row):
            votes.update(source - y for source in places.get(row, ())[:4])
    votes.pop(0, None)
    return votes.most_common(1)[0][0] if votes else 0


def _between_margins(scroll: Scroll, shown: Grid) -> Scroll | None:
    """The region widened so that it cuts no wide character in two; None where one is cut still."""
    rows = shown.cells[scroll.top : scroll.bottom]
    left, right = scroll.left, scroll.right
    left -= any(row[left] == "" for row in rows)
    right += right < shown.width and any(row[right] == "" for row in rows)
    if any(row[left] == "" for row in rows) or (right < shown.width and any(row[right] == "" for row in rows)):
        return None
    return Scroll(scroll.top, scroll.bottom, left, right, scroll.rows)
