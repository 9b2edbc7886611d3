"""Tags of Hugo's shortcodes in a text: `{{< name … >}}`, `{{% name … %}}`, which of them are pairs, and their
arguments.

The syntax is that of Hugo's own page lexer (parser/pageparser).
"""

import re
from collections.abc import Iterator, Sequence

from tui_reader.model.dataclass import dataclass

LONGEST_TAG = 4000
"""Characters of one tag that are read: a longer one is text."""

_OPENING = re.compile(r"\{\{[<%]")
_HEAD = re.compile(r"-?\s*+(?P<close>/)?\s*+(?P<name>\w[\w./-]*?)(?=[\s\"`]|/?\s*-?[>%]\}\})")
_BODY = {
    close: re.compile(
        rf"((?:\"(?:\\.|[^\"\\]++)*+\"|`[^`]*+`|[^\"`{close}]++|{close}(?!\}}\}}))*+){close}\}}\}}", re.DOTALL
    )
    for close in ">%"
}
"""All that stands between a tag's name and its end."""
_ARGUMENT = re.compile(r"(?:([^\s=\"`]+)\s*=\s*)?(?:\\?\"((?:\\.|[^\"\\])*)\"|`([^`]*)`|([^\s\"`]+))")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as it stands in a text."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last one."""
    close: str
    """The sign before its closing braces: `>` or `%`."""
    name: str = ""
    """The shortcode's name; empty for an escaped tag."""
    arguments: str = ""
    """What stands behind the name."""
    closes: bool = False
    """It ends a pair."""
    alone: bool = False
    """It is closed in itself and begins no pair."""
    literal: str = ""
    """What an escaped tag shows; empty for one that is meant."""


def find_tags(text: str) -> Iterator[Tag]:
    """The tags of a text, in order; braces that are no tag are text."""
    found = _OPENING.search(text)
    while found is not None:
        tag = _tag(text, found.start())
        if tag is not None:
            yield tag
        found = _OPENING.search(text, tag.end if tag else found.end())


def _tag(text: str, start: int) -> Tag | None:
    """The tag that begins at `start`; None where it is text."""
    close = ">" if text[start + 2] == "<" else "%"
    last = min(len(text), start + LONGEST_TAG)
    if text.startswith("/*", start + 3):
        end = text.find(f"*/{close}}}}}", start + 5, last)
        literal = text[start : start + 3] + text[start + 5 : end] + close + "}}"
        return Tag(start, end + 5, close, literal=literal) if end > 0 else None
    head = _HEAD.match(text, start + 3, last)
    if head is None or text.find(close + "}}", head.end(), last) < 0:
        return None
    body = _BODY[close].match(text, head.end(), last)
    if body is None:
        return None
    arguments = body[1].removesuffix("-").rstrip()
    alone = arguments.endswith("/")
    arguments = arguments[:-1].rstrip() if alone else arguments
    return Tag(start, body.end(), close, head["name"], arguments, bool(head["close"]), alone)


def unescape_tags(text: str) -> str:
    """The text with its escaped tags as they are shown: `{{</* x */>}}` as `{{< x >}}`."""
    if "{{" not in text:
        return text
    pieces: list[str] = []
    last = 0
    for tag in find_tags(text):
        if tag.literal:
            pieces += text[last : tag.start], tag.literal
            last = tag.end
    return "".join([*pieces, text[last:]])


def pair_tags(tags: Sequence[Tag]) -> dict[int, int]:
    """For each opening tag that is closed, by its index, the index of the tag that closes it: the next of its name."""
    waiting: dict[str, list[int]] = {}
    ends: dict[int, int] = {}
    for place, tag in enumerate(tags):
        if tag.literal or tag.alone:
            continue
        if not tag.closes:
            waiting.setdefault(tag.name, []).append(place)
        elif waiting.get(tag.name):
            ends[waiting[tag.name].pop()] = place
    return ends


def is_inline(name: str) -> bool:
    """Is it the name of an inline shortcode, whose text is a template that only Hugo can run?"""
    return name.endswith(".inline")


def read_arguments(source: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Positional and named arguments, names in lower case; quoted with `"` or a backtick, or bare."""
    positional: list[str] = []
    named: dict[str, str] = {}
    for key, quoted, ticked, bare in _ARGUMENT.findall(source):
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted else ticked or bare
        if key:
            named[key.lower()] = value
        else:
            positional.append(value)
    return tuple(positional), named
