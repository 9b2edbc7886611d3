"""Commands on feeds and on the reader itself: another feed, settings, a look at the files, leaving."""

from collections.abc import Callable, Mapping
from time import monotonic, time

from tui_reader.config.default_feed import keep_default
from tui_reader.config.paths import user_paths
from tui_reader.config.setting_sentences import sentences
from tui_reader.config.settings import TYPES, OpenOptions, setting_names
from tui_reader.config.settings_file import read_settings
from tui_reader.config.settings_writer import TYPED, keep_settings, typed_value
from tui_reader.feed.several.known_feeds import ALL, label_of, settings_of
from tui_reader.feed.shared.state_words import behind_words
from tui_reader.i18n.messages import tr, use_language
from tui_reader.linear.line_command import Command, fitting, no_such
from tui_reader.linear.line_session import LineSession
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import NotFoundError, SettingsError, UsageError
from tui_reader.model.query import All
from tui_reader.model.sorts import get_sort
from tui_reader.ui.render.status_text import describe_changes
from tui_reader.ui.startup.beginning import begin
from tui_reader.ui.state.choices import Choice

CLOSED = ("restricted", "content", "editor", "log_file")
"""Settings that restricted mode decides."""
LOOK_SECONDS = 0.3
"""Seconds of every look in which texts are read that cannot be searched yet."""


def show_feed(session: LineSession, name: str, *, quietly: bool = False) -> None:
    """Read another feed; `quietly` leaves it to the caller to say what it lists. Raises ReaderError."""
    library = session.feeds.library(name)
    if library.posts.empty:
        session.say(tr("Opening {name}").replace("{name}", name))
    session.leave()
    library.sync.waits_for_marks = False
    library.sync.run(text_seconds=0)
    session.begin(begin(library, session.everywhere, OpenOptions(feed=name)), library)
    library.visit()
    session.reload()
    if not quietly:
        session.say_heading()
        session.say_page()


def feed(session: LineSession, name: str) -> None:
    """Read another feed; without a name, say the feeds with their unread posts."""
    names = session.feeds.names
    if not name:
        unread = session.feeds.unread(session.base)
        said = [f"{label_of(each)}, {_unread(unread[each])}" for each in names]
        session.offer(said, lambda index: show_feed(session, names[index]))
        if len(names) < 2:
            session.say(tr("There is no other feed: add [[feeds]] with name and path to the settings"))
    elif name in names:
        show_feed(session, name)
    else:
        raise NotFoundError(no_such(name, names))


def _unread(count: int | None) -> str:
    return tr("not read yet") if count is None else tr("{n} unread").replace("{n}", str(count))


def _feeds(session: LineSession, typed: str) -> list[str]:
    return fitting([Choice(name, label_of(name), "", name) for name in session.feeds.names], typed)


def begin_here(session: LineSession, _: str) -> None:
    """Keep this feed as the one that the reader begins with."""
    _refuse_where_restricted(session)
    if session.feed == ALL:
        raise UsageError(tr("All feeds together are no feed to begin with"))
    site = session.library.site
    keep_default(user_paths(), site.origin or str(site.root or site.content))
    session.say(tr("The reader begins with {feed} from now on").replace("{feed}", session.feed))


def _refuse_where_restricted(session: LineSession) -> None:
    if session.settings.restricted:
        raise UsageError(tr("Until the reader ends: nothing is written in restricted mode"))


def settings(session: LineSession, text: str) -> None:
    """Say the settings whose names hold what is typed, each with its value and its meaning."""
    for name in setting_names():
        if text in name:
            value = getattr(session.settings, name)
            said = str(value).lower() if isinstance(value, bool) else str(value) if TYPES[name] in TYPED else "[…]"
            session.say(f"{name} = {said}: {tr(sentences().get(name, ''))}")


def change(session: LineSession, text: str) -> None:
    """Let a setting have another value until the reader ends. Raises SettingsError."""
    name, _, value = text.partition(" ")
    if name not in settable(session):
        raise SettingsError(no_such(name, settable(session)))
    taken = typed_value(name, value)
    if isinstance(taken, list):
        taken = tuple(taken)  # type: ignore[assignment]
    session.everywhere = replace(session.everywhere, **{name: taken})  # type: ignore[arg-type]
    session.settings = replace(session.settings, **{name: taken})  # type: ignore[arg-type]
    _EFFECTS.get(name, _read_again)(session)
    session.say(f"{name} = {value.strip()}")


