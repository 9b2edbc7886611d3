"""The archetype a new post is made from, as `hugo new content` finds it: by kind, then the default, the site's own
before its themes'.
"""

from collections.abc import Iterator
from pathlib import Path

from tui_reader.model.dataclass import dataclass
from tui_reader.store.local_source import (
    find_inside,
    is_folder,
    is_folder_entry,
    is_link,
    read_whole,
    real_path,
    scan_folder,
)
from tui_reader.store.site.site import Site

ARCHETYPE_BYTES = 1 << 20
"""Largest file of an archetype."""
MOST_FILES = 100
"""Most files of an archetype that is a folder."""
_DEFAULT = """---
title: "{{ replace .File.ContentBaseName "-" " " | title }}"
date: {{ .Date }}
draft: true
---
"""
"""Where a site has none."""


@dataclass(frozen=True, slots=True)
class Archetype:
    """What a new post begins as."""

    files: tuple[tuple[str, bytes], ...]
    """Its files by their paths below it, with `/`; one file with an empty path for a post that is no bundle."""
    name: str = ""
    """The file or folder it was read from, for messages; empty for the one that the program brings."""


def find_archetype(site: Site, kind: str, suffix: str) -> Archetype:
    """The archetype of a kind for a file with this suffix; an empty suffix asks for a bundle, which may be a folder.

    Raises OSError where a file of it cannot be read.
    """
    folders = [place / "archetypes" for place in (site.root, *site.themes) if place is not None]
    fences = tuple(real_path(folder) for folder in folders)
    for name in (kind, "default") if kind else ("default",):
        for folder in folders:
            if not suffix and is_folder(folder / name):
                return Archetype(tuple(_files(folder / name, fences)), str(folder / name))
            found = find_inside(folder / f"{name}{suffix or '.md'}", fences)
            if found is not None:
                data = read_whole(found[0], ARCHETYPE_BYTES)
                return Archetype((("" if suffix else "index.md", data),), str(folder / f"{name}{suffix or '.md'}"))
    return Archetype((("" if suffix else "index.md", _DEFAULT.encode()),))


def _files(folder: Path, fences: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    """The files below a folder by their relative paths; links are left out."""
    waiting, left = [""], MOST_FILES
    while waiting:
        above = waiting.pop()
        for entry in sorted(scan_folder(folder / above), key=lambda entry: entry.name):
            path = f"{above}{entry.name}"
            if is_link(entry) or left <= 0:
                continue
            left -= 1
            if is_folder_entry(entry):
                waiting.append(path + "/")
            elif (found := find_inside(folder / path, fences)) is not None:
                yield path, read_whole(found[0], ARCHETYPE_BYTES)
