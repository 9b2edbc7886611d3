"""Finding posts: the search box, the terms of the sidebar, the order of the list; and words in the post."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr, tr_count
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import QueryError
from tui_reader.model.query import All, Condition
from tui_reader.model.sorts import STEP_HELP
from tui_reader.model.views import VIEWS
from tui_reader.ui.actions import post_navigation, view_actions
from tui_reader.ui.actions.table import Group, Scope, action
from tui_reader.ui.render.status_text import sort_name
from tui_reader.ui.state.choices import Prompt
from tui_reader.ui.state.filter import Chosen, Filter

if TYPE_CHECKING:
    from tui_reader.feed.library import Library
    from tui_reader.search.completion import Completion
    from tui_reader.ui.actions.action_context import ActionContext
    from tui_reader.ui.widgets.input_line import InputLine

TYPING_SECONDS = 0.2
"""Pause after the last letter before the list follows what is typed."""


class Searching:
    """One time the search box is open: the list follows the typing, Tab completes, arrows recall earlier searches."""

    is_search = True

    def __init__(self, context: "ActionContext") -> None:
        self.context = context
        self.before = context.travel.here()

    @property
    def history(self) -> tuple[str, ...]:
        """Earlier searches, the last one last."""
        return tuple(self.context.searches)

    def typed(self, text: str) -> None:
        """The list follows after a short pause; while a value is typed, the values there are stand above the line."""
        context = self.context
        line = context.questions.search_line
        if line is not None and line.at_offer < 0:
            self._ask_offers(line, take=False)
        if not text.rstrip().endswith((":", "：")):  # the value of a field is still to come
            context.pauses.after("typing", TYPING_SECONDS, lambda: self._follow(text))

    def _follow(self, text: str) -> None:
        """Show what the text asks for while the line is open."""
        if not self.context.status.display:
            self.show(text)

    def complete(self, line: "InputLine") -> None:
        """Ask for ways to go on, and take the likeliest."""
        self._ask_offers(line, take=True)

    def _ask_offers(self, line: "InputLine", *, take: bool) -> None:
        """Ask for ways to go on and show them; values of fields alone, unless the likeliest is to be taken."""
        from tui_reader.ui.widgets.offers import Offer  # noqa: PLC0415  loaded with the line

        text, cursor, library = line.value, line.cursor_position, self.context.library
        among = replace(self.context.filter, words="", typed=None).query(self.context.initial.base)

        def then(found: "tuple[Completion, ...]") -> None:
            if line.value != text:
                return
            wanted = [each for each in found if take or text[each.start - 1 : each.start] in (":", "：")]
            lines = [(text[: each.start] + each.text, each) for each in wanted]
            offers = [
                Offer(begun + text[cursor:], len(begun), each.shown, f"{each.count}" if each.count else "")
                for begun, each in lines
            ]
            line.offer(offers, take=take)

        self.context.tasks.ask("complete", lambda: library.posts.completions(text, cursor, among=among), then)

    def accepts(self, text: str) -> bool:
        """Whether the text is a query; where it is not, the place that cannot be read is underlined and the list
        stays.
        """
        return self._condition(text) is not None

    def show(self, text: str) -> None:
        """Show what the text asks for; where it cannot be read, what is on the screen stays."""
        context, condition = self.context, self._condition(text)
        if condition is not None:
            typed = None if condition == All() else condition
            context.feed_list.show_filter(replace(context.filter, words=text.strip(), typed=typed))

    def _condition(self, text: str) -> Condition | None:
        """What the text means; None where it cannot be read, which the line then shows."""
        context = self.context
        try:
            return context.library.posts.query(text).where if text.strip() else All()
        except QueryError as error:
            if context.questions.search_line is not None:
                context.questions.search_line.tell_fault(str(error), error.start, error.end)
            return None

    def answer(self, text: str | None) -> None:
        """Keep what was found, or bring back what was there before."""
        context = self.context
        context.pauses.cancel("typing")
        if text is None:
            context.feed_list.show_filter(self.before.filter)
            return
        self.show(text)
        if context.filter != self.before.filter:
            context.travel.history.leave(self.before)
        if text.strip():
            context.enter("posts")
            context.searches = [*(t for t in context.searches if t != text), text]
            self.ask_waiting(self._say_waiting)
            self._ask_unknown()

    def ask_waiting(self, then: Callable[[int], None]) -> None:
        """Ask how many posts cannot be found by their text yet."""
        self.context.tasks.ask("waiting", self.context.library.count_waiting, then)

    def _ask_unknown(self) -> None:
        """Say what the query names that is not there: a list may be empty for that reason."""
        context, typed = self.context, self.context.filter.typed

        def then(unknown: str) -> None:
            if unknown:
                context.status.notify_user(tr("No post has {field}").replace("{field}", unknown), error=True)

        if typed is not None:
            context.tasks.ask("unknown", lambda: context.library.posts.unknown(typed), then)

    def begun(self, waiting: int) -> None:
        """Nothing is typed yet: say what is not searched yet."""
        line = self.context.questions.search_line
        if waiting and line is not None and not line.value:
            line.placeholder = _waiting_text(waiting)

    def _say_waiting(self, waiting: int) -> None:
        """Say what is not searched yet: its text is still being read behind the screen."""
        if waiting:
            self.context.status.notify_user(_waiting_text(waiting))


def _waiting_text(waiting: int) -> str:
    return tr_count("the text of {n} post is not searched yet", "the text of {n} posts is not searched yet", waiting)


@action(
    id="search",
    keys="slash",
    label="Search",
    help="Search the feed in the list; find a word in the post.",
    group=Group.FEED,
)
def search(context: "ActionContext") -> None:
    if context.panes.active == "post":
        find_in_post(context)
    else:
        search_feed(context)


def search_feed(context: "ActionContext") -> None:
    """Search the feed in the query language."""
    searching = Searching(context)
    prompt = Prompt(tr("Search"), tr("words, tag:…, after:2022-07, is:unread, -without"))
    context.questions.ask_line(prompt, context.filter.words, searching.answer, searching)
    searching.ask_waiting(searching.begun)


def find_in_post(context: "ActionContext") -> None:
    """Ask for a piece of text and find it in the post."""
    prompt = Prompt(tr("Find"), tr("words in this post"))
    context.questions.ask_line(prompt, "", lambda text: post_navigation.find(context, text or ""))


@action(
    id="jump_term",
    keys="t",
    label="Go to a view or term",
    help="Type a part of a view, tag, category or author to show its posts.",
    group=Group.FEED,
)
def choose_term(context: "ActionContext") -> None:
    from tui_reader.ui.state.choices import Choice  # noqa: PLC0415  loaded when first needed

    terms, saved = context.sidebar.terms, context.initial.saved
    choices = [Choice(f"view {view.id}", tr(view.label), tr("view")) for view in VIEWS]
    choices += [Choice(f"saved {number}", name, tr("view")) for number, name in enumerate(saved)]
    choices += [Choice(f"term {number}", term.term, term.facet) for number, term in enumerate(terms)]

    def then(value: str) -> None:
        kind, _, name = value.partition(" ")
        if kind == "view":
            view_actions.show_view(context, name)
        elif kind == "saved":
            view_actions.show_saved(context, int(name))
        else:
            view_actions.show_term(context, terms[int(name)])

    context.questions.choose(tr("Go to a view or term"), choices, then)


@action(
    id="sort",
    keys="s",
    label="Sort",
    help=STEP_HELP,
    group=Group.FEED,
)
def change_order(context: "ActionContext") -> None:
    context.feed_list.show_filter(context.filter.next_sort())
    context.status.notify_user(sort_name(context.filter.sort))


@action(
    id="timeline",
    keys="D",
    label="By day",
    help="Show the days of the list as headings, newest first, or hide them.",
    group=Group.FEED,
)
def toggle_days(context: "ActionContext") -> None:
    """The cursor stays on its post."""
    row = context.posts.chosen
    context.feed_list.show_filter(context.filter.with_days(), row.path if row else "")


@action(
    id="fold_head",
    keys="P",
    label="Fold the head",
    help="Show what is pinned and recommended under headings at the head of the feed, or where the order puts it.",
    group=Group.FEED,
)
def fold_head(context: "ActionContext") -> None:
    """The cursor stays on its post."""
    row = context.posts.chosen
    folded = replace(context.filter, folded=not context.filter.folded)
    context.feed_list.show_filter(folded, row.path if row else "")


@action(
    id="toggle_term",
    keys="space",
    label="Filter by it",
    help="Add the term to the filter or take it away.",
    scope=Scope.SIDEBAR,
    group=Group.FEED,
)
def toggle_term(context: "ActionContext") -> None:
    _change_term(context, Filter.toggled)


@action(
    id="offer_term",
    keys="vertical_line",
    label="Or this",
    help="Posts with the term fit too, beside those with a chosen one; elsewhere, choose such terms.",
    group=Group.FEED,
)
def offer_term(context: "ActionContext") -> None:
    _change_terms(context, tr("Posts with any of these"), Filter.with_or_term)


@action(
    id="exclude_term",
    keys="exclamation_mark",
    label="Exclude it",
    help="Leave out posts with the term; elsewhere, choose such terms.",
    group=Group.FEED,
)
def exclude_term(context: "ActionContext") -> None:
    _change_terms(context, tr("Posts without any of these"), Filter.excluded)


def _change_terms(context: "ActionContext", heading: str, change: Callable[[Filter, Chosen], Filter]) -> None:
    """Change the filter by the term under the sidebar's cursor; where the sidebar has no keys, by terms that are
    chosen, those of the post first.
    """
    if context.panes.active == "sidebar":
        _change_term(context, change)
        return
    row = context.posts.chosen
    path = context.reading.path if context.panes.active == "post" else row.path if row else ""
    library = context.library
    context.tasks.ask(
        "terms", lambda: _terms_of(library, path), lambda own: _choose_terms(context, heading, own, change)
    )


def _terms_of(library: "Library", path: str) -> list[Chosen]:
    """The terms and authors of a post; none where it is gone."""
    row_id = library.posts.id_of(path)
    posts = library.posts.by_ids([row_id]) if row_id is not None else ()
    taxonomies = [taxonomy for post in posts for taxonomy in post.taxonomies]
    found = [Chosen(taxonomy.name.lower(), term) for taxonomy in taxonomies for term in taxonomy.terms]
    return [*found, *(Chosen("authors", author) for post in posts for author in post.authors)]


def _choose_terms(
    context: "ActionContext", heading: str, own: Sequence[Chosen], change: Callable[[Filter, Chosen], Filter]
) -> None:
    """Let the user choose terms, those of the post first, and change the filter by them."""
    from tui_reader.ui.state.choices import Choice, grouped  # noqa: PLC0415  loaded when first needed

    terms = [*own, *(term for term in context.sidebar.terms if term not in own)]
    choices = [Choice(f"{number}", term.term, term.facet) for number, term in enumerate(terms)]
    groups = ((tr("Of this post"), choices[: len(own)]), (tr("Of the feed"), choices[len(own) :]))

    def then(values: Sequence[str]) -> None:
        chosen = context.filter
        for value in values:
            chosen = change(chosen, terms[int(value)])
        context.feed_list.show_filter(chosen)
        context.enter("posts")

    context.questions.choose_several(heading, grouped(groups), then)


def _change_term(context: "ActionContext", change: Callable[[Filter, Chosen], Filter]) -> None:
    """Change the filter by the term under the sidebar's cursor; anything else there is opened."""
    entry = context.sidebar.chosen
    if entry is not None and entry.kind == "term":
        context.feed_list.show_filter(change(context.filter, Chosen(entry.facet, entry.name)))
    elif entry is not None:
        view_actions.open_entry(context)


@action(
    id="clear_filter",
    keys="backspace",
    label="Less filter",
    help="Take the last part of the filter away; Esc takes all of it.",
    group=Group.FEED,
)
def take_filter_part(context: "ActionContext") -> None:
    if context.filter.parts:
        context.feed_list.show_filter(context.filter.without(context.filter.parts[-1]))


@action(id="refresh", keys="ctrl+r", label="Look at the files", help="Look at the files now.", group=Group.FEED)
def refresh(context: "ActionContext") -> None:
    context.file_sync.look(now=True)
    context.feed_list.reload(keep=True, anew=True)
