"""The sidebar: views of the feed, then every taxonomy, authors and archive, with live counts."""

from bisect import bisect_right

from textual.strip import Strip

from tui_reader.config.theme import Part
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.model.post import Counts
from tui_reader.model.views import WHOLE_FEED
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.render.rows import NOT_COUNTED, Entry, entries, entry_pieces, keep_chosen, title_pieces
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.state.filter import ARCHIVE, Chosen, Filter
from tui_reader.ui.state.row_lines import RowLines
from tui_reader.ui.widgets.row_pane import RowPane


class Sidebar(RowPane):
    """Views and terms to filter by."""

    def __init__(self, painter: Painter, glyphs: Glyphs, saved: tuple[str, ...] = ()) -> None:
        super().__init__(painter, id="sidebar")
        self.glyphs = glyphs
        self.heading = ""
        self.filter = Filter()
        self._saved = saved
        self._counts = NOT_COUNTED
        self._opened: frozenset[str] = frozenset()
        self._entries: tuple[Entry, ...] = ()
        self._lay_out()

    @property
    def chosen(self) -> Entry | None:
        """The row under the cursor."""
        return self._entries[self.window.cursor] if self.window.cursor < self.window.count else None

    @property
    def terms(self) -> tuple[Chosen, ...]:
        """Every term of every taxonomy, and every author, for jumping by typing."""
        facets = [facet for facet in self._counts.facets if facet.name != ARCHIVE and not facet.is_month]
        return tuple(Chosen(facet.name, term.name) for facet in facets for term in facet.terms)

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
        before, self.filter = self.filter, chosen
        if chosen.view != before.view and not self.has_focus:
            views = [at for at, entry in enumerate(self._entries) if (entry.kind, entry.name) == ("view", chosen.view)]
            self.window = self.window.moved_to(views[0])
        self.refresh()

    def open_facet(self, name: str) -> None:
        """Show all terms of a facet."""
        self._opened |= {name}
        self._lay_out()
        self.refresh()

    def move_to_group(self, step: int) -> None:
        """Put the cursor on the first row of the next group, or of the one before."""
        firsts = [at + 1 for at, entry in enumerate(self._entries) if entry.kind == "heading"]
        here = bisect_right(firsts, self.window.cursor) - 1
        self.move_to(firsts[max(0, min(here + step, len(firsts) - 1))])

    def title(self, width: int) -> Strip:
        """The name of the feed."""
        return self.painter.row(title_pieces(self.heading, width, self.glyphs, focused=self.has_focus), width)

    def line(self, line: int, width: int) -> Strip:
        """One view, term or heading with its count."""
        over = Part.CURSOR if line == self.window.cursor and self.has_focus else None
        pieces = entry_pieces(self._entries[line], width, self.filter, self.glyphs)
        return self.painter.row(pieces, width, over, self.glyphs)

    def _lay_out(self) -> None:
        """Make the rows again, the cursor staying on the entry it had."""
        before, cursor = self.chosen if self._entries else None, self.window.cursor
        self._entries = tuple(entries(self._counts, self._saved, self._opened, self.filter))
        key = (before.kind, before.facet, before.name) if before else ("view", "", WHOLE_FEED.id)
        places = [i for i, e in enumerate(self._entries) if (e.kind, e.facet, e.name) == key]
        stops = [e.stops for e in self._entries]
        near = (i for i, stop in enumerate(stops) if stop)
        cursor = places[0] if places else min(near, key=lambda i: abs(i - cursor), default=0)
        lines = RowLines(count=len(stops))
        self.window = replace(self.window, lines=lines, stops=stops, cursor=cursor).in_sight()


def show_name(sidebar: Sidebar, title: str) -> None:
    """The feed's title as the site has it now; a site without one shows posts."""
    name = title or tr("Posts")
    if name != sidebar.heading:
        sidebar.heading = name
        sidebar.refresh()
