"""The three panes of the main screen: which one has the focus, and how many columns each has."""

from textual.widget import Widget

from tui_reader.ui.state.arrangement import Arrangement, arrange


class Panes:
    """Arranges the sidebar, the list and the reading pane for the width there is."""

    def __init__(self, sidebar: Widget, posts: Widget, view: Widget, *, reading: bool) -> None:
        """`reading`: begin in the post, which then has the whole screen."""
        self.active = "post" if reading else "posts"
        """The pane with the focus: `sidebar`, `posts` or `post`."""
        self.full = reading
        """Whether the post has the whole screen."""
        self.arrangement = Arrangement(0, 0, 0)
        """Columns of each pane."""
        self._panes = {"sidebar": sidebar, "posts": posts, "post": view}

    @property
    def focused(self) -> Widget:
        """The widget of the pane with the focus."""
        return self._panes[self.active]

    def activate(self, pane: str) -> None:
        """Another pane has the focus; the post gives the whole screen back with it."""
        self.active = pane
        self.full = self.full and pane == "post"

    def arrange(self, width: int) -> None:
        """Give each pane its columns on a screen of `width` columns."""
        before, self.arrangement = self.arrangement, arrange(width, self.active, self.full)
        if self.arrangement == before:
            return
        columns = (self.arrangement.sidebar, self.arrangement.posts, self.arrangement.post)
        for pane, cells in zip(self._panes.values(), columns, strict=True):
            pane.display = cells > 0
            pane.styles.width = max(1, cells)
