"""Parts of a site's configuration: taxonomies, time zone, permalinks, date rules, cascades.

Shapes are never trusted.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from tui_reader.model.dataclass import dataclass, field

TAXONOMIES = (("category", "categories"), ("tag", "tags"))
"""Singular and plural names where the configuration names none."""

DATE_RULES: dict[str, tuple[str, ...]] = {
    "date": ("date", "publishdate", "pubdate", "published", "lastmod", "modified"),
    "lastmod": (":git", "lastmod", "modified", "date", "publishdate", "pubdate", "published"),
    "publishdate": ("publishdate", "pubdate", "published", "date"),
    "expirydate": ("expirydate", "unpublishdate"),
}
"""Where Hugo looks for each date, the first one found holds."""

YES = frozenset(("true", "1", "t"))
"""Texts in lower case that Hugo takes for true."""
NO = frozenset(("false", "0", "f", ""))
"""Texts in lower case that Hugo takes for false."""

_LONGEST_ZONE = 64
"""Characters of the name of a time zone; the longest has 32, and looking for one nests as deep as it has slashes."""
_ZONE_PATH = "PYTHONTZPATH"
"""Names the folders of zones to zoneinfo, which looks at it when it is loaded."""
_ZONE_FOLDERS = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
_DATE_ALIASES = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}


@dataclass(frozen=True, slots=True)
class Cascade:
    """Header values that the site's configuration gives to pages below it."""

    values: dict[str, Any]
    """Keys in lower case."""
    params: dict[str, Any] = field(default_factory=dict)
    """What stands under `params`, keys in lower case: it holds over the values of all cascades that stand together."""
    path: str = ""
    """Glob over the page's logical path; empty for every page."""
    kind: str = ""
    """Glob over the page's kind; empty for every kind."""
    languages: tuple[str, ...] = ()
    """Globs over the language key; empty for every language."""
    environment: str = ""
    """Glob over the environment; empty for every one."""


def mapping_at(value: Any, *keys: str) -> dict[str, Any]:
    """The mapping found along `keys`; empty where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def texts_of(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def read_static_mounts(config: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Folders whose files the website has at its root, and the path below it they are put at: static, assets, mounts,
    the theme's.
    """
    own = (*(texts_of(config.get("staticdir")) or ("static",)), str(config.get("assetdir") or "assets"))
    mounts = mapping_at(config, "module").get("mounts")
    mounted: list[tuple[str, str]] = []
    for mount in map(mapping_at, mounts if isinstance(mounts, list) else []):
        top, _, below = str(mount.get("target", "")).strip("/").partition("/")
        if top in ("static", "assets") and isinstance(mount.get("source"), str):
            mounted.append((mount["source"], below))
    themes = [f"{config.get('themesdir') or 'themes'}/{name}/" for name in texts_of(config.get("theme"))]
    lent = [(theme + folder, "") for theme in themes for folder in ("static", "assets")]
    return (*((folder, "") for folder in own), *mounted, *lent)


def whole_of(value: Any, otherwise: int) -> int:
    """A whole number of the configuration: texts and broken numbers count as Hugo takes them; `otherwise` for anything
    else.
    """
    try:
        return int(value, 0) if isinstance(value, str) else int(value)
    except (TypeError, ValueError, OverflowError):
        return otherwise


def flag_of(value: Any, otherwise: bool) -> bool:
    """A switch of the configuration: texts and numbers count as Hugo takes them; `otherwise` for anything else."""
    if isinstance(value, bool | int | float):
        return value != 0
    text = value.lower() if isinstance(value, str) else "?"
    return text in YES if text in YES or text in NO else otherwise


def read_zone(config: dict[str, Any]) -> tzinfo:
    name = config.get("timezone")
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_ZONE:
        return UTC
    with _usual_zone_folders():
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - few sites name a zone, and it is slow to load

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return UTC


@contextlib.contextmanager
def _usual_zone_folders() -> Iterator[None]:
    """Inside, zoneinfo may be loaded, and is told the folders of zones that CPython is built with, where the system has
    the first of them.

    Otherwise it loads all that is known of how Python was built, 0.3 MB, to find them there.
    """
    if "zoneinfo" in sys.modules or _ZONE_PATH in os.environ or not Path(_ZONE_FOLDERS[0]).is_dir():
        yield
        return
    os.environ[_ZONE_PATH] = os.pathsep.join(_ZONE_FOLDERS)
    try:
        yield
    finally:
        del os.environ[_ZONE_PATH]


def read_taxonomies(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        return TAXONOMIES
    return tuple((singular, str(plural).lower()) for singular, plural in value.items() if plural)


def read_date_rules(own: dict[str, Any], git: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each date the keys it is looked for in; `:git` only where the site asks for it."""
    rules = []
    for date, default in DATE_RULES.items():
        chosen: list[str] = []
        for name in texts_of(own.get(date)) or default:
            key = name.lower()
            chosen.extend(default if key == ":default" else (key, *_DATE_ALIASES.get(key, ())))
        rules.append((date, tuple(key for key in dict.fromkeys(chosen) if git or key != ":git")))
    return tuple(rules)


def read_cascades(value: Any) -> tuple[Cascade, ...]:
    return tuple(read_cascade(mapping_at(one)) for one in (value if isinstance(value, list) else [value]) if one)


def read_cascade(written: dict[str, Any]) -> Cascade:
    """One cascade as a header or a configuration writes it."""
    own = {str(key).lower(): item for key, item in written.items()}
    target = mapping_at(own.get("target")) or mapping_at(own.get("_target"))
    values = {key: item for key, item in own.items() if key not in ("target", "_target", "params")}
    params = {str(key).lower(): item for key, item in mapping_at(own.get("params")).items()}
    languages = texts_of(target.get("lang")) or texts_of(mapping_at(target, "sites", "matrix").get("languages"))
    path, kind, environment = (str(target.get(name, "")) for name in ("path", "kind", "environment"))
    return Cascade(values, params, path, kind, languages, environment)
