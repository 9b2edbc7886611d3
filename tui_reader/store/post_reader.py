"""Bytes of a file become a Post. Whatever is wrong with them becomes a problem of that post; nothing is raised."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ContentError
from tui_reader.model.post import Post, Problem, Taxonomy
from tui_reader.store.formats import format_of
from tui_reader.store.front_matter.dates import read_date
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.front_matter.fields import Fields, Special
from tui_reader.store.front_matter.front_matter import Header, read_header
from tui_reader.store.html.body_html import BODIES, DIVIDER, MORE, body_html
from tui_reader.store.html.summary import cut_summary, split_summary, summary_text
from tui_reader.store.html.word_count import count_words, has_cjk, reading_minutes, strip_tags
from tui_reader.store.local_source import POST_BYTES, read_content, stat_file
from tui_reader.store.site.cascade import inherited_values
from tui_reader.store.site.page_path import PagePath, date_in_name, read_path, title_from_name
from tui_reader.store.site.page_url import page_aliases, page_url
from tui_reader.store.site.site import Site

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


def parse_post(data: bytes, path: str, site: Site) -> Post:
    """The post in `data`, found at `path` below the site's content folder; never raises, problems are in the post."""
    return _parse(data, path, site).post


def load_post(path: str, site: Site, *, estimate_words: bool = False) -> Post:
    """The post at `path`; a file that cannot be read becomes a post with that problem. Never raises.

    `estimate_words` counts words and minutes from the Markdown as it stands, and leaves the summary to be cut later.
    """
    return load_source(path, site, estimate_words=estimate_words).post


def load_source(path: str, site: Site, *, estimate_words: bool = False) -> Source:
    """As `load_post`, with the text the post was read from; empty where the file cannot be read."""
    try:
        return _parse(read_content(site.content, path, POST_BYTES + 1), path, site, estimate_words=estimate_words)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return Source(_unread(path, site, f"the file cannot be read: {reason}", "file-unreadable"), "", 1, "")


def read_post(path: str, site: Site) -> Source:
    """The post at `path` with its text; raises ContentError where the file is gone or cannot be read."""
    try:
        data = read_content(site.content, path, POST_BYTES + 1)
    except (OSError, ValueError) as error:
        message = tr("{path} cannot be read: {reason}")
        raise ContentError(message.format(path=path, reason=getattr(error, "strerror", None) or error)) from error
    return _parse(data, path, site)


def _parse(data: bytes, path: str, site: Site, *, estimate_words: bool = False) -> Source:
    problems: tuple[Problem, ...] = ()
    if len(data) > POST_BYTES:
        data = data[:POST_BYTES]
        text = f"the file is larger than {POST_BYTES >> 20} MB; the rest is not read"
        problems = (Problem("file", text, hint="split the post", code="file-too-large"),)
    try:
        decoded = decode_text(data)
        header = read_header(decoded.text, format_of(path))
        post = _post(header, path, site, (*decoded.problems, *problems), estimate_words=estimate_words)
    except Exception as error:  # noqa: BLE001 - one post must never stop the feed, whatever is in it
        kind = type(error).__name__
        return Source(_unread(path, site, f"the post cannot be understood ({kind})", "post-trouble"), "", 1, "")
    return Source(post, header.body, header.body_line, header.text)


def _unread(path: str, site: Site, message: str, code: str) -> Post:
    place = read_path(path, site)
    problem = Problem("file", message, code=code)
    return Post(path, title_from_name(place.name), lang=place.language.key, section=place.section, problems=(problem,))


def _post(header: Header, path: str, site: Site, problems: tuple[Problem, ...], *, estimate_words: bool) -> Post:
    place = read_path(path, site)
    language = place.language
    fields = Fields(header, _values(header, place, site), language.zone, _special_dates(place, path, site))
    date, lastmod, publish_date, expiry_date = [fields.moment(*rule) for rule in language.date_rules]
    _check_order(fields, date, lastmod)
    title = _one_line(fields.text("title")) or _made_title(header.body, place)
    link_title = _one_line(fields.text("linktitle")) or title
    cjk = _counts_cjk(fields, header, place, site)
    plain, summary = (header.body, "") if estimate_words else _page(fields, cjk, path, place, site)
    words = count_words(plain, cjk)
    url = page_url(fields, place, site, date)
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
        summary=summary_text(summary),
        image=_image(fields),
        lang=language.key,
        section=place.section,
        url=url,
        words=words,
        minutes=reading_minutes(words, cjk),
        taxonomies=_taxonomies(fields, place, site),
        aliases=page_aliases(fields, place, site, url),
        translation_key=_translation_key(fields, place, site),
        listed=_is_listed(fields),
        problems=(*problems, *fields.problems),
        counted=not estimate_words,
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
    inherited = inherited_values(place, site)
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
    return bool(value) and all(isinstance(item, str) and 0 < len(item) <= 64 for item in value)


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


def _counts_cjk(fields: Fields, header: Header, place: PagePath, site: Site) -> bool:
    if "iscjklanguage" in fields.values:
        return fields.flag("iscjklanguage")
    return place.language.has_cjk and (has_cjk(header.text) or has_cjk(header.body))


def _page(fields: Fields, cjk: bool, path: str, place: PagePath, site: Site) -> tuple[str, str]:
    """Plain text of the body, and HTML of the summary: what the body marks as such, else the header's own, else cut
    from the body.
    """
    markup = str(fields.values.get("markup") or format_of(path).body).lower()
    body, own = fields.header.body, fields.values.get("summary")
    page, plain = BODIES.get(markup, body_html)(body, site.markdown)
    if "<" in body and MORE in body and DIVIDER in page:
        summary, page = split_summary(page, DIVIDER)
        return strip_tags(page), summary
    if isinstance(own, str) and own.strip():
        return plain, body_html(own, site.markdown)[0]
    length = place.language.summary_length
    return plain, cut_summary(page, length, cjk)[0] if length > 0 else ""


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
        if listed is False or str(listed).lower() in ("never", "false", "local"):
            return False
    return not ("headless" in values and fields.flag("headless"))
