"""Formulas that stand alone: their source in the middle, line by line."""

from tui_reader.document.blocks import MathBlock
from tui_reader.layout.blocks.prose import centred
from tui_reader.layout.blocks.text_lines import set_runs
from tui_reader.layout.frame import Frame
from tui_reader.layout.page import Line, Run
from tui_reader.model.roles import Role
from tui_reader.text.sanitize import sanitize_lines


def set_math(math: MathBlock, frame: Frame) -> list[Line]:
    """A formula, each line of its source in the middle."""
    lines: list[Line] = []
    for source in sanitize_lines(math.source.strip("\n")):
        lines += set_runs([Run(source.strip(), (*frame.roles, Role.MATH))], frame)
    return centred(lines, frame)
