"""Commands on the list: going through it, searching, views, terms, order, language."""

from collections.abc import Callable

from tui_reader.i18n.messages import tr, tr_count
from tui_reader.linear.line_command import Command, fitting, no_such
from tui_reader.linear.line_session import LineSession
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import NotFoundError
from tui_reader.model.post import Counts
from tui_reader.model.query import Field, Query
from tui_reader.model.sorts import STEPPED, get_sort
from tui_reader.model.views import VIEWS
from tui_reader.ui.render.rows import show_heading
from tui_reader.ui.state.choices import Choice
from tui_reader.ui.state.filter import Chosen, Filter

MOST_POSTS = 5
"""Titles that complete what is typed."""


def go_on(session: LineSession, _: str) -> None:
    """Say what comes next."""
    session.go_on()


def go_up(session: LineSession, _: str) -> None:
    """Say the piece or the page before the last one."""
    if session.post is not None:
        session.say_piece(session.post.piece_before(session.console.rows))
    else:
        rows = session.console.rows
        shown = (session.next - 1) % rows + 1 if session.next else 0
        session.next = max(0, session.next - shown - rows)
        session.say_page()


def list_again(session: LineSession, text: str) -> None:
    """Say the list from its beginning, or from a post on."""
    session.close_post()
    session.reload()
    session.say_heading()
    if text.isdecimal() and session.ids:
        session.next = min(max(int(text), 1), len(session.ids)) - 1
    session.say_page()


def open_post(session: LineSession, text: str) -> None:
    """Open a post by its number in the list, or by its path, address or the start of its title."""
    if text.isdecimal() and 0 < int(text) <= len(session.ids):
        session.open_listed(int(text) - 1)
    else:
        session.open(session.library.posts.by_name(text).path)


def _posts(session: LineSession, typed: str) -> list[str]:
    if not typed.strip():
        return []
    found = session.library.posts.first(replace(session.base, where=Field("title", typed.strip())), MOST_POSTS)
    return [row.title for row in found]


def search(session: LineSession, text: str) -> None:
    """Show the posts that fit a query; all of the view where it is empty. Raises QueryError."""
    typed = session.library.posts.query(text).where if text else None
    session.show(replace(session.filter, words=text, typed=typed))
    unknown = session.library.posts.unknown(typed) if typed is not None and not session.ids else ""
    if unknown:
        session.say(tr("No post has {field}").replace("{field}", unknown))


def complete_query(session: LineSession, typed: str) -> list[str]:
    """Queries that the typed one may become."""
    return [typed[: found.start] + found.text for found in session.library.posts.completions(typed, len(typed))]


def _counts(session: LineSession) -> Counts:
    chosen, posts = session.filter, session.library.posts
    return posts.counts(chosen.query(session.base), chosen.counted_apart(session.base))


def view(session: LineSession, name: str) -> None:
    """Show a view of the feed or one of the user's; without a name, say them all."""
    saved = session.settings.views
    names = [each.id for each in VIEWS] + [each.name for each in saved]
    if not name:
        counts = dict(_counts(session).views)
        said = [f"{tr(each.label)}, {counts.get(each.id, 0)} ({each.id})" for each in VIEWS]
        session.offer([*said, *(each.name for each in saved)], lambda index: view(session, names[index]))
    elif name in names[: len(VIEWS)]:
        session.show(session.filter.viewing(name))
    elif name in names:
        one = saved[names.index(name) - len(VIEWS)]
        typed = session.library.posts.query(one.query).where
        session.show(session.filter.saved(one.query, typed, one.sort))
    else:
        raise NotFoundError(no_such(name, names))


def _views(session: LineSession, typed: str) -> list[str]:
    views = [Choice(each.id, tr(each.label), "", each.id) for each in VIEWS]
    return fitting([*views, *(Choice(each.name, each.name) for each in session.settings.views)], typed)


def _terms(session: LineSession) -> list[Chosen]:
    """Every term of the feed, the most frequent of each taxonomy first."""
    facets = session.library.posts.counts(Query(drafts=True, future=True, expired=True)).facets
    return [Chosen(facet.name, term.name) for facet in facets if not facet.is_month for term in facet.terms]


def _spell(term: Chosen) -> str:
    return f"{term.facet}/{term.term}"


def _term_called(session: LineSession, text: str) -> Chosen:
    """The term that is meant by `tags/山西`, by its name or by a part of it; raises NotFoundError."""
    terms = _terms(session)
    for found in ([t for t in terms if text in (_spell(t), t.term)], fitting_terms(terms, text)):
        if found:
            return found[0]
    raise NotFoundError(tr("There is no term {name}").replace("{name}", text))


def fitting_terms(terms: list[Chosen], typed: str) -> list[Chosen]:
    """The terms that hold what is typed, by pinyin too."""
    spelled = {_spell(term): term for term in terms}
    return [spelled[name] for name in fitting([Choice(_spell(t), t.term, t.facet) for t in terms], typed)]


def _complete_term(session: LineSession, typed: str) -> list[str]:
    return [_spell(term) for term in fitting_terms(_terms(session), typed)]


