"""Reads a feed line by line: from the first line said to the end of the input."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import FrameType

from tui_reader.config.paths import Paths
from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.feed.library import open_library
from tui_reader.feed.several.open_feeds import OpenFeeds
from tui_reader.feed.shared.state_words import left_out_words
from tui_reader.i18n.messages import tr
from tui_reader.linear.console import Console
from tui_reader.linear.feed_commands import LOOK_SECONDS, look
from tui_reader.linear.line_session import LineSession
from tui_reader.linear.line_table import complete, do_line
from tui_reader.linear.link_commands import follow
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ReaderError
from tui_reader.ui.startup.beginning import begin


def run(source: Path | None, settings: Settings, paths: Paths, options: OpenOptions) -> int:
    """Read the feed at `source` line by line; gives the exit code. Raises ReaderError where it cannot be opened, and
    KeyboardInterrupt where nobody types.
    """
    settings = replace(settings, restricted=settings.restricted or options.restricted)
    console = Console(sys.stdin, sys.stdout)
    library = open_library(source, settings, paths)
    try:
        for notice in (*settings.problems, *library.notices):
            console.say(notice)
        if library.posts.empty:
            console.say(f"{tr('Looking for posts')} …")
        library.sync.waits_for_marks = False
        library.sync.run(text_seconds=LOOK_SECONDS)
        if library.sync.leaves_marks_out:
            console.say(left_out_words("refresh"))
        begun = begin(library, settings, options)
        feeds = OpenFeeds(settings, paths, begun.feed, library)
        session = LineSession(console, feeds, begun, settings)
        session.follow = lambda index: follow(session, index + 1)
        library.visit()
        with _ending(session):
            _begin(session, options, library.site.only)
            _converse(session)
    finally:
        library.close()
    return 0


def _begin(session: LineSession, options: OpenOptions, path: str) -> None:
    session.console.help_typing(lambda typed: complete(session, typed))
    session.say(tr("newsreader, line by line: help says what can be typed, quit leaves"))
    if options.offers_default:
        session.say(tr("{key}: begin with this feed from now on").replace("{key}", "begin"))
    session.reload()
    if path:
        session.open(path)
    else:
        session.say_heading()
        session.say_page()


@contextmanager
def _ending(session: LineSession) -> Iterator[None]:
    """However it ends, the place in the post is kept and every feed closed: a lost line ends it by `SystemExit`."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, end) for number in (signal.SIGHUP, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        session.close_post()
        session.feeds.close()


def _converse(session: LineSession) -> None:
    """Do one line after another, until the user leaves or the input ends."""
    while not session.ended:
        try:
            line = session.console.ask(session.prompt)
            if line is None:
                return
            _do(session, line)
        except KeyboardInterrupt:
            if not session.console.typed_by_hand:
                raise
            session.say()
            session.say(tr("quit or Ctrl+d leaves"))


def _do(session: LineSession, line: str) -> None:
    """Do a line, and look at the files where that is due; no error of it ends the reader."""
    try:
        do_line(session, line)
        if 0 < session.settings.watch_seconds < monotonic() - session.looked:
            look(session)
    except BrokenPipeError:
        raise
    except (ReaderError, OSError, ValueError) as error:
        session.say(str(error))
