"""The commands and their arguments: the one table that the parser, its help, the completions and the man page come
from.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tui_reader import __version__
from tui_reader.cli.output import PROGRAM, columns
from tui_reader.i18n.messages import tr
from tui_reader.model.sorts import RELEVANT, SORTS
from tui_reader.text.sanitize import sanitize

SORT_IDS = tuple(sort.id for sort in SORTS)


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the command line."""

    help: str
    """What it does, one sentence in English, to be translated when shown."""
    example: str
    """A call that works on the sample feed."""
    add: Callable[[argparse.ArgumentParser], None]
    """Adds its own arguments."""


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, at most 100 columns; argparse would load a third of its own size to find that
    out.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=min(columns(), 100))


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line on stderr."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; exit with 2."""
        sys.stderr.write(sanitize(f"{PROGRAM}: {message} — {self.prog} --help") + "\n")
        sys.exit(2)


def build_parser(wanted: str = "") -> Parser:
    """The parser of the program; where only one command is `wanted`, the others stay without their arguments."""
    parser = Parser(
        prog=PROGRAM,
        description=tr("Read a news feed kept as local Hugo posts, in a terminal."),
        epilog=tr("Without a command the feed opens on the screen: newsreader PATH. Each command has --help."),
        formatter_class=Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    _add_common(parser)
    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"), parser_class=Parser)
    for name, command in COMMANDS.items():
        _add_command(commands, name, command, wanted in ("", name))
    return parser


def _add_command(
    commands: "argparse._SubParsersAction[Parser]", name: str, command: Command, whole: bool = True
) -> None:
    """Add one command with its help, its example and, where it is to be `whole`, its arguments."""
    added = commands.add_parser(
        name,
        help=tr(command.help),
        description=tr(command.help),
        epilog=tr("Example:") + f"\n  {command.example}",
        formatter_class=Help,
        allow_abbrev=False,
    )
    if whole:
        _add_common(added)
        command.add(added)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What the arguments of the program mean; exits with 2 and one line where they mean nothing."""
    given = with_command(arguments)
    place = _place_of_command(given)
    return build_parser("" if place is None else given[place]).parse_args(given)


def with_command(arguments: Sequence[str]) -> list[str]:
    """The arguments with `open` put in front where no command is named, and the words of a search kept apart from
    options.
    """
    given = list(arguments)
    place = _place_of_command(given)
    if place is None:
        return given
    if place == len(given) or given[place] not in COMMANDS:
        return ["open", *given]
    return [*given[: place + 1], *_words_last(given[place + 1 :])] if given[place] == "search" else given


def _place_of_command(given: Sequence[str]) -> int | None:
    """Index of the first argument that is no option; None where help or the version is asked for before it."""
    index = 0
    while index < len(given) and given[index].startswith("-") and given[index] != "--":
        if given[index] in ("-h", "--help", "--version"):
            return None
        index += 2 if given[index] in _WITH_VALUE else 1
    return min(index, len(given))


_WITH_VALUE = ("-C", "--content", "--query", "--theme", "--sort", "--limit", "--lang")


def _words_last(given: Sequence[str]) -> list[str]:
    """Options, `--`, then the words: so `-draft` is a word to leave out and no option."""
    options: list[str] = []
    words: list[str] = []
    rest = iter(given)
    for argument in rest:
        if argument == "--":
            words += rest
        elif argument.startswith("--") or argument in ("-h", "-C"):
            options += [argument, *([next(rest, "")] if argument in _WITH_VALUE else [])]
        else:
            words.append(argument)
    return [*options, "--", *words]


def _add_common(parser: argparse.ArgumentParser) -> None:
    """What every command understands, before its name and after it."""
    nothing = argparse.SUPPRESS
    parser.add_argument(
        "-C",
        "--content",
        metavar="PATH",
        type=Path,
        default=nothing,
        help=tr("the feed: a site's folder, a content folder, or one .md file"),
    )
    parser.add_argument(
        "--debug", action="store_true", default=nothing, help=tr("write errors in full to the log file")
    )
    parser.add_argument("--no-sync", action="store_true", default=nothing, help=tr("do not look at the files first"))
    parser.add_argument(
        "--restricted",
        action="store_true",
        default=nothing,
        help=tr("no editor, no other file, no network, no command"),
    )


def _open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", type=Path, help=tr("a site's folder, a content folder, or one .md file"))
    parser.add_argument("--query", default="", metavar="Q", help=tr("begin with the posts that fit this query"))
    parser.add_argument("--lang", default="", metavar="L", help=tr("begin with the posts in this language"))
    parser.add_argument("--theme", default="", metavar="NAME", help=tr("theme in place of the one in the settings"))
    parser.add_argument(
        "--plain-driver", action="store_true", help=tr("send frames to the terminal as Textual does, for comparison")
    )


def _states(parser: argparse.ArgumentParser) -> None:
    """Which posts outside the feed are meant too."""
    parser.add_argument("--drafts", action="store_true", help=tr("drafts too"))
    parser.add_argument("--future", action="store_true", help=tr("posts of the future too"))
    parser.add_argument("--expired", action="store_true", help=tr("expired posts too"))
    parser.add_argument("--lang", metavar="L", help=tr("posts in this language alone"))


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def _limit(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(tr("{text} is no number of posts").replace("{text}", text))
    return int(text)


def _width(text: str) -> int:
    if not text.isdecimal() or not 10 <= int(text[:6]) <= 1000:
        raise argparse.ArgumentTypeError(tr("{text} is no width from 10 to 1000").replace("{text}", text))
    return int(text)


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", default="", metavar="Q", help=tr("posts that fit this query"))
    parser.add_argument("--sort", choices=SORT_IDS, help=tr("order of the list"))
    parser.add_argument("--limit", type=_limit, metavar="N", help=tr("at most this many posts"))
    _states(parser)
    _json(parser)


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar=tr("WORDS"), help=tr("what to look for, as in the search box"))
    parser.add_argument("--sort", choices=SORT_IDS, default=RELEVANT.id, help=tr("order of the list"))
    parser.add_argument("--limit", type=_limit, metavar="N", help=tr("at most this many posts"))
    _states(parser)
    _json(parser)


def _show(parser: argparse.ArgumentParser) -> None:
    _post(parser)
    parser.add_argument("--width", type=_width, metavar="N", help=tr("widest line in cells"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_const", const="plain", dest="form", help=tr("text alone"))
    form.add_argument("--ansi", action="store_const", const="ansi", dest="form", help=tr("text with colours"))
    form.add_argument("--json", action="store_const", const="json", dest="form", help=tr("print JSON"))
    form.add_argument("--markdown", action="store_const", const="markdown", dest="form", help=tr("the post's Markdown"))


def _post(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", metavar=tr("POST"), help=tr("a path, a slug, or the start of a title"))


def _terms(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("taxonomy", nargs="?", metavar=tr("TAXONOMY"), help=tr("this taxonomy alone: tags, authors, …"))
    parser.add_argument("--query", default="", metavar="Q", help=tr("count posts that fit this query alone"))
    _states(parser)
    _json(parser)


def _bookmarks(parser: argparse.ArgumentParser) -> None:
    _json(parser)
    actions = parser.add_subparsers(dest="action", metavar=tr("ACTION"), parser_class=Parser)
    for name, command in BOOKMARK_ACTIONS.items():
        _add_command(actions, name, command)


def _add_bookmark(parser: argparse.ArgumentParser) -> None:
    _post(parser)
    parser.add_argument("--note", default="", metavar=tr("TEXT"), help=tr("a note to it"))


def _note_bookmark(parser: argparse.ArgumentParser) -> None:
    _post(parser)
    parser.add_argument("text", metavar=tr("TEXT"), help=tr("the note; empty takes it away"))


def _export_bookmarks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("json", "markdown", "html"), default="json", help=tr("form of the list"))


def _import_bookmarks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=tr("FILE"), help=tr("the file, or - for standard input"))


def _sync(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--full", action="store_true", help=tr("read every post again"))


BOOKMARK_ACTIONS: Mapping[str, Command] = {
    "add": Command(
        "Bookmark a post.", "newsreader bookmarks add news/first-post.md --note 'read again'", _add_bookmark
    ),
    "remove": Command("Take a bookmark away.", "newsreader bookmarks remove news/first-post.md", _post),
    "note": Command(
        "Change the note of a bookmark.", "newsreader bookmarks note first-post 'quote this'", _note_bookmark
    ),
    "export": Command("Print all bookmarks.", "newsreader bookmarks export --format html", _export_bookmarks),
    "import": Command(
        "Add bookmarks from an exported JSON or HTML file.", "newsreader bookmarks import b.html", _import_bookmarks
    ),
}
"""What `bookmarks` can do besides listing, in the order of the help."""

COMMANDS: Mapping[str, Command] = {
    "open": Command("Open the feed on the screen.", "newsreader open ~/site --query is:unread", _open),
    "list": Command("List posts.", "newsreader list --query 'tag:山西 after:2022' --limit 20 --json", _list),
    "show": Command("Show one post.", "newsreader show news/first-post.md --width 60 --plain", _show),
    "search": Command("Search posts, the best fit first.", "newsreader search 元宇宙 -draft", _search),
    "terms": Command("List taxonomies and their terms with counts.", "newsreader terms tags --json", _terms),
    "bookmarks": Command("List and change bookmarks.", "newsreader bookmarks export --format html", _bookmarks),
    "sync": Command("Bring the index level with the files, print what changed.", "newsreader sync --full", _sync),
    "check": Command("Say what is wrong in the content, themes and settings.", "newsreader check --json", _json),
    "paths": Command("Say where everything is kept.", "newsreader paths --json", _json),
}
"""Every command by name, in the order of the help."""
