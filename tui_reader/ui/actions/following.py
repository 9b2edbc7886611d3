"""Going where a link leads."""

from typing import TYPE_CHECKING

from tui_reader.layout.page import LinkKind
from tui_reader.ui.actions import in_post
from tui_reader.ui.browsing import open_address
from tui_reader.ui.state.filter import Chosen

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse


def follow_link(browse: "Browse", number: int) -> None:
    """Go where a link leads: in the post, to another post, to a term's posts; a web address is opened, or copied and
    shown.
    """
    link = browse.view.page.link(number) if browse.view.page else None
    if link is None:
        return
    if link.kind is LinkKind.ANCHOR:
        in_post.jump(browse, link.target)
    elif link.kind is LinkKind.TERM:
        facet, _, term = link.target.partition("/")
        browse.show_filter(browse.filter.only(Chosen(facet, term)))
        browse.enter("posts")
    elif link.kind is LinkKind.POST:
        browse.reading.open_linked(link.target)
    else:
        open_address(browse, link.target)
