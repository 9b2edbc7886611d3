"""What can be typed after `:` beside the names of actions: one table of commands with what each takes."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.config.settings import CHOICES, RANGES
from tui_reader.config.settings_writer import typed_value
from tui_reader.feed.notebook import bulk_marks
from tui_reader.feed.several.known_feeds import label_of
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import NotFoundError, SettingsError
from tui_reader.model.form_names import FORM_NAMES
from tui_reader.model.query import Field, Query
from tui_reader.model.sorts import STEPPED, get_sort
from tui_reader.model.views import VIEWS
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.actions import mark_actions, view_actions
from tui_reader.ui.actions.search import Searching
from tui_reader.ui.feeds.feed_actions import show_feed
from tui_reader.ui.preferences.live_settings import (
    LIVE,
    change_setting,
    changed_settings,
    keep,
    kept_value,
    theme_names,
)
from tui_reader.ui.programs.command_actions import run_command
from tui_reader.ui.state.choices import Choice, meant
from tui_reader.ui.state.filter import Chosen

if TYPE_CHECKING:
    from tui_reader.feed.library import Library
    from tui_reader.ui.actions.action_context import ActionContext

MOST_POSTS = 5
"""Posts that are offered at once."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the commands can be completed with, looked up when the line opens."""

    library: "Library"
    """The open feed; asked in a worker."""
    base: Query
    """Which drafts, future and expired posts are wanted."""
    saved: tuple[str, ...]
    """Names of saved views."""
    terms: tuple[Chosen, ...]
    """Every term of the sidebar."""
    feeds: Sequence[str]
    """Names of all feeds."""
    commands: Sequence[str]
    """Names of the user's own commands on a post."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command; what it takes is one text, which is empty where nothing is typed."""

    name: str
    """What is typed."""
    help: Callable[[], str]
    """What it does, in the user's language."""
    run: "Callable[[ActionContext, str], None]"
    """Does it; called with what was typed behind the name."""
    offers: Callable[[Known, str], Sequence[Choice]] | None = None
    """What may be typed behind the name, by what of it is typed: the value of each choice is the text; None where that
    is a query.
    """


def _fitting(choices: Sequence[Choice], typed: str) -> list[Choice]:
    words = Choice("", typed).folded.split()
    return [choice for choice in choices if choice.fits(words)]


def _unknown(context: "ActionContext", name: str, known: Sequence[str]) -> None:
    said = tr("There is no “{name}”: {hint}").replace("{name}", name).replace("{hint}", meant(name, known))
    context.status.notify_user(said, error=True)


def _sort(context: "ActionContext", name: str) -> None:
    names = [sort.id for sort in STEPPED]
    if name not in names:
        _unknown(context, name, names)
        return
    context.feed_list.show_filter(replace(context.filter, sort=get_sort(name), days=False))


def _sorts(_: Known, typed: str) -> list[Choice]:
    return _fitting([Choice(sort.id, sort.id, tr(sort.label)) for sort in STEPPED], typed)


def _theme(context: "ActionContext", name: str) -> None:
    names = ("auto", *theme_names())
    if name not in names:
        _unknown(context, name, names)
        return
    change_setting(context, "theme", name)


def _themes(_: Known, typed: str) -> list[Choice]:
    return _fitting([Choice(name, name) for name in ("auto", *theme_names())], typed)


def _settable() -> tuple[str, ...]:
    return tuple(name for name in LIVE if name not in ("keys", "editor"))


def _set(context: "ActionContext", text: str) -> None:
    name, _, value = text.partition(" ")
    if name not in _settable():
        _unknown(context, name, _settable())
        return
    if name == "theme":
        _theme(context, value.strip())
        return
    try:
        taken = typed_value(name, value)
    except SettingsError as error:
        context.status.notify_user(str(error), error=True)
        return
    change_setting(context, name, taken)


def _values(name: str) -> tuple[str, ...]:
    """What a setting may be, as far as there are few words for it."""
    if name == "theme":
        return ("auto", *theme_names())
    return CHOICES.get(name) or tuple(map(str, RANGES.get(name, ()))) or ("true", "false")


def _settings(_: Known, typed: str) -> list[Choice]:
    name, blank, value = typed.partition(" ")
    if not blank or name not in _settable():
        return _fitting([Choice(f"{live} ", live, tr("setting")) for live in _settable()], name)
    return [Choice(f"{name} {each}", f"{name} {each}") for each in _values(name) if each.startswith(value)]


def _keep(context: "ActionContext", text: str) -> None:
    """Keep the settings that are named, or all that are not as the files say."""
    changed = changed_settings(context)
    names = text.replace(",", " ").split() or changed
    wrong = [name for name in names if name not in _settable()]
    if wrong:
        _unknown(context, wrong[0], changed or _settable())
    elif not names:
        context.status.notify_user(tr("Nothing has changed since the reader started"))
    else:
        keep(context, {(name,): kept_value(context, name) for name in names})


def _keepable(known: Known, typed: str) -> list[Choice]:
    return _fitting([Choice(name, name, tr("setting")) for name in _settable()], typed)


