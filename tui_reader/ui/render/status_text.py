"""What the interface says of itself: the heading of the list, the texts of the status line (pure)."""

import re

from tui_reader.feed.changes import Changes
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.dataclass import replace
from tui_reader.model.sorts import Sort
from tui_reader.model.views import WHOLE_FEED, get_view
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.render.rows import cells_of
from tui_reader.ui.state.filter import Filter, FilterPart

_PATH = re.compile(r"(?<!\S)~?/\S+")


def list_heading(chosen: Filter, glyphs: Glyphs) -> str:
    """What the list shows and in which order: `Unread · 山西 or 北京 · without VR · newest`."""
    return f" {glyphs.dot} ".join(text for text, _ in heading_parts(chosen))


def heading_parts(chosen: Filter) -> list[tuple[str, Filter]]:
    """The parts of the list's heading, and what is shown without each of them; without the order, in the next one."""
    return [
        (tr(get_view(chosen.view).label), replace(chosen, view=WHOLE_FEED.id)),
        *([(_language_name(chosen), replace(chosen, lang=""))] if chosen.only_lang else []),
        *((_part_words(part, chosen), chosen.without(part)) for part in chosen.parts),
        (order_name(chosen), chosen.next_sort()),
    ]


def _language_name(chosen: Filter) -> str:
    """What the language that all posts of the list have is called."""
    return dict(chosen.lang_names).get(chosen.only_lang) or chosen.only_lang


def without_part_at(chosen: Filter, cell: int, glyphs: Glyphs) -> Filter:
    """What is shown without the part of the heading that stands at a cell of it; the same where none does."""
    used = 0
    for text, without in heading_parts(chosen):
        end = used + cells_of(text, glyphs.ambiguous)
        if used <= cell < end:
            return without
        used = end + 3
    return chosen


def nothing_listed(chosen: Filter, known: bool) -> str:
    """What an empty list says; `known` where the feed has been read before."""
    if not known:
        return f"{tr('Looking for posts')} …"
    if not chosen.bare:
        return tr("No post fits. Esc takes the filter away.")
    return tr(get_view(chosen.view).empty)


def without_posts(lang: str) -> str:
    """That the language asked for has no post, so that all are shown."""
    return tr("No post is in the language {name}: all are shown").replace("{name}", lang)


def filter_words(chosen: Filter, glyphs: Glyphs, feed: str = "") -> str:
    """The filter in words: `Unread · 影视基地 · 山西 or 北京 · without VR`; empty for the whole feed. `feed` is named
    before it.
    """
    view = tr(get_view(chosen.view).label) if chosen.view != WHOLE_FEED.id else ""
    return f" {glyphs.dot} ".join(filter(None, [feed, view, *(_part_words(part, chosen) for part in chosen.parts)]))


def _part_words(part: FilterPart, chosen: Filter) -> str:
    """A part of the filter in words."""
    if part.kind == "words":
        return chosen.words
    terms = f" {tr('or')} ".join(term.term for term in part.terms)
    return tr("without {term}").replace("{term}", terms) if part.kind == "exclude" else terms


def sort_name(sort: Sort) -> str:
    """An order in two words."""
    return tr(sort.label)


def order_name(chosen: Filter) -> str:
    """The order of the list in two words."""
    return tr("by day") if chosen.by_day else sort_name(chosen.sort)


def place_in_list(cursor: int, total: int, whole: int = 0, known: bool = True) -> str:
    """Which of how many posts the cursor is on, and of how many they were filtered; nothing where no feed is `known`
    yet, or where they are not counted yet, which a total below zero says.
    """
    if total < 0:
        return ""
    if not total:
        return tr("No posts") if known else ""
    place = f"{cursor + 1:,} / {total:,}"
    return tr("{place} of {whole}").format(place=place, whole=f"{whole:,}") if whole > total else place


def room_for_hints(words: str, glyphs: Glyphs, total: int, whole: int, width: int) -> int:
    """Cells of `width` that neither the filter in words nor the longest place in the list needs."""
    used = sum(cells_of(text, glyphs.ambiguous) for text in (words, place_in_list(total - 1, total, whole)))
    return max(0, width - used - 9)


def place_in_post(part: float, minutes: int, glyphs: Glyphs) -> str:
    """How far one has read, and how long the rest takes."""
    rest = round(minutes * (1 - part))
    left = tr_count("{n} min left", "{n} min left", rest) if rest else ""
    return f" {glyphs.dot} ".join(text for text in (f"{part:.0%}", left) if text)


def describe_changes(changes: Changes) -> str:
    """What changed in the list that is read: `3 new posts, 1 changed`; empty where nothing did."""
    parts = (
        (changes.listed.new, "{n} new post", "{n} new posts"),
        (changes.listed.changed, "{n} post changed", "{n} posts changed"),
        (changes.listed.gone, "{n} post gone", "{n} posts gone"),
    )
    return ", ".join(tr_count(one, many, count) for count, one, many in parts if count)


def shorten_paths(text: str, room: int, glyphs: Glyphs) -> str:
    """The text with the first folders of its paths left out, the longest path first, as far as it takes more than
    `room` cells: what says most of a file is its name, and of a message what follows it.
    """
    left_out = "..." if glyphs.ellipsis == "~" else glyphs.ellipsis  # "~/" is one's home
    for path in sorted(_PATH.findall(text), key=len, reverse=True):
        shown, rest = path, path.partition("/")[2]
        while "/" in rest.strip("/") and cells_of(text, glyphs.ambiguous) > room:
            rest = rest.partition("/")[2]
            text = text.replace(shown, f"{left_out}/{rest}", 1)
            shown = f"{left_out}/{rest}"
    return text
