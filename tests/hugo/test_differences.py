"""The page about Hugo names every deliberate difference and every problem the store can find."""

import re
from pathlib import Path

from tests.hugo.differences import DIFFERENCES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "hugo.md").read_text("utf-8")
CODE = re.compile(r'"((?:header|key|date|file|body|not|name|link|config|page|terms|lastmod|post|folder)-[a-z0-9-]+)"')


def test_every_difference_is_on_the_page():
    assert [one.reason for one in DIFFERENCES if f"| {', '.join(one.fields)} | {one.reason} |" not in PAGE] == []


def test_every_problem_is_on_the_page_and_none_that_is_never_named():
    files = (file for package in ("store", "feed") for file in (ROOT / "tui_reader" / package).rglob("*.py"))
    used = {code for file in files for code in CODE.findall(file.read_text("utf-8"))}
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE, re.MULTILINE)) == used
