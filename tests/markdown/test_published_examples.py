"""Text and roles of a page are those of Hugo's HTML, over the 652 examples that CommonMark publishes and the cases of
Goldmark's extensions, as Debian's package of Goldmark's source carries them.
"""

import json
import re
from pathlib import Path

import pytest

from tests.markdown.marked_text import unlike_pages

GOLDMARK = Path("/usr/share/gocode/src/github.com/yuin/goldmark")
EXTENSIONS = ("table", "strikethrough", "footnote", "linkify", "definition_list", "tasklist", "typographer")
AS_MEANT = (
    "HTML indented by four blanks inside an open element is HTML and no code: its author indented it with the rest"
)
EXCUSED = {
    "184": AS_MEANT,
    "191": AS_MEANT,
    "table 11": "a line that is strong as a whole is a heading, which has no role of its own",
    "linkify 13": "an address that is shown ends before `>`",
}
"""Examples that a page shows otherwise, with the reason."""

pytestmark = pytest.mark.skipif(
    not GOLDMARK.is_dir(), reason="needs Debian's golang-github-yuin-goldmark-dev, which has the published examples"
)


def read_published() -> dict[str, str]:
    """The sources: CommonMark's by their number, those of an extension by its name and number."""
    published = json.loads((GOLDMARK / "_test" / "spec.json").read_text("utf-8"))
    cases = {str(example["example"]): example["markdown"] for example in published}
    for extension in EXTENSIONS:
        text = (GOLDMARK / "extension" / "_test" / f"{extension}.txt").read_text("utf-8")
        for number, case in enumerate(re.split(r"^//= = .*\n", text, flags=re.MULTILINE)[:-1], 1):
            cases[f"{extension} {number}"] = re.split(r"^//- - .*\n", case, flags=re.MULTILINE)[1]
    return cases


@pytest.fixture(scope="module")
def unlike(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What differs, by example: Hugo's text and roles, and the page's."""
    cases = read_published()
    assert sum(name.isdecimal() for name in cases) == 652
    assert all(any(name.startswith(extension) for name in cases) for extension in EXTENSIONS)
    return unlike_pages(cases, tmp_path_factory.mktemp("published") / "site")


def test_published_examples_are_hugos(unlike: dict[str, str]) -> None:
    assert {name: text for name, text in unlike.items() if name not in EXCUSED} == {}


def test_nothing_is_excused_that_is_alike(unlike: dict[str, str]) -> None:
    assert [name for name in EXCUSED if name not in unlike] == []
