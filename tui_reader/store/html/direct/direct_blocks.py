"""Blocks of Markdown as HTML: paragraphs, headings, rules, quotes, code, tables and lists in their plain forms.

The result is the full parser's, to the character. Whatever else could mean something raises `UnfitError`.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markdown_it.rules_block.table import escapedSplit

from tui_reader.markdown.attributes import split_attributes
from tui_reader.markdown.site_rules import Rules
from tui_reader.store.html.direct.direct_inline import UnfitError
from tui_reader.store.html.direct.segments import FENCE

DEEPEST = 8
"""Levels of quotes and lists that are written."""

_HEADING = re.compile(r"(#{1,6}+) +([^ ].*)")
_RULE = re.compile(r"([-*_])(?: *+\1){2,}+ *+\Z")
_ITEM = re.compile(r"([-+*]|(\d{1,9}+)([.)]))( {1,4}+)(?=[^ ])")
_TASK = re.compile(r"\[[\sxX]\]")
_DELIMITERS = re.compile(r"(?:\| *+)?:?-++:? *+(?:\| *+:?-++:? *+)*+(?:\| *+)?\Z")
_BORDER = re.compile(r"[-:| ]++\Z")
_STARTS = "#>-+*_=`~<:|0123456789 "
"""What a line begins with that may be more than the next line of a paragraph."""
_MAY_START = re.compile(
    r" *+(?:#{1,6}+(?: |\Z)|>|```|~~~|[-+*](?: |\Z)|\d{1,9}+[.)](?: |\Z)|<|: |[-=]++ *+\Z|([-*_])(?: *+\1){2,}+ *+\Z)"
)
_SURELY_STARTS = re.compile(r"#{1,6}+ |>|```[^`]*+\Z|~~~| {0,3}+(?:[-+*]|1[.)]) {1,4}[^ ]|([*_])(?: *+\1){2,}+ *+\Z")
_ROW_STARTS = "#>-+*_=`~<: 0123456789"
"""What a line below a table begins with that may be no row of it."""

Text = Callable[[str], str]
Code = Callable[[str, str], str]


class Block(NamedTuple):
    """One block."""

    html: str
    """Its HTML, that of a paragraph without its tags."""
    is_text: bool
    """Is it a paragraph?"""
    apart: bool
    """Does an empty line stand before it?"""


class Blocks:
    """Writes the blocks of one document, with `text` for what stands in a block and `code` for code by its language."""

    def __init__(self, text: Text, code: Code, rules: Rules) -> None:
        self._text = text
        self._code = code
        self._rules = rules

    def write(self, lines: Sequence[str]) -> str:
        """The HTML of lines that stand at the outermost level; raises UnfitError."""
        return "".join([f"<p>{block.html}</p>\n" if block.is_text else block.html for block in self._read(lines, 0)])

    def _read(self, lines: Sequence[str], depth: int) -> list[Block]:
        if depth > DEEPEST:
            raise UnfitError
        found: list[Block] = []
        at, apart = 0, False
        while at < len(lines):
            line = lines[at]
            if not line:
                at, apart = at + 1, True
                continue
            is_text = False
            is_table = self._rules.tables and _is_border(lines, at + 1)
            if line[0] in _STARTS and (made := self._marked(lines, at, depth)) is not None:
                if is_table:
                    raise UnfitError
                html, end = made
            elif is_table and line[0] != " ":
                html, end = self._table(lines, at)
            else:
                html, end = self._paragraph(lines, at)
                is_text = True
            found.append(Block(html, is_text, apart))
            apart = not lines[end - 1]
            at = end
        return found

    def _marked(self, lines: Sequence[str], at: int, depth: int) -> tuple[str, int] | None:
        """HTML and end of a block that begins with a sign; None where it is a table or text."""
        line = lines[at]
        sign = line[0]
        if sign == " ":
            return self._indented(lines, at, depth)
        if sign in "<:=":
            raise UnfitError
        if sign == "#":
            return self._heading(lines, at)
        if sign == ">":
            return self._quote(lines, at, depth)
        if sign in "`~":
            return self._fence(lines, at)
        if _RULE.match(line):
            return "<hr />\n" if self._rules.xhtml else "<hr>\n", at + 1
        if _ITEM.match(line):
            return self._list(lines, at, 0, depth)
        if sign not in "|_*+-0123456789" or _MAY_START.match(line):
            raise UnfitError
        return None

    def _indented(self, lines: Sequence[str], at: int, depth: int) -> tuple[str, int] | None:
        """A list that begins with blanks; None where text does."""
        text = lines[at].lstrip(" ")
        indent = len(lines[at]) - len(text)
        if indent > 3:
            raise UnfitError
        if text[0] not in _STARTS:
            return None
        if _RULE.match(text) or not _ITEM.match(text):
            raise UnfitError
        return self._list(lines, at, indent, depth)

    def _heading(self, lines: Sequence[str], at: int) -> tuple[str, int] | None:
        found = _HEADING.match(lines[at])
        if found is None:
            if lines[at].lstrip("#")[:1] in ("", " "):
                raise UnfitError
            return None
        text = found[2].rstrip(" ")
        opened = text.rstrip("#")
        if opened[-1:] in ("", " "):
            text = opened.rstrip(" ")
        if "{" in text and self._rules.heading_attributes:
            text = split_attributes(text)[0]
        if not text:
            raise UnfitError
        level = len(found[1])
        return f'<h{level} id="h">{self._inline(text)}</h{level}>\n', at + 1

    def _paragraph(self, lines: Sequence[str], at: int) -> tuple[str, int]:
        end = at + 1
        while end < len(lines) and lines[end]:
            line = lines[end]
            if line[0] in _STARTS and _MAY_START.match(line):
                _check_start(line)
                break
            if _BORDER.match(line):
                raise UnfitError
            end += 1
        return self._inline("\n".join(lines[at:end]).strip(" ")), end

    def _inline(self, text: str) -> str:
        if text[:1].isspace() or text[-1:].isspace():
            raise UnfitError
        return self._text(text)

    def _quote(self, lines: Sequence[str], at: int, depth: int) -> tuple[str, int]:
        end = at
        inner = []
        while end < len(lines) and lines[end][:1] == ">":
            inner.append(lines[end][1:].removeprefix(" "))
            end += 1
        if end < len(lines) and lines[end]:
            _check_start(lines[end])
        blocks = self._read([line if line.strip(" ") else "" for line in inner], depth + 1)
        if not blocks:
            raise UnfitError
        pages = [f"<p>{block.html}</p>\n" if block.is_text else block.html for block in blocks]
        return f"<blockquote>\n{''.join(pages)}</blockquote>\n", end

    def _fence(self, lines: Sequence[str], at: int) -> tuple[str, int] | None:
        found = FENCE.match(lines[at])
        if found is None:
            if lines[at][:3] in ("```", "~~~"):
                raise UnfitError
            return None
        marks = found[1] or found[3]
        for end in range(at + 1, len(lines)):
            line = lines[end]
            if marks in line and not line.strip(" ").strip(marks[0]) and not line.startswith("    "):
                return self._code(found[2] or found[4] or "", _joined(lines[at + 1 : end])), end + 1
        raise UnfitError

    def _table(self, lines: Sequence[str], at: int) -> tuple[str, int]:
        head, borders = _cells(lines[at]), _cells(lines[at + 1])
        if not head or len(head) != len(borders) or not all(borders):
            raise UnfitError
        styles = [_style(border) for border in borders]
        out = ["<table>\n<thead>\n", self._row("th", head, styles), "</thead>\n"]
        end = at + 2
        while end < len(lines) and lines[end]:
            if lines[end][0] in _ROW_STARTS:
                raise UnfitError
            row = _cells(lines[end])
            out.append("<tbody>\n" if end == at + 2 else "")
            out.append(self._row("td", row[: len(head)], styles))
            end += 1
        out.append("</tbody>\n</table>\n" if end > at + 2 else "</table>\n")
        return "".join(out), end

    def _row(self, tag: str, cells: Sequence[str], styles: Sequence[str]) -> str:
        pairs = zip(cells, styles, strict=False)
        written = [f"<{tag}{style}>{self._inline(cell) if cell else ''}</{tag}>\n" for cell, style in pairs]
        written += [f"<{tag}></{tag}>\n"] * (len(styles) - len(cells))
        return f"<tr>\n{''.join(written)}</tr>\n"

    def _list(self, lines: Sequence[str], at: int, indent: int, depth: int) -> tuple[str, int]:
        """A list all of whose items begin with as many blanks as the first."""
        found = _ITEM.match(lines[at], indent)
        assert found
        items: list[list[Block]] = []
        sign, start = found[3] or found[1], found[2]
        loose, gap = False, False
        while found is not None and (found[3] or found[1]) == sign:
            content, end = _content(lines, at, found)
            items.append(self._read(content, depth + 1))
            loose = loose or gap or any(block.apart for block in items[-1][1:])
            gap = not lines[end - 1]
            at = end
            found = _item_at(lines, at, indent)
        name = "ol" if start else "ul"
        first = f' start="{int(start)}"' if start and int(start) != 1 else ""
        return f"<{name}{first}>\n{''.join([_item(blocks, loose) for blocks in items])}</{name}>\n", at


def _item_at(lines: Sequence[str], at: int, indent: int) -> "re.Match[str] | None":
    """The sign of an item behind so many blanks."""
    if at == len(lines) or lines[at][:indent].strip(" ") or _RULE.match(lines[at][indent:]):
        return None
    return _ITEM.match(lines[at], indent)


def _content(lines: Sequence[str], at: int, item: "re.Match[str]") -> tuple[list[str], int]:
    """The lines of an item without their margin, and where the next block begins behind it and the empty lines."""
    width = item.end()
    margin = " " * width
    content, end = [lines[at][width:]], at + 1
    if _TASK.match(content[0]):
        raise UnfitError
    while end < len(lines):
        line = lines[end]
        if line.startswith(margin):
            content.append(line[width:])
        elif line:
            break
        else:
            content.append("")
        end += 1
    if end < len(lines) and _item_at(lines, end, item.start()) is None:
        if lines[end][0] == " " or (item.start() and _ITEM.match(lines[end])):
            raise UnfitError
        if lines[end - 1]:
            _check_start(lines[end])
    while not content[-1]:
        content.pop()
    return content, end


def _check_start(line: str) -> None:
    """UnfitError where the line may go on with the paragraph above."""
    if _SURELY_STARTS.match(line) is None or _BORDER.match(line):
        raise UnfitError


def _item(blocks: Sequence[Block], loose: bool) -> str:
    """An item whose paragraphs have tags where its list is loose."""
    out = ["<li>" if blocks[0].is_text and not loose else "<li>\n"]
    bare = False
    for block in blocks:
        if block.is_text and loose:
            out.append(f"<p>{block.html}</p>\n")
        else:
            out.append("\n" + block.html if bare else block.html)
        bare = block.is_text and not loose
    return "".join([*out, "</li>\n"])


def _is_border(lines: Sequence[str], at: int) -> bool:
    """Is this the line below the head of a table?"""
    if at >= len(lines) or lines[at][:2] in ("- ", "") or _DELIMITERS.match(lines[at]) is None:
        return False
    return "|" in lines[at] or (":" in lines[at] and "|" in lines[at - 1])


def _cells(line: str) -> list[str]:
    """The cells of a row, without the empty ones that pipes at its ends make."""
    line = line.strip(" ")
    cells = escapedSplit(line) if "\\" in line else line.split("|")
    if cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    if line == "||":
        return []
    return [cell.strip(" ") for cell in cells]


def _style(border: str) -> str:
    sides = border[0] == ":", border[-1] == ":"
    place = {(True, True): "center", (False, True): "right", (True, False): "left"}.get(sides)
    return f' style="text-align: {place}"' if place else ""


def _joined(lines: Sequence[str]) -> str:
    return "".join([f"{line}\n" for line in lines])
