"""Where a post stands on the website: its header's url, the site's permalinks, or its path."""

import posixpath
import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote, unquote_plus

from tui_reader.model.dataclass import dataclass
from tui_reader.store.front_matter.fields import Fields, written
from tui_reader.store.site.cascade import Section, sections_above
from tui_reader.store.site.page_path import PagePath, date_in_name, escaped, language_prefix, url_path
from tui_reader.store.site.permalinks import pattern_of
from tui_reader.store.site.section_title import section_title
from tui_reader.store.site.site import Site

_TOKEN = re.compile(r"\\:|:(\w+(?:\[[^\[\]]++\])?)")
_SLASHES = re.compile(r"/{2,}")
_STEPS = re.compile(r"(?:\A|/)\.\.?(?:/|\Z)")
_NO_TEXT = (dict, list, type(None))
_SLICE = re.compile(r"\[(-?\w*+)(:)?(-?\w*+)\]")


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
    def section_folders(self) -> tuple[str, ...]:
        """The same for tokens that mean folders, down to the innermost that is a section, the first one or one with a
        section page: their logical names, in which Hugo takes `+` for a blank.
        """
        last = max((at for at, section in enumerate(self.sections[1:], 1) if section.page), default=1)
        return tuple(unquote_plus(self.place.logical(folder)) for folder in self.place.folders[:last])

    @property
    def section_slugs(self) -> tuple[str, ...]:
        """The same for tokens, of the folders that are sections: the slug or the title of the section page; without
        one Hugo makes a title of the first folder's name.
        """
        pairs = zip(self.place.folders, self.sections[1:], strict=True)
        language = self.place.language
        return tuple(
            _worded(one.slug or one.title.replace("/", "-") if one.page else section_title(folder, language), self)
            for at, (folder, one) in enumerate(pairs)
            if one.page or not at
        )


def page_url(fields: Fields, place: PagePath, site: Site, date: datetime | None) -> str:
    """Path of the page on the website: `/news/first-metaverse-film-base/`."""
    if _is_never_rendered(fields) or not place.language.renders_pages:
        return ""
    return _url(fields, place, site, date)


def _url(fields: Fields, place: PagePath, site: Site, date: datetime | None) -> str:
    """As `page_url`, whether or not the page is written."""
    slug = _slug(fields) or (place_slug(place) if fields.dated_by_name and "slug" not in fields.values else "")
    page = PageMetadata(place, slug, fields.text("title"), date, sections_above(place, site))
    prefix = language_prefix(place.language, site)
    own = fields.text("url")
    if own:
        return _own_url(own, page, site)
    pattern = _pattern(place, site)
    return _pattern_url(pattern, page, prefix) if pattern else _path_url(page, prefix)


def _slug(fields: Fields) -> str:
    """The header's slug, with a blank at its end: before `.html` it becomes a dash."""
    text = fields.text("slug")
    value = fields.values.get("slug")
    return (value if text and isinstance(value, str) else text).strip("-")


def _pattern(place: PagePath, site: Site) -> str:
    """The permalink pattern of the page; empty where its URL is its path."""
    rules = place.language.permalinks
    keys = tuple(one.key for one in site.languages) if rules else ()
    return pattern_of(rules, place.key, place.language.key, keys) if rules else ""


def page_aliases(fields: Fields, place: PagePath, site: Site, date: datetime | None) -> tuple[str, ...]:
    """Former places of the page on the website, as full paths; relative ones lie beside the page, also where it is
    never written.

    A text names several with blanks between.
    """
    if not fields.values.get("aliases"):
        return ()
    value = fields.values["aliases"]
    if isinstance(value, dict):
        return fields.texts("aliases")
    listed = value if isinstance(value, list) else [value]
    texts = [written(one) for one in listed if not isinstance(one, _NO_TEXT)]
    places = value.split() if isinstance(value, str) else texts
    prefix = language_prefix(place.language, site)
    written_to = _url(fields, place, site, date) if place.language.renders_pages else f"{prefix}{place.key}"
    folder = posixpath.dirname(unquote(written_to).rstrip("/"))
    full = (f"{prefix}/{one}" if one.startswith("/") else f"{folder}/{one}" for one in places)
    ending = ".html" if _ending(place) != "/" else ""
    plain = (posixpath.normpath(_SLASHES.sub("/", path)) for path in full)
    return tuple(dict.fromkeys(path if path.endswith(ending) else path + ending for path in plain))


