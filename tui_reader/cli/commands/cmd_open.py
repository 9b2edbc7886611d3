"""`newsreader open`, the default: the feed on the screen or line by line, or a plain list without a terminal."""

import argparse
import os
import sys
from pathlib import Path

from tui_reader.cli.arguments import Command
from tui_reader.cli.context import Call, fetch_missing, open_feed, query_of
from tui_reader.cli.registry import command_names
from tui_reader.config.default_feed import keep_default, offer_once
from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import UsageError

_MEANT = {
    "ls": "newsreader list",
    "find": "newsreader search",
    "read": "newsreader show",
    "cat": "newsreader show",
    "tags": "newsreader terms tags",
    "categories": "newsreader terms categories",
    "config": "newsreader settings",
    "themes": "newsreader paths",
    "update": "newsreader sync",
    "index": "newsreader sync",
}
"""Words that other programs have for what this one does → how it is asked for here."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        help=tr("a site's folder, a content folder, one .md file, or the address of a repository or bucket"),
    )
    parser.add_argument("--query", default="", metavar="Q", help=tr("begin with the posts that fit this query"))
    parser.add_argument(
        "--lang", default="", metavar="L", help=tr("begin with the posts in this language; “all” for every language")
    )
    parser.add_argument(
        "--remember", action="store_true", help=tr("keep PATH in the settings, as the feed to begin with from now on")
    )
    parser.add_argument("--theme", default="", metavar="NAME", help=tr("theme in place of the one in the settings"))
    parser.add_argument(
        "--linear",
        action=argparse.BooleanOptionalAction,
        help=tr("read line by line, without a screen: for screen readers, braille, pipes"),
    )
    parser.add_argument(
        "--plain-driver", action="store_true", help=tr("send frames to the terminal as Textual does, for comparison")
    )


def run(call: Call) -> int:
    """Open the screen, or read line by line; where there is no terminal, print the list."""
    _check_typing(call)
    fetch_missing(call)
    if call.arguments.remember:
        _remember(call)
    by_hand = call.output.is_terminal and sys.stdin is not None and sys.stdin.isatty()
    terminal, linear = os.environ.get("TERM", ""), call.arguments.linear
    if linear is None:
        linear = by_hand and (call.settings.linear or terminal == "dumb")
    if linear:
        from tui_reader.linear.line_loop import run as run_lines

        return run_lines(call.source, call.settings, call.paths, _options(call))
    if not by_hand or terminal in ("", "dumb") or sys.stderr is None:
        return _plain_list(call)
    if not sys.stderr.isatty():
        # Textual draws on standard error, which `2>file` would carry off.
        os.dup2(sys.stdout.fileno(), sys.stderr.fileno())
    from tui_reader.ui.startup.launch import run as run_screen

    return run_screen(call.source, call.settings, call.paths, _options(call))


def _options(call: Call) -> OpenOptions:
    return OpenOptions(
        restricted=call.restricted,
        plain_driver=call.arguments.plain_driver,
        debug=call.option("debug"),
        query=call.arguments.query,
        theme=call.arguments.theme,
        lang=call.arguments.lang,
        offers_default=call.names_feed and offer_once(call.paths, _settings(call), call.source),
    )


def _settings(call: Call) -> Settings:
    return replace(call.settings, restricted=call.restricted)


def _remember(call: Call) -> None:
    """Keep the feed that is named in the user's settings; raises UsageError, ContentError, SettingsError."""
    from tui_reader.feed.snapshot import open_site
    from tui_reader.mirror.addresses import is_address, read_address

    if call.restricted:
        raise UsageError(tr("--remember is closed in restricted mode"), tr("nothing is written in restricted mode"))
    if not call.names_feed:
        raise UsageError(tr("--remember needs a feed"), "newsreader PATH --remember")
    open_site(call.source, call.settings, call.paths)
    named = call.chosen
    place = str(read_address(named)) if is_address(named) else str(call.source.absolute())
    keep_default(call.paths, place)
    call.output.tell(tr("newsreader opens {path} from now on").replace("{path}", place))


def _check_typing(call: Call) -> None:
    """A path that is not there but nearly spells a command was meant as one; raises UsageError."""
    from tui_reader.mirror.addresses import is_address
    from tui_reader.store.local_source import exists

    path = str(call.arguments.path or "")
    if not path or call.source is None or exists(call.source):
        return
    if path in _MEANT:
        message = tr("There is no command and no folder {name}").replace("{name}", path)
        raise UsageError(message, tr("you may mean: {command}").replace("{command}", _MEANT[path]))
    if is_address(path):
        return
    if path == "-" or ":/" in path:
        raise UsageError(
            tr("A feed is a folder on this machine, a git repository or a bucket"),
            tr("an address begins with git+https://, git+ssh://, s3://, gs:// or az://"),
        )
    from difflib import get_close_matches

    close = get_close_matches(path, command_names(), 1, cutoff=0.7)
    if close:
        message = tr("There is no command and no folder {name}").replace("{name}", path)
        raise UsageError(message, tr("did you mean {command}?").replace("{command}", close[0]))


def _plain_list(call: Call) -> int:
    from tui_reader.cli.commands.cmd_list import row_cells

    with open_feed(call) as library:
        ids = library.posts.listing(query_of(call, library, call.arguments.query))
        call.output.table([row_cells(row) for row in library.posts.rows(ids)])
    return 0


COMMAND = Command(
    "open", "Open the feed on the screen.", "newsreader open ~/site --query is:unread", run, _add_arguments, order=1
)
