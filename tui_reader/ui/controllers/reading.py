"""The post in the reading pane: shown at its place, laid out for the width there is, its place kept."""

from typing import TYPE_CHECKING

from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Position
from tui_reader.markdown.loading import load_parser
from tui_reader.marks.highlights import Highlight
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import ContentError
from tui_reader.model.query import words_of
from tui_reader.ui.controllers.frame_hold import FrameHold
from tui_reader.ui.controllers.picture_controller import Picturing
from tui_reader.ui.controllers.screen_context import ScreenContext
from tui_reader.ui.notebook.highlighting import Highlighting

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page

LONGEST_MARKED = 4000
"""Lines of the longest page in which what was searched for is marked."""
MEASURES = (20, 200)
"""Narrowest and widest measure in cells."""
BESIDE_PICTURE = 4
"""Rows of the pane that a picture leaves for its caption and the lines around it."""
PLACE_SECONDS = 2.0
"""Pause after the last scroll before the place is written down."""
SET_AT_ONCE = 200
"""Lines of the longest page that is set whole before it is shown; the first lines of others are shown sooner."""
SETTLE_SECONDS = 0.02
"""Pause between two steps of setting the rest of a long post."""


class Reading:
    """What happens in the reading pane of one screen."""

    def __init__(self, screen: ScreenContext) -> None:
        self.screen = screen
        self.library: Library = screen.library
        self.measure = screen.initial.settings.measure
        self.path = ""
        self.minutes = 0
        self.unsaved: PlaceWork | None = None
        self.kept: tuple[Page, Position | None] | None = None
        """The post's page and where it was, while something else stands in its place."""
        self._fragment = ""
        self.placed = ""
        """Path of the post whose text is shown, which has a place to be kept; empty where something else is shown."""
        self.highlighting = Highlighting(screen)
        self.hold = FrameHold(screen)
        """Keeps a pane that comes up from being drawn before its text is there."""
        self.picturing = Picturing(screen, self)
        screen.view.strips.draw_picture = self.picturing.strip

    def margins(self) -> tuple[int, int]:
        """Cells left of the text, and cells of the text, in the columns that the pane has, or is about to get."""
        width = self.screen.panes.arrangement.post or self.screen.view.size.width
        air = 1 if width < 44 else 3
        text = max(10, min(self.measure, width - 2 * air))
        return (width - text) // 2 if self.screen.panes.full else air, text

    def layout(self) -> Layout:
        """How the page is to be set in the pane as wide as it is now."""
        settings = self.screen.initial.settings
        rows = max(1, (self.screen.view.size.height or self.screen.app.size.height) - BESIDE_PICTURE)
        return Layout(
            width=self.margins()[1],
            paragraphs=settings.paragraphs,
            hanging_punctuation=settings.hang,
            cjk_latin_spacing=settings.gaps,
            ascii=self.screen.initial.glyphs.ascii,
            ambiguous=self.screen.initial.ambiguous,
            measure_picture=self.picturing.rooms.within(rows),
        )

    def open(self, path: str, fragment: str = "", place: Position | None = None) -> None:
        """Show a post at `place`, else where it was left, or at the heading or footnote called `fragment`."""
        page = self.screen.view.page
        if path != self.path or page is None:
            self.keep_place()
            self._ask(path, place)
            self._fragment = ""
        else:
            self.hold.end()
            if place is not None:
                self.screen.view.window.move_to(page.line_of_position(place))
        self._fragment = fragment or self._fragment

    def open_again(self) -> None:
        """Read the post's file again: it has changed. The words stay on top that stand there once it is read."""
        if self.path:
            self._ask(self.path)

    def _ask(self, path: str, place: Position | None = None) -> None:
        library, layout, rooms = self.library, self.layout(), self.picturing.rooms
        if path != self.path:
            rooms.begin()

        def work() -> "Opened":
            try:
                page = library.pages.lay_out(path, layout, library.marks.card(path))
            except ContentError as error:
                load_parser()
                from tui_reader.ui.render.stand_ins import lost_page  # noqa: PLC0415  loads the parsers

                return Opened(lost_page(path, error, library.marks.known_bookmark(path), layout))
            rooms.look_ahead(page)
            return Opened(page, path, library.marks.place(path), library.marks.passages.known(path))

        self.path = path
        self.screen.tasks.ask("page", work, lambda opened: self._show(path, opened, place))

    def open_first(self) -> None:
        """Open the post that the reader was started with, where it was given one."""
        if self.screen.initial.path:
            self.open(self.screen.initial.path)

    def open_chosen(self) -> None:
        """Show the post that is chosen in the list."""
        row = self.screen.posts.chosen
        if row is not None:
            self.open(row.path)

    def _show(self, path: str, opened: "Opened", place: Position | None) -> None:
        """The page is set: show it at the place that was asked for, else where one is by now, or was left."""
        place = place or _place_in(self, path) or opened.place
        page, self.placed = opened.page, opened.placed
        self.highlighting.marks = opened.highlights
        self.minutes = page.head.minutes if page.head else 0
        self.screen.view.running_head = page.head.title if page.head else ""
        self.kept = None
        self.screen.view.show_page(page, self.margins()[0], place)
        if self._fragment:
            self.jump(self._fragment)
            self._fragment = ""
        self.screen.show_place()
        self.hold.end()
        if page.height <= SET_AT_ONCE:
            self._settle()
        else:
            self.highlighting.show()
            self.screen.pauses.after("settle", SETTLE_SECONDS, self._settle)

    def _settle(self) -> None:
        """Set the rest of a long post in idle moments."""
        if not self.screen.view.window.settle():
            self.screen.pauses.after("settle", SETTLE_SECONDS, self._settle)
            if self.kept is None:
                self.highlighting.show()
        elif self.kept is None:
            self._mark_search()
            self.highlighting.show()

    def _mark_search(self) -> None:
        """Mark what was searched for in the post, and show the first place of a post that was not begun.

        A page of very many lines is left alone: looking through it would be felt.
        """
        view, typed = self.screen.view, self.screen.filter.typed
        if view.page is None or typed is None or view.overlay.hits or view.page.height > LONGEST_MARKED:
            return
        page = view.page
        found = {hit for word in words_of(typed) for hit in page.find(word.text)}
        hits = tuple(sorted(found, key=lambda hit: (hit.line, hit.start)))
        if hits:
            begin = view.window.top == 0 and self.screen.panes.active != "post"
            view.show_hits(hits, 0 if begin else -1)

    def jump(self, name: str) -> None:
        """Go to a heading or footnote of the post."""
        page = self.screen.view.page
        line = page.line_of_anchor(name) if page else None
        if line is not None:
            self.screen.view.window.move_to(line)

    def scrolled(self) -> None:
        """The reader moved in the post: its place is written down after a pause, or when the reader ends."""
        view = self.screen.view
        place = view.window.place()
        is_text = self.placed == self.path and self.kept is None
        if self.screen.panes.active == "post" and place is not None and is_text:
            self.unsaved = PlaceWork(self.library, self.path, replace(place, part=round(view.window.part, 4)))
            self.screen.pauses.after("place", PLACE_SECONDS, self.keep_place)

    def keep_place(self) -> None:
        """Write down where the reader is in the post, in a worker."""
        work, self.unsaved = self.unsaved, None
        if work is not None:
            self.screen.tasks.write(work, lambda _: None)

    def save(self) -> None:
        """Write the place down at once: the reader ends. Safe in any thread."""
        work, self.unsaved = self.unsaved, None
        if work is not None:
            work()

    def lay_out_again(self, *, force: bool = False) -> None:
        """Lay the post out again where the size or the line width changed, with `force` in any case; the same words
        stay on top.
        """
        view, layout = self.screen.view, self.layout()
        if view.page is None or not self.screen.panes.arrangement.post:
            return
        if view.columns is not None and self.leave_aside():
            return
        before, measure = view.page.layout, layout.measure_picture
        if force or layout.width != before.width or (self.picturing.rooms.used and measure != before.measure_picture):
            page = view.page.at(replace(before, width=layout.width, measure_picture=measure))
            view.show_page(page, self.margins()[0], view.window.place())
            self._settle()
        elif self.margins()[0] != view.left:
            view.show_page(view.page, self.margins()[0], view.window.place())
            self._settle()

    def change_measure(self, by: int) -> None:
        """Set the post in longer or shorter lines."""
        measure = max(MEASURES[0], min(MEASURES[1], self.measure + by))
        if measure != self.measure:
            self.measure = measure
            self.lay_out_again()
            width = self.layout().width if self.screen.panes.arrangement.post else measure
            self.screen.status.notify_user(tr("Lines of {n} cells").replace("{n}", str(width)))

    def keep_aside(self) -> None:
        """Something is about to stand in place of the post's page: keep that for later."""
        view = self.screen.view
        if self.kept is None and view.page is not None:
            self.kept = view.page, view.window.place()

    def leave_aside(self) -> bool:
        """Show the post's page again where something else stands in its place; False where nothing does."""
        if self.kept is None:
            return False
        page, place = self.kept
        self.kept = None
        self.screen.view.show_page(page, self.margins()[0], place)
        self.lay_out_again()
        self._settle()
        return True

    def toggle_header(self) -> None:
        """Show the post's header and problems in place of its text, or its text again."""
        load_parser()
        from tui_reader.ui.render.stand_ins import header_page  # noqa: PLC0415  the parsers load when first needed

        path, layout, library = self.path, self.layout(), self.library
        if not path:
            return
        if self.leave_aside():
            return

        def then(page: "Page") -> None:
            self.keep_aside()
            self.screen.view.show_page(page, self.margins()[0])
            self.screen.show_place()

        self.screen.tasks.ask("page", lambda: header_page(library.pages.read(path), layout), then)


