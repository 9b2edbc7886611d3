"""There is one dialect: what is shown and what is counted are read with the same extensions and the same typography."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.markdown.dialect import PLAIN, Dialect, block_tokens, exact_parser, inline_tokens
from tui_reader.markdown.site_rules import EXTRAS, MOST_MARKED, CodeRules, Rules, read_lines
from tui_reader.markdown.smart_quotes import curl_quotes
from tui_reader.store.html.body_html import body_html
from tui_reader.store.html.goldmark import parser_for
from tui_reader.store.html.word_count import strip_tags
from tui_reader.text.punctuation import Quotes

EXACT = exact_parser(Rules())


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
    assert exact_parser(Rules()) is not exact_parser(Rules())


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("abst1 中 ，。'\".-()"), max_size=14))
def test_the_same_signs_become_the_same(text):
    counted = "".join(html.unescape(token.content) for token in EXACT.parseInline(text, {})[0].children or ())
    assert curl_quotes(text, "", "", Quotes()) == counted


SWITCHES = ("hard_wraps", "escaped_blanks", "footnotes", "tables", "tasks", "definitions", "strikethrough", "links", "emoji", "typographer",
            "heading_attributes", "block_attributes", "wraps_images", "raw_html")  # fmt: skip
RULES = st.builds(
    Rules,
    **{name: st.booleans() for name in SWITCHES},
    extras=st.lists(st.sampled_from(EXTRAS), unique=True).map(tuple),
    refused=st.lists(st.sampled_from([*EXTRAS, "emoji"]), unique=True).map(tuple),
    join_lines=st.sampled_from(["", "simple", "css3draft"]),
    signs=st.sampled_from([(), (("apostrophe", ""), ("“", "&lt;"), ("…", "......"))]),
    code=st.sampled_from([CodeRules(), CodeRules(numbers="table", first=7), CodeRules(bare=True), CodeRules(False)]),
)
MARKUP = st.lists(
    st.sampled_from([*"a b 中 ， C++ ~ ~~ == ++ ^ ^^ * ** \" ' -- [ ]( ) ![ | : { } {.x} \\ ` ``` :joy: www.a.bc [^1] [^1]: #".split(),
                     " ", "\n", "\n\n", "- [ ] ", ": ", "> ", "|-|\n"]), max_size=20,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(RULES, MARKUP)
def test_no_option_makes_reading_fail(rules, source):
    dialect = Dialect(rules=rules)
    env = {"numbers": {}}
    for token in block_tokens(source, env, dialect):
        if token.type == "inline":
            inline_tokens(token.content, env, dialect)
    inline_tokens(source, env, dialect)
    parser_for(rules).render(source, {})


@settings(max_examples=200, deadline=None)
@given(RULES, MARKUP)
def test_what_is_counted_is_the_same_with_and_without_the_fast_path(rules, source):
    page = str(parser_for(rules).render(source, {}))
    assert body_html(source, rules)[1].split() == strip_tags(page).split()


@pytest.mark.parametrize(
    ("ranges", "lines"),
    [
        ('[2,"4-6"]', {2, 4, 5, 6}),
        ("4-6 2 5-7", {2, 4, 5, 6, 7}),
        ("6-4", set()),
        ("", set()),
        ("1-99999999999", set(range(1, MOST_MARKED + 1))),
        ("1-9999 " * 100_000, set(range(1, 10_000))),
        (" ".join(f"{first}-{first + 9998}" for first in range(1, 10**9, 10_000)), set(range(1, 10_000)) | {10_001}),
    ],
)
def test_the_lines_that_stand_out_are_few_whatever_ranges_say(ranges, lines):
    assert read_lines(ranges) == lines
