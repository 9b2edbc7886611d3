"""Attributes in braces: `{#id .class}` behind a heading or under a block, `{linenos=true,hl_lines=[2,"4-6"]}` behind a
fence.
"""

import re

from markdown_it.rules_block import StateBlock

from tui_reader.model.dataclass import dataclass, field

_BRACES = re.compile(r"(?<![ \t])[ \t]*+\{:?((?:[^{}\"']++|\"[^\"]*\"|'[^']*')*+)\}[ \t]*$")
_PART = re.compile(
    r"#([^\s.#{}=,]+)|\.([^\s.#{}=,]+)|([\w:.-]+)\s*=\s*(\[[^\[\]]*+\]|\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s,}]+)|([\w:.-]+)|[\s,]+"
)
_BLOCK = re.compile(
    r"""\{(?:\s*+(?:[#.][\w\-:.\u0080-\U0010ffff]++
            |[A-Za-z_:][\w:.-]*+\s*+=\s*+(?:"(?:[^"\\]|\\.)*+"|\[[^\[\]]*+\]|\{[^{}]*+\}|[+-]?\d[\d.eE+-]*+|[A-Za-z_:][\w:.-]*+))
        \s*+,?+)*+\}""",
    re.ASCII | re.VERBOSE | re.DOTALL,
)
_LANGUAGE = re.compile(r"[^\s{,]*")
_FALSE = frozenset(("false", "0", "no", ""))


@dataclass(frozen=True, slots=True)
class Attributes:
    """What braces say."""

    id: str = ""
    """Name given with `#`."""
    classes: tuple[str, ...] = ()
    """Names given with a point."""
    values: dict[str, str] = field(default_factory=dict)
    """Values by key, lower case, without their quotes; `true` for a key alone."""

    def is_on(self, key: str) -> bool:
        """True where a key is there and not false."""
        return self.values.get(key, "").lower() not in _FALSE


def read_attributes(source: str) -> Attributes | None:
    """The attributes written inside braces; None where the text is something else."""
    name, classes, values, place = "", [], {}, 0
    while place < len(source):
        found = _PART.match(source, place)
        if found is None:
            return None
        place = found.end()
        name = found[1] or name
        if found[2]:
            classes.append(found[2])
        if found[3]:
            values[found[3].lower()] = found[4].strip("\"'")
        elif found[5]:
            values[found[5].lower()] = "true"
    return Attributes(name, tuple(classes), values)


def split_attributes(source: str) -> tuple[str, Attributes]:
    """A heading's or paragraph's text without the attributes behind it, and those attributes."""
    found = _BRACES.search(source)
    if found is None or not re.match(r"\s*(?:[#.][\w\u0080-\uffff-]|[\w:.-]+\s*=)", found[1]):
        return source, Attributes()
    attributes = read_attributes(found[1])
    if attributes is None:
        return source, Attributes()
    return source[: found.start()], attributes


def block_attributes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule that leaves out attributes in braces, which belong to the block above them. Goldmark leaves out
    all of their last line; a page that is shown has the text in it.
    """
    begin = state.bMarks[start] + state.tShift[start]
    found = _BLOCK.match(state.src, begin) if not state.is_code_block(start) else None
    if found is None:
        return False
    last = next((line for line in range(start, end) if state.eMarks[line] >= found.end()), end)
    if last == end or (state.src[found.end() : state.eMarks[last]].strip() and not state.md.options.get("exact")):
        return False
    if not silent:
        state.line = last + 1
    return True


def split_info(info: str) -> tuple[str, Attributes]:
    """Language and attributes of a fence's info string: `go {hl_lines=[3]}`, `{.go}`, `go`."""
    info = info.strip()
    language = _LANGUAGE.match(info)
    name = language.group() if language else ""
    braces = _BRACES.search(info)
    attributes = read_attributes(braces[1]) if braces else None
    if attributes is None:
        return name, Attributes()
    return name or next(iter(attributes.classes), ""), attributes
