"""The Markdown most news has (headings, paragraphs, links, pictures, strong text) turned into HTML by a few expressions.

Some thirty times as fast as the full parser; whatever it cannot be sure of is left to `markdown_html`, so that words and
summaries are the same whichever of the two reads a post.
"""

import re
from itertools import pairwise

_NOT_SIMPLE = re.compile(
    r"[<>`&\\|\t\"'\x00]|--|~~|\.\.\.|\{\{|\[\^|\]\[|\]:|:\w+:"
    r"|^ {0,3}(?:[-+=>]|\*[ *\t\n]|:|\d{1,9}[.)](?:[ \n]|\Z)|#{1,6}[^#\n]*\{|#{7}|#[^# \n]|##+[^# \n])"
    r"|[ ]{2}\n[^\n]|(?:https?|ftp|www)[:.]|\*\[|\$\$|\{[.#]",
    re.MULTILINE,
)
_LINK = re.compile(r"!\[([^\[\]*_\n]*)\]\(([^\s()<>*_\"]*)\)|\[([^\[\]\n]+)\]\(([^\s()<>*_\"]*)\)")
_STRONG = re.compile(r"\*\*(\w|\w[^*\n]*\w)\*\*(?!\*)")
_EMPHASIS = re.compile(r"\*(\w|\w[^*\n]*\w)\*")
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ ]+([^\n]*?)(?:[ ]+#+)?[ ]*\Z")


class NotSimple(Exception):
    """The full parser is needed."""


def simple_html(body: str) -> str | None:
    """HTML of `body`; None where it holds anything that needs the full parser."""
    if _NOT_SIMPLE.search(body):
        return None
    text = _LINK.sub(_link, body) if "](" in body else body
    if "*" in text:
        text = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", text))
    if "*" in text or "[" in text or ("_" in text and _UNDERSCORE.search(text)):
        return None
    try:
        blocks = [_block(block) for block in re.split(r"\n[ ]*(?:\n[ ]*)*\n", "\n" + text.rstrip(" \n")) if block]
    except NotSimple:
        return None
    return None if None in blocks else "\n".join(blocks)  # type: ignore[arg-type]


def _link(match: re.Match[str]) -> str:
    alt, source, text, target = match.groups()
    if text is None:
        return f'<img src="{source}" alt="{alt}">'
    return f'<a href="{target}">{text}</a>'


def _block(block: str) -> str | None:
    """One block between blank lines; None where its lines are of different kinds."""
    block = block.lstrip("\n")
    if block.startswith("    "):
        lines = block.split("\n")
        if all(line.startswith("    ") for line in lines):
            return "<pre><code>" + "\n".join(line[4:] for line in lines) + "\n</code></pre>"
        return None
    if "~" in block:
        block = _delete(block)
    if "#" in block[:4]:
        heading = _HEADING.match(block)
        if heading is None:
            return None
        level = len(heading[1])
        return f'<h{level} id="h">{heading[2]}</h{level}>'
    if "\n#" in block or "\n " in block:
        return None
    return f"<p>{block.lstrip(' ')}</p>"


def _delete(block: str) -> str:
    """Every second `~` ends what the one before began, where all stand inside words; `~` anywhere else is given back."""
    parts = block.split("~")
    if "<" in block or any(
        not left or not right or not _is_word(left[-1] + right[0]) for left, right in pairwise(parts)
    ):
        raise NotSimple
    return "".join(part + mark for part, mark in zip(parts, _marks(len(parts)), strict=True))


def _is_word(pair: str) -> bool:
    return pair.replace("_", "").isalnum() and len(pair.replace("_", "")) == 2


def _marks(count: int) -> list[str]:
    """What stands behind each of `count` parts: tags in turn, a lone `~` where one is left over."""
    marks = ["<del>", "</del>"] * (count // 2 + 1)
    marks = marks[: count - 1]
    if len(marks) % 2:
        marks[-1] = "~"
    return [*marks, ""]
