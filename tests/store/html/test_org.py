"""Org becomes HTML: every kind of block and mark, nothing lost, whatever stands in the body."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.config.settings import Settings
from tui_reader.document.blocks import Code, Heading, Table
from tui_reader.feed.post_page import set_post
from tui_reader.layout.options import Layout
from tui_reader.markdown.parser import parse
from tui_reader.markdown.site_rules import Rules
from tui_reader.store.html.body_html import BODIES
from tui_reader.store.html.org.org_html import org_html
from tui_reader.store.html.word_count import strip_tags
from tui_reader.store.post_reader import load_source
from tui_reader.store.site.site import find_site

PIECES = ["word", "中文", " ", "\n", "\n\n", "\n\n\n", "* ", "** ", "- ", "  - ", "1. ", ":: ", "*", "/", "_", "=", "~", "+", "[[", "][", "]]", "[fn:1]", "[fn:: x]", "#+begin_src go\n",
          "\n#+end_src\n", "#+begin_quote\n", "\n#+end_quote\n", "# ", "#+TITLE: x", "|", "|---", ": ", ":A:\n", ":END:\n", "-----", "{{< a >}}", "<", "&", "\\\\", "^{2}", "[X] ", "COMMENT "]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_body_becomes_html_without_blank_lines(body):
    page = org_html(body)
    assert "\n\n" not in page.replace("<p></p>", "")
    parse(page)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["- ", "  - ", "1. ", "word", "\n", "\n\n", " ", "> ", "|", "*bold*", "/x/"]), max_size=30
    ).map("".join)
)
def test_no_word_of_the_text_is_lost(body):
    words = re.findall("[a-z]+", html.unescape(strip_tags(org_html(body))))
    assert words == re.findall("[a-z]+", body)


@pytest.mark.parametrize(
    ("org", "page"),
    [
        ("a /b/ *c* =d= ~e~ +f+ _g_", '<p>a <em>b</em> <strong>c</strong> <code class="verbatim">d</code> <code>e</code> <del>f</del> <u>g</u></p>'),
        ("中文*不粗*中文 a/b/c", "<p>中文*不粗*中文 a/b/c</p>"),
        ("*a /b/ c*", "<p><strong>a <em>b</em> c</strong></p>"),
        ("a \\(x *b* <c>\\) $$y *z*$$", "<p>a \\(x *b* &lt;c&gt;\\) $$y *z*$$</p>"),
        ("=*raw* <b>=", '<p><code class="verbatim">*raw* &lt;b&gt;</code></p>'),
        ("[[https://a.b][the *link*]]", '<p><a href="https://a.b">the <strong>link</strong></a></p>'),
        ("[[file:a.png]]", '<p><img src="a.png" alt="a.png"></p>'),
        ("# gone\n#+OPTIONS: x\nstays", "<p>stays</p>"),
        ("#+begin_comment\ngone\n#+end_comment", ""),
        ("#+begin_src sh\n  a\n\n  *b*\n#+end_src", '<pre><code class="language-sh">a\n<!---->\n*b*</code></pre>'),
        ("#+begin_src sh\nnever closed", "<p>#+begin_src sh\nnever closed</p>"),
        ("- [X] done\n- [ ] open", '<ul>\n<li><input type="checkbox" disabled checked> done</li>\n<li><input type="checkbox" disabled> open</li>\n</ul>'),
        ("- a :: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        ("- a\n- b\n1. c", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>"),
        ("* COMMENT gone\ngone\n** gone\n* stays", '<h2 id="headline-1">\nstays\n</h2>'),
        ("a[fn:1]\n\n[fn:1] The note.", '<p>a<sup><a href="#fn:1">1</a></sup></p>\n<p><sup id="fn:1">1</sup> The note.</p>'),
        ("a[fn:1]\n\n[fn:1] One.\n\n* B\n\n[fn:1] Two.", '<p>a<sup><a href="#fn:1">1</a></sup></p>\n<h2 id="headline-1">\nB\n</h2>\n<p><sup id="fn:1">1</sup> Two.</p>'),
        ("a[fn:a: one]b[fn:a]", '<p>a<sup><a href="#fn:1">1</a></sup>b<sup><a href="#fn:1">1</a></sup></p>\n<p><sup id="fn:1">1</sup> one</p>'),
        ("| <r> | <c9> |\n| a | b |", '<table>\n<tbody>\n<tr>\n<td align="right">a</td>\n<td align="center">b</td>\n</tr>\n</tbody>\n</table>'),
        ("|a||1|", '<table>\n<tbody>\n<tr>\n<td>a</td>\n<td align="right"></td>\n<td align="right">1</td>\n</tr>\n</tbody>\n</table>'),
        ("| a |\n|---|\n| b |\n|---|\n| c |", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n<tbody>\n<tr>\n<td>c</td>\n</tr>\n</tbody>\n</table>"),
        ("#+caption: *C*\n#+caption: d\n| a |", "<figure>\n<table>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n</tbody>\n</table>\n<figcaption>\n<strong>C</strong> d\n</figcaption>\n</figure>"),
        ("1. [@3] x", '<ol>\n<li value="3">x</li>\n</ol>'),
        ("x\n#+title: T", '<h1 class="title">T</h1>\n<p>x</p>'),
        ("a\\\\\nb", "<p>a<br>\nb</p>"),
        ('{{< figure src="a/b/c.png" >}}', '<p>{{< figure src="a/b/c.png" >}}</p>'),
    ],
)  # fmt: skip
def test_each_kind_of_block_and_mark(org, page):
    assert org_html(org) == page


def test_the_page_of_an_org_post_has_headings_code_and_tables(tmp_path):
    (tmp_path / "a.org").write_text(
        "#+TITLE: A\n\n* One\n\n#+begin_src go\nx := 1 // *no*\n\n# not a heading\n#+end_src\n\n| a | b |\n|---+---|\n| 1 | 2 |\n",
        "utf-8",
    )
    site = find_site(tmp_path)
    source = load_source("a.org", site)
    assert source.markup == "org"
    blocks = parse(org_html(source.body)).blocks
    assert [type(block) for block in blocks] == [Heading, Code, Table]
    text = "\n".join(line.text for line in set_post(source, site, Settings(), Layout(60)).lines(0, 40))
    assert "// *no*" in text and "# not a heading" in text and "begin_src" not in text


def test_a_summary_marked_in_org_ends_there():
    page, plain = BODIES["org"]("First.\n\n# more\n\nRest.", Rules())
    assert plain.split() == ["First.", "HUGOMORE42", "Rest."] and page.index("HUGOMORE42") < page.index("Rest")


def test_a_break_ends_no_paragraph_that_is_counted():
    assert BODIES["org"]("a\\\\\nb\\\\", Rules(), {})[0].endswith("a<br>\nb\\\\</p>")
    assert org_html("a\\\\\nb\\\\").endswith("a<br>\nb<br></p>")


def test_a_comment_is_counted_as_hugo_counts_it():
    page, plain = BODIES["org"]("a\n\n#+begin_comment\nhidden *b*\n#+end_comment", Rules())
    assert plain.split() == ["a", "hidden", "b"] and '<div class="comment-block">' in page


@pytest.mark.parametrize(
    ("org", "page"),
    [
        ("x\n#+caption: C\n#+attr_html: :w 3\n[[a.png]]", "<figure> <img> <figcaption> C </figcaption> </figure>"),
        ("x\n#+caption: C\n#+name: q\n[[./a.png]]", "<p><img></p>"),
        ("x\n#+attr_html: :width 3\n[[./a.png]]", "<img>"),
        ("x\n#+caption: C\n#+html: <b>q</b>\ny", "<b>q</b> <p>y</p>"),
        ("x\nhttps://e.org/a.png https://e.org/a.png, b", '<p>x <img> <a href="https://e.org/a.png">https://e.org/a.png</a>, b</p>'),
        ("* H\n#+caption: C\n* I", "<div><h2> H </h2></div> <div><h2> I </h2></div>"),
        ("x\n#+caption: C\n** H\nb\n* I", "<figure> <div><h3> H </h3> <div> <p>b</p> </div> </div> <figcaption> C </figcaption> </figure> <div><h2> I </h2></div>"),
    ],
)  # fmt: skip
def test_what_stands_below_a_caption_is_counted_as_hugo_writes_it(org, page):
    written = BODIES["org"](org, Rules(), {})[0]
    bare = re.sub(r"<(img|div|h2|h3)\b[^<>]*>", r"<\1>", written).split()
    assert "".join(bare).endswith("".join(page.split()))


def test_a_caption_on_the_page_keeps_what_org_lets_stand_beside_it():
    page = org_html("#+caption: C\n#+name: q\n#+attr_org: :width 3\n[[./a.png]]")
    assert "<figure>\n<img" in page and "<figcaption>\nC\n</figcaption>" in page


@pytest.mark.parametrize(
    ("org", "words"),
    [
        ("\\alpha\\beta \\to{}x \\Alpha1 \\frac12 \\alphax \\AA", "αβ →x Α1 ½ \\alphax Å"),
        ("$\\alpha$ \\(\\to\\) =\\alpha= $5 and \\deg", "$\\alpha$ \\(\\to\\) \\alpha $5 and deg"),
        ("x\n\\begin{align}\na *b*\n\n\\alpha\n\\end{align}\ny", "x \\begin{align} a *b* \\alpha \\end{align} y"),
        ("\\begin{align}\n*b*", "\\begin{align} b"),
    ],
)
def test_names_of_characters_are_resolved_and_formulas_are_not(org, words):
    assert BODIES["org"](org, Rules(), {})[1].split() == words.split()
    assert html.unescape(strip_tags(org_html(org))).split() == words.split()
