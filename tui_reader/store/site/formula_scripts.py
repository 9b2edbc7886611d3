"""What the scripts of a site take for formulas beside what Hugo passes on to them.

MathJax and KaTeX pass over code unless they are told not to, and many sites tell them, since nothing in code is
Markdown. Single dollar signs are formulas only where they are told so.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from tui_reader.model.dataclass import dataclass
from tui_reader.store.local_source import is_folder_entry, is_link, read_file, scan_folder
from tui_reader.store.site.site import Site

MOST_FILES = 400
"""Templates and scripts that are looked at."""
MOST_BYTES = 64 << 10
"""Bytes of each that are looked at; libraries are longer, their settings are not."""
FOLDERS = ("layouts", "assets/js", "static/js")
"""Folders of a site and its themes in which such scripts and their settings stand."""

_ENDINGS = (".html", ".js")
_OWN_SCRIPT = b"math-code"
_LISTS = re.compile(rb"\b(?:skipTags|ignoredTags|skipHtmlTags)[\"']?\s*:\s*(\[[^\]]*\]|\{[^}]*\})")
_DOLLARS = re.compile(
    rb"\bleft[\"']?\s*:\s*[\"']\$[\"']|\binlineMath[\"']?\s*:\s*\[[^;{}]{0,200}?[\"']\$[\"']\s*,\s*[\"']\$[\"']"
)
_LEFT_OUT = re.compile(rb"\[-\][\"']\s*:\s*\[[^\]]*\bcode\b")


def makes_formulas_of_code(site: Site) -> bool:
    """Is code that holds nothing but a formula one on the site's pages: by the script `math-code.js`, or because `code`
    is not among the elements that its script for formulas passes over? Looked up once.
    """
    return site.root is not None and _said_in((site.root, *site.themes)).code


def makes_formulas_of_dollars(site: Site) -> bool:
    """Does the site's script take what stands between single dollar signs for a formula? Looked up once."""
    return site.root is not None and _said_in((site.root, *site.themes)).dollars


@dataclass(frozen=True, slots=True)
class _Said:
    """What scripts take for formulas."""

    code: bool = False
    dollars: bool = False


@lru_cache(maxsize=4)
def _said_in(roots: tuple[Path, ...]) -> _Said:
    files = (file for root in roots for folder in FOLDERS for file in _files(root / folder))
    found = [_said(file) for file in islice(files, MOST_FILES)]
    return _Said(any(one.code for one in found), any(one.dollars for one in found))


def _files(folder: Path) -> Iterator[Path]:
    """Templates and scripts below a folder, links left out; an unreadable folder has none."""
    try:
        entries = sorted(scan_folder(folder), key=lambda entry: entry.name)
    except (OSError, ValueError):
        return
    for entry in entries:
        if is_link(entry):
            continue
        if is_folder_entry(entry):
            yield from _files(Path(entry.path))
        elif entry.name.endswith(_ENDINGS):
            yield Path(entry.path)


def _said(file: Path) -> _Said:
    try:
        text = read_file(file, MOST_BYTES)
    except (OSError, ValueError):
        return _Said()
    in_code = _OWN_SCRIPT in text or any(_reaches_code(found[1]) for found in _LISTS.finditer(text))
    return _Said(in_code, _DOLLARS.search(text) is not None)


def _reaches_code(elements: bytes) -> bool:
    return bool(_LEFT_OUT.search(elements)) if elements[:1] == b"{" else b"code" not in elements
