"""Back and forward: every jump leaves a place behind that one can go back to."""

from tui_reader.ui.controllers.feed_list import FeedList
from tui_reader.ui.controllers.reading import Reading
from tui_reader.ui.controllers.screen_context import ScreenContext
from tui_reader.ui.state.history import History, Place


class Travel:
    """Knows where one is on the screen, and goes back to where one was."""

    def __init__(self, screen: ScreenContext, feed_list: FeedList, reading: Reading, history: History) -> None:
        """`history` is that of all feeds."""
        self.history = history
        self._screen = screen
        self._feed_list = feed_list
        self._reading = reading

    def here(self) -> Place:
        """The place that is on the screen."""
        screen, reading = self._screen, self._reading
        row = screen.posts.chosen
        path, title = (row.path, row.title) if row else ("", "")
        if screen.panes.active != "post":
            return Place(self._feed_list.filter, path, title, screen.panes.active, feed=screen.initial.feed)
        title = title if path == reading.path else screen.view.running_head
        place = reading.kept[1] if reading.kept else screen.view.window.place()
        return Place(self._feed_list.filter, reading.path, title, "post", place, screen.initial.feed)

    def leave(self) -> None:
        """A jump is about to lead away from here."""
        self.history.leave(self.here())

    def go_back(self) -> bool:
        """To the place before the last jump; False where there is none."""
        return self._go(self.history.step_back(self.here()))

    def go_forward(self) -> bool:
        """To the place one came back from; False where there is none."""
        return self._go(self.history.step_forward(self.here()))

    def _go(self, place: Place | None) -> bool:
        if place is not None:
            self.go_to(place)
        return place is not None

    def go_to(self, place: Place) -> None:
        """Show a place again: its feed, its list, its post, the same words at the top."""
        screen = self._screen
        if place.feed != screen.initial.feed:
            screen.feeds.show(place.feed, place)
            return
        self._reading.leave_aside()
        if place.filter != self._feed_list.filter:
            self._feed_list.show_filter(place.filter, place.path)
        elif place.path:
            self._feed_list.put_cursor_on(place.path)
        screen.enter(place.pane)
        if place.pane == "post":
            self._reading.open(place.path, place=place.position)
