"""The forms in which bookmarks are exported and imported: one module `bookmarks_…` for each, found by its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui_reader.cli.registry import load_module, module_names
from tui_reader.i18n.messages import tr
from tui_reader.marks.bookmarks import Bookmark
from tui_reader.model.errors import ContentError

_PREFIX = "bookmarks_"


@dataclass(frozen=True, slots=True)
class BookmarkFormat:
    """One form of a list of bookmarks."""

    name: str
    """Name as `--format` takes it; its module is `bookmarks_` and this name."""
    write: Callable[[Sequence[Bookmark]], str]
    """The bookmarks as a text."""
    order: int
    """Its place among the forms, in the help and where a text is tried with each; the first is the default."""
    read: Callable[[str], tuple[Bookmark, ...] | None] | None = None
    """The bookmarks in a text of this form, None where the text is not of this form; None where it cannot be read."""


def bookmark_formats() -> dict[str, BookmarkFormat]:
    """Every form by name, in their order."""
    found: list[BookmarkFormat] = [load_module("formats", _PREFIX + n).FORMAT for n in module_names("formats", _PREFIX)]
    return {each.name: each for each in sorted(found, key=lambda each: each.order)}


def read_bookmarks(text: str) -> tuple[Bookmark, ...]:
    """The bookmarks in an exported text; raises ContentError where it is of no form that can be read."""
    for each in bookmark_formats().values():
        marks = each.read(text) if each.read else None
        if marks is not None:
            return marks
    raise ContentError(tr("These are no bookmarks"), tr("give JSON or HTML as exported"))
