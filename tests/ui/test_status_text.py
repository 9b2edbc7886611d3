"""What the interface says of itself."""

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.feed.changes import Changes, ListedChanges
from tui_reader.model.sorts import SORTS, TITLE
from tui_reader.text.cells import width
from tui_reader.ui.render.glyphs import ASCII, UNICODE
from tui_reader.ui.render.list_rows import show_date
from tui_reader.ui.render.rows import status_left
from tui_reader.ui.render.status_text import (
    describe_changes,
    filter_words,
    heading_parts,
    list_heading,
    place_in_list,
    place_in_post,
    shorten_paths,
    sort_name,
    without_part_at,
)
from tui_reader.ui.state.filter import Chosen, Filter


def test_the_heading_names_view_terms_words_and_order() -> None:
    chosen = Filter("unread", (Chosen("tags", "山西"),), (Chosen("tags", "VR"),), "影视", sort=TITLE)
    assert list_heading(chosen, UNICODE) == "Unread · 山西 · without VR · 影视 · by title"
    assert list_heading(Filter(), ASCII) == "All - newest"


def test_the_filter_is_told_in_words() -> None:
    tags = [Chosen("tags", name) for name in ("影视基地", "山西", "北京", "VR")]
    assert filter_words(Filter(), UNICODE) == ""
    assert filter_words(Filter("unread").toggled(tags[0]), UNICODE) == "Unread · 影视基地"
    or_terms = Filter().toggled(tags[1]).with_or_term(tags[2])
    assert filter_words(or_terms, UNICODE) == "山西 or 北京"
    every = replace(or_terms.toggled(Chosen("news", "元宇宙")).excluded(tags[3]), words="a OR b")
    assert filter_words(every, UNICODE) == "元宇宙 · 山西 or 北京 · without VR · a OR b"
    assert list_heading(or_terms, UNICODE) == "All · 山西 or 北京 · newest"


def test_a_click_on_the_heading_finds_the_part_that_is_drawn_there() -> None:
    chosen = Filter("unread", (Chosen("tags", "山西"),), (Chosen("tags", "VR"),), "影视")
    heading = list_heading(chosen, UNICODE)
    for text, without in heading_parts(chosen):
        start = width(heading[: heading.index(text)])
        cells = range(start, start + width(text))
        assert {without_part_at(chosen, cell, UNICODE) for cell in cells} == {without}
    assert without_part_at(chosen, width(heading), UNICODE) == chosen == without_part_at(chosen, -1, UNICODE)


@given(st.text(alphabet="山西ab ", max_size=60), st.integers(1, 9), st.integers(0, 80))
def test_the_words_of_the_filter_are_cut_before_the_place(words: str, place: int, room: int) -> None:
    pieces = status_left(words, f"{place} / 9", room, UNICODE)
    text = "".join(piece for piece, _ in pieces)
    assert width(text) <= max(room, 8)
    assert room < 20 or f"{place} / 9" in text


def test_every_order_has_a_name() -> None:
    assert all(sort_name(sort) for sort in SORTS)


def test_the_place_in_the_list_counts_from_one() -> None:
    assert place_in_list(0, 1204) == "1 / 1,204"
    assert place_in_list(0, 0) == "No posts"
    assert place_in_list(0, -1) == "" == place_in_list(-2, -1)
    assert place_in_list(2, 31, 1204) == "3 / 31 of 1,204"
    assert place_in_list(2, 31, 31) == "3 / 31"


def test_the_place_in_the_post_tells_what_is_left() -> None:
    assert place_in_post(0.42, 4, UNICODE) == "42% · 2 min left"
    assert place_in_post(1.0, 4, UNICODE) == "100%"


def test_changes_are_named_only_where_there_are_some() -> None:
    assert describe_changes(Changes(listed=ListedChanges(new=2, gone=1))) == "2 new posts, 1 post gone"
    assert describe_changes(Changes(added=("draft",), marks=True)) == ""


def test_a_path_is_shortened_before_the_words_around_it_are_cut() -> None:
    said = "Write commands in /home/someone-with-a-long-name/.config/newsreader/config.toml"
    assert shorten_paths(said, 80, UNICODE) == said
    assert shorten_paths(said, 60, UNICODE) == "Write commands in …/.config/newsreader/config.toml"
    assert shorten_paths(said, 36, UNICODE) == "Write commands in …/config.toml"
    assert shorten_paths("/a/b/conf.toml:2: no key; see /etc/x", 35, ASCII) == ".../conf.toml:2: no key; see /etc/x"
    assert shorten_paths("neither and/or nor //", 3, UNICODE) == "neither and/or nor //"


def test_dates_are_short_when_they_are_near() -> None:
    assert show_date(datetime(2022, 7, 28), 80, today=date(2022, 9, 1)) == "07-28"
    assert show_date(datetime(2020, 7, 28), 40, today=date(2022, 9, 1)) == "2020-07"
    assert show_date(datetime(2020, 7, 28), 80, today=date(2022, 9, 1)) == "2020-07-28"
    assert show_date(None) == ""
