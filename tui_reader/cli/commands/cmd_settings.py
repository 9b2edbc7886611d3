"""`newsreader settings`: what holds and where it comes from, and a first settings file."""

import argparse
import os
from dataclasses import asdict
from pathlib import Path

from tui_reader.cli.arguments import Command, add_json
from tui_reader.cli.context import Call
from tui_reader.config.settings import TYPES, Settings, allowed, setting_names
from tui_reader.config.settings_file import SYSTEM_SETTINGS, names_given
from tui_reader.config.settings_writer import TYPED, keep_settings, typed_value
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import SettingsError, UsageError

_TABLES = ("keys", "shortcodes", "views")
"""Settings that are tables of their own, which stand behind all others."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument("name", nargs="?", choices=setting_names(), metavar="NAME", help=tr("one setting alone"))
    parser.add_argument("value", nargs="?", metavar="VALUE", help=tr("keep this value in your settings file"))
    parser.add_argument("--unset", action="store_true", help=tr("take the setting out of your settings file"))
    parser.add_argument(
        "--init", action="store_true", help=tr("write a settings file in which every setting stands as a comment")
    )


def run(call: Call) -> int:
    """Print every setting with its value and its origin, keep one, or write the first file."""
    if call.arguments.init:
        return _write_first(call)
    value, names = call.arguments.value, [call.arguments.name] if call.arguments.name else setting_names()
    if value is not None or call.arguments.unset:
        _keep(call, value)
        return 0
    origins = _origins(call.paths.settings_file)
    if call.arguments.json:
        call.output.json(
            {
                name: {"value": _as_json(call.settings, name), "from": origins[name], "allowed": allowed(name)}
                for name in names
            }
        )
    else:
        shown = {"default": "", "machine": tr("(the machine's)"), "user": tr("(yours)")}
        call.output.table([(name, shown[origins[name]], _as_toml(call.settings, name)) for name in names])
    return 0


def _keep(call: Call, text: str | None) -> None:
    """Write one value into the user's file, or take it out; raises SettingsError."""
    name = call.arguments.name
    if call.restricted:
        raise SettingsError(tr("No file may be written in restricted mode"))
    if name is None or (text is not None and TYPES[name] not in TYPED):
        raise UsageError(tr("write NAME and VALUE of a setting that is no table"))
    value = None if text is None else typed_value(name, text)
    if name == "content" and value is not None:
        from tui_reader.feed.shared.remote_feeds import feed_to_keep

        value = feed_to_keep(str(value), call.settings)
    if name == "theme" and value not in (None, "auto"):
        from tui_reader.config.theme_file import load_theme

        load_theme(str(value), call.paths)
    keep_settings(call.paths.settings_file, {(name,): value})


def _origins(file: Path) -> dict[str, str]:
    """Where each setting comes from: `default`, `machine` or `user`."""
    machine, own = names_given(SYSTEM_SETTINGS), names_given(file)
    return {name: "user" if name in own else "machine" if name in machine else "default" for name in setting_names()}


def _as_json(settings: Settings, name: str) -> object:
    value = asdict(settings)[name]
    return dict(value) if name in ("keys", "shortcodes") else value


def _as_toml(settings: Settings, name: str) -> str:
    """The value as a settings file has it, on one line."""
    import json

    return json.dumps(_as_json(settings, name), ensure_ascii=False)


def _write_first(call: Call) -> int:
    """Write the file where there is none; raises SettingsError."""
    file = call.paths.settings_file
    if call.restricted:
        raise SettingsError(tr("No file may be written in restricted mode"))
    from tui_reader.config.user_files import make_folder

    try:
        make_folder(file.parent)
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as stream:
            stream.write(_first_file())
    except FileExistsError as error:
        raise SettingsError(tr("{file} is there already").replace("{file}", str(file)), tr("edit it")) from error
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}") from error
    call.output.line(str(file))
    return 0


def _first_file() -> str:
    """Every setting with its default, as a comment: taking the sign away sets it."""
    lines = [f"# {tr('Settings of newsreader: take the # in front of a line away to set it.')}", ""]
    for name in setting_names():
        if name not in _TABLES:
            lines += [f"# {allowed(name)}", f"#{name} = {_as_toml(Settings(), name)}", ""]
    lines += ["#[keys]", '#next_post = "J"', ""]
    lines += ["#[shortcodes]", '#notice = "**{0}**: {inner}"', ""]
    lines += ["#[[views]]", '#name = "…"', '#query = "is:unread after:2022"', '#sort = "newest"', ""]
    return "\n".join(lines)


COMMAND = Command(
    "settings", "Say what is set, and where.", "newsreader settings --json", run, _add_arguments, order=10
)
