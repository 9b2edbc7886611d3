"""Text and roles of a page are those of Hugo's HTML, over cases from every section of CommonMark and of Goldmark's
extensions.

Left out of the comparison, on purpose: blanks; names of pictures; scripts and styles; the role of a link to an empty
address, which leads nowhere; footnote numbers as links, which are a role of their own, and the links back.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.markdown.hugo_site import build
from tui_reader.document.plain import flat_spans
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.model.roles import Role

CASES = Path(__file__).resolve().parents[1] / "cases" / "commonmark.txt"
ROLES = (Role.STRONG, Role.EMPHASIS, Role.STRIKE, Role.CODE, Role.LINK)
OF_TAG = {
    **dict.fromkeys(("strong", "b"), Role.STRONG),
    **dict.fromkeys(("em", "i"), Role.EMPHASIS),
    **dict.fromkeys(("del", "s"), Role.STRIKE),
    **dict.fromkeys(("code", "pre"), Role.CODE),
    "a": Role.LINK,
}
HIDDEN = re.compile(r"<!--(?:-?>|.*?-->)|<(script|style)\b.*?</\1>|<a [^>]*footnote-backref.*?</a>", re.DOTALL)
AS_MEANT = "HTML indented by four blanks or more inside an open element is read as HTML and not as code: its author indented it with the rest"
ADDRESS = "an address is a link wherever it stands, between angle brackets that make no link too"
EXCUSED = {
    "HTML blocks 9": "preformatted HTML is code, without further roles inside",
    "HTML blocks 15": AS_MEANT,
    "HTML blocks 16": AS_MEANT,
    "Block quotes 6": "a quoted line may have its mark behind four blanks",
    "Emphasis and strong emphasis 11": "emphasis beside Chinese marks follows the CJK-friendly rules",
    "Autolinks 5": ADDRESS,
    "Task lists 2": "`[x](/a)` and `[x][ref]` are links, as they are written, and no boxes",
}
"""Cases, by section and number, that a page shows otherwise, with the reason."""

Marked = list[tuple[str, frozenset[Role]]]
"""Characters with their roles."""


def read_cases() -> dict[str, str]:
    """The cases by section and number: sections begin with `@`, a line with a full stop parts their cases."""
    cases: dict[str, str] = {}
    for section in re.split(r"^@ ", CASES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, sources = section.split("\n", 1)
        for number, source in enumerate(re.split(r"^\.\n", sources, flags=re.MULTILINE), 1):
            cases[f"{name} {number}"] = source
    return cases


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
    spans = flat_spans(parse(source, ParseOptions(unicode_math=False)).blocks)
    return [
        (char, frozenset(span.roles).intersection(ROLES))
        for span in spans
        if Role.FIGURE not in span.roles
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


@pytest.fixture(scope="module")
def unlike(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What differs, by case: Hugo's text and roles, and the page's."""
    cases = read_cases()
    pages = build(tmp_path_factory.mktemp("commonmark") / "site", [*cases.values()], {})
    assert len(cases) > 150
    pairs = {
        name: (of_hugo(page or ""), of_reader(source))
        for (name, source), page in zip(cases.items(), pages, strict=True)
    }
    assert sum(bool(hugo) for hugo, _own in pairs.values()) > 140
    return {name: f"{written(hugo)} | {written(own)}" for name, (hugo, own) in pairs.items() if hugo != own}


def test_text_and_roles_are_hugos(unlike: dict[str, str]) -> None:
    assert {name: text for name, text in unlike.items() if name not in EXCUSED} == {}


def test_nothing_is_excused_that_is_alike(unlike: dict[str, str]) -> None:
    assert [name for name in EXCUSED if name not in unlike] == []
