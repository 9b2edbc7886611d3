"""Questions to the user: a line to type, something to choose; the widgets for it are loaded when first needed."""

from collections.abc import Callable, Container, Sequence
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.layout.page import LinkKind
from tui_reader.model.views import VIEWS
from tui_reader.ui.actions import in_post
from tui_reader.ui.actions.following import follow_link
from tui_reader.ui.actions.key_settings import read_key_settings
from tui_reader.ui.actions.viewing import show_saved, show_view
from tui_reader.ui.keys import ACTIONS, BY_ID, Scope, show_keys
from tui_reader.ui.render.rows import show_date

if TYPE_CHECKING:
    from tui_reader.model.post import Post, Row
    from tui_reader.ui.screens.browse import Browse
    from tui_reader.ui.screens.choose import Choice
    from tui_reader.ui.widgets.input_line import Helping

SCOPES = {"sidebar": Scope.SIDEBAR, "posts": Scope.LIST, "post": Scope.POST}
"""Pane → scope whose keys work there."""


def ask_line(
    browse: "Browse",
    prompt: str,
    text: str,
    answer: Callable[[str | None], None],
    helping: "Helping | None" = None,
) -> None:
    """Ask for a line of text at the foot of the screen; the answer is None where the user gives up or is asked anew."""
    from tui_reader.ui.widgets.input_line import InputLine  # noqa: PLC0415  loaded when first needed

    def end(line: str | None) -> None:
        browse.status.display = True
        browse.line = browse.asked = None
        browse.enter(browse.active)
        answer(line)

    for earlier in browse.query(InputLine):
        earlier.action_give_up()
    browse.status.display = False
    line = InputLine(prompt, text, end, helping)
    browse.asked = line
    browse.line = line if helping is not None else None
    browse.mount(line)
    browse.set_focus(line)


def choose(
    browse: "Browse", heading: str, choices: "Sequence[Choice]", then: Callable[[str], None], at: int = 0
) -> None:
    """Let the user choose; nothing happens where they leave without choosing."""
    from tui_reader.ui.screens.choose import Choose  # noqa: PLC0415  loaded when first needed

    def chosen(value: str | None) -> None:
        if value:
            then(value)

    browse.app.push_screen(Choose(browse.view.painter, heading, choices, at), chosen)


def choose_term(browse: "Browse") -> None:
    """Choose a term of any taxonomy, or a view, by typing a part of it, and show its posts."""
    from tui_reader.ui.screens.choose import Choice  # noqa: PLC0415  loaded when first needed

    terms, saved = browse.sidebar.terms, browse.opening.saved
    choices = [Choice(f"view {view.id}", tr(view.label), tr("view")) for view in VIEWS]
    choices += [Choice(f"saved {number}", name, tr("view")) for number, name in enumerate(saved)]
    choices += [Choice(f"term {number}", term.term, term.facet) for number, term in enumerate(terms)]

    def then(value: str) -> None:
        kind, _, name = value.partition(" ")
        if kind == "view":
            show_view(browse, name)
        elif kind == "saved":
            show_saved(browse, int(name))
        else:
            browse.show_filter(browse.filter.only(terms[int(name)]))
            browse.enter("posts")

    choose(browse, tr("Go to a view or term"), choices, then)


def choose_heading(browse: "Browse") -> None:
    """Choose a heading of the post and go there."""
    from tui_reader.ui.screens.choose import Choice  # noqa: PLC0415  loaded when first needed

    page = browse.view.page
    if page is None or not page.outline:
        browse.status.notify_user(tr("This post has no headings"))
        return
    least = min(anchor.level for anchor in page.outline)
    choices = [Choice(anchor.name, "  " * (anchor.level - least) + anchor.title) for anchor in page.outline]

    def then(name: str) -> None:
        browse.enter("post")
        in_post.jump(browse, name)

    choose(browse, tr("Outline"), choices, then, max(0, page.anchor_at(browse.view.window.top)))


def choose_action(browse: "Browse", heading: str) -> None:
    """Show every key that works here, by group, and do what is chosen."""
    from tui_reader.ui.screens.choose import Choice, grouped  # noqa: PLC0415  loaded when first needed

    keymap = read_key_settings(browse.opening.settings.keys).keymap
    names = {f"saved_{number}": name for number, name in enumerate(browse.opening.saved, 1)}
    groups: dict[str, list[Choice]] = {}
    for action in ACTIONS:
        if action.scope in (Scope.EVERYWHERE, SCOPES[browse.active]):
            keys = show_keys(action, keymap.get(action.id, ""))
            does = names.get(action.id) or tr(action.help)
            groups.setdefault(action.group, []).append(Choice(action.id, does, keys, tr(action.label)))
    choices = grouped((tr(group), some) for group, some in groups.items())

    def then(value: str) -> None:
        browse.run_worker(browse.action_perform(BY_ID[value].id))

    choose(browse, heading, choices, then)


