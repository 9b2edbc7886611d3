"""The configuration files of a Hugo site, merged into one mapping with keys in lower case."""

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tui_reader.model.dataclass import replace
from tui_reader.model.post import Problem
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.local_source import (
    CONFIG_BYTES,
    exists,
    is_folder,
    is_folder_entry,
    is_link,
    read_whole,
    real_path,
    scan_folder,
)
from tui_reader.store.site.config_merge import imported_themes, settle_languages, take_from_theme, without_strategies
from tui_reader.text.toml import read_toml

ENVIRONMENT = "production"
"""Environment that `hugo` builds for when nothing else is said."""
CONFIG_FOLDERS = ("config/_default", f"config/{ENVIRONMENT}")
"""Folders of configuration files below the site's root, in the order they are merged."""

_PLACE = re.compile(r"(?:\(at |: )line (\d+),? column (\d+)(?:\)| \(char \d+\))")
"""Where TOML, JSON and YAML say that a file is wrong."""
_HINT = "correct the site's configuration; until then its defaults hold"
_NAMES = ("hugo", "config")
_SUFFIXES = (".toml", ".yaml", ".yml", ".json")
_Loaded = tuple[Any, list[tuple[str, int, int]]]
"""The value of a file, and the keys that stand in it twice as (key, line, column)."""
_ALIASES = {"indexes": "taxonomies", "menu": "menus"}
"""Older names that Hugo takes for the names of today."""
_MOST_THEMES = 32
"""Themes whose configuration is read."""
_DEEPEST = 8
"""Levels of folders in a configuration folder that are looked into."""


def _of_today(config: dict[str, Any]) -> dict[str, Any]:
    """The configuration by the names of today; what the older one of a table says is added to it."""
    found = {key: item for key, item in config.items() if key not in _ALIASES}
    for older, name in _ALIASES.items():
        if older in config:
            tables = [table for table in (config[older], found.get(name)) if isinstance(table, dict)]
            found[name] = {key: item for table in tables for key, item in table.items()} if tables else config[older]
    return found


def config_file(root: Path) -> Path | None:
    """The site's one configuration file in its root folder: the first that Hugo would take.

    Whatever has the name counts, so that a pipe or a folder in its place is named and not passed over.
    """
    return next(filter(exists, _single_files(root)), None)


def config_places(*roots: Path) -> Iterator[Path]:
    """Where the configuration of a site and its themes stands or may come to stand: in the folder of each, its one file
    under each name, and the files of the configuration folders.
    """
    for root in roots:
        yield from _single_files(root)
        for folder in CONFIG_FOLDERS:
            with contextlib.suppress(OSError):
                yield from _walk(root / folder, _DEEPEST)


def _single_files(root: Path) -> Iterator[Path]:
    return (root / f"{name}{suffix}" for name in _NAMES for suffix in _SUFFIXES)


def is_site(root: Path) -> bool:
    """Does the folder hold the configuration of a Hugo site?"""
    return config_file(root) is not None or any(is_folder(root / folder) for folder in CONFIG_FOLDERS)


def read_config(root: Path, fence: Path | None = None) -> tuple[dict[str, Any], tuple[Problem, ...], tuple[Path, ...]]:
    """Everything the site's configuration says, with what it takes from its themes and what each language takes from
    the site; what is wrong with its files; and the folders of the themes.

    A file that cannot be read is left out and named in the problems; what lies outside the folder `fence`, a real path,
    is no theme.
    """
    problems: list[Problem] = []
    config = _own_config(root, root, problems)
    default = default_language(config)
    themes = _themes(root, config, problems, fence)
    for theme in themes.values():
        take_from_theme(config, theme, default)
    settle_languages(config)
    found: dict[str, Any] = without_strategies(config)
    return found, tuple(problems), tuple(themes)


def default_language(config: dict[str, Any]) -> str:
    """Key of the language of files that name none."""
    return str(config.get("defaultcontentlanguage") or "en").lower()


def _own_config(site: Path, root: Path, problems: list[Problem]) -> dict[str, Any]:
    """What the configuration files in the folder `root` say, of the site itself or of a theme."""
    merged: dict[str, Any] = {}
    for file, name in _files(site, root, problems):
        value = _placed(name, _read_file(site, file, problems))
        merged = laid_over(_of_today(value), merged)
    return merged


def _themes(
    site: Path, config: dict[str, Any], problems: list[Problem], fence: Path | None
) -> dict[Path, dict[str, Any]]:
    """The configuration of every theme by its folder, each followed by the themes it builds on itself."""
    below = (site / "_vendor", site / str(config.get("themesdir") or "themes"))
    found: dict[Path, dict[str, Any]] = {}
    names = [*imported_themes(config)]
    while names and len(found) < _MOST_THEMES:
        name = names.pop(0)
        folder = next((place / name for place in below if _holds(place, name, fence)), None)
        if folder is not None and folder not in found:
            found[folder] = _own_config(site, folder, problems)
            names[:0] = imported_themes(found[folder])
    return found


def _holds(place: Path, name: str, fence: Path | None) -> bool:
    """Does the folder of themes hold one of that name? A name that leads out of it is none."""
    if fence and not real_path(place).is_relative_to(fence):
        return False
    if Path(name).is_absolute() or ".." in Path(name).parts:
        return False
    try:
        return is_folder(place / name)
    except OSError:
        return False


