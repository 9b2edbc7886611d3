"""Where a post stands on the website: its header's url, the site's permalinks, or its path."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, unquote_plus

from tui_reader.store.front_matter.fields import Fields
from tui_reader.store.site.cascade import Section, sections_above
from tui_reader.store.site.page_path import PagePath, date_in_name, escaped, language_prefix, url_path
from tui_reader.store.site.site import Site

_TOKEN = re.compile(r":(\w+(?:\[[^\]]+\])?)")
_SLASHES = re.compile(r"/{2,}")
_SLICE = re.compile(r"\[(-?\w*)(:)?(-?\w*)\]")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What permalinks and urls are made of."""

    place: PagePath
    """The post's path."""
    slug: str
    """The header's slug, or what follows the date in the file's name; empty where there is none."""
    title: str
    """The header's title; empty where there is none."""
    date: datetime | None
    """The post's date; None where it has none."""
    sections: tuple[Section, ...]
    """What the folders above the post mean, the content folder first."""

    @property
    def slugs(self) -> tuple[str, ...]:
        """What stands in URLs for each folder: its section page's slug or its name."""
        pairs = zip(self.place.folders, self.sections[1:], strict=True)
        return tuple(section.slug or self.spaced(folder) for folder, section in pairs)

    def spaced(self, name: str) -> str:
        """A name of a file or folder with a dash for each blank; where large letters are kept, blanks in a row become
        one dash later.
        """
        return name if self.place.language.keep_case else name.replace(" ", "-")

    @property
    def section_slugs(self) -> tuple[str, ...]:
        """The same for tokens: the slug or the title of the section page; without one Hugo makes a title of the
        folder's name.
        """
        pairs = zip(self.place.folders, self.sections[1:], strict=True)
        language = self.place.language
        return tuple(
            url_path(one.slug or one.title.replace("/", "-") if one.page else _plural(folder), language)
            for folder, one in pairs
        )

    def of_sections(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the names of folders whose folders are sections: the first one, and those with a section page."""
        pairs = zip(names, self.sections[1:], strict=True)
        return tuple(name for at, (name, section) in enumerate(pairs) if not at or section.page)


def _plural(name: str) -> str:
    return name.capitalize() if name.lower().endswith("s") else f"{name.capitalize()}s"


def page_url(fields: Fields, place: PagePath, site: Site, date: datetime | None) -> str:
    """Path of the page on the website: `/news/first-metaverse-film-base/`."""
    if _is_never_rendered(fields):
        return ""
    slug = fields.text("slug").strip("-") or (
        place_slug(place) if fields.dated_by_name and "slug" not in fields.values else ""
    )
    page = PageMetadata(place, slug, fields.text("title"), date, sections_above(place, site))
    prefix = language_prefix(place.language, site)
    own = fields.text("url")
    if own:
        return _own_url(own, page, site)
    pattern = dict(place.language.permalinks).get(place.section or "/") if place.language.permalinks else ""
    return _pattern_url(pattern, page, prefix) if pattern else _path_url(page, prefix)


def page_aliases(fields: Fields, place: PagePath, site: Site, url: str) -> tuple[str, ...]:
    """Former places of the page on the website, as full paths; relative ones lie beside the page.

    A text names several with blanks between.
    """
    if not fields.values.get("aliases"):
        return ()
    value = fields.values["aliases"]
    written = tuple(value.split()) if isinstance(value, str) else fields.texts("aliases")
    prefix = language_prefix(place.language, site)
    folder = posixpath.dirname(unquote(url).rstrip("/")) if url else f"{prefix}{posixpath.dirname(place.key)}"
    full = (f"{prefix}/{one}" if one.startswith("/") else f"{folder}/{one}" for one in written)
    return tuple(dict.fromkeys(posixpath.normpath(_SLASHES.sub("/", path)) for path in full))


def place_slug(place: PagePath) -> str:
    """What follows the date in a file's name."""
    return date_in_name(place.name)[1]


def _pattern_url(pattern: str, page: PageMetadata, prefix: str) -> str:
    """The URL by a permalink pattern."""
    path = url_path(_filled(pattern, page), page.place.language)
    return escaped(_SLASHES.sub("/", f"{prefix}/{path.strip('/')}{_ending(page.place)}"))


def _path_url(page: PageMetadata, prefix: str) -> str:
    place = page.place
    path = url_path("/".join((*page.slugs, page.slug or page.spaced(place.name))), place.language)
    return escaped(f"{prefix}/{path}{_ending(place)}")


def _ending(place: PagePath) -> str:
    ugly = place.language.ugly_urls
    return ".html" if ugly is True or (ugly and place.section in ugly) else "/"


def _is_never_rendered(fields: Fields) -> bool:
    """`build: {render: never}` gives a post no page, so it has no place on the website."""
    build = fields.values.get("build") or fields.values.get("_build")
    return isinstance(build, dict) and build.get("render") in ("never", False)


def _own_url(own: str, page: PageMetadata, site: Site) -> str:
    """The header's url: from the site's root, with the language in front only where it begins without a slash."""
    path = _filled(own, page) if ":" in own else own
    prefix = "" if path.startswith("/") else language_prefix(page.place.language, site)
    path = _SLASHES.sub("/", path.strip()).lstrip("/")
    last = path.rsplit("/", 1)[-1]
    ending = "" if path.endswith("/") or "." in last else "/"
    return escaped(f"{prefix}/{path}{ending}")


def _filled(pattern: str, page: PageMetadata) -> str:
    """The pattern with its tokens replaced; unknown tokens stay as they are."""
    return _TOKEN.sub(lambda match: _value(match, page), pattern)


def _value(match: re.Match[str], page: PageMetadata) -> str:
    name = match[1]
    make = _TOKENS.get(name)
    if make is not None:
        return make(page)
    token, _, part = name.partition("[")
    folders = {"sections": page.place.folders, "sectionslugs": page.section_slugs}.get(token)
    return "/".join(_sliced(f"[{part}", page.of_sections(folders))) if folders is not None else match[0]


def _sliced(token: str, folders: tuple[str, ...]) -> tuple[str, ...]:
    """`[1:]`, `[:last]`, `[0]`: some of the folders."""
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


def _worded(text: str, page: PageMetadata) -> str:
    """A text as one part of a URL."""
    return unquote_plus(url_path(text, page.place.language))


def _title(page: PageMetadata) -> str:
    return _worded(page.title.replace("/", "-").replace("\\", "-"), page)


def _slug_or_title(page: PageMetadata) -> str:
    return _worded(page.slug, page) if page.slug else _title(page)


def _base_name(page: PageMetadata) -> str:
    """The file's name, or the bundle's; a date in front of it is no part of a slug but of the name."""
    return _worded(page.place.name, page)


def _slug_or_name(page: PageMetadata) -> str:
    return _worded(page.slug or page.place.name, page)


def _when(form: str) -> Callable[[PageMetadata], str]:
    """A token that writes the date; the year 1 stands where there is none, as Hugo has it."""
    return lambda page: (page.date or datetime(1, 1, 1)).strftime(form)


def _number_of(form: str) -> Callable[[PageMetadata], str]:
    """As `_when`, a number without leading zeros."""
    return lambda page: str(int(_when(form)(page)))


_TOKENS: dict[str, Callable[[PageMetadata], str]] = {
    "year": _number_of("%Y"),
    "month": _when("%m"),
    "day": _when("%d"),
    "monthname": _when("%B"),
    "weekday": _when("%w"),
    "weekdayname": _when("%A"),
    "yearday": _number_of("%j"),
    "section": lambda page: page.place.section,
    "sections": lambda page: "/".join(page.of_sections(page.place.folders)),
    "sectionslug": lambda page: "".join(page.section_slugs[:1]),
    "sectionslugs": lambda page: "/".join(page.of_sections(page.section_slugs)),
    "title": _title,
    "slug": _slug_or_title,
    "filename": _base_name,
    "contentbasename": _base_name,
    "slugorfilename": _slug_or_name,
    "slugorcontentbasename": _slug_or_name,
    "2006": lambda page: _when("%Y")(page).zfill(4),
    "06": _when("%y"),
    "01": _when("%m"),
    "1": _number_of("%m"),
    "Jan": _when("%b"),
    "January": _when("%B"),
    "02": _when("%d"),
    "2": _number_of("%d"),
    "Mon": _when("%a"),
    "Monday": _when("%A"),
    "15": _when("%H"),
    "04": _when("%M"),
    "05": _when("%S"),
}
"""What each token of a permalink pattern becomes; numbers and names of months and days are those of Go's layouts."""
