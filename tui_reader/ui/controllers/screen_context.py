"""What controllers need of the screen they work for: a protocol, so that none knows the screen itself."""

from typing import TYPE_CHECKING, Protocol

from tui_reader.ui.error_boundary import ShowsErrors

if TYPE_CHECKING:
    from textual.app import App

    from tui_reader.feed.library import Library
    from tui_reader.ui.controllers.panes import Panes
    from tui_reader.ui.controllers.tasks import Tasks
    from tui_reader.ui.controllers.timers import Pauses
    from tui_reader.ui.startup.initial_state import InitialState
    from tui_reader.ui.state.filter import Filter
    from tui_reader.ui.widgets.post_list import PostList
    from tui_reader.ui.widgets.post_view import PostView
    from tui_reader.ui.widgets.sidebar import Sidebar
    from tui_reader.ui.widgets.status_line import StatusLine


class Travels(Protocol):
    """Remembers places."""

    def leave(self) -> None:
        """A jump is about to lead away from here."""


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
