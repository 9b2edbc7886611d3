"""The settings file: TOML becomes settings, and what is wrong in it is named with its line."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tui_reader.config.settings import CHOICES, RANGES, TYPES, NamedFeed, PostCommand, SavedView, Settings, allowed
from tui_reader.config.user_files import forbid_links, read_user_file
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.dataclass import dataclass, fields, replace
from tui_reader.model.errors import SettingsError
from tui_reader.model.sorts import NEWEST
from tui_reader.text.toml import KeyLines, read_toml

SYSTEM_SETTINGS = Path("/etc/newsreader/config.toml")
"""Settings of the operator of a machine: defaults for everyone, and what they restrict nobody can take back."""

MOST_NAMED = 50
"""Faults of one file that are named; each is looked for in the file."""
_VIEW_KEYS = tuple(item.name for item in fields(SavedView))
_COMMAND_KEYS = tuple(item.name for item in fields(PostCommand))
_FEED_KEYS = tuple(item.name for item in fields(NamedFeed))


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A key that cannot be taken as it stands."""

    place: tuple[str, ...]
    """Where it stands: `measure`, or `keys` and `next`, or `views` and `sort`."""
    message: str
    """What is allowed."""
    nth: int = 0
    """Which of several tables of the same name it stands in."""


def read_settings(file: Path, system: Path | None = SYSTEM_SETTINGS, *, restricted: bool = False) -> Settings:
    """Settings from the user's file, over those of the machine, over the defaults; either file may be missing.

    A wrong key keeps its default and is named in `problems`; so is a file that cannot be read at all. Where the
    machine's file says `restricted`, or whoever calls the program does, the user's cannot take it back, nor name the
    content, an index or other feeds; and the user's file must be a file of its own, and no link.
    """
    base = _over(Settings(), system) if system else Settings()
    restricted = restricted or base.restricted
    if restricted:
        forbid_links()
    chosen = _over(base, file)
    if restricted:
        own = replace(chosen, restricted=True, fixed=base.restricted, editor="", log_file="", commands=())
        chosen = replace(own, content=base.content, index=base.index, feeds=base.feeds)
    return chosen


def restricted_by_machine(system: Path = SYSTEM_SETTINGS) -> bool:
    """The machine's settings say `restricted`."""
    return _over(Settings(), system).restricted


def names_given(file: Path) -> frozenset[str]:
    """Names of the settings that a file sets to something that is allowed; none where it cannot be read."""
    try:
        return frozenset(_checked(_parse(read_user_file(file, "utf-8-sig")))[0])
    except (SettingsError, OSError, UnicodeDecodeError):
        return frozenset()


def fault_of(name: str, value: object) -> str:
    """What is wrong with a value for a setting, and what is allowed; empty where nothing is."""
    _, wrong = _checked({name: value})
    return wrong[0].message if wrong else ""


