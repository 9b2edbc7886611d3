"""What is shown of HTML is what a browser shows of it, in its order; html5lib nests the elements as browsers do.

Left out of random HTML: `template`, `summary` and `figcaption`, which html5lib 1.1 does not know as browsers do;
`form`, whose end leaves open in a browser what was begun inside it; and formatting that hides (`b hidden`), which a
browser begins again behind a misplaced end, but not inside a table.
"""

import re
from itertools import count

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.plain import flat_text
from tui_reader.markdown.parser import ParseOptions, parse

INLINE = "b i em a span kbd u s mark code q small abbr".split()
BLOCKS = "div section p blockquote ul ol li dl dt dd h2 h3 figure details pre center address button".split()
HIDING = ("div hidden", 'div style="color:red; display: none"', "li hidden", "p hidden", "button hidden")
ROWS = ("tr", "tr hidden")
CELLS = ("td", "th", "td colspan=2", "td rowspan=2", "td hidden")
UNSEEN = frozenset("script style".split())


def _elements(names, inside):
    """An element with what it holds; one in five is never ended."""
    return st.builds(
        lambda name, held, ends: f"<{name}>{''.join(held)}" + f"</{name.split()[0]}>" * ends,
        st.sampled_from(names),
        st.lists(inside, min_size=1, max_size=3),
        st.sampled_from((True, True, True, True, False)),
    )


def _tables(inside):
    cells = _elements(CELLS, inside)
    rows = st.builds(lambda row, held: f"<{row}>{''.join(held)}", st.sampled_from(ROWS), st.lists(cells, max_size=3))
    return st.builds(lambda held: f"<table>{''.join(held)}</table>", st.lists(rows, max_size=3))


NODES = st.recursive(
    st.sampled_from((" word ", " word ", "<style> word </p> word </style>")),
    lambda inside: st.one_of(
        _elements(INLINE, inside), _elements(BLOCKS, inside), _elements(HIDING, inside), _tables(inside)
    ),
    max_leaves=12,
)


def shown_by_browsers(node):
    """The text that a browser shows of a node."""
    if node.nodeType == node.TEXT_NODE:
        return node.data
    is_element = node.nodeType == node.ELEMENT_NODE
    if is_element and (node.tagName in UNSEEN or node.hasAttribute("hidden") or "none" in node.getAttribute("style")):
        return ""
    return "".join(shown_by_browsers(child) for child in node.childNodes)


def _compare(source):
    numbers = count()
    source = re.sub("word", lambda _found: f"w{next(numbers)}x", source)
    page = html5lib.parse(f"<!doctype html><body>{source}", treebuilder="dom")
    shown = flat_text(parse(source, ParseOptions(html=True)).blocks)
    assert re.findall(r"w\d+x", shown) == re.findall(r"w\d+x", shown_by_browsers(page))


@settings(max_examples=300, deadline=None)
@given(st.lists(NODES, min_size=1, max_size=4))
def test_what_a_browser_shows_is_shown_in_its_order(nodes):
    _compare("".join(nodes))


@pytest.mark.parametrize(
    "source",
    [
        "word <b hidden><button>word<p>word</p></button></b>",
        "word <b hidden><button>word<p>word</p></button></b> word",
        "word <b hidden><div>word</b> word</div> word",
        "<b><b hidden>word<address>word</b><figure><kbd>word</kbd></figure></b>",
        "<b hidden>word<p>word<button>word</b><dt>word",
        "<mark><code><pre>word</code></mark><dt><span hidden>word</span><center>word",
        "<h3><span hidden><h2>word</h2></span>word",
        "<b><div hidden>word</b>word</div>word",
        "<li hidden>word<button><li hidden>word</li></button>word",
        "<table>word<p>word</p><thead><tr><td>word<tbody><tr><td>word</table>",
    ],
)
def test_what_is_hidden_takes_nothing_with_it(source):
    _compare(source)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<ul><li hidden>a<li>b</ul>", "<ul><li>b</ul>"),
        ("<ol><li>a<li hidden>b<li>c</ol>", "<ol><li>a<li>c</ol>"),
        ("<table><tr hidden><td>a<td>b<tr><td>c<td>d</table>", "<table><tr><td>c<td>d</table>"),
        ("<table><tr><td hidden>a<td>b<td>c</table>", "<table><tr><td>b<td>c</table>"),
        ("<dl><dt>a<dd hidden>b<dd>c</dl>", "<dl><dt>a<dd>c</dl>"),
        ("<details><summary hidden>a</summary>b</details>", "<details>b</details>"),
        ("a <template><p>b</p></template>c", "a c"),
        ("<noscript><iframe src=a style='display:none'></iframe></noscript>b", "b"),
        ("<object><embed src=a.swf></object>", "<embed src=a.swf>"),
    ],
)
def test_what_is_hidden_leaves_no_trace(source, shown):
    blocks = [parse(html, ParseOptions(html=True)).blocks for html in (source, shown)]
    assert flat_text(blocks[0]) == flat_text(blocks[1])
    assert [re.sub(" at 0x[0-9a-f]+", "", repr(made)) for made in blocks[:1]] == [
        re.sub(" at 0x[0-9a-f]+", "", repr(made)) for made in blocks[1:]
    ]


def test_a_line_end_that_is_hidden_is_no_blank():
    assert flat_text(parse("a<span hidden>\n</span>b", ParseOptions(html=True)).blocks) == "ab"
