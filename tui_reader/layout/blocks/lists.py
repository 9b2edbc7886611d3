"""Lists: markers at the edge, everything else behind them."""

from tui_reader.document.blocks import Item, ListBlock
from tui_reader.layout.frame import Frame, indent, prefixed
from tui_reader.layout.page import Line, Run
from tui_reader.layout.slices import ListSlice, number_digits
from tui_reader.model.roles import Role


def lay_out_list(block: ListBlock, frame: Frame) -> list[Line]:
    """A list with hanging indents; numbers are right-aligned, bullets change from level to level."""
    return lay_out_list_slice(ListSlice(block, number_digits(block), True), frame)


def lay_out_list_slice(part: ListSlice, frame: Frame) -> list[Line]:
    """Some items of a list."""
    block, digits = part.block, part.digits
    lines: list[Line] = []
    for number, item in enumerate(block.items):
        if lines and not block.tight:
            lines.append(Line())
        label = "" if block.start is None else (item.label or f"{block.start + number}.").rjust(digits + 1)
        lines += _lay_out_item(item, label, frame, block.tight)
    return lines


def _lay_out_item(item: Item, label: str, frame: Frame, tight: bool) -> list[Line]:
    """One item; `label` is its number, empty for a bullet or a task."""
    marker = _marker(item, label, frame)
    cells = frame.cells(marker.text) + 1
    room = cells if frame.has_room(cells) else 0
    inside = frame.inner(room).deeper()
    body = inside.lay_out_blocks(item.blocks, inside, tight)
    if not body or not room:
        return [Line((marker,)), *body]
    return prefixed(body, (marker, *indent(1)), indent(cells), cells)


def _marker(item: Item, label: str, frame: Frame) -> Run:
    """What stands before an item."""
    glyphs = frame.glyphs
    if item.done is not None:
        sign, role = (glyphs.done, Role.TASK_DONE) if item.done else (glyphs.open, Role.TASK_OPEN)
        return Run(f"{label} {sign}" if label else sign, (*frame.roles, role))
    return Run(label or glyphs.bullets[frame.depth % len(glyphs.bullets)], (*frame.roles, Role.LIST_MARKER))
