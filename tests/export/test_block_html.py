"""Documents as HTML: well-formed, with all the text, and nothing that runs or leads where it may not."""

import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.document.plain import flat_text
from tui_reader.export.exported import Exported
from tui_reader.export.post_html import post_html
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.model.post import Post, Resource
from tui_reader.text.sanitize import without_harm

PIECES = st.lists(
    st.sampled_from(
        "# 标题|## *b* `c`|- a|  - b|1. x|- [x] done|> q|> [!NOTE] t|> body|```py|a<b&c|```|**粗*斜*粗**|~~s~~ ==m==|甲[^a]乙[^a]|"
        "[^a]: 注 **b**|[l](https://example.org/?a=1&b=\"2\")|[j](javascript:alert(1))|[k](JAVA\tSCRIPT:x)|![p](a.png 't')|"
        "<script>alert(1)</script>|<b onclick=x>raw</b>|\x1b[31m\u202e|| a | b ||---|--:|| 1 | **2** ||$$x^2$$|"
        "term|: meaning|---|[ruby]^(r)|<kbd>K</kbd>|&lt;&amp;&#0;|[#](#标题)|"
        "<table><tr><td rowspan=2>a<td>b<tr><td colspan=2>c</table>|".split("|")
    )
    | st.text(max_size=12),
    max_size=12,
).map("\n".join)


def exported(markdown: str, address: str = "https://example.org/blog/a/", *, html: bool = True) -> Exported:
    """A post with this body; `a.png` is a picture of its site."""
    document = parse(markdown, ParseOptions(html=False))

    def find(name: str) -> Resource:
        return Resource(name, "/site/a.png" if name == "a.png" else "")

    return Exported(Post("a.md", "T & <t>"), document, markdown, {}, lambda: "", address, "zh-CN", find)


def article(post: Exported, *, is_book: bool = True) -> ET.Element:
    """The post as an XML tree; fails where it is not well-formed."""
    made = post_html(post, 3, lambda post, source: post.find(source).path, is_book=is_book)
    return ET.fromstring(f'<html xmlns:epub="http://www.idpf.org/2007/ops">{made.html}</html>')[0]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def said(post: Exported) -> str:
    """All that the post's body says, without blanks."""
    return bare(without_harm(flat_text(post.document.blocks)))


def shown(element: ET.Element) -> Iterator[str]:
    """What a reader of the HTML is shown or told, in order."""
    yield element.text or element.get("alt") or ""
    for inner in element:
        yield from ("(", *shown(inner), ")") if inner.tag == "rt" else shown(inner)
        yield inner.tail or ""


def is_within(part: str, whole: str) -> bool:
    """Whether the characters of `part` stand in `whole` in this order."""
    rest = iter(whole)
    return all(character in rest for character in part)


@given(PIECES)
def test_every_document_is_well_formed_and_whole(markdown):
    post = exported(markdown)
    tree = article(post)
    assert is_within(said(post), bare("".join(shown(tree))))


@given(PIECES)
def test_nothing_runs_and_no_link_leads_to_a_script_or_a_file(markdown):
    tree = article(exported(markdown))
    places = [element.get("id") for element in tree.iter() if element.get("id")]
    for element in tree.iter():
        assert element.tag not in ("script", "style", "iframe", "object", "link")
        assert not [name for name in element.attrib if name.startswith("on")]
        href = element.get("href", "")
        assert href.startswith(("https://", "http://", "mailto:", "#")) or "href" not in element.attrib
        assert not href.startswith("#") or href[1:] in places or "noteref" in element.get("role", "")
        assert element.get("src", "/site/a.png") == "/site/a.png"
    text = ET.tostring(tree, "unicode")
    assert "\x1b" not in text and "\u202e" not in text


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a **b *c* d** e", "<p>a <strong>b <em>c</em> d</strong> e</p>"),
        ("# h", '<h2 id="p3-h">h</h2>'),
        ("- a\n- b\n  - c", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul></li>\n</ul>"),
        ("- a\n\n- b", "<ul>\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("- [x] a", '<ul>\n<li class="labelled">☑ a</li>\n</ul>'),
        ("```py\na<b\n```", '<pre><code class="language-py">a&lt;b</code></pre>'),
        ("[a](b.html)", '<p><a href="https://example.org/blog/a/b.html">a</a></p>'),
        ("[a](/c)", '<p><a href="https://example.org/c">a</a></p>'),
        ("[a](https://example.org/a[b]#c#d?é)", '<a href="https://example.org/a%5Bb%5D#c%23d?%C3%A9">'),
        ("[a](https://[::1]:80/)", '<a href="https://[::1]:80/">'),
        ("[a](https://a<b>/)", "<p>a</p>"),
        ("[a](javascript:x)", "<p>a</p>"),
        ("[a](data:text/html,x)", "<p>a</p>"),
        ("[a](file:///etc/passwd)", "<p>a</p>"),
        ("![w](a.png)", '<figure><img src="/site/a.png" alt="w"/><figcaption>w</figcaption></figure>'),
        ("![w](../b.png)", '<p class="missing"><a href="https://example.org/blog/b.png">w</a></p>'),
        ("| a |\n|--:|\n| 1 |", '<th class="right">a</th>'),
        ("<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>", '<td rowspan="2">a</td>'),
        ("<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>", '<td colspan="2">a</td>'),
        ("甲[^1]\n\n[^1]: 注", '<p>甲<a href="#p3-fn-1" role="doc-noteref" epub:type="noteref">1</a></p>'),
        ("a\n: b", "<dl>\n<dt>a</dt>\n<dd><p>b</p></dd>\n</dl>"),
    ],
)
def test_what_stands_in_the_file(markdown, html):
    made = post_html(exported(markdown), 3, lambda post, source: post.find(source).path, is_book=True)
    assert html in made.html


def test_a_post_without_an_address_has_no_link_into_its_site():
    made = post_html(exported("[a](b.md)", ""), 1, lambda post, source: "", is_book=False)
    assert "href" not in made.html


def test_real_posts_are_well_formed_and_whole(corpora: Path):
    files = sorted(file for file in corpora.rglob("*.md") if file.stat().st_size < 60_000)
    for file in random.Random(1).sample(files, 250):
        post = exported(file.read_text("utf-8", "replace"))
        tree = article(post)
        assert is_within(said(post), bare("".join(shown(tree)))), file


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[漢字]^(かんじ)と", "<ruby>漢字<rt>かんじ</rt></ruby>と"),
        (
            "今日は<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>だ",
            "今日は<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>だ",
        ),
        ("**[字]^(zì)**", "<strong><ruby>字<rt>zì</rt></ruby></strong>"),
        ("<ruby>字</ruby>和<ruby><rt>zì</rt></ruby>", "字和<small>(zì)</small>"),
        ("<ruby>字<rt>zì</rt>尾</ruby>", "字<small>(zì)</small>尾"),
    ],
)
def test_readings_stand_above_their_characters(markdown, html):
    assert f"<p>{html}</p>" in post_html(exported(markdown), 3, lambda post, source: "", is_book=True).html
