"""What every command is given, and how it opens the feed."""

import argparse
import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli.output import Output
from tui_reader.config.paths import Paths, at_home, content_from_environment, restricted_by_environment, sample_content
from tui_reader.config.settings import Settings, feed_called
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import QueryError
from tui_reader.model.query import Query
from tui_reader.model.sorts import get_sort

if TYPE_CHECKING:
    from tui_reader.feed.library import Library


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the program."""

    arguments: argparse.Namespace
    """What was typed."""
    settings: Settings
    """The user's settings."""
    paths: Paths
    """The user's folders."""
    output: Output
    """Where data goes."""

    def option(self, name: str) -> bool:
        """A switch that may stand before the command or after it."""
        return bool(getattr(self.arguments, name, False))

    @property
    def restricted(self) -> bool:
        """Asked for by the settings, an option or the environment."""
        return self.settings.restricted or self.option("restricted") or restricted_by_environment()

    @property
    def _named(self) -> Path | str | None:
        """PATH or -C; None where neither is there."""
        return getattr(self.arguments, "path", None) or getattr(self.arguments, "content", None)

    @property
    def names_feed(self) -> bool:
        """Whether the command line says which feed is meant."""
        return self._named is not None

    @property
    def chosen(self) -> str:
        """The path or the address of the feed that is meant: PATH or -C, the settings, the environment; empty where
        none of them names one. The name of a feed of the settings stands for its place.

        Where the machine's settings restrict, theirs comes first; where they name none, the command line counts, which
        whoever restricts an account writes, and nothing that its user can write. So it is where the command line
        restricts; the settings that are left then are the machine's.
        """
        named = self._named
        if self.settings.fixed:
            chosen = str(self.settings.content or named or "")
        else:
            sent = "" if self.option("restricted") else content_from_environment()
            chosen = str(named or self.settings.content or sent)
        feed = feed_called(chosen, self.settings)
        return feed.path if feed is not None and not os.path.lexists(chosen) else chosen

    @property
    def source(self) -> Path:
        """Where the feed is that is meant; the sample feed where none is named. Raises ContentError for an address
        that cannot be read or is closed.
        """
        chosen = self.chosen
        if not chosen:
            return sample_content()
        from tui_reader.mirror.addresses import is_address

        if not is_address(chosen):
            return at_home(chosen)
        from tui_reader.feed.shared.remote_feeds import folder_of

        return folder_of(chosen, replace(self.settings, restricted=self.restricted), self.paths.cache)

    @property
    def log_file(self) -> Path:
        """The file that `--debug` writes to."""
        return at_home(self.settings.log_file) if self.settings.log_file else self.paths.log


def fetch_missing(call: Call) -> None:
    """Fetch what is meant and kept elsewhere, with progress, where there is no copy of it yet; raises ContentError."""
    from tui_reader.mirror.addresses import is_address

    if not is_address(call.chosen):
        return
    from tui_reader.feed.shared import own_copy

    with call.output.progress() as report:
        settings = replace(call.settings, restricted=call.restricted)
        own_copy.fetch_missing(call.chosen, settings, call.paths.cache, report)


@contextlib.contextmanager
def open_feed(call: Call, text_seconds: float | None = 0, *, all_marks: bool = False) -> Iterator["Library"]:
    """The feed, synchronised with its files unless `--no-sync` says otherwise; raises ContentError.

    `text_seconds` is how long the full text may take to be made; None leaves even an empty index as it is. `all_marks`
    waits for long journals to be read, as a command does that is about marks.
    """
    from tui_reader.feed.library import open_library

    fetch_missing(call)
    library = open_library(call.source, replace(call.settings, restricted=call.restricted), call.paths)
    told: list[str] = []
    try:
        _tell_notices(call, library, told)
        library.sync.refill_when_damaged(text_seconds or 0)
        library.sync.waits_for_marks = all_marks or text_seconds is None
        if text_seconds is not None and (library.posts.empty or not call.option("no_sync")):
            _synchronise(call, library, text_seconds)
            _tell_notices(call, library, told)
        if library.sync.copy:
            _tell_behind(call, library)
        yield library
        _tell_notices(call, library, told)
    finally:
        library.close()


def _synchronise(call: Call, library: "Library", text_seconds: float) -> None:
    """Look at what the feed is a copy of, where it is time, and at the files; tell which marks are left out."""
    copy = library.sync.copy
    with call.output.progress() as report:
        if copy and not copy.pause:
            copy.refresh(report)
        library.sync.run(report=report, text_seconds=text_seconds)
    if library.sync.leaves_marks_out:
        from tui_reader.feed.shared.state_words import left_out_words

        call.output.tell(left_out_words("newsreader sync"))


def _tell_behind(call: Call, library: "Library") -> None:
    """Tell since when what is read has been out of reach, where it is."""
    from tui_reader.feed.shared.state_words import behind_words

    words = behind_words(library.state, time.time())
    if words:
        call.output.tell(words)


def _tell_notices(call: Call, library: "Library", told: list[str]) -> None:
    """Tell what was not told yet: a disk may become full at any time, and the index is in memory from then on."""
    for notice in library.notices:
        if notice not in told:
            told.append(notice)
            call.output.tell(notice)


def query_of(call: Call, library: "Library", text: str) -> Query:
    """The query typed, with the order and states the arguments or the settings ask for, in the language that the feed
    begins with on the screen as well. Words are counted first where it asks for them. Raises QueryError.
    """
    from tui_reader.feed.first_language import begins_with, names_language
    from tui_reader.feed.several.known_feeds import language_of, name_of, settings_of

    asked, feed = call.arguments, name_of(library, call.settings) if call.settings.feeds else ""
    settings = settings_of(feed, call.settings)
    base = Query(
        sort=get_sort(getattr(asked, "sort", None) or settings.sort),
        drafts=call.option("drafts") or settings.drafts,
        future=call.option("future") or settings.future,
        expired=call.option("expired") or settings.expired,
        limit=getattr(asked, "limit", None),
    )
    try:
        query = library.posts.query(text, base)
    except QueryError as error:
        wrong = text[error.start : error.end]
        message = f"{error.message}: {wrong}" if wrong else error.message
        raise QueryError(message, error.start, error.end, error.hint) from error
    if query.needs_bodies:
        with call.output.progress() as report:
            library.sync.count_all(report)
    if names_language(query.where):
        return query
    present = library.posts.languages(base)
    lang = getattr(asked, "lang", None) or language_of(feed, settings)
    return replace(query, lang=begins_with(lang, present, settings.language) or None)
