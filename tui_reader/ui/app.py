"""The Textual application: theme, keys and what happens after the first paint, when the terminal has answered and at
the end.
"""

import gc
from collections.abc import Callable

from textual import events, on
from textual.driver import Driver

from tui_reader.model.package_files import read_package_file
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.ui.error_boundary import guarded, guarded_handler, run_action
from tui_reader.ui.feeds.feed_switcher import FeedApp, FeedSwitcher
from tui_reader.ui.keys import THEN, half_width, read_key
from tui_reader.ui.programs.command_actions import run_command
from tui_reader.ui.render.strips import textual_theme
from tui_reader.ui.screens.browse import Browse
from tui_reader.ui.session.appearance import adapt
from tui_reader.ui.session.shutdown import ShutdownHooks
from tui_reader.ui.session.typed_keys import KeyDone, Typed, TypedKeys
from tui_reader.ui.startup.heap import trim_heap
from tui_reader.ui.startup.initial_state import InitialState
from tui_reader.ui.textual_compat.terminal_line import TerminalLearned

SETTLED_SECONDS = 1.0
"""Time after the first paint when everything that lives to the end has been loaded."""
OBJECTS = 20_000
"""Objects made before memory is looked at for garbage: a long table is a million, and all of them are kept."""


def _settle_memory() -> None:
    """Collect what loading left behind; what lives now lives to the end, so it need not be looked at again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS)
    trim_heap()


class ReaderApp(FeedApp):
    """Shows one feed."""

    CSS = read_package_file("ui/styles.tcss").decode()
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    ALLOW_SELECT = False
    """The reading pane selects text itself: paragraphs without the line ends of the measure."""

    def __init__(
        self,
        initial: InitialState,
        driver_class: type[Driver] | None = None,
        suited: Callable[[InitialState, Capabilities], InitialState] | None = None,
    ) -> None:
        """`suited` makes another initial state for a terminal that can do other things; it may read files."""
        super().__init__(driver_class=driver_class)
        self._suited = suited
        self._typed = TypedKeys(self, self._hand_on)
        self.feeds = FeedSwitcher(self, initial)
        self.browse = self.feeds.first
        self._set_free = 0
        """How many of the next keys were held for a sequence that did not come: each is a key of its own."""
        theme = textual_theme(initial.theme)
        self.register_theme(theme)
        self.theme = theme.name
        self.animation_level = "none"
        self.title = initial.library.site.title
        self.keys = self.feeds.keys
        self.keys.use(initial.settings)

        for number, command in enumerate(initial.settings.commands):
            if command.key:
                self.bind(read_key(command.key), f"post_command({number})")

    def action_post_command(self, number: int) -> None:
        """Give the post to a command of the settings, which has the key that was pressed."""
        commands = self.browse.initial.settings.commands
        if self.screen is self.browse and self.browse.questions.line is None:
            run_action(self.browse, lambda: run_command(self.browse, commands[number].name))

    def get_default_screen(self) -> Browse:
        """The screen of the first feed."""
        return self.browse

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes go on one at a time, everything else at once."""
        if isinstance(event, Typed) and not event.is_forwarded:
            await self._typed.put(event)
        else:
            await super().on_event(event)

    async def _hand_on(self, typed: Typed) -> None:
        """Where no text is typed, a full-width key is its half-width twin, so that a Chinese keyboard need not be
        switched over, and the keys of a sequence are one key.
        """
        if isinstance(typed, events.Key) and self.screen is self.browse and self.browse.questions.line is None:
            await self._hand_on_key(typed)
        else:
            self._set_free = max(0, self._set_free - 1)
            await super().on_event(typed)

    async def _hand_on_key(self, typed: events.Key) -> None:
        if self._set_free:
            self._set_free -= 1
            await super().on_event(typed)
            return
        done = self.keys.sequence.add(half_width(typed.character or "") or typed.key)
        if self.keys.sequence.held:
            self.browse.status.notify_user(self.keys.held)
        keys = (THEN.join(done.keys),) if done.whole else done.keys
        self._typed.put_first(events.Key(key, None) for key in keys[1:])
        self._set_free = len(keys[1:])
        for key in keys[:1]:
            await super().on_event(typed if key == typed.key else events.Key(key, None))

    @on(KeyDone)
    async def _key_done(self, message: KeyDone) -> None:
        await self._typed.follow(message)

    def on_ready(self) -> None:
        """After the first paint: what lives now lives to the end, so the garbage collector need not look at it
        again.
        """
        gc.enable()
        self.set_timer(SETTLED_SECONDS, guarded(self, _settle_memory))

    @on(TerminalLearned)
    @guarded_handler
    def _terminal_learned(self, message: TerminalLearned) -> None:
        suited, initial = self._suited, self.browse.initial
        if suited is not None:
            browse = self.browse
            browse.tasks.ask("look", lambda: suited(initial, message.can), lambda new: adapt(self, browse, new))

    def show_screen(self, browse: Browse) -> None:
        """Show another feed; the one before stays as it is, and the first one below all others."""
        before, self.browse = self.browse, browse
        if browse is before:
            return
        self.title = browse.library.site.title
        if browse is self.feeds.first:
            self.pop_screen()
        elif before is self.feeds.first:
            self.push_screen(browse)
        else:
            self.switch_screen(browse)

    def shutdown_hooks(self) -> ShutdownHooks:
        """What is done when the line drops or the process is told to go."""
        return ShutdownHooks(self.feeds.save, lambda: self.call_from_thread(self.exit))

    def on_unmount(self) -> None:
        """The reader ends."""
        self.feeds.leave()

    def show_error(self, text: str) -> None:
        """An error as one line in the status line."""
        self.browse.show_error(text)

    def log_error(self, error: Exception) -> None:
        """An error that nobody foresaw, in full, for the log."""
        self.browse.log_error(error)