def term(session: LineSession, text: str) -> None:
    """Show the posts of one term; without one, say the taxonomies, and of one of these its terms."""
    facets = {facet.name: facet.terms for facet in _counts(session).facets if facet.terms and not facet.is_month}
    if text in facets:
        terms = [Chosen(text, each.name) for each in facets[text]]
        said = [f"{each.name}, {each.count}" for each in facets[text]]
        session.offer(said, lambda index: session.show(session.filter.in_place(terms[index])))
    elif text:
        session.show(session.filter.only(_term_called(session, text)))
    else:
        names = list(facets)
        said = [
            tr_count("{name}, {n} term", "{name}, {n} terms", len(facets[name])).replace("{name}", name)
            for name in names
        ]
        session.offer(said, lambda index: term(session, names[index]))


def _changing(change: Callable[[Filter, Chosen], Filter]) -> Callable[[LineSession, str], None]:
    """A command that changes the filter by a term; without one, the terms of the feed are said to choose from."""

    def run(session: LineSession, text: str) -> None:
        if text:
            session.show(change(session.filter, _term_called(session, text)))
            return
        terms = _terms(session)
        session.offer(
            [_spell(each) for each in terms], lambda index: session.show(change(session.filter, terms[index]))
        )

    return run


def less(session: LineSession, text: str) -> None:
    """Take the last part of the filter away, or all of it."""
    parts = session.filter.parts
    if not parts:
        session.say(tr("There is no filter"))
        return
    for part in parts if text == "all" else parts[-1:]:
        session.filter = session.filter.without(part)
    session.show(session.filter)


def sort(session: LineSession, name: str) -> None:
    """Change the order of the list; without a name, say the orders."""
    names = [each.id for each in STEPPED]
    if not name:
        session.offer([f"{tr(each.label)} ({each.id})" for each in STEPPED], lambda index: sort(session, names[index]))
    elif name in names:
        session.show(replace(session.filter, sort=get_sort(name), days=False))
    else:
        raise NotFoundError(no_such(name, names))


def days(session: LineSession, _: str) -> None:
    """Say the days of the list as headings, newest first, or leave them out."""
    session.show(session.filter.with_days())


def head(session: LineSession, _: str) -> None:
    """Begin the feed with what is pinned and recommended, or do not."""
    session.show(replace(session.filter, folded=not session.filter.folded))


def language(session: LineSession, name: str) -> None:
    """Show the posts of one language of the feed, or of all; without a name, say them."""
    present = session.library.posts.languages(session.base)
    names = ["all", *(each.key for each in present)]
    if not name:
        said = [tr("all"), *(f"{each.shown} ({each.key})" for each in present)]
        session.offer(said, lambda index: language(session, names[index]))
    elif name in names:
        session.show(replace(session.filter, lang="" if name == "all" else name))
    else:
        raise NotFoundError(no_such(name, names))


def headings(session: LineSession, _: str) -> None:
    """Say the headings of the list; a number leads to one."""
    found = session.headings
    if not found:
        session.say(tr("The list has no headings: days gives it some"))
        return

    def choose(index: int) -> None:
        session.next = found[index].first
        session.say_page()

    session.offer([show_heading(each) for each in found], choose)


COMMANDS = (
    Command("more", "Say what comes next, as Enter alone does.", go_on),
    Command("up", "Say the piece or the page before.", go_up, "b"),
    Command("list", "Say the list from its beginning, or from a post on.", list_again, "l", "NUMBER"),
    Command("post", "Open a post by its number, its path or the start of its title.", open_post, "", "POST", _posts),
    Command(
        "search", "Show the posts that fit a query; in a post, / finds a word.", search, "/", "QUERY", complete_query
    ),
    Command("filter", "The same as search.", search, "", "QUERY", complete_query),
    Command("view", "Show a view: all, recommended, unread, bookmarks, notes …", view, "", "NAME", _views),
    Command("term", "Show the posts of a tag, a category or an author.", term, "t", "TERM", _complete_term),
    Command(
        "add", "Add a term to the filter, or take it away.", _changing(Filter.toggled), "+", "TERM", _complete_term
    ),
    Command("or", "Let posts with a term fit too.", _changing(Filter.with_or_term), "|", "TERM", _complete_term),
    Command("without", "Leave out posts with a term.", _changing(Filter.excluded), "!", "TERM", _complete_term),
    Command("less", "Take the last part of the filter away, or all of it.", less, "", "all"),
    Command(
        "sort",
        "Change the order of the list.",
        sort,
        "s",
        "NAME",
        lambda _, typed: fitting([Choice(each.id, each.id) for each in STEPPED], typed),
    ),
    Command("days", "Say the days of the list as headings, or leave them out.", days, "D"),
    Command("headings", "Say the headings of the list; a number leads to one.", headings),
    Command("head", "Begin the feed with what is pinned and recommended, or do not.", head, "P"),
    Command("language", "Show the posts of one language.", language, "L", "NAME"),
)
"""Commands on the list, in the order of the help."""
