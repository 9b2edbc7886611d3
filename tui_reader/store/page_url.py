"""Where a post stands on the website: its header's url, the site's permalinks, or its path."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tui_reader.store.fields import Fields
from tui_reader.store.page_path import PagePath, date_in_name, escaped, language_prefix, url_path
from tui_reader.store.site import Site

_TOKEN = re.compile(r":(sections\[[^\]]*\]|[a-zA-Z0-9_-]+)")
_SLICE = re.compile(r"sections\[(-?\w*)(:)?(-?\w*)\]")


@dataclass(frozen=True, slots=True)
class Facts:
    """What permalinks and urls are made of."""

    place: PagePath
    """The post's path."""
    slug: str
    """The header's slug; empty where there is none."""
    title: str
    """The header's title."""
    date: datetime | None
    """The post's date; None where it has none."""
    sections: tuple[str, ...]
    """Folders that are sections: the first one, and those with a section page of their own."""


def page_url(fields: Fields, place: PagePath, site: Site, date: datetime | None, title: str) -> str:
    """Path of the page on the website: `/news/first-metaverse-film-base/`."""
    if _is_never_rendered(fields):
        return ""
    facts = Facts(place, fields.text("slug") or _slug_in_name(place, site), title, date, _sections(place, site))
    prefix = language_prefix(place.language, site)
    own = fields.text("url")
    if own:
        return _own_url(own, facts, site)
    return _pattern_url(facts, prefix, site) if site.permalinks else _path_url(facts, prefix, site)


def _pattern_url(facts: Facts, prefix: str, site: Site) -> str:
    """The URL by the permalink pattern of the section, else by the path."""
    pattern = dict(site.permalinks).get(facts.place.section or "/")
    if not pattern:
        return _path_url(facts, prefix, site)
    path = _filled(pattern, facts)
    ending = "" if path.endswith("/") else "/"
    return escaped(prefix + "/" + url_path(path, site).lstrip("/") + ending)


def _path_url(facts: Facts, prefix: str, site: Site) -> str:
    path = url_path("/".join((*facts.place.folders, _name(facts))), site)
    ending = ".html" if site.ugly_urls else "/"
    return escaped(f"{prefix}/{path}{ending}")


def _slug_in_name(place: PagePath, site: Site) -> str:
    """What follows the date in a file's name, where the site reads dates from there."""
    if not any(":filename" in keys for _, keys in site.date_rules):
        return ""
    return date_in_name(place.name)[1]


def _is_never_rendered(fields: Fields) -> bool:
    """`build: {render: never}` gives a post no page, so it has no place on the website."""
    build = fields.values.get("build") or fields.values.get("_build")
    return isinstance(build, dict) and build.get("render") in ("never", False)


def _sections(place: PagePath, site: Site) -> tuple[str, ...]:
    """The sections a post lies in; asked of the disk only where a permalink wants to know."""
    if len(place.folders) < 2 or not any(":sections" in pattern for _, pattern in site.permalinks):
        return place.folders
    root = site.content / place.language.folder
    names = ("_index.md", f"_index.{place.language.key}.md")
    deeper = [
        place.folders[depth]
        for depth in range(1, len(place.folders))
        if any(root.joinpath(*place.folders[: depth + 1], name).exists() for name in names)
    ]
    return (place.folders[0], *deeper)


def _own_url(own: str, facts: Facts, site: Site) -> str:
    """The header's url: from the site's root, with the language in front only where it begins without a slash."""
    path = _filled(own, facts) if ":" in own else own
    prefix = "" if path.startswith("/") else language_prefix(facts.place.language, site)
    path = re.sub(r"\s+", "-", path.strip()).lstrip("/")
    last = path.rsplit("/", 1)[-1]
    ending = "" if path.endswith("/") or "." in last else "/"
    return escaped(f"{prefix}/{path}{ending}")


def _filled(pattern: str, facts: Facts) -> str:
    """The pattern with its tokens replaced; tokens nobody knows stay as they are."""
    return _TOKEN.sub(lambda match: _value(match, facts), pattern)


def _value(match: re.Match[str], facts: Facts) -> str:
    name = match[1]
    if name.startswith("sections["):
        return "/".join(_sliced(name, facts.sections))
    make = _TOKENS.get(name)
    return make(facts) if make else match[0]


def _sliced(token: str, folders: tuple[str, ...]) -> tuple[str, ...]:
    """`sections[1:]`, `sections[:last]`, `sections[0]`: some of the folders."""
    match = _SLICE.match(token)
    if match is None:
        return ()
    low, colon, high = match.groups()
    start = _number(low, folders, 0)
    if not colon:
        return folders[start : start + 1]
    return folders[start : _number(high, folders, len(folders))]


def _number(text: str, folders: tuple[str, ...], otherwise: int) -> int:
    if text == "last":
        return len(folders) - 1
    return int(text) if text.lstrip("-").isdigit() else otherwise


def _name(facts: Facts) -> str:
    return facts.slug or facts.place.name


def _title(facts: Facts) -> str:
    return facts.title.replace("/", "-")


def _slug_or_title(facts: Facts) -> str:
    return facts.slug or _title(facts)


def _base_name(facts: Facts) -> str:
    """The file's name, or the bundle's; a date in front of it is no part of a slug but of the name."""
    return facts.place.name


def _when(form: str) -> Callable[[Facts], str]:
    """A token that writes the date; the year 1 stands where there is none, as Hugo has it."""
    return lambda facts: (facts.date or datetime(1, 1, 1)).strftime(form)


_TOKENS: dict[str, Callable[[Facts], str]] = {
    "year": _when("%Y"),
    "month": _when("%m"),
    "day": _when("%d"),
    "monthname": _when("%B"),
    "weekday": _when("%w"),
    "weekdayname": _when("%A"),
    "yearday": lambda facts: str(int(_when("%j")(facts))),
    "section": lambda facts: facts.place.section,
    "sections": lambda facts: "/".join(facts.sections),
    "title": _title,
    "slug": _slug_or_title,
    "filename": _base_name,
    "contentbasename": _base_name,
    "slugorfilename": _name,
    "slugorcontentbasename": _name,
    "2006": _when("%Y"),
    "01": _when("%m"),
    "02": _when("%d"),
}
"""What each token of a permalink pattern becomes."""
