"""What each action of the table does: one function an action, one table that finds it by its id."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.model.views import VIEWS, WHOLE_FEED
from tui_reader.ui.actions import in_post, marking, moving, selecting, stepping
from tui_reader.ui.actions.ask import (
    choose_action,
    choose_heading,
    choose_related,
    choose_term,
    choose_translation,
    follow_hint,
    search_post,
    show_hint,
    write_note,
)
from tui_reader.ui.actions.copying import copy_text
from tui_reader.ui.actions.editing import edit_post
from tui_reader.ui.actions.moving import Perform
from tui_reader.ui.actions.searching import search_feed
from tui_reader.ui.actions.stopping import stop
from tui_reader.ui.actions.viewing import show_saved, show_view
from tui_reader.ui.render.status_text import sort_name
from tui_reader.ui.state.filter import Chosen, Filter

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse

READ_SECONDS = 0.1
"""Pause before an opened post is marked as read: the post comes first."""
MEASURE_STEP = 4
"""Cells a line grows or shrinks by at a time."""


def _open(browse: "Browse") -> None:
    if browse.active == "sidebar":
        _open_entry(browse)
    elif browse.active == "posts":
        _open_post(browse)


def _open_entry(browse: "Browse") -> None:
    """Show a view, show one term alone, or open a facet."""
    entry = browse.sidebar.chosen
    if entry is None:
        return
    if entry.kind == "more":
        browse.sidebar.open_facet(entry.facet)
        return
    if entry.kind == "saved":
        show_saved(browse, browse.opening.saved.index(entry.name))
    elif entry.kind == "view":
        show_view(browse, entry.name)
    else:
        browse.show_filter(browse.filter.only(Chosen(entry.facet, entry.name)))
        browse.enter("posts")


def _open_post(browse: "Browse") -> None:
    """Go into the chosen post; it counts as read from now on."""
    row = browse.posts.chosen
    if row is None:
        return
    browse.enter("post")
    browse.reading.open(row.path)
    if not row.read:
        browse.pauses.after(f"read {row.path}", READ_SECONDS, lambda: marking.mark_read(browse, row, True))


def _back(browse: "Browse") -> None:
    """One step back: from hits to the text, from the post to the list, from the list to the whole feed."""
    if browse.active == "post":
        if browse.view.overlay.selection is not None:
            browse.view.select(None)
            return
        if browse.view.overlay.hits and browse.view.overlay.found:
            browse.view.show_hits((), -1)
            return
        if browse.reading.leave_aside():
            return
        browse.reading.keep_place()
        browse.enter("posts")
        browse.refresh_marks()
    elif browse.active == "posts" and browse.posts.take_range():
        return
    elif browse.active == "posts" and not browse.filter.bare:
        browse.show_filter(browse.filter.viewing(browse.filter.view))
    elif browse.active == "posts" and browse.filter.view != WHOLE_FEED.id:
        browse.show_filter(browse.filter.viewing(WHOLE_FEED.id))
    elif browse.active == "sidebar":
        browse.enter("posts")
    else:
        browse.enter("sidebar")


def _back_or_quit(browse: "Browse") -> None:
    """As back; on the first screen it quits."""
    on_first_screen = browse.active == "posts" and browse.filter == browse.filter.viewing(WHOLE_FEED.id)
    if on_first_screen and not browse.posts.window.selected:
        _quit(browse)
    else:
        _back(browse)


def _next_pane(step: int) -> Perform:
    def perform(browse: "Browse") -> None:
        panes = ("sidebar", "posts", "post")
        browse.enter(panes[(panes.index(browse.active) + step) % 3])
        if browse.active == "post":
            browse.reading.open_chosen()

    return perform


def _view(name: str) -> Perform:
    return lambda browse: show_view(browse, name)


def _saved(number: int) -> Perform:
    return lambda browse: show_saved(browse, number)


def _language(browse: "Browse") -> None:
    languages = tuple(language.key for language in browse.library.site.languages)
    if len(languages) < 2:
        browse.status.notify_user(tr("This feed has one language"))
    else:
        browse.show_filter(browse.filter.next_language(languages))


def _search(browse: "Browse") -> None:
    if browse.active == "post":
        search_post(browse)
    else:
        search_feed(browse)


def _sort(browse: "Browse") -> None:
    browse.show_filter(browse.filter.next_sort())
    browse.status.notify_user(sort_name(browse.filter.sort))


def _timeline(browse: "Browse") -> None:
    """The days of the list as headings, the cursor staying on its post."""
    row = browse.posts.chosen
    browse.show_filter(browse.filter.with_days(), row.path if row else "")


def _term(change: Callable[[Filter, Chosen], Filter]) -> Perform:
    def perform(browse: "Browse") -> None:
        entry = browse.sidebar.chosen
        if entry is not None and entry.kind == "term":
            browse.show_filter(change(browse.filter, Chosen(entry.facet, entry.name)))
        elif entry is not None:
            _open_entry(browse)

    return perform


def _clear_filter(browse: "Browse") -> None:
    if not browse.filter.bare:
        browse.show_filter(browse.filter.viewing(browse.filter.view))


def _heading(step: int) -> Perform:
    def perform(browse: "Browse") -> None:
        if moving.selecting_in(browse):
            selecting.extend_block(browse, step)
        else:
            in_post.step_heading(browse, step)

    return perform


def _hit(step: int) -> Perform:
    return lambda browse: in_post.step_hit(browse, step)


def _left(browse: "Browse") -> None:
    """A column to the left in a grid; elsewhere one step back."""
    if browse.view.columns is not None:
        browse.view.step_column(-1)
    else:
        _back(browse)


def _right(browse: "Browse") -> None:
    """A column to the right in a grid."""
    browse.view.step_column(1)


def _header(browse: "Browse") -> None:
    browse.reading.toggle_header()


def _copy(browse: "Browse") -> None:
    """The selected text, else the post's address."""
    row = browse.posts.chosen
    if moving.selecting_in(browse):
        selecting.copy(browse)
    elif row is not None:
        browse.tasks.ask(
            "copy", lambda: browse.library.posts.by_path(row.path).url, lambda text: copy_text(browse, text)
        )


