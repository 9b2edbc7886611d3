"""What controllers need of the screen they work for: a protocol, so that none knows the screen itself."""

from typing import TYPE_CHECKING, Protocol

from tui_reader.ui.error_boundary import ShowsErrors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import App

    from tui_reader.config.settings import Settings
    from tui_reader.feed.library import Library
    from tui_reader.ui.controllers.panes import Panes
    from tui_reader.ui.controllers.tasks import Tasks
    from tui_reader.ui.controllers.timers import Pauses
    from tui_reader.ui.startup.initial_state import InitialState
    from tui_reader.ui.state.filter import Filter
    from tui_reader.ui.state.history import History, Place
    from tui_reader.ui.widgets.post_list import PostList
    from tui_reader.ui.widgets.post_view import PostView
    from tui_reader.ui.widgets.sidebar import Sidebar
    from tui_reader.ui.widgets.status_line import StatusLine


class Travels(Protocol):
    """Remembers places."""

    def leave(self) -> None:
        """A jump is about to lead away from here."""


class Feeds(Protocol):
    """The feeds that the reader can change between."""

    history: "History"
    """The way through all feeds."""
    settings: "Settings"
    """What holds now in all of them, but for what is a feed's own."""

    @property
    def names(self) -> "Sequence[str]":
        """Their names, the one that is shown among them."""

    def show(self, name: str, place: "Place | None" = None, instead: "Sequence[str]" = ()) -> None:
        """Show another feed, at a place in it, else where it was left; the first of `instead` that can be opened where
        it cannot.
        """

    def is_shown(self, screen: object) -> bool:
        """Whether this is the screen of the feed that is shown."""

    def unread(self) -> "Mapping[str, int | None]":
        """How many posts of each feed are unread; None where it cannot be opened or was never read. For a worker."""


class ScreenContext(ShowsErrors, Protocol):
    """The main screen as controllers see it."""

    library: "Library"
    """The open feed."""
    initial: "InitialState"
    """Settings, theme and what the terminal can do."""
    sidebar: "Sidebar"
    """Views and terms."""
    posts: "PostList"
    """The list."""
    view: "PostView"
    """The reading pane."""
    status: "StatusLine"
    """Notices to the user."""
    panes: "Panes"
    """Which pane has the focus, and how wide each is."""
    tasks: "Tasks"
    """Slow work."""
    pauses: "Pauses"
    """Things done after a pause."""
    feeds: "Feeds"
    """Other feeds."""

    @property
    def travel(self) -> "Travels":
        """The way back."""

    @property
    def app(self) -> "App[object]":
        """The application: its size, its driver, leaving it for another program or for good."""

    @property
    def is_running(self) -> bool:
        """Whether the screen is there to be changed."""

    @property
    def filter(self) -> "Filter":
        """What the list shows."""

    def enter(self, pane: str) -> None:
        """Give a pane the focus, and the columns that go with it."""

    def show_place(self) -> None:
        """Say in the status line which post is chosen and how far one has read."""
