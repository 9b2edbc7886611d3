"""Views: those of the feed, those the user has saved in the settings, and what a row of the sidebar stands for."""

from typing import TYPE_CHECKING

from tui_reader.config.paths import user_paths
from tui_reader.config.settings_file import line_of_key
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import QueryError
from tui_reader.model.views import VIEWS, View
from tui_reader.store.site.languages import Language
from tui_reader.ui.actions.table import Group, action
from tui_reader.ui.state.filter import Chosen

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext


def _register_view(view: View) -> None:
    """Register the action of a view."""

    @action(id=view.action, keys=view.key, label=view.command, help=view.help, group=Group.FEED)
    def show(context: "ActionContext") -> None:
        show_view(context, view.id)


for _view in VIEWS:
    if _view.key:
        _register_view(_view)


def show_view(context: "ActionContext", view_id: str) -> None:
    """Show a view of the feed."""
    context.travel.leave()
    context.feed_list.show_filter(context.filter.viewing(view_id))
    context.enter("posts")


@action(
    id="saved_1",
    keys="6",
    label="Saved view 1",
    help="Show the first view saved in the settings.",
    group=Group.FEED,
)
def show_first_saved(context: "ActionContext") -> None:
    show_saved(context, 0)


@action(id="saved_2", keys="7", label="Saved view 2", help="Show the second saved view.", group=Group.FEED)
def show_second_saved(context: "ActionContext") -> None:
    show_saved(context, 1)


@action(id="saved_3", keys="8", label="Saved view 3", help="Show the third saved view.", group=Group.FEED)
def show_third_saved(context: "ActionContext") -> None:
    show_saved(context, 2)


@action(id="saved_4", keys="9", label="Saved view 4", help="Show the fourth saved view.", group=Group.FEED)
def show_fourth_saved(context: "ActionContext") -> None:
    show_saved(context, 3)


@action(id="saved_5", keys="0", label="Saved view 5", help="Show the fifth saved view.", group=Group.FEED)
def show_fifth_saved(context: "ActionContext") -> None:
    show_saved(context, 4)


def show_saved(context: "ActionContext", number: int) -> None:
    """Show a saved view, counted from 0; where its query cannot be read, say so with file and line."""
    saved = context.initial.settings.views
    if number >= len(saved):
        context.status.notify_user(tr("There is no such view: add [[views]] to the settings"))
        return
    view = saved[number]
    try:
        typed = context.library.posts.query(view.query).where
    except QueryError as error:
        file = user_paths().settings_file
        line = line_of_key(file, "views", "query", nth=number)
        place = f"{file}:{line}: " if line else ""
        context.status.notify_user(f"{place}{view.name}: {error}", error=True)
        return
    context.travel.leave()
    context.feed_list.show_filter(context.filter.saved(view.query, typed, view.sort))
    context.enter("posts")


@action(
    id="language",
    keys="L",
    label="Language",
    help="Show the posts of the next language that has any; after the last one, of all.",
    group=Group.FEED,
)
def show_next_language(context: "ActionContext") -> None:
    def show(present: tuple[Language, ...]) -> None:
        if len(present) < 2 and not context.filter.lang:
            context.status.notify_user(tr("This feed has one language"))
        else:
            languages = tuple(language.key for language in present) if len(present) > 1 else ()
            context.feed_list.show_filter(context.filter.next_language(languages))

    context.tasks.ask("language", lambda: context.library.posts.languages(context.initial.base), show)


def open_entry(context: "ActionContext") -> None:
    """Show the view or the term under the sidebar's cursor, or open its facet."""
    entry = context.sidebar.chosen
    if entry is None:
        return
    if entry.kind == "more":
        context.sidebar.open_facet(entry.facet)
    elif entry.kind == "saved":
        show_saved(context, context.initial.saved.index(entry.name))
    elif entry.kind == "view":
        show_view(context, entry.name)
    else:
        context.travel.leave()
        context.feed_list.show_filter(context.filter.in_place(Chosen(entry.facet, entry.name)))
        context.enter("posts")


def show_term(context: "ActionContext", term: Chosen) -> None:
    """Show the posts of one term, of the whole feed."""
    context.travel.leave()
    context.feed_list.show_filter(context.filter.only(term))
    context.enter("posts")
