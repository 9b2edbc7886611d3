"""Diagrams are drawn so that what is drawn is what was meant: the drawings are read back."""

import random
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tui_reader.text.cells import width
from tui_reader.text.diagram.diagram import drawn_diagram

_UP, _RIGHT, _DOWN, _LEFT = (0, -1), (1, 0), (0, 1), (-1, 0)
_WAYS = {
    "│": (_UP, _DOWN),
    "─": (_LEFT, _RIGHT),
    "┌": (_RIGHT, _DOWN),
    "┐": (_LEFT, _DOWN),
    "└": (_UP, _RIGHT),
    "┘": (_UP, _LEFT),
    "├": (_UP, _DOWN, _RIGHT),
    "┤": (_UP, _DOWN, _LEFT),
    "┬": (_LEFT, _RIGHT, _DOWN),
    "┴": (_LEFT, _RIGHT, _UP),
    "┼": (_UP, _DOWN, _LEFT, _RIGHT),
}
_HEADS = {"▲": _UP, "►": _RIGHT, "▼": _DOWN, "◄": _LEFT}
Grid = dict[tuple[int, int], str]


def _drawn(source: str, cells: int = 200) -> list[str] | None:
    lines = drawn_diagram(source, cells, width, ascii_signs=False)
    return None if lines is None else ["".join(piece.text for piece in line) for line in lines]


def _grid(lines: list[str]) -> Grid:
    """Every cell that holds a sign; the second cell of a wide one holds nothing."""
    grid: Grid = {}
    for row, line in enumerate(lines):
        column = 0
        for letter in line:
            grid[column, row] = letter
            column += width(letter)
    return {place: letter for place, letter in grid.items() if letter != " "}


def _boxes(grid: Grid) -> dict[str, set[tuple[int, int]]]:
    """Cells of the box of each one-letter label, its border too."""
    boxes = {}
    for (column, row), letter in grid.items():
        if not letter.isalnum():
            continue
        left = max(c for c in range(column) if (c, row) in grid)
        right = min(c for c in range(column + width(letter), 1000) if (c, row) in grid)
        top, bottom = row, row
        while grid[left, top] not in "┌":
            top -= 1
        while grid[left, bottom] not in "└":
            bottom += 1
        assert grid[right, top] == "┐" and grid[right, bottom] == "┘"
        boxes[letter] = {(c, r) for c in range(left, right + 1) for r in range(top, bottom + 1)}
    return boxes


def _nets(grid: Grid, boxes: dict[str, set[tuple[int, int]]]) -> Iterator[tuple[set[str], set[str]]]:
    """The boxes each net begins at and those its arrows point at, found by following its lines."""
    owner = {place: label for label, inside in boxes.items() for place in inside}
    left = {place for place in grid if place not in owner}
    while left:
        begins: set[str] = set()
        ends: set[str] = set()
        start = next((place for place in sorted(left) if grid[place] not in "│─"), None) or min(left)
        waiting, done = [(start, way) for way in _ways(grid[start])], {start}
        while waiting:
            (column, row), (x, y) = waiting.pop()
            place = (column + x, row + y)
            if place in owner:
                (ends if grid[column, row] in _HEADS and _HEADS[grid[column, row]] == (x, y) else begins).add(
                    owner[place]
                )
            elif (-x, -y) not in _ways(grid[place]):
                assert grid[place] in "│", "a line that ends nowhere"
                waiting.append((place, (x, y)))
            elif place not in done:
                done.add(place)
                waiting += [(place, way) for way in _ways(grid[place]) if way != (-x, -y)]
        left -= done
        yield begins, ends


def _ways(sign: str) -> tuple[tuple[int, int], ...]:
    if sign in _HEADS:
        x, y = _HEADS[sign]
        return (x, y), (-x, -y)
    return _WAYS[sign]


def _random_flowchart(seed: int) -> tuple[str, set[tuple[str, str]]]:
    chance = random.Random(seed)
    names = chance.sample("ABCDEFGH甲乙丙丁戊己庚辛", chance.randint(2, 8))
    pairs = [(one, other) for one in names for other in names if one != other]
    edges = set(chance.sample(pairs, min(len(pairs), chance.randint(1, len(names) + 2))))
    lines = [f"{one} --> {other}" for one, other in sorted(edges)]
    direction = chance.choice(("TD", "LR", "BT", "RL"))
    return "\n".join([f"graph {direction}", *names, *lines]), edges


