"""Posts as their Markdown with their headers, in YAML: several follow one another."""

from collections.abc import Mapping
from datetime import date
from typing import Any, BinaryIO

import frontmatter

from tui_reader.export.exported import Export, ExportForm
from tui_reader.text.sanitize import without_harm


def _write(export: Export, file: BinaryIO) -> None:
    for number, post in enumerate(export.posts):
        text = frontmatter.dumps(frontmatter.Post(post.markdown, **_named(post.header)), allow_unicode=True)
        file.write(f"{chr(10) if number else ''}{without_harm(text)}\n".encode())


def _named(header: Mapping[str, Any]) -> dict[str, Any]:
    """The values whose names python-frontmatter has no meaning of its own for."""
    return {str(name): _plain(value) for name, value in header.items() if name not in ("content", "handler")}


def _plain(value: Any) -> Any:
    """A value as YAML has it; a time of day, which TOML alone knows, is text."""
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, str | int | float | date) else str(value)


FORM = ExportForm("markdown", ".md", True, _write)
