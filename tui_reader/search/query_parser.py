"""Parses the query language: what a person typed becomes a Query, or a QueryError that says where it is wrong.

    query        = [ alternatives ]
    alternatives = conjunction { "OR" conjunction }
    conjunction  = condition { condition }
    condition    = "-" condition | "(" alternatives ")" | name ":" value | "a phrase" | word

Brackets, quotes and colons of a Chinese keyboard are accepted as well.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import datetime

from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import QueryError
from tui_reader.model.query import STATES, All, AnyOf, Condition, Counted, Dated, Field, Is, Not, Query, Words
from tui_reader.text.periods import TimeSpan, read_span

FIELDS = ("title", "tag", "category", "author", "section", "path", "lang", "note")
"""Fields that every feed has; the taxonomies of the site are fields too."""
CONDITIONS = ("is", "after", "before", "date", "changed", "words", "minutes")
"""Names whose values have a syntax of their own."""
MAX_DEPTH = 40
"""Levels of brackets within brackets."""
MAX_CONDITIONS = 200
"""Conditions in one query: well below the limits of SQLite."""

_TOKEN = re.compile(
    r"""(?P<open>[(（])|(?P<close>[)）])|(?P<minus>[-−](?=[^\s)）]))|(?P<dangling>[-−])|(?P<or>OR(?=[\s()（）]|$))
    |(?P<field>[^\W\d][\w-]*(?=[:：]))[:：]|"(?P<phrase>[^"]*)"|“(?P<quoted>[^”]*)”
    |(?P<unclosed>["“].*)|(?P<word>[^\s()（）"“”]+)|(?P<stray>”)""",
    re.VERBOSE | re.DOTALL,
)
_BLANKS = re.compile(r"\s*")
_WORD = re.compile(r'[^\s()（）"“”]+')
_NUMBER = re.compile(r"(>=|<=|=|>|<)?(\d{1,12})(\+)?")
_ADDRESSES = frozenset(("http", "https", "mailto", "ftp"))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def parse_query(
    text: str, now: datetime, base: Query | None = None, taxonomies: Collection[str] | None = None
) -> Query:
    """The query that `text` means; order, language and states come from `base`.

    `now` carries the site's time zone: dates are read in it, and spans such as `changed:7d` end at it. `taxonomies`
    are the names, singular and plural, that are fields; None accepts any name. Raises QueryError.
    """
    return replace(base or Query(), where=_Parser(text, now, taxonomies).query())


class _Parser:
    """Reads one query from left to right."""

    def __init__(self, text: str, now: datetime, taxonomies: Collection[str] | None) -> None:
        self.text = text
        self.now = now
        self.names = None if taxonomies is None else {*FIELDS, "month", "day", *(name.lower() for name in taxonomies)}
        self.tokens = list(_split(text))
        self.position = 0
        self.parsed = 0

    def query(self) -> Condition:
        """The whole text."""
        if not self.tokens:
            return All()
        found = self.alternatives(0)
        if self.position < len(self.tokens):
            raise self.error_at(tr("This bracket closes nothing"), self.tokens[self.position])
        return found

    def alternatives(self, depth: int) -> Condition:
        """Conditions with `OR` between them."""
        found = [self.conjunction(depth)]
        while self.next_kind() == "or":
            self.position += 1
            found.append(self.conjunction(depth))
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def conjunction(self, depth: int) -> Condition:
        """Conditions side by side, all of which must fit."""
        found: list[Condition] = []
        while self.next_kind() not in ("", "or", "close"):
            found.append(self.condition(depth))
        if not found:
            raise self.missing_here()
        return found[0] if len(found) == 1 else All(tuple(found))

    def condition(self, depth: int) -> Condition:
        """One condition."""
        token = self.tokens[self.position]
        self.position += 1
        self.parsed += 1
        if depth > MAX_DEPTH or self.parsed > MAX_CONDITIONS:
            raise QueryError(tr("The query is too long"), token.start, len(self.text))
        return _READERS[token.kind](self, token, depth)

    def exclusion(self, _token: _Token, depth: int) -> Condition:
        """The condition after a minus."""
        if self.next_kind() in ("", "or", "close"):
            raise self.missing_here()
        return Not(self.condition(depth + 1))

    def bracket(self, token: _Token, depth: int) -> Condition:
        """The conditions in brackets."""
        found = self.alternatives(depth + 1)
        if self.next_kind() != "close":
            raise self.error_at(tr("This bracket is not closed"), token)
        self.position += 1
        return found

    def word(self, token: _Token, _depth: int) -> Condition:
        """Text to look for."""
        if not token.text.strip():
            raise self.error_at(tr("Nothing stands in these quotes"), token)
        return Words(token.text, phrase=token.kind == "phrase")

    def named(self, token: _Token, _depth: int) -> Condition:
        """`name:value`."""
        name = token.text.lower()
        reader = _NAMED.get(name)
        if reader is None and self.names is not None and name not in self.names:
            hint = tr("Fields are {names}").format(names=", ".join(sorted({*self.names, *CONDITIONS})))
            raise QueryError(
                tr("There is no field called {name}").format(name=token.text), token.start, token.end, hint
            )
        if (
            self.next_kind() not in ("word", "phrase")
            or not self.tokens[self.position].text.strip()
            or self.has_gap_after(token)
        ):
            raise QueryError(tr("Say what {name}: is to be").format(name=name), token.start, token.end)
        value = self.tokens[self.position]
        self.position += 1
        return reader(self, name, value) if reader else Field(name, value.text.strip())

    def state(self, _name: str, value: _Token) -> Condition:
        """`is:unread`."""
        name = value.text.strip().lower()
        if name not in STATES and not name.startswith("recommend"):
            hint = tr("One of {names}").format(names=", ".join(STATES))
            raise QueryError(tr("A post is never {name}").format(name=value.text), value.start, value.end, hint)
        return Is(name)

    def dated(self, name: str, value: _Token) -> Condition:
        """`after:2022-07`, `changed:7d`."""
        span = read_span(unicodedata.normalize("NFKC", value.text), self.now)
        if span is None:
            hint = tr("Write 2022, 2022-07, 2022-07-28, 2022-07..2022-09, today or 7d")
            raise QueryError(tr("This is no date: {text}").format(text=value.text), value.start, value.end, hint)
        return _DATED[name](span)

    def counted(self, name: str, value: _Token) -> Condition:
        """`words:>2000`."""
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", value.text).strip())
        if not found or (found[1] and found[3]):
            hint = tr("Write >2000, <500, =100 or 2000+")
            raise QueryError(tr("This is no number: {text}").format(text=value.text), value.start, value.end, hint)
        return Counted(name, ">=" if found[3] else found[1] or "=", int(found[2]))

    def next_kind(self) -> str:
        """Kind of the next token; empty at the end."""
        return self.tokens[self.position].kind if self.position < len(self.tokens) else ""

    def has_gap_after(self, token: _Token) -> bool:
        """Whether there is a blank between the token and the next one."""
        return self.tokens[self.position].start > token.end

    def missing_here(self) -> QueryError:
        """The error for a condition that is expected here and missing."""
        token = self.tokens[min(self.position, len(self.tokens) - 1)]
        return self.error_at(tr("Something is missing here"), token)

    def error_at(self, message: str, token: _Token) -> QueryError:
        """An error that points at one token."""
        return QueryError(message, token.start, token.end)


def _split(text: str) -> "list[_Token]":
    """The tokens of the text; raises QueryError where a quote is not closed."""
    found: list[_Token] = []
    at = _end(_BLANKS, text, 0)
    while at < len(text):
        token = _token(text, at)
        found.append(token)
        at = _end(_BLANKS, text, token.end)
    return found


def _token(text: str, at: int) -> _Token:
    match = _TOKEN.match(text, at)
    assert match is not None and match.lastgroup is not None
    kind, end = match.lastgroup, match.end()
    if kind == "field" and match["field"].lower() in _ADDRESSES:
        end = _end(_WORD, text, at)
        return _Token("word", text[at:end], at, end)
    if kind == "dangling":
        raise QueryError(tr("Something is missing here"), at, end)
    if kind in ("unclosed", "stray"):
        raise QueryError(tr("This quote is not closed"), at, end)
    kind = "phrase" if kind == "quoted" else kind
    return _Token(kind, match[match.lastgroup], at, end)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


_READERS: dict[str, Callable[[_Parser, _Token, int], Condition]] = {
    "minus": _Parser.exclusion,
    "open": _Parser.bracket,
    "word": _Parser.word,
    "phrase": _Parser.word,
    "field": _Parser.named,
}
_NAMED: dict[str, Callable[[_Parser, str, _Token], Condition]] = {
    "is": _Parser.state,
    "after": _Parser.dated,
    "before": _Parser.dated,
    "date": _Parser.dated,
    "changed": _Parser.dated,
    "words": _Parser.counted,
    "minutes": _Parser.counted,
}
_DATED: dict[str, Callable[[TimeSpan], Condition]] = {
    "after": lambda span: Dated("date", span.first, None),
    "before": lambda span: Dated("date", None, span.first),
    "date": lambda span: Dated("date", span.first, span.last),
    "changed": lambda span: Dated("lastmod", span.first, span.last),
}
