"""Hostile posts, settings, themes, configurations, queries, journals and pictures are read in bounded time, memory and
stack, whatever their kind; a bound that is met is told.

Time is not measured here: a child may take ten seconds of CPU where it needs less than one, which only growth with the
square of the size exceeds. `make faults` has the figures.
"""

from pathlib import Path

import pytest

from tests.figures import Figures
from tests.hostile.measure import Usage, read_all, read_inputs
from tests.hostile.pictures import pictures
from tests.hostile.shapes import posts
from tests.hostile.user_files import inputs
from tui_reader.document.blocks import Code, Note, Paragraph
from tui_reader.document.plain import flat_text
from tui_reader.markdown.inline_reader import MOST_SIGNS
from tui_reader.markdown.parser import MOST_LINES, parse
from tui_reader.model.roles import Role

SIZE = 20_000
KINDS = sorted({kind.split(":")[0] for kind, _, _ in posts(1)})
GENEROUS = 10.0
"""Seconds of CPU that fail a post in the suite; the promise is one second."""
ENOUGH = 100.0
"""Megabytes that a post may add to its process, which has some 50 without it."""
MOST = 150.0
"""Megabytes that another input may add."""
OTHERS = (*inputs(), *pictures())
OTHER_KINDS = sorted({each.kind for each in OTHERS})


def told(usages: dict[str, Usage], seconds: float, megabytes: float = ENOUGH) -> list[str]:
    """What takes too long, too much, or does not end as it should."""
    return [f"{kind}: {usage}" for kind, usage in usages.items() if usage.is_beyond(seconds, megabytes)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_post_takes_long(kind: str, tmp_path: Path) -> None:
    """Every 24th shape; the others in `make faults`."""
    chosen = [post for post in posts(SIZE) if post[0].startswith(f"{kind}:")][::24]
    assert told(read_all(chosen, tmp_path, GENEROUS), GENEROUS) == []


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_nothing_else_takes_long(kind: str, tmp_path: Path) -> None:
    """Every 24th; the others in `make faults`."""
    chosen = [each for each in OTHERS if each.kind == kind][::24]
    assert told(read_inputs(chosen, tmp_path, SIZE, GENEROUS), GENEROUS, MOST) == []


@pytest.mark.faults
@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_everything_else_takes_a_second_at_most(kind: str, tmp_path: Path, figures: Figures) -> None:
    """Twice: time grows with the size and not with its square."""
    chosen = [each for each in OTHERS if each.kind == kind]
    small, large = (read_inputs(chosen, tmp_path, size, 3 * GENEROUS) for size in (SIZE, 5 * SIZE))
    tell(figures, small)
    tell(figures, {f"{name}, five times as large": usage for name, usage in large.items()})
    assert told(small, 1.0, MOST) == []
    grown = [f"{name}: {small[name]} → {usage}" for name, usage in large.items() if has_grown(small[name], usage)]
    assert grown == []


@pytest.mark.faults
def test_a_picture_of_as_many_pixels_as_may_be_takes_a_second_at_most(tmp_path: Path, figures: Figures) -> None:
    usages = read_inputs(pictures(), tmp_path, 10 * SIZE, GENEROUS)
    tell(figures, usages)
    assert told(usages, 1.0, MOST) == []


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_every_post_takes_a_second_at_most(kind: str, tmp_path: Path, figures: Figures) -> None:
    chosen = [post for post in posts(SIZE) if post[0].startswith(f"{kind}:")]
    usages = read_all(chosen, tmp_path, GENEROUS)
    tell(figures, usages)
    assert told(usages, 1.0) == []


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_the_size_and_not_with_its_square(kind: str, tmp_path: Path) -> None:
    """Five times the size may take eight times as long; what is over in a fifth of a second is not compared."""
    small, large = (
        read_all([post for post in posts(size) if post[0].startswith(f"{kind}:")], tmp_path, 3 * GENEROUS)
        for size in (SIZE, 5 * SIZE)
    )
    grown = [f"{name}: {small[name]} → {usage}" for name, usage in large.items() if has_grown(small[name], usage)]
    assert grown == []


def tell(figures: Figures, usages: dict[str, Usage]) -> None:
    """Count the inputs, and keep what took most."""
    figures.add("N4", {"inputs": len(usages), "failed": sum(bool(usage.error) for usage in usages.values())})
    for kind, usage in usages.items():
        figures.take_most("N4", "seconds", usage.slowest, kind)
        figures.take_most("N4", "MB", usage.megabytes, kind)


def has_grown(small: Usage, large: Usage) -> bool:
    """Does five times the size take more than eight times as long, or fail?"""
    return large.slowest > max(8 * small.slowest, 0.8) or bool(large.error)


def test_a_text_of_too_many_marks_is_shown_as_it_stands() -> None:
    source = "*a* " * MOST_SIGNS
    note, text = parse(f"before\n\n{source}").blocks[0], parse(source).blocks[1]
    assert isinstance(note, Note)
    assert note.role is Role.PROBLEM
    assert "3" in note.title
    assert isinstance(text, Paragraph)
    assert flat_text([text]).strip() == source.strip()


def test_a_post_of_too_many_lines_is_read_as_far_as_it_goes() -> None:
    blocks = parse("a\n\n" * (MOST_LINES + 5)).blocks
    assert isinstance(blocks[0], Note)
    assert blocks[0].role is Role.PROBLEM
    assert str(2 * MOST_LINES) in blocks[0].title
    assert isinstance(blocks[-1], Code)
    assert blocks[-1].source.split() == ["a"] * 5
    assert len(blocks) == MOST_LINES + 2


def test_the_longest_post_that_is_read_has_no_note() -> None:
    blocks = parse("a\n\n" * MOST_LINES).blocks
    assert len(blocks) == MOST_LINES
    assert all(isinstance(block, Paragraph) for block in blocks)
