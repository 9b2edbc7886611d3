"""The page about queries says what the query language knows, and its examples find something in the sample feed."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui_reader.config.paths import Paths, sample_content
from tui_reader.config.settings import Settings
from tui_reader.feed.library import Library, open_library
from tui_reader.model.query import STATES, Query
from tui_reader.search.query_parser import CONDITIONS, FIELDS, parse_query
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.keys import show_keys

MANUAL = Path(__file__).resolve().parent.parent / "docs" / "manual"
PAGE = (MANUAL / "queries.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^\| `(.+?)` \|", PAGE, re.MULTILINE)
NOW = datetime(2026, 1, 1, tzinfo=UTC)

FINDS_NOTHING_IN_A_NEW_HOME = {
    "is:read",
    "is:begun",
    "is:bookmarked",
    "is:noted",
    "is:new",
    "is:updated",
    "note:引用",
    "date:today",
    "changed:7d",
}
"""Queries whose answer depends on the day, or on what the user has done."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample feed, read into an index of its own."""
    home = tmp_path_factory.mktemp("manual")
    library = open_library(None, Settings(), Paths(home / "config", home / "state", home / "cache", "here"))
    library.sync.run(text_seconds=60)
    yield library
    library.close()


def test_every_field_condition_and_state_is_explained() -> None:
    named = {query.partition(":")[0] for query in QUERIES if ":" in query}
    assert {*FIELDS, *CONDITIONS} <= named
    assert {query.removeprefix("is:") for query in QUERIES if query.startswith("is:")} == set(STATES)


@pytest.mark.parametrize("text", QUERIES)
def test_examples_of_the_page_find_posts_of_the_sample_feed(text: str, library: Library) -> None:
    query = parse_query(text, NOW, Query(drafts=True, future=True, expired=True))
    found = library.posts.first(query, limit=3)
    assert found or text in FINDS_NOTHING_IN_A_NEW_HOME


@pytest.mark.parametrize("text", ["paiban", "pb", "tag：排版", "（终端 OR SSH）"])
def test_spellings_the_page_names_in_passing_find_posts(text: str, library: Library) -> None:
    assert f"`{text}`" in PAGE
    assert library.posts.first(parse_query(text, NOW), limit=3)


def test_titles_of_the_sample_feed_are_found_by_what_the_tour_says(library: Library) -> None:
    titles = [row.title for row in library.posts.first(parse_query("头发", NOW), limit=5)]
    assert any(title.startswith("頭髮") for title in titles)


@pytest.mark.parametrize("name", ["keys.md", "keys.en.md", "welcome.md", "welcome.en.md"])
def test_keys_of_the_tour_are_in_the_table_of_actions(name: str) -> None:
    text = (sample_content() / "content" / "guide" / name).read_text(encoding="utf-8")
    known = {key for action in ACTIONS for key in show_keys(action).split()}
    lines = [line for line in text.splitlines() if line.startswith(("| `", ": `"))]
    first_cells = " ".join(line.split("|")[1] if line.startswith("|") else line for line in lines)
    named = re.findall(r"`([^`\s]+)`", first_cells)
    assert len(named) >= 6
    assert set(named) <= known
