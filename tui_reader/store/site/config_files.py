"""The configuration files of a Hugo site, merged into one mapping with keys in lower case."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tui_reader.model.post import Problem
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.local_source import CONFIG_BYTES, exists, is_folder, read_whole, scan_folder

ENVIRONMENT = "production"
"""Environment that `hugo` builds for when nothing else is said."""

_PLACE = re.compile(r"(?:\(at |: )line (\d+),? column (\d+)(?:\)| \(char \d+\))")
"""Where TOML, JSON and YAML say that a file is wrong."""
_HINT = "correct the site's configuration; until then its defaults hold"
_NAMES = ("hugo", "config")
_SUFFIXES = (".toml", ".yaml", ".yml", ".json")


def config_file(root: Path) -> Path | None:
    """The site's one configuration file in its root folder: the first that Hugo would take.

    Whatever has the name counts, so that a pipe or a folder in its place is named and not passed over.
    """
    candidates = (root / f"{name}{suffix}" for name in _NAMES for suffix in _SUFFIXES)
    return next((file for file in candidates if exists(file)), None)


def is_site(root: Path) -> bool:
    """Does the folder hold the configuration of a Hugo site?"""
    return config_file(root) is not None or is_folder(root / "config" / "_default")


def read_config(root: Path) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Everything the site's configuration says; a file that cannot be read is left out and named in the problems."""
    merged: dict[str, Any] = {}
    problems: list[Problem] = []
    for file, name in _files(root, problems):
        value = _read_file(root, file, problems)
        if name in _NAMES:
            _merge(merged, value)
        else:
            _merge(merged, _placed(name, value))
    return merged, tuple(problems)


def _files(root: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Files in the order they are merged, with the key of the configuration they hold."""
    single = config_file(root)
    if single is not None:
        yield single, _NAMES[0]
    for environment in ("_default", ENVIRONMENT):
        folder = root / "config" / environment
        files = sorted(_listed(root, folder, problems))
        for file in sorted(files, key=lambda file: file.stem.lower() not in _NAMES):
            if file.suffix in _SUFFIXES:
                yield file, file.stem.lower()


def _listed(root: Path, folder: Path, problems: list[Problem]) -> list[Path]:
    """What is in a folder of configuration files; empty where there is none."""
    try:
        return [folder / entry.name for entry in scan_folder(folder)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        problems.append(_problem(root, folder, error.strerror or str(error)))
        return []


def _placed(name: str, value: dict[str, Any]) -> dict[str, Any]:
    """`params.toml` holds the key `params`, `menus.en.toml` the key `menus` of the language `en`, `hugo.en.toml` all
    of it.
    """
    key, _, language = name.partition(".")
    if key in _NAMES:
        return {"languages": {language: value}}
    inner = value[key] if set(value) == {key} and isinstance(value[key], dict) else value
    return {"languages": {language: {key: inner}}} if language else {key: inner}


def _read_file(root: Path, file: Path, problems: list[Problem]) -> dict[str, Any]:
    try:
        decoded = decode_text(read_whole(file, CONFIG_BYTES))
    except OSError as error:
        problems.append(_problem(root, file, error.strerror or str(error)))
        return {}
    problems += [replace(one, field=_name(root, file), hint=one.hint or _HINT) for one in decoded.problems]
    try:
        value = _LOADERS[file.suffix](decoded.text)
    except (ValueError, RecursionError) as error:
        problems.append(_syntax_problem(root, file, str(error), decoded.text))
        return {}
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


def _load_yaml(text: str) -> dict[str, Any]:
    """A YAML file; the parser is loaded here, since most sites are configured in TOML. Raises ValueError."""
    from tui_reader.store.front_matter.yaml_header import HeaderError, load_yaml  # noqa: PLC0415 - slow

    try:
        return load_yaml(text)[0] or {}
    except HeaderError as error:
        raise ValueError(f"{error} (at line {error.line}, column {error.column})") from error


_LOADERS: dict[str, Any] = {
    ".toml": tomllib.loads,
    ".json": json.loads,
    ".yaml": _load_yaml,
    ".yml": _load_yaml,
}


def _lower(value: Any, depth: int = 0) -> Any:
    if isinstance(value, dict) and depth < 64:
        return {str(key).lower(): _lower(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list) and depth < 64:
        return [_lower(item, depth + 1) for item in value]
    return value


def _merge(into: dict[str, Any], value: dict[str, Any]) -> None:
    for key, item in value.items():
        if isinstance(item, dict) and isinstance(into.get(key), dict):
            _merge(into[key], item)
        else:
            into[key] = item