def _walk(folder: Path, deepest: int) -> Iterator[Path]:
    """Configuration files in a folder and the folders in it, in the order Hugo merges them; raises OSError."""
    for entry in sorted(scan_folder(folder), key=lambda entry: os.fsencode(entry.name)):
        file = folder / entry.name
        if file.suffix.lower() in _SUFFIXES:
            yield file
        elif deepest and is_folder_entry(entry) and not is_link(entry):
            yield from _walk(file, deepest - 1)


def _files(site: Path, root: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Files in the order they are merged, with their name in lower case and without the suffix."""
    single = config_file(root)
    if single is not None:
        yield single, _NAMES[0]
    for folder in CONFIG_FOLDERS:
        for file in _listed(site, root / folder, problems):
            yield file, file.stem.lower()


def _listed(root: Path, folder: Path, problems: list[Problem]) -> list[Path]:
    """The files of a folder of configuration files; empty where there is none."""
    try:
        return list(_walk(folder, _DEEPEST))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        problems.append(_problem(root, folder, error.strerror or str(error)))
        return []


def _placed(name: str, value: dict[str, Any]) -> dict[str, Any]:
    """What a file says, under the key that its name means.

    `hugo.toml` is all of it, `markup.toml` the key `markup`. Whatever ends in a language says all of that language, as
    `languages.zh.toml` does; only `params.zh.toml` and `menus.zh.toml` hold one key of it.
    """
    if name in _NAMES:
        return value
    key, _, language = name.rpartition(".")
    if not key:
        return {name: _unwrapped(name, value)}
    if key in ("params", "menus", "menu"):
        value = {_ALIASES.get(key, key): _unwrapped(key, value)}
    return {"languages": {language: value}}


def _unwrapped(key: str, value: dict[str, Any]) -> dict[str, Any]:
    """`[markup]` as the one thing in `markup.toml` may be written or left out."""
    return value[key] if set(value) == {key} and isinstance(value[key], dict) else value


def _read_file(root: Path, file: Path, problems: list[Problem]) -> dict[str, Any]:
    try:
        decoded = decode_text(read_whole(file, CONFIG_BYTES))
    except OSError as error:
        problems.append(_problem(root, file, error.strerror or str(error)))
        return {}
    problems += [replace(one, field=_name(root, file), hint=one.hint or _HINT) for one in decoded.problems]
    try:
        value, doubles = _LOADERS[file.suffix.lower()](decoded.text)
    except (ValueError, RecursionError) as error:
        problems.append(_syntax_problem(root, file, str(error), decoded.text))
        return {}
    problems += [_double(root, file, *double) for double in doubles]
    lowered = _lower(value)
    return lowered if isinstance(lowered, dict) else {}


def _name(root: Path, file: Path) -> str:
    return Path(os.path.relpath(file, root)).as_posix()


def _problem(root: Path, file: Path, reason: str, line: int | None = None, column: int | None = None) -> Problem:
    return Problem(_name(root, file), f"cannot be read: {reason}", line, column, _HINT, "config-unreadable")


def _syntax_problem(root: Path, file: Path, error: str, text: str) -> Problem:
    """What a parser says of the text of a file, with the place it names."""
    told = error.replace("(at end of document)", f"(at line {text.count(chr(10)) + 1}, column 1)")
    found = _PLACE.search(told)
    line, column = (int(found[1]), int(found[2])) if found else (None, None)
    return _problem(root, file, _PLACE.sub("", told).strip(), line, column)


def _double(root: Path, file: Path, key: str, line: int, column: int) -> Problem:
    """A key that stands twice in a mapping of a YAML file: Hugo builds no site then; the last one holds here."""
    return Problem(
        _name(root, file), f"the key {key} stands in it twice", line, column, "keep one of them", "config-key-double"
    )


def _load_toml(text: str) -> _Loaded:
    return read_toml(text), []


def _load_json(text: str) -> _Loaded:
    return json.loads(text), []


def _load_yaml(text: str) -> _Loaded:
    """A YAML file and its double keys; the parser is loaded here, since most sites are
    configured in TOML. Raises ValueError.
    """
    from tui_reader.store.front_matter.yaml_header import HeaderError, load_yaml  # noqa: PLC0415 - slow

    try:
        return load_yaml(text)
    except HeaderError as error:
        raise ValueError(f"{error} (at line {error.line}, column {error.column})") from error


_LOADERS: dict[str, Callable[[str], _Loaded]] = {
    ".toml": _load_toml,
    ".yaml": _load_yaml,
    ".yml": _load_yaml,
    ".json": _load_json,
}
"""How a file is read, by its ending; each raises ValueError."""


def _lower(value: Any, depth: int = 0) -> Any:
    """The value with keys in lower case."""
    if isinstance(value, dict) and depth < 64:
        return {str(key).lower(): _lower(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list) and depth < 64:
        return [_lower(item, depth + 1) for item in value]
    return value


def laid_over(value: dict[str, Any], under: dict[str, Any]) -> dict[str, Any]:
    """What both mappings say, `value` where both say it, down to the innermost mapping."""
    merged = dict(under)
    for key, item in value.items():
        below = under.get(key)
        merged[key] = laid_over(item, below) if isinstance(item, dict) and isinstance(below, dict) else item
    return merged
