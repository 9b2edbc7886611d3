"""Reads the query language: text a person typed becomes a Query, or a QueryError that says where it goes wrong.

    query  = either, or nothing          either = both { "OR" both }       both = one { one }
    one    = "-" one | "(" either ")" | name ":" value | "a phrase" | word

Brackets, quotes and colons of a Chinese keyboard count as well.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from tui_reader.i18n.messages import tr
from tui_reader.model.errors import QueryError
from tui_reader.model.query import STATES, All, AnyOf, Condition, Counted, Dated, Field, Is, Not, Query, Words
from tui_reader.text.periods import TimeSpan, read_span

FIELDS = ("title", "tag", "category", "author", "section", "path", "lang")
"""Fields that every feed has; the taxonomies of the site are fields too."""
CONDITIONS = ("is", "after", "before", "date", "changed", "words", "minutes")
"""Names that are read in a way of their own."""
MAX_DEPTH = 40
"""Brackets within brackets."""
MAX_CONDITIONS = 200
"""Conditions in one query: well below what the index takes."""

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
    """The query `text` means; order, language and states come from `base`.

    `now` carries the site's time zone: dates are read in it, and spans such as `changed:7d` end there. `taxonomies`
    are the names, singular and plural, that are fields; None takes any name for one. Raises QueryError.
    """
    return replace(base or Query(), where=_Parser(text, now, taxonomies).query())


class _Parser:
    """Reads one query from left to right."""

    def __init__(self, text: str, now: datetime, taxonomies: Collection[str] | None) -> None:
        self.text = text
        self.now = now
        self.names = None if taxonomies is None else {*FIELDS, "month", "day", *(name.lower() for name in taxonomies)}
        self.tokens = list(_split(text))
        self.at = 0
        self.conditions = 0

    def query(self) -> Condition:
        """The whole text."""
        if not self.tokens:
            return All()
        found = self.either(0)
        if self.at < len(self.tokens):
            raise self.wrong(tr("This bracket closes nothing"), self.tokens[self.at])
        return found

    def either(self, depth: int) -> Condition:
        """Conditions with OR between them."""
        found = [self.both(depth)]
        while self.kind() == "or":
            self.at += 1
            found.append(self.both(depth))
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def both(self, depth: int) -> Condition:
        """Conditions side by side."""
        found: list[Condition] = []
        while self.kind() not in ("", "or", "close"):
            found.append(self.one(depth))
        if not found:
            raise self.missing()
        return found[0] if len(found) == 1 else All(tuple(found))

    def one(self, depth: int) -> Condition:
        """One condition."""
        token = self.tokens[self.at]
        self.at += 1
        self.conditions += 1
        if depth > MAX_DEPTH or self.conditions > MAX_CONDITIONS:
            raise QueryError(tr("The query is too long"), token.start, len(self.text))
        return _READERS[token.kind](self, token, depth)

    def excluded(self, _token: _Token, depth: int) -> Condition:
        """What follows a minus."""
        if self.kind() in ("", "or", "close"):
            raise self.missing()
        return Not(self.one(depth + 1))

    def bracket(self, token: _Token, depth: int) -> Condition:
        """What stands in brackets."""
        found = self.either(depth + 1)
        if self.kind() != "close":
            raise self.wrong(tr("This bracket is not closed"), token)
        self.at += 1
        return found

    def word(self, token: _Token, _depth: int) -> Condition:
        """Text to look for."""
        if not token.text.strip():
            raise self.wrong(tr("Nothing stands in these quotes"), token)
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
        if self.kind() not in ("word", "phrase") or not self.tokens[self.at].text.strip() or self.gap(token):
            raise QueryError(tr("Say what {name}: is to be").format(name=name), token.start, token.end)
        value = self.tokens[self.at]
        self.at += 1
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

    def kind(self) -> str:
        """Kind of the next token; empty at the end."""
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def gap(self, token: _Token) -> bool:
        """Does a blank stand between the token and the next?"""
        return self.tokens[self.at].start > token.end

    def missing(self) -> QueryError:
        """Something must stand here and does not."""
        token = self.tokens[min(self.at, len(self.tokens) - 1)]
        return self.wrong(tr("Something is missing here"), token)

    def wrong(self, message: str, token: _Token) -> QueryError:
        """An error at one token."""
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
    "minus": _Parser.excluded,
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