def place_slug(place: PagePath) -> str:
    """What follows the date in a file's name."""
    return date_in_name(place.name)[1]


def _pattern_url(pattern: str, page: PageMetadata, prefix: str) -> str:
    """The URL by a permalink pattern."""
    path = url_path("/" + _filled(pattern, page).strip("/"), page.place.language)
    return escaped(_SLASHES.sub("/", f"{prefix}{path}{_ending(page.place)}"))


def _path_url(page: PageMetadata, prefix: str) -> str:
    place = page.place
    exact = place.as_written if place.language.keep_case else ""
    folders = (*page.slugs, page.spaced(place.name)) if exact and place.bundle else page.slugs
    folder = url_path("/".join(("", *folders)), place.language)
    name = page.slug or page.spaced(exact or place.name)
    ending = _ending(place)
    file = f"{url_path(name, place.language)}/" if ending == "/" else url_path(name + ending, place.language)
    return escaped(_SLASHES.sub("/", f"{prefix}{folder}/{file}"))


def _ending(place: PagePath) -> str:
    ugly = place.language.ugly_urls
    return ".html" if ugly is True or (ugly and place.section in ugly) else "/"


def _is_never_rendered(fields: Fields) -> bool:
    """`build: {render: never}` gives a post no page, so it has no place on the website."""
    build = fields.values.get("build") or fields.values.get("_build")
    render = {str(key).lower(): item for key, item in build.items()}.get("render") if isinstance(build, dict) else None
    return render is False or written(render) in ("never", "0")


def _own_url(own: str, page: PageMetadata, site: Site) -> str:
    """The header's url: from the site's root, with the language in front only where it begins without a slash."""
    path = _filled(own, page) if ":" in own else own
    prefix = "" if path.startswith("/") else language_prefix(page.place.language, site)
    path = _SLASHES.sub("/", path.strip()).lstrip("/")
    if _STEPS.search(path):
        path = posixpath.normpath(f"/{path}").lstrip("/") + "/" * path.endswith("/")
    last = path.rsplit("/", 1)[-1]
    ending = "" if path.endswith("/") or "." in last else "/"
    return escaped(f"{prefix}/{path}{ending}")


def _filled(pattern: str, page: PageMetadata) -> str:
    """The pattern with its tokens replaced; unknown tokens stay as they are, `\\:` is a colon and begins none."""
    return _TOKEN.sub(lambda match: _value(match, page), pattern)


def _value(match: re.Match[str], page: PageMetadata) -> str:
    name = match[1] or ""
    if not name:
        return ":"
    make = _TOKENS.get(name)
    if make is not None:
        return make(page)
    token, _, part = name.partition("[")
    folders = {"sections": page.section_folders, "sectionslugs": page.section_slugs}.get(token)
    return "/".join(_sliced(f"[{part}", folders)) if folders is not None else match[0]


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
    """A text as one part of a URL; a `#` that nothing follows is no part of it."""
    path = url_path(text, page.place.language)
    return unquote_plus(path[:-1] if path.find("#") == len(path) - 1 else path)


def _title(page: PageMetadata) -> str:
    return _worded(page.title.replace("/", "-").replace("\\", "-"), page)


def _slug_or_title(page: PageMetadata) -> str:
    return _worded(page.slug, page) if page.slug else _title(page)


def _base_name(page: PageMetadata) -> str:
    """The file's name, or the bundle's; a date in front of it is no part of a slug but of the name."""
    return _worded(page.place.as_written or page.place.name, page)


def _slug_or_name(page: PageMetadata) -> str:
    return _worded(page.slug, page) if page.slug else _base_name(page)


def _when(form: str) -> Callable[[PageMetadata], str]:
    """A token that writes the date; the first day of the year 1 stands where there is none, as Hugo has it."""
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
    "sections": lambda page: "/".join(page.section_folders),
    "sectionslug": lambda page: "".join(page.section_slugs[:1]),
    "sectionslugs": lambda page: "/".join(page.section_slugs),
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
