"""Every kind of block has its row in the table of layout."""

from typing import get_args

import pytest

from tests.layout.pages import page
from tui_reader.document.blocks import Block
from tui_reader.layout.block_kinds import KINDS
from tui_reader.layout.slices import CELLS, ITEMS, LINES, Piece

LONG = {
    "tight list": "- a\n" * (2 * ITEMS + 1),
    "code": "```\n" + "a\n" * (2 * LINES + 2) + "```\n",
    "table": "|a|\n|-|\n" + "|a|\n" * (2 * CELLS + 1),
}


def test_every_kind_of_block_and_of_slice_is_in_the_table() -> None:
    assert set(KINDS) == set(get_args(Piece)) > set(get_args(Block))


@pytest.mark.parametrize("source", LONG.values(), ids=LONG)
def test_a_block_in_slices_has_spacing_above_the_first_alone(source: str) -> None:
    parts = list(page("text\n\n" + source + "\ntext\n").parts)
    above = [part.spacing for part in parts[1:]]
    assert len(above) > 3
    assert above == [0, 1, *[0] * (len(above) - 3), 1]


def test_a_loose_list_has_spacing_above_every_slice() -> None:
    parts = list(page("text\n\n" + "- a\n\n" * (2 * ITEMS + 1)).parts)
    assert [part.spacing for part in parts[1:]] == [0, *[1] * (len(parts) - 2)]
