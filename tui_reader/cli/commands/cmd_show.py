"""`newsreader show`: one post, set as on the screen, or as data."""

import argparse
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command, add_post
from tui_reader.cli.context import Call, open_feed
from tui_reader.cli.formats.post_json import post_json
from tui_reader.cli.output import columns
from tui_reader.i18n.messages import tr
from tui_reader.model.post import Post, Resource

if TYPE_CHECKING:
    from tui_reader.feed.library import Library
    from tui_reader.layout.lazy_page import Page

ALL_BLOCKS = 1 << 30
Resolve = Callable[[str], Resource]


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a post is printed."""

    help: str
    """What is printed, in English, to be translated when shown."""
    print: Callable[[Call, "Library", Post], None]
    """Prints the post."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_post(parser)
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
    form = call.arguments.form or ("ansi" if call.output.is_terminal else "plain")
    with open_feed(call) as library:
        _FORMS[form].print(call, library, library.posts.by_name(call.arguments.post))
    return 0


def _page(call: Call, library: "Library", post: Post, resolve: Resolve | None = None) -> "Page":
    """The whole page at the width asked for, at most the terminal's; `resolve` finds pictures."""
    from tui_reader.layout.options import Layout
    from tui_reader.terminal.capabilities import names_utf8

    settings = call.settings
    widest = min(settings.measure, columns()) if call.output.is_terminal else settings.measure
    layout = Layout(
        width=call.arguments.width or max(widest, 10),
        paragraphs=settings.paragraphs,
        hanging_punctuation=settings.hang,
        cjk_latin_spacing=settings.gaps,
        ascii=settings.glyphs == "ascii" or (call.output.is_terminal and not names_utf8(os.environ)),
        ambiguous=2 if settings.ambiguous_width == "2" else 1,
        resolve=resolve,
    )
    page = library.pages.lay_out(post.path, layout)
    while not page.settle(ALL_BLOCKS):
        continue
    return page


def _plain(call: Call, library: "Library", post: Post) -> None:
    page = _page(call, library, post)
    for line in page.lines(0, page.height):
        call.output.line(line.text.rstrip())


def _ansi(call: Call, library: "Library", post: Post) -> None:
    from tui_reader.cli.formats.ansi import ansi_line, colours_of
    from tui_reader.config.theme_file import automatic_theme, suitable_theme

    colours = colours_of(os.environ)
    if os.environ.get("TERM", "dumb") == "dumb" and not call.arguments.form:
        _plain(call, library, post)
        return
    page = _page(call, library, post)
    theme = suitable_theme("", call.settings.theme, automatic_theme(True, colours), call.paths, colours)
    for problem in theme.problems:
        call.output.tell(str(problem))
    for line in page.lines(0, page.height):
        call.output.styled(ansi_line(line, theme, page.layout, colours))


def _markdown(call: Call, library: "Library", post: Post) -> None:
    call.output.raw(library.pages.read(post.path).body)


def _json(call: Call, library: "Library", post: Post) -> None:
    from tui_reader.store.resources import resolve

    found: dict[str, Resource] = {}

    def look_up(name: str) -> Resource:
        return found.setdefault(name, resolve(name, post.path, library.site))

    page, source = _page(call, library, post, look_up), library.pages.read(post.path)
    if source.post.image:
        look_up(source.post.image)
    number = library.posts.id_of(post.path)
    rows = library.posts.rows([number]) if number is not None else ()
    call.output.json(
        {
            **post_json(source.post, rows[0] if rows else None),
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
