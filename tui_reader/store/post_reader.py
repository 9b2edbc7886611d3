"""Bytes of a file become a Post. Whatever is wrong with them becomes a problem of that post; nothing is raised.

What the body tells is counted in `body_counts`.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass, field, replace
from tui_reader.model.errors import ContentError
from tui_reader.model.post import Fingerprint, Post, Problem, Taxonomy
from tui_reader.store.formats import format_of, markup_of
from tui_reader.store.front_matter.dates import read_date
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.front_matter.fields import Fields, Special, written
from tui_reader.store.front_matter.front_matter import Header, read_header
from tui_reader.store.local_source import POST_BYTES, numbers_of, read_content, stat_file
from tui_reader.store.site.cascade import inherited_values
from tui_reader.store.site.page_path import PagePath, date_in_name, read_path, title_from_name
from tui_reader.store.site.page_url import page_aliases, page_url
from tui_reader.store.site.site import Site

Counted = Callable[[Fingerprint], Post | None]
"""Gives the post whose file looks like this with its words counted, or None."""

_FIRST_HEADING = re.compile(r"^ {0,3}#[ \t]+([^\n]*)$", re.MULTILINE)
_SEPARATORS = re.compile(r"[,，、;；]")
_NOT_TAXONOMIES = frozenset(
    "title linktitle date lastmod publishdate expirydate draft weight authors author description summary slug url type layout"
    " aliases keywords outputs resources images videos audio menu menus cascade build sitemap params pinned"
    " markup".split()
)
_IMAGE_KEYS = (
    "featuredimage",
    "image",
    "cover",
    "thumbnail",
    "images",
    "featured_image",
    "featuredimagepreview",
    "banner",
)
_HUGOS_KEYS = frozenset(
    "title linktitle description date lastmod modified publishdate pubdate published expirydate unpublishdate draft weight slug url"
    " aliases summary build headless translationkey iscjklanguage type layout markup keywords cascade".split()
)
"""Keys that mean something to Hugo in the header itself alone, and nothing among its `params`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A post with the text it was read from."""

    post: Post
    """The post."""
    body: str
    """Markdown behind the header, line ends `\\n`."""
    body_line: int
    """Line of the file where `body` begins, from 1."""
    header: str
    """Source of the header without its fences; empty where there is none."""
    values: dict[str, Any] = field(default_factory=dict)
    """Values of the header over those that the post inherits, keys in lower case."""
    markup: str = "markdown"
    """What the body is written in, a name of `BODIES`; other names are read as Markdown."""


def parse_post(data: bytes, path: str, site: Site) -> Post:
    """The post in `data`, found at `path` below the site's content folder; never raises, problems are in the post."""
    return parse_source(data, path, site).post


def load_post(path: str, site: Site, *, header_alone: bool = False) -> Post:
    """The post at `path`; a file that cannot be read becomes a post with that problem. Never raises.

    `header_alone` leaves the body unread but for a title: words, minutes and summary are to be counted later.
    """
    return load_source(path, site, header_alone=header_alone).post


def load_source(path: str, site: Site, *, header_alone: bool = False) -> Source:
    """As `load_post`, with the text the post was read from; empty where the file cannot be read."""
    try:
        return parse_source(read_content(site.content, path, POST_BYTES + 1), path, site, header_alone=header_alone)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return Source(_unread(path, site, f"the file cannot be read: {reason}", "file-unreadable"), "", 1, "")


def read_post(path: str, site: Site, counted: Counted | None = None) -> Source:
    """The post at `path` with its text; raises ContentError where the file is gone or cannot be read.

    Words, minutes and summary are those that `counted` knows; where it knows none they are counted, which takes as long
    as reading all the rest.
    """
    try:
        data = read_content(site.content, path, POST_BYTES + 1)
        known = counted(Fingerprint(path, *numbers_of(stat_file(site.content / path)))) if counted else None
    except (OSError, ValueError) as error:
        message = tr("{path} cannot be read: {reason}")
        raise ContentError(message.format(path=path, reason=getattr(error, "strerror", None) or error)) from error
    source = parse_source(data, path, site, header_alone=known is not None)
    if known is None:
        return source
    told = replace(source.post, words=known.words, minutes=known.minutes, summary=known.summary, counted=True)
    return replace(source, post=told)


def parse_source(data: bytes, path: str, site: Site, *, header_alone: bool = False) -> Source:
    """As `parse_post`, with the text the post was read from; `header_alone` as in `load_post`."""
    problems: tuple[Problem, ...] = ()
    if len(data) > POST_BYTES:
        data = data[:POST_BYTES]
        text = f"the file is larger than {POST_BYTES >> 20} MB; the rest is not read"
        problems = (Problem("file", text, hint="split the post", code="file-too-large"),)
    try:
        decoded = decode_text(data)
        header = read_header(decoded.text, format_of(path))
        place = read_path(path, site)
        special = _special_dates(place, path, site)
        fields = Fields(header, _values(header, place, site), place.language.zone, special)
        fields.problems[:0] = (*decoded.problems, *problems)
        post = _post(fields, path, place, site)
        if not header_alone:
            from tui_reader.store.body_counts import count_body  # noqa: PLC0415 - lists need no body

            post = count_body(post, fields, place)
    except ModuleNotFoundError:  # a part of the program is missing, which is no fault of the post
        raise
    except Exception as error:  # noqa: BLE001 - one post must never stop the feed, whatever is in it
        kind = type(error).__name__
        return Source(_unread(path, site, f"the post cannot be understood ({kind})", "post-trouble"), "", 1, "")
    markup = markup_of(path, fields.values)
    return Source(post, header.body, header.body_line, header.text, fields.values, markup)