def _copy_markdown(browse: "Browse") -> None:
    row = browse.posts.chosen
    if row is not None:
        browse.tasks.ask("copy", lambda: browse.library.pages.read(row.path).body, lambda text: copy_text(browse, text))


def _edit(browse: "Browse") -> None:
    row = browse.posts.chosen
    if row is not None:
        edit_post(browse, row.path)


def _full_width(browse: "Browse") -> None:
    browse.full = not browse.full
    if browse.full and browse.active != "post":
        _open_post(browse)
    else:
        browse.enter("post" if browse.full else browse.active)


def _measure(step: int) -> Perform:
    return lambda browse: browse.reading.change_measure(step)


def _quit(browse: "Browse") -> None:
    browse.app.exit()


PERFORM: dict[str, Perform] = {
    "down": moving.move(1),
    "up": moving.move(-1),
    "page_down": moving.move_page(1),
    "page_up": moving.move_page(-1),
    "half_down": moving.move_page(0.5),
    "half_up": moving.move_page(-0.5),
    "top": moving.top,
    "end": moving.end,
    "open": _open,
    "back": _back,
    "back_or_quit": _back_or_quit,
    "next_pane": _next_pane(1),
    "previous_pane": _next_pane(-1),
    "list_page": moving.move_page(1),
    **{view.action: _view(view.id) for view in VIEWS if view.key},
    "saved_1": _saved(0),
    "saved_2": _saved(1),
    "saved_3": _saved(2),
    "saved_4": _saved(3),
    "saved_5": _saved(4),
    "language": _language,
    "search": _search,
    "jump_term": choose_term,
    "sort": _sort,
    "timeline": _timeline,
    "toggle_term": _term(Filter.toggled),
    "offer_term": _term(Filter.offered),
    "exclude_term": _term(Filter.excluded),
    "clear_filter": _clear_filter,
    "refresh": lambda browse: browse.tasks.sync(now=True),
    "read_on": stepping.read_on,
    "next_post": stepping.step_post(1),
    "previous_post": stepping.step_post(-1),
    "next_heading": _heading(1),
    "previous_heading": _heading(-1),
    "outline": choose_heading,
    "next_match": _hit(1),
    "previous_match": _hit(-1),
    "next_part": stepping.step_part(1),
    "previous_part": stepping.step_part(-1),
    "wide_table": in_post.toggle_grid,
    "left": _left,
    "right": _right,
    "related": choose_related,
    "translation": choose_translation,
    "links": follow_hint,
    "address": show_hint,
    "pictures": lambda browse: browse.reading.picturing.toggle(),
    "header": _header,
    "select": selecting.begin,
    "copy_link": _copy,
    "copy_markdown": _copy_markdown,
    "edit": _edit,
    "bookmark": marking.bookmark,
    "bookmark_note": write_note,
    "toggle_read": marking.toggle_read,
    "read_all": marking.read_all,
    "bookmark_all": marking.bookmark_all,
    "select_posts": marking.select,
    "undo": marking.undo,
    "full_width": _full_width,
    "wider": _measure(MEASURE_STEP),
    "narrower": _measure(-MEASURE_STEP),
    "help": lambda browse: choose_action(browse, tr("Keys")),
    "palette": lambda browse: choose_action(browse, tr("Commands")),
    "stop": stop,
    "quit": _quit,
}
"""Action id → what it does."""
