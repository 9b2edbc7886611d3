"""Actions on the user's marks: read, bookmarked, and one step back."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.feed.notebook.bulk_marks import Change, bookmark_every, bookmark_or_not, read_or_unread
from tui_reader.i18n.messages import tr
from tui_reader.ui.actions.table import Group, Scope, action
from tui_reader.ui.actions.text_selection import is_extending
from tui_reader.ui.notebook.highlight_actions import keep_selection, keep_with_note
from tui_reader.ui.state.choices import Prompt

if TYPE_CHECKING:
    from tui_reader.model.post import Row
    from tui_reader.ui.actions.action_context import ActionContext

STEP = 500
"""Rows read at once when a whole list is marked."""


def mark_read(context: "ActionContext", row: "Row", on: bool) -> None:
    """Mark one post, and show it."""
    library = context.library
    context.tasks.write(lambda: library.marks.mark_read([row.path], on), lambda _: context.feed_list.refresh_marks())


@action(
    id="bookmark",
    keys="m",
    label="Bookmark",
    help="Bookmark the post, or the chosen ones, or take the bookmark away; keep the passage that is selected.",
    group=Group.MARKS,
)
def bookmark(context: "ActionContext") -> None:
    """Bookmark the chosen post, or take the bookmark away; where a range is chosen, all of it."""
    if is_extending(context):
        keep_selection(context)
        return
    row, library, many = context.posts.chosen, context.library, context.posts.take_range()
    if many:
        _change_many(context, many, bookmark_or_not)
    elif row is None:
        return
    elif row.bookmarked:
        context.tasks.write(lambda: library.marks.unbookmark(row.path), lambda _: context.feed_list.refresh_marks())
        context.status.notify_user(tr("Bookmark taken away; U brings it back"))
    else:
        place = context.view.window.place() if context.reading.path == row.path else None
        context.tasks.write(
            lambda: library.marks.bookmark(row.path, place=place), lambda _: context.feed_list.refresh_marks()
        )
        context.status.notify_user(tr("Bookmarked"))


@action(
    id="bookmark_note",
    keys="M",
    label="Bookmark with a note",
    help="Bookmark the post, or keep the passage that is selected, and write a note.",
    group=Group.MARKS,
)
def bookmark_with_note(context: "ActionContext") -> None:
    if is_extending(context):
        keep_with_note(context)
        return
    row, library = context.posts.chosen, context.library
    if row is None:
        return
    old = library.marks.known_bookmark(row.path)
    place = context.view.window.place() if context.reading.path == row.path else None

    def answer(text: str | None) -> None:
        if text is not None:
            context.tasks.write(
                lambda: library.marks.bookmark(row.path, text.strip(), place),
                lambda _: context.feed_list.refresh_marks(),
            )

    context.questions.ask_line(Prompt(tr("Note"), tr("for this bookmark")), old.note if old else row.note, answer)


@action(
    id="toggle_read",
    keys="r",
    label="Read or unread",
    help="Mark the post, or the chosen ones, as read or unread.",
    group=Group.MARKS,
)
def toggle_read(context: "ActionContext") -> None:
    """Mark the chosen post as read or unread; where a range is chosen, all of it."""
    row, many = context.posts.chosen, context.posts.take_range()
    if many:
        _change_many(context, many, read_or_unread)
    elif row is not None:
        mark_read(context, row, not row.read)


@action(
    id="read_all",
    keys="R",
    label="All read",
    help="Mark every post of this view as read; where all are read, as unread.",
    group=Group.MARKS,
)
def read_all(context: "ActionContext") -> None:
    """Mark every post of the list as read; where all are read, as unread."""
    _change_many(context, context.posts.rows.ids, read_or_unread)


@action(id="bookmark_all", keys="B", label="Bookmark all", help="Bookmark every post of this view.", group=Group.MARKS)
def bookmark_all(context: "ActionContext") -> None:
    """Bookmark every post of the list, as one step."""
    _change_many(context, context.posts.rows.ids, bookmark_every)


@action(
    id="select_posts",
    keys="v",
    label="Choose several",
    help="Choose posts from here on with the cursor; r and m then mark all of them.",
    scope=Scope.LIST,
    group=Group.MARKS,
)
def select_posts(context: "ActionContext") -> None:
    """Choose posts together from here on, or no longer."""
    context.posts.select()


@action(id="undo", keys="U", label="Undo", help="Undo the last mark.", group=Group.MARKS)
def undo(context: "ActionContext") -> None:
    def then(what: str) -> None:
        said = tr("Undone: {what}").replace("{what}", what) if what else tr("Nothing to undo")
        context.status.notify_user(said)
        context.feed_list.refresh_marks()

    context.tasks.write(context.library.marks.undo, then)


def _change_many(context: "ActionContext", ids: Sequence[int], change: "Change") -> None:
    """Change marks of many posts as one step, in a worker, and say what was done."""
    _change_found(context, lambda: ids, change)


def _change_found(context: "ActionContext", find: Callable[[], Sequence[int]], change: "Change") -> None:
    """Change marks of the posts that `find` gives the row ids of in a worker, as one step, and say what was done."""
    library = context.library

    def work() -> str:
        ids = find()
        rows = [row for start in range(0, len(ids), STEP) for row in library.posts.rows(ids[start : start + STEP])]
        return change(library, rows)

    def then(said: str) -> None:
        context.status.notify_user(said)
        context.feed_list.refresh_marks()

    context.tasks.write(work, then)


def change_listed(context: "ActionContext", text: str, change: "Change") -> None:
    """Change marks of the posts that fit a query, or of those of the list where it is empty, as one step. Raises
    QueryError.
    """
    if not text:
        _change_many(context, context.posts.rows.ids, change)
        return
    library = context.library
    query = library.posts.query(text, context.initial.base)
    _change_found(context, lambda: library.posts.listing(query), change)
