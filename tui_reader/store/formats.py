"""The formats of content: for each ending of a file name, how its header and its body are read.

A format is a line here, and a reader where it needs one of its own: of headers in `front_matter/`, of bodies in
`html/body_html.py`.
"""

from collections.abc import Mapping
from typing import Literal

from tui_reader.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """How a content file is read."""

    header: Literal["fenced", "org"] = "fenced"
    """YAML, TOML or JSON at the very start; or the keywords of Org where there is none of these."""
    body: Literal["markdown", "html", "org"] = "markdown"
    """What its body is counted and cut as; the header's `markup` says otherwise."""
    section_page: bool = False
    """A section page may have this ending."""


FORMATS: Mapping[str, Format] = {
    ".md": Format(section_page=True),
    ".markdown": Format(),
    ".mdown": Format(),
    ".html": Format(body="html", section_page=True),
    ".htm": Format(body="html"),
    ".org": Format(header="org", body="org"),
}
"""By the ending of the file name in lower case; Hugo takes it in any case. The most frequent one stands first."""

SUFFIXES = tuple(FORMATS)
"""Endings of files that are posts."""
SECTION_SUFFIXES = tuple(suffix for suffix, form in FORMATS.items() if form.section_page)
"""Endings of section pages, in the order they are looked for."""


UNREAD: Mapping[str, str] = {
    ".adoc": "AsciiDoc",
    ".asciidoc": "AsciiDoc",
    ".ad": "AsciiDoc",
    ".rst": "reStructuredText",
    ".pandoc": "Pandoc",
    ".pdc": "Pandoc",
}
"""Endings of posts that Hugo hands to other programs, and the format of each: they are named, and not listed."""


def is_content(name: str) -> bool:
    """Does a file of this name hold content?"""
    return name.lower().endswith(SUFFIXES)


def format_of(path: str) -> Format:
    """How the content file at `path` is read; as Markdown where its ending says nothing."""
    return FORMATS.get(suffix_of(path).lower(), FORMATS[SUFFIXES[0]])


def markup_of(path: str, values: Mapping[str, object]) -> str:
    """What the body of the file at `path` is written in: as its header says by a name, an ending or a media type, else
    by the file's ending.
    """
    said = str(values.get("markup") or format_of(path).body).lower().removeprefix("text/")
    return FORMATS[f".{said}"].body if f".{said}" in FORMATS else said


def suffix_of(name: str) -> str:
    """The ending of a content file's name as it is written; empty where it is none of the known ones."""
    low = name.lower()
    return next((name[-len(suffix) :] for suffix in SUFFIXES if low.endswith(suffix)), "")


def without_suffix(name: str) -> str:
    """The name without the ending of its format."""
    return name[: len(name) - len(suffix_of(name))]
