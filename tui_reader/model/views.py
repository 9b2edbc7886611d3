"""The views of the feed: one table that the sidebar, counts, keys, help, palette and headings are made from.

Texts are English; what shows them translates them.
"""

from dataclasses import dataclass

from tui_reader.model.query import All, Condition, Is


@dataclass(frozen=True, slots=True)
class View:
    """A named condition on the feed."""

    id: str
    """Stable name: users bind keys to the action `view_<id>`."""
    label: str
    """Its name in the sidebar, in the heading of the list and where one jumps to it by typing."""
    where: Condition
    """What its posts fit."""
    key: str = ""
    """Key that shows it, as Textual names it; empty for a view without an action of its own."""
    command: str = ""
    """Label of that action, two or three words."""
    help: str = ""
    """What the action does, one sentence."""

    @property
    def action(self) -> str:
        """Id of the action that shows the view."""
        return f"view_{self.id}"


WHOLE_FEED = View("all", "All", All(), "1", "All posts", "Show the whole feed.")
"""The view that the reader starts with."""

VIEWS: tuple[View, ...] = (
    WHOLE_FEED,
    View("recommended", "Recommended", Is("recommended"), "2", "Recommended", "Show the recommended posts."),
    View("unread", "Unread", Is("unread"), "3", "Unread", "Show what is not read yet."),
    View("continue", "Continue", Is("begun"), "4", "Continue", "Show posts begun and not finished."),
    View("bookmarks", "Bookmarks", Is("bookmarked"), "5", "Bookmarks", "Show the bookmarked posts."),
    View("new", "New", Is("new")),
    View("updated", "Updated", Is("updated")),
)
"""Every view, in the order of the sidebar."""

_BY_ID = {view.id: view for view in VIEWS}


def get_view(view_id: str) -> View:
    """The view with this id; raises KeyError where there is none."""
    return _BY_ID[view_id]
