"""Where a link leads is told by its address."""

import pytest

from tests.layout.pages import page, page_of
from tui_reader.document.blocks import Figure, Paragraph
from tui_reader.document.spans import Span, Text
from tui_reader.layout.links import Links, is_link, link_kind
from tui_reader.layout.page import Link, LinkKind


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("https://example.com/a.pdf", LinkKind.WEB),
        ("HTTP://EXAMPLE.COM", LinkKind.WEB),
        ("//example.com/a", LinkKind.WEB),
        ("mailto:someone@example.com", LinkKind.WEB),
        ("#标题", LinkKind.ANCHOR),
        ("#", LinkKind.ANCHOR),
        ("other.md", LinkKind.POST),
        ("../news/other.md#part", LinkKind.POST),
        ("/news/other/", LinkKind.POST),
        ("/news/other?x=1.5", LinkKind.POST),
        ("", LinkKind.POST),
        ("a.pdf", LinkKind.FILE),
        ("images/a.PNG?size=2", LinkKind.FILE),
    ],
)
def test_the_address_tells_the_kind(target: str, kind: LinkKind) -> None:
    assert link_kind(target) is kind


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", " JavaScript :x", "data:text/html,x", "file:///etc/passwd", "java\x00script:x", ""],
)
def test_some_addresses_are_no_links(target: str) -> None:
    assert not is_link(target)


def test_a_page_makes_no_link_of_them() -> None:
    target = "data:image/png;base64," + "A" * 500
    of = page_of(Paragraph(Text("x", lambda words: (Span(words, target="javascript:x"),))), Figure(target, "图"))
    assert of.links_on(0, of.height) == ()
    assert "embedded" in of.plain()


def test_a_link_over_several_spans_and_lines_is_one_link() -> None:
    of = page("[一**二**  \n三](a.md)[四](b.md)[五](b.md) [六](b.md)")
    of.settle(10)
    assert [of.link(number) for number, _, _ in of.links_on(0, of.height)] == [
        Link("a.md", LinkKind.POST, "一二三"),
        Link("b.md", LinkKind.POST, "四五"),
        Link("b.md", LinkKind.POST, "六"),
    ]


def test_links_are_numbered_as_they_come_and_made_safe() -> None:
    links = Links()
    assert [links.add("a.md", "一"), links.add("tags/x\x1b", "二", LinkKind.TERM)] == [0, 1]
    assert (links[1].target, links[1].kind, links[1].text) == ("tags/x", LinkKind.TERM, "二")
    assert len(links) == 2
