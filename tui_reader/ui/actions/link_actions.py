"""Links of the post: letters on those of the screen, and going where one leads."""

from collections.abc import Callable, Container
from itertools import product
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.layout.page import LinkKind
from tui_reader.ui.actions import external, view_actions
from tui_reader.ui.actions.table import Group, action
from tui_reader.ui.error_boundary import guarded
from tui_reader.ui.state.filter import Chosen

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext

HINT_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Letters of link hints, the ones under the fingers first."""


@action(
    id="links",
    keys="f",
    label="Links",
    help="Show letters on every link; type them to follow it.",
    group=Group.POST,
    on_page=True,
)
def choose_link(context: "ActionContext") -> None:
    _choose_link(context, tuple(LinkKind), lambda number: follow_link(context, number))


@action(
    id="address",
    keys="F",
    label="Address",
    help="Show a web link's address alone, to select or as a QR code.",
    group=Group.POST,
    on_page=True,
)
def choose_address(context: "ActionContext") -> None:
    from tui_reader.ui.session.address_page import show_address  # noqa: PLC0415  loaded when first needed

    def show(number: int) -> None:
        link = context.view.page.link(number) if context.view.page else None
        if link is not None:
            show_it = guarded(context, lambda: show_address(context.app, context.initial.can, link.target))
            context.call_after_refresh(show_it)

    _choose_link(context, (LinkKind.WEB,), show)


def _choose_link(context: "ActionContext", kinds: Container[LinkKind], chosen: Callable[[int], None]) -> None:
    """Show letters on the links of some kinds; `chosen` is called with the link's number when they are typed."""
    page, hints = context.view.page, _show_hints(context, kinds)
    if not hints:
        context.status.notify_user(tr("No link on this screen"))
        return

    def then(number: int | None) -> None:
        context.view.show_hints({})
        if number is not None and number >= 0 and context.view.page is page:  # not one that came in meanwhile
            chosen(number)

    context.questions.type_letters(hints, then)


def _show_hints(context: "ActionContext", kinds: Container[LinkKind]) -> dict[str, int]:
    """Letters for the links of some kinds on the screen → number of the link; shown in the pane."""
    view = context.view
    if view.page is None:
        return {}
    page = view.page
    links = [
        link
        for link in page.links_on(view.window.top, view.window.top + view.window.room)
        if page.link(link[0]).kind in kinds
    ]
    size = 1 if len(links) <= len(HINT_LETTERS) else 2
    names = ["".join(letters) for letters in product(HINT_LETTERS, repeat=size)]
    shown: dict[int, list[tuple[int, str]]] = {}
    for name, (_, line, cell) in zip(names, links, strict=False):
        shown.setdefault(line, []).append((cell, name))
    view.show_hints(shown)
    return {name: number for name, (number, _, _) in zip(names, links, strict=False)}


def follow_link(context: "ActionContext", number: int) -> None:
    """Go where a link leads: in the post, to another post, to a term's posts; a web address is opened, or copied and
    shown.
    """
    link = context.view.page.link(number) if context.view.page else None
    if link is None:
        return
    if link.kind is LinkKind.ANCHOR:
        context.travel.leave()
        context.reading.jump(link.target)
    elif link.kind is LinkKind.TERM:
        facet, _, term = link.target.partition("/")
        view_actions.show_term(context, Chosen(facet, term))
    elif link.kind is LinkKind.POST:
        context.feed_list.open_linked(link.target)
    else:
        external.open_address(context, link.target)
