"""Showing views: those of the feed, and those the user has saved in the settings."""

from typing import TYPE_CHECKING

from tui_reader.config.paths import user_paths
from tui_reader.config.settings_file import line_of_key
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import QueryError

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse


def show_view(browse: "Browse", name: str) -> None:
    """Show a view of the feed."""
    browse.show_filter(browse.filter.viewing(name))
    browse.enter("posts")


def show_saved(browse: "Browse", number: int) -> None:
    """Show a saved view, counted from 0; where its query cannot be read, say so with file and line."""
    views = browse.opening.settings.views
    if number >= len(views):
        browse.status.notify_user(tr("There is no such view: add [[views]] to the settings"))
        return
    view = views[number]
    try:
        typed = browse.library.posts.query(view.query).where
    except QueryError as error:
        file = user_paths().settings_file
        line = line_of_key(file, "views", "query", nth=number)
        place = f"{file}:{line}: " if line else ""
        browse.status.notify_user(f"{place}{view.name}: {error}", error=True)
        return
    browse.show_filter(browse.filter.saved(view.query, typed, view.sort))
    browse.enter("posts")
