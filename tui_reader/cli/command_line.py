"""The parser of the command line: which command is meant, and what its arguments say."""

import argparse
import contextlib
import sys
from collections.abc import Collection, Iterable, Sequence

from tui_reader import __version__
from tui_reader.cli.arguments import Command, Help, Parser, WrongUsageError, add_command, add_common
from tui_reader.cli.output import PROGRAM
from tui_reader.cli.registry import command_names, load_command, load_commands
from tui_reader.i18n.messages import tr
from tui_reader.text.sanitize import sanitize

_HELP = ("-h", "--help")
_VERSION = "--version"
_WORDS = {"help": "--help", "version": _VERSION}
"""Words that people type in place of an option."""
_WITH_VALUE = ("-C", "--content", "--query", "--theme", "--sort", "--limit", "--lang", "--format")
"""Options with a value that may stand before a command (those of all commands and of `open`) or among words that are
searched for.
"""


def build_parser(commands: Iterable[Command], whole: Collection[str] | None = None) -> Parser:
    """The parser of the program with these commands; those that `whole` does not name are without their arguments,
    which take long to add. None names all.
    """
    parser = Parser(
        prog=PROGRAM,
        description=tr("Read a news feed kept as local Hugo posts, in a terminal."),
        epilog=tr("Without a command the feed opens on the screen: newsreader PATH. Each command has --help."),
        formatter_class=Help,
        allow_abbrev=False,
    )
    parser.add_argument(
        _VERSION, action="version", version=f"{PROGRAM} {__version__}", help=tr("show the version and exit")
    )
    add_common(parser)
    added = parser.add_subparsers(dest="command", metavar=tr("COMMAND"), parser_class=Parser)
    for command in commands:
        add_command(added, command, whole is None or command.name in whole)
    return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What the arguments of the program mean; exits with 2 and one line where they mean nothing."""
    given = with_command(arguments)
    with contextlib.suppress(WrongUsageError):
        return _parser_for(given[_place_of_command(given)]).parse_args(given)
    # Only the parser of all commands can name them all in its message.
    parser = build_parser(load_commands().values())
    try:
        return parser.parse_args(given)
    except WrongUsageError as error:
        sys.stderr.write(sanitize(f"{PROGRAM}: {error}{_meant(parser, given)}") + "\n")
        sys.exit(2)


def _meant(parser: Parser, given: Sequence[str]) -> str:
    """The option that was probably meant by the first one that nobody knows; empty where none is near."""
    from difflib import get_close_matches

    options = set(parser.options)
    for word in given:
        parser = parser.commands.get(word, parser)
        options |= set(parser.options)
        name = word.partition("=")[0]
        close = get_close_matches(name, options, 1) if word.startswith("--") and name not in options else ()
        if close:
            return tr("; did you mean {option}?").replace("{option}", close[0])
    return ""


def _parser_for(word: str) -> Parser:
    """A parser with no more than the word needs: a command, or an option for help or the version."""
    if word == _VERSION:
        return build_parser(())
    if word in _HELP:
        return build_parser(load_commands().values(), whole=())
    return build_parser((load_command(word),))


def with_command(arguments: Sequence[str]) -> list[str]:
    """The arguments with `open` put in front where no command is named, `help` and `version` as options, and the
    words of a search kept apart from options.
    """
    given = list(arguments)
    place = _place_of_command(given)
    word = given[place] if place < len(given) else ""
    if word in _WORDS:
        named = given[place + 1 : place + 2] if word == "help" else ()
        return [*(name for name in named if name in command_names()), _WORDS[word]]
    if word in (*_HELP, _VERSION):
        return given
    if word not in command_names():
        return ["open", *given]
    return [*given[: place + 1], *_words_last(given[place + 1 :])] if word == "search" else given


def _place_of_command(given: Sequence[str]) -> int:
    """Index of the first argument that is no option, or that asks for help or the version; the number of arguments
    where there is none.
    """
    index = 0
    while index < len(given) and given[index].startswith("-") and given[index] != "--":
        if given[index] in (*_HELP, _VERSION):
            return index
        index += 2 if given[index] in _WITH_VALUE else 1
    return min(index, len(given))


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