def choose_related(browse: "Browse") -> None:
    """Choose among the parts of the post's series and the posts that share terms with it, and open one."""
    from tui_reader.ui.screens.choose import Choice, grouped  # noqa: PLC0415  loaded when first needed

    row, library = browse.posts.chosen, browse.library
    if row is None:
        return

    def choices(found: "tuple[tuple[Row, ...], tuple[Row, ...]]") -> None:
        others = ([other for other in rows if other.path != row.path] for rows in found)
        named = ([Choice(other.path, other.title, show_date(other.date)) for other in rows] for rows in others)
        listed = grouped(zip((tr("Series"), tr("Related")), named, strict=True))
        if listed:
            choose(browse, row.title, listed, browse.reading.open_elsewhere)
        else:
            browse.status.notify_user(tr("No post shares a term with this one"))

    browse.tasks.ask("related", lambda: (library.posts.series(row.path), library.posts.related(row.path)), choices)


def choose_translation(browse: "Browse") -> None:
    """Open the post in another language; choose where there are several."""
    from tui_reader.ui.screens.choose import Choice  # noqa: PLC0415  loaded when first needed

    row, library = browse.posts.chosen, browse.library
    if row is None:
        return
    names = {language.key: language.name or language.key for language in library.site.languages}

    def choices(found: "tuple[Post, ...]") -> None:
        languages = {post.path: post.lang for post in found}
        if len(found) == 1:
            browse.reading.open_elsewhere(found[0].path, found[0].lang)
        elif found:
            named = [Choice(post.path, post.title, names.get(post.lang, post.lang)) for post in found]
            choose(
                browse,
                tr("In another language"),
                named,
                lambda path: browse.reading.open_elsewhere(path, languages[path]),
            )
        else:
            browse.status.notify_user(tr("This post is in no other language"))

    browse.tasks.ask("translation", lambda: library.posts.translations(row.path), choices)


def search_post(browse: "Browse") -> None:
    """Find a piece of text in the post."""
    ask_line(browse, tr("Find in this post"), "", lambda text: in_post.find(browse, text or ""))


def write_note(browse: "Browse") -> None:
    """Bookmark the post with a note."""
    row, library = browse.posts.chosen, browse.library
    if row is None:
        return
    notes = {mark.path: mark.note for mark in library.marks.bookmarks()}
    place = browse.view.window.place() if browse.reading.path == row.path else None

    def answer(text: str | None) -> None:
        if text is not None:
            browse.tasks.ask(
                "mark", lambda: library.marks.bookmark(row.path, text.strip(), place), lambda _: browse.refresh_marks()
            )

    ask_line(browse, tr("Note for this bookmark"), notes.get(row.path, ""), answer)


def follow_hint(browse: "Browse") -> None:
    """Show letters on every link of the screen; typing them follows the link."""
    choose_link(browse, in_post.EVERY_KIND, lambda number: follow_link(browse, number))


def show_hint(browse: "Browse") -> None:
    """Show letters on every link that leads out of the feed; typing them shows its address alone."""
    from tui_reader.ui.actions.show_address import show_address  # noqa: PLC0415  loaded when first needed

    def show(number: int) -> None:
        link = browse.view.page.link(number) if browse.view.page else None
        if link is not None:
            browse.call_after_refresh(show_address, browse, link.target)

    choose_link(browse, (LinkKind.WEB,), show)


def choose_link(browse: "Browse", kinds: Container[LinkKind], chosen: Callable[[int], None]) -> None:
    """Show letters on the links of some kinds; `chosen` is called with the link's number when they are typed."""
    from tui_reader.ui.screens.letters import Letters  # noqa: PLC0415  loaded when first needed

    page, hints = browse.view.page, in_post.show_hints(browse, kinds)
    if not hints:
        browse.status.notify_user(tr("No link on this screen"))
        return

    def then(number: int | None) -> None:
        browse.view.show_hints({})
        if number is not None and number >= 0 and browse.view.page is page:  # not one that came in meanwhile
            chosen(number)

    browse.app.push_screen(Letters(hints), then)
