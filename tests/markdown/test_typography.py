"""Signs become what Goldmark's typographer makes of them, and addresses end where they should."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.markdown.autolink import loose_links, match_address, trim
from tui_reader.markdown.emoji import with_emoji
from tui_reader.markdown.inline_reader import Inline
from tui_reader.markdown.math import to_unicode
from tui_reader.markdown.span_builder import plain

HUGO_SAYS = [
    ("it's", "it’s"),
    ("'90s", "’90s"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ('x\' "" ', 'x’ ""'),
    ("x '''1'", "x ‘‘‘1’"),
    ("x-1 ' a's，", "x-1 ’ a’s，"),
    ("x<中a>.''b1", "x<中a>.‘‘b1"),
    ("x-- \">''a\"(", "x– “>‘‘a”("),
    ("''", "''"),
    ('Monitor "21""', 'Monitor “21"”'),
    ("a...b", "a…b"),
    ("a -- b --- c", "a – b — c"),
    ("<< a >>", "« a »"),
    ('"中文"', "“中文”"),
    ('说"你好"，', '说"你好"，'),
    ('x`"[b`"1b"', 'x"[b“1b”'),
]


@pytest.mark.parametrize(("source", "expected"), HUGO_SAYS)
def test_signs_are_set_as_hugo_sets_them(source, expected):
    assert plain(Inline({"numbers": {}})(source)) == expected


def test_signs_stay_where_the_site_says_so():
    assert plain(Inline({"numbers": {}}, typographer=False)('it\'s "a" -- b...')) == 'it\'s "a" -- b...'


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.b/c.", "https://a.b/c"),
        ("https://a.b/c)", "https://a.b/c"),
        ("https://a.b/(c)", "https://a.b/(c)"),
        ("https://a.b/?x=1&amp;", "https://a.b/?x=1"),
        ("https://a.b/c?!*_", "https://a.b/c"),
        ("...", ""),
    ],
)
def test_an_address_loses_the_marks_of_the_sentence(address, kept):
    assert trim(address) == kept


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab./?=(文，。)* <"', max_size=20))
def test_an_address_is_a_piece_of_the_text(text):
    end = match_address(text, 0, len(text))
    assert 0 <= end <= len(text)
    assert " " not in text[:end]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="w.@ab -中/", max_size=30))
def test_loose_links_cut_the_text_without_losing_any(text):
    assert "".join(piece for piece, _target in loose_links(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":smile:", "😄"),
        (":rofl::+1:", "🤣👍"),
        ("12:30:45", "12:30:45"),
        (":nothing_such:", ":nothing_such:"),
        ("a:b:", "a:b:"),
    ],
)
def test_emoji_codes(text, expected):
    assert with_emoji(text) == expected


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
    assert to_unicode(source) == expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="\\{}^_ ab12&~'[]frac sqrt\n", max_size=40))
def test_any_formula_is_read_or_left_alone(source):
    result = to_unicode(source)
    assert result is None or result.strip()
