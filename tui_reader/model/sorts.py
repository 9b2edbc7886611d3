"""The orders of a list: one table that settings, command line, sort key, headings and the index are made from.

Texts are English; what shows them translates them.
"""

from tui_reader.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One of the values that posts are ordered by."""

    column: str
    """Column of the index's table of posts."""
    descending: bool = False
    """The greatest value comes first."""
    ignore_case: bool = False
    """Letters A to Z count as a to z."""


@dataclass(frozen=True, slots=True)
class Sort:
    """Order of a list; pinned posts come first in every order but RELEVANT."""

    id: str
    """Its name in the settings and on the command line."""
    label: str
    """Its name in the heading of the list, in two words."""
    keys: tuple[Key, ...]
    """What it orders by, the first key that differs decides; one that is unlike for every two posts comes last."""
    needs_words: bool = False
    """Only with words in the query: neither a setting nor among the orders that the sort key steps through."""


HUGO = Sort(
    "hugo",
    "Hugo's order",
    (Key("weight"), Key("date", descending=True), Key("link_key"), Key("path", ignore_case=True)),
)
"""Hugo's own order: weight (none last), date newest first, link title, path."""
NEWEST = Sort("newest", "newest", (Key("id", descending=True),))
"""Date, newest first: row ids grow with the date."""
CHANGED = Sort("changed", "last changed", (Key("changed", descending=True), Key("id", descending=True)))
"""Last change, newest first."""
TITLE = Sort("title", "by title", (Key("title_key"), Key("path")))
"""Title, by Unicode order of the folded text."""
SHORTEST = Sort("shortest", "shortest", (Key("words"), Key("id", descending=True)))
"""Words, fewest first."""
RELEVANT = Sort("relevant", "best match", NEWEST.keys, needs_words=True)
"""How well the words of the query fit; newest first where nothing can be ranked."""

SORTS: tuple[Sort, ...] = (HUGO, NEWEST, CHANGED, TITLE, SHORTEST, RELEVANT)
"""Every order, as the command line lists them."""

STEPPED: tuple[Sort, ...] = tuple(sort for sort in SORTS if not sort.needs_words)
"""Orders that suit any list: the settings offer them and the sort key steps through them."""

STEP_HELP = "Change the order: newest, last changed, title, shortest, Hugo's own."
"""What the help says of the sort key."""

_BY_ID = {sort.id: sort for sort in SORTS}


def get_sort(sort_id: str) -> Sort:
    """The order with this id; raises KeyError where there is none."""
    return _BY_ID[sort_id]
