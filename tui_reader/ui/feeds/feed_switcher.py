"""The feeds of one reader: each is opened when it is first shown and keeps a screen of its own, so that one comes back
to the place where one was.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from tui_reader.config.paths import user_paths
from tui_reader.config.settings import OpenOptions, feed_called, place_of
from tui_reader.feed.library import Library, open_library
from tui_reader.feed.several.joined_feeds import JoinedFeeds
from tui_reader.feed.several.known_feeds import ALL
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import NotFoundError, ReaderError
from tui_reader.model.query import Is
from tui_reader.ui.controllers.key_bindings import KeyBindings
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


class FeedSwitcher:
    """Opens feeds and shows them. Its attributes belong to the interface's thread, but for `_libraries`: the one
    thread that opens feeds has those.
    """

    def __init__(self, app: FeedApp, initial: InitialState) -> None:
        self.history = History()
        """The way through all feeds."""
        self.keys = KeyBindings(app)
        """The keys that work on every screen."""
        self._app = app
        self._settings = initial.settings
        self._own = initial.library
        self._libraries: dict[str, Library] = {initial.feed: initial.library}
        self.first = Browse(initial, self, self.keys)
        """The screen of the feed that the reader was started with."""
        self._screens: dict[str, Browse] = {initial.feed: self.first}

    @property
    def names(self) -> tuple[str, ...]:
        """The feeds of the settings in their order, and before them the one that was opened, where it is none of
        those.
        """
        named = [feed.name for feed in self._settings.feeds]
        opened = [name for name in self._libraries if name not in (*named, ALL)]
        single = tuple(dict.fromkeys([*opened, *named]))
        return (*single, ALL) if len(single) > 1 and ALL not in single else single

    def show(self, name: str, place: Place | None = None) -> None:
        """Show another feed, at a place in it, else where it was left."""
        shown = self._app.browse
        if name in self._screens:
            self._enter(self._screens[name], place)
            return
        initial = shown.initial

        def work() -> InitialState:
            library, can = self._open(name), initial.can
            settings = replace(self._settings, head_posts=0) if name == ALL else self._settings
            state = prepare_initial_state(library, settings, initial.theme, can, OpenOptions())
            return replace(state, glyphs=initial.glyphs, ambiguous=initial.ambiguous, feed=name)

        def then(state: InitialState) -> None:
            self._screens[name] = self._screens.get(name) or Browse(state, self, self.keys)
            self._enter(self._screens[name], place)

        shown.status.show_progress(tr("Opening {name}").replace("{name}", name), 0.5)
        shown.tasks.ask("feed", work, then)

    def is_shown(self, screen: object) -> bool:
        """Whether this is the screen of the feed that is shown."""
        return screen is self._app.browse

    def unread(self) -> Mapping[str, int | None]:
        """How many posts of each feed are unread; None where it cannot be opened or was never read."""
        return {name: self._count(name) for name in self.names}

    def _count(self, name: str) -> int | None:
        try:
            posts = self._open(name).posts
            if posts.empty:
                return None
            return len(posts.listing(replace(self._app.browse.initial.base, where=Is("unread"))))
        except ReaderError:
            return None

    def save(self) -> None:
        """Write the places down at once: the reader ends. Safe in any thread."""
        for browse in self._screens.values():
            browse.reading.save()

    def leave(self) -> None:
        """The reader ends."""
        for browse in self._screens.values():
            browse.leave()
        for library in self._libraries.values():
            if library is not self._own and not isinstance(library, JoinedFeeds):
                library.close()

    def _open(self, name: str) -> Library:
        """The open feed of this name; raises ReaderError."""
        if name not in self._libraries and name == ALL and feed_called(ALL, self._settings) is None:
            self._libraries[ALL] = JoinedFeeds(self._open_all())
        elif name not in self._libraries:
            feed = feed_called(name, self._settings)
            if feed is None:
                raise NotFoundError(tr("There is no feed {name}").replace("{name}", name))
            self._libraries[name] = open_library(place_of(feed), self._settings, user_paths())
        return self._libraries[name]

    def _open_all(self) -> dict[str, Library]:
        """Every feed that can be opened, by name; raises ReaderError where there is none."""
        found: dict[str, Library] = {}
        for name in self.names:
            with suppress(ReaderError):
                if name != ALL:
                    found[name] = self._open(name)
        return found

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
        if place is not None:
            browse.travel.go_to(place)