def _show_view(context: "ActionContext", name: str) -> None:
    saved = context.initial.saved
    views = {view.id: view for view in VIEWS}
    if name in views:
        view_actions.show_view(context, name)
    elif name in saved:
        view_actions.show_saved(context, saved.index(name))
    else:
        _unknown(context, name, (*views, *saved))


def _views(known: Known, typed: str) -> list[Choice]:
    views = [Choice(view.id, tr(view.label), tr("view"), view.id) for view in VIEWS]
    return _fitting([*views, *(Choice(name, name, tr("view")) for name in known.saved)], typed)


def _show_feed(context: "ActionContext", name: str) -> None:
    if name in context.feeds.names:
        show_feed(context, name)
    else:
        _unknown(context, name, context.feeds.names)


def _feeds(known: Known, typed: str) -> list[Choice]:
    return _fitting([Choice(name, label_of(name), tr("feed"), name) for name in known.feeds], typed)


def _own_commands(known: Known, typed: str) -> list[Choice]:
    return _fitting([Choice(name, name, tr("command")) for name in known.commands], typed)


def _export(context: "ActionContext", text: str) -> None:
    """Write the chosen post; the text is a form and, behind a blank, a file."""
    from tui_reader.export.export_forms import EXPORT_FORMS  # noqa: PLC0415  loaded when first needed
    from tui_reader.export.post_files import export_post  # noqa: PLC0415

    name, _, file = (part.strip() for part in text.partition(" "))
    row, library, settings = context.posts.chosen, context.library, context.initial.settings
    if name not in FORM_NAMES:
        _unknown(context, name, FORM_NAMES)
    elif row is not None:
        path = row.path

        def then(place: Path) -> None:
            context.status.notify_user(tr("Written: {file}").replace("{file}", sanitize(str(place))))

        context.tasks.ask("export", lambda: export_post(library, settings, path, EXPORT_FORMS[name], file), then)


def _forms(_: Known, typed: str) -> list[Choice]:
    return _fitting([Choice(f"{name} ", name, tr("form")) for name in FORM_NAMES], typed)


def _show_term(context: "ActionContext", name: str) -> None:
    facet, _, term = name.partition("/")
    known = context.sidebar.terms
    found = [each for each in known if (each.facet, each.term) == (facet, term)]
    if found:
        view_actions.show_term(context, found[0])
    else:
        _unknown(context, name, [f"{each.facet}/{each.term}" for each in known])


def _terms(known: Known, typed: str) -> list[Choice]:
    return _fitting([Choice(f"{each.facet}/{each.term}", each.term, each.facet) for each in known.terms], typed)


def _open_post(context: "ActionContext", name: str) -> None:
    library = context.library

    def find() -> str:
        try:
            return library.posts.by_name(name).path
        except NotFoundError:
            return ""

    def then(path: str) -> None:
        if path:
            context.feed_list.open_elsewhere(path)
        else:
            context.status.notify_user(tr("No post is called {name}").format(name=name), error=True)

    context.tasks.ask("link", find, then)


def _posts(known: Known, typed: str) -> list[Choice]:
    if not typed.strip():
        return []
    rows = known.library.posts.first(replace(known.base, where=Field("title", typed.strip())), MOST_POSTS)
    return [Choice(row.path, row.title, tr("post")) for row in rows]


def _filter(context: "ActionContext", text: str) -> None:
    Searching(context).answer(text)


def _marking(change: bulk_marks.Change) -> "Callable[[ActionContext, str], None]":
    """A command that changes marks of the posts that fit a query; of those of the list where there is none."""

    def run(context: "ActionContext", text: str) -> None:
        mark_actions.change_listed(context, text, change)

    return run


COMMANDS: tuple[Command, ...] = (
    Command("filter", lambda: tr("Show the posts that fit a query"), _filter),
    Command("read", lambda: tr("Mark the posts that fit a query as read"), _marking(bulk_marks.read_every)),
    Command("unread", lambda: tr("Mark the posts that fit a query as unread"), _marking(bulk_marks.unread_every)),
    Command("bookmark", lambda: tr("Bookmark the posts that fit a query"), _marking(bulk_marks.bookmark_every)),
    Command(
        "unbookmark",
        lambda: tr("Take the bookmarks of the posts that fit a query away"),
        _marking(bulk_marks.unbookmark_every),
    ),
    Command("view", lambda: tr("Show a view"), _show_view, _views),
    Command("feed", lambda: tr("Show another feed"), _show_feed, _feeds),
    Command("run", lambda: tr("Give the post to a command of the settings"), run_command, _own_commands),
    Command("export", lambda: tr("Write the post to a file, in one of four forms"), _export, _forms),
    Command("term", lambda: tr("Show the posts of a term"), _show_term, _terms),
    Command("post", lambda: tr("Open a post"), _open_post, _posts),
    Command("sort", lambda: tr("Change the order of the list"), _sort, _sorts),
    Command("theme", lambda: tr("Show another theme, until the reader ends"), _theme, _themes),
    Command("set", lambda: tr("Change a setting, until the reader ends"), _set, _settings),
    Command("keep", lambda: tr("Keep settings as they are now: those named, or all that changed"), _keep, _keepable),
)
"""Every command, in the order of the list of completions."""

BY_NAME = {command.name: command for command in COMMANDS}
