"""What is being read line by line: the list and its filter, the open post, what a number chooses, the way back."""

from array import array
from collections.abc import Callable, Sequence
from time import monotonic

from tui_reader.config.settings import Settings
from tui_reader.feed.library import Library
from tui_reader.feed.posts import put_head
from tui_reader.feed.several.known_feeds import label_of
from tui_reader.feed.several.open_feeds import OpenFeeds
from tui_reader.feed.sync import ALL_SECONDS
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Position
from tui_reader.linear.console import Console
from tui_reader.linear.open_post import OpenPost, layout_for, page_of
from tui_reader.linear.said import list_lines
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.post import ListHeading, Row
from tui_reader.model.query import words_of
from tui_reader.ui.render.glyphs import ASCII
from tui_reader.ui.render.status_text import list_heading, place_in_post
from tui_reader.ui.startup.beginning import Beginning
from tui_reader.ui.state.filter import Filter
from tui_reader.ui.state.history import History, Place


@dataclass(frozen=True, slots=True)
class Numbered:
    """What numbers choose from: what was listed last."""

    count: int
    """How many there are; they are counted from 1."""
    choose: Callable[[int], None]
    """Chooses the one at an index, from 0."""


class LineSession:
    """The feed that is read and where; one thread has it."""

    def __init__(self, console: Console, feeds: OpenFeeds, begun: Beginning, everywhere: Settings) -> None:
        self.console = console
        self.feeds = feeds
        self.library: Library = feeds.library(begun.feed)
        self.settings: Settings = begun.settings
        """What holds now in this feed."""
        self.everywhere = everywhere
        """What holds now in all of them, but for what is a feed's own."""
        self.base = begun.base
        self.feed = begun.feed
        self.filter = begun.filter
        self.history = History()
        self.post: OpenPost | None = None
        """The post that is read; None in the list."""
        self.ids: array[int] = array("q")
        self.headings: tuple[ListHeading, ...] = ()
        self.next = 0
        """Index of the first post that was not listed yet."""
        self.at = 0
        """Index of the post that was opened from the list last."""
        self.numbered = Numbered(0, lambda _: None)
        self.follow: Callable[[int], None] = lambda _: None
        """Follows a link of the post by its place among them, from 0."""
        self.behind = ""
        """Since when the posts may be behind, as it was said last."""
        self.looked = monotonic()
        """When the files were looked at."""
        self.ended = False
        """Whether the user wants to leave."""

    def say(self, text: str = "") -> None:
        """Lines for the user."""
        self.console.say(text)

    def begin(self, begun: Beginning, library: Library) -> None:
        """Read another feed from its beginning."""
        self.close_post()
        self.library, self.feed, self.base = library, begun.feed, begun.base
        self.settings = begun.settings
        self.filter = begun.filter

    def show(self, chosen: Filter) -> None:
        """List other posts; the place that is left is one to come back to."""
        self.leave()
        self.close_post()
        self.filter = chosen
        if words_of(chosen.condition()) and self.library.count_waiting():
            self.say(tr("Reading the text of every post …"))
            self.library.sync.run(text_seconds=ALL_SECONDS)
        self.reload()
        self.say_heading()
        self.say_page()

    def reload(self) -> None:
        """Ask for the list again, from its beginning."""
        posts, query = self.library.posts, self.filter.query(self.base)
        if query.needs_bodies:
            self.library.sync.count_all()
        ids = posts.listing(query)
        self.ids, self.headings = put_head(posts, query, ids, self.settings.head_posts * self.filter.has_head)
        if self.filter.by_day:
            self.headings = posts.days(self.ids)
        self.next = 0

    def say_heading(self) -> None:
        """Say what the list shows."""
        count = tr_count("{n} post", "{n} posts", len(self.ids))
        self.say(f"{label_of(self.feed)}: {list_heading(self.filter, ASCII)}, {count}")

    def say_page(self) -> None:
        """Say the next posts of the list; numbers open posts from then on."""
        self.numbered = Numbered(len(self.ids), lambda index: self.open_listed(index))
        if not self.ids:
            whole = tr("No posts here; view all lists the whole feed")
            self.say(whole if self.filter.bare else tr("No post fits; less all takes the filter away"))
            return
        first, last = self.next, min(self.next + self.console.rows, len(self.ids))
        for line in list_lines(first, self.library.posts.rows(self.ids[first:last]), self.headings):
            self.say(line)
        self.next = last
        rest = len(self.ids) - last
        more = tr_count("{n} more: Enter goes on", "{n} more: Enter goes on", rest)
        self.say(more if rest else tr("That is all; a number opens a post"))

    def open_listed(self, index: int) -> None:
        """Open a post of the list."""
        row = self.row_at(index)
        if row is not None:
            self.open(row.path)
            self.at = index

    def row_at(self, index: int) -> Row | None:
        """A post of the list; None where there is none."""
        rows = self.library.posts.rows(self.ids[index : index + 1]) if index >= 0 else ()
        return rows[0] if rows else None

    def open(self, path: str, fragment: str = "", place: Position | None = None) -> None:
        """Open a post at a place, else where it was left, and say its first piece; it counts as read."""
        library = self.library
        page = page_of(library, path, self.layout)
        self.leave()
        self.close_post()
        title = page.head.title if page.head else path
        self.post = OpenPost(path, title, page)
        row_id = library.posts.id_of(path)
        self.at = self.ids.index(row_id) if row_id is not None and row_id in self.ids else self.at
        library.marks.mark_read([path], True)
        stopped = None if fragment or place else library.marks.place(path)
        at = place or stopped
        line = page.line_of_anchor(fragment) if fragment else page.line_of_position(at) if at else 0
        if line and stopped:
            self.say(f"{title}. {tr('Where you stopped reading; top begins anew')}")
        self.say_piece(line or 0)

    def say_piece(self, line: int) -> None:
        """Say the post from a line on; numbers follow its links from then on."""
        post = self.post
        if post is None:
            return
        for text in post.lines_from(line, self.console.rows):
            self.say(text)
        self.numbered = Numbered(len(post.links), self.follow)
        if not post.ended:
            self.say(place_in_post(post.part, post.page.head.minutes if post.page.head else 0, ASCII))
        else:
            following = self.row_at(self.at + 1)
            self.say(tr("End of the post") + (f". Enter: {following.title}" if following else ""))

    def set_again(self) -> None:
        """Lay the open post out again: its file or the settings have changed; one is where one was."""
        post = self.post
        if post is not None:
            place, page = post.page.position_at(post.piece.start), page_of(self.library, post.path, self.layout)
            self.post = OpenPost(post.path, post.title, page)
            self.post.piece = range(page.line_of_position(place), page.line_of_position(place))

    def go_on(self) -> None:
        """Say what comes next: of the post, behind its end the next post, of the list."""
        if self.post is None:
            self.say_page()
        elif not self.post.ended:
            self.say_piece(self.post.piece.stop)
        elif self.row_at(self.at + 1) is not None:
            self.open_listed(self.at + 1)
        else:
            self.say(tr("This was the last post of the list"))

    def offer(self, lines: Sequence[str], choose: Callable[[int], None]) -> None:
        """Say a numbered list; numbers choose from it from then on."""
        for number, line in enumerate(lines, 1):
            self.say(f"{number}. {line}")
        self.numbered = Numbered(len(lines), choose)

    def here(self) -> Place:
        """Where the user is."""
        post = self.post
        if post is None:
            return Place(self.filter, "", "", "posts", feed=self.feed)
        place = post.page.position_at(post.piece.start)
        return Place(self.filter, post.path, post.title, "post", place, self.feed)

    def leave(self) -> None:
        """A jump is about to lead away from here."""
        if self.post is not None or self.ids:
            self.history.leave(self.here())

    def close_post(self) -> None:
        """Leave the post; where one stopped is kept, unless it was read to its end."""
        post, self.post = self.post, None
        if post is not None and self.library.posts.id_of(post.path) is not None:
            is_inside = post.piece.start > 0 and not post.ended
            place = post.page.position_at(post.piece.start) if is_inside else None
            self.library.marks.keep_place(post.path, replace(place, part=round(post.part, 4)) if place else None)

    @property
    def layout(self) -> Layout:
        """How posts are set now."""
        return layout_for(self.settings, self.console.columns)

    @property
    def prompt(self) -> str:
        """What stands before a line to type: where one is."""
        return f"{tr('post') if self.post else tr('list')}> "
