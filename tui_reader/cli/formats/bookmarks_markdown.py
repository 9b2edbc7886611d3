"""Bookmarks as a Markdown list of links, the passages that are kept as quotations below them."""

from collections.abc import Sequence

from tui_reader.cli.formats.bookmark_formats import Addresses, BookmarkFormat, target
from tui_reader.cli.formats.markdown_escapes import escape_line, escape_markdown
from tui_reader.marks.highlights import Highlight
from tui_reader.marks.noted_posts import NotedPost


def _write(posts: Sequence[NotedPost], addresses: Addresses) -> str:
    return "".join(_item(post, target(post.mark, addresses)) for post in posts)


def _item(post: NotedPost, link: str) -> str:
    mark = post.mark
    title = escape_markdown(mark.title)
    date = f" ({mark.date:%Y-%m-%d})" if mark.date else ""
    note = f"  \n  {escape_line(mark.note)}" if mark.note.strip() else ""
    passages = "".join(map(_passage, post.highlights))
    return f"- [{title}](<{escape_markdown(link)}>){date}{note}\n{passages}"


def _passage(mark: Highlight) -> str:
    """A quotation inside the item, a paragraph for each of its own, and the note behind it."""
    quote = "\n  >\n".join(f"  > {escape_line(line)}" for line in mark.quote.splitlines() if line.strip())
    note = f"\n  {escape_line(mark.note)}\n" if mark.note.strip() else ""
    return f"\n{quote}\n{note}"


FORMAT = BookmarkFormat("markdown", _write, order=2)
