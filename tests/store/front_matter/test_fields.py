"""Whatever a header holds, its fields are read as the kinds they are meant to be, and nothing is raised."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.model.post import Post
from tui_reader.store.front_matter.fields import Fields
from tui_reader.store.front_matter.front_matter import Header
from tui_reader.store.post_reader import _post
from tui_reader.store.site.page_path import read_path
from tui_reader.store.site.site import Site

BARE = Site(None, Path("/nowhere"))
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=5,
)
KEYS = ("title linktitle date lastmod publishdate expirydate draft weight pinned recommend recommend1 authors author description summary"
        " image cover tags categories news url slug aliases build headless translationkey params iscjklanguage"
        " hidden").split()  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_any_header_makes_a_post(values):
    fields = Fields(Header("yaml", "", 1, values, "正文\n", 1), values, BARE.zone)
    post = _post(fields, "posts/a.md", read_path("posts/a.md", BARE), BARE)
    assert isinstance(post, Post)
    assert post.title
    assert all(isinstance(term, str) and term == term.strip() for one in post.taxonomies for term in one.terms)
    assert all(
        moment is None or moment.tzinfo for moment in (post.date, post.lastmod, post.publish_date, post.expiry_date)
    )
    assert -(1 << 63) < post.weight < 1 << 63


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_a_flag_is_true_or_false_and_a_list_holds_each_text_once(value):
    fields = Fields(Header("yaml", "", 1), {"a": value}, BARE.zone)
    assert fields.flag("a") in (True, False)
    texts = fields.texts("a")
    assert len(texts) == len(set(texts))


def test_a_problem_knows_its_place():
    header = Header("yaml", 'title: "x"\n  Weight:   heavy\n', 5, {"weight": "heavy"})
    fields = Fields(header, header.values, BARE.zone)
    assert fields.whole("weight") == 0
    assert [(problem.line, problem.column) for problem in fields.problems] == [(6, 13)]
