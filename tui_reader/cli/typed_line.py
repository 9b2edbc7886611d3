"""A command line that is being typed: its words, and what may stand at its end (pure)."""

import argparse
import shlex
from collections.abc import Mapping, Sequence

from tui_reader.cli.arguments import Parser
from tui_reader.cli.output import PROGRAM
from tui_reader.model.dataclass import dataclass, field

_ENDS_OF_QUOTES = ("", "'", '"', "\\")
"""What may be missing at the end of a line for its quotes to be closed."""


@dataclass(frozen=True, slots=True)
class LineEnd:
    """What may stand at the end of a line."""

    typed: str
    """What is typed of it."""
    prefix: str = ""
    """What stands before it in the same word, such as `--sort=`."""
    argument: argparse.Action | None = None
    """The option or argument that it is a value of; None where it is none."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Commands or options that may stand here, each with what it does."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Values of the options before it, by name of the attribute the parser gives them."""


def split_line(line: str) -> list[str]:
    """The words behind the name of the program, unquoted, the last of which is being typed: it may be empty, or have a
    quote that is not closed.
    """
    for end in _ENDS_OF_QUOTES:
        try:
            words = shlex.split(line + end)
            break
        except ValueError:
            continue
    else:
        return [""]
    begins_word = line[-1:].isspace() and end == "" and not line.endswith("\\ ")
    names = [place for place, word in enumerate(words) if word.rpartition("/")[2] == PROGRAM]
    return [*words[names[0] + 1 if names else 1 :], *([""] if begins_word else [])] or [""]


def end_of_line(parser: Parser, words: Sequence[str], default: str) -> LineEnd:
    """What may stand in place of the last word; `default` is the command where none is named."""
    *before, typed = words
    given: dict[str, str] = {}
    position = 0
    waiting: argparse.Action | None = None
    plain = False
    for word in before:
        if waiting is not None:
            given[waiting.dest], waiting = word, None
        elif not plain and word == "--":
            plain = True
        elif not plain and word.startswith("-") and len(word) > 1:
            waiting = _waiting(_options_here(parser, position, default), word, given)
        elif word in (below := parser.commands):
            parser, position = below[word], 0
        else:
            if below and position == 0:
                parser = below.get(default, parser)
            position += 1
    if waiting is not None:
        return LineEnd(typed, argument=waiting, given=given)
    if typed.startswith("-") and not plain:
        return _option(_options_here(parser, position, default), typed, given)
    below = parser.commands
    return LineEnd(
        typed,
        argument=_argument(below.get(default, parser), position),
        names={name: below[name].description or "" for name in below if name.startswith(typed)},
        given=given,
    )


def _options_here(parser: Parser, position: int, default: str) -> dict[str, argparse.Action]:
    """Options by name: where no command is named yet, those of the one that is meant without a name as well."""
    below = parser.commands
    meant = below[default].options if default in below and position == 0 else {}
    return {**parser.options, **meant}


def _waiting(options: Mapping[str, argparse.Action], word: str, given: dict[str, str]) -> argparse.Action | None:
    """The option that the next word is the value of; a value in the same word is kept in `given`."""
    name, is_joined, value = word.partition("=")
    option = options.get(name)
    if option is None or option.nargs == 0:
        return None
    if is_joined:
        given[option.dest] = value
    return None if is_joined else option


def _option(options: Mapping[str, argparse.Action], typed: str, given: Mapping[str, str]) -> LineEnd:
    """The names of options that the word begins, or the value of one that stands in the same word."""
    name, is_joined, value = typed.partition("=")
    if is_joined:
        return LineEnd(value, name + "=", options.get(name), given=given)
    return LineEnd(
        typed, names={n: o.help or "" for n, o in options.items() if n.startswith(typed) and o.dest not in given}
    )


def _argument(parser: Parser, position: int) -> argparse.Action | None:
    """The argument at this place, counted from 0; the last one goes on where it takes several."""
    arguments = parser.arguments
    if position < len(arguments):
        return arguments[position]
    return arguments[-1] if arguments and arguments[-1].nargs in ("+", "*") else None
