"""The highlights of the post in the reading pane: found in its text, and shown where they stand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.marks.highlights import Highlight
from tui_reader.text.passage import Passage, find_passage, find_unchanged, passage_at, squeeze
from tui_reader.ui.controllers.screen_context import ScreenContext

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page
    from tui_reader.layout.tools.body_text import BodyText
    from tui_reader.layout.tools.selection import Selection


class Highlighting:
    """Which passages of the page are kept, and where they are."""

    def __init__(self, screen: ScreenContext) -> None:
        self._screen = screen
        self.marks: tuple[Highlight, ...] = ()
        """The highlights of the post."""
        self.wanted = ""
        """Id of the one to go to once it is found; empty for none."""
        self._spans: dict[str, tuple[int, int]] = {}
        self._body: tuple[Page, BodyText] | None = None
        self._seen: tuple[Page, tuple[Highlight, ...], range] | None = None

    def show(self) -> None:
        """Find the highlights in the page, in a worker, and show them; those that are not there any more are passed
        over. Of a page that is not laid out whole yet those are shown that are on the screen as they were kept: it is
        asked for again when it is.
        """
        page, marks = self._screen.view.page, self.marks
        if not marks:
            self._take(None, {})
        elif page is not None and page.settled:
            known = self._body

            def work() -> "tuple[BodyText, dict[str, tuple[int, int]]]":
                body = known[1] if known is not None and known[0] is page else _body_text(page)
                found = ((mark.id, find_passage(body.text, _passage_of(mark))) for mark in marks)
                return body, {name: span for name, span in found if span}

            def then(found: "tuple[BodyText, dict[str, tuple[int, int]]]") -> None:
                if self._screen.view.page is page and self.marks is marks:
                    self._take(*found)

            self._screen.tasks.ask("passages", work, then)
        elif page is not None:
            self._show_seen(page)

    def _show_seen(self, page: "Page") -> None:
        """Show the highlights of the parts of the page that are on the screen, found here, since these are few."""
        from tui_reader.layout.tools.body_text import BodyText  # noqa: PLC0415  loaded when first needed

        view = self._screen.view
        if self._seen == (page, self.marks, view.window.seen):
            return
        self._seen = page, self.marks, view.window.seen
        first, last = (page.parts.find(max(line, 0))[0] for line in (view.window.top, view.window.seen.stop - 1))
        body = BodyText(page, range(first, last + 1))
        spans = filter(None, (find_unchanged(body.text, _passage_of(mark)) for mark in self.marks))
        view.show_highlights(tuple(one for span in spans for one in body.selections(*span)))

    def _take(self, body: "BodyText | None", spans: dict[str, tuple[int, int]]) -> None:
        """The highlights are found: show them, and go to the one that is wanted."""
        self._spans = spans
        if body is not None:
            self._body = body.page, body
        selections = tuple(one for span in spans.values() for one in body.selections(*span)) if body else ()
        self._screen.view.show_highlights(selections)
        wanted, self.wanted = self.wanted, ""
        if wanted:
            self.go_to(wanted)

    def go_to(self, name: str) -> bool:
        """Bring a highlight of the page into sight; False where it is not there any more."""
        body, view = self._text(), self._screen.view
        if body is None or name not in self._spans:
            return False
        from tui_reader.layout.tools.selection import line_of  # noqa: PLC0415  loaded when first needed

        line = line_of(body.page, body.selection(*self._spans[name]).start)
        if line not in view.window.seen:
            view.window.move_to(line - view.window.room // 3)
        return True

    def under(self, selection: "Selection") -> Sequence[Highlight]:
        """The highlights that a selection touches."""
        body = self._text()
        start, end = body.span(selection) if body else (0, 0)
        touched = {name for name, (first, last) in self._spans.items() if first < end and start < last}
        return [mark for mark in self.marks if mark.id in touched]

    def passage(self, selection: "Selection") -> tuple[Passage, str] | None:
        """The passage that is selected, and how it reads; None where no text of the post's own is."""
        body = self._text()
        start, end = body.span(selection) if body else (0, 0)
        return (passage_at(body.text, start, end), body.read(start, end)) if body and start < end else None

    def sentence(self, selection: "Selection | None") -> "Selection | None":
        """The selection up to the end of its sentence, or of the next one; None where there is no text."""
        body, view = self._text(), self._screen.view
        if body is None or not body.text:
            return None
        from tui_reader.layout.tools.selection import Selection, spot_at  # noqa: PLC0415  loaded when first needed

        seen = Selection(spot_at(body.page, view.window.top), spot_at(body.page, view.window.seen.stop - 1))
        start, end = body.span(selection or seen)
        return body.selection(*body.sentences(start, end if selection else start)) if start < end else None

    def _text(self) -> "BodyText | None":
        """The text of the page, laid out whole; the line at the top stays there."""
        view = self._screen.view
        page = view.page
        if page is None:
            return None
        if self._body is None or self._body[0] is not page:
            view.window.settle_all()
            self._body = page, _body_text(page)
        return self._body[1]


def _body_text(page: "Page") -> "BodyText":
    """The text of a page that is laid out whole: nothing of it changes any more, so that any thread may read it."""
    from tui_reader.layout.tools.body_text import BodyText  # noqa: PLC0415  loaded when first needed

    return BodyText(page)


def _passage_of(mark: Highlight) -> Passage:
    return Passage(squeeze(mark.quote), mark.before, mark.after, mark.at)
