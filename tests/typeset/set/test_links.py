"""Where a link leads is told by its address."""

import pytest

from tui_reader.typeset.links import Links, link_kind
from tui_reader.typeset.page import LinkKind


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("https://example.com/a.pdf", LinkKind.WEB),
        ("HTTP://EXAMPLE.COM", LinkKind.WEB),
        ("//example.com/a", LinkKind.WEB),
        ("mailto:someone@example.com", LinkKind.WEB),
        ("javascript:alert(1)", LinkKind.WEB),
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


def test_links_are_numbered_as_they_come_and_made_safe() -> None:
    links = Links()
    assert [links.add("a.md", "一"), links.add("tags/x\x1b", "二", LinkKind.TERM)] == [0, 1]
    assert (links[1].target, links[1].kind, links[1].text) == ("tags/x", LinkKind.TERM, "二")
    assert len(links) == 2
