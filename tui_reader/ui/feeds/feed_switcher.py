"""The feeds of one reader: each is opened when it is first shown and keeps a screen of its own, so that one comes back
to the place where one was.
"""

from collections.abc import Mapping, Sequence

from tui_reader.config.paths import user_paths
from tui_reader.config.settings import OpenOptions
from tui_reader.feed.several.known_feeds import settings_of
from tui_reader.feed.several.open_feeds import OpenFeeds
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import NotFoundError, ReaderError
from tui_reader.ui.controllers.key_bindings import KeyBindings
from tui_reader.ui.error_boundary import report_error
from tui_reader.ui.preferences.live_settings import take_over
from tui_reader.ui.screens.browse import Browse
from tui_reader.ui.session.appearance import adapt
from tui_reader.ui.startup.initial_state import InitialState, prepare_initial_state
from tui_reader.ui.state.history import History, Place
from tui_reader.ui.textual_compat.reporting_app import ReportingApp


class FeedApp(ReportingApp):
    """An application that shows one feed at a time."""

    browse: Browse
    """The screen of the feed that is shown."""

    def show_screen(self, browse: Browse) -> None:
        """Show another feed."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class _Opened:
    """A feed that could be opened."""

    name: str
    """Its name."""
    state: InitialState | None
    """What its screen begins with; None where it stands already."""
    trouble: ReaderError | None
    """Why the one that was asked for could not be opened; None where this is the one."""


class FeedSwitcher:
    """Opens feeds and shows them. Its attributes belong to the interface's thread; the one that opens feeds has what
    `OpenFeeds` keeps.
    """

    def __init__(self, app: FeedApp, initial: InitialState) -> None:
        self.history = History()
        """The way through all feeds."""
        self.keys = KeyBindings(app)
        """The keys that work on every screen."""
        self._app = app
        self.settings = initial.settings
        """What holds now, changed from inside since the start or not."""
        self._feeds = OpenFeeds(initial.settings, user_paths(), initial.feed, initial.library)
        self.first = Browse(initial, self, self.keys)
        """The screen of the feed that the reader was started with."""
        self._screens: dict[str, Browse] = {initial.feed: self.first}

    @property
    def names(self) -> tuple[str, ...]:
        """The feeds of the settings in their order, and before them the one that was opened, where it is none of
        those; all of them as one at the end.
        """
        return self._feeds.names

    def show(self, name: str, place: Place | None = None, instead: Sequence[str] = ()) -> None:
        """Show another feed, at a place in it, else where it was left; the first of `instead` that can be opened where
        it cannot.
        """
        shown = self._app.browse
        if name in self._screens:
            self._enter(self._screens[name], place)
            return

        def work() -> _Opened:
            trouble: ReaderError | None = None
            for each in (name, *instead):
                try:
                    return _Opened(each, self._state(each, shown.initial), trouble)
                except ReaderError as error:
                    trouble = trouble or error
            raise trouble or NotFoundError(name)

        def then(opened: _Opened) -> None:
            if opened.state is not None:
                self._screens.setdefault(opened.name, Browse(opened.state, self, self.keys))
            self._enter(self._screens[opened.name], place)
            if opened.trouble is not None:
                report_error(self._app.browse, opened.trouble)

        shown.status.show_progress(tr("Opening {name}").replace("{name}", name), 0.5)
        shown.tasks.ask("feed", work, then)

    def _state(self, name: str, initial: InitialState) -> InitialState | None:
        """What is known of a feed before its screen stands; None where it stands. Raises ReaderError."""
        if name in self._screens:
            return None
        library = self._feeds.library(name)
        state = prepare_initial_state(library, self.settings, initial.theme, initial.can, OpenOptions(feed=name))
        return replace(state, glyphs=initial.glyphs, ambiguous=initial.ambiguous)

    def is_shown(self, screen: object) -> bool:
        """Whether this is the screen of the feed that is shown."""
        return screen is self._app.browse

    def unread(self) -> Mapping[str, int | None]:
        """How many posts of each feed are unread; None where it cannot be opened or was never read."""
        return self._feeds.unread(self._app.browse.initial.base)

    def save(self) -> None:
        """Write the places down at once: the reader ends. Safe in any thread."""
        for browse in self._screens.values():
            browse.reading.save()

    def leave(self) -> None:
        """The reader ends."""
        for browse in self._screens.values():
            browse.leave()
        self._feeds.close()

    def _enter(self, browse: Browse, place: Place | None) -> None:
        """Show a screen as the others look, at a place."""
        before = self._app.browse
        if browse is not self.first and not self._app.is_screen_installed(browse):
            # One that is not installed is destroyed when another takes its place.
            self._app.install_screen(browse, f"feed {len(self._screens)}")
        before.status.show_progress("", 1.0)
        before.reading.keep_place()
        before.file_sync.rest()
        look = before.initial
        adapt(self._app, browse, replace(browse.initial, theme=look.theme, glyphs=look.glyphs, can=look.can))
        self._app.show_screen(browse)
        browse.file_sync.resume()
        take_over(browse, settings_of(browse.initial.feed, self.settings))
        if place is not None:
            browse.travel.go_to(place)
