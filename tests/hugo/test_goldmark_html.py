"""The HTML that words and summaries are counted in is Hugo's own, tag by tag, for forms in which small things matter:
what begins a paragraph, what is a link, where a list is loose.
"""

import re

import pytest

from tests.markdown.hugo_site import build
from tui_reader.markdown.site_rules import Rules
from tui_reader.store.html.goldmark import parser_for

DEFINITIONS = (
    "Term 1\nTerm 2\n:   Definition a\n\nTerm 3\n:   Definition b", "- para\n\n  Term\n  : def\n- b", "- para\n\n  Term\n\n  : def\n- b", "- Term\n\n  : def\n- b",
    "- Term\n  : def\n\n  more\n- b", "- Term\n  : def\n\n- b", "- a\n- Term\n  : def\n\n  : other", "Term\n\n\n:   x\n    y\n\n  b", "> a\n: b", "a\n: > a\n: b", "T\n: - a\n: b",
    "T\n: - a\n  - b\n\nU\n: c", "T\n ~ x", "T\n~ x", ": x", "T\n : x", "T\n:\n  x", "T\n:   \n    x", "- foo\n: bar", "a\n:   b\n\n        code\n\nend", "a\n:\tb\n\n\tc",
    "a\n:         code\n\nb\n:      c", "[x]: /u\n: def", "T\n: a\n:b", "T\n: a\n\n  : b\n\nU\n: c", "T\nU\n: a\nlazy\n: b\n\n# H\n: c", "a\n\n***\n: c", "T[^1]\n: a\n\n[^1]: x\n: y",
    "- a\n\n  b\n  : c\n\n  d\n- e\n", "1. a\n   : b\n2. c\n\n   : d", "T\n: one\n\n      code\n\n  two\n: > q\n  > r\n\n  : nest\n  : nest2",
)  # fmt: skip
ADDRESSES = (
    "a me@x.y b", " me@x.yy. (me@ab.cd) *a.b@c.d* a/me@x.yy 中me@x.yy me@x.yy- me@x-y.z_ mailto:me@x.yy me+a@x.yy", "a_b@c.d and a_b_c@d.ee _x@y.zz_ (z@y.) q@y [me@x.yy](/a) <me@x.yy> `a@b.cc`",
    "me@x.yy\nnew@x.yy,foo@x.y:", "**a@b.cc** ~~d@e.ff~~ -a@b.cc 'a@b.cc' \"a@b.cc\"", "http://a.b/@x/y www.x.yy/@q me@x.y/z", "a@b.c.d..e a@b..c a@-b.c a@b-.c 1@2.3 x@1.2.3.4", "a@b.c?x a'b@c.dd a*b@c.dd*",
    "\"http://e.org\" 'www.x.org' [a](b)http://x.yy `c`http://y.zz &amp;http://w.ee \\*http://a.bb", "`c`a@b.cc &lt;a@b.cc \\!a@b.cc ...a@b.cc --a@b.cc -- a@b.cc", "a\nhttp://x.yy  \nwww.x.yy",
    "![x](y)www.a.bb **a**www.b.cc ~~a~~www.d.ee <http://q.rr>www.q.rr", "“http://a.bb”, «http://a.bb» ——http://a.bb ，http://a.bb", "a**b**c@d.ee", "it's a@b.cc isn't'a@b.cc",
)  # fmt: skip
COMMENTS = (
    "foo <!--> foo -->\n\nfoo <!-- foo--->",
    "x <!-- a\nb --> y <!---> z <!-- no",
    "a <!-- b -- c --> d <!----> e",
)
LAZY = (
    "> [a]: /u\nlazy *x*\nmore", "> [a]: /u\n[b]: /v\nlazy [b] [a]", "> [a]: /u\nlazy\n===", "> [a]:\n/u\n\n[a]", "> [a]: /u\n'x'\n\n[a]", "> [a]: /u\n# h", "> [a]: /u\n\nx",
    "- [a]: /u\n- b", "- [a]: /u\n> b", "1. [a]: /u\n2) x", "> [a]: /u\n    x", "[^1]: [a]: /u\nlazy\n\n[^1]", "x\n: [a]: /u\nlazy", "> > [a]: /u\n> lazy\nmore", "> [a]: /u\n***\nx",
)  # fmt: skip
"""Definitions of links, and lines that go on with their paragraph or end it."""
INDENTED = (
    "> x\n    > y", "> > q\n    # h", ">> q\n     ***", "> - > q\n    > q", "> ***\n    > q", "> # h\n     > q", "- > a\n> q\n\t> q\nx", "> > q\n\t+ p",
    "   - i\n    # h", "   - `c\n    <div>", "   - 1. z\n    ```\n> b", "   - - i\n\t```", "   - 1. z\n\t1. z", "- a\n    # h", "-    a\n    # h", "10. b\n   - T\n    ***",
    "- [^1]: z\n    ***\n x\n- y[^1]", "* [^1]: z\n    > q", ": e\n* \n: d", ": e\n2. \n: d", "T\n:      a\n    # h", "[a]: /u\n<b>\n- x", "> [a]: /u\n> <b>\n> 1. y",
    ">\t> a\n>\t\tb", ">\n> a", "> \n\nx", "> a\n\n> b", "1. > a\n   >\n   > b\n2. c", "> - a\n> b\n\n  c", ">     x\n>\ty", "-\t> a\n\t> b",
)  # fmt: skip
"""Lines that are indented as code and go on with a paragraph, in quotes, lists, definitions and notes."""
CASES = (*DEFINITIONS, *ADDRESSES, *COMMENTS, *LAZY, *INDENTED)
RULES = Rules(
    raw_html=True,
    join_lines="simple",
    emoji=True,
    extras=("insert", "mark", "subscript", "superscript"),
    block_attributes=True,
)
"""What the site says that the bodies are built in."""


def written(page: str) -> str:
    """A page without blanks, whose addresses count for nothing."""
    return "".join(re.sub(r'(href|src)="[^"]*"', r"\1", page).replace(" />", ">").split())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """Hugo's HTML, by the source."""
    return dict(zip(CASES, build(tmp_path_factory.mktemp("goldmark") / "site", CASES, {}), strict=True))


@pytest.mark.parametrize("source", CASES)
def test_the_html_is_hugos(source: str, pages: dict[str, str | None]) -> None:
    assert written(parser_for(RULES).render(source)) == written(pages[source] or "")
