"""What section pages and the site's configuration pass on to the posts below them (Hugo's `cascade`)."""

import threading
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path, PurePosixPath
from typing import Any

from tui_reader.model.dataclass import dataclass, replace
from tui_reader.store.formats import SECTION_SUFFIXES, format_of
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.front_matter.fields import written
from tui_reader.store.front_matter.front_matter import read_header
from tui_reader.store.local_source import SECTION_BYTES, read_content
from tui_reader.store.site.config_files import ENVIRONMENT
from tui_reader.store.site.config_sections import Cascade, read_cascades
from tui_reader.store.site.glob import matches, meant_languages
from tui_reader.store.site.page_path import PagePath
from tui_reader.store.site.site import Site

KEEP_SECONDS = 1.0
"""Seconds after which a section page is looked at again."""
_PAGES = ("_index", "_Index")
"""Base names of section pages that are looked for; to Hugo their case counts for nothing."""
MOST_KEPT = 10_000
"""Folders in the cache; with more it is emptied."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a folder means as a section of the site."""

    page: bool = False
    """It has a section page."""
    slug: str = ""
    """Stands in the place of the folder's name in URLs; empty for the name itself."""
    title: str = ""
    """Title of its section page."""
    cascades: tuple[Cascade, ...] = ()
    """What its section page passes on."""


class _Sections:
    """A cache of what folders mean as sections, valid for KEEP_SECONDS. Safe in every thread: one lock guards it.

    What was read before `forget` is not used after it, even where it arrives later; nor is what was read for another
    site.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[Path, str, str], tuple[float, Site, tuple[Section, ...]]] = {}
        self._forgotten = 0

    @property
    def forgotten(self) -> int:
        """How many times everything was forgotten; take it before reading, for `keep`."""
        return self._forgotten

    def get(self, folder: str, language: str, site: Site) -> tuple[Section, ...] | None:
        """What is in the cache and still valid."""
        with self._lock:
            known = self._kept.get((site.content, folder, language))
        fresh = known is not None and known[1] is site and time.monotonic() - known[0] < KEEP_SECONDS
        return known[2] if known is not None and fresh else None

    def keep(self, key: tuple[str, str], site: Site, found: tuple[Section, ...], read: tuple[int, float]) -> None:
        """Remember what a folder means in a language; `read` are `forgotten` and the time as they were before it was
        read.
        """
        with self._lock:
            if read[0] != self._forgotten:
                return
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            self._kept[(site.content, *key)] = (read[1], site, found)

    def forget(self) -> None:
        """Remember nothing."""
        with self._lock:
            self._forgotten += 1
            self._kept.clear()


_sections = _Sections()


def inherited_values(place: PagePath, site: Site, cascade: Any = None) -> dict[str, Any]:
    """Header values the post inherits, keys in lower case; the nearest section wins over those above it, and what the
    post's own header says under `cascade` over them all.
    """
    key = place.language.key
    configured = [one for one in place.language.cascades if key in _languages_of(one, (key,), site)]
    values: dict[str, Any] = {}
    own = [one for one in read_cascades(cascade) if key in _languages_of(one, (key,), site)]
    for cascades in (configured, *(section.cascades for section in sections_above(place, site)), own):
        meant = [cascade for cascade in reversed(cascades) if _is_meant(cascade, place)]
        for cascade in meant:
            values.update(cascade.values)
        for cascade in meant:
            values.update(cascade.params)
    return values


def sections_above(place: PagePath, site: Site) -> tuple[Section, ...]:
    """What the folders above the post mean, from the content folder down; looked up once a second."""
    return _above("/".join(place.folders), place.language.key, site)


def forget_sections() -> None:
    """Read section pages again from now on: files are about to be read because they changed."""
    _sections.forget()


def _languages_of(cascade: Cascade, own: tuple[str, ...], site: Site) -> tuple[str, ...]:
    """Languages whose pages a cascade is for: `own` where it names none; all of them where it names none that the
    site has.
    """
    return meant_languages(cascade.languages, tuple(one.key for one in site.languages)) if cascade.languages else own


def _is_meant(cascade: Cascade, place: PagePath) -> bool:
    """Is the cascade for this post, as far as path, kind and environment say?"""
    return (
        (not cascade.kind or matches(cascade.kind, "page"))
        and (not cascade.path or matches(cascade.path, place.key))
        and (not cascade.environment or matches(cascade.environment, ENVIRONMENT))
    )


def _above(folder: str, language: str, site: Site) -> tuple[Section, ...]:
    known = _sections.get(folder, language, site)
    if known is not None:
        return known
    read = (_sections.forgotten, time.monotonic())
    above = _above(folder.rpartition("/")[0], language, site) if folder else ()
    found = (*above, _section(folder, language, site))
    _sections.keep((folder, language), site, found, read)
    return found


def _section(folder: str, language: str, site: Site) -> Section:
    """What the folder means to pages of a language: its section page in that language, and what other languages'
    pages pass on to it, which counts for less: among them Hugo takes any by chance.
    """
    found = Section()
    first: list[Cascade] = []
    others: list[Cascade] = []
    for name, own in _section_pages(folder, site):
        data = _begin(site, name)
        if data is None:
            continue
        values = read_header(decode_text(data).text, format_of(name)).values
        inherited = first if own == language else others
        inherited += [
            one for one in read_cascades(values.get("cascade")) if language in _languages_of(one, (own,), site)
        ]
        if own == language and not found.page:
            slug, title = (written(values.get(key) or "").strip() for key in ("slug", "title"))
            found = Section(True, slug.strip("-"), title)
    return replace(found, cascades=(*first, *others)) if first or others else found


def _section_pages(folder: str, site: Site) -> Iterator[tuple[str, str]]:
    """Paths that a section page of the folder may have, with the language it would have."""
    for mount in site.mounts:
        inner = _inside(folder, mount.target)
        if inner is not None:
            place = PurePosixPath(mount.folder, inner)
            plain = mount.language or site.main.key
            for name, suffix in product(_PAGES, SECTION_SUFFIXES):
                yield str(place / f"{name}{suffix}"), plain
                yield from ((str(place / f"{name}.{one.key}{suffix}"), one.key) for one in site.languages)


def _inside(folder: str, target: str) -> str | None:
    """The folder as seen from a mount's target; None where it lies elsewhere."""
    if not target:
        return folder
    inside = folder == target or folder.startswith(target + "/")
    return folder[len(target) + 1 :] if inside else None


def _begin(site: Site, page: str) -> bytes | None:
    """The beginning of a section page; None where there is none, it is no regular file, or it lies elsewhere."""
    try:
        return read_content(site.content, page, SECTION_BYTES)
    except (OSError, ValueError):
        return None
