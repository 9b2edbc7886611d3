"""Whether a post is in the feed at a moment, as `hugo` decides it for a build at that moment."""

from datetime import datetime
from enum import Enum

from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import Post


class State(Enum):
    """Why a post is in the feed or not; the first that applies in this order."""

    DRAFT = "draft"
    """The header says draft."""
    FUTURE = "future"
    """The publish date is not reached."""
    EXPIRED = "expired"
    """The expiry date has passed."""
    UNLISTED = "unlisted"
    """The header keeps it out of lists."""
    PUBLISHED = "published"
    """In the feed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which posts outside the feed are wanted as well; Hugo's `--buildDrafts`, `--buildFuture`, `--buildExpired`."""

    drafts: bool = False
    """Drafts are wanted."""
    future: bool = False
    """Posts of the future are wanted."""
    expired: bool = False
    """Expired posts are wanted."""


def is_future(post: Post, now: datetime) -> bool:
    """The publish date is later than `now` (which carries a time zone)."""
    return post.publish_date is not None and post.publish_date > now


def is_expired(post: Post, now: datetime) -> bool:
    """The expiry date is earlier than `now` (which carries a time zone)."""
    return post.expiry_date is not None and post.expiry_date < now


def state_of(post: Post, now: datetime) -> State:
    """The post's state at `now`, a moment with a time zone."""
    if post.draft:
        return State.DRAFT
    if is_future(post, now):
        return State.FUTURE
    if is_expired(post, now):
        return State.EXPIRED
    return State.PUBLISHED if post.listed else State.UNLISTED


def is_in_feed(post: Post, now: datetime, shown: Shown = Shown()) -> bool:
    """True if the feed shows the post at `now`: every reason against it must be lifted by `shown`."""
    if not post.listed:
        return False
    if post.draft and not shown.drafts:
        return False
    if is_future(post, now) and not shown.future:
        return False
    return not is_expired(post, now) or shown.expired
