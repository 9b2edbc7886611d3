"""A post is in the feed when every reason against it is absent or lifted."""

from datetime import UTC, datetime, timedelta

import pytest

from tui_reader.model.post import Post
from tui_reader.store.publishing import Shown, State, is_in_feed, state_of

NOW = datetime(2022, 7, 28, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "state", "lifted"),
    [
        ({}, State.PUBLISHED, None),
        ({"publish_date": NOW}, State.PUBLISHED, None),
        ({"publish_date": NOW - DAY, "expiry_date": NOW + DAY}, State.PUBLISHED, None),
        ({"draft": True}, State.DRAFT, Shown(drafts=True)),
        ({"publish_date": NOW + DAY}, State.FUTURE, Shown(future=True)),
        ({"expiry_date": NOW - DAY}, State.EXPIRED, Shown(expired=True)),
        ({"listed": False}, State.UNLISTED, None),
    ],
)
def test_the_state_of_a_post(fields, state, lifted):
    post = Post("a.md", "A", **fields)
    assert state_of(post, NOW) is state
    assert is_in_feed(post, NOW) == (state is State.PUBLISHED)
    if lifted:
        assert is_in_feed(post, NOW, lifted)


def test_every_reason_must_be_lifted():
    post = Post("a.md", "A", draft=True, publish_date=NOW + DAY)
    assert not is_in_feed(post, NOW, Shown(drafts=True))
    assert is_in_feed(post, NOW, Shown(drafts=True, future=True))