@dataclass(frozen=True, slots=True)
class Opened:
    """What the pane shows of a post that was opened."""

    page: "Page"
    """Its text; where that cannot be read, a page that says so."""
    placed: str = ""
    """Path of the post whose text it is; empty for a page that says something else."""
    place: Position | None = None
    """Where it was left; None for the top."""
    highlights: tuple[Highlight, ...] = ()
    """Passages of it that the user keeps."""


class PlaceWork:
    """Writes one place down; called in a worker, or by hand when the reader ends."""

    def __init__(self, library: Library, path: str, place: Position) -> None:
        self.library, self.path, self.place = library, path, place

    def __call__(self) -> None:
        self.library.marks.keep_place(self.path, self.place)


def _place_in(reading: Reading, path: str) -> Position | None:
    """Where one is in the post; None where another one, or none, is shown."""
    if reading.placed != path:
        return None
    return reading.kept[1] if reading.kept else reading.screen.view.window.place()


def renew_card(reading: Reading) -> None:
    """Marks have changed: the card of the post says what its bookmark says now."""
    path, page, marks = reading.path, reading.screen.view.page, reading.library.marks
    if not path or reading.kept is not None or page is None or page.head is None:
        return
    said = page.head.bookmark

    def then(known: tuple[tuple[str, ...], tuple[Highlight, ...]]) -> None:
        if page is not reading.screen.view.page:
            return
        if known[0] != said:
            reading.open_again()
        elif known[1] != reading.highlighting.marks:
            reading.highlighting.marks = known[1]
            reading.highlighting.show()

    reading.screen.tasks.ask("card", lambda: (marks.card(path), marks.passages.known(path)), then)
