"""What a row of each pane says, as pieces from left to right with the part of the screen each one is.

Nothing here knows Textual: the first screen is painted from these rows before Textual is loaded. Text of posts is
made safe here before it is measured (`fill`, `shorten`, `cells_of`), since what is drawn is the safe text and has
another width.
"""

from collections.abc import Iterator, Mapping

from tui_reader.config.key_presets import chosen_keys, first_key
from tui_reader.config.settings import Settings
from tui_reader.config.theme import Part
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.post import Counts, Facet, ListHeading, TermCount
from tui_reader.model.views import RECOMMENDED, VIEWS, get_view
from tui_reader.text.cells import fit, pad
from tui_reader.text.cells import width as cells
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.state.filter import ARCHIVE, Chosen, Filter, group_of

Pieces = tuple[tuple[str, Part], ...]
"""Texts from left to right, and what each one is."""

SHOWN_TERMS = 10
"""Terms of a taxonomy that are shown before one asks for the rest."""
NOT_COUNTED = Counts(tuple((view.id, -1) for view in VIEWS), ())
"""Counts of a feed whose posts are not counted yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the sidebar."""

    kind: str
    """`view`, `saved`, `term`, `more`, `heading` or `blank`; the cursor skips the last two."""
    name: str = ""
    """What is shown."""
    count: int | None = None
    """How many posts, or None for none shown."""
    facet: str = ""
    """Taxonomy of a term, or the facet that `more` opens."""

    @property
    def stops(self) -> bool:
        """True where the cursor may stand on it."""
        return self.kind in ("view", "saved", "term", "more")


def cells_of(text: str, ambiguous: int = 1) -> int:
    """Cells that the text takes once it is made safe."""
    return cells(sanitize(text), ambiguous)


def shorten(text: str, width: int, ellipsis: str = "…", ambiguous: int = 1) -> str:
    """The text made safe, in at most `width` cells: cut with an ellipsis where it is longer."""
    return fit(sanitize(text), max(0, width), ellipsis, ambiguous)


def fill(text: str, width: int, ellipsis: str = "…", ambiguous: int = 1) -> str:
    """The text made safe, in exactly `width` cells: as `shorten`, with blanks after it where it is shorter."""
    return pad(shorten(text, width, ellipsis, ambiguous), width, ambiguous)


def with_bar(pieces: Pieces, bar: str) -> Pieces:
    """A row that begins with a blank, as it looks under the cursor."""
    (first, part), *rest = pieces or ((" ", Part.ROW),)
    return ((bar, Part.CURSOR_BAR), (first[1:], part), *rest)


def title_pieces(text: str, width: int, glyphs: Glyphs, *, focused: bool) -> Pieces:
    """The title row of a pane."""
    part = Part.PANE_TITLE_FOCUSED if focused else Part.PANE_TITLE
    return (("  ", Part.ROW), (fill(text, width - 3, glyphs.ellipsis, glyphs.ambiguous), part))


def heading_pieces(heading: ListHeading, count: int, width: int, glyphs: Glyphs, key: str) -> Pieces:
    """A heading in the list, a day with the number of its posts; where there are more of them, the `key` that shows
    all.
    """
    hint = tr("{key} shows all").replace("{key}", key) if heading.more else ""
    shown = f"{count} " if heading.day is not None else f"{hint} "
    text = fill(show_heading(heading), width - 2 - cells_of(shown), glyphs.ellipsis, glyphs.ambiguous)
    return (("  " + text, Part.SECTION), (shown, Part.TERM_COUNT))


def key_of_recommended(settings: Settings) -> str:
    """The key that shows the recommended posts, as the settings write it."""
    view = get_view(RECOMMENDED)
    return first_key(chosen_keys(settings.key_preset, settings.keys).get(view.action, view.key))


