"""The list: which posts it shows, the counts beside it, and the reading pane that follows it."""

from array import array
from collections.abc import Callable, Sequence

from tui_reader.feed.first_language import begins_with
from tui_reader.feed.posts import linked_path, put_head
from tui_reader.model.dataclass import replace
from tui_reader.model.post import Counts
from tui_reader.model.query import Query
from tui_reader.store.site.languages import Language
from tui_reader.ui.controllers.reading import Reading, renew_card
from tui_reader.ui.controllers.screen_context import ScreenContext
from tui_reader.ui.render.status_text import list_heading, nothing_listed, without_part_at
from tui_reader.ui.state.filter import Filter
from tui_reader.ui.state.kept_rows import keep_rows
from tui_reader.ui.state.row_cache import CHUNK, Listed
from tui_reader.ui.widgets.post_list import PostList, light


class FeedList:
    """What the list of one screen shows."""

    def __init__(self, screen: ScreenContext, reading: Reading) -> None:
        initial = screen.initial
        self.filter = initial.filter
        """Which posts are shown, and in which order."""
        self.total = initial.total
        """How many posts the list has."""
        self.whole = initial.counts.whole if initial.counts is not None else 0
        """How many posts the feed has."""
        self.known = not initial.library.posts.empty
        """Whether the feed was read before; false while it is read for the first time."""
        self._screen = screen
        self._reading = reading
        self._library = initial.library
        self._renewed = 0
        """How often marks were changed here."""
        self._put_off = False
        """The list is to be asked for again when no posts are chosen together any more."""
        self._begins: str | None = None
        """Path for the cursor of other posts that were asked for and are not shown yet; None where none are awaited."""

    @property
    def query(self) -> Query:
        """What the list shows, for the index."""
        return self.filter.query(self._screen.initial.base)

    def begin(self) -> None:
        """Show what was known before the first paint."""
        screen, initial = self._screen, self._screen.initial
        screen.posts.heading = list_heading(self.filter, initial.glyphs)
        if initial.counts is not None:
            screen.sidebar.show_counts(initial.counts)
        screen.posts.show(Listed(initial.ids, initial.rows, headings=initial.headings))

    def show_filter(self, chosen: Filter, path: str = "") -> None:
        """Show other posts, the cursor on the first one or on that of `path`."""
        screen, self.filter = self._screen, chosen
        screen.posts.take_range()
        screen.posts.heading = list_heading(chosen, screen.initial.glyphs)
        screen.sidebar.show_filter(chosen)
        self.reload(keep=False, path=path)

    def take_part_at(self, cell: int) -> None:
        """Take the part of the filter away that stands at a cell of the heading; the order changes to the next one."""
        chosen = without_part_at(self.filter, cell, self._screen.initial.glyphs)
        if chosen != self.filter:
            self.show_filter(chosen)

    def become_known(self) -> None:
        """The feed was read for the first time: an empty list is empty from now on, not looked for."""
        self.known = True
        self._screen.posts.note = nothing_listed(self.filter, self.known)
        self._screen.posts.refresh()
        self._screen.show_place()
        self._correct_language()

    def _correct_language(self) -> None:
        """A list that began with a language without posts begins again."""
        initial, began = self._screen.initial, self.filter.lang
        if not began:
            return

        def show(present: tuple[Language, ...]) -> None:
            if self.filter.lang != began or began in [language.key for language in present]:
                return
            self.show_filter(replace(self.filter, lang=begins_with("", present, initial.settings.language)))

        self._screen.tasks.ask("language", lambda: self._library.posts.languages(initial.base), show)

    def catch_up(self) -> None:
        """Ask for the list again where that was put off while posts were chosen together."""
        if self._put_off and self._screen.posts.window.anchor is None:
            self.reload(keep=True)

    def reload(self, *, keep: bool, path: str = "", anew: bool = False) -> None:
        """Ask for the list again; `keep` leaves the cursor on its post and its row of the screen, `path` puts it there.
        Whoever moves the cursor before the answer comes has it where they moved it.

        While the feed is read for the first time a cursor at the top stays there, whatever comes in above it. Posts
        stay until the list begins `anew`, whatever their marks; while some are chosen together the list stands still.
        A list that is not shown yet has nothing to keep.
        """
        if not keep:
            self._begins = path
        elif self._begins is not None:
            keep, path = False, self._begins
        posts, query, stands = self._screen.posts, self.query, keep
        self._put_off = stands and posts.window.anchor is not None
        if self._put_off:
            self._count(query)
            return
        shown = posts.rows.ids if keep and not anew else None
        keep = keep and (self.known or posts.window.cursor > 0)
        path = posts.chosen.path if keep and posts.chosen else path
        asked_on, renewed = _chosen_id(posts), self._renewed
        before = posts.window.cursor if keep else 0
        by_day, few = self.filter.by_day, self._screen.initial.settings.head_posts * self.filter.has_head

        def work() -> Listed:
            ids = self._library.posts.listing(query)
            if shown is not None:
                ids = keep_rows(ids, shown, query, self._library.posts.listing)
            ids, headings = put_head(self._library.posts, query, ids, few)
            at = _index(ids, self._library.posts.id_of(path) if path else None, before)
            first = max(0, at - CHUNK // 2) // CHUNK * CHUNK
            rows = self._library.posts.rows(ids[first : first + 2 * CHUNK])
            return Listed(ids, rows, first, at, self._library.posts.days(ids) if by_day else headings)

        def then(listed: Listed) -> None:
            if stands and posts.window.anchor is not None:
                self._put_off = True
                return
            self._begins = None
            moved = keep and _chosen_id(posts) != asked_on
            at = _index(listed.ids, _chosen_id(posts), listed.cursor) if moved else listed.cursor
            self._show(replace(listed, cursor=at), keep=keep)
            if renewed != self._renewed:
                posts.forget_rows()  # they may have been read before the mark

        self._screen.tasks.ask("list", work, then)
        self._count(query)

    def _count(self, query: Query) -> None:
        """Ask for the counts of the sidebar."""
        apart = self.filter.counted_apart(self._screen.initial.base)
        self._screen.tasks.ask("counts", lambda: self._library.posts.counts(query, apart), self._show_counts)

    def _show_counts(self, counts: Counts) -> None:
        """Counts are known: the sidebar shows them, the status line how large the whole feed is."""
        self.whole = counts.whole
        self._screen.sidebar.show_counts(counts)
        self._screen.show_place()

    def refresh_marks(self) -> None:
        """The user's marks have changed: rows and counts show them."""
        self._renewed += 1
        self._screen.posts.forget_rows()
        self._count(self.query)
        renew_card(self._reading)

    def ask_rows(self, chunk: int, ids: Sequence[int]) -> None:
        """Ask for rows of the list."""
        posts, library = self._screen.posts, self._library
        self._screen.tasks.ask(
            f"rows-{chunk}", lambda: library.posts.rows(ids), lambda rows: posts.put_rows(chunk, rows)
        )

    def _show(self, listed: Listed, *, keep: bool) -> None:
        """The list is known: show it, the cursor on its post, and let the reading pane follow."""
        posts = self._screen.posts
        posts.note = nothing_listed(self.filter, self.known)
        posts.show(listed, keep=keep)
        self.total = posts.window.count
        self.follow()
        self._screen.show_place()

    def follow(self) -> None:
        """Light the chosen post, and show it in the reading pane where that is seen and not being read."""
        screen = self._screen
        light(screen.posts)
        if screen.panes.arrangement.post == 0 or screen.panes.active == "post":
            return
        row = screen.posts.chosen
        if row is not None:
            self._reading.open(row.path)
        elif not screen.posts.window.count:
            screen.view.show_message("")

    def open_linked(self, target: str) -> None:
        """Open the post that a link of this one leads to: by path from here or from the content folder, or by
        address.
        """
        address, _, fragment = target.partition("#")
        posts, here = self._library.posts, self._reading.path
        self._go(lambda: linked_path(posts, here, address), fragment)

    def open_elsewhere(self, path: str, lang: str = "") -> None:
        """Open a post that need not be the one chosen in the list; the list goes along, to that language where it
        shows one.
        """
        self._go(lambda: path, lang=lang)

    def put_cursor_on(self, path: str) -> None:
        """Put the cursor on a post, where the list has it."""
        self._screen.tasks.ask("cursor", lambda: self._library.posts.id_of(path), self._put_cursor)

    def _put_cursor(self, row_id: int | None) -> bool:
        """Put the cursor on the post of a row id; False where the list does not have it."""
        posts = self._screen.posts
        index = _index(posts.rows.ids, row_id, -1)
        if index >= 0:
            posts.move_to(index)
        return index >= 0

    def _go(self, find: Callable[[], str], fragment: str = "", lang: str = "") -> None:
        """Open the post whose path `find` gives, at a heading where one is named; the list goes along."""

        def work() -> tuple[str, int | None]:
            path = find()
            return path, self._library.posts.id_of(path)

        def then(found: tuple[str, int | None]) -> None:
            path, row_id = found
            self._screen.travel.leave()
            if not self._put_cursor(row_id):
                whole = Filter(sort=self.filter.sort, lang_names=self.filter.lang_names)
                self.show_filter(replace(whole, lang=lang if self.filter.lang else ""), path)
            self._screen.enter("post")
            self._reading.open(path, fragment)

        self._screen.tasks.ask("link", work, then)


def _chosen_id(posts: PostList) -> int | None:
    """The row id of the post under the cursor, known before its row is; None in an empty list."""
    ids, cursor = posts.rows.ids, posts.window.cursor
    return ids[cursor] if cursor < len(ids) else None


def _index(ids: "array[int]", wanted: int | None, otherwise: int) -> int:
    """Index of a row id in the list; `otherwise`, as far as the list goes, where it is not there."""
    try:
        return ids.index(wanted) if wanted is not None else otherwise
    except ValueError:
        return min(otherwise, max(0, len(ids) - 1))
