"""Hostile posts are read in bounded time, memory and stack, whatever their kind; a bound that is met is told.

Time is not measured here: a child may take ten seconds of CPU where it needs less than one, which only growth with the
square of the size exceeds. `make faults` has the figures.
"""

from pathlib import Path

import pytest

from tests.hostile.measure import Usage, read_all
from tests.hostile.shapes import posts
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


def told(usages: dict[str, Usage], seconds: float) -> list[str]:
    """What takes too long, too much, or does not end as it should."""
    return [f"{kind}: {usage}" for kind, usage in usages.items() if usage.is_beyond(seconds, ENOUGH)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_post_takes_long(kind: str, tmp_path: Path) -> None:
    """Every twelfth shape; the others in `make faults`."""
    chosen = [post for post in posts(SIZE) if post[0].startswith(f"{kind}:")][::12]
    assert told(read_all(chosen, tmp_path, GENEROUS), GENEROUS) == []


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_every_post_takes_a_second_at_most(kind: str, tmp_path: Path) -> None:
    chosen = [post for post in posts(SIZE) if post[0].startswith(f"{kind}:")]
    usages = read_all(chosen, tmp_path, GENEROUS)
    slowest = max(usages.items(), key=lambda item: item[1].slowest)
    print(f"{kind}: {len(usages)} posts of {SIZE // 1000} KB; the slowest is {slowest[0]}, {slowest[1]}")
    assert told(usages, 1.0) == []


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_the_size_and_not_with_its_square(kind: str, tmp_path: Path) -> None:
    """Five times the size may take eight times as long; what is over in a fifth of a second is not compared."""
    small, large = (
        read_all([post for post in posts(size) if post[0].startswith(f"{kind}:")], tmp_path, 3 * GENEROUS)
        for size in (SIZE, 5 * SIZE)
    )
    grown = [
        f"{name}: {small[name]} → {usage}"
        for name, usage in large.items()
        if usage.slowest > max(8 * small[name].slowest, 0.8) or usage.error
    ]
    assert grown == []


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
