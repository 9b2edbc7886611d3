"""Spans as inline HTML that is well-formed XML too: elements are opened and closed where roles begin and end."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby

from tui_reader.document.spans import Span
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.roles import Role
from tui_reader.text.sanitize import without_harm

_ELEMENTS = {
    Role.STRONG: "strong",
    Role.EMPHASIS: "em",
    Role.STRIKE: "s",
    Role.INSERTED: "ins",
    Role.MARK: "mark",
    Role.SMALL: "small",
    Role.RUBY: "ruby",
    Role.READING: "rt",
    Role.CODE: "code",
    Role.KEY: "kbd",
    Role.LABEL: "b",
}
"""Roles that are elements; the others are text to HTML."""
_BEHIND = {Role.RUBY: Role.TEXT, Role.READING: Role.SMALL}
"""What a reading and its characters are where HTML has no form for them."""


@dataclass(frozen=True, slots=True)
class Links:
    """What addresses in a post become in the file it is written to."""

    link: Callable[[str], str]
    """What a link leads to there; empty where it may lead nowhere."""
    picture: Callable[[str], str]
    """Where a picture is there; empty where the file does not hold it."""
    footnote: Callable[[str], str]
    """The attributes of a reference to the footnote with this number."""


def attribute(text: str) -> str:
    """Text between the quotes of an attribute."""
    return escape(without_harm(text).replace("\n", " "))


def text_html(text: str) -> str:
    """Text with line feeds as line breaks."""
    return escape(without_harm(text), quote=False).replace("\n", "<br/>")


def spans_html(spans: Iterable[Span], links: Links) -> str:
    """The spans as HTML."""
    written: list[str] = []
    open_now: list[str] = []
    for span in _with_ruby(spans):
        wanted = list(_around(span, links))
        shared = 0
        while shared < min(len(open_now), len(wanted)) and open_now[shared] == wanted[shared]:
            shared += 1
        written += [f"</{tag.split(' ')[0]}>" for tag in reversed(open_now[shared:])]
        written += [f"<{tag}>" for tag in wanted[shared:]]
        open_now = wanted
        written.append(_inside(span, links))
    written += [f"</{tag.split(' ')[0]}>" for tag in reversed(open_now)]
    return "".join(written)


def _with_ruby(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans with readings as HTML has them, above their characters and without brackets; where it has no form for
    them, as they stand behind them.
    """
    for is_ruby, found in groupby(spans, lambda span: Role.RUBY in span.roles or Role.READING in span.roles):
        group = list(found)
        reads = [Role.READING in span.roles for span in group]
        is_whole = all(Role.RUBY in span.roles for span in group) and not reads[0] and reads[-1]
        if is_ruby and is_whole:
            yield from _bare_readings(group, [False, *reads, False])
        elif is_ruby:
            yield from (replace(span, roles=tuple(_BEHIND.get(role, role) for role in span.roles)) for span in group)
        else:
            yield from group


def _bare_readings(group: list[Span], reads: list[bool]) -> Iterator[Span]:
    """The spans of one ruby, each reading without its brackets."""
    for at, span in enumerate(group, 1):
        first, last = reads[at] and not reads[at - 1], reads[at] and not reads[at + 1]
        text = span.text.removeprefix("(") if first else span.text
        yield replace(span, text=text.removesuffix(")") if last else text)


def _around(span: Span, links: Links) -> Iterable[str]:
    """The elements around a span, outermost first, as they are opened."""
    if span.note:
        yield f"a {links.footnote(span.text)}"
    elif target := links.link(span.target) if span.target else "":
        yield f'a href="{attribute(target)}"'
    if Role.MATH in span.roles:
        yield 'span class="math"'
    yield from dict.fromkeys(_ELEMENTS[role] for role in span.roles if role in _ELEMENTS)


def _inside(span: Span, links: Links) -> str:
    if Role.FIGURE in span.roles and span.source and (place := links.picture(span.source)):
        return f'<img src="{attribute(place)}" alt="{attribute(span.text)}"/>'
    return text_html(span.text)
