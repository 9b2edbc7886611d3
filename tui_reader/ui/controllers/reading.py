"""The post in the reading pane: following the list, keeping the place, finding, following links."""

import posixpath
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Position
from tui_reader.model.errors import NotFoundError
from tui_reader.ui.actions import in_post
from tui_reader.ui.controllers.picture_controller import Picturing
from tui_reader.ui.controllers.tasks import MARK
from tui_reader.ui.startup.initial_state import InitialState
from tui_reader.ui.state.filter import Filter

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page
    from tui_reader.ui.screens.browse import Browse

MEASURES = (20, 200)
"""Narrowest and widest measure in cells."""
BESIDE_PICTURE = 4
"""Rows of the pane that a picture leaves for its caption and the lines around it."""
PLACE_SECONDS = 2.0
"""Pause after the last scroll before the place is written down."""
SETTLE_SECONDS = 0.02
"""Pause between two steps of setting the rest of a long post."""


class Reading:
    """What happens in the reading pane of one screen."""

    def __init__(self, screen: "Browse", opening: InitialState) -> None:
        self.screen = screen
        self.library: Library = opening.library
        self.opening = opening
        self.measure = opening.settings.measure
        self.path = ""
        self.minutes = 0
        self.unsaved: PlaceWork | None = None
        self.kept: tuple[Page, Position | None] | None = None
        """The post's page and where it was, while something else stands in its place."""
        self._fragment = ""
        self.picturing = Picturing(screen)
        screen.view.strips.draw_picture = self.picturing.strip

    def margins(self) -> tuple[int, int]:
        """Cells left of the text, and cells of the text, in the columns that the pane has, or is about to get."""
        width = self.screen.arrangement.post or self.screen.view.size.width
        air = 1 if width < 44 else 3
        text = max(10, min(self.measure, width - 2 * air))
        return (width - text) // 2 if self.screen.full else air, text

    def layout(self) -> Layout:
        """How the page is to be set in the pane as wide as it is now."""
        settings = self.opening.settings
        rows = max(1, (self.screen.view.size.height or self.screen.app.size.height) - BESIDE_PICTURE)
        return Layout(
            width=self.margins()[1],
            paragraphs=settings.paragraphs,
            hanging_punctuation=settings.hang,
            cjk_latin_spacing=settings.gaps,
            ascii=self.opening.glyphs.ascii,
            ambiguous=self.opening.ambiguous,
            measure_picture=self.picturing.rooms.within(rows),
        )

    def open(self, path: str) -> None:
        """Show a post at the place it was left."""
        if path != self.path or self.screen.view.page is None:
            self.keep_place()
            self._ask(path, None)

    def open_again(self) -> None:
        """Read the post's file again: it has changed. The same words stay on top."""
        if self.path:
            self._ask(self.path, self.kept[1] if self.kept else self.screen.view.window.place())

    def _ask(self, path: str, here: Position | None) -> None:
        library, layout, rooms = self.library, self.layout(), self.picturing.rooms
        if path != self.path:
            rooms.begin()

        def work() -> "tuple[Page, Position | None, int]":
            page = library.pages.lay_out(path, layout)
            rooms.look_ahead(page)
            return page, here or library.marks.place(path), library.posts.by_path(path).minutes

        self.path = path
        self.screen.tasks.ask("page", work, lambda answer: self._show(path, answer))

    def open_chosen(self) -> None:
        """Show the post that is chosen in the list."""
        row = self.screen.posts.chosen
        if row is not None:
            self.open(row.path)

    def _show(self, path: str, answer: "tuple[Page, Position | None, int]") -> None:
        """The page is set: show it."""
        page, place, self.minutes = answer
        row = self.screen.posts.chosen
        if row is not None and row.path == path:
            self.screen.view.running_head = row.title
        self.kept = None
        self.screen.view.show_page(page, self.margins()[0], place)
        if self._fragment:
            in_post.jump(self.screen, self._fragment)
            self._fragment = ""
        self.screen.show_place()
        self._settle()

    def _settle(self) -> None:
        """Set the rest of a long post in idle moments."""
        if not self.screen.view.window.settle():
            self.screen.pauses.after("settle", SETTLE_SECONDS, self._settle)
        elif self.kept is None:
            in_post.mark_search(self.screen)

    def scrolled(self) -> None:
        """The reader moved in the post: its place is written down after a pause, or when the reader ends."""
        view = self.screen.view
        place = view.window.place()
        if self.screen.active == "post" and place is not None and self.kept is None:
            self.unsaved = PlaceWork(self.library, self.path, replace(place, part=round(view.window.part, 4)))
            self.screen.pauses.after("place", PLACE_SECONDS, self.keep_place)

    def keep_place(self) -> None:
        """Write down where the reader is in the post, in a worker."""
        work, self.unsaved = self.unsaved, None
        if work is not None:
            self.screen.tasks.ask(MARK, work, lambda _: None)

    def save(self) -> None:
        """Write the place down at once: the reader ends. Safe in any thread."""
        work, self.unsaved = self.unsaved, None
        if work is not None:
            work()

    def set_again(self, *, anew: bool = False) -> None:
        """Set the post anew for another size or measure, or in any case; the same words stay on top."""
        view, layout = self.screen.view, self.layout()
        if view.page is None or not self.screen.arrangement.post or (view.columns is not None and self.leave_aside()):
            return
        before, measure = view.page.layout, layout.measure_picture
        if anew or layout.width != before.width or (self.picturing.rooms.used and measure != before.measure_picture):
            page = view.page.at(replace(before, width=layout.width, measure_picture=measure))
            view.show_page(page, self.margins()[0], view.window.place())
            self._settle()
        elif self.margins()[0] != view.left:
            view.show_page(view.page, self.margins()[0], view.window.place())

    def change_measure(self, by: int) -> None:
        """Set the post in longer or shorter lines."""
        measure = max(MEASURES[0], min(MEASURES[1], self.measure + by))
        if measure != self.measure:
            self.measure = measure
            self.set_again()
            self.screen.status.notify_user(tr("Lines of {n} cells").replace("{n}", str(self.layout().width)))

    def open_linked(self, target: str) -> None:
        """Open the post that a link of this one leads to: by path from here or from the content folder, or by
        address.
        """
        address, _, fragment = target.partition("#")
        library, near = self.library, posixpath.join(posixpath.dirname(self.path), address)

        def find() -> str:
            try:
                return library.posts.by_name(posixpath.normpath(near)).path
            except NotFoundError:
                return library.posts.by_name(address).path

        self._go(find, fragment)

    def open_elsewhere(self, path: str, lang: str = "") -> None:
        """Open a post that need not be the one chosen in the list; the list goes along, to that language where it
        shows one.
        """
        self._go(lambda: path, lang=lang)

    def _go(self, find: Callable[[], str], fragment: str = "", lang: str = "") -> None:
        """Open the post whose path `find` gives, at a heading where one is named; the list goes along."""

        def work() -> tuple[str, int | None]:
            path = find()
            return path, self.library.posts.id_of(path)

        def then(found: tuple[str, int | None]) -> None:
            path, row_id = found
            posts = self.screen.posts
            if row_id is not None and row_id in posts.rows.ids:
                posts.move_to(posts.rows.ids.index(row_id))
            else:
                shown = self.screen.filter
                self.screen.show_filter(Filter(sort=shown.sort, lang=lang if shown.lang else ""), path)
            self.screen.enter("post")
            self.open(path)
            self._fragment = fragment

        self.screen.tasks.ask("link", work, then)

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
        self.set_again()
        return True

    def toggle_header(self) -> None:
        """Show the post's header and problems in place of its text, or its text again."""
        from tui_reader.ui.render.header_page import header_page  # noqa: PLC0415  the parsers load when first needed

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


class PlaceWork:
    """Writes one place down; called in a worker, or by hand when the reader ends."""

    def __init__(self, library: Library, path: str, place: Position) -> None:
        self.library, self.path, self.place = library, path, place

    def __call__(self) -> None:
        self.library.marks.keep_place(self.path, self.place)
