"""There is one dialect: what is shown and what is counted are read with the same extensions and the same typography."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.markdown.dialect import PLAIN, block_tokens, exact_parser
from tui_reader.markdown.smart_quotes import curl_quotes
from tui_reader.text.punctuation import Quotes

EXACT = exact_parser(True)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("| a | b |\n|---|---|\n| c | d |\n", "table"),
        ("word\n: what it means\n", "dl"),
        ("text[^1]\n\n[^1]: note\n", "footnote"),
    ],
)
def test_both_ways_know_the_same_extensions(source, kind):
    shown = {token.type for token in block_tokens(source, {}, PLAIN)}
    counted = {token.type for token in EXACT.parse(source, {})}
    assert any(name.startswith(kind) for name in shown)
    assert any(name.startswith(kind) for name in counted)


def test_any_address_is_a_link_to_both():
    assert '<a href="javascript:x">' in EXACT.render("[a](javascript:x)", {})


def test_every_exact_parser_is_a_new_one():
    assert exact_parser(True) is not exact_parser(True)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("abst1 中 ，。'\".-()"), max_size=14))
def test_the_same_signs_become_the_same(text):
    counted = "".join(html.unescape(token.content) for token in EXACT.parseInline(text, {})[0].children or ())
    assert curl_quotes(text, "", "", Quotes()) == counted
