"""Formulas in two dimensions: rectangles that fit, whatever the source."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_reader.text.cells import width
from tui_reader.text.formula.boxes import MOST_LINES
from tui_reader.text.formula.two_dimensions import in_two_dimensions

PIECES = (
    r"a b 1 2 + - = , ( ) [ ] { } ^ _ & ' ~ \\ \\[2pt] \frac \sqrt \sqrt[3] \sum \int \lim \alpha \le \left( \right) "
    r"\left\{ \right. \begin{matrix} \end{matrix} \begin{cases} \end{cases} \begin{aligned} \end{aligned} \text{字} \hat "
    r"\over \binom \overset \underbrace \tag{1} \begin{array}{lr} \end{array} \not \mathbb{R} \quad \substack{a\\b} "
    r"\unheard \limits % $ 中 x^2 x_{ij} {}"
).split()
FORMULAS = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)


def lines_of(source, cells=60, ascii_signs=False, ambiguous=1):
    return in_two_dimensions(source, cells, lambda text: width(text, ambiguous), ascii_signs)


@settings(max_examples=300, deadline=None)
@given(FORMULAS, st.integers(0, 80), st.booleans(), st.sampled_from((1, 2)))
@example("{" * 5000, 60, False, 1)
@example(r"\frac{" * 5000, 60, False, 1)
@example(r"\sqrt " * 29 + "x", 60, False, 1)
@example("x^" * 29 + "x", 60, False, 1)
@example(r"\begin{matrix}" * 40, 60, False, 1)
@example("a & " * 1500, 60, False, 1)
@example(r"a \\ " * 1500, 60, False, 1)
def test_any_formula_fits_or_is_left_alone(source, cells, ascii_signs, ambiguous):
    lines = lines_of(source, cells, ascii_signs, ambiguous)
    assert lines is None or (
        0 < max(width(line, ambiguous) for line in lines) <= cells and any(line.strip() for line in lines)
    )
    assert lines is None or len(lines) <= MOST_LINES


LETTERS = st.sampled_from("abcdxyzuvw")
TREES = st.recursive(
    LETTERS,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from((r"\frac{%s}{%s}", r"%s + %s", r"%s = %s", r"\sum_{%s} %s")), inner, inner).map(
            lambda made: made[0] % made[1:]
        ),
        inner.map(r"\sqrt{%s}".__mod__),
        inner.map(r"\left( %s \right)".__mod__),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda cells: r"\begin{bmatrix} " + r" \\ ".join(cells) + r" \end{bmatrix}"
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_no_letter_of_a_formula_is_lost(source):
    lines = lines_of(source, 400)
    if lines is None:
        return
    letters = sorted(re.findall(r"(?<![\\a-z])[a-z](?![a-z])", re.sub(r"\\[a-z]+(?:\{bmatrix\})?", "", source)))
    lowered = str.maketrans("ₐₓᵤᵥ", "axuv")
    assert sorted(re.findall("[a-z]", "".join(lines).translate(lowered))) == letters


def test_signs_are_drawn_in_ascii_where_others_would_be_of_uncertain_width():
    lines = lines_of(r"\begin{pmatrix} \frac{a}{b} & \sqrt{x+1} \\ 1 & 2 \end{pmatrix}", 60, True)
    assert lines and all(map(str.isascii, lines))


def test_a_row_that_is_too_wide_goes_on_before_a_relation():
    assert lines_of("a + b + c = d + e + f = g + h + i", 20) == ["a + b + c", "  = d + e + f", "  = g + h + i"]


def test_a_sign_before_one_thing_stands_close_to_it():
    assert lines_of(r"-\sin x = (-a, -b)", 60) == ["-sin x = (-a, -b)"]


def test_a_row_that_is_too_wide_goes_on_behind_a_wide_blank():
    assert lines_of(r"a + b + c,\quad d + e + f", 14) == ["a + b + c,", "  d + e + f"]
