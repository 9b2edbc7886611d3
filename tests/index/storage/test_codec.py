"""What the index keeps of a post comes back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from tests.index.samples import moments
from tui_reader.index.storage.codec import decode_post, encode_post
from tui_reader.model.post import Post, Problem, Taxonomy

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def whole_posts(draw: st.DrawFn) -> Post:
    dates = [draw(st.none() | moments) for _ in range(4)]
    terms = draw(st.lists(st.tuples(texts, st.lists(texts, max_size=3)), max_size=2))
    return Post(
        "a.md",
        draw(texts),
        draw(texts),
        *dates,
        weight=draw(st.integers()),
        flags=tuple(draw(st.lists(texts, max_size=2))),
        authors=tuple(draw(st.lists(texts, max_size=2))),
        taxonomies=tuple(Taxonomy(name, tuple(names)) for name, names in terms),
        problems=(Problem("date", draw(texts), 3, None, "", "code"),),
    )


@given(whole_posts())
def test_a_post_is_read_back_as_it_was_encoded(post: Post) -> None:
    assert decode_post(encode_post(post)) == post
