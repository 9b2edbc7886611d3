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

from tui_reader.config.key_presets import chosen_keys, first_key
from tui_reader.config.theme import Part
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.dataclass import replace
from tui_reader.ui.actions.all_actions import BY_ID
from tui_reader.ui.actions.clipboard import copy_selection
from tui_reader.ui.actions.link_actions import follow_link
from tui_reader.ui.actions.navigation import perform_counted
from tui_reader.ui.actions.table import Scope, perform_action
from tui_reader.ui.controllers.feed_list import FeedList
from tui_reader.ui.controllers.file_sync import FileSync
from tui_reader.ui.controllers.panes import Panes
from tui_reader.ui.controllers.reading import Reading
from tui_reader.ui.controllers.tasks import Tasks
from tui_reader.ui.controllers.timers import Pauses
from tui_reader.ui.controllers.travel import Travel
from tui_reader.ui.error_boundary import guarded, guarded_handler, run_action
from tui_reader.ui.render.hints import SELECTING, beside_progress, hints_of
from tui_reader.ui.render.status_text import filter_words, place_in_list, place_in_post, room_for_hints
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.screens.bound_panes import BoundList, BoundSidebar, BoundView, bindings
from tui_reader.ui.screens.questions import UserQuestions
from tui_reader.ui.startup.initial_state import InitialState
from tui_reader.ui.startup.warm_up import warm_up
from tui_reader.ui.state.key_count import KeyCount, counting
from tui_reader.ui.widgets.post_list import PostList
from tui_reader.ui.widgets.post_view import PostView
from tui_reader.ui.widgets.row_pane import RowPane
from tui_reader.ui.widgets.sidebar import Sidebar, show_name
from tui_reader.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import Keys, Questions
    from tui_reader.ui.controllers.screen_context import Feeds
    from tui_reader.ui.state.filter import Filter

FOLLOW_SECONDS = 0.15
"""Pause after the cursor's last move before the reading pane follows."""


