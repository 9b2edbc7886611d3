"""Spans are built from text, breaks and nested roles put in one after another; blanks and line ends become what they
are in print.
"""

import re
from collections import Counter
from collections.abc import Mapping

from tui_reader.document.spans import Span
from tui_reader.markdown.emphasis import is_cjk
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.roles import Role
from tui_reader.text.punctuation import is_punctuation
from tui_reader.text.raised import SHIFTS, shifted

_RUN = re.compile(r"[ \t]{2,}|\t")
_SHARED = frozenset("“”‘’…—·")
"""Marks that Chinese and Latin text share."""
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements that go on behind the end of one they were opened in (HTML standard, 13.2.4.3)."""
MOST_FRAMES = 100
"""Inline elements inside one another that are followed; deeper ones change nothing."""


def joins_without_blank(before: str, after: str) -> bool:
    """True where a line end between two pieces of text leaves no blank: inside Chinese or Japanese, and beside its
    marks.

    Of `before` the last two characters count, of `after` the first two: a curly quote, a dash or dots are marks of
    Chinese where Chinese stands beside them.
    """
    last, first = before[-1:], after[:1]
    left = _is_chinese(last) or (last in _SHARED and (_is_chinese(before[-2:-1]) or _is_chinese(first)))
    right = _is_chinese(first) or (first in _SHARED and (_is_chinese(after[1:2]) or _is_chinese(last)))
    return (left and right) or (left and is_punctuation(last)) or (right and is_punctuation(first))


def _is_chinese(char: str) -> bool:
    """True for a character of Chinese or Japanese text; Korean parts words by blanks."""
    return bool(char) and is_cjk(char) and not "\uac00" <= char <= "\ud7af"


@dataclass(frozen=True, slots=True)
class Frame:
    """An element that is open while spans are put in."""

    tag: str
    """Name of the element, to close it by."""
    roles: tuple[Role, ...] = ()
    """Roles it adds to the text inside."""
    target: str = ""
    """Address of the link it makes; empty for none."""
    hidden: bool = False
    """Text inside is not shown (`rp`, `style`)."""


class Spans:
    """Collects the spans of one block."""

    def __init__(self) -> None:
        self.done: list[Span] = []
        self.frames: list[Frame] = []
        self.covers = 0
        """Elements around them all whose text is not shown."""
        self._soft = False
        self._deeper: Counter[str] = Counter()

    @property
    def hidden(self) -> bool:
        """True inside an element that is not shown."""
        return self.covers > 0 or any(frame.hidden for frame in self.frames)

    def open(self, frame: Frame) -> None:
        """Begin an element."""
        if len(self.frames) < MOST_FRAMES or (frame.hidden and not self.hidden):
            self.frames.append(frame)
        else:
            self._deeper[frame.tag] += 1

    def close(self, tag: str, floor: int = 0) -> None:
        """End the innermost open element of that name, and what is still open inside it; a stray end is ignored.

        Formatting inside it goes on behind it, as in a browser. The first `floor` elements are left alone.
        """
        if self._deeper[tag]:
            self._deeper[tag] -= 1
            return
        for index in range(len(self.frames) - 1, floor - 1, -1):
            if self.frames[index].tag == tag:
                self.frames[index:] = [frame for frame in self.frames[index + 1 :] if frame.tag in FORMATTING]
                return

    def is_open(self, tag: str, floor: int = 0) -> bool:
        """True inside an element of that name, the first `floor` elements left alone."""
        return any(frame.tag == tag for frame in self.frames[floor:])

    def leave(self, floor: int, formatting: bool) -> None:
        """End all elements but the first `floor`; formatting goes on where it is asked for."""
        if len(self.frames) > floor:
            self.frames[floor:] = [frame for frame in self.frames[floor:] if formatting and frame.tag in FORMATTING]

    def spans(self) -> tuple[Span, ...]:
        """The spans so far, without blanks at the ends and around hard breaks; what is open stays open for those that
        follow.
        """
        self._soft = False
        if not self.done:
            return ()
        spans, self.done = _trimmed(self.done), []
        return spans

    def text(self, text: str, *roles: Role) -> None:
        """Put in text without line ends; runs of blanks become one."""
        text = with_single_blanks(text)
        if not text or self.hidden:
            return
        tag = next((frame.tag for frame in reversed(self.frames) if frame.tag in SHIFTS), "")
        if tag:
            raised = shifted(text, tag)
            text, roles = (raised, roles) if raised is not None else (text, (*roles, Role.SMALL))
        if self._soft:
            self._soft = False
            self._join(text[:2])
        if text[0] == " " and self.ends_blank():
            text = text[1:]
        self._put(text, roles)

    def code(self, text: str) -> None:
        """Put in code, every blank kept."""
        if self.hidden:
            return
        if self._soft:
            self._soft = False
            self._join(text[:2])
        self._put(text, (Role.CODE,))

    def soft_break(self) -> None:
        """A line end of the source: a blank between Latin words, nothing between Chinese characters."""
        if not self.hidden:
            self._soft = bool(self.done) and self.done[-1].text != "\n"

    def hard_break(self) -> None:
        """A line end the author asked for."""
        self._soft = False
        if not self.hidden:
            self.done.append(Span("\n"))

    def figure(self, name: str, source: str, title: str = "") -> None:
        """A picture in running text, by its name."""
        if self.hidden:
            return
        self._flush_soft(name)
        roles = (*self._roles(), Role.FIGURE)
        self.done.append(Span(name, roles, self._target() or source, source=source, title=title))

    def reference(self, number: int, label: str) -> None:
        """A footnote's number."""
        if self.hidden:
            return
        self._flush_soft("1")
        self.done.append(Span(str(number), (Role.FOOTNOTE,), note=label))

    def put(self, span: Span) -> None:
        """A span made elsewhere, under the roles that are open here."""
        if self.hidden:
            return
        self._flush_soft(span.text)
        roles, target = self._roles() + span.roles, span.target or self._target()
        self.done.append(replace(span, roles=roles, target=target))

    def _flush_soft(self, following: str) -> None:
        if self._soft:
            self._soft = False
            self._join(following[:2] or "a")

    def _join(self, after: str) -> None:
        before = "".join(span.text[-2:] for span in self.done[-2:])
        if before and before[-1] not in " \n" and after[:1] != " " and not joins_without_blank(before, after):
            self._put(" ", ())

    def ends_blank(self) -> bool:
        """True where a blank would stand at the start of a line or behind another one."""
        return not self.done or (self.done[-1].text[-1:] in (" ", "\n") and Role.CODE not in self.done[-1].roles)

    def _roles(self) -> tuple[Role, ...]:
        return tuple(dict.fromkeys(role for frame in self.frames for role in frame.roles))

    def _target(self) -> str:
        return next((frame.target for frame in reversed(self.frames) if frame.target), "")

    def _put(self, text: str, roles: tuple[Role, ...]) -> None:
        if not text or self.hidden:
            return
        wanted = tuple(dict.fromkeys(self._roles() + roles))
        target = self._target()
        last = self.done[-1] if self.done else None
        if (
            last
            and last.roles == wanted
            and last.target == target
            and not last.note
            and not last.source
            and last.text != "\n"
        ):
            self.done[-1] = Span(last.text + text, wanted, target)
        else:
            self.done.append(Span(text, wanted, target))


def with_single_blanks(text: str) -> str:
    """The text with one blank for each run of blanks and tabs."""
    return _RUN.sub(" ", text)


def _trimmed(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for place, span in enumerate(spans):
        text = span.text
        if text == "\n" or Role.CODE in span.roles:
            kept.append(span)
            continue
        if not kept or kept[-1].text == "\n":
            text = text.lstrip(" ")
        if place + 1 == len(spans) or spans[place + 1].text == "\n":
            text = text.rstrip(" ")
        if text:
            kept.append(span if text == span.text else replace(span, text=text))
    first = next((place for place, span in enumerate(kept) if span.text != "\n"), len(kept))
    last = next((place for place in range(len(kept), 0, -1) if kept[place - 1].text != "\n"), 0)
    return tuple(kept[first:last])


def plain(spans: tuple[Span, ...]) -> str:
    """The characters of spans, hard breaks as line feeds."""
    return "".join(span.text for span in spans)


def attribute(attributes: Mapping[str, str], *names: str) -> str:
    """The first of several attributes that says something."""
    return next((attributes[name] for name in names if attributes.get(name)), "")
