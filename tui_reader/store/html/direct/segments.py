"""Cuts Markdown where no block of it can reach over (pure).

Behind an empty line, text at the very beginning of a line that is no item of a list begins anew: every paragraph,
list, quote, table and note before it has ended. Only code between fences, HTML that waits for its own end and
definitions reach further: fences and comments at the beginning of a line are cut out, where one of the others may stand
the rest of the text is one piece, and a text with definitions is not to be cut.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

FENCE = re.compile(r"(`{3,}+)([^`]*+)\Z|(~{3,}+)(.*)\Z")
"""The line that begins code: its marks, and what stands behind them."""
_INNER_FENCE = re.compile(r" {1,}+(?:```|~~~)")
_ITEM = re.compile(r"( {0,3}+(?:([-+*])|(\d{1,9}+)[.)]))(?:( {1,4}+)(?=[^ \t])|[ \t]|\Z)")
_REACHES_ON = re.compile(r" {0,3}+<(?:script|pre|style|textarea|[!?])", re.IGNORECASE)
_COMMENT = "<!--"
_BEFORE_BRACES = " >-+*.)0123456789"
_IN_BRACES = re.compile(r"[^{]*+\{[^{}\[\"]*+\}")
_RULE = re.compile(r" {0,3}+([-*_])(?: *+\1){2,}+ *+\Z")
_ENDS_LIST = re.compile(r"#{1,6}+(?: |\Z)|>")


class Segment(NamedTuple):
    """A piece of Markdown that means the same alone."""

    kind: str
    """`fence`, `text`, or `parser` where only the full parser can tell what it is."""
    whole: Sequence[str]
    """All lines of the Markdown it is cut from."""
    start: int
    """Number of its first line, from 0."""
    end: int
    """Number of the line behind its last one."""

    @property
    def source(self) -> str:
        """Its Markdown as it stands."""
        return "\n".join(self.whole[self.start : self.end]) + "\n" * (self.end < len(self.whole))

    @property
    def lines(self) -> Sequence[str]:
        """Its lines without empty ones at the end, those of a fence without the one that ends it; empty lines of text
        hold no blanks.
        """
        if self.kind == "fence":
            return self.whole[self.start : self.end - 1]
        found = [line if line.strip(" ") else "" for line in self.whole[self.start : self.end]]
        while not found[-1]:
            found.pop()
        return found


def cut(text: str, *, attributes: bool = False) -> list[Segment]:
    """The segments of a text without definitions, in order; empty lines between them are left out.

    With `attributes`, lines in braces are no text.
    """
    lines = text.split("\n")
    found: list[Segment] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip(" \t"):
            at += 1
            continue
        if lines[at][:4] == _COMMENT:
            found.append(_comment(lines, at))
        else:
            found.append(_fence(lines, at) if _is_fence(lines[at]) else _text(lines, at, attributes))
        at = found[-1].end
    return found


def _parser(lines: Sequence[str], start: int, end: int) -> Segment:
    return Segment("parser", lines, start, end)


def _is_fence(line: str) -> bool:
    return line[:3] in ("```", "~~~") and FENCE.match(line) is not None


def _fence(lines: Sequence[str], at: int) -> Segment:
    """The code from a fence to its end, and where that is; one that never ends is left to the parser."""
    marks = lines[at][: len(lines[at]) - len(lines[at].lstrip(lines[at][0]))]
    for end in range(at + 1, len(lines)):
        line = lines[end]
        if marks in line and _ends_fence(line, marks):
            return Segment("fence", lines, at, end + 1)
    return _parser(lines, at, len(lines))


def _ends_fence(line: str, marks: str) -> bool:
    indent = len(line) - len(line.lstrip(" "))
    return indent < 4 and line[indent] == marks[0] and not line.strip(" \t").strip(marks[0])


def _comment(lines: Sequence[str], at: int) -> Segment:
    """A comment with the rest of the line it ends in; one that never ends is left to the parser with all behind it."""
    for end in range(at, len(lines)):
        if "-->" in lines[end]:
            return _parser(lines, at, end + 1)
    return _parser(lines, at, len(lines))


def _text(lines: Sequence[str], start: int, attributes: bool) -> Segment:
    """Everything up to the next place where the text can be cut."""
    state = _State(attributes)
    end = start
    while end < len(lines):
        line = lines[end]
        if not line.strip(" \t"):
            state.blank = True
        elif end > start and line[0] not in " \t" and state.ends(line):
            break
        elif not state.takes(line):
            return _parser(lines, start, len(lines))
        end += 1
    is_odd = state.tag or lines[start][0] in " \t" or any("\t" in line for line in lines[start:end])
    return Segment("parser" if is_odd else "text", lines, start, end)


class _State:
    """What is known of the blocks that are open at a line."""

    def __init__(self, attributes: bool) -> None:
        self.attributes = attributes
        self.offset = 0  # column in which the text of the open item begins; 0 outside a list
        self.blank = True  # is the line before empty?
        self.tag = False  # does a line begin with a tag, or attributes?
        self.unsure = False  # may the list have ended?
        self.pipe = False  # may the line before be the head of a table?

    def ends(self, line: str) -> bool:
        """Does a line without indentation begin a segment of its own?"""
        if self.blank and not _ITEM.match(line):
            return True
        if self.tag:
            return False
        if _is_fence(line) or line[:4] == _COMMENT:
            return True
        if self.unsure or not self.offset:
            return False
        return bool(_ENDS_LIST.match(line) or (_RULE.match(line) and not self.pipe))

    def takes(self, line: str) -> bool:
        """Take one more line that is not empty; False where what begins there may reach over the next cut."""
        indent = len(line) - len(line.lstrip(" "))
        item = _ITEM.match(line) if indent < 4 and not _RULE.match(line) else None
        if "<" in line and _REACHES_ON.match(line):
            return False
        if self.tag and _is_fence(line):
            return False
        if self.attributes and "{" in line and line.lstrip(_BEFORE_BRACES)[0] == "{":
            if _IN_BRACES.match(line) is None:
                return False
            self.tag = True
        if indent < 4 and _INNER_FENCE.match(line) and (self.unsure or self.tag or indent < (self.offset or 4)):
            return False
        if self.blank and self.offset and indent < self.offset and not item:
            return False
        if item and (not self.offset or indent < self.offset):
            if line[item.end() - 1 : item.end()] == "\t":
                return False
            self._begin_item(item)
        elif indent < self.offset:
            self.unsure = True
        self.tag = self.tag or line.lstrip(" ")[:1] == "<"
        self.blank, self.pipe = False, "|" in line
        return True

    def _begin_item(self, item: "re.Match[str]") -> None:
        """An item begins, if it does: behind text, only a list that begins with 1 or with a bullet may."""
        if self.blank:
            self.unsure = False
        elif not self.offset and item[3] not in (None, "1"):
            return
        self.offset = len(item[1]) + len(item[4] or " ")
        self.unsure = self.unsure or not item[4]
