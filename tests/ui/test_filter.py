"""What the list shows: terms in and out, views, orders."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.index.samples import NAMES, day, make, put
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.records import Mark
from tui_reader.model.post import Counts, Facet, TermCount
from tui_reader.model.query import All, AnyOf, Field, Is, Not, Query, Words
from tui_reader.model.sorts import RELEVANT, SORTS, STEPPED, TITLE
from tui_reader.model.views import VIEWS, View
from tui_reader.ui.render.rows import entries
from tui_reader.ui.state.filter import Chosen, Filter

TERMS = st.builds(Chosen, st.sampled_from(["tags", "news", "authors"]), st.sampled_from(["山西", "VR", "李"]))


@given(TERMS, st.lists(TERMS, max_size=4, unique=True))
def test_choosing_a_term_twice_changes_nothing(term: Chosen, others: list[Chosen]) -> None:
    chosen = Filter(include=tuple(t for t in others if t != term))
    assert chosen.toggled(term).toggled(term) == chosen
    assert chosen.excluded(term).excluded(term) == chosen
    beside = {t for t in chosen.include if t.facet == term.facet} or set(chosen.include[-1:])
    assert set(chosen.with_or_term(term).with_or_term(term).or_terms) == beside


CHANGES = st.lists(
    st.tuples(TERMS, st.sampled_from([Filter.toggled, Filter.with_or_term, Filter.excluded])), max_size=8
)


@given(CHANGES)
def test_whatever_is_pressed_no_term_stands_in_the_filter_twice(changes) -> None:
    chosen = Filter()
    for term, change in changes:
        chosen = change(chosen, term)
    every = [*chosen.include, *chosen.or_terms, *chosen.exclude]
    assert len(every) == len(set(every))


def test_or_takes_the_chosen_terms_of_its_taxonomy_along_and_no_others() -> None:
    vr, shanxi, li = Chosen("tags", "VR"), Chosen("tags", "山西"), Chosen("authors", "李")
    chosen = Filter().toggled(li).toggled(shanxi).with_or_term(vr)
    assert chosen.condition() == All(
        (Field("author", "李", exact=True), AnyOf((Field("tags", "山西", exact=True), Field("tags", "VR", exact=True))))
    )
    assert chosen.with_or_term(vr).condition() == All(
        (Field("author", "李", exact=True), Field("tags", "山西", exact=True))
    )
    assert chosen.counted_apart(Query())["tags"].where == Field("author", "李", exact=True)


def test_or_means_any_of_the_terms_whichever_taxonomies_they_are_of() -> None:
    vr, shanxi, li = Chosen("tags", "VR"), Chosen("news", "山西"), Chosen("authors", "李")
    any_of_two = AnyOf((Field("tags", "VR", exact=True), Field("news", "山西", exact=True)))
    assert Filter().with_or_term(vr).with_or_term(shanxi).condition() == any_of_two
    assert Filter().toggled(vr).with_or_term(shanxi).condition() == any_of_two
    chosen = Filter().toggled(li).toggled(vr).with_or_term(shanxi)
    assert chosen.condition() == All((Field("author", "李", exact=True), any_of_two))
    month = Chosen("archive", "2022-07")
    in_july = Filter().only(month).with_or_term(vr).with_or_term(shanxi)
    assert in_july.condition() == All((Field("month", "2022-07", exact=True), any_of_two))


def test_months_and_days_are_alternatives_and_open_their_month() -> None:
    month, day = Chosen("archive", "2022-07"), Chosen("archive", "2022-08-01")
    chosen = Filter().only(month).toggled(day)
    fields = (Field("month", "2022-07", exact=True), Field("day", "2022-08-01", exact=True))
    assert chosen.condition() == AnyOf(fields)
    assert list(chosen.counted_apart(Query())) == ["archive", "2022-07", "2022-08"]


@settings(max_examples=60, deadline=None)
@given(CHANGES, st.sampled_from(VIEWS))
def test_a_count_of_the_sidebar_is_what_its_row_shows(changes, view: View) -> None:
    index, now = FeedIndex(None, NAMES), int(time.time())
    put(
        index,
        make("news/a.md", date=day(1), tags=("山西", "VR"), authors=("李",), section="news"),
        make("news/b.md", date=day(2), tags=("山西",), section="news"),
        make("notes/c.md", date=day(3), tags=("李",), authors=("李", "VR"), section="notes", recommended=True),
        make("notes/d.md", date=day(4), tags=("VR",), section="notes"),
    )
    index.marks.put([Mark("news/a.md", 1, bookmarked=True), Mark("gone.md", 0, True, title="Gone")])
    chosen = Filter(view=view.id)
    for term, change in changes:
        chosen = change(chosen, term)
    counts = index.counts(chosen.query(Query()), now, chosen.counted_apart(Query()))
    shown = {name: len(index.list_ids(chosen.viewing(name).query(Query()), now)) for name, _ in counts.views}
    assert dict(counts.views) == shown
    terms = [(Chosen(facet.name, term.name), term.count) for facet in counts.facets for term in facet.terms]
    assert {"sections", "archive"} <= {term.facet for term, _ in terms} or not counts.fitting
    for term, count in terms:
        if not term.facet[0].isdigit():
            assert len(index.list_ids(chosen.in_place(term).query(Query()), now)) == count
    index.database.close()


@given(CHANGES)
def test_each_part_of_a_filter_is_taken_off_by_itself(changes) -> None:
    chosen = Filter(words="山")
    for term, change in changes:
        chosen = change(chosen, term)
    for part in chosen.parts:
        assert list(chosen.without(part).parts) == [other for other in chosen.parts if other != part]


@given(TERMS)
def test_a_term_is_never_both_wanted_and_unwanted(term: Chosen) -> None:
    for chosen in (Filter().toggled(term).excluded(term), Filter().excluded(term).toggled(term)):
        assert (term in chosen.include) != (term in chosen.exclude)


def test_the_condition_holds_every_part() -> None:
    chosen = Filter("unread", (Chosen("tags", "山西"),), (Chosen("authors", "李"),), "影视", Words("影视"))
    assert chosen.condition() == All(
        (
            Is("unread"),
            Field("tags", "山西", exact=True),
            Not(Field("author", "李", exact=True)),
            Words("影视"),
        )
    )


def test_the_whole_feed_has_no_condition() -> None:
    assert Filter().condition() == All()
    assert Filter().query(Query(drafts=True)) == Query(drafts=True)


def test_orders_go_round() -> None:
    chosen = Filter()
    for _ in STEPPED:
        chosen = chosen.next_sort()
    assert chosen == Filter()
    assert Filter(sort=RELEVANT).next_sort() == Filter()
    assert {Filter(sort=sort).next_sort().sort for sort in STEPPED} == set(STEPPED) < set(SORTS)


def test_another_view_forgets_the_filter_but_not_the_order() -> None:
    chosen = Filter("all", (Chosen("tags", "VR"),), sort=TITLE).viewing("unread")
    assert chosen == Filter("unread", sort=TITLE)
    assert chosen.bare
    names = ["all", "recommended", "unread", "continue", "bookmarks", "notes", "new", "updated"]
    assert [view.id for view in VIEWS] == names


def test_a_taxonomy_whose_name_begins_with_a_digit_is_no_month() -> None:
    facets = (Facet("3d", (TermCount("眼镜", 2),)), Facet("2022-07", (TermCount("2022-07-28", 1),)))
    rows = list(entries(Counts((), facets, 2, 2), (), frozenset(), Filter()))
    assert [row.name for row in rows if row.kind == "heading"] == ["Feed", "3d"]
    assert [row.name for row in rows if row.kind == "term"] == ["眼镜"]
