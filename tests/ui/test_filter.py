"""What the list shows: terms in and out, views, orders."""

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.query import All, Field, Is, Not, Query, Sort, Words
from tui_reader.ui.filter import SORTS, VIEWS, Chosen, Filter

TERMS = st.builds(Chosen, st.sampled_from(["tags", "news", "authors"]), st.sampled_from(["山西", "VR", "李"]))


@given(TERMS, st.lists(TERMS, max_size=4, unique=True))
def test_choosing_a_term_twice_changes_nothing(term: Chosen, others: list[Chosen]) -> None:
    chosen = Filter(include=tuple(t for t in others if t != term))
    assert chosen.toggled(term).toggled(term) == chosen
    assert chosen.excluded(term).excluded(term) == chosen


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
    for _ in SORTS:
        chosen = chosen.next_sort()
    assert chosen == Filter()
    assert {Filter(sort=sort).next_sort().sort for sort in SORTS} == set(SORTS) <= set(Sort)


def test_another_view_forgets_the_filter_but_not_the_order() -> None:
    chosen = Filter("all", (Chosen("tags", "VR"),), sort=Sort.TITLE).viewing("unread")
    assert chosen == Filter("unread", sort=Sort.TITLE)
    assert chosen.bare
    assert [name for name, _ in VIEWS] == ["all", "recommended", "unread", "continue", "bookmarks"]
