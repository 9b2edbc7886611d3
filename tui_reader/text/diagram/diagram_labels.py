"""Labels of diagrams: what stands between brackets or behind a colon, as lines that are safe to draw (pure)."""

import re
from collections.abc import Callable, Sequence
from html import unescape

from tui_reader.text.cells import cut
from tui_reader.text.sanitize import sanitize

Measure = Callable[[str], int]
"""Cells of a safe text."""

_BREAK = re.compile(r"<br[ \t]*/?>|\\n|\n", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|em|strong|small|sub|sup|span|center|code)(?:[ \t][^<>]*)?>", re.IGNORECASE)
_ICON = re.compile(r"\bfa[bklrs]?:fa-[\w-]+[ ]*")
_ENTITY = re.compile(r"#(\w+);")
_EMPHASIS = re.compile(r"\*\*(?=\S)|(?<=\S)\*\*")
_PIECE = re.compile("[ \u3000]+|(?:[!-~\u00a0-\u2e7f]+|.)[，。、；：？！）】》〉」』”’…—％·]*")
"""Blanks, a word, or one character of Chinese, with the marks that no line begins with."""


class DiagramError(ValueError):
    """The source is not understood, or its drawing would be too large or could be misread."""


def label_lines(source: str) -> tuple[str, ...]:
    """The lines of a label, as its author parted them; none for an empty one."""
    text = source.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    if len(text) > 1 and text[0] == text[-1] == "`":
        text = _EMPHASIS.sub("", text[1:-1].strip())
    lines = [_ICON.sub("", _TAG.sub("", line)) for line in _BREAK.split(text)]
    lines = [sanitize(unescape(_ENTITY.sub(_entity, line))).strip() for line in lines]
    return tuple(line for line in lines if line)


def _entity(found: re.Match[str]) -> str:
    """Mermaid's `#quot;` and `#35;` as the entities of HTML."""
    return f"&#{found[1]};" if found[1].isdigit() else f"&{found[1]};"


def wrapped(lines: Sequence[str], cells: int, measure: Measure) -> tuple[str, ...]:
    """The lines, those that are wider than `cells` broken at blanks, between Chinese characters, or inside a word."""
    return tuple(part for line in lines for part in _wrapped_line(line, cells, measure))


def _wrapped_line(line: str, cells: int, measure: Measure) -> list[str]:
    if measure(line) <= cells:
        return [line]
    found = [""]
    for piece in _PIECE.findall(line):
        if measure(found[-1] + piece.rstrip()) > cells and found[-1].strip():
            found.append("")
        rest = piece if found[-1] else piece.lstrip()
        while measure(found[-1] + rest.rstrip()) > cells and len(rest) > 1:
            end = max(cut(rest, cells), 1)
            found[-1], rest = rest[:end], rest[end:]
            found.append("")
        found[-1] += rest
    return [part.strip() for part in found if part.strip()]
