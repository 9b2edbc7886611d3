"""Cells that are read together mean what they mean read tag by tag."""

import re
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.document.blocks import Table
from tui_reader.document.spans import Text
from tui_reader.markdown.html import html_tags
from tui_reader.markdown.parser import parse

PIECES = [
    *(
        "<table> </table> <tr> </tr> <TR> <tbody> </tbody> <thead> <td>a</td> <td>b <th>c</th> <td></td> <td>f</th>"
        " <th>g</td> <td>[h](i)</td> <td>&amp;</td> </td> <b> </b> m <pre> </pre> <div> </div> <p> <svg> </svg> <!-- -->"
        " <template> </template> <caption> {{<p>}} <td>{{<q>}}</td>"
    ).split(),
    "<TD> d  e</TD>\n",
    "<td> </td>\n  ",
    "<td>j\nk</td>",
    "<td align=right>l</td>",
    " n ",
    "\n",
    "<div hidden>",
    "<td>\t\u3000\u3000o</td>",
    "<tr hidden>",
    "<td>\xa0</td>",
]
"""What is put together at random: cells in every form, and what changes the text around them."""


def plain_value(value: object) -> object:
    """Blocks as plain values, with the spans of their texts."""
    if isinstance(value, Text):
        own = [getattr(value, field.name) for field in fields(value) if field.name not in ("source", "parser")]
        return value.spans(), own
    if isinstance(value, tuple):
        return [plain_value(part) for part in value]
    if is_dataclass(value):
        return type(value), [plain_value(getattr(value, field.name)) for field in fields(value)]
    return value


def blocks_of(source: str) -> object:
    """The blocks that a source means, as plain values."""
    return plain_value(tuple(parse(source).blocks))


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_plain_cells_are_what_their_tags_mean(pieces: list[str]) -> None:
    source = "<table><tr>" + "".join(pieces)
    together = blocks_of(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_tags, "_CELL", re.compile(r"(?!)"))
        assert together == blocks_of(source)


def test_a_row_of_plain_cells_is_read_at_once() -> None:
    cells = next(iter(html_tags.Scanner().read("<td>a</td> <th>b</th>\n<td>c<tr>")))
    assert [(cell.name, cell.text, cell.behind) for cell in cells] == [
        ("td", "a", " "),
        ("th", "b", "\n"),
        ("td", "c", ""),
    ]
    table = parse("<table><tr><td>a</td><td> b  c</td></tr></table>").blocks[0]
    assert isinstance(table, Table)
    assert [cell.source for cell in table.rows[0]] == ["a", "b c"]
