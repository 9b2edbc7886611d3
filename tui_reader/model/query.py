"""What a person asked for: conditions on posts, and the order to show them in."""

from tui_reader.model.dataclass import dataclass, field
from tui_reader.model.sorts import NEWEST, Sort


@dataclass(frozen=True, slots=True)
class Words:
    """Text looked for in title, description, terms and body."""

    text: str
    """The word or phrase as typed."""
    phrase: bool = False
    """True inside quotes: the words stand side by side in this order."""


@dataclass(frozen=True, slots=True)
class Field:
    """`name:value`, where name is `title tag category author section path lang note` or any taxonomy's name."""

    name: str
    """Field name in lower case; singular or plural names of taxonomies both work."""
    value: str
    """Value as typed."""
    exact: bool = False
    """True where only this very term is meant (chosen in the sidebar), not a part of it."""


STATES = (
    "pinned", "recommended", "unread", "read", "begun", "bookmarked", "noted", "draft", "future", "expired", "problem", "new", "updated"
)  # fmt: skip
"""What `is:` knows of every post; `index/queries/where_clause.py` has the SQL of each."""


@dataclass(frozen=True, slots=True)
class Is:
    """`is:name`: one of STATES, or a `recommend…` flag of the site."""

    name: str
    """Name in lower case."""


@dataclass(frozen=True, slots=True)
class Dated:
    """`after:` `before:` `date:` `changed:`: first <= moment < last, as seconds since 1970 in UTC."""

    column: str
    """`date`, `lastmod`, or `seen`: when the post first came into the index."""
    first: int | None = None
    """First second that fits; None for no bound."""
    last: int | None = None
    """First second that no longer fits; None for no bound."""


@dataclass(frozen=True, slots=True)
class Counted:
    """`words:>2000`, `minutes:<5`."""

    column: str
    """`words` or `minutes`."""
    sign: str
    """One of `<`, `<=`, `=`, `>=`, `>`."""
    number: int
    """What it is compared with."""


@dataclass(frozen=True, slots=True)
class Not:
    """Everything the condition does not fit."""

    condition: "Condition"
    """What must not fit."""


@dataclass(frozen=True, slots=True)
class All:
    """Every condition must fit; with none, every post fits."""

    conditions: tuple["Condition", ...] = ()
    """What must fit."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition must fit."""

    conditions: tuple["Condition", ...] = ()
    """What may fit."""


Condition = Words | Field | Is | Dated | Counted | Not | All | AnyOf


def words_of(condition: Condition) -> tuple[Words, ...]:
    """The words that are looked for, without those that must not be there."""
    if isinstance(condition, Words):
        return (condition,)
    if isinstance(condition, All | AnyOf):
        return tuple(word for inner in condition.conditions for word in words_of(inner))
    return ()


MARKS = ("read", "unread", "begun", "bookmarked", "noted", "updated")
"""States that the user's marks make."""
KEPT = ("bookmarked", "noted")
"""Those that stay although the post is gone, and let in posts that are not in the feed."""


def asks_for(condition: Condition, name: str) -> bool:
    """Whether the state is named anywhere in the condition."""
    if isinstance(condition, Not):
        return asks_for(condition.condition, name)
    if isinstance(condition, All | AnyOf):
        return any(asks_for(inner, name) for inner in condition.conditions)
    return condition == Is(name)


def apart_from_marks(condition: Condition) -> Condition:
    """The condition where the user's marks may be any: it fits every post that fits with some marks."""
    if isinstance(condition, All | AnyOf):
        return type(condition)(tuple(map(apart_from_marks, condition.conditions)))
    return All() if any(asks_for(condition, name) for name in MARKS) else condition


def fields_of(condition: Condition) -> tuple[Field, ...]:
    """The fields that are asked for, without those that are excluded."""
    if isinstance(condition, Field):
        return (condition,)
    if isinstance(condition, All | AnyOf):
        return tuple(field for inner in condition.conditions for field in fields_of(inner))
    return ()


def counts_of(condition: Condition) -> tuple[Counted, ...]:
    """The conditions on words and minutes, also those that must not be fulfilled."""
    if isinstance(condition, Counted):
        return (condition,)
    if isinstance(condition, Not):
        return counts_of(condition.condition)
    if isinstance(condition, All | AnyOf):
        return tuple(count for inner in condition.conditions for count in counts_of(inner))
    return ()


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions, order, and which posts outside the feed are asked for as well."""

    where: Condition = field(default_factory=All)
    """Conditions a post must fit."""
    sort: Sort = NEWEST
    """Order of the list."""
    lang: str | None = None
    """Language key the posts must have; None for all languages."""
    drafts: bool = False
    """Show drafts too."""
    future: bool = False
    """Show posts whose publish date is not reached yet."""
    expired: bool = False
    """Show posts whose expiry date has passed."""
    drafts_in: tuple[str, ...] = ()
    """Keys of languages whose drafts are shown in any case, because the site publishes them."""
    future_in: tuple[str, ...] = ()
    """The same for posts whose publish date is not reached yet."""
    expired_in: tuple[str, ...] = ()
    """The same for posts whose expiry date has passed."""
    limit: int | None = None
    """At most this many posts; None for all."""

    @property
    def needs_bodies(self) -> bool:
        """Whether the answer hangs on words or minutes, which are known once the bodies of the posts were read."""
        return bool(counts_of(self.where)) or any(key.column == "words" for key in self.sort.keys)
