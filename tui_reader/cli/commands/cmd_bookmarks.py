"""`newsreader bookmarks`: list, add, remove, annotate, export and import the user's bookmarks."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tui_reader.cli.context import Call, open_feed
from tui_reader.cli.formats.bookmark_formats import FORMS, bookmark_json, read_bookmarks
from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.marks.bookmarks import Bookmark, Bookmarks
from tui_reader.model.errors import ContentError, NotFoundError


def run(call: Call) -> int:
    """Do the action asked for; without one, list."""
    return _ACTIONS[call.arguments.action or "list"](call)


def _list(call: Call) -> int:
    marks = Bookmarks(call.paths.bookmarks, call.paths.host).all()
    if call.arguments.json:
        call.output.json_array(bookmark_json(mark) for mark in marks)
    else:
        call.output.table([_cells(mark) for mark in marks])
    return 0 if marks else 1


def _cells(mark: Bookmark) -> tuple[str, str, str, str]:
    added = mark.added.astimezone().strftime("%Y-%m-%d") if mark.added else ""
    return added, mark.title, mark.note, mark.path


def _add(call: Call) -> int:
    with open_feed(call) as library:
        post = library.find_post(call.arguments.post)
        library.bookmark(post.path, call.arguments.note)
    call.output.line(post.path)
    return 0


def _remove(call: Call) -> int:
    with open_feed(call) as library:
        path = _bookmarked(library, call.arguments.post).path
        library.unbookmark(path)
    call.output.line(path)
    return 0


def _note(call: Call) -> int:
    with open_feed(call) as library:
        path = _bookmarked(library, call.arguments.post).path
    Bookmarks(call.paths.bookmarks, call.paths.host).note(path, call.arguments.text)
    call.output.line(path)
    return 0


def _bookmarked(library: Library, name: str) -> Bookmark:
    """The bookmark a person means, also one whose post is gone; raises NotFoundError."""
    marks = library.bookmarks()
    for fits in (_is_path, _begins_title):
        found = [mark for mark in marks if fits(mark, name)]
        if len(found) == 1:
            return found[0]
    path = library.find_post(name).path
    for mark in marks:
        if mark.path == path:
            return mark
    raise NotFoundError(tr("No bookmark on {path}").replace("{path}", path))


def _is_path(mark: Bookmark, name: str) -> bool:
    return mark.path == name


def _begins_title(mark: Bookmark, name: str) -> bool:
    return mark.title.casefold().startswith(name.casefold())


def _export(call: Call) -> int:
    marks = Bookmarks(call.paths.bookmarks, call.paths.host).all()
    call.output.raw(FORMS[call.arguments.format](marks))
    return 0


def _import(call: Call) -> int:
    text = _text_of(call)
    own = Bookmarks(call.paths.bookmarks, call.paths.host)
    known = {mark.path for mark in own.all()}
    found = read_bookmarks(text)
    new = tuple({mark.path: mark for mark in found if mark.path not in known}.values())
    own.add_all(new)
    for mark in new:
        call.output.line(mark.path)
    call.output.tell(tr_count("{n} bookmark imported", "{n} bookmarks imported", len(new)))
    return 0


def _text_of(call: Call) -> str:
    """What the file, or standard input, holds; raises ContentError."""
    name = call.arguments.file
    if name == "-":
        return sys.stdin.read()
    if call.restricted:
        raise ContentError(tr("No file may be read in restricted mode"), tr("use standard input: -"))
    try:
        return Path(name).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else tr("it is no UTF-8 text")
        raise ContentError(f"{name}: {reason}", tr("name a file made by: newsreader bookmarks export")) from error


_ACTIONS: Mapping[str, Callable[[Call], int]] = {
    "list": _list,
    "add": _add,
    "remove": _remove,
    "note": _note,
    "export": _export,
    "import": _import,
}
