"""What commands say of themselves to the parser, and the arguments that several of them share."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from tui_reader.cli.context import Call
from tui_reader.cli.output import columns
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.dataclass import dataclass
from tui_reader.model.sorts import SORTS

# argparse asks gettext for its words, which knows the environment alone; under these names it asks us.
argparse._ = tr  # type: ignore[attr-defined]
argparse.ngettext = tr_count  # type: ignore[attr-defined]

_SORT_IDS = tuple(sort.id for sort in SORTS)


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the command line, or one action of a command."""

    name: str
    """Name as it is typed; the module of a command is `cmd_` and its name."""
    help: str
    """What it does, one sentence in English, to be translated when shown."""
    example: str
    """A call that works on the sample feed, or on a site of one's own where it writes."""
    run: Callable[[Call], int]
    """Does it; gives the exit code. Loads what it needs, so that help and other commands need not."""
    add_arguments: Callable[[argparse.ArgumentParser], None] = _no_arguments
    """Adds its own arguments."""
    order: int = 0
    """Its place in the help, where lower ones come first."""
    runs_long: bool = False
    """It may run so long that unused memory must be collected meanwhile."""
    reports_settings: bool = False
    """It prints what is wrong in the settings itself, so nothing else needs to."""
    hidden: bool = False
    """It is for programs: no help names it."""


class WrongUsageError(Exception):
    """Arguments that mean nothing; the text is one line, with the call that shows help."""


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, at most 100 columns; argparse would load a third of its own size to find that
    out.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=min(columns(), 100))


class Parser(argparse.ArgumentParser):
    """A parser that raises WrongUsageError where argparse would print the usage and exit."""

    @property
    def options(self) -> dict[str, argparse.Action]:
        """Its options by each of their names."""
        return {name: action for action in self._actions for name in action.option_strings}

    @property
    def arguments(self) -> tuple[argparse.Action, ...]:
        """What it takes beside options, in order; commands below it are left out."""
        return tuple(a for a in self._actions if not a.option_strings and not isinstance(a, argparse._SubParsersAction))

    @property
    def commands(self) -> "dict[str, Parser]":
        """The parsers of the commands or actions below it, by name."""
        found: dict[str, Parser] = {}
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                found |= action.choices
        return found

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is."""
        raise WrongUsageError(f"{message} — {self.prog} --help")


def add_command(commands: "argparse._SubParsersAction[Parser]", command: Command, whole: bool = True) -> None:
    """Add a command with its help and its example, and its arguments too where it is to be `whole`."""
    added = commands.add_parser(
        command.name,
        help=tr(command.help),
        description=tr(command.help),
        epilog=tr("Example:") + f"\n  {command.example}",
        formatter_class=Help,
        allow_abbrev=False,
    )
    if whole:
        add_common(added)
        command.add_arguments(added)


def add_common(parser: argparse.ArgumentParser) -> None:
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


def add_states(parser: argparse.ArgumentParser) -> None:
    """Which posts outside the feed are meant too."""
    parser.add_argument("--drafts", action="store_true", help=tr("drafts too"))
    parser.add_argument("--future", action="store_true", help=tr("posts of the future too"))
    parser.add_argument("--expired", action="store_true", help=tr("expired posts too"))
    parser.add_argument("--lang", metavar="L", help=tr("posts in this language alone; “all” for every language"))


def add_json(parser: argparse.ArgumentParser) -> None:
    """JSON in place of text."""
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def add_post(parser: argparse.ArgumentParser) -> None:
    """The one post that is meant."""
    parser.add_argument("post", metavar=tr("POST"), help=tr("a path, a slug, or the start of a title"))


def add_order(parser: argparse.ArgumentParser, sort: str | None = None) -> None:
    """Order of a list, `sort` where none is named, and its greatest length."""
    parser.add_argument("--sort", choices=_SORT_IDS, default=sort, help=tr("order of the list"))
    parser.add_argument("--limit", type=read_limit, metavar="N", help=tr("at most this many posts"))


def read_limit(text: str) -> int:
    """A number of posts; raises ArgumentTypeError."""
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(tr("{text} is no number of posts").replace("{text}", text))
    return int(text)
