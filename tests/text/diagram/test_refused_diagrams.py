"""What no diagram is or could not be drawn is left to its source; braces and delimiters of formulas are drawn whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.text.cells import width
from tui_reader.text.diagram.diagram import drawn_diagram
from tui_reader.text.diagram.sequence_parser import DEEPEST, MOST_ACTORS, MOST_EVENTS
from tui_reader.text.formula.one_line import in_one_line
from tui_reader.text.formula.two_dimensions import in_two_dimensions


def drawn(source: str, cells: int = 100) -> str | None:
    lines = drawn_diagram(source, cells, width, ascii_signs=False)
    return None if lines is None else "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "a->>b",
        "a b",
        "->>b: x",
        "note over a,b,c: x",
        "note over a:",
        "loop x\na->>b: y",
        "end\na->>b: y",
        "else\na->>b: y",
        "a->>b: y\n" * (MOST_EVENTS + 1),
        "".join(f"participant p{number}\n" for number in range(MOST_ACTORS + 1)),
        "loop x\n" * (DEEPEST + 1) + "a->>b: y\n" + "end\n" * (DEEPEST + 1),
    ],
)
def test_a_sequence_that_is_not_understood_or_too_large_is_left_to_its_source(lines):
    assert drawn(f"sequenceDiagram\n{lines}") is None


def test_a_sequence_has_its_numbers_frames_and_notes():
    shown = drawn(
        "sequenceDiagram\nautonumber\nparticipant A as 甲\nactivate A\nA->>B: one\nrect rgb(1,2,3)\nB--xA:\nend\n"
        "alt yes\nA->A: self\nelse no\nB<<->>A: both\nend\nNote left of A: left\nNote right of B: right\nnote over A,B: both",
        160,
    )
    assert shown is not None
    for words in ("甲", "1. one", "2.", "alt yes", "3. self", "else no", "4. both", "left", "right"):
        assert words in shown, words
    assert "rgb" not in shown


@pytest.mark.parametrize(
    "lines",
    [
        "a[open",
        'a["open]',
        'a["x" y]',
        "a[x\ny]",
        "a -- never",
        "a --> ",
        "subgraph s\na --> b",
        "subgraph s\na\nend\nb --> s",
        "subgraph x\n" * 12 + "a\n" + "end\n" * 12,
        "\n".join(f"n{number}" for number in range(400)),
        " & ".join(f"n{number}" for number in range(30)) + " --> " + " & ".join(f"m{number}" for number in range(30)),
    ],
)
def test_a_flowchart_that_is_not_understood_or_too_large_is_left_to_its_source(lines):
    assert drawn(f"flowchart TD\n{lines}") is None


def test_frames_stand_in_one_another_and_boxes_take_their_details():
    shown = drawn(
        'flowchart TD\nsubgraph outer [Out]\nsubgraph middle\nsubgraph inner\na["A; 1"]:::c -- words --> b@{shape: rounded, label: "B"}\n'
        "end\nend\nend"
    )
    assert shown is not None
    for words in ("Out", "middle", "inner", "A; 1", "B", "words"):
        assert words in shown, words


SCRAPS = ["a", "b", "-->", "--", "x", "[", "]", '"', "|", "&", "subgraph s", "end", "\n", " ", "{", "}", "(", ")", "@{", "文"]  # fmt: skip
TALK = ["a", "b", "->>", "-->", "-x", "<<->>", ":", "note over ", "loop x", "alt", "else", "end", "\n", ",", " as ", "rect"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([("flowchart LR", SCRAPS), ("sequenceDiagram", TALK)]).flatmap(
        lambda kind: st.lists(st.sampled_from(kind[1]), max_size=30).map(lambda parts: f"{kind[0]}\n{''.join(parts)}")
    ),
    st.integers(5, 80),
)
def test_any_source_is_drawn_within_its_cells_or_left_alone(source, cells):
    lines = drawn_diagram(source, cells, width, ascii_signs=False)
    assert lines is None or all(width("".join(piece.text for piece in line)) <= cells for line in lines)


@pytest.mark.parametrize(
    ("source", "ascii_signs", "lines"),
    [
        (r"\underbrace{a+b}", False, ["a + b", "╰───╯"]),
        (r"\overbrace{a+b}", False, ["╭───╮", "a + b"]),
        (r"\overbrace{a+b}", True, ["-----", "a + b"]),
        (r"\underset{x \to 0}{\lim} y", False, None),
        (r"\frac{\sqrt[3]{x}}{2}", False, ["³√x", "2"]),
        (r"\left( a \right", False, []),
        (r"\substack{a", False, []),
        (r"\substack a", False, []),
        (r"\begin{unheard}a\end{unheard}", False, []),
        (r"\left\unheard a \right)", False, []),
        (r"\frac", False, []),
        (r"\frac{a}{b}}", False, []),
        ("a" * 20_000, False, []),
    ],
)
def test_a_formula_stands_in_its_lines_or_is_left_to_its_source(source, ascii_signs, lines):
    found = in_two_dimensions(source, 60, width, ascii_signs)
    if lines == []:
        assert not found
        assert in_one_line(source) is None
        return
    assert found
    stripped = [line.strip() for line in found]
    assert lines is None or all(line in stripped for line in lines), stripped
