"""The sidebar: views of the feed, then every taxonomy, authors and archive, with live counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.strip import Strip

from tui_reader.post import Counts, Facet, TermCount
from tui_reader.text.cells import width as cells_of
from tui_reader.text.words import say
from tui_reader.theme import Part
from tui_reader.ui.bindings import bindings
from tui_reader.ui.filter import Chosen, Filter
from tui_reader.ui.glyphs import Glyphs
from tui_reader.ui.keys import Scope
from tui_reader.ui.strips import Painter, fill
from tui_reader.ui.widgets.row_pane import RowPane

SHOWN_TERMS = 10
"""Terms of a taxonomy that are shown before one asks for the rest."""

VIEW_NAMES = {
    "all": "All",
    "recommended": "Recommended",
    "unread": "Unread",
    "continue": "Continue",
    "bookmarks": "Bookmarks",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the sidebar."""

    kind: str
    """`view`, `term`, `more`, `heading` or `blank`; the cursor skips the last two."""
    name: str = ""
    """What is shown."""
    count: int | None = None
    """How many posts, or None for none shown."""
    facet: str = ""
    """Taxonomy of a term, or the facet that `more` opens."""

    @property
    def stops(self) -> bool:
        """True where the cursor may stand on it."""
        return self.kind in ("view", "term", "more")


def entries(counts: Counts, opened: frozenset[str]) -> Iterator[Entry]:
    """The rows of the sidebar; `opened` are facets shown whole."""
    yield Entry("heading", say("Feed"))
    for view, count in counts.views:
        yield Entry("view", view, count)
    for facet in counts.facets:
        if facet.terms:
            yield Entry("blank")
            yield Entry("heading", _heading(facet.name))
            yield from _terms(facet, facet.name in opened)


def keep_chosen(counts: Counts, chosen: Filter) -> Counts:
    """The counts with every term of the filter in them, those that no post carries under it with the count 0."""
    facets = []
    for facet in counts.facets:
        there = {term.name for term in facet.terms}
        wanted = dict.fromkeys(t.term for t in (*chosen.include, *chosen.exclude) if t.facet == facet.name)
        lost = tuple(TermCount(name, 0) for name in wanted if name not in there)
        facets.append(Facet(facet.name, lost + facet.terms))
    return Counts(counts.views, tuple(facets))


def _terms(facet: Facet, whole: bool) -> Iterator[Entry]:
    """The terms of one facet, the first ones only unless `whole`."""
    shown = facet.terms if whole or len(facet.terms) <= SHOWN_TERMS + 1 else facet.terms[:SHOWN_TERMS]
    for term in shown:
        yield Entry("term", term.name, term.count, facet.name)
    if len(shown) < len(facet.terms):
        yield Entry("more", say("more"), len(facet.terms) - len(shown), facet.name)


def _heading(name: str) -> str:
    """A facet's heading: its plural name with a capital letter."""
    return say(name[:1].upper() + name[1:])


class Sidebar(RowPane):
    """Views and terms to filter by."""

    BINDINGS = bindings(Scope.SIDEBAR)

    def __init__(self, painter: Painter, glyphs: Glyphs) -> None:
        super().__init__(painter, id="sidebar")
        self.glyphs = glyphs
        self.heading = ""
        self.filter = Filter()
        self._counts = Counts(tuple((view, -1) for view in VIEW_NAMES), ())
        self._opened: frozenset[str] = frozenset()
        self._entries: tuple[Entry, ...] = ()
        self._lay_out()

    @property
    def chosen(self) -> Entry | None:
        """The row under the cursor."""
        return self._entries[self.cursor] if self.cursor < self.count else None

    @property
    def terms(self) -> tuple[Chosen, ...]:
        """Every term of every facet, for jumping by typing."""
        return tuple(Chosen(facet.name, term.name) for facet in self._counts.facets for term in facet.terms)

    def show_counts(self, counts: Counts) -> None:
        """New counts; the cursor stays on its row."""
        counts = keep_chosen(counts, self.filter)
        if counts == self._counts:
            return
        self._counts = counts
        self._lay_out()
        self.refresh()

    def show_filter(self, chosen: Filter) -> None:
        """Another filter: other rows are marked."""
        if chosen == self.filter:
            return
        self.filter = chosen
        self.refresh()

    def open_facet(self, name: str) -> None:
        """Show all terms of a facet."""
        self._opened |= {name}
        self._lay_out()
        self.refresh()

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, or on the next one in the same direction where it may stand."""
        step = 1 if index >= self.cursor else -1
        index = max(0, min(index, self.count - 1))
        for way in (step, -step):
            at = index
            while 0 <= at < self.count and not self._entries[at].stops:
                at += way
            if 0 <= at < self.count:
                super().move_to(at)
                return

    def title(self, width: int) -> Strip:
        """The name of the feed."""
        part = Part.PANE_TITLE_FOCUSED if self.has_focus else Part.PANE_TITLE
        return self.painter.row([("  ", Part.TERM), (fill(self.heading, max(0, width - 4)), part)], width)

    def row(self, index: int, width: int) -> Strip:
        """One view, term or heading with its count."""
        entry = self._entries[index]
        if entry.kind == "blank":
            return self.painter.blank(width)
        if entry.kind == "heading":
            return self.painter.row([("  " + fill(entry.name, max(0, width - 3)), Part.SECTION)], width)
        over = None
        if index == self.cursor and self.has_focus:
            over = Part.CURSOR
        elif index == self.cursor:
            over = Part.CURSOR_UNFOCUSED
        mark, part = self._mark(entry)
        count = "" if entry.count is None or entry.count < 0 else f"{entry.count}"
        name = say(VIEW_NAMES.get(entry.name, entry.name)) if entry.kind == "view" else entry.name
        room = width - 4 - cells_of(count)
        pieces = [(f" {mark} ", part), (fill(name, max(0, room), self.glyphs.ellipsis), part)]
        return self.painter.row([*pieces, (f"{count} ", Part.TERM_COUNT)], width, over)

    def _mark(self, entry: Entry) -> tuple[str, Part]:
        """How a row shows that it is in the filter."""
        if entry.kind == "view":
            return (" ", Part.TERM_CHOSEN if entry.name == self.filter.view else Part.TERM)
        term = Chosen(entry.facet, entry.name)
        if entry.kind == "term" and term in self.filter.include:
            return self.glyphs.included, Part.TERM_CHOSEN
        if entry.kind == "term" and term in self.filter.exclude:
            return self.glyphs.excluded, Part.TERM_EXCLUDED
        return " ", Part.TERM if entry.kind == "term" else Part.TERM_COUNT

    def _lay_out(self) -> None:
        """Make the rows anew, the cursor staying on the entry it had."""
        before = self.chosen if self._entries else None
        self._entries = tuple(entries(self._counts, self._opened))
        self.count = len(self._entries)
        key = (before.kind, before.facet, before.name) if before else ("view", "", "all")
        places = [i for i, e in enumerate(self._entries) if (e.kind, e.facet, e.name) == key]
        stops = [i for i, e in enumerate(self._entries) if e.stops]
        self.cursor = places[0] if places else min(stops, key=lambda i: abs(i - self.cursor), default=0)
        self._keep_in_sight()
