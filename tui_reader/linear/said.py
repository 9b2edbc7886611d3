"""What lists say line by line: posts and their marks in words (pure)."""

from collections.abc import Callable, Iterator, Sequence

from tui_reader.i18n.messages import tr
from tui_reader.model.post import ListHeading, Row
from tui_reader.ui.render.rows import show_heading

_MARKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("pinned", lambda: tr("pinned")),
    ("recommended", lambda: tr("recommended")),
    ("bookmarked", lambda: tr("bookmarked")),
    ("begun", lambda: tr("begun")),
    ("draft", lambda: tr("draft")),
    ("gone", lambda: tr("gone")),
)
"""Marks of a row and their words."""


def row_lines(number: int, row: Row) -> Iterator[str]:
    """A post: its number, its title, then its date and its marks; what was noted of it below."""
    marks = [say() for name, say in _MARKS if getattr(row, name)]
    read = [] if row.read or row.gone else [tr("unread")]
    date = [row.date.strftime("%Y-%m-%d")] if row.date else []
    yield ", ".join([f"{number}. {row.title}", *([row.feed] if row.feed else []), *date, *marks, *read])
    if row.note:
        yield f"   {tr('Note')}: {' '.join(row.note.split())}"


def list_lines(first: int, rows: Sequence[Row], headings: Sequence[ListHeading]) -> Iterator[str]:
    """Rows of a list from index `first` on, headings above the posts they belong to."""
    above = {heading.first: heading for heading in headings}
    for index, row in enumerate(rows, first):
        if index in above:
            yield f"{show_heading(above[index])}:"
        yield from row_lines(index + 1, row)