class Browse(Screen[None]):
    """Sidebar, list and reading pane: it puts the parts together and answers their messages.

    What keys do stands in `ui/actions`, what the parts do between two keys in `ui/controllers`.
    """

    BINDINGS = bindings(Scope.EVERYWHERE)

    def __init__(self, initial: InitialState, feeds: "Feeds", keys: "Keys") -> None:
        super().__init__()
        self.feeds: Feeds = feeds
        painter = Painter(initial.theme, initial.ambiguous)
        self.initial = initial
        self.library = initial.library
        self.sidebar: Sidebar = BoundSidebar(painter, initial.glyphs, initial.saved)
        self.posts: PostList = BoundList(painter, initial.glyphs, initial.settings)
        self.view: PostView = BoundView(painter)
        self.status = StatusLine(painter, initial.glyphs)
        self.panes = Panes(self.sidebar, self.posts, self.view, reading=bool(initial.path))
        self.pauses = Pauses(self)
        self.tasks: Tasks = Tasks(self)
        self.reading: Reading = Reading(self)
        self.feed_list: FeedList = FeedList(self, self.reading)
        self.file_sync: FileSync = FileSync(self, self.feed_list, self.reading)
        self.travel: Travel = Travel(self, self.feed_list, self.reading, feeds.history)
        self.keys: Keys = keys
        """The keys that work; they are the application's."""
        self.questions: Questions = UserQuestions(self)
        self.searches: list[str] = []
        self.count = KeyCount()
        self.commands: list[str] = []

    @property
    def filter(self) -> "Filter":
        """What the list shows."""
        return self.feed_list.filter

    def compose(self) -> ComposeResult:
        """The panes from left to right, and the status line below."""
        self._arrange()
        yield self.sidebar
        yield self.posts
        yield self.view
        yield self.status

    def _arrange(self) -> None:
        """Give each pane its columns, and the titles of the list the lines they need in them, before it is painted."""
        self.panes.arrange(self.app.size.width)
        self.posts.use(replace(self.posts.row_style, width=self.panes.arrangement.posts))
        self.posts.one_click = not self.panes.arrangement.post
        if self.posts.one_click != (self.posts.lit is None):
            self.posts.lit = None if self.posts.one_click else self.posts.window.cursor
            self.posts.refresh()

    @guarded_handler
    def on_mount(self) -> None:
        """Show what was known before the first paint, then ask for the rest."""
        show_name(self.sidebar, self.library.site.title)
        self.feed_list.begin()
        self.enter(self.panes.active)
        self.call_after_refresh(guarded(self, self._begin))

    def _begin(self) -> None:
        """After the first paint: the whole list, the post, a look at the files and the watch."""
        if not self.library.posts.empty:
            self.reading.open_first()
        self.feed_list.reload(keep=True)
        self.tasks.ask("visit", self.library.visit, lambda _: self.file_sync.look())
        self.tasks.do(warm_up)
        notices = [*self.initial.settings.problems, *self.library.notices, *filter(None, [self.library.search_notice])]
        if not self.initial.can.unicode:
            notices.append(tr("The locale is not UTF-8, so only ASCII is shown: set LANG, to C.UTF-8 for one"))
        if notices:
            more = tr(" (+{n}: newsreader check)").replace("{n}", str(len(notices) - 1)) if len(notices) > 1 else ""
            self.status.notify_user(f"{notices[0]}{more}", error=True)
        if self.initial.offers_default:
            keys = chosen_keys(self.initial.settings.key_preset, self.initial.settings.keys)
            key = first_key(keys.get("default_feed", BY_ID["default_feed"].keys))
            if key:
                self.status.offer(tr("{key}: begin with this feed from now on").replace("{key}", key))

    def leave(self) -> None:
        """The reader ends: write the place down, stop a look at the files."""
        self.file_sync.leave()
        self.tasks.leave()
        self.reading.save()

    @guarded_handler
    def on_resize(self) -> None:
        """Another size of the screen: other columns, and the post laid out for them before anything is painted."""
        self._arrange()
        self.reading.lay_out_again()
        self.show_place()

    def enter(self, pane: str) -> None:
        """Give a pane the focus, and the columns that go with it; a line that is being typed keeps the focus until it
        ends. A post that was not on the screen comes up once its text is there.
        """
        if pane == "post" and not self.view.display:
            self.reading.hold.begin()
        self.panes.activate(pane)
        self._arrange()
        self.set_focus(self.questions.line or self.panes.focused)
        self.reading.lay_out_again()
        self.show_place()

    async def action_perform(self, action: str) -> None:
        """Do what the table of actions says under this id, once what the last keys set off is there."""
        await self.tasks.catch_up()
        self.status.clear_notice()
        if counting(self.initial.settings) and self.count.add(BY_ID[action]):
            self.status.notify_user(self.count.typed)
            return
        run_action(self, lambda: perform_counted(action, self, self.count.take()))
        # Here, and not when the pane tells of it, so that text and status line go out in one frame.
        run_action(self, self.show_place)
        run_action(self, self.file_sync.notice_key)

    def start_action(self, action: str) -> None:
        """Do an action that was chosen by its name."""
        self.tasks.run(self.action_perform(action))

    def show_error(self, text: str) -> None:
        """An error as one line in the status line, or beside what is being typed in its place."""
        self.status.notify_user(text, error=True)
        if self.questions.line is not None:
            self.questions.line.tell(text, self.view.painter.part(Part.STATUS_ERROR))

    def log_error(self, error: Exception) -> None:
        """An error that nobody foresaw, in full, for the log."""
        self.app.log.error(error)

    def show_place(self) -> None:
        """Say in the status line which post is chosen and how far one has read."""
        glyphs, shown, progress = self.initial.glyphs, self.feed_list, ""
        if self.view.page is not None and self.panes.arrangement.post:
            progress = place_in_post(self.view.window.part, self.reading.minutes, glyphs)
        feed = "" if self.panes.arrangement.sidebar else self.initial.told_feed
        filtered = filter_words(shown.filter, glyphs, feed)
        width = beside_progress(self.app.size.width, self.panes.arrangement)
        room = room_for_hints(filtered, glyphs, shown.total, shown.whole, width)
        selecting = self.panes.active == "post" and self.view.overlay.selection is not None
        hints = hints_of(SELECTING if selecting else self.panes.active, self.initial.settings, room, glyphs.ambiguous)
        place = place_in_list(self.posts.window.cursor, shown.total, shown.whole, shown.known)
        chosen = len(self.posts.window.selected)
        words = tr_count("{n} chosen", "{n} chosen", chosen) if chosen else filtered
        self.status.show(words, place, progress, hints)
        line = self.questions.search_line
        if line is not None and not line.occupied:
            line.tell(place, self.view.painter.part(Part.STATUS))

    @on(RowPane.Moved)
    @guarded_handler
    def _moved(self, message: RowPane.Moved) -> None:
        if message.pane is self.posts:
            self.show_place()
            self.pauses.after("follow", FOLLOW_SECONDS, self.feed_list.follow)

    @on(RowPane.Clicked)
    @guarded_handler
    def _clicked(self, message: RowPane.Clicked) -> None:
        self.enter("sidebar" if message.pane is self.sidebar else "posts")
        if message.choose:
            perform_action("open", self)
        elif message.cell is not None and message.pane is self.posts:
            self.feed_list.take_part_at(message.cell)

    @on(StatusLine.HintClicked)
    @guarded_handler
    def _hint_clicked(self, message: StatusLine.HintClicked) -> None:
        perform_action(message.action, self)

    @on(PostList.RowsWanted)
    @guarded_handler
    def _rows_wanted(self, message: PostList.RowsWanted) -> None:
        self.feed_list.ask_rows(message.chunk, message.ids)

    @on(PostView.Scrolled)
    @guarded_handler
    def _scrolled(self) -> None:
        self.show_place()
        self.reading.scrolled()

    @on(PostView.Pointed)
    @guarded_handler
    def _pointed(self, message: PostView.Pointed) -> None:
        self.enter("post")
        if message.link is None:
            copy_selection(self)
        else:
            follow_link(self, message.link)
