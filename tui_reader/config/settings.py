"""The user's settings: one frozen dataclass, a sentence under each field, and what each may be."""

from collections.abc import Mapping
from pathlib import Path

from tui_reader.config.key_presets import PRESETS
from tui_reader.config.paths import at_home
from tui_reader.i18n.messages import LANGUAGES, tr
from tui_reader.model.dataclass import dataclass, field, fields
from tui_reader.model.sorts import NEWEST, STEPPED


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query kept under a name."""

    name: str
    """Name shown in the sidebar."""
    query: str
    """Query as typed in the search box."""
    sort: str = ""
    """Sort of this view; empty for the general one."""


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed kept under a name."""

    name: str
    """Name shown where feeds are chosen."""
    path: str
    """Where it is: a site's root, a content folder, one .md file, or the address of a repository or bucket."""
    sort: str = ""
    """Order of its list; empty for the general one."""
    lang: str = ""
    """Language of posts that it begins with, or `all`; empty for the interface's."""
    index: str = ""
    """Folder of an index of it that many users share; empty for one's own."""


@dataclass(frozen=True, slots=True)
class PostCommand:
    """A program that can be given a post."""

    name: str
    """Name shown where commands are chosen."""
    run: str
    """Program and arguments; `{path}`, `{title}` and `{url}` in them are those of the post."""
    key: str = ""
    """Key that runs it, where no action has that key."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose; every field has a default that suits most."""

    content: str = ""
    """The feed: a site's root, a content folder, one .md file, or an address; empty for the sample feed."""
    index: str = ""
    """Folder of an index of `content` that many users share, kept by `newsreader publish`; empty for one's own."""
    feeds: tuple[NamedFeed, ...] = ()
    """Feeds to change between, each with a name and a path, and with an order, a language and an index of its own."""
    language: str = "auto"
    """Language of the interface; `auto` is that of the system."""
    theme: str = "auto"
    """Name of a theme, or `auto`: dark or light as the terminal is, 16 colours where it has no more."""
    sort: str = NEWEST.id
    """Order of the list."""
    views: tuple[SavedView, ...] = ()
    """Queries kept under a name."""
    rows: str = "auto"
    """Lines of a post in the list: `auto` as many as its title needs, three at most; `one`; `two`."""
    head_posts: int = 3
    """Recommended posts at the head of the feed, under a heading below the pinned ones; 0 for no headings."""
    measure: int = 76
    """Widest line of a post in cells, 20 to 200."""
    paragraphs: str = "as-is"
    """How paragraphs are told apart: `as-is`, `indent` (two ideographs), `spaced` (a blank line)."""
    hang: int = 0
    """Cells beyond the ends of lines that closing marks may reach into, 0 to 2."""
    gaps: bool = False
    """Put a blank between Chinese and Latin where the author wrote none."""
    hide_repeated_title: bool = True
    """Leave out a first heading that repeats the title."""
    hash_headings: bool = False
    """Take `#标题` without a blank for a heading."""
    shortcodes: tuple[tuple[str, str], ...] = ()
    """Text for shortcodes of the site's own, by name: `{inner}`, `{0}` and `{title}` in it are filled in."""
    images: str = "auto"
    """Pictures: `auto` as well as the terminal can, `blocks` as half blocks, `off` as frames; over SSH on a key."""
    ambiguous_width: str = "auto"
    """Cells of characters of ambiguous width: `auto`, `1`, `2`."""
    glyphs: str = "unicode"
    """Marks and lines drawn with `unicode` or `ascii` characters."""
    hints: bool = True
    """Name the most used keys of the pane in the status line."""
    mouse: bool = True
    """Let the mouse scroll and choose; off leaves the terminal its own selection."""
    key_preset: str = "default"
    """Keys to begin with: the reader's own, or such as `vim`, `emacs` or `newsboat` have; `keys` goes before them."""
    keys: tuple[tuple[str, str], ...] = ()
    """Action id and the keys that it gets in place of its own, comma separated; keys of a sequence by blanks."""
    commands: tuple[PostCommand, ...] = ()
    """Programs that can be given a post, by name; none where the reader is restricted."""
    counts: bool = False
    """Digits before a key repeat it (`5 j`) or say where it leads (`20 G`), in place of showing views; as in `vim`."""
    linear: bool = False
    """Read line by line on a terminal, without a screen: for screen readers and braille displays."""
    drafts: bool = False
    """Show drafts."""
    future: bool = False
    """Show posts whose publish date is not reached."""
    expired: bool = False
    """Show posts whose expiry date has passed."""
    recommend_keys: tuple[str, ...] = ("recommend", "recommended", "featured")
    """Header flags that put a post on the recommended list."""
    watch_seconds: float = 1.0
    """Least seconds between two looks at the files; 0 for never."""
    restricted: bool = False
    """No editor, no command, no file outside the feed, no network."""
    editor: str = ""
    """Command for `e`; empty for `$VISUAL`, `$EDITOR`, else the editor of the system."""
    log_file: str = ""
    """File that `--debug` writes to; empty for `newsreader.log` in the state folder."""
    fixed: bool = field(default=False)
    """The machine's settings restrict: what they name as content wins over everything that a user can say."""
    problems: tuple[str, ...] = field(default=())
    """What was wrong in the settings file, one line each; the wrong keys have their defaults."""


