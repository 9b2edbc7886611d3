"""Passages of posts that the user keeps: made, annotated and taken away, each change a step that can be undone."""

from collections.abc import Iterable
from datetime import UTC, datetime

from tui_reader.feed.notebook.mark_steps import MarkSteps
from tui_reader.feed.posts import Posts
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.marks.highlights import MOST_QUOTE, Highlight, Highlights, new_id
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import MarksError
from tui_reader.text.passage import Passage

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class KeptPassages:
    """The highlights of one feed; every method may be called from any thread."""

    def __init__(self, store: Highlights, posts: Posts, steps: MarkSteps) -> None:
        self.store = store
        self._posts = posts
        self._steps = steps

    def known(self, path: str) -> tuple[Highlight, ...]:
        """The highlights of a post in the order of its text, as far as that is known without a long wait."""
        self.store.journal.glance()
        return self.store.known(path)

    def all(self) -> tuple[Highlight, ...]:
        """Every highlight of the feed, the posts with the latest ones first."""
        marks = self.store.all()
        latest: dict[str, datetime] = {}
        for mark in marks:
            latest[mark.path] = max(latest.get(mark.path, _LONG_AGO), mark.added or _LONG_AGO)
        return tuple(sorted(marks, key=lambda mark: (latest[mark.path], mark.path), reverse=True))

    def keep(self, path: str, passage: Passage, quote: str, note: str = "") -> None:
        """Keep a passage of a post; `quote` is the passage as it reads. Raises MarksError, NotFoundError."""
        if len(quote) > MOST_QUOTE:
            raise MarksError(tr("This passage is too long to be kept"), tr("choose fewer lines"))
        post = self._posts.by_path(path)
        mark = Highlight(
            new_id(), path, post.title, quote, passage.before, passage.after, passage.at, note.strip(), post.date
        )
        with self._steps.lock:
            before = self._steps.copy.signature()
            self.store.put([mark])
            said = tr_count("{n} highlight added", "{n} highlights added", 1)
            self._steps.done([path], before, said, lambda: self._remove([mark]))

    def annotate(self, mark: Highlight, note: str) -> None:
        """Give a highlight another note; raises MarksError."""
        with self._steps.lock:
            before = self._steps.copy.signature()
            self.store.put([replace(mark, note=note.strip())])
            said = tr("Note of a highlight changed")
            self._steps.done([mark.path], before, said, lambda: self._put([mark]))

    def take_away(self, marks: Iterable[Highlight]) -> None:
        """Take highlights away, as one step; raises MarksError."""
        with self._steps.lock:
            gone, before = tuple(marks), self._steps.copy.signature()
            paths = self._remove(gone)
            said = tr_count("{n} highlight taken away", "{n} highlights taken away", len(gone))
            self._steps.done(paths, before, said, lambda: self._put(gone))

    def _put(self, marks: Iterable[Highlight]) -> Iterable[str]:
        given = tuple(marks)
        self.store.put(given)
        return {mark.path for mark in given}

    def _remove(self, marks: Iterable[Highlight]) -> Iterable[str]:
        given = tuple(marks)
        self.store.remove(given)
        return {mark.path for mark in given}
