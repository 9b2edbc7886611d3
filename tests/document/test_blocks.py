"""Every kind of block is visited, with what stands inside it."""

from typing import get_args

import pytest

from tui_reader.document.blocks import (
    Block,
    Definition,
    Definitions,
    Footnote,
    Footnotes,
    Item,
    ListBlock,
    Note,
    Quote,
    Rule,
    all_blocks,
    inner_blocks,
)
from tui_reader.model.roles import Role

INSIDE = Rule(line=7)
HOLDERS = (
    Quote((INSIDE,)),
    Note(Role.NOTE, "", (INSIDE,)),
    ListBlock((Item((INSIDE,)),)),
    Definitions((Definition((), (INSIDE,)),)),
    Footnotes((Footnote("1", 1, (INSIDE,)),)),
)


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: type(holder).__name__)
def test_the_blocks_inside_a_block_are_visited(holder: Block) -> None:
    assert list(inner_blocks(holder)) == [INSIDE]
    assert list(all_blocks((Quote((holder,)),))) == [Quote((holder,)), holder, INSIDE]


def test_no_kind_of_block_that_holds_blocks_is_forgotten() -> None:
    text_only = {"Heading", "Paragraph", "Caption", "Code", "Table", "Figure", "MathBlock", "Rule"}
    assert {kind.__name__ for kind in get_args(Block)} == text_only | {type(holder).__name__ for holder in HOLDERS}
