"""What section pages and the site's configuration hand down to the posts below them (Hugo's `cascade`)."""

import re
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from tui_reader.store.decode_text import decode_text
from tui_reader.store.header import read_header
from tui_reader.store.page_path import PagePath
from tui_reader.store.site import Site
from tui_reader.store.site_parts import Cascade, read_cascades

KEEP_SECONDS = 1.0
"""How long what a folder hands down is believed before its section page is looked at again."""
MAX_STARS = 4
"""Stars in a glob that is tried; the time of each further one multiplies."""
MAX_SIZE = 256 * 1024
"""Bytes of a section page that are read for its header."""

_kept: dict[tuple[Path, str, str], tuple[float, tuple[Cascade, ...]]] = {}


def handed_down(path: str, place: PagePath, site: Site) -> dict[str, Any]:
    """Header values the post at `path` inherits, keys in lower case; the nearest section wins over those above it."""
    values: dict[str, Any] = {}
    for cascade in reversed(site.cascades):
        _add(values, cascade, place)
    for cascade in _above(path.rpartition("/")[0], place.language.key, site):
        _add(values, cascade, place)
    return values


def _add(values: dict[str, Any], cascade: Cascade, place: PagePath) -> None:
    fits_kind = not cascade.kind or matches(cascade.kind, "page")
    fits_path = not cascade.path or matches(cascade.path, place.key)
    if fits_kind and fits_path and (not cascade.lang or matches(cascade.lang, place.language.key)):
        values.update(cascade.values)


def _above(folder: str, language: str, site: Site) -> tuple[Cascade, ...]:
    """What the section pages from the content folder down to `folder` hand down, in that order; looked up once a second."""
    key = (site.content, folder, language)
    known = _kept.get(key)
    now = time.monotonic()
    if known is not None and now - known[0] < KEEP_SECONDS:
        return known[1]
    above = _above(folder.rpartition("/")[0], language, site) if folder else ()
    found = (*above, *reversed(_read(site.content / folder, language)))
    if len(_kept) > 10_000:
        _kept.clear()
    _kept[key] = (now, found)
    return found


def _read(folder: Path, language: str) -> tuple[Cascade, ...]:
    for name in (f"_index.{language}.md", "_index.md", f"_index.{language}.html", "_index.html"):
        data = _begin(folder / name)
        if data is not None:
            return read_cascades(read_header(decode_text(data).text).values.get("cascade"))
    return ()


def _begin(page: Path) -> bytes | None:
    """The beginning of a section page; None where there is none, or it is no regular file."""
    if not page.is_file():
        return None
    try:
        with page.open("rb") as file:
            return file.read(MAX_SIZE)
    except OSError:
        return None


def matches(glob: str, text: str) -> bool:
    """Does a glob as Hugo has them (`**`, `*`, `?`, `{a,b}`) fit all of the text, case aside?"""
    pattern = _pattern(glob.lower())
    return pattern is not None and pattern.fullmatch(text.lower()) is not None


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str] | None:
    if glob.replace("**", "*").count("*") > MAX_STARS:
        return None
    pieces = re.findall(r"\*\*|\*|\?|\{|\}|,|\[[^\]]*\]|[^*?{},\[]+|.", glob, re.DOTALL)
    depth = 0
    out = []
    for piece in pieces:
        depth += {"{": 1, "}": -1}.get(piece, 0)
        plain = re.escape(piece) if piece[0] != "[" else piece.replace("[!", "[^")
        out.append(_GLOB.get(piece, plain) if piece != "," or depth > 0 else ",")
    try:
        return re.compile("".join(out), re.DOTALL)
    except re.error:
        return None


_GLOB = {"**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}
