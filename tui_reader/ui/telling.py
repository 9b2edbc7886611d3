"""What the interface says of itself: the heading of the list, the texts of the status line (pure)."""

from tui_reader.query import Sort
from tui_reader.sync import Changes
from tui_reader.text.words import say, say_count
from tui_reader.ui.filter import Filter
from tui_reader.ui.glyphs import Glyphs
from tui_reader.ui.rows import VIEW_NAMES

SORT_NAMES = {
    Sort.HUGO: "Hugo's order",
    Sort.NEWEST: "newest",
    Sort.CHANGED: "last changed",
    Sort.TITLE: "by title",
    Sort.SHORTEST: "shortest",
    Sort.RELEVANT: "best match",
}


def list_heading(chosen: Filter, glyphs: Glyphs) -> str:
    """What the list shows and in which order: `Unread · 山西 · newest`."""
    terms = [t.term for t in chosen.include] + [f"{glyphs.excluded}{t.term}" for t in chosen.exclude]
    words = [text for text in (chosen.lang, chosen.words) if text]
    return f" {glyphs.dot} ".join([say(VIEW_NAMES[chosen.view]), *terms, *words, sort_name(chosen.sort)])


def sort_name(sort: Sort) -> str:
    """An order in two words."""
    return say(SORT_NAMES[sort])


def place_in_list(cursor: int, total: int) -> str:
    """Which of how many posts the cursor is on."""
    return f"{cursor + 1:,} / {total:,}" if total else say("No posts")


def place_in_post(part: float, minutes: int, glyphs: Glyphs) -> str:
    """How far one has read, and how long the rest takes."""
    rest = round(minutes * (1 - part))
    left = say_count("{n} min left", "{n} min left", rest) if rest else ""
    return f" {glyphs.dot} ".join(text for text in (f"{part:.0%}", left) if text)


def describe_changes(changes: Changes) -> str:
    """What changed in the files: `3 new posts, 1 changed`."""
    parts = (
        (changes.added, "{n} new post", "{n} new posts"),
        (changes.changed, "{n} post changed", "{n} posts changed"),
        (changes.removed, "{n} post gone", "{n} posts gone"),
    )
    return ", ".join(say_count(one, many, len(paths)) for paths, one, many in parts if paths)
