"""HTML of any shape keeps its words, in their order."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document import blocks as kinds
from tui_reader.document.plain import flat_text
from tui_reader.markdown.html.html_inline import read_tag
from tui_reader.markdown.parser import parse

TAGS = (
    "p div ul ol li table thead tr td th dl dt dd blockquote details h2 figure figcaption center b i a span kbd ruby rt pre code "
    "section tbody"
).split()
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS]),
    st.sampled_from([f"</{tag}>" for tag in TAGS]),
    st.sampled_from(["<br>", "<hr>", "<!-- x -->", "\n", "\n\n", "<img src=p>", '<a href="u">']),
    st.just("word"),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25), st.booleans())
def test_words_stay_in_their_order(pieces, markdown):
    words = [f"w{number}x" for number in range(pieces.count("word"))]
    names = iter(words)
    source = "".join(f" {next(names)} " if piece == "word" else piece for piece in pieces)
    text = flat_text(parse(("" if markdown else "<div>\n") + source).blocks)
    assert re.findall(r"w\d+x", text) == words


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>/ab=\"' \n!-&;", max_size=40))
def test_any_markup_is_read_without_an_error(source):
    for body in (source, f"<div>{source}", f"<div><!{source}", f"<div><![{source}", f"<table><tr><td>{source}"):
        assert not any(isinstance(block, kinds.Note) for block in parse(body).blocks)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('<a href="https://a.b/">x</a>', "https://a.b/"),
        ('<a href=" JavaScript:alert(1)">x</a>', ""),
        ('<a href="java\nscript:alert(1)">x</a>', ""),
        ("[x](vbscript:y)", ""),
        ("[x](data:text/html,y)", ""),
    ],
)
def test_a_link_that_would_run_a_program_leads_nowhere(source, target):
    (span,) = parse(source).blocks[0].text.spans()
    assert (span.text, span.target) == ("x", target)


def test_a_picture_written_into_its_address_keeps_only_its_kind():
    for source in ("![](data:image/png;base64,AAAA)", '<img src="data:image/png;base64,AAAA">'):
        assert parse(source).blocks[0].target == "data:image/png"


def test_a_tag_is_read_with_its_attributes():
    assert read_tag("<a href=\"x\" TITLE='y z' b=c d>") == (
        "a",
        False,
        {"href": "x", "title": "y z", "b": "c", "d": ""},
    )
    assert read_tag("</B>") == ("b", True, {})
    assert read_tag("<!-- x -->") is None
