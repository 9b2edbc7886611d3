"""The manual says in Chinese what it says in English: every page, every example, every number."""

import re
from pathlib import Path

import pytest

from tui_reader.config.paths import sample_content

MANUAL = Path(__file__).resolve().parent.parent / "docs" / "manual"
PAGES = sorted(page.name for page in MANUAL.glob("*.md"))
CODE = re.compile(r"^```\w*\n.*?^```$", re.MULTILINE | re.DOTALL)
ENGLISH = re.compile(r"\b[A-Za-z]+ (?:the|of|and|to|is|in|that|with|for|are|its|your) [A-Za-z]+\b")
"""Three words of running English."""
MILLION = re.compile(r"(\d+) million")


SHOWN_WITHOUT_WORDS = {"code.md", "shortcodes.md", "tables.md"}
"""Pages of the tour that are examples of what a post may hold."""


def text_of(name: str, folder: str = "") -> str:
    return (MANUAL / folder / name).read_text("utf-8")


def prose_of(text: str) -> str:
    """What is not an example and not set as code, without the addresses of links."""
    return re.sub(r"`[^`]*`|\]\([^)]*\)|<!--.*?-->", "", CODE.sub("", text))


def numbers_of(text: str) -> set[str]:
    """Numbers of two digits and more, as Chinese counts them: 40 million are 4,000 万."""
    counted = MILLION.sub(lambda found: f"{int(found[1]) * 100:,}", text)
    return {number.replace(",", "") for number in re.findall(r"\d[\d,.]*\d", prose_of(counted))}


def test_every_page_is_there_in_both_languages() -> None:
    assert [page.name for page in sorted((MANUAL / "zh").glob("*.md"))] == PAGES


def test_every_page_of_the_tour_is_there_in_both_languages() -> None:
    guide = sample_content() / "content" / "guide"
    names = {page.name for page in guide.glob("*.md") if not page.name.startswith("_")}
    chinese = {name for name in names if not name.endswith(".en.md")}
    assert {name.removesuffix(".en.md") + ".md" for name in names - chinese} == chinese - SHOWN_WITHOUT_WORDS


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_same_headings_tables_and_examples_in_both(name: str) -> None:
    shapes = [
        (
            [len(mark) for mark in re.findall(r"^(#+) ", CODE.sub("", text), re.MULTILINE)],
            len(re.findall(r"^\|", text, re.MULTILINE)),
            len(CODE.findall(text)),
        )
        for text in (text_of(name), text_of(name, "zh"))
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("name", PAGES)
def test_examples_are_the_same_but_for_what_is_said_in_them(name: str) -> None:
    said = re.compile(r"^name = .*|#.*$", re.MULTILINE)
    pairs = zip(CODE.findall(text_of(name)), CODE.findall(text_of(name, "zh")), strict=True)
    for english, chinese in pairs:
        assert said.sub("", english) == said.sub("", chinese)


@pytest.mark.parametrize("name", PAGES)
def test_the_chinese_page_keeps_every_number(name: str) -> None:
    assert numbers_of(text_of(name)) - numbers_of(text_of(name, "zh")) == set()


def typed_in(text: str) -> set[str]:
    """What is to be typed; what stands for a value behind it is translated."""
    found = {code.split()[0] for code in re.findall(r"`([^`\n]+)`", text) if code.strip()}
    return {code for code in found if not code.isupper()}


@pytest.mark.parametrize("name", PAGES)
def test_the_chinese_page_keeps_everything_set_as_code(name: str) -> None:
    english, chinese = (typed_in(CODE.sub("", text_of(name, folder))) for folder in ("", "zh"))
    assert english - chinese == set()


@pytest.mark.parametrize("name", PAGES)
def test_each_row_of_a_table_keeps_its_numbers_and_what_is_typed(name: str) -> None:
    rows = (re.findall(r"^\|.*$", CODE.sub("", text_of(name, folder)), re.MULTILINE) for folder in ("", "zh"))
    for english, chinese in zip(*rows, strict=True):
        assert numbers_of(english) - numbers_of(chinese) == set(), chinese
        assert typed_in(english) - typed_in(chinese) == set(), chinese


@pytest.mark.parametrize("name", PAGES)
def test_no_english_is_left_on_the_chinese_page(name: str) -> None:
    assert ENGLISH.findall(prose_of(text_of(name, "zh"))) == []
