"""Tables of Org as HTML: heads, groups of rows, and the sides of columns, named (`<r>`) or those of numbers.

Source: the Org manual, 3.3 and 3.5. Where words are counted, a row without a blank is a rule and a cell without one is
none, as in Hugo.
"""

import re
from collections.abc import Sequence

from tui_reader.store.html.org.org_inline import Notes, inline

_RULE = re.compile(r"\|-[-+|: ]*")
_RULE_OF_HUGO = re.compile(r"\|[+-|]*")
_COOKIE = re.compile(r"<([lcr])?\d*>")
_NUMBER = re.compile(r"[-+]?(?:(?:\d++(?:\.\d*+)?|\.\d++)(?:e[-+]?\d++)?|inf(?:inity)?|nan)", re.IGNORECASE)
_SIDES = {"l": "left", "c": "center", "r": "right"}

Row = list[str] | None
"""The cells of a row, or None for a rule."""


def table_html(lines: Sequence[str], notes: Notes) -> str:
    """The HTML of lines that each begin with `|`."""
    rows = [_row(line.strip(), is_counted=notes.code is not None) for line in lines]
    columns = max((len(row) for row in rows if row), default=0)
    sides = [_side(rows, column) for column in range(columns)]
    in_head = _has_head(rows)
    parts = ["<table>", "<thead>" if in_head else "<tbody>"]
    for number, row in enumerate(rows):
        if not row and 0 < number < len(rows) - 1:
            parts += ["</thead>" if in_head else "</tbody>", "<tbody>"]
            in_head = False
        if row and not _is_setting(row):
            cells = row + [""] * (columns - len(row))
            written = [_cell("th" if in_head else "td", *cell, notes) for cell in zip(cells, sides, strict=True)]
            parts += ["<tr>", *written, "</tr>"]
    return "\n".join([*parts, "</tbody>", "</table>"])


def _row(line: str, *, is_counted: bool) -> Row:
    if (_RULE_OF_HUGO if is_counted else _RULE).fullmatch(line):
        return None
    if is_counted:
        return [cell.strip() for cell in line.split("|") if cell]
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]


def _is_setting(row: Sequence[str]) -> bool:
    """Does a row only say how columns are set?"""
    return all(not cell or _COOKIE.fullmatch(cell) for cell in row)


def _side(rows: Sequence[Row], column: int) -> str:
    side, numbers = "", 0
    for row in rows:
        if row is None or column >= len(row) or not row[column]:
            continue
        cookie = _COOKIE.fullmatch(row[column]) if _is_setting(row) else None
        if cookie is None:
            numbers += 1 if _NUMBER.fullmatch(row[column]) else -1
        elif cookie[1]:
            side = _SIDES[cookie[1]]
    return side or ("right" if numbers >= 0 else "")


def _has_head(rows: Sequence[Row]) -> bool:
    """Does a rule stand below the first rows, with others below it?"""
    rules = [number for number, row in enumerate(rows) if not row]
    if not rules or rules[0] == len(rows) - 1:
        return False
    return rules[0] > 0 or (len(rules) > 1 and rules[-1] != len(rows) - 1)


def _cell(tag: str, text: str, side: str, notes: Notes) -> str:
    name = f'class="align-{side}"' if notes.code else f'align="{side}"'
    return f"<{tag}{f' {name}' if side else ''}>{inline(text, notes)}</{tag}>"
