"""How many columns each pane gets (pure).

Wide shows three panes. Medium shows the list alone while it is used, so that titles are read, and beside what else
is used. Narrow shows one pane.
"""

from tui_reader.model.dataclass import dataclass

WIDE = 110
MEDIUM = 72


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Columns of each pane; 0 hides it. They add up to the width of the screen."""

    sidebar: int
    """Columns of the sidebar."""
    posts: int
    """Columns of the list."""
    post: int
    """Columns of the reading pane."""


def arrange(width: int, active: str, full: bool = False) -> Arrangement:
    """Columns for a screen of `width`, where the pane `active` (`sidebar`, `posts`, `post`) has the focus.

    `full` gives the reading pane everything while it is active.
    """
    if full and active == "post":
        return Arrangement(0, 0, width)
    if width >= WIDE:
        sidebar = min(30, 18 + width // 20)
        posts = min(64, (width - sidebar) * 2 // 5)
        return Arrangement(sidebar, posts, width - sidebar - posts)
    if width >= MEDIUM:
        if active == "sidebar":
            sidebar = 26
            return Arrangement(sidebar, width - sidebar, 0)
        posts = width * 2 // 5 if active == "post" else width
        return Arrangement(0, posts, width - posts)
    panes = {"sidebar": 0, "posts": 0, "post": 0} | {active: width}
    return Arrangement(panes["sidebar"], panes["posts"], panes["post"])