def show_heading(heading: ListHeading) -> str:
    """What a heading in the list says: a day with its day of the week."""
    if heading.day is not None:
        week = (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
        return f"{heading.day.isoformat()} {week[heading.day.weekday()]}"
    words = {"pinned": tr("Pinned"), "recommended": tr("Recommended"), "newest": tr("Newest")}
    return words.get(heading.kind) or tr("Without a date")


def entries(counts: Counts, saved: tuple[str, ...], opened: frozenset[str], chosen: Filter) -> Iterator[Entry]:
    """The rows of the sidebar; `saved` are names of saved views, `opened` facets shown whole, terms of `chosen`
    always shown.
    """
    yield Entry("heading", tr("Feed"))
    for view, count in counts.views:
        yield Entry("view", view, count)
    for name in saved:
        yield Entry("saved", name)
    days = {facet.name: facet.terms for facet in counts.facets}
    for facet in counts.facets:
        if facet.terms and not facet.is_month:
            yield Entry("blank")
            yield Entry("heading", tr(facet.name[:1].upper() + facet.name[1:]))
            terms = _terms(facet, facet.name in opened, chosen)
            yield from _with_days(terms, days) if facet.name == ARCHIVE else terms


def _with_days(months: Iterator[Entry], days: Mapping[str, tuple[TermCount, ...]]) -> Iterator[Entry]:
    """Months, those that are open with their days below."""
    for month in months:
        yield month
        yield from (Entry("term", day.name, day.count, ARCHIVE) for day in days.get(month.name, ()))


def _terms(facet: Facet, whole: bool, chosen: Filter) -> Iterator[Entry]:
    """The terms of one facet: the first ones and the chosen ones only, unless `whole`."""
    wanted = set(_chosen_terms(facet.name, chosen))
    limit = len(facet.terms) if whole or len(facet.terms) <= SHOWN_TERMS + 1 else SHOWN_TERMS
    shown = [term for place, term in enumerate(facet.terms) if place < limit or term.name in wanted]
    for term in shown:
        yield Entry("term", term.name, term.count, facet.name)
    if len(shown) < len(facet.terms):
        yield Entry("more", tr("more"), len(facet.terms) - len(shown), facet.name)


def keep_chosen(counts: Counts, chosen: Filter) -> Counts:
    """The counts with every term of the filter in them, those that no post carries under it with the count 0."""
    facets = []
    for facet in counts.facets:
        there = {term.name for term in facet.terms}
        lost = tuple(TermCount(name, 0) for name in _chosen_terms(facet.name, chosen) if name not in there)
        facets.append(Facet(facet.name, lost + facet.terms))
    return replace(counts, facets=tuple(facets))


def _chosen_terms(facet: str, chosen: Filter) -> dict[str, None]:
    """Terms of a facet that the filter names: months by their days too, days where the facet is their month."""
    named = [term for term in (*chosen.include, *chosen.or_terms, *chosen.exclude) if term.facet in (facet, ARCHIVE)]
    if facet == ARCHIVE:
        return dict.fromkeys(term.month for term in named)
    return dict.fromkeys(term.term for term in named if term.facet == facet or facet == term.month != term.term)


def entry_pieces(entry: Entry, width: int, chosen: Filter, glyphs: Glyphs) -> Pieces:
    """One view, term or heading of the sidebar with its count."""
    if entry.kind == "blank":
        return ()
    if entry.kind == "heading":
        return (("  " + fill(entry.name, width - 3, glyphs.ellipsis, glyphs.ambiguous), Part.SECTION),)
    mark, part = _entry_mark(entry, chosen, glyphs)
    count = " " if entry.count is None or entry.count < 0 else f" {entry.count} "
    name = tr(get_view(entry.name).label) if entry.kind == "view" else entry.name
    if entry.facet == ARCHIVE and len(name) > len("2022-07"):
        name = f"  {name[5:]}"
    room = width - 3 - cells_of(count)
    return (
        (f" {mark} ", part),
        (fill(name, room, glyphs.ellipsis, glyphs.ambiguous), part),
        (count, Part.TERM_COUNT),
    )


def _entry_mark(entry: Entry, chosen: Filter, glyphs: Glyphs) -> tuple[str, Part]:
    """How a row of the sidebar shows that it is in the filter."""
    if entry.kind == "view":
        return (" ", Part.TERM_CHOSEN if entry.name == chosen.view else Part.TERM)
    term = Chosen(entry.facet, entry.name)
    if entry.kind == "term" and term in chosen.include:
        return glyphs.included, Part.TERM_CHOSEN
    if entry.kind == "term" and term in chosen.or_terms:
        alone = len(chosen.alternatives[group_of(term)]) == 1
        return glyphs.included if alone else glyphs.either, Part.TERM_CHOSEN
    if entry.kind == "term" and term in chosen.exclude:
        return glyphs.excluded, Part.TERM_EXCLUDED
    return " ", Part.TERM if entry.kind == "term" else Part.TERM_COUNT


def status_left(words: str, place: str, room: int, glyphs: Glyphs) -> Pieces:
    """What is shown, in at most `room` cells: the filter in words, which is cut first, and the place in the list."""
    wide = glyphs.ambiguous
    if not words:
        return ((shorten(place, room, glyphs.ellipsis, wide), Part.STATUS),)
    shown = shorten(words, max(8, room - cells_of(place, wide) - 3), glyphs.ellipsis, wide)
    rest = shorten(f" {glyphs.dot} {place}", room - cells_of(shown, wide), glyphs.ellipsis, wide)
    return ((shown, Part.STATUS_NOTICE), (rest, Part.STATUS))


def status_room(right: str, width: int, ambiguous: int) -> int:
    """Cells that the status line has left of the text at its right edge."""
    return max(0, width - cells_of(right, ambiguous) - 6)


def status_pieces(left: Pieces, right: str, width: int, ambiguous: int) -> Pieces:
    """The status line: `left` at the left edge, `right` at the right one."""
    used = 2 + sum(cells_of(text, ambiguous) for text, _ in left)
    right = shorten(right, max(0, width - used - 4), ambiguous=ambiguous)
    gap = max(1, width - used - cells_of(right, ambiguous) - 2)
    return (("  ", Part.STATUS), *left, (" " * gap + right + "  ", Part.STATUS))