def settable(session: LineSession) -> tuple[str, ...]:
    """Names of the settings that one line can change."""
    closed = CLOSED if session.settings.restricted else ()
    return tuple(name for name in setting_names() if TYPES[name] in TYPED and name not in closed)


def _use_language(session: LineSession) -> None:
    use_language(session.settings.language)


def _use_sort(session: LineSession) -> None:
    session.filter = replace(session.filter, sort=get_sort(session.settings.sort), days=False)
    session.reload()


def _use_posts(session: LineSession) -> None:
    now = session.settings
    session.base = replace(session.base, drafts=now.drafts, future=now.future, expired=now.expired)
    session.reload()


def _read_again(session: LineSession) -> None:
    """Posts are set by the settings of now from the next piece on, the open one from where it was."""
    session.library.pages.use(session.settings)
    session.set_again()


_EFFECTS: Mapping[str, Callable[[LineSession], None]] = {
    "language": _use_language,
    "sort": _use_sort,
    "head_posts": LineSession.reload,
    "drafts": _use_posts,
    "future": _use_posts,
    "expired": _use_posts,
}
"""What a setting changes at once; the others change how posts are set."""


def keep(session: LineSession, text: str) -> None:
    """Write settings into the user's file as they are now: those that are named, or all that were changed."""
    _refuse_where_restricted(session)
    file = user_paths().settings_file
    kept = settings_of(session.feed, read_settings(file))
    changed = [name for name in settable(session) if getattr(session.settings, name) != getattr(kept, name)]
    names = text.replace(",", " ").split() or changed
    wrong = [name for name in names if name not in settable(session)]
    if wrong:
        raise SettingsError(no_such(wrong[0], settable(session)))
    values = {(name,): getattr(session.settings, name) for name in names}
    keep_settings(file, {place: list(value) if isinstance(value, tuple) else value for place, value in values.items()})
    session.say(
        tr("Kept: {names}").replace("{names}", ", ".join(names))
        if names
        else tr("Nothing has changed since the reader started")
    )


def _settings(session: LineSession, typed: str) -> list[str]:
    return fitting([Choice(name, name) for name in settable(session)], typed)


def refresh(session: LineSession, _: str) -> None:
    """Look at the files now, and say what changed."""
    look(session, now=True)
    session.reload()
    session.say_heading()
    if session.post is None:
        session.say_page()


def look(session: LineSession, *, now: bool = False) -> None:
    """Synchronise the index with the files, and say what changed; the list stays until it is asked for again. Long
    journals of marks are read where a person wants a look `now`.
    """
    session.library.sync.waits_for_marks = now
    session.library.sync.count_in(replace(session.filter.query(session.base), where=All(), limit=None))
    changes = session.library.sync.run(text_seconds=LOOK_SECONDS, now=now)
    session.looked = monotonic()
    behind = behind_words(session.library.state, time())
    if behind and behind != session.behind:
        session.say(behind)
    session.behind = behind
    said = describe_changes(changes)
    if said:
        session.say(f"{said}. {tr('list says the posts anew')}")


def leave(session: LineSession, _: str) -> None:
    """Leave the reader."""
    session.ended = True


COMMANDS = (
    Command(
        "feed", "Read another feed; without a name, say the feeds and their unread posts.", feed, "`", "NAME", _feeds
    ),
    Command("begin", "Keep this feed as the one that the reader begins with.", begin_here, "A"),
    Command("settings", "Say the settings with their values and meanings.", settings, ",", "NAME"),
    Command("set", "Change a setting, until the reader ends.", change, "", "NAME VALUE", _settings),
    Command("keep", "Keep settings as they are now: those named, or all that changed.", keep, "", "NAMES", _settings),
    Command("refresh", "Look at the files now, and say the list anew.", refresh),
    Command("quit", "Leave the reader; so does the end of the input (Ctrl+d).", leave, "q"),
)
"""Commands on feeds and the reader, in the order of the help."""
