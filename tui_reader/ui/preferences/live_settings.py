"""Settings changed while the reader runs: what each does to the screen, and how it is kept."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui_reader.config.paths import user_paths
from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.config.settings_file import read_settings
from tui_reader.config.settings_writer import Place, Value, keep_settings
from tui_reader.config.theme import Theme
from tui_reader.config.theme_file import theme_files
from tui_reader.feed.several.known_feeds import settings_of
from tui_reader.i18n.messages import tr, use_language
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import SettingsError
from tui_reader.model.sorts import get_sort
from tui_reader.ui.render.status_text import list_heading
from tui_reader.ui.session.appearance import adapt
from tui_reader.ui.startup.initial_state import choose_glyphs, choose_theme

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext

Change = Callable[["ActionContext"], None]
"""Brings the screen level with the settings, which have changed already."""


def theme_names() -> tuple[str, ...]:
    """Themes that can be chosen, dark ones last: a form of one for 256 colours is taken by itself."""
    files = theme_files(user_paths())
    return tuple(sorted(name for name in files if name.removesuffix("-256") not in files or not name.endswith("-256")))


def theme_for(context: "ActionContext", name: str) -> Theme:
    """The theme of this name, or `auto`, in the form that suits the terminal."""
    initial = context.initial
    return choose_theme(replace(initial.settings, theme=name), OpenOptions(), user_paths(), initial.can)


def _use_theme(context: "ActionContext") -> None:
    theme = theme_for(context, context.initial.settings.theme)
    adapt(context.app, context, replace(context.initial, theme=theme))


def _use_glyphs(context: "ActionContext") -> None:
    initial = context.initial
    adapt(context.app, context, replace(initial, glyphs=choose_glyphs(initial.settings, initial.can)))


def _use_rows(context: "ActionContext") -> None:
    context.posts.use(replace(context.posts.row_style, rows=context.initial.settings.rows))
    context.posts.refresh()


def _use_head(context: "ActionContext") -> None:
    context.feed_list.filter = replace(context.filter, folded=False)
    context.feed_list.reload(keep=True)


def _use_sort(context: "ActionContext") -> None:
    chosen = replace(context.filter, sort=get_sort(context.initial.settings.sort), days=False)
    context.feed_list.show_filter(chosen)


def _use_measure(context: "ActionContext") -> None:
    context.reading.change_measure(context.initial.settings.measure - context.reading.measure)


def _read_again(context: "ActionContext") -> None:
    context.library.pages.use(context.initial.settings)
    context.reading.open_again()


def _use_posts(context: "ActionContext") -> None:
    settings = context.initial.settings
    base = replace(context.initial.base, drafts=settings.drafts, future=settings.future, expired=settings.expired)
    context.initial = replace(context.initial, base=base)
    context.feed_list.reload(keep=True, anew=True)


def _use_language(context: "ActionContext") -> None:
    use_language(context.initial.settings.language if context.initial.can.unicode else "en")
    context.posts.heading = list_heading(context.filter, context.initial.glyphs)
    context.feed_list.reload(keep=True)
    context.reading.open_again()
    for pane in (context.sidebar, context.posts, context.view):
        pane.refresh()


def _use_keys(context: "ActionContext") -> None:
    context.keys.use(context.initial.settings)


def _nothing_more(_: "ActionContext") -> None:
    """The setting is looked at whenever it matters."""


LIVE: Mapping[str, Change] = {
    "language": _use_language,
    "theme": _use_theme,
    "sort": _use_sort,
    "rows": _use_rows,
    "head_posts": _use_head,
    "measure": _use_measure,
    "paragraphs": _read_again,
    "hang": _read_again,
    "gaps": _read_again,
    "hide_repeated_title": _read_again,
    "hash_headings": _read_again,
    "glyphs": _use_glyphs,
    "hints": _nothing_more,
    "key_preset": _use_keys,
    "keys": _use_keys,
    "counts": _nothing_more,
    "drafts": _use_posts,
    "future": _use_posts,
    "expired": _use_posts,
    "editor": _nothing_more,
}
"""Settings that change at once; the others hold from the next start."""


def change_setting(context: "ActionContext", name: str, value: object) -> None:
    """Let another value hold: at once where it can, and in any case until the reader ends."""
    if isinstance(value, list):
        value = tuple(value)
    context.feeds.settings = replace(context.feeds.settings, **{name: value})  # type: ignore[arg-type]
    _use(context, name, value)
    context.show_place()


def _use(context: "ActionContext", name: str, value: object) -> None:
    """Let a value hold on one screen."""
    settings = replace(context.initial.settings, **{name: value})  # type: ignore[arg-type]
    context.initial = replace(context.initial, settings=settings)
    LIVE.get(name, _nothing_more)(context)


def take_over(context: "ActionContext", settings: Settings) -> None:
    """Let what was changed while another feed was shown hold on the screen of this one."""
    for name in LIVE:
        value = getattr(settings, name)
        if value != getattr(context.initial.settings, name):
            _use(context, name, value)


def present_value(context: "ActionContext", name: str) -> object:
    """The value that a setting has on the screen now, whatever key or command made it so."""
    settings: Settings = context.initial.settings
    shown = {
        "measure": context.reading.measure,
        "sort": context.filter.sort.id,
        "head_posts": 0 if context.filter.folded else settings.head_posts,
    }
    return shown.get(name, getattr(settings, name))


def kept_value(context: "ActionContext", name: str) -> Value:
    """That value as it is written into a file."""
    value = present_value(context, name)
    return value if isinstance(value, bool | int | float) else str(value)


def changed_settings(context: "ActionContext") -> tuple[str, ...]:
    """Names of the settings that are not on the screen as the files say."""
    kept = kept_settings(context)
    return tuple(name for name in LIVE if name != "keys" and present_value(context, name) != getattr(kept, name))


def kept_settings(context: "ActionContext") -> Settings:
    """What the files say now of the feed that is shown."""
    kept = read_settings(user_paths().settings_file, restricted=context.initial.settings.restricted)
    return settings_of(context.initial.feed, kept)


def keep(context: "ActionContext", changes: Mapping[Place, Value | None]) -> bool:
    """Write values into the user's file and say so; where that is not to be, say that they hold until the end."""
    if context.initial.settings.restricted:
        context.status.notify_user(tr("Until the reader ends: nothing is written in restricted mode"))
        return False
    file = user_paths().settings_file
    try:
        keep_settings(file, changes)
    except SettingsError as error:
        context.status.notify_user(str(error), error=True)
        return False
    context.status.notify_user(tr("Kept: {names}").replace("{names}", ", ".join(place[-1] for place in changes)))
    return True
