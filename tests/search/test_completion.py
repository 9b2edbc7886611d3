"""Completion offers what fits, takes the place of what was typed, and leaves a query that can be read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.feeds import open_feed, user, write_post, write_site
from tui_reader.model.post import Facet, TermCount
from tui_reader.model.query import Field, Query
from tui_reader.search.completion import TypedWord, complete, word_before
from tui_reader.search.query_parser import parse_query

NOW = datetime(2022, 8, 1, tzinfo=UTC)
FACETS = (
    Facet("tags", (TermCount("山西", 5), TermCount("影视 基地", 3), TermCount("Shan", 1), TermCount('a"b (c)', 1))),
    Facet("authors", (TermCount("Cindy", 4),)),
    Facet("archive", (TermCount("2022-07", 4), TermCount("2021-12", 1))),
)
NAMES = {"tag": "tags", "tags": "tags"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", TypedWord("", "", 0)),
        ("ta", TypedWord("", "ta", 0)),
        ("a tag:山", TypedWord("tag", "山", 6)),
        ("-tag：山", TypedWord("tag", "山", 5)),
        ("(is:", TypedWord("is", "", 4)),
        ('tag:"影视 基', TypedWord("tag", "影视 基", 4)),
        ('tag:"影视 基地" x', TypedWord("", "x", 12)),
        ("a:b:c", None),
    ],
)
def test_the_word_before_the_cursor_is_told(text, word):
    assert word_before(text, len(text)) == word


def shown(text: str) -> list[str]:
    typed = word_before(text, len(text))
    return [completion.shown for completion in complete(typed, FACETS, NAMES, NOW)] if typed else []


def test_names_states_months_and_terms_are_offered():
    assert shown("ta") == ["tag:", "tags:"]
    assert shown("is:un") == ["unread"]
    assert shown("after:2022") == ["2022", "2022-07"]
    assert shown("tag:") == ["山西", "影视 基地", "Shan", 'a"b (c)']
    assert shown("tag:shan") == ["Shan", "山西"]
    assert shown("author:c") == ["Cindy"]
    assert shown("nothing:") == []
    assert shown("") == []
    assert shown("sh") == ["tag:山西", "tag:影视 基地", "tag:Shan"]
    assert shown("影视") == ["tag:影视 基地"]
    assert shown("c") == ["category:", "changed:", "author:Cindy", 'tag:a"b (c)']


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["", "x ", "(", "-"]),
    st.sampled_from(["t", "tag:", "tag:s", "is:", "date:", "author:", 'tag:"影', "影", "sh"]),
)
def test_what_is_offered_can_be_read(before: str, typed: str) -> None:
    text = before + typed
    word = word_before(text, len(text))
    assert word is not None
    for completion in complete(word, FACETS, NAMES, NOW):
        done = text[: completion.start] + completion.text
        parse_query((done + ("x" if done.endswith(":") else "")) + (")" if before == "(" else ""), NOW)


def test_the_terms_of_the_feed_are_offered_with_their_counts(tmp_path):
    root = write_site(tmp_path / "site")
    write_post(root, "one.md", "一", header="news: [元宇宙]\n")
    library = open_feed(root, user(tmp_path))
    assert [(c.text, c.count) for c in library.posts.completions("tag:sx", 6)] == [("山西", 4)]
    assert [(c.text, c.count) for c in library.posts.completions("news:", 5)] == [("元宇宙", 1)]
    assert library.posts.completions("a:b:c", 5) == ()
    among = Query(where=Field("news", "元宇宙", exact=True))
    assert [(c.text, c.count) for c in library.posts.completions("tag:", 4, among=among)] == [("山西", 1)]
    assert [(c.text, c.count) for c in library.posts.completions("news:", 5, among=among)] == [("元宇宙", 1)]
