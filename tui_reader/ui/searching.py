"""The search box: the list follows the typing, Tab completes, arrows bring back earlier searches."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader.errors import QueryError
from tui_reader.query import All
from tui_reader.text.words import say, say_count
from tui_reader.ui.ask import ask_line

if TYPE_CHECKING:
    from tui_reader.completing import Completion
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

    def typed(self, text: str) -> None:
        """The list follows after a short pause."""
        browse = self.browse
        browse.pauses.after("typing", TYPING_SECONDS, lambda: self.show(text) if not browse.status.display else None)

    def complete(self, line: "InputLine") -> None:
        """Ask for ways to go on, and take the likeliest."""
        text, cursor, library = line.value, line.cursor_position, self.browse.library

        def then(found: "tuple[Completion, ...]") -> None:
            line.offer([(each.start, each.text) for each in found])

        self.browse.loader.ask("complete", lambda: library.completions(text, cursor), then)

    def show(self, text: str) -> None:
        """Show what the text asks for; where it cannot be read, what is on the screen stays."""
        browse = self.browse
        try:
            condition = browse.library.query(text).where if text.strip() else All()
        except QueryError as error:
            browse.status.notify_user(str(error), error=True)
            return
        typed = None if condition == All() else condition
        browse.show_filter(replace(browse.filter, words=text.strip(), typed=typed))

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
            browse.loader.ask("waiting", lambda: browse.library.waiting, self._say_waiting)

    def _say_waiting(self, waiting: int) -> None:
        """Say what is not searched yet: its text is still being read behind the screen."""
        if waiting:
            text = say_count(
                "the text of {n} post is not searched yet", "the text of {n} posts is not searched yet", waiting
            )
            self.browse.status.notify_user(text)


def search_feed(browse: "Browse") -> None:
    """Search the feed in the query language."""
    searching = Searching(browse)
    prompt = say("Search: words, tag:…, after:2022-07, is:unread, -without")
    ask_line(browse, prompt, browse.filter.words, searching.answer, searching)
