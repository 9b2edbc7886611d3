"""What a query becomes: clauses for every way to its posts, a prefilter, a ranking."""

import pytest

from tests.index.samples import NAMES
from tui_reader.index.queries.plan import Plan, make_plan
from tui_reader.index.queries.where_clause import Context
from tui_reader.model.query import All, AnyOf, Condition, Field, Is, Not, Query, Words
from tui_reader.model.sorts import NEWEST, RELEVANT

TAG = Field("tag", "山西", exact=True)


def planned(where: Condition, *, waiting: bool = False, **fields: object) -> Plan:
    return make_plan(Query(where, **fields), Context(0, NAMES, waiting))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "has_prefilter", "is_checked_again"),
    [
        (Words("山西"), True, False),
        (All((Words("山西"), Is("unread"))), True, True),
        (AnyOf((Words("山西"), Words("北京"))), True, False),
        (AnyOf((Words("山西"), TAG)), False, True),
        (Not(Words("山西")), False, True),
        (Words("shanxi"), False, True),
    ],
)
def test_the_prefilter_leaves_to_check_what_it_does_not_decide(
    where: Condition, has_prefilter: bool, is_checked_again: bool
) -> None:
    plan, whole_feed = planned(where), planned(All())
    assert bool(plan.prefilter) is has_prefilter
    assert (plan.rest != whole_feed.rest) is is_checked_again


def test_there_is_no_prefilter_while_texts_are_still_to_come() -> None:
    plan = planned(Words("山西"), waiting=True)
    assert plan.prefilter == ""
    assert plan.rest == plan.where
    assert "unsearched" in plan.where.text


def test_an_exact_term_leads_to_posts_that_need_not_be_checked_for_it() -> None:
    (lead,) = planned(All((Is("unread"), TAG))).term_leads
    assert lead.rest == planned(Is("unread")).probe
    assert planned(Field("tag", "山西")).term_leads == ()


def test_posts_are_looked_up_one_by_one_where_there_is_a_limit() -> None:
    where = All((Words("山西"), TAG))
    assert planned(where).rest == planned(TAG).where
    assert planned(where, limit=5).rest == planned(TAG).probe
    assert planned(TAG).probe != planned(TAG).where


def test_posts_are_ranked_by_the_words_that_must_not_be_missing() -> None:
    where = All((Words("山西"), Not(Words("北京"))))
    assert planned(where, sort=RELEVANT).ranking == planned(Words("山西"), sort=RELEVANT).ranking != ""
    assert planned(where, sort=NEWEST).ranking == ""
    assert planned(TAG, sort=RELEVANT).ranking == ""
