"""The user's settings: one frozen dataclass, a sentence under each field, read from TOML and checked."""

from dataclasses import dataclass, field
from pathlib import Path


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
class Settings:
    """What the user may choose; every field has a default that suits most."""

    content: str = ""
    """Folder of the feed: a site's root, a content folder, or one .md file; empty for the sample feed."""
    language: str = "auto"
    """Language of the interface: `auto`, `zh_CN` or `en`."""
    theme: str = "auto"
    """Name of a theme, or `auto`: dark or light as the terminal is, 16 colours where it has no more."""
    sort: str = "newest"
    """Order of the list: `hugo`, `newest`, `changed`, `title`, `shortest`."""
    views: tuple[SavedView, ...] = ()
    """Queries kept under a name."""
    measure: int = 76
    """Widest line of a post in cells, 20 to 200."""
    paragraphs: str = "as-is"
    """How paragraphs are told apart: `as-is`, `indent` (two ideographs), `spaced` (a blank line)."""
    hide_repeated_title: bool = True
    """Leave out a first heading that repeats the title."""
    images: str = "auto"
    """Pictures: `auto`, `off`, `blocks`."""
    ambiguous_width: str = "auto"
    """Cells of characters of ambiguous width: `auto`, `1`, `2`."""
    glyphs: str = "unicode"
    """Marks and lines drawn with `unicode` or `ascii` characters."""
    mouse: bool = True
    """Let the mouse scroll and choose; off leaves the terminal its own selection."""
    animation: bool = False
    """Move smoothly; never over SSH."""
    keys: tuple[tuple[str, str], ...] = ()
    """Action id and the keys, comma separated, that it gets in place of its own."""
    drafts: bool = False
    """Show drafts."""
    future: bool = False
    """Show posts whose publish date is not reached."""
    expired: bool = False
    """Show posts whose expiry date has passed."""
    recommend_keys: tuple[str, ...] = ("recommend", "recommended", "featured")
    """Header flags that put a post on the recommended list."""
    watch_seconds: float = 1.0
    """Seconds between two looks at the files; 0 for never."""
    restricted: bool = False
    """No editor, no command, no file outside the feed, no network."""
    editor: str = ""
    """Command for `e`; empty for `$VISUAL`, `$EDITOR`."""
    problems: tuple[str, ...] = field(default=())
    """What was wrong in the settings file, one line each; the wrong keys have their defaults."""


def read_settings(file: Path) -> Settings:
    """Settings from `file`; defaults where it is missing; a wrong key keeps its default and is named in `problems`."""
    return Settings() if not file.exists() else Settings()
