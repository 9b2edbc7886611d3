"""Writes settings into the user's file: comments, order and everything else in it stay as they are."""

import os
from collections.abc import Mapping
from pathlib import Path

from tui_reader.config.settings import TYPES, allowed
from tui_reader.config.settings_file import fault_of
from tui_reader.config.user_files import read_user_file, replace_user_file
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import SettingsError
from tui_reader.text.toml import read_toml

Place = tuple[str, ...]
"""Where a value stands: `measure`, or `keys` and `bookmark`."""
Value = bool | int | float | str | list[str]
"""What can be written."""

TYPED = {bool, str, int, float, tuple[str, ...]}
"""Types of settings whose value is typed or chosen on one line; the others are tables."""


def typed_value(name: str, text: str) -> Value:
    """What a line that was typed means for a setting: `true`, `72`, `recommend, featured`.

    Raises SettingsError, which says what is allowed.
    """
    kind, text = TYPES[name], text.strip()
    value: Value = text
    try:
        if kind is bool:
            value = {"true": True, "false": False}[text.lower()]
        elif kind is int:
            value = int(text)
        elif kind is float:
            value = float(text)
        elif kind == tuple[str, ...]:
            value = [word.strip() for word in text.split(",") if word.strip()]
    except (KeyError, ValueError):
        said = tr("{name} = {value} is not allowed: write {allowed}")
        raise SettingsError(said.format(name=name, value=text, allowed=allowed(name))) from None
    if fault := fault_of(name, value):
        raise SettingsError(fault)
    return value


def keep_settings(file: Path, changes: Mapping[Place, Value | None]) -> None:
    """Write values into a settings file; None takes the line away, so that the default holds again.

    The file is made where it is missing; where it is a link, the file that it leads to is written. Raises SettingsError
    where it cannot be read or written, and then nothing is changed.
    """
    import tomlkit  # noqa: PLC0415 - only when something is kept
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - the same

    try:
        text = read_user_file(file, "utf-8-sig") if file.exists() else ""
        read_toml(text)
        document = tomlkit.parse(text)
        for place, value in changes.items():
            _change(document, place, value)
        changed = tomlkit.dumps(document)
        if read_toml(changed) != document.unwrap():
            raise ValueError(tr("this file cannot be changed by a program"))
        replace_user_file(Path(os.path.realpath(file)), changed)
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror or error}") from error
    except (ValueError, TOMLKitError) as error:
        raise SettingsError(f"{file}: {error}", tr("correct it in an editor: newsreader check")) from error


def _change(document: "dict[str, object]", place: Place, value: Value | None) -> None:
    """Change one value in a document of tomlkit, which behaves as a dict of dicts."""
    import tomlkit  # noqa: PLC0415 - only when something is kept

    table = document
    for name in place[:-1]:
        inner = table.get(_spelled(table, name))
        if inner is None:
            if value is None:
                return
            inner = table[name] = tomlkit.table()
        if not isinstance(inner, dict):
            raise ValueError(tr("{name} is no table").replace("{name}", name))
        table = inner
    key = _spelled(table, place[-1])
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


def _spelled(table: "dict[str, object]", name: str) -> str:
    """The key as the file has it: `head-posts` is the same as `head_posts`."""
    return next((key for key in table if key.replace("-", "_") == name), name)
