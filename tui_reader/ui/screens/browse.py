"""The one main screen: sidebar, list and reading pane, arranged for the width there is.

┌ Sidebar ┬ PostList ┬ PostView ┐
│ views   │ rows     │ page     │
│ terms   │          │          │
├─────────┴──────────┴──────────┤
│ StatusLine                    │
└───────────────────────────────┘
"""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from tui_reader.config.theme import Part
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.query import Query
from tui_reader.ui.actions.following import follow_link
from tui_reader.ui.actions.perform import PERFORM
from tui_reader.ui.actions.selecting import copy as copy_selection
from tui_reader.ui.controllers.error_boundary import run_action
from tui_reader.ui.controllers.reading import Reading
from tui_reader.ui.controllers.tasks import Tasks
from tui_reader.ui.controllers.timers import Pauses
from tui_reader.ui.keys import Scope
from tui_reader.ui.render.status_text import filter_words, list_heading, place_in_list, place_in_post
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.startup.initial_state import InitialState
from tui_reader.ui.startup.textual_bindings import bindings
from tui_reader.ui.startup.warm_up import warm_up
from tui_reader.ui.state.arrangement import Arrangement, arrange
from tui_reader.ui.state.filter import Filter
from tui_reader.ui.state.row_cache import Listed
from tui_reader.ui.widgets.post_list import PostList
from tui_reader.ui.widgets.post_view import PostView
from tui_reader.ui.widgets.row_pane import RowPane
from tui_reader.ui.widgets.sidebar import Sidebar
from tui_reader.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui_reader.ui.widgets.input_line import InputLine

FOLLOW_SECONDS = 0.15
"""Pause after the cursor's last move before the reading pane follows."""


