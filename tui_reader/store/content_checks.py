"""What `check` reads from files: posts that are one page to Hugo, bodies, and the places of problems."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tui_reader.model.post import Problem
from tui_reader.store.formats import format_of
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.front_matter.fields import Fields
from tui_reader.store.front_matter.front_matter import read_header
from tui_reader.store.local_source import POST_BYTES, read_content, read_file
from tui_reader.store.site.page_path import read_path
from tui_reader.store.site.site import Site

MAX_LINE = 200
"""Characters of a source line that are shown."""


def same_pages(paths: list[str], site: Site) -> Iterator[tuple[str, Problem]]:
    """Files that are one page to Hugo (`both.md` beside `both/index.md`): it takes one of them and drops the others."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in paths:
        place = read_path(path, site)
        groups[place.language.key, place.key.lower()].append(path)
    for first, *others in groups.values():
        for path in others:
            message = f"{first} is the same page to Hugo, which keeps one of them"
            yield path, Problem("file", message, hint="rename one of them", code="page-double")


def body_of(path: str, site: Site) -> tuple[str, int]:
    """The body of a post and the line of the file where it begins; empty where the file cannot be read."""
    try:
        decoded = decode_text(read_content(site.content, path, POST_BYTES))
    except (OSError, ValueError):
        return "", 1
    header = read_header(decoded.text, format_of(path))
    return header.body, header.body_line


def place_in_header(path: str, keys: Iterable[str], text: str, site: Site) -> tuple[int | None, int | None]:
    """Line of a post's file and column, from 1, where the first of the keys that its header holds has its value, or
    `text` in it.
    """
    try:
        header = read_header(decode_text(read_content(site.content, path, POST_BYTES)).text, format_of(path))
    except (OSError, ValueError):
        return None, None
    held = next((key for key in keys if key in header.values), None)
    if held is None:
        return None, None
    line, column = Fields(header, {}, site.zone).place(held)
    for number, content in enumerate(header.text.split("\n")[(line or 1) - header.line :] if text and line else ()):
        at = content.find(text, (column or 1) - 1 if not number else 0)
        if at >= 0:
            return (line or 1) + number, at + 1
    return line, column


def source_line(path: str, line: int, site: Site) -> str:
    """One line of a post's file, or of any other named in full, without its end and cut at MAX_LINE characters; empty
    where there is none.
    """
    try:
        data = read_file(path, POST_BYTES) if path.startswith("/") else read_content(site.content, path, POST_BYTES)
    except (OSError, ValueError):
        return ""
    lines = data.split(b"\n", line)
    if not 1 <= line <= len(lines):
        return ""
    return lines[line - 1].decode("utf-8", "replace").lstrip("\ufeff").rstrip()[:MAX_LINE]
