"""Pages that stand in the place of a post's text: its header, or what is left of a post that is gone."""

from datetime import datetime

from tui_reader.document.blocks import Block, Document, Paragraph, Quote
from tui_reader.document.spans import Span, Text
from tui_reader.i18n.messages import tr, tr_problem
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Head, Layout
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.marks.bookmarks import Bookmark
from tui_reader.model.errors import ContentError
from tui_reader.store.post_reader import Source


def header_page(source: Source, layout: Layout) -> Page:
    """The header as it stands in the file, and below it each problem with how to correct it."""
    lines = ["```", source.header.strip("\n"), "```", ""]
    for problem in map(tr_problem, source.post.problems):
        where = f"**{problem.field}**" + (f" ({tr('line')} {problem.line})" if problem.line else "")
        lines.append(f"- {where}: {problem.message}. {problem.hint}")
    return Page(parse("\n".join(lines), ParseOptions()), layout)


def lost_page(path: str, error: ContentError, bookmark: Bookmark | None, layout: Layout) -> Page:
    """Says that the post is gone, or why it cannot be read, with all that its bookmark tells: title, date, note."""
    is_gone = isinstance(error.__cause__, FileNotFoundError | NotADirectoryError)
    blocks: list[Block] = [_plain(tr("This post is gone: {path}").replace("{path}", path) if is_gone else str(error))]
    if bookmark is None:
        return Page(Document(tuple(blocks)), layout)
    if bookmark.note:
        blocks.append(Quote(tuple(map(_plain, bookmark.note.splitlines()))))
    if bookmark.added:
        blocks.append(_plain(tr("Bookmarked on {date}").replace("{date}", _day(bookmark.added.astimezone()))))
    return Page(Document(tuple(blocks)), layout, Head(bookmark.title, (_day(bookmark.date),)))


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


def _plain(text: str) -> Paragraph:
    """A paragraph of words as they are: nothing in them is Markdown."""
    return Paragraph(Text(text, lambda source: (Span(source),)))