class Browse(Screen[None]):
    """Sidebar, list and reading pane; what keys do stands in `ui/actions/perform.py`."""

    BINDINGS = bindings(Scope.EVERYWHERE)

    def __init__(self, opening: InitialState) -> None:
        super().__init__()
        painter = Painter(opening.theme, opening.ambiguous)
        self.opening = opening
        self.library = opening.library
        self.filter = opening.filter
        self.full = bool(opening.path)
        self.active = "post" if opening.path else "posts"
        self.arrangement = Arrangement(0, 0, 0)
        self.sidebar = Sidebar(painter, opening.glyphs, opening.saved)
        self.posts = PostList(painter, opening.glyphs)
        self.view = PostView(painter)
        self.status = StatusLine(painter, opening.glyphs)
        self.reading: Reading = Reading(self, opening)
        self.pauses = Pauses(self)
        self.searches: list[str] = []
        self.line: InputLine | None = None
        self.asked: InputLine | None = None
        self.tasks: Tasks = Tasks(self, self.library)

    def compose(self) -> ComposeResult:
        """The panes from left to right, and the status line below."""
        self.rearrange()
        yield self.sidebar
        yield self.posts
        yield self.view
        yield self.status

    def on_mount(self) -> None:
        """Show what was known before the first paint, then ask for the rest."""
        self.sidebar.heading = self.library.site.title or tr("Posts")
        self.posts.heading = list_heading(self.filter, self.opening.glyphs)
        if self.opening.counts is not None:
            self.sidebar.show_counts(self.opening.counts)
        self.total = self.opening.total
        self.whole = self.opening.counts.whole if self.opening.counts is not None else 0
        self.posts.show(Listed(self.opening.ids, self.opening.rows))
        self.enter(self.active)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """After the first paint: the whole list, the post, a look at the files and the watch."""
        if not self.library.posts.empty:
            self.open_first()
        self.tasks.reload(keep=True)
        self.tasks.ask("visit", self.library.visit, lambda _: self.tasks.sync())
        self.tasks.do(warm_up)
        notices = [*self.opening.settings.problems, *self.library.notices]
        if not self.opening.can.unicode:
            notices.append(tr("The locale is not UTF-8, so only ASCII is shown: set LANG, to C.UTF-8 for one"))
        if notices:
            more = tr(" (+{n}: newsreader check)").replace("{n}", str(len(notices) - 1)) if len(notices) > 1 else ""
            self.status.notify_user(f"{notices[0]}{more}", error=True)
        seconds = self.opening.settings.watch_seconds
        if seconds > 0:
            self.set_interval(seconds, self.tasks.sync)

    def open_first(self) -> None:
        """Open the post the reader was started with."""
        if self.opening.path:
            self.reading.open(self.opening.path)

    def query_now(self) -> Query:
        """What the list shows, for the index."""
        return self.filter.query(self.opening.base)

    def rearrange(self) -> None:
        """Give each pane its columns."""
        before = self.arrangement
        self.arrangement = arrange(self.app.size.width, self.active, self.full)
        if self.arrangement == before:
            return
        columns = (self.arrangement.sidebar, self.arrangement.posts, self.arrangement.post)
        for pane, width in zip((self.sidebar, self.posts, self.view), columns, strict=True):
            pane.display = width > 0
            pane.styles.width = max(1, width)

    def on_resize(self) -> None:
        """Another size of the screen: other columns, and the post set anew for them before anything is painted."""
        self.rearrange()
        self.reading.set_again()

    def enter(self, pane: str) -> None:
        """Give a pane the focus, and the columns that go with it; a line that is being typed keeps the focus until it
        ends.
        """
        self.active = pane
        self.full = self.full and pane == "post"
        self.rearrange()
        self.set_focus(self.asked or {"sidebar": self.sidebar, "posts": self.posts, "post": self.view}[pane])
        self.reading.set_again()
        self.show_place()

    async def action_perform(self, action: str) -> None:
        """Do what the table of actions says under this id, once what the last keys set off is there."""
        await self.tasks.catch_up()
        self.status.clear_notice()
        run_action(self, lambda: PERFORM[action](self))
        self.show_place()  # here, and not when the pane tells of it, so that text and status line go out in one frame

    def show_error(self, text: str) -> None:
        """An error as one line in the status line."""
        self.status.notify_user(text, error=True)

    def log_error(self, error: Exception) -> None:
        """An error that nobody foresaw, in full, for the log."""
        self.app.log.error(error)

    def show_filter(self, chosen: Filter, path: str = "") -> None:
        """Show other posts, the cursor on the first one or on that of `path`."""
        self.filter = chosen
        self.posts.take_range()
        self.posts.heading = list_heading(chosen, self.opening.glyphs)
        self.sidebar.show_filter(chosen)
        self.tasks.reload(keep=False, path=path)

    def show_list(self, listed: Listed, *, keep: bool) -> None:
        """The list is known: show it, the cursor on its post, and let the reading pane follow."""
        self.posts.show(listed, keep=keep)
        self.total = self.posts.window.count
        self.follow()
        self.show_place()

    def refresh_marks(self) -> None:
        """The user's marks have changed: rows and counts show them."""
        self.posts.forget_rows()
        self.tasks.count(self.query_now())

    def follow(self) -> None:
        """Show the chosen post in the reading pane, where it is seen and not being read."""
        if self.arrangement.post == 0 or self.active == "post":
            return
        row = self.posts.chosen
        if row is not None:
            self.reading.open(row.path)
        elif not self.posts.window.count:
            self.view.show_message(tr("Nothing here.") if self.tasks.known else f"{tr('Looking for posts')} …")

    def show_place(self) -> None:
        """Say in the status line which post is chosen and how far one has read."""
        right = tr("? help")
        if self.view.page is not None and self.arrangement.post:
            place = place_in_post(self.view.window.part, self.reading.minutes, self.opening.glyphs)
            right = f"{place}   {right}"
        place = place_in_list(self.posts.window.cursor, self.total, self.whole)
        chosen = len(self.posts.window.selected)
        words = (
            tr_count("{n} chosen", "{n} chosen", chosen) if chosen else filter_words(self.filter, self.opening.glyphs)
        )
        self.status.show(words, place, right)
        if self.line is not None and not self.line.occupied:
            self.line.tell(place, self.view.painter.part(Part.STATUS))

    @on(RowPane.Moved)
    def _moved(self, message: RowPane.Moved) -> None:
        if message.pane is self.posts:
            self.show_place()
            self.pauses.after("follow", FOLLOW_SECONDS, self.follow)

    @on(RowPane.Chosen)
    def _chosen(self, message: RowPane.Chosen) -> None:
        self.enter("sidebar" if message.pane is self.sidebar else "posts")
        run_action(self, lambda: PERFORM["open"](self))

    @on(PostList.RowsWanted)
    def _rows_wanted(self, message: PostList.RowsWanted) -> None:
        self.tasks.rows(message.chunk, message.ids)

    @on(PostView.Scrolled)
    def _scrolled(self) -> None:
        self.show_place()
        self.reading.scrolled()

    @on(PostView.Pointed)
    def _pointed(self, message: PostView.Pointed) -> None:
        self.enter("post")
        link = message.link
        run_action(self, lambda: copy_selection(self) if link is None else follow_link(self, link))
