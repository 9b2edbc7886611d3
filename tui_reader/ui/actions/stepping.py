"""Actions that go from one post to another: along the list, to what is not read yet, along a series."""

from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.ui.actions import marking, moving
from tui_reader.ui.actions.moving import Perform

if TYPE_CHECKING:
    from tui_reader.model.post import Row
    from tui_reader.ui.screens.browse import Browse

FAR = 200
"""Rows of the list that are looked through for one that is not read."""


def read_on(browse: "Browse") -> None:
    """One screen down; at the post's end to the next unread one."""
    if moving.selecting_in(browse) or browse.view.window.top < browse.view.window.lowest:
        moving.move_page(1)(browse)
        return
    posts = browse.posts
    for index in range(posts.window.cursor + 1, min(posts.window.count, posts.window.cursor + FAR)):
        row = posts.rows.at(index)
        if row is None or not row.read:
            _step_to(browse, index)
            return
    browse.status.notify_user(tr("No unread post further down"))


def step_post(step: int) -> Perform:
    """To the next or previous post of the list."""

    def perform(browse: "Browse") -> None:
        index = browse.posts.window.cursor + step
        if 0 <= index < browse.posts.window.count:
            _step_to(browse, index)

    return perform


def step_part(step: int) -> Perform:
    """To the next or previous part of the post's series."""

    def perform(browse: "Browse") -> None:
        row = browse.posts.chosen
        if row is not None:
            path = row.path
            browse.tasks.ask(
                "link",
                lambda: browse.library.posts.series(path),
                lambda parts: _open_part(browse, path, parts, step),
            )

    return perform


def _open_part(browse: "Browse", path: str, parts: "tuple[Row, ...]", step: int) -> None:
    """Open the part `step` after the post of `path`; say where there is none."""
    paths = [part.path for part in parts]
    wanted = paths.index(path) + step if path in paths else -1
    if 0 <= wanted < len(paths):
        browse.reading.open_elsewhere(paths[wanted])
    elif path not in paths:
        browse.status.notify_user(tr("This post is in no series"))
    elif step > 0:
        browse.status.notify_user(tr("This is the last part of the series"))
    else:
        browse.status.notify_user(tr("This is the first part of the series"))


def _step_to(browse: "Browse", index: int) -> None:
    """Put the list's cursor on a post and, where one is being read, read that one."""
    browse.reading.keep_place()
    browse.posts.move_to(index)
    row = browse.posts.chosen
    if browse.active == "post" and row is not None:
        browse.reading.open(row.path)
        if not row.read:
            marking.mark_read(browse, row, True)
