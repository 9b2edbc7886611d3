"""What the interface says of itself: the heading of the list, the texts of the status line (pure)."""

from tui_reader.feed.changes import Changes
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.sorts import Sort
from tui_reader.model.views import WHOLE_FEED, get_view
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.state.filter import Filter


def list_heading(chosen: Filter, glyphs: Glyphs) -> str:
    """What the list shows and in which order: `Unread · 山西 · newest`."""
    words = [text for text in (chosen.lang, chosen.words) if text]
    return f" {glyphs.dot} ".join(
        [tr(get_view(chosen.view).label), *_term_words(chosen, glyphs), *words, order_name(chosen)]
    )


def filter_words(chosen: Filter, glyphs: Glyphs) -> str:
    """The filter in words: `影视基地 ∧ (山西 ∨ 北京) ∧ −VR ∧ Unread`; empty for the whole feed."""
    parts = _term_words(chosen, glyphs)
    parts += [chosen.words] if chosen.words else []
    parts += [tr(get_view(chosen.view).label)] if chosen.view != WHOLE_FEED.id else []
    bracketed = [f"({part})" if len(parts) > 1 and _has_or(part, glyphs) else part for part in parts]
    return f" {glyphs.both} ".join(bracketed)


def _term_words(chosen: Filter, glyphs: Glyphs) -> list[str]:
    """The chosen terms: each that must be there, each choice of several, each that must not."""
    either = (f" {glyphs.either} ".join(t.term for t in terms) for terms in chosen.alternatives.values())
    excluded = (f"{glyphs.excluded}{t.term}" for t in chosen.exclude)
    return [*(t.term for t in chosen.include), *either, *excluded]


def _has_or(part: str, glyphs: Glyphs) -> bool:
    return f" {glyphs.either} " in part or " OR " in part


def sort_name(sort: Sort) -> str:
    """An order in two words."""
    return tr(sort.label)


def order_name(chosen: Filter) -> str:
    """The order of the list in two words."""
    return tr("by day") if chosen.by_day else sort_name(chosen.sort)


def place_in_list(cursor: int, total: int, whole: int = 0) -> str:
    """Which of how many posts the cursor is on, and of how many they were filtered."""
    if not total:
        return tr("No posts")
    place = f"{cursor + 1:,} / {total:,}"
    return tr("{place} of {whole}").format(place=place, whole=f"{whole:,}") if whole > total else place


def place_in_post(part: float, minutes: int, glyphs: Glyphs) -> str:
    """How far one has read, and how long the rest takes."""
    rest = round(minutes * (1 - part))
    left = tr_count("{n} min left", "{n} min left", rest) if rest else ""
    return f" {glyphs.dot} ".join(text for text in (f"{part:.0%}", left) if text)


def describe_changes(changes: Changes) -> str:
    """What changed in the files: `3 new posts, 1 changed`."""
    parts = (
        (changes.added, "{n} new post", "{n} new posts"),
        (changes.changed, "{n} post changed", "{n} posts changed"),
        (changes.removed, "{n} post gone", "{n} posts gone"),
    )
    return ", ".join(tr_count(one, many, len(paths)) for paths, one, many in parts if paths)
