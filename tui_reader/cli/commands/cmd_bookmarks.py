"""`newsreader bookmarks`: list, add, remove, annotate, export and import the user's bookmarks."""

import argparse
import contextlib
import errno
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command, Parser, add_command, add_json, add_post
from tui_reader.cli.context import Call, open_feed
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError, NotFoundError

if TYPE_CHECKING:
    from tui_reader.cli.formats.bookmark_formats import Addresses
    from tui_reader.feed.library import Library
    from tui_reader.marks.bookmarks import Bookmark, Bookmarks
    from tui_reader.marks.highlights import Highlight, Highlights
    from tui_reader.marks.noted_posts import NotedPost


def run(call: Call) -> int:
    """Do the action asked for; without one, list."""
    action = call.arguments.action
    return ACTIONS[action].run(call) if action else _list(call)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    actions = parser.add_subparsers(dest="action", metavar=tr("ACTION"), parser_class=Parser)
    for action in ACTIONS.values():
        add_command(actions, action)


def _add_json_again(parser: argparse.ArgumentParser) -> None:
    """The option of `bookmarks`, behind its action; what was said before the action stays where it is not said here."""
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=tr("print JSON"))


def _add_removed(parser: argparse.ArgumentParser) -> None:
    _add_json_again(parser)
    add_post(parser)


def _add_note(parser: argparse.ArgumentParser) -> None:
    _add_json_again(parser)
    add_post(parser)
    parser.add_argument("--note", metavar=tr("TEXT"), help=tr("a note to it"))


def _add_text(parser: argparse.ArgumentParser) -> None:
    _add_json_again(parser)
    add_post(parser)
    parser.add_argument("text", metavar=tr("TEXT"), help=tr("the note; empty takes it away"))


def _add_format(parser: argparse.ArgumentParser) -> None:
    from tui_reader.cli.formats.bookmark_formats import bookmark_formats

    names = tuple(bookmark_formats())
    parser.add_argument("--format", choices=names, default=names[0], help=tr("form of the list"))


def _add_file(parser: argparse.ArgumentParser) -> None:
    _add_json_again(parser)
    parser.add_argument("file", metavar=tr("FILE"), help=tr("the file, or - for standard input"))


def _own(call: Call) -> "tuple[Bookmarks, Highlights]":
    """The user's bookmarks and highlights of all feeds, read."""
    from tui_reader.feed.changes import Progress
    from tui_reader.marks.bookmarks import Bookmarks
    from tui_reader.marks.highlights import Highlights

    indexes = call.paths.journal_indexes
    own = Bookmarks(call.paths.bookmarks, call.paths.host, indexes=indexes)
    passages = Highlights(call.paths.highlights, call.paths.host, indexes=indexes)
    with call.output.progress() as report:
        told = (lambda done, total: report(Progress(done, total, "marks"))) if report else None
        own.refresh(told)
        passages.refresh(told)
    return own, passages


def _posts(call: Call) -> "tuple[NotedPost, ...]":
    from tui_reader.marks.noted_posts import noted_posts

    own, passages = _own(call)
    return noted_posts(own.all(), passages.all())


def _list(call: Call) -> int:
    from tui_reader.cli.formats.bookmarks_json import bookmark_json

    posts = _posts(call)
    if call.arguments.json:
        addresses = _addresses(call, posts)
        call.output.json_array(bookmark_json(post, addresses) for post in posts)
    else:
        call.output.table([_cells(mark) for post in posts for mark in _lines(post)])
    return 0 if posts else 1


def _lines(post: "NotedPost") -> "Iterator[Bookmark]":
    """A line for the bookmark, and one for each highlight, with its passage and note in place of the note."""
    from tui_reader.marks.highlights import said_of

    if post.bookmarked:
        yield post.mark
    for passage in post.highlights:
        yield replace(post.mark, added=passage.added, note=said_of(passage))


def _cells(mark: "Bookmark") -> tuple[str, str, str, str]:
    added = mark.added.astimezone().strftime("%Y-%m-%d") if mark.added else ""
    return added, mark.title, mark.note, mark.path


def _add(call: Call) -> int:
    with open_feed(call, all_marks=True) as library:
        post = library.posts.by_name(call.arguments.post)
        library.marks.bookmark(post.path, call.arguments.note)
        return _changed(call, library, post.path)


def _changed(call: Call, library: "Library", path: str) -> int:
    """Print the path of a bookmark that was changed, or the bookmark as JSON."""
    if call.arguments.json:
        from tui_reader.cli.formats.bookmarks_json import bookmark_json
        from tui_reader.marks.noted_posts import NotedPost

        mark = library.marks.bookmark_store.get(path)
        posts = [NotedPost(mark, library.marks.passages.known(path))] if mark else []
        shown = [bookmark_json(post, _addresses(call, posts)) for post in posts]
        call.output.json(shown[0] if shown else {"path": path})
    else:
        call.output.line(path)
    return 0


def _remove(call: Call) -> int:
    with open_feed(call, all_marks=True) as library:
        path = _bookmarked(library, call.arguments.post).path
        library.marks.unbookmark(path)
        return _changed(call, library, path)


def _note(call: Call) -> int:
    with open_feed(call, all_marks=True) as library:
        path = _bookmarked(library, call.arguments.post).path
        library.marks.bookmark_store.note(path, call.arguments.text)
        return _changed(call, library, path)