def _over(base: Settings, file: Path) -> Settings:
    """`base` with what `file` says laid over it."""
    try:
        text = read_user_file(file, "utf-8-sig")
        table = _parse(text)
    except (FileNotFoundError, NotADirectoryError):
        return base
    except SettingsError as error:
        return replace(base, problems=(*base.problems, f"{file}:{error}"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror or "" if isinstance(error, OSError) else tr("it is no UTF-8 text")
        return replace(base, problems=(*base.problems, f"{file}: {reason}"))
    values, wrong = _checked(table)
    lines = KeyLines(text) if wrong else None
    problems = [f"{file}:{lines.of(*item.place, nth=item.nth)}: {item.message}" for item in wrong[:MOST_NAMED] if lines]
    if len(wrong) > MOST_NAMED:
        more = len(wrong) - MOST_NAMED
        problems.append(f"{file}: " + tr_count("{n} more fault", "{n} more faults", more))
    return replace(base, **values, problems=(*base.problems, *problems))  # type: ignore[arg-type]


def _parse(text: str) -> dict[str, object]:
    """The TOML table; raises SettingsError whose message begins with the line."""
    try:
        return read_toml(text)
    except ValueError as error:
        message, _, where = str(error).partition(" (at ")
        found = re.search(r"line (\d+)", where)
        line = int(found[1]) if found else text.count("\n") + 1
        raise SettingsError(f"{line}: {message}") from error


def _checked(table: Mapping[str, object]) -> tuple[dict[str, object], tuple[_Wrong, ...]]:
    """The values that are right, by name of the setting, and what is wrong with the others."""
    values: dict[str, object] = {}
    wrong: list[_Wrong] = []
    for name, value in table.items():
        key = name.replace("-", "_")
        if key not in TYPES:
            wrong.append(_Wrong((name,), _unknown(name, tuple(TYPES)) if len(wrong) < MOST_NAMED else ""))
            continue
        taken, faults = _READERS[TYPES[key]](key, value)
        wrong += faults
        if taken is not None:
            values[key] = taken
    return values, tuple(wrong)


def _unknown(name: str, known: tuple[str, ...]) -> str:
    """A key nobody knows, with the one that was meant or all there are."""
    close = _close(name, known)
    message = tr('"{name}" is no setting').replace("{name}", name)
    if close:
        return message + tr('; did you mean "{close}"?').replace("{close}", close[0])
    return message + tr("; there are {known}").replace("{known}", ", ".join(known))


def _close(word: str, known: tuple[str, ...]) -> list[str]:
    """The word that was probably meant, or none."""
    from difflib import get_close_matches  # noqa: PLC0415 - not on the way to the first screen

    return get_close_matches(word.lower(), known, 1)


def _not_allowed(name: str, value: object) -> _Wrong:
    """A value that is not allowed, with what is."""
    close = _close(str(value), CHOICES.get(name, ()))
    meant = tr('; did you mean "{close}"?').replace("{close}", close[0]) if close else ""
    message = tr("{name} = {value} is not allowed: write {allowed}")
    return _Wrong((name,), message.format(name=name, value=_shown(value), allowed=allowed(name)) + meant)


def _shown(value: object) -> str:
    """A value as TOML writes it, cut short."""
    text = {True: "true", False: "false"}.get(value, repr(value)) if isinstance(value, bool) else repr(value)
    return text if len(text) <= 40 else text[:39] + "…"


_Taken = tuple[object, tuple[_Wrong, ...]]
"""A value, None where it cannot be used, and what is wrong with it."""


def _read_plain(name: str, value: object) -> _Taken:
    """A switch, a text or a number."""
    kind = TYPES[name]
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    low, high = RANGES.get(name, (0, 0))
    fits = type(value) is kind and (name not in CHOICES or value in CHOICES[name])
    if fits and isinstance(value, int | float) and name in RANGES:
        fits = low <= value <= high
    return (value, ()) if fits else (None, (_not_allowed(name, value),))


def _read_texts(name: str, value: object) -> _Taken:
    """A list of texts."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value), ()
    return None, (_not_allowed(name, value),)


def _read_keys(name: str, value: object) -> _Taken:
    """A table of names and texts; the text of a key may be a list of several."""
    if not isinstance(value, dict):
        return None, (_not_allowed(name, value),)
    taken: list[tuple[str, str]] = []
    wrong: list[_Wrong] = []
    for action, keys in value.items():
        listed = keys if isinstance(keys, list) else [keys]
        if all(isinstance(key, str) for key in listed):
            taken.append((action, ",".join("comma" if key.strip() == "," else key for key in listed)))
        else:
            wrong.append(_Wrong((name, action), _not_allowed(name, keys).message))
    return tuple(taken), tuple(wrong)


def _read_views(name: str, value: object) -> _Taken:
    """Tables of views, each with a name and a query."""
    if not isinstance(value, list):
        return None, (_not_allowed(name, value),)
    taken: list[SavedView] = []
    wrong: list[_Wrong] = []
    for nth, view in enumerate(value):
        faults = tuple(_view_faults(name, nth, view))
        wrong += faults
        if not faults:
            taken.append(SavedView(**view))
    return tuple(taken), tuple(wrong)


def _read_feeds(name: str, value: object) -> _Taken:
    """Tables of feeds, each with a name of its own and a path."""
    if not isinstance(value, list):
        return None, (_not_allowed(name, value),)
    taken: dict[str, NamedFeed] = {}
    wrong: list[_Wrong] = []
    for nth, feed in enumerate(value):
        texts = isinstance(feed, dict) and all(isinstance(feed.get(key), str) for key in ("name", "path"))
        if not texts or not feed["name"].strip() or not feed["path"]:
            wrong.append(_Wrong((name,), tr('a feed needs name = "…" and path = "…"'), nth))
        elif feed["name"] in taken:
            wrong.append(_Wrong((name, "name"), tr("two feeds have this name"), nth))
        else:
            faults = tuple(_feed_faults(name, nth, feed))
            wrong += faults
            without = {fault.place[-1] for fault in faults}
            taken[feed["name"]] = NamedFeed(**{key: text for key, text in feed.items() if key not in without})
    return tuple(taken.values()), tuple(wrong)


def _feed_faults(name: str, nth: int, feed: Mapping[str, object]) -> Iterator[_Wrong]:
    """What is wrong in the table of a feed beside its name and path; the feed does without."""
    for key in feed.keys() - set(_FEED_KEYS):
        yield _Wrong((name, key), _unknown(key, _FEED_KEYS), nth)
    if feed.get("sort", NEWEST.id) not in CHOICES["sort"]:
        yield _Wrong((name, "sort"), _not_allowed("sort", feed["sort"]).message, nth)
    for key in ("lang", "index"):
        if not isinstance(feed.get(key, ""), str):
            yield _Wrong((name, key), tr("{name} is a text in quotes").replace("{name}", key), nth)


def _read_commands(name: str, value: object) -> _Taken:
    """Tables of commands, each with a name of its own, a program and perhaps a key."""
    if not isinstance(value, list):
        return None, (_not_allowed(name, value),)
    taken: dict[str, PostCommand] = {}
    wrong: list[_Wrong] = []
    for nth, command in enumerate(value):
        texts = isinstance(command, dict) and all(isinstance(text, str) for text in command.values())
        if not texts or not command.get("name", "").strip() or not command.get("run", "").strip():
            wrong.append(_Wrong((name,), tr('a command needs name = "…" and run = "…"'), nth))
        elif command["name"] in taken:
            wrong.append(_Wrong((name, "name"), tr("two commands have this name"), nth))
        else:
            wrong += [
                _Wrong((name, key), _unknown(key, _COMMAND_KEYS), nth) for key in command.keys() - set(_COMMAND_KEYS)
            ]
            taken[command["name"]] = PostCommand(command["name"], command["run"], command.get("key", ""))
    return tuple(taken.values()), tuple(wrong)


def _view_faults(name: str, nth: int, view: object) -> Iterator[_Wrong]:
    if not isinstance(view, dict) or not all(isinstance(view.get(key), str) for key in ("name", "query")):
        yield _Wrong((name,), tr('a view needs name = "…" and query = "…"'), nth)
        return
    for key in view.keys() - set(_VIEW_KEYS):
        yield _Wrong((name, key), _unknown(key, _VIEW_KEYS), nth)
    if view.get("sort", NEWEST.id) not in CHOICES["sort"]:
        yield _Wrong((name, "sort"), _not_allowed("sort", view["sort"]).message, nth)


_READERS: Mapping[object, Callable[[str, object], _Taken]] = {
    bool: _read_plain,
    str: _read_plain,
    int: _read_plain,
    float: _read_plain,
    tuple[str, ...]: _read_texts,
    tuple[tuple[str, str], ...]: _read_keys,
    tuple[SavedView, ...]: _read_views,
    tuple[NamedFeed, ...]: _read_feeds,
    tuple[PostCommand, ...]: _read_commands,
}
"""How each type of setting is read: name and value give what can be used of it, and what is wrong."""


def line_of_key(file: Path, *place: str, nth: int = 0) -> int | None:
    """The line, from 1, where a key stands in a settings file: `theme`, or `keys` and `next`; None where it cannot be
    read.
    """
    lines = lines_of_keys(file)
    return lines.of(*place, nth=nth) if lines else None


def lines_of_keys(file: Path) -> KeyLines | None:
    """Where the keys of a settings file stand; None where it cannot be read."""
    try:
        return KeyLines(read_user_file(file, "utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return None
