"""What is wrong in a site beyond single posts: files that cannot be listed, and posts that are one page to Hugo."""

from collections import defaultdict
from collections.abc import Iterator

from tui_reader.post import Problem
from tui_reader.store.page_path import read_path
from tui_reader.store.parse_post import load_post
from tui_reader.store.site import Site
from tui_reader.store.tree import read_bytes, walk_posts

MAX_LINE = 200
"""Characters of a source line that are shown."""
MAX_SIZE = 16 << 20
"""Bytes of a file that are looked through for a line."""


def check_site(site: Site) -> Iterator[tuple[str, Problem]]:
    """Every problem of the site and of its posts with the path of the file, posts in the order of their paths.

    Files that could not be listed come first, then the posts' own problems, then posts at one address.
    """
    unlisted: list[tuple[str, Problem]] = []
    stamps = list(walk_posts(site, lambda path, problem: unlisted.append((path, problem))))
    yield from (("", problem) for problem in site.problems)
    yield from unlisted
    for stamp in stamps:
        yield from ((stamp.path, problem) for problem in load_post(stamp.path, site).problems)
    yield from same_pages([stamp.path for stamp in stamps], site)


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


def source_line(path: str, line: int, site: Site) -> str:
    """One line of a post's file, from 1, without its end and cut at MAX_LINE characters; empty where there is none."""
    try:
        data = read_bytes(site, path, MAX_SIZE)
    except (OSError, ValueError):
        return ""
    lines = data.split(b"\n", line)
    if not 1 <= line <= len(lines):
        return ""
    return lines[line - 1].decode("utf-8", "replace").lstrip("\ufeff").rstrip()[:MAX_LINE]