@dataclass(frozen=True, slots=True)
class OpenOptions:
    """What the command line asks for when the reader opens on the screen."""

    restricted: bool = False
    """As the setting of that name; either of them is enough."""
    plain_driver: bool = False
    """Send what Textual sends, for comparison."""
    debug: bool = False
    """Write tracebacks to the log file."""
    query: str = ""
    """Query the list begins with, as typed in the search box."""
    theme: str = ""
    """Name of a theme in place of the one in the settings."""
    lang: str = ""
    """Language of the feed that the list begins with; empty for the feed's own, else the interface's."""
    feed: str = ""
    """Name of the feed; empty for the one that it has in the settings, else the title of its site."""
    offers_default: bool = False
    """Say how the feed becomes the one that the reader begins with."""


CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": ("auto", *LANGUAGES),
    "sort": tuple(sort.id for sort in STEPPED),
    "rows": ("auto", "one", "two"),
    "paragraphs": ("as-is", "indent", "spaced"),
    "images": ("auto", "off", "blocks"),
    "ambiguous_width": ("auto", "1", "2"),
    "glyphs": ("unicode", "ascii"),
    "key_preset": ("default", *PRESETS),
}
"""Settings that are one of a few words."""

RANGES: Mapping[str, tuple[int, int]] = {
    "head_posts": (0, 50),
    "measure": (20, 200),
    "hang": (0, 2),
    "watch_seconds": (0, 3600),
}
"""Least and greatest value of the settings that are numbers."""

TYPES = {item.name: item.type for item in fields(Settings) if item.name not in ("fixed", "problems")}
"""Type of each setting by its name, in the order of the manual."""


def place_of(feed: NamedFeed) -> Path:
    """The folder or file of a feed that is no address."""
    return at_home(feed.path)


def feed_called(name: str, settings: Settings) -> NamedFeed | None:
    """The feed that the settings know under a name; None where there is none."""
    return next((feed for feed in settings.feeds if feed.name == name), None)


def shared_indexes(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Feeds with an index that many users share, as the settings name them, each with the folder of its index."""
    named = ((settings.content, settings.index), *((feed.path, feed.index) for feed in settings.feeds))
    return tuple((feed, index) for feed, index in named if index)


def setting_names() -> tuple[str, ...]:
    """Names of all settings, in the order of the manual."""
    return tuple(TYPES)


def allowed(name: str) -> str:
    """What a setting may be, in words."""
    if name in CHOICES:
        return tr("one of {words}").replace("{words}", ", ".join(f'"{word}"' for word in CHOICES[name]))
    if name in RANGES:
        low, high = RANGES[name]
        return tr("a number from {low} to {high}").format(low=low, high=high)
    words: dict[object, str] = {
        bool: tr("true or false"),
        str: tr('a text in quotes: "…"'),
        tuple[str, ...]: tr('a list of texts: ["…", "…"]'),
        tuple[SavedView, ...]: tr("tables [[views]] with name, query and sort"),
        tuple[PostCommand, ...]: tr("tables [[commands]] with name, run and key"),
        tuple[NamedFeed, ...]: tr("tables [[feeds]] with name, path, sort, lang and index"),
    }
    example = {"keys": 'next_post = "j, down"', "shortcodes": 'notice = "**{0}**: {inner}"'}
    return words.get(TYPES[name]) or tr("a table [{name}] of lines such as {example}").format(
        name=name, example=example[name]
    )
