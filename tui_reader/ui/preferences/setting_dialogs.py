"""The settings, one row each, and the themes: what is chosen holds at once and is kept in the user's file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.config.paths import content_from_environment, restricted_by_environment, user_paths
from tui_reader.config.setting_sentences import sentences
from tui_reader.config.settings import CHOICES, TYPES, Settings, allowed, setting_names
from tui_reader.config.settings_file import SYSTEM_SETTINGS, names_given
from tui_reader.config.settings_writer import TYPED, typed_value
from tui_reader.config.theme_file import load_theme
from tui_reader.feed.shared.remote_feeds import feed_to_keep
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ReaderError
from tui_reader.ui.preferences.live_settings import (
    LIVE,
    change_setting,
    keep,
    kept_settings,
    present_value,
    theme_for,
    theme_names,
)
from tui_reader.ui.render.rows import cells_of, fill
from tui_reader.ui.session.appearance import adapt
from tui_reader.ui.state.choices import Choice, Choosing, Prompt

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext

DEFAULT = "="
"""The answer that takes a line of the settings away."""
CLOSED = ("restricted", "content", "editor", "log_file")
"""Settings that restricted mode decides."""


def choose_setting(context: "ActionContext", at: str = "") -> None:
    """Show every setting and let the user change one after the other, the cursor on the one called `at`."""
    origins = _origins(context)
    choices = [_row(context, name, origins) for name in setting_names()]
    choosing = Choosing.beginning(tr("Settings"), choices, at)
    context.questions.choose_from(choosing, lambda name: _change(context, name))


def _row(context: "ActionContext", name: str, origins: dict[str, str]) -> Choice:
    value = shown_value(present_value(context, name))
    sentence = tr(sentences().get(name, ""))
    said = tr("{sentence} Default: {value}.").replace("{value}", shown_value(getattr(Settings(), name)))
    note = said.replace("{sentence}", sentence) + ("" if name in LIVE else f" {tr('Holds from the next start.')}")
    return Choice(name, named(name, setting_names(), value), origins[name], note=note)


def named(name: str, names: Sequence[str], value: str) -> str:
    """A name and its value, as one of rows whose values stand below one another."""
    return f"{fill(name, max(map(cells_of, names)))}  {value}"


def shown_value(value: object) -> str:
    """A value as people write it on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(_item(item) for item in value) or "–"
    return str(value) or "–"


def _item(item: object) -> str:
    return f"{item[0]} = {item[1]}" if isinstance(item, tuple) else str(getattr(item, "name", item))


def _origins(context: "ActionContext") -> dict[str, str]:
    """Where each setting comes from, in words; empty where that is the default."""
    machine, own, kept = names_given(SYSTEM_SETTINGS), names_given(user_paths().settings_file), kept_settings(context)
    kept = replace(kept, keys=context.keys.working(kept))
    words = {}
    for name in setting_names():
        words[name] = tr("yours") if name in own else tr("the machine's") if name in machine else ""
        if name in LIVE and present_value(context, name) != getattr(kept, name):
            words[name] = tr("until the end")
    if restricted_by_environment():
        words["restricted"] = tr("environment")
    if content_from_environment() and not context.initial.settings.content:
        words["content"] = tr("environment")
    return words


def _change(context: "ActionContext", name: str) -> None:
    """Ask for another value, by what kind of value it is."""
    settings = context.initial.settings
    if settings.restricted and name in CLOSED:
        context.status.notify_user(tr("{name} is closed in restricted mode").replace("{name}", name), error=True)
    elif name == "theme":
        choose_theme(context)
    elif name == "keys":
        context.keys.change(context)
    elif TYPES[name] not in TYPED:
        file = str(user_paths().settings_file)
        said = tr("Write {name} in {file}").replace("{name}", name)
        context.status.notify_user(said.replace("{file}", file))
    elif name in CHOICES or TYPES[name] is bool:
        _choose_value(context, name)
    else:
        _type_value(context, name)


def _choose_value(context: "ActionContext", name: str) -> None:
    words = CHOICES.get(name, ("true", "false"))
    default = shown_value(getattr(Settings(), name))
    choices = [Choice(word, word, tr("default") if word == default else "") for word in words]
    choices.append(Choice(DEFAULT, tr("as it was: take the line away")))
    choosing = Choosing.beginning(name, choices, shown_value(present_value(context, name)))
    context.questions.choose_from(choosing, lambda word: use_and_keep(context, name, word))


def _type_value(context: "ActionContext", name: str) -> None:
    value = present_value(context, name)
    before = "" if value == "" or value == () else shown_value(value)
    prompt = Prompt(name, tr("{allowed}; empty for the default").replace("{allowed}", allowed(name)))

    def answer(text: str | None) -> None:
        if text is None:
            choose_setting(context, name)
        else:
            use_and_keep(context, name, text.strip() or DEFAULT)

    context.questions.ask_line(prompt, before, answer)


def use_and_keep(context: "ActionContext", name: str, text: str) -> None:
    """Let a value hold, keep it, and show the settings again; `DEFAULT` takes it away."""
    if text == DEFAULT:
        if keep(context, {(name,): None}):
            change_setting(context, name, getattr(kept_settings(context), name))
        choose_setting(context, name)
        return
    try:
        value = typed_value(name, text)
        if name == "content":
            value = feed_to_keep(str(value), context.initial.settings)
    except ReaderError as error:
        context.status.notify_user(str(error), error=True)
        return
    change_setting(context, name, value)
    keep(context, {(name,): value})
    choose_setting(context, name)


def choose_theme(context: "ActionContext") -> None:
    """Show the themes, each on the whole screen while the cursor stands on it; the chosen one is kept."""
    before = context.initial
    names = ("auto", *theme_names())

    def preview(name: str) -> None:
        if not name:
            adapt(context.app, context, before)
            return
        try:
            adapt(context.app, context, replace(context.initial, theme=theme_for(context, name)))
        except ReaderError as error:
            context.status.notify_user(str(error), error=True)

    def chosen(name: str) -> None:
        change_setting(context, "theme", name)
        keep(context, {("theme",): name})

    choices = [Choice(name, named(name, names, _title(name))) for name in names]
    begin = Choosing.beginning(tr("Themes"), choices, _theme_shown(context))
    choosing = Choosing(begin.heading, begin.choices, begin.at, reading=True, preview=preview)
    context.questions.choose_from(choosing, chosen)


def _theme_shown(context: "ActionContext") -> str:
    """The theme of the settings where that is on the screen; else the one that is, as `--theme` names it."""
    setting, shown = context.initial.settings.theme, context.initial.theme.name
    return setting if theme_for(context, setting).name == shown else shown.removesuffix("-256")


def _title(name: str) -> str:
    """What a theme is called in the user's language, also where the terminal shows another in its place; a broken one
    says what is wrong when it is shown.
    """
    return tr("as the terminal is") if name == "auto" else tr(load_theme(name, user_paths()).title)
