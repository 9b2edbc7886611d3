"""The search box: the list follows the typing, Tab completes, arrows bring back earlier searches."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader.config.theme import Part
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.errors import QueryError
from tui_reader.model.query import All, Condition
from tui_reader.ui.actions.ask import ask_line

if TYPE_CHECKING:
    from rich.style import Style

    from tui_reader.search.completion import Completion
    from tui_reader.ui.screens.browse import Browse
    from tui_reader.ui.widgets.input_line import InputLine

TYPING_SECONDS = 0.2
"""Pause after the last letter before the list follows what is typed."""


class Searching:
    """One time the search box is open."""

    def __init__(self, browse: "Browse") -> None:
        self.browse = browse
        self.before = browse.filter

    @property
    def history(self) -> tuple[str, ...]:
        """Earlier searches, the last one last."""
        return tuple(self.browse.searches)

    @property
    def quiet(self) -> "Style":
        """The style of the status line, whose place the line takes."""
        return self.browse.view.painter.part(Part.STATUS)

    def typed(self, text: str) -> None:
        """The list follows after a short pause."""
        browse = self.browse
        browse.pauses.after("typing", TYPING_SECONDS, lambda: self.show(text) if not browse.status.display else None)

    def complete(self, line: "InputLine") -> None:
        """Ask for ways to go on, and take the likeliest."""
        text, cursor, library = line.value, line.cursor_position, self.browse.library

        def then(found: "tuple[Completion, ...]") -> None:
            line.offer([(each.start, each.text, each.shown) for each in found])

        self.browse.tasks.ask("complete", lambda: library.posts.completions(text, cursor), then)

    def accepts(self, text: str) -> bool:
        """Whether the text is a query; where it is not, the place that cannot be read is underlined and the list
        stays.
        """
        return self._condition(text) is not None

    def show(self, text: str) -> None:
        """Show what the text asks for; where it cannot be read, what is on the screen stays."""
        browse, condition = self.browse, self._condition(text)
        if condition is not None:
            typed = None if condition == All() else condition
            browse.show_filter(replace(browse.filter, words=text.strip(), typed=typed))

    def _condition(self, text: str) -> Condition | None:
        """What the text means; None where it cannot be read, which the line then shows."""
        browse = self.browse
        try:
            return browse.library.posts.query(text).where if text.strip() else All()
        except QueryError as error:
            if browse.line is not None:
                style = browse.view.painter.part(Part.INPUT_ERROR)
                browse.line.tell_fault(str(error), style, error.start, error.end)
            return None

    def answer(self, text: str | None) -> None:
        """Keep what was found, or bring back what was there before."""
        browse = self.browse
        browse.pauses.cancel("typing")
        if text is None:
            browse.show_filter(self.before)
            return
        self.show(text)
        if text.strip():
            browse.searches = [*(t for t in browse.searches if t != text), text]
            self.ask_waiting(self._say_waiting)
            self._ask_unknown()

    def ask_waiting(self, then: Callable[[int], None]) -> None:
        """Ask how many posts cannot be found by their text yet."""
        self.browse.tasks.ask("waiting", lambda: self.browse.library.index.full_text.count_waiting(), then)

    def _ask_unknown(self) -> None:
        """Say what the query names that is not there: a list may be empty for that reason."""
        browse, typed = self.browse, self.browse.filter.typed

        def then(unknown: str) -> None:
            if unknown:
                browse.status.notify_user(tr("No post has {field}").replace("{field}", unknown), error=True)

        if typed is not None:
            browse.tasks.ask("unknown", lambda: browse.library.posts.unknown(typed), then)

    def begun(self, waiting: int) -> None:
        """Nothing is typed yet: say what is not searched yet."""
        line = self.browse.line
        if waiting and line is not None and not line.value:
            line.placeholder = _waiting_text(waiting)

    def _say_waiting(self, waiting: int) -> None:
        """Say what is not searched yet: its text is still being read behind the screen."""
        if waiting:
            self.browse.status.notify_user(_waiting_text(waiting))


def _waiting_text(waiting: int) -> str:
    return tr_count("the text of {n} post is not searched yet", "the text of {n} posts is not searched yet", waiting)


def search_feed(browse: "Browse") -> None:
    """Search the feed in the query language."""
    searching = Searching(browse)
    prompt = tr("Search: words, tag:…, after:2022-07, is:unread, -without")
    ask_line(browse, prompt, browse.filter.words, searching.answer, searching)
    searching.ask_waiting(searching.begun)
