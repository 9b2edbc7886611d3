"""A post that is read piece by piece: lines of its page, headings told as such, links followed by their numbers."""

from collections.abc import Iterator

from tui_reader.config.settings import Settings
from tui_reader.document.blocks import Heading, Rule
from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Hit, Line, Link
from tui_reader.markdown.loading import load_parser
from tui_reader.model.errors import ContentError
from tui_reader.model.roles import Role

DRAWN = frozenset((Role.RULE, Role.TABLE_BORDER))
"""Roles of lines that are drawn and say nothing."""


class OpenPost:
    """One post and how far it was said; its page is laid out whole."""

    def __init__(self, path: str, title: str, page: Page) -> None:
        page.parts.settle_all()
        self.path = path
        self.title = title
        self.page = page
        self.piece = range(0)
        """Lines that were said last."""
        self.hits: tuple[Hit, ...] = ()
        """Places that were found."""
        order = dict.fromkeys(number for number, _, _ in page.links_on(0, page.height))
        self.links = tuple(order)
        """Numbers of the page's links in reading order; a person counts them from 1."""
        self._told = {link: place for place, link in enumerate(self.links, 1)}

    @property
    def ended(self) -> bool:
        """Whether the last line was said."""
        return self.piece.stop >= self.page.height

    @property
    def part(self) -> float:
        """How much of the post was said, 0 to 1."""
        return min(1.0, self.piece.stop / max(1, self.page.height))

    def link(self, number: int) -> Link:
        """A link by the number that was told, from 1."""
        return self.page.link(self.links[number - 1])

    def lines_from(self, start: int, rows: int) -> Iterator[str]:
        """Say the next piece: whole blocks that fit in `rows` lines; of a longer one as much as fits. No heading stands
        at its end.
        """
        page = self.page
        start = max(0, min(start, page.height - 1))
        ends = [start]
        for index in range(page.parts.find(start)[0], len(page.parts)):
            end = page.parts.before(index) + len(page.parts.lines(index))
            if end - start > rows:
                break
            if not isinstance(page.parts[index].piece, Heading) or end == page.height:
                ends.append(end)
        self.piece = range(start, ends[-1] if ends[-1] > start else min(start + rows, page.height))
        return self._without_gaps(self._say(y) for y in self.piece)

    @staticmethod
    def _without_gaps(lines: Iterator[str]) -> Iterator[str]:
        """The lines with one blank line between two others at most, and none before or behind them."""
        gap, begun = False, False
        for line in lines:
            if line.strip():
                yield from [""] * (gap and begun)
                yield line
                begun = True
            gap = not line.strip()

    def piece_before(self, rows: int) -> int:
        """Where the piece begins that ends where the last one began."""
        start = self.piece.start
        index = self.page.parts.find(max(0, start - 1))[0]
        first = max(0, start - rows)
        while index > 0 and start - self.page.parts.before(index - 1) <= rows:
            index -= 1
        return max(first, self.page.parts.before(index)) if start else 0

    def heading_from(self, y: int, step: int) -> int | None:
        """Line of the next heading below line `y`, or of the last one above it; None where there is none."""
        found = [self.page.line_of_anchor(anchor.name) for anchor in self.page.outline]
        lines = [line for line in found if line is not None and (line > y if step > 0 else line < y)]
        return (lines[0] if step > 0 else lines[-1]) if lines else None

    def _say(self, y: int) -> str:
        page, line = self.page, self.page.line(y)
        index, above = page.parts.find(y)
        piece = page.parts[index].piece
        is_drawn = all(not DRAWN.isdisjoint(run.roles) or not run.text.strip() for run in line.runs)
        if is_drawn and not isinstance(piece, Rule):
            return ""
        if not isinstance(piece, Heading):
            return self._with_links(line, page.line(y + 1))
        text, begins = line.text.strip(), not any(page.line(before).text.strip() for before in range(above, y))
        return tr("Heading {level}: {title}").format(level=piece.level, title=text) if text and begins else text

    def _with_links(self, line: Line, following: Line) -> str:
        """The text of a line; the number of a link behind its last word."""
        runs = [*line.runs, *following.runs[:1]]
        if not any(run.link is not None for run in line.runs):
            return line.text
        text = ""
        for run, after in zip(line.runs, [*runs[1:], None][: len(line.runs)], strict=True):
            text += run.text
            goes_on = after is not None and after.link == run.link
            text += f"[{self._told[run.link]}]" if run.link is not None and not goes_on else ""
        return text


def layout_for(settings: Settings, columns: int) -> Layout:
    """How posts are set: as wide as the terminal at most, drawn with characters that every terminal has."""
    return Layout(
        width=max(10, min(settings.measure, columns)),
        paragraphs=settings.paragraphs,
        cjk_latin_spacing=settings.gaps,
        ascii=True,
        ambiguous=2 if settings.ambiguous_width == "2" else 1,
    )


def page_of(library: Library, path: str, layout: Layout) -> Page:
    """The page of a post; one that says so where it is gone or cannot be read."""
    try:
        return library.pages.lay_out(path, layout, library.marks.card(path))
    except ContentError as error:
        load_parser()
        from tui_reader.ui.render.stand_ins import lost_page  # noqa: PLC0415  loads the parsers

        return lost_page(path, error, library.marks.known_bookmark(path), layout)
