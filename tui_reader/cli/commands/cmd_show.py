"""`newsreader show`: one post, set as on the screen, or as data."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command
from tui_reader.cli.context import Call, open_feed, query_of
from tui_reader.cli.formats.post_json import post_json
from tui_reader.cli.newest_posts import newest_rows
from tui_reader.cli.page_layout import page_layout
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import NotFoundError, UsageError
from tui_reader.model.post import Resource

if TYPE_CHECKING:
    from tui_reader.feed.library import Library
    from tui_reader.layout.lazy_page import Page
    from tui_reader.store.post_reader import Source

_TYPED = "standard-input.md"
"""Where in the feed a post from standard input would stand."""
ALL_BLOCKS = 1 << 30
Resolve = Callable[[str], Resource]


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a post is printed."""

    help: str
    """What is printed, in English, to be translated when shown."""
    print: Callable[[Call, "Library", "Source"], None]
    """Prints the post."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "post", nargs="?", metavar=tr("POST"), help=tr("a path, a slug, the start of a title, or - for standard input")
    )
    parser.add_argument("--newest", action="store_true", help=tr("the newest post of the feed"))
    parser.add_argument("--width", type=_width, metavar="N", help=tr("widest line in cells"))
    group = parser.add_mutually_exclusive_group()
    for name, form in _FORMS.items():
        group.add_argument(f"--{name}", action="store_const", const=name, dest="form", help=tr(form.help))


def _width(text: str) -> int:
    if not text.isdecimal() or not 10 <= int(text[:6]) <= 1000:
        raise argparse.ArgumentTypeError(tr("{text} is no width from 10 to 1000").replace("{text}", text))
    return int(text)


def run(call: Call) -> int:
    """Print the post in the form asked for; with colours on a terminal, plain elsewhere."""
    asked = call.arguments
    if (asked.post is None) != asked.newest:
        raise UsageError(tr("Name one post, or --newest"), "newsreader show --help")
    form = asked.form or ("ansi" if call.output.is_terminal else "plain")
    with open_feed(call, text_seconds=None if asked.post == "-" else 0) as library:
        _FORMS[form].print(call, library, _source(call, library))
    return 0


def _source(call: Call, library: "Library") -> "Source":
    """The post that is meant; raises NotFoundError, ContentError."""
    if call.arguments.post == "-":
        from tui_reader.store.local_source import POST_BYTES

        return library.pages.read_text(sys.stdin.buffer.read(POST_BYTES + 1), _TYPED)
    path = _newest(call, library) if call.arguments.newest else library.posts.by_name(call.arguments.post).path
    return library.pages.read(path)


def _newest(call: Call, library: "Library") -> str:
    """Path of the newest post of the feed in the language it begins with, pinned or not."""
    found = newest_rows(library, query_of(call, library, ""), 1)
    if not found:
        raise NotFoundError(tr("The feed has no posts"))
    return found[0].path


def _page(call: Call, library: "Library", source: "Source", resolve: Resolve | None = None) -> "Page":
    layout = page_layout(call.settings, call.arguments.width, call.output.is_terminal)
    page = library.pages.set(source, replace(layout, resolve=resolve))
    page.settle(ALL_BLOCKS)
    return page


def _plain(call: Call, library: "Library", source: "Source") -> None:
    call.output.text(_page(call, library, source).plain())


def _ansi(call: Call, library: "Library", source: "Source") -> None:
    from tui_reader.cli.formats.ansi import ansi_line, colours_of
    from tui_reader.config.theme_file import automatic_theme, suitable_theme

    colours = colours_of(os.environ)
    if os.environ.get("TERM", "dumb") == "dumb" and not call.arguments.form:
        _plain(call, library, source)
        return
    page = _page(call, library, source)
    theme = suitable_theme("", call.settings.theme, automatic_theme(True, colours), call.paths, colours)
    for problem in theme.problems:
        call.output.tell(str(problem))
    for line in page.lines(0, page.height):
        call.output.styled(ansi_line(line, theme, page.layout, colours))


def _markdown(call: Call, library: "Library", source: "Source") -> None:
    call.output.text(source.body)


def _json(call: Call, library: "Library", source: "Source") -> None:
    from tui_reader.store.resources import resolve

    found: dict[str, Resource] = {}

    def look_up(name: str) -> Resource:
        return found.setdefault(name, resolve(name, source.post.path, library.site))

    page, post = _page(call, library, source, look_up), source.post
    if post.image:
        look_up(post.image)
    number = library.posts.id_of(post.path)
    rows = library.posts.rows([number]) if number is not None else ()
    call.output.json(
        {
            **post_json(post, rows[0] if rows else None, library.address(post)),
            "outline": [{"name": a.name, "title": a.title, "level": a.level} for a in page.outline],
            "links": _links(page),
            "resources": [_resource(resource) for resource in found.values()],
            "body": source.body,
            "plain": page.plain(),
        }
    )


def _resource(resource: Resource) -> dict[str, object]:
    """A picture or file of the post; `path` is null where it is missing, remote or outside the site."""
    return {
        "name": resource.name,
        "path": resource.path or None,
        "remote": resource.remote,
        "size": resource.size,
    }


def _links(page: "Page") -> list[dict[str, str]]:
    numbers = dict.fromkeys(number for number, _, _ in page.links_on(0, page.height))
    links = [page.link(number) for number in numbers]
    return [{"target": link.target, "kind": link.kind.value, "text": link.text} for link in links]


_FORMS: Mapping[str, Form] = {
    "plain": Form("text alone", _plain),
    "ansi": Form("text with colours", _ansi),
    "json": Form("print JSON", _json),
    "markdown": Form("the post's Markdown", _markdown),
}
"""Each form by the option that asks for it, in the order of the help."""

COMMAND = Command(
    "show", "Show one post.", "newsreader show news/first-post.md --width 60 --plain", run, _add_arguments, order=3
)
