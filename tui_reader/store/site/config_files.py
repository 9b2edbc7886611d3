"""The configuration files of a Hugo site, merged into one mapping with keys in lower case."""

import json
import os
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tui_reader.model.post import Problem
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.local_source import (
    CONFIG_BYTES,
    exists,
    is_folder,
    is_folder_entry,
    is_link,
    read_whole,
    scan_folder,
)

ENVIRONMENT = "production"
"""Environment that `hugo` builds for when nothing else is said."""
CONFIG_FOLDERS = ("config/_default", f"config/{ENVIRONMENT}")
"""Folders of configuration files below the site's root, in the order they are merged."""

_PLACE = re.compile(r"(?:\(at |: )line (\d+),? column (\d+)(?:\)| \(char \d+\))")
"""Where TOML, JSON and YAML say that a file is wrong."""
_HINT = "correct the site's configuration; until then its defaults hold"
_NAMES = ("hugo", "config")
_SUFFIXES = (".toml", ".yaml", ".yml", ".json")
_ALIASES = {"indexes": "taxonomies", "menu": "menus"}
"""Older names that Hugo takes for the names of today."""
_DEEPEST = 8
"""Levels of folders in a configuration folder that are looked into."""


def config_file(root: Path) -> Path | None:
    """The site's one configuration file in its root folder: the first that Hugo would take.

    Whatever has the name counts, so that a pipe or a folder in its place is named and not passed over.
    """
    candidates = (root / f"{name}{suffix}" for name in _NAMES for suffix in _SUFFIXES)
    return next((file for file in candidates if exists(file)), None)


def is_site(root: Path) -> bool:
    """Does the folder hold the configuration of a Hugo site?"""
    return config_file(root) is not None or any(is_folder(root / folder) for folder in CONFIG_FOLDERS)


def read_config(root: Path) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Everything the site's configuration says; a file that cannot be read is left out and named in the problems."""
    merged: dict[str, Any] = {}
    problems: list[Problem] = []
    for file, name in _files(root, problems):
        value = _placed(name, _read_file(root, file, problems))
        _merge(merged, {_ALIASES.get(key, key): item for key, item in value.items()})
    return merged, tuple(problems)


def config_folder_files(folder: Path) -> Iterator[Path]:
    """Configuration files in a folder and the folders in it, in the order Hugo merges them; raises OSError."""
    yield from _walk(folder, _DEEPEST)


def _walk(folder: Path, deepest: int) -> Iterator[Path]:
    for entry in sorted(scan_folder(folder), key=lambda entry: os.fsencode(entry.name)):
        file = folder / entry.name
        if file.suffix.lower() in _SUFFIXES:
            yield file
        elif deepest and is_folder_entry(entry) and not is_link(entry):
            yield from _walk(file, deepest - 1)


def _files(root: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Files in the order they are merged, with their name in lower case and without the suffix."""
    single = config_file(root)
    if single is not None:
        yield single, _NAMES[0]
    for folder in CONFIG_FOLDERS:
        for file in _listed(root, root / folder, problems):
            yield file, file.stem.lower()


def _listed(root: Path, folder: Path, problems: list[Problem]) -> list[Path]:
    """The files of a folder of configuration files; empty where there is none."""
    try:
        return list(config_folder_files(folder))
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
    suffix = file.suffix.lower()
    try:
        value, doubles = _load_yaml(decoded.text) if suffix in _YAML else (_LOADERS[suffix](decoded.text), [])
    except (ValueError, RecursionError) as error:
        problems.append(_syntax_problem(root, file, str(error), decoded.text))
        return {}
    problems += [_double(root, file, *double) for double in doubles]
    lowered = _lower(value)
    return lowered if isinstance(lowered, dict) else {}


def _name(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix()


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


def _load_yaml(text: str) -> tuple[Any, list[tuple[str, int, int]]]:
    """A YAML file and its double keys as (key, line, column); the parser is loaded here, since most sites are
    configured in TOML. Raises ValueError.
    """
    from tui_reader.store.front_matter.yaml_header import HeaderError, load_yaml  # noqa: PLC0415 - slow

    try:
        return load_yaml(text)
    except HeaderError as error:
        raise ValueError(f"{error} (at line {error.line}, column {error.column})") from error


_YAML = (".yaml", ".yml")
_LOADERS: dict[str, Callable[[str], Any]] = {".toml": tomllib.loads, ".json": json.loads}


def _lower(value: Any, depth: int = 0) -> Any:
    """The value with keys in lower case, without `_merge`, which says how a theme's values come in."""
    if isinstance(value, dict) and depth < 64:
        return {str(key).lower(): _lower(item, depth + 1) for key, item in value.items() if key != "_merge"}
    if isinstance(value, list) and depth < 64:
        return [_lower(item, depth + 1) for item in value]
    return value


def _merge(into: dict[str, Any], value: dict[str, Any]) -> None:
    for key, item in value.items():
        if isinstance(item, dict) and isinstance(into.get(key), dict):
            _merge(into[key], item)
        else:
            into[key] = item