def _bookmarked(library: "Library", name: str) -> "Bookmark":
    """The bookmark a person means, also one whose post is gone; raises NotFoundError."""
    same = library.marks.bookmark_store.get(name)
    if same:
        return same
    marks = library.marks.bookmarks()
    for fits in (_is_path, _begins_title):
        found = [mark for mark in marks if fits(mark, name)]
        if len(found) == 1:
            return found[0]
    path = library.posts.by_name(name).path
    for mark in marks:
        if mark.path == path:
            return mark
    raise NotFoundError(tr("No bookmark on {path}").replace("{path}", path))


def _is_path(mark: "Bookmark", name: str) -> bool:
    return mark.path == name


def _begins_title(mark: "Bookmark", name: str) -> bool:
    return mark.title.casefold().startswith(name.casefold())


def _export(call: Call) -> int:
    from tui_reader.cli.formats.bookmark_formats import bookmark_formats

    posts = _posts(call)
    call.output.text(bookmark_formats()[call.arguments.format].write(posts, _addresses(call, posts)))
    return 0


def _addresses(call: Call, posts: "Sequence[NotedPost]") -> "Addresses":
    """Where the bookmarked posts stand on the web; in restricted mode no other feed than this one is looked at."""
    from tui_reader.cli.bookmark_addresses import addresses_of

    settings = replace(call.settings, restricted=call.restricted)
    return addresses_of((post.mark for post in posts), settings, call.source, call.paths)


def _import(call: Call) -> int:
    from tui_reader.cli.formats.bookmark_formats import is_short, read_bookmarks

    text = _text_of(call)
    given = read_bookmarks(text)
    found = tuple(filter(is_short, given))
    if len(found) < len(given):
        left = len(given) - len(found)
        call.output.tell(
            tr_count("{n} bookmark is too long and was left out", "{n} bookmarks are too long and were left out", left)
        )
    own, passages = _own(call)
    new = _add_new(own, found)
    lit = _add_new_highlights(passages, found)
    paths = list(dict.fromkeys([*(mark.path for mark in new), *(mark.path for mark in lit)]))
    if call.arguments.json:
        call.output.json(paths)
    else:
        for path in paths:
            call.output.line(path)
    said = [tr_count("{n} bookmark imported", "{n} bookmarks imported", len(new))]
    said += [tr_count("{n} highlight imported", "{n} highlights imported", len(lit))] if lit else []
    call.output.tell(", ".join(said))
    return 0


def _add_new(own: "Bookmarks", posts: "Sequence[NotedPost]") -> "Sequence[Bookmark]":
    """Add the bookmarks that are not there yet; those."""
    known = {(mark.feed, mark.path) for mark in own.all()}
    new = {post.key: post.mark for post in posts if post.bookmarked and post.key not in known}
    own.add_all(tuple(new.values()))
    return tuple(new.values())


def _add_new_highlights(own: "Highlights", posts: "Sequence[NotedPost]") -> "Sequence[Highlight]":
    """Add the highlights that are not there yet, whatever they are called; those."""
    known = {(mark.feed, mark.path, mark.quote, mark.at) for mark in own.all()}
    given = {(m.feed, m.path, m.quote, m.at): m for post in posts for m in post.highlights}
    new = [mark for key, mark in given.items() if key not in known]
    own.put(new)
    return new


def _text_of(call: Call) -> str:
    """What the file, or standard input, holds; raises ContentError."""
    from tui_reader.cli.formats.bookmark_formats import MOST_CHARACTERS

    name = call.arguments.file
    if call.restricted and name != "-":
        raise ContentError(tr("No file may be read in restricted mode"), tr("use standard input: -"))
    try:
        with contextlib.nullcontext(sys.stdin) if name == "-" else Path(name).open(encoding="utf-8") as stream:
            text = stream.read(MOST_CHARACTERS + 1)
        if len(text) > MOST_CHARACTERS:
            raise OSError(errno.EFBIG, tr("it is too long"))
        return text.removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else tr("it is no UTF-8 text")
        raise ContentError(f"{name}: {reason}", tr("name a file made by: newsreader bookmarks export")) from error


ACTIONS: Mapping[str, Command] = {
    action.name: action
    for action in (
        Command("list", "List the bookmarks.", "newsreader bookmarks list --json", _list, _add_json_again),
        Command(
            "add",
            "Bookmark a post.",
            "newsreader bookmarks add news/first-post.md --note 'read again'",
            _add,
            _add_note,
        ),
        Command(
            "remove", "Take a bookmark away.", "newsreader bookmarks remove news/first-post.md", _remove, _add_removed
        ),
        Command(
            "note",
            "Change the note of a bookmark.",
            "newsreader bookmarks note first-post 'quote this'",
            _note,
            _add_text,
        ),
        Command(
            "export",
            "Print all bookmarks and highlights.",
            "newsreader bookmarks export --format html",
            _export,
            _add_format,
        ),
        Command(
            "import",
            "Add bookmarks from an exported JSON or HTML file.",
            "newsreader bookmarks import b.html",
            _import,
            _add_file,
        ),
    )
}
"""What `bookmarks` can do, by name, in the order of the help."""

COMMAND = Command(
    "bookmarks",
    "List and change bookmarks.",
    "newsreader bookmarks export --format html",
    run,
    _add_arguments,
    order=6,
    runs_long=True,
)
