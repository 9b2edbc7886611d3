"""Characters with the roles they stand in: of Hugo's HTML, and of the reader's page of the same source.

Left out on both sides: blanks; names of pictures; scripts and styles; the role of a link to an empty address, which
leads nowhere; footnote numbers as links, which are a role of their own, and the links back.
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

from tests.markdown.hugo_site import build
from tui_reader.document.blocks import Document
from tui_reader.document.plain import flat_spans
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.model.roles import Role

ROLES = (Role.STRONG, Role.EMPHASIS, Role.STRIKE, Role.CODE, Role.LINK)
OF_TAG = {
    **dict.fromkeys(("strong", "b"), Role.STRONG),
    **dict.fromkeys(("em", "i"), Role.EMPHASIS),
    **dict.fromkeys(("del", "s"), Role.STRIKE),
    **dict.fromkeys(("code", "pre"), Role.CODE),
    "a": Role.LINK,
}
HIDDEN = re.compile(r"<!--(?:-?>|.*?-->)|<(script|style)\b.*?</\1>|<a [^>]*footnote-backref.*?</a>", re.DOTALL)
Marked = list[tuple[str, frozenset[Role]]]
"""Characters with their roles."""


class _Page(HTMLParser):
    """The characters of Hugo's HTML with the roles that its elements give."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, Role | None]] = []
        self.marked: Marked = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in OF_TAG:
            values = dict(attrs)
            leads = values.get("href") and values.get("class") != "footnote-ref"
            self.open.append((tag, OF_TAG[tag] if tag != "a" or leads else None))

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _role in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        roles = frozenset(role for _tag, role in self.open if role)
        self.marked += [(char, roles) for char in data if not char.isspace()]


def of_hugo(page: str) -> Marked:
    """The characters and roles of Hugo's HTML."""
    reader = _Page()
    reader.feed(HIDDEN.sub("", page))
    reader.close()
    return reader.marked


def of_reader(source: str) -> Marked:
    """The characters and roles of the reader's page."""
    return of_document(parse(source, ParseOptions(unicode_math=False)))


def of_document(document: Document) -> Marked:
    """The characters and roles of a document; names of the reader's own on code are left out as well."""
    return [
        (char, frozenset(span.roles).intersection(ROLES))
        for span in flat_spans(document.blocks)
        if not {Role.FIGURE, Role.CODE_LABEL}.intersection(span.roles)
        for char in span.text
        if not char.isspace()
    ]


def written(marked: Marked) -> str:
    """Characters with their roles in one line, for people."""
    text, before = "", frozenset[Role]()
    for char, roles in marked:
        text += ("" if roles == before else f"[{'+'.join(sorted(role.value for role in roles))}]") + char
        before = roles
    return text


def unlike_pages(cases: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The cases whose page differs from Hugo's, by name: Hugo's text and roles, and the page's; a site is built in
    `folder`, and AssertionError is raised where Hugo made almost nothing of the cases.
    """
    pages = build(folder, [*cases.values()], {})
    pairs = {
        name: (of_hugo(page or ""), of_reader(source))
        for (name, source), page in zip(cases.items(), pages, strict=True)
    }
    assert sum(bool(hugo) for hugo, _own in pairs.values()) > len(cases) * 0.9
    return {name: f"{written(hugo)} | {written(own)}" for name, (hugo, own) in pairs.items() if hugo != own}
