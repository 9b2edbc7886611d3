"""The pictures of the post that is read: shown, or frames in their place; what knows pictures is loaded when it is
needed.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from textual.strip import Strip

from tui_reader.document.outline import figures
from tui_reader.i18n.messages import tr
from tui_reader.layout.page import Picture

if TYPE_CHECKING:
    from tui_reader.ui.controllers.picture_sizes import PictureRooms
    from tui_reader.ui.controllers.pictures import Pictures
    from tui_reader.ui.controllers.screen_context import ScreenContext


class ShownPost(Protocol):
    """The post in the reading pane."""

    def leave_aside(self) -> bool:
        """Show the post's page again where something else stands in its place; False where nothing does."""

    def lay_out_again(self, *, force: bool = False) -> None:
        """Lay the post out again, the same words on top."""


class Picturing:
    """The pictures of one screen's reading pane."""

    def __init__(self, screen: "ScreenContext", post: ShownPost) -> None:
        self._screen = screen
        self._post = post

    @cached_property
    def rooms(self) -> "PictureRooms":
        """What room each picture takes; made with the first post."""
        from tui_reader.ui.controllers.picture_sizes import PictureRooms  # noqa: PLC0415  loaded behind the first paint

        return PictureRooms(self._screen.initial)

    @cached_property
    def pictures(self) -> "Pictures":
        """The pictures that are drawn; made with the first of them."""
        from tui_reader.ui.controllers.pictures import Pictures  # noqa: PLC0415  loaded with the first picture

        return Pictures(self._screen, self.show_frame)

    def strip(self, picture: Picture) -> Strip | None:
        """The cells of one line's share of a picture; None where it is not there yet."""
        return self.pictures.strip(picture)

    def toggle(self) -> None:
        """Show the pictures of this post, or frames in their place, or say why there are no pictures."""
        rooms, tell = self.rooms, self._screen.status.notify_user
        if rooms.trouble:
            tell(rooms.trouble)
            return
        self._post.leave_aside()
        page = self._screen.view.page
        if page is not None and not any(figure.kind == "image" for figure in figures(page.document)):
            tell(tr("No pictures in this post"))
            return
        rooms.on = not rooms.on
        self._post.lay_out_again(force=True)
        tell(tr("Pictures are shown") if rooms.on else tr("Frames stand in place of pictures"))

    def show_frame(self, path: str) -> None:
        """A picture turned out to be broken: show a frame in its place, the same words on top."""
        self.rooms.cannot_be_read(path)
        self._post.lay_out_again(force=True)
