"""`newsreader new`: a new post from the site's archetype, as `hugo new content` makes it; no other file changes."""

import argparse
import re
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command
from tui_reader.cli.context import Call, open_feed
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ContentError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tui_reader.feed.library import Library
    from tui_reader.store.site.site import Site

MOST_BYTES = 120
"""Longest name made of a title, in bytes of UTF-8: file systems take 255."""
_OF_NAME = re.compile(r"[^\W_]+(?:[._+-][^\W_]+)*")
"""What of a title stands in a name: letters and digits of any script, with dots and hyphens between them."""
_TITLE = re.compile(r"""^([ \t]*+["']?title["']?[ \t]*+[:=][ \t]*+)(.*+)$""", re.MULTILINE | re.IGNORECASE)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar=tr("TITLE"), help=tr("its title, or its path below the content folder"))
    parser.add_argument("--section", metavar=tr("FOLDER"), help=tr("folder of the post; else that of the newest post"))
    parser.add_argument("--kind", metavar="KIND", help=tr("kind of archetype; else the first folder of the path"))
    parser.add_argument("--bundle", action="store_true", help=tr("a folder with an index.md, for pictures beside it"))
    parser.add_argument("--edit", action="store_true", help=tr("open it in the editor"))


def run(call: Call) -> int:
    """Make the post and print its path; refused in restricted mode."""
    if call.restricted:
        raise ContentError(tr("No file may be written in restricted mode"))
    with open_feed(call) as library:
        site = _writable_site(library)
        title = "" if _is_path(call.arguments.what) else " ".join(call.arguments.what.split())
        path = _path(call, library, title)
        files = _filled(call, site, path, title)
        made = [_write(site, one, data) for one, data in files]
    for place in made:
        call.output.text(f"{place}\n")
    if call.arguments.edit:
        from tui_reader.config.child_process import run_in_foreground
        from tui_reader.config.editor import at_line, editor_command

        run_in_foreground(at_line(editor_command(call.settings.editor), made[0]))
    return 0


def _writable_site(library: "Library") -> "Site":
    """The site that posts may be added to; raises UsageError."""
    from tui_reader.config.paths import sample_content

    site = library.site
    if site.only:
        raise UsageError(tr("The feed is one file: a post needs a folder"), tr("name a site: -C ~/site"))
    if site.content.resolve().is_relative_to(sample_content().resolve()):
        raise UsageError(tr("The sample feed belongs to the program"), tr("name a site: -C ~/site"))
    return site


def _is_path(what: str) -> bool:
    """Whether a path below the content folder is meant, as `hugo new content` takes it: it has a folder or a suffix."""
    from tui_reader.store.formats import is_content

    return not re.search(r"\s", what) and (is_content(what) or "/" in what)


def _path(call: Call, library: "Library", title: str) -> str:
    """Path of the post below the content folder, without a suffix where it is a bundle; raises UsageError."""
    asked = call.arguments
    if not title:
        return _checked(asked.what.strip("/"))
    name = "-".join(_OF_NAME.findall(title.lower())).encode()[:MOST_BYTES].decode("utf-8", "ignore").strip(".-")
    if not name:
        raise UsageError(tr("The title has no letter or digit for a name"), tr("name a path: news/first.md"))
    folder = _newest_folder(library) if asked.section is None else asked.section.strip("/")
    place = f"{folder}/{name}".lstrip("/")
    return _checked(place if asked.bundle else f"{place}.md")


def _checked(path: str) -> str:
    parts = path.split("/")
    if not path or any(part in ("", ".", "..") or not part.isprintable() for part in parts):
        raise UsageError(tr("{path} is no path below the content folder").replace("{path}", path))
    return path


def _newest_folder(library: "Library") -> str:
    """The folder of the newest post, that of its bundle left out; empty for the content folder itself."""
    from tui_reader.cli.newest_posts import newest_rows
    from tui_reader.model.dataclass import replace
    from tui_reader.model.query import Query

    rows = newest_rows(library, replace(Query(), drafts=True, future=True), 1)
    place = PurePosixPath(rows[0].path if rows else "x")
    folder = place.parent.parent if place.name.split(".")[0] == "index" else place.parent
    return "" if str(folder) == "." else str(folder)


def _filled(call: Call, site: "Site", path: str, title: str) -> list[tuple[str, bytes]]:
    """The files of the post, the post itself first, by their paths below the content folder; raises ContentError."""
    from tui_reader.store.archetype_template import NewPost, fill_archetype
    from tui_reader.store.archetypes import find_archetype
    from tui_reader.store.formats import is_content, suffix_of

    kind = call.arguments.kind or (path.split("/")[0] if "/" in path else "")
    try:
        archetype = find_archetype(site, kind, suffix_of(path))
    except OSError as error:
        raise ContentError(tr("The archetype cannot be read: {reason}").replace("{reason}", str(error))) from error
    moment = datetime.now(site.zone)
    files: list[tuple[str, bytes]] = []
    for name, data in sorted(archetype.files, key=lambda one: not one[0].startswith(("index.", "_index."))):
        place = f"{path}/{name}" if name else path
        if is_content(place):
            text, left = fill_archetype(data.decode("utf-8", "replace"), NewPost(place, kind, moment, site.title))
            told = tr("{file}, line {line}: not understood, left as it stands").replace("{file}", archetype.name)
            for line in left:
                call.output.tell(told.replace("{line}", str(line)))
            data = _with_title(text, title if not files else "").encode()
        files.append((place, data))
    return files


def _with_title(text: str, title: str) -> str:
    """The text with the title that was typed, where its header has one; a file's name loses capitals and marks."""
    if not title:
        return text
    from tui_reader.store.front_matter.front_matter import read_header

    header_end = len(text) - len(read_header(text).body)
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    for found in _TITLE.finditer(text, 0, header_end):
        written = quoted + ("," if found[2].rstrip().endswith(",") else "")
        changed = f"{text[: found.start(2)]}{written}{text[found.end(2) :]}"
        if read_header(changed).values.get("title") == title:
            return changed
    return text


def _write(site: "Site", path: str, data: bytes) -> "Path":
    """Make one file; raises ContentError where there is one already."""
    from tui_reader.store.local_source import create_content

    try:
        return create_content(site.content, path, data)
    except FileExistsError as error:
        raise ContentError(
            tr("{file} is there already").replace("{file}", str(site.content / path)), tr("choose another name")
        ) from error
    except OSError as error:
        raise ContentError(f"{site.content / path}: {error.strerror or error}") from error


COMMAND = Command(
    "new",
    "Make a new post from the site's archetype.",
    "newsreader new '首个元宇宙影视基地' --section news --edit",
    run,
    _add_arguments,
    order=6,
)
