"""What a site's configuration says, taken apart: languages, folders, taxonomies, date rules, cascades. Shapes are never trusted."""

from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

DATE_RULES: dict[str, tuple[str, ...]] = {
    "date": ("date", "publishdate", "pubdate", "published", "lastmod", "modified"),
    "lastmod": (":git", "lastmod", "modified", "date", "publishdate", "pubdate", "published"),
    "publishdate": ("publishdate", "pubdate", "published", "date"),
    "expirydate": ("expirydate", "unpublishdate"),
}
"""Where Hugo looks for each date, first come first served."""

_DATE_ALIASES = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}


@dataclass(frozen=True, slots=True)
class Language:
    """One language of a site."""

    key: str
    """Key in the configuration in lower case: `zh-cn`."""
    name: str = ""
    """Name as the site writes it: `简体中文`."""
    folder: str = ""
    """Folder of its posts below `Site.content`, with `/`; empty for the content folder itself."""
    weight: int = 0
    """Order among the languages; 0 sorts last."""
    has_cjk: bool = False
    """Chinese, Japanese and Korean characters count as words."""
    title: str = ""
    """The site's title in this language."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings of a site that change what its Markdown becomes."""

    typographer: bool = True
    """Straight quotes, dashes and dots become typographic ones."""
    raw_html: bool = False
    """HTML in Markdown is kept; Hugo leaves it out unless told so."""
    join_lines: bool = False
    """Line ends between wide characters vanish."""


@dataclass(frozen=True, slots=True)
class Cascade:
    """Header values that the site's configuration gives to pages below it."""

    values: dict[str, Any]
    """Keys in lower case."""
    path: str = ""
    """Glob over the page's logical path; empty for every page."""
    kind: str = ""
    """Glob over the page's kind; empty for every kind."""
    lang: str = ""
    """Glob over the language key; empty for every language."""


def mapping_at(value: Any, *keys: str) -> dict[str, Any]:
    """The mapping found along `keys`; empty where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def texts_of(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def whole_of(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def read_title(config: dict[str, Any], languages: tuple[Language, ...], default: str) -> str:
    own = next((one.title for one in languages if one.key == default), "")
    return own or str(config.get("title") or "")


def read_zone(config: dict[str, Any]) -> tzinfo:
    name = config.get("timezone")
    if not isinstance(name, str) or not name:
        return UTC
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few sites name a zone, and it is slow to load

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return UTC


def read_taxonomies(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        return (("category", "categories"), ("tag", "tags"))
    return tuple((singular, str(plural).lower()) for singular, plural in value.items() if plural)


def read_languages(config: dict[str, Any], default: str) -> tuple[Language, ...]:
    found = []
    cjk = bool(config.get("hascjklanguage", False))
    disabled = {text.lower() for text in texts_of(config.get("disablelanguages"))}
    for key, value in mapping_at(config.get("languages")).items():
        own = mapping_at(value)
        if own.get("disabled") is True or key in disabled:
            continue
        name = str(own.get("languagename") or own.get("label") or "")
        has_cjk = bool(own.get("hascjklanguage", cjk))
        found.append(Language(key, name, "", whole_of(own.get("weight"), 0), has_cjk, str(own.get("title") or "")))
    found.sort(key=lambda one: (one.weight or 1 << 30, one.key))
    return tuple(found) or (Language(default, has_cjk=cjk),)


def content_folders(root: Path, config: dict[str, Any], languages: tuple[Language, ...], default: str) -> list[Path]:
    """The content folder of each language: its own, a mount's, or the site's."""
    general = root / str(config.get("contentdir") or "content")
    folders = []
    for one in languages:
        own = mapping_at(config, "languages", one.key).get("contentdir")
        mounted = _mounted(config, one.key, one.key == default)
        chosen = str(own) if isinstance(own, str) and own else mounted
        folders.append((root / chosen if chosen else general).resolve())
    return folders


def _mounted(config: dict[str, Any], language: str, is_default: bool) -> str:
    """Local folder that the module mounts put in the place of `content` for a language."""
    mounts = mapping_at(config.get("module")).get("mounts")
    for mount in mounts if isinstance(mounts, list) else []:
        one = mapping_at(mount)
        if str(one.get("target", "")).strip("/") != "content" or not isinstance(one.get("source"), str):
            continue
        named = texts_of(one.get("lang")) or texts_of(mapping_at(one, "sites", "matrix").get("languages"))
        if language in named or (not named and is_default):
            return str(one["source"])
    return ""


def one_base(root: Path, folders: list[Path]) -> tuple[Path, list[str]]:
    """The folder that paths are relative to, and each language's folder below it."""
    usual = (root / "content").resolve()
    if all(folder.is_relative_to(usual) for folder in folders):
        base = usual if usual.is_dir() else folders[0]
    else:
        base = folders[0]
    while not all(folder.is_relative_to(base) for folder in folders):
        base = base.parent
    relative = [folder.relative_to(base).as_posix() for folder in folders]
    return base, ["" if path == "." else path for path in relative]


def outermost(folders: list[str]) -> tuple[str, ...]:
    """Folders without those that lie in another one."""
    chosen: list[str] = []
    for folder in sorted(set(folders)):
        if not any(outer == "" or folder.startswith(outer + "/") for outer in chosen):
            chosen.append(folder)
    return tuple(chosen)


def read_permalinks(value: Any) -> tuple[tuple[str, str], ...]:
    """Patterns of regular pages; sections' own come first in the older form and under `page` in the newer one."""
    flat = {key: text for key, text in mapping_at(value).items() if isinstance(text, str)}
    flat.update({key: text for key, text in mapping_at(value, "page").items() if isinstance(text, str)})
    return tuple(flat.items())


def read_date_rules(own: dict[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rules = []
    for date, default in DATE_RULES.items():
        chosen: list[str] = []
        for name in texts_of(own.get(date)) or default:
            key = name.lower()
            chosen.extend(default if key == ":default" else (key, *_DATE_ALIASES.get(key, ())))
        rules.append((date, tuple(dict.fromkeys(chosen))))
    return tuple(rules)


def read_cascades(value: Any) -> tuple[Cascade, ...]:
    return tuple(read_cascade(mapping_at(one)) for one in (value if isinstance(value, list) else [value]) if one)


def read_cascade(written: dict[str, Any]) -> Cascade:
    """One cascade as a header or a configuration writes it."""
    own = {str(key).lower(): item for key, item in written.items()}
    target = mapping_at(own.get("target")) or mapping_at(own.get("_target"))
    values = {key: item for key, item in own.items() if key not in ("target", "_target", "params")}
    values = {**{str(key).lower(): item for key, item in mapping_at(own.get("params")).items()}, **values}
    return Cascade(values, str(target.get("path", "")), str(target.get("kind", "")), str(target.get("lang", "")))


def read_rules(config: dict[str, Any]) -> Rules:
    """What the configuration says about Markdown."""
    goldmark = mapping_at(config, "markup", "goldmark")
    extensions = mapping_at(goldmark, "extensions")
    wide = mapping_at(extensions, "cjk")
    typographer = extensions.get("typographer")
    return Rules(
        typographer=typographer is not False and mapping_at(extensions, "typographer").get("disable") is not True,
        raw_html=mapping_at(goldmark, "renderer").get("unsafe") is True,
        join_lines=wide.get("enable") is True and wide.get("eastasianlinebreaks") is True,
    )
