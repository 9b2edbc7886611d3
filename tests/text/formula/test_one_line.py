"""Formulas in one line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.text.formula.one_line import in_one_line


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"x_{i+1}^{n}", "xᵢ₊₁ⁿ"),
        (r"\int_0^\infty e^{-x}\,dx", "∫₀^∞ e⁻ˣ dx"),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a = b\nc = d"),
        (r"90^\circ", "90°"),
        (r"\text{速度}", "速度"),
        (r"\sqrt[3]{x}", "∛x"),
        (r"\begin{matrix} 1 & 2 \end{matrix}", None),
        (r"\unheard{x}", None),
        ("x^", None),
        ("{" * 100, None),
    ],
)
def test_formulas_become_unicode_where_they_can(source, expected):
    assert in_one_line(source) == expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="\\{}^_ ab12&~'[]frac sqrt\n", max_size=40))
def test_any_formula_is_read_or_left_alone(source):
    result = in_one_line(source)
    assert result is None or result.strip()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"f(x)=\begin{cases} x^2, & x\ge 0\\ -x, & \text{else}\end{cases}", "f(x)={x², x ≥ 0; -x, else"),
        (r"\lim_{x\to 0}\frac{\sin x}{x}=1", "lim_(x→0) (sin x)/x=1"),
        (r"\begin{align}a&=b\\c&=d\end{align}", "a = b\nc = d"),
        (r"\begin{equation*} E=mc^2 \end{equation*}", "E=mc²"),
        (r"n\log n, \sin\theta, \partial t", "n log n, sin θ, ∂t"),
        (r"\binom{n}{k} = {n \choose k}", "C(n, k) = C(n, k)"),
        (r"a \not= b \pmod{n} \label{eq:1} \tag{3}", "a ≠ b (mod n) (3)".replace("≠", "=\u0338")),
        (r"\left\{ x \mid x \in \mathbb{N} \right\}", "{x ∣ x ∈ ℕ}"),
        (r"\frac12 + \sqrt2 % said", "1/2 + √2"),
        (r"\underbrace{a+b}_{n}", "a+b(n)"),
        (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", None),
        (r"\left( a", None),
        (r"\begin{align} a", None),
        (r"\begin{align} a \end{cases}", None),
    ],
)
def test_formulas_of_several_parts_stand_in_a_line(source, expected):
    assert in_one_line(source) == expected
