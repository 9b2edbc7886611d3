"""Text and roles of a page are those of Hugo's HTML, over cases from every section of CommonMark and of Goldmark's
extensions.
"""

import re
from pathlib import Path

import pytest

from tests.markdown.marked_text import unlike_pages

CASES = Path(__file__).resolve().parents[1] / "cases" / "commonmark.txt"
AS_MEANT = "HTML indented by four blanks or more inside an open element is read as HTML and not as code: its author indented it with the rest"
ADDRESS = "an address is a link wherever it stands, between angle brackets that make no link too"
EXCUSED = {
    "HTML blocks 9": "preformatted HTML is code, without further roles inside",
    "HTML blocks 15": AS_MEANT,
    "HTML blocks 16": AS_MEANT,
    "Emphasis and strong emphasis 11": "emphasis beside Chinese marks follows the CJK-friendly rules",
    "Autolinks 5": ADDRESS,
    "Task lists 2": "`[x](/a)` and `[x][ref]` are links, as they are written, and no boxes",
}
"""Cases, by section and number, that a page shows otherwise, with the reason."""


def read_cases() -> dict[str, str]:
    """The cases by section and number: sections begin with `@`, a line with a full stop parts their cases."""
    cases: dict[str, str] = {}
    for section in re.split(r"^@ ", CASES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, sources = section.split("\n", 1)
        for number, source in enumerate(re.split(r"^\.\n", sources, flags=re.MULTILINE), 1):
            cases[f"{name} {number}"] = source
    return cases


@pytest.fixture(scope="module")
def unlike(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What differs, by case: Hugo's text and roles, and the page's."""
    cases = read_cases()
    assert len(cases) > 150
    return unlike_pages(cases, tmp_path_factory.mktemp("commonmark") / "site")


def test_text_and_roles_are_hugos(unlike: dict[str, str]) -> None:
    assert {name: text for name, text in unlike.items() if name not in EXCUSED} == {}


def test_nothing_is_excused_that_is_alike(unlike: dict[str, str]) -> None:
    assert [name for name in EXCUSED if name not in unlike] == []
