"""The views of the feed: one table that the sidebar, counts, keys, help, palette and headings are made from.

Texts are English; what shows them translates them.
"""

from tui_reader.model.dataclass import dataclass
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
    empty: str = ""
    """What to say where it has no post: what is so, and what to do."""

    @property
    def action(self) -> str:
        """Id of the action that shows the view."""
        return f"view_{self.id}"


WHOLE_FEED = View(
    "all",
    "All",
    All(),
    "1",
    "All posts",
    "Show the whole feed.",
    "This feed has no posts. newsreader paths says where it is.",
)
"""The view that the reader starts with."""

RECOMMENDED = "recommended"
"""Id of the view of the recommended posts."""

VIEWS: tuple[View, ...] = (
    WHOLE_FEED,
    View(
        RECOMMENDED,
        "Recommended",
        Is("recommended"),
        "2",
        "Recommended",
        "Show the recommended posts.",
        "No post is recommended. Those whose header says recommend: true stand here.",
    ),
    View(
        "unread",
        "Unread",
        Is("unread"),
        "3",
        "Unread",
        "Show what is not read yet.",
        "Everything is read. 1 shows the whole feed.",
    ),
    View(
        "continue",
        "Continue",
        Is("begun"),
        "4",
        "Continue",
        "Show posts begun and not finished.",
        "No post is begun and not finished. The place where one stops reading is kept.",
    ),
    View(
        "bookmarks",
        "Bookmarks",
        Is("bookmarked"),
        "5",
        "Bookmarks",
        "Show the bookmarked posts.",
        "No bookmarks yet. m keeps a post here, M with a note.",
    ),
    View(
        "notes",
        "Notes",
        Is("noted"),
        "apostrophe",
        "Notes",
        "Show the posts with notes and highlights.",
        "No notes yet. M writes one; v chooses a passage of a post, and m keeps it.",
    ),
    View("new", "New", Is("new"), "", "", "", "Nothing has come in since the last visit."),
    View("updated", "Updated", Is("updated"), "", "", "", "No post has changed since it was read."),
)
"""Every view, in the order of the sidebar."""

_BY_ID = {view.id: view for view in VIEWS}


def get_view(view_id: str) -> View:
    """The view with this id; raises KeyError where there is none."""
    return _BY_ID[view_id]
