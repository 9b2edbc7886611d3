"""`newsreader export`: one post, or all that fit a query, as a file for other programs."""

import argparse
import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from tui_reader.cli.arguments import Command, add_order, add_states
from tui_reader.cli.context import Call, open_feed, query_of
from tui_reader.config.paths import at_home
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.errors import ContentError, NotFoundError, UsageError
from tui_reader.model.form_names import FORM_NAMES

if TYPE_CHECKING:
    from tui_reader.export.exported import Exported, ExportForm
    from tui_reader.feed.library import Library


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", nargs="?", metavar=tr("POST"), help=tr("a path, a slug, or the start of a title"))
    parser.add_argument("--query", metavar="Q", help=tr("all posts that fit this query"))
    parser.add_argument("--format", choices=FORM_NAMES, help=tr("form of the file; else by its ending"))
    parser.add_argument("-o", "--output", metavar=tr("FILE"), help=tr("the file; standard output where none is named"))
    add_order(parser)
    add_states(parser)


def run(call: Call) -> int:
    """Write the file whole, or leave what was there."""
    from tui_reader.export.exported import Export

    asked = call.arguments
    if (asked.post is None) == (asked.query is None):
        raise UsageError(tr("Name one post, or a query"), "newsreader export --help")
    form = _form(call)
    with open_feed(call) as library:
        paths = _paths(call, library)
        title = library.posts.by_path(paths[0]).title if asked.post else library.site.title or library.site.content.name
        written: list[str] = []
        with _target(call, library, form) as file:
            form.write(Export(title, _posts(call, library, paths, written)), file)
            if not written:
                raise ContentError(tr("No post could be read"))
    if asked.output:
        call.output.tell(tr_count("{n} post exported", "{n} posts exported", len(written)))
    return 0


def _form(call: Call) -> "ExportForm":
    """The form asked for, by name or by the ending of the file; raises UsageError."""
    from tui_reader.export.export_forms import EXPORT_FORMS

    name, file = call.arguments.format, call.arguments.output
    if name is None and file is not None:
        ending = Path(file).suffix.lower()
        fitting = [form.name for form in EXPORT_FORMS.values() if form.ending == ending]
        if not fitting:
            endings = ", ".join(form.ending for form in EXPORT_FORMS.values())
            raise UsageError(tr("No form has the ending of {file}").replace("{file}", file), endings)
        name = fitting[0]
    form = EXPORT_FORMS[name or next(iter(EXPORT_FORMS))]
    if file is None and not form.is_text and call.output.is_terminal:
        raise UsageError(tr("A book is no text for a terminal"), tr("name a file: -o book.epub"))
    return form


def _paths(call: Call, library: "Library") -> list[str]:
    """Paths of the posts that are meant; raises NotFoundError, QueryError."""
    if call.arguments.post is not None:
        return [library.posts.by_name(call.arguments.post).path]
    query = query_of(call, library, call.arguments.query)
    ids = library.posts.listing(query)[: query.limit]
    rows = library.posts.rows([number for number in ids if number >= 0])
    if not rows:
        raise NotFoundError(tr("No post fits"))
    return [row.path for row in rows]


def _posts(call: Call, library: "Library", paths: Sequence[str], written: list[str]) -> "Iterator[Exported]":
    """The posts, each read when it is written, and its path added to `written`; what cannot be read any more is told
    and left out.
    """
    from tui_reader.export.post_files import file_layout, read_exported
    from tui_reader.feed.changes import Progress

    layout = file_layout(call.settings)
    with call.output.progress() as report:
        for number, path in enumerate(paths):
            if report is not None:
                report(Progress(number, len(paths), "export"))
            try:
                post = read_exported(library, path, layout)
            except ContentError as error:
                call.output.tell(str(error))
            else:
                written.append(path)
                yield post


@contextlib.contextmanager
def _target(call: Call, library: "Library", form: "ExportForm") -> Iterator[BinaryIO]:
    """Where the file goes: standard output, or the file that is named, links followed. Raises ContentError."""
    from tui_reader.export.post_files import check_outside, open_place

    named = call.arguments.output
    if named is None:
        yield cast("BinaryIO", _Printed(call, form.is_text))
        return
    if call.restricted:
        raise ContentError(tr("No file may be written in restricted mode"), tr("print it: leave --output out"))
    place = at_home(named)
    check_outside(place, library)
    with open_place(place) as file:
        yield file


class _Printed:
    """Standard output as a file that is written to."""

    def __init__(self, call: Call, is_text: bool) -> None:
        self._call = call
        self._is_text = is_text

    def write(self, data: bytes) -> int:
        """Print the data; text is made safe as all text is."""
        if not self._is_text:
            return self._call.output.binary(data)
        self._call.output.text(data.decode())
        return len(data)

    def flush(self) -> None:
        """Have everything written now."""
        self._call.output.flush()


COMMAND = Command(
    "export",
    "Write posts as text, Markdown, a page of HTML or a book.",
    "newsreader export --query 'is:bookmarked' -o bookmarks.epub",
    run,
    _add_arguments,
    order=5,
    runs_long=True,
)
