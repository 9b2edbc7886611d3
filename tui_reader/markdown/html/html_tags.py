"""HTML cut into tags and text where the tokenizer of browsers cuts it (HTML standard, 13.2.5).

The time grows with the length alone, whatever the source holds, and no source raises.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from tui_reader.model.dataclass import dataclass, field

RAW_TEXT = frozenset("script style xmp iframe noembed noframes textarea title".split())
"""Elements inside which no other one begins: everything up to their own end is text."""
_RESOLVED = frozenset(("textarea", "title"))
"""Elements of raw text whose entities are resolved."""
MOST_BROKEN = 8
"""Tags that never end beyond which the rest of a piece is text: each costs a look to the end."""

_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"[\s/]*(?:(/?>)|([^\s/>][^\s/>=]*))")
_EQUALS = re.compile(r"\s*=\s*")
_UNQUOTED = re.compile(r"[^\s>]*")
_LAST_SLASH = re.compile(r"/>\Z")
_CELL = re.compile(r"<(t[dh])>([^<&\n]*)(?:(</\1>)((?:[ \t\n\r\f]++(?=<))?)|(?=<t[dhr]>|</tr>))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it is written."""

    name: str
    """Name of the element, in lower case."""
    closes: bool = False
    """True for an end tag."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Values by the attributes' names in lower case, entities resolved; the first of two with one name holds."""
    alone: bool = False
    """Written with a slash before its end."""


class PlainCell(NamedTuple):
    """A cell of a table without attributes, with nothing but text in it: most cells of most tables."""

    name: str
    """`td` or `th`, as it is written."""
    text: str
    """What it holds: no tags, no entities, no line ends."""
    end: str
    """Its end tag; empty where the next cell or the row's end implies it."""
    behind: str
    """The blanks and line ends behind it."""

    def parts(self) -> Iterator["Tag | str"]:
        """The tags and the text it is written with."""
        yield Tag(self.name.lower())
        if self.text:
            yield self.text
        if self.end:
            yield Tag(self.name.lower(), closes=True)
        if self.behind:
            yield self.behind


def tag_at(source: str, start: int = 0) -> tuple[Tag, int] | None:
    """The tag that begins at `start` and where it ends; None where none begins there or it never ends."""
    found = _NAME.match(source, start)
    if found is None:
        return None
    attributes: dict[str, str] = {}
    place = found.end()
    while part := _ATTRIBUTE.match(source, place):
        place = part.end()
        if part[1]:
            alone = _LAST_SLASH.search(source, max(place - 2, start), place) is not None
            return Tag(found[2].lower(), bool(found[1]), attributes, alone), place
        value = ""
        if equals := _EQUALS.match(source, place):
            read = _value(source, equals.end())
            if read is None:
                return None
            value, place = read
        attributes.setdefault(part[2].lower(), unescape(value))
    return None


def _value(source: str, start: int) -> tuple[str, int] | None:
    """The value of an attribute and where it ends; None where its quotation mark is never closed."""
    quote = source[start : start + 1]
    if quote not in ('"', "'"):
        found = _UNQUOTED.match(source, start)
        return (found[0], found.end()) if found else None
    end = source.find(quote, start + 1)
    return None if end < 0 else (source[start + 1 : end], end + 1)


class Scanner:
    """Cuts HTML that comes piece by piece; what is open at the end of a piece goes on in the next."""

    def __init__(self) -> None:
        self.raw = ""
        """Name of the element whose raw text goes on; empty for none."""
        self.comment = False
        """True inside a comment."""
        self.place = 0
        """Where in the piece the last tag or text began."""
        self._broken = 0

    def read(self, source: str) -> Iterator[Tag | str | list[PlainCell]]:
        """The tags of one piece and the text between them, entities resolved, comments and declarations left out;
        plain cells together.
        """
        place, self._broken = 0, 0
        while place < len(source):
            self.place = place
            if self.comment:
                place = self._comment(source, place)
                continue
            if self.raw:
                text, place = self._raw_text(source, place)
                if text:
                    yield text
                continue
            opening = source.find("<", place)
            if opening < 0:
                opening = len(source)
            if opening > place:
                yield unescape(source[place:opening])
                place = opening
                continue
            cells, place = self._plain_cells(source, place)
            if cells:
                yield cells
                continue
            made, place = self._markup(source, place)
            if made:
                yield made

    def _plain_cells(self, source: str, place: int) -> tuple[list[PlainCell], int]:
        """The plain cells that begin at `place`, one right behind the other, and where they end."""
        cells = []
        while self._broken < MOST_BROKEN and (found := _CELL.match(source, place)):
            cells.append(PlainCell(*found.groups("")))
            place = found.end()
        return cells, place

    def _raw_text(self, source: str, place: int) -> tuple[str, int]:
        """Text up to the end tag of the element it stands in."""
        end = re.compile(rf"</{self.raw}(?=[\s/>]|\Z)", re.IGNORECASE).search(source, place)
        text = source[place : end.start() if end else len(source)]
        text = unescape(text) if self.raw in _RESOLVED else text
        if end:
            self.raw = ""
        return text, end.start() if end else len(source)

    def _comment(self, source: str, place: int) -> int:
        """Where the open comment ends."""
        end = source.find("-->", place)
        self.comment = end < 0
        return len(source) if end < 0 else end + 3

    def _markup(self, source: str, place: int) -> tuple[Tag | str, int]:
        """What begins with the `<` at `place`, and where it ends: a tag, text, or nothing to be seen."""
        if source.startswith("<!--", place):
            empty = re.compile("<!--(?:-?>|--!?>)").match(source, place)
            self.comment = empty is None
            return "", empty.end() if empty else place + 4
        if source[place + 1 : place + 2] in ("!", "?") or re.compile("</[^A-Za-z>]").match(source, place):
            end = source.find(">", place)
            return ("", end + 1) if end >= 0 else (source[place:], len(source))
        if source.startswith("</>", place):
            return "", place + 3
        found = tag_at(source, place) if self._broken < MOST_BROKEN else None
        if found is None:
            return self._text(source, place)
        tag, end = found
        if tag.name in RAW_TEXT and not tag.closes:
            self.raw = tag.name
        return found

    def _text(self, source: str, place: int) -> tuple[str, int]:
        """A `<` that begins no tag, with the text behind it."""
        self._broken += _NAME.match(source, place) is not None
        end = source.find("<", place + 1) if self._broken < MOST_BROKEN else -1
        end = len(source) if end < 0 else end
        return unescape(source[place:end]), end