def _unread(path: str, site: Site, message: str, code: str) -> Post:
    place = read_path(path, site)
    problem = Problem("file", message, code=code)
    return Post(path, title_from_name(place.name), lang=place.language.key, section=place.section, problems=(problem,))


def _post(fields: Fields, path: str, place: PagePath, site: Site) -> Post:
    """The post with all that its header says."""
    language = place.language
    date, lastmod, publish_date, expiry_date = [fields.moment(*rule) for rule in language.date_rules]
    _check_order(fields, date, lastmod)
    title = _one_line(fields.text("title")) or _made_title(fields.header.body, place)
    link_title = _one_line(fields.text("linktitle")) or title
    url = page_url(fields, place, site, date)
    fields.flag("iscjklanguage")  # for its problem alone: it is asked for again once words are counted
    return Post(
        path=path,
        title=title,
        link_title=link_title,
        date=date,
        lastmod=lastmod,
        publish_date=publish_date,
        expiry_date=expiry_date,
        draft=fields.flag("draft"),
        weight=fields.whole("weight"),
        pinned=fields.flag("pinned"),
        recommended=_is_recommended(fields, site),
        flags=_flags(fields, site),
        authors=fields.people("authors") or fields.people("author"),
        description=fields.text("description"),
        image=_image(fields),
        lang=language.key,
        section=place.section,
        url=url,
        taxonomies=_taxonomies(fields, place, site),
        aliases=page_aliases(fields, place, site, date),
        translation_key=_translation_key(fields, place, site),
        listed=language.builds_pages and _is_listed(fields),
        problems=tuple(fields.problems),
        counted=False,
    )


def _special_dates(place: PagePath, path: str, site: Site) -> Special:
    """Dates in the file's name, of its last change, and of the last commit that changed it."""
    zone = place.language.zone

    def in_name() -> datetime | None:
        return read_date(date_in_name(place.name)[0], zone).moment

    def changed() -> datetime | None:
        try:
            return datetime.fromtimestamp(stat_file(site.content / path).st_mtime, zone)
        except (OSError, OverflowError, ValueError):
            return None

    return {":filename": in_name, ":filemodtime": changed, ":git": lambda: site.commits.get(path)}


def _values(header: Header, place: PagePath, site: Site) -> dict[str, Any]:
    """The header's values over those that the post inherits; its `params` hold where a key is the site's own
    business.
    """
    inherited = inherited_values(place, site, header.values.get("cascade"))
    values = {**inherited, **header.values} if inherited else header.values
    own = header.values.get("params")
    if not isinstance(own, dict):
        return values
    params = ((str(key).lower(), item) for key, item in own.items())
    return {**values, **{key: item for key, item in params if key not in _HUGOS_KEYS}}


def _one_line(text: str) -> str:
    """A title written over several lines is one line wherever it is shown."""
    return " ".join(text.splitlines()) if "\n" in text else text


def _made_title(body: str, place: PagePath) -> str:
    heading = _FIRST_HEADING.search(body, 0, 20_000)
    return (heading[1].rstrip(" \t#").strip(" \t*_`") if heading else "") or title_from_name(place.name)


def _check_order(fields: Fields, date: datetime | None, lastmod: datetime | None) -> None:
    if date and lastmod and lastmod < date and "lastmod" in fields.values:
        fields.note(
            "lastmod", "lastmod is earlier than date", "write the day of the last change", "lastmod-before-date"
        )


def _is_recommended(fields: Fields, site: Site) -> bool:
    found = [fields.flag(key) for key in site.recommend_keys if key in fields.values]
    return any(found)


def _flags(fields: Fields, site: Site) -> tuple[str, ...]:
    """Further `recommend…` keys that are true."""
    keys = [key for key in fields.values if key[:9] == "recommend" and key not in site.recommend_keys]
    return tuple(key for key in keys if fields.flag(key))


def _taxonomies(fields: Fields, place: PagePath, site: Site) -> tuple[Taxonomy, ...]:
    names = [plural for _, plural in place.language.taxonomies]
    if site.guess_taxonomies:
        names += [key for key, value in fields.values.items() if key not in names and _looks_like_terms(key, value)]
    for name in names:
        value = fields.values.get(name)
        if isinstance(value, str) and _SEPARATORS.search(value):
            message = f"{name} is one text, so Hugo makes one term of it"
            fields.note(name, message, f"write {name}: [one, two]", "terms-in-one")
    found = [Taxonomy(name, fields.texts(name)) for name in names if fields.values.get(name) is not None]
    return tuple(one for one in found if one.terms)


def _looks_like_terms(key: str, value: Any) -> bool:
    if not isinstance(value, list) or key in _NOT_TAXONOMIES:
        return False
    texts = bool(value) and all(isinstance(item, str) and 0 < len(item) <= 64 for item in value)
    return texts and not (key.endswith("_id") and all(item.isdecimal() for item in value))


def _image(fields: Fields) -> str:
    for key in _IMAGE_KEYS:
        value = fields.values.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = next((value[name] for name in ("image", "src", "url") if value.get(name)), None)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _translation_key(fields: Fields, place: PagePath, site: Site) -> str:
    if len(site.languages) == 1:
        return ""
    return fields.text("translationkey") or place.key


def _is_listed(fields: Fields) -> bool:
    """Whether Hugo lists the post: what a theme leaves out of its home page (`hidden`) is listed."""
    values = fields.values
    build = values.get("build") or values.get("_build")
    if isinstance(build, dict):
        listed = {str(key).lower(): item for key, item in build.items()}.get("list", "always")
        if listed is False or written(listed) in ("never", "local", "0"):
            return False
    return not ("headless" in values and fields.flag("headless"))
