"""Moving inside the post on the screen: places found, headings, links."""

from collections.abc import Container
from itertools import product
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr, tr_count
from tui_reader.layout.page import LinkKind
from tui_reader.model.query import words_of

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse

EVERY_KIND = tuple(LinkKind)
LONGEST_MARKED = 4000
"""Lines of the longest page in which what was searched for is marked."""
HINT_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


def find(browse: "Browse", text: str) -> None:
    """Mark every place where the text stands in the post, and go to the first from here on."""
    view = browse.view
    if view.page is None or not text:
        return
    hits = view.page.find(text)
    if not hits:
        view.show_hits((), -1, text)
        browse.status.notify_user(tr("Not in this post: {text}").replace("{text}", text))
        return
    first = next((i for i, hit in enumerate(hits) if hit.line >= view.window.top), 0)
    view.show_hits(hits, first, text)
    _say_hit(browse)


def mark_search(browse: "Browse") -> None:
    """Mark what was searched for in the post that is looked at, and show the first place of a post that was not begun.

    A page of very many lines is left alone: looking through it would be felt.
    """
    view, typed = browse.view, browse.filter.typed
    if view.page is None or typed is None or view.overlay.hits or view.page.height > LONGEST_MARKED:
        return
    page = view.page
    found = {hit for word in words_of(typed) for hit in page.find(word.text)}
    hits = tuple(sorted(found, key=lambda hit: (hit.line, hit.start)))
    if hits and view.window.top == 0 and browse.active != "post":
        view.show_hits(hits, 0)
    elif hits:
        view.show_hits(hits, -1)


def step_hit(browse: "Browse", by: int) -> None:
    """To the next or previous place found, around the ends."""
    view = browse.view
    if view.overlay.hits:
        here = view.overlay.hit if by > 0 else max(0, view.overlay.hit)
        view.show_hits(view.overlay.hits, (here + by) % len(view.overlay.hits), view.overlay.found)
        _say_hit(browse)


def _say_hit(browse: "Browse") -> None:
    """Tell which of the places found is shown."""
    view = browse.view
    places = tr_count("{n} place", "{n} places", len(view.overlay.hits))
    browse.status.notify_user(f"{view.overlay.found or browse.filter.words}: {view.overlay.hit + 1} / {places}")


def step_heading(browse: "Browse", by: int) -> None:
    """To the next or previous heading."""
    view = browse.view
    if view.page is None:
        return
    lines = [view.page.line_of_anchor(anchor.name) for anchor in view.page.outline]
    ahead = [
        line for line in lines if line is not None and (line > view.window.top if by > 0 else line < view.window.top)
    ]
    if ahead:
        view.window.move_to(ahead[0] if by > 0 else ahead[-1])


def jump(browse: "Browse", name: str) -> None:
    """To a heading or footnote of this post."""
    page = browse.view.page
    line = page.line_of_anchor(name) if page else None
    if line is not None:
        browse.view.window.move_to(line)


def toggle_grid(browse: "Browse") -> None:
    """Show a table that does not fit as a grid in place of the post, or the post again."""
    from tui_reader.layout.tools.grid_page import wide_grid  # noqa: PLC0415  loaded when first needed

    view = browse.view
    if view.columns is not None:
        browse.reading.leave_aside()
        return
    grid = wide_grid(view.page, view.window.top, view.window.top + view.window.room) if view.page else None
    if grid is None:
        browse.status.notify_user(tr("No table on this screen is wider than the lines"))
        return
    browse.reading.keep_aside()
    view.show_grid(grid)
    browse.status.notify_user(tr("h and l scroll sideways, Esc leads back"))


def show_hints(browse: "Browse", kinds: Container[LinkKind] = EVERY_KIND) -> dict[str, int]:
    """Letters for the links of some kinds on the screen → number of the link; shown in the pane."""
    view = browse.view
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
