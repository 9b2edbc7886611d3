"""What the user wrote down of each post: its bookmark and the passages that are kept, for export and import."""

from collections.abc import Iterable
from datetime import UTC, datetime

from tui_reader.marks.bookmarks import Bookmark
from tui_reader.marks.feed_identity import FeedIdentity
from tui_reader.marks.highlights import Highlight
from tui_reader.model.dataclass import dataclass

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NotedPost:
    """One post with what the user marked in it."""

    mark: Bookmark
    """Its bookmark; where it has none, what its highlights remember of it."""
    highlights: tuple[Highlight, ...] = ()
    """Passages of it that are kept, in the order of its text."""
    bookmarked: bool = True
    """Whether it has a bookmark."""

    @property
    def key(self) -> tuple[FeedIdentity, str]:
        """Its feed and path."""
        return self.mark.feed, self.mark.path


def noted_posts(bookmarks: Iterable[Bookmark], highlights: Iterable[Highlight]) -> tuple[NotedPost, ...]:
    """All bookmarks and highlights by post, the latest first."""
    passages: dict[tuple[FeedIdentity, str], list[Highlight]] = {}
    for mark in highlights:
        passages.setdefault((mark.feed, mark.path), []).append(mark)
    posts = [NotedPost(mark, tuple(passages.pop((mark.feed, mark.path), ()))) for mark in bookmarks]
    posts += [NotedPost(_remembered(marks), tuple(marks), bookmarked=False) for marks in passages.values()]
    return tuple(sorted(posts, key=lambda post: (post.mark.added or _LONG_AGO, post.mark.path), reverse=True))


def _remembered(marks: list[Highlight]) -> Bookmark:
    latest = max(marks, key=lambda mark: mark.added or _LONG_AGO)
    return Bookmark(latest.path, latest.title, latest.date, latest.added, feed=latest.feed)