@pytest.mark.parametrize("seeds", [range(start, start + 40) for start in range(0, 160, 40)], ids=str)
def test_a_flowchart_read_back_is_the_one_that_was_written(seeds: range) -> None:
    drawn = 0
    for seed in seeds:
        source, edges = _random_flowchart(seed)
        lines = _drawn(source)
        if lines is None:
            continue
        drawn += 1
        grid = _grid(lines)
        boxes = _boxes(grid)
        names = re.findall(r"^\w$", source, re.MULTILINE)
        assert sorted("".join(lines).translate({ord(sign): None for sign in "".join(_WAYS) + "▲►▼◄ "})) == sorted(names)
        assert sum(map(len, boxes.values())) == len(set().union(*boxes.values())), "boxes overlap"
        nets = list(_nets(grid, boxes))
        assert all(len(begins) == 1 or len(ends) == 1 for begins, ends in nets), source
        read = {(begin, end) for begins, ends in nets for begin in begins for end in ends}
        assert read == edges, source
    assert drawn >= 0.8 * len(seeds)


def _random_labels(seed: int) -> tuple[str, list[str]]:
    """A diagram of either kind with every notation, and its labels, each of them once."""
    chance = random.Random(seed)
    labels = [f"{chance.choice('文章 note 站点 x 很长的一个名字'.split())}{number}号" for number in range(20)]
    given = iter(labels)
    if seed % 2:
        actors = [f"p{number}" for number in range(chance.randint(1, 4))]
        lines = [f"participant {actor} as {next(given)}" for actor in actors]
        arrows = ("->>", "-->>", "->", "-x", "-)", "<<->>")
        for _ in range(chance.randint(1, 5)):
            one, other = chance.choice(actors), chance.choice(actors)
            lines.append(f"{one}{chance.choice(arrows)}{other}: {next(given)}")
            lines.append(f"Note {chance.choice(('over', 'left of', 'right of'))} {one}: {next(given)}")
        lines[len(actors) : len(actors)] = [f"loop {next(given)}"]
        return "\n".join(["sequenceDiagram", *lines, "end"]), labels[: labels.index(next(given))]
    names = [f"n{number}" for number in range(chance.randint(2, 6))]
    shapes = ("[{}]", "({})", "{{{}}}", "([{}])", "[[{}]]", '["{}"]', "(({}))")
    lines = [name + chance.choice(shapes).format(next(given)) for name in names]
    lines.insert(1, f"subgraph s [{next(given)}]")
    lines.insert(3, "end")
    for one, other in pairwise(names):
        lines.append(f"{one} {chance.choice(('-->', '-.->', '==>', '---'))}|{next(given)}| {other}")
    return "\n".join([f"flowchart {chance.choice(('TD', 'LR', 'BT', 'RL'))}", *lines]), labels[
        : labels.index(next(given))
    ]


@pytest.mark.parametrize("cells", [100, 40])
def test_every_label_appears_once_and_no_line_is_too_wide(cells: int) -> None:
    drawn = 0
    for seed in range(60):
        source, labels = _random_labels(seed)
        lines = drawn_diagram(source, cells, width, ascii_signs=bool(seed % 3))
        if lines is None:
            continue
        drawn += 1
        assert all(width("".join(piece.text for piece in line)) <= cells for line in lines), source
        own = "".join(piece.text for line in lines for piece in line if piece.label)
        assert sorted(own.replace(" ", "")) == sorted("".join(_shown(source, labels)).replace(" ", "")), source
    assert drawn >= (40 if cells == 100 else 20)


def _shown(source: str, labels: list[str]) -> list[str]:
    return [*labels, "loop"] if source.startswith("sequence") else labels


@pytest.mark.parametrize(
    "source",
    [
        "",
        "graph",
        "graph LR",
        "pie\n a: 1",
        "graph TD\nA[",
        "graph TD\nA -- x",
        "graph TD\nsubgraph a\nA",
        "graph TD\nA --> A",
        "graph TD\nA[a] B[b]",
        "graph TD\nsubgraph a\nA-->B\nend\nC --> a",
        "sequenceDiagram",
        "sequenceDiagram\nA->>B",
        "sequenceDiagram\nloop x\nA->>B: x",
        "sequenceDiagram\nbox pink Team\nparticipant A\nend",
        "---\ntitle: x\n---\ngraph LR\nA-->B",
        "graph LR\n" + " & ".join(f"a{number}" for number in range(49)) + " --> B",
        "graph LR\nA -." + "." * 7900,
        "sequenceDiagram\n" + "->>" * 2600,
        "graph TD\n" + "\n".join(f"n{number % 40} --> n{number * 7 % 41}" for number in range(400)),
        "graph LR\nA --> B" + " " * 8_000,
    ],
    ids=lambda source: source[:30],
)
def test_what_is_not_understood_or_too_large_is_left_to_its_source(source: str) -> None:
    assert _drawn(source, 76) is None


def test_labels_are_safe() -> None:
    drawn = _drawn('graph LR\nA["#27;&#27;]0;x&#7;"] --> B[&#8238;abc]')
    assert drawn is not None
    assert all(letter.isprintable() for line in drawn for letter in line)
