"""The Markdown most news has (headings, paragraphs, pictures, strong text) turned into HTML without the parser, block by block.

Several times as fast as parsing all of it. Only blocks that hold something else go to the parser, each by itself; a body with
anything that reaches over blank lines (lists, quotes, fences, tables, notes) goes to it whole. The result is the same either way.
"""

import re
from collections.abc import Callable
from itertools import pairwise

Render = Callable[[str], str]

_REACHES_OVER = re.compile(
    r"\n {0,3}(?:[-+*](?:[ \n]|\Z)|>|\d{1,9}[.)](?:[ \n]|\Z)|```|~~~|:[ ]|=+[ ]*(?:\n|\Z)|-+[ ]*(?:\n|\Z)"
    r"|(?:\*[ ]*){3,}(?:\n|\Z)|<(?:script|pre|style|textarea|[!?]))",
    re.IGNORECASE,
)
_SPECIAL = re.compile(r"[<>`&\\\"'*_\[\]~{}]")
_FOR_PARSER = frozenset("<>`&\\\"'{}")
_IMAGE = re.compile(r"!\[([^\[\]*_~\n]*)\]\(([^\s()<>*_\"~]*)\)")
_LINK = re.compile(r"\[([^\[\]~\n]+)\]\(([^\s()<>*_\"~]*)\)")
_STRONG = re.compile(r"\*\*(\w|\w[^*\n]*\w)\*\*(?!\*)")
_EMPHASIS = re.compile(r"\*(\w|\w[^*\n]*\w)\*")
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
_BLANK = re.compile(r"\n[ ]*(?:\n[ ]*)*\n")
_PAIRS = (("<", ">"), ("<strong>", "</strong>"), ("<em>", "</em>"), ("<a ", "</a>"))
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ ]+([^\n]*?))??(?:[ ]+#+)?[ ]*\Z")


def simple_html(body: str, render: Render) -> str | None:
    """HTML of `body`, with `render` for the blocks that need the parser; None where the body must be parsed whole."""
    if (
        "|" in body
        or "\t" in body
        or "[^" in body
        or "]:" in body
        or "\x00" in body
        or "\x0b" in body
        or "\x0c" in body
    ):
        return None
    text = "\n" + body.rstrip(" \n")
    if _REACHES_OVER.search(text):
        return None
    signs = frozenset(_SPECIAL.findall(text))
    odd = _has_sequence(text) or not signs.isdisjoint(_FOR_PARSER)
    blocks = _BLANK.split(text) if "\n " in text else text.split("\n\n")
    return "\n".join([_block(block.lstrip("\n"), signs, odd, render) for block in blocks if block and block != "\n"])


def _has_sequence(text: str) -> bool:
    """Does the text hold a run of signs that means something to the parser? A chain of `in` is faster than one expression."""
    if "--" in text or "..." in text or "://" in text or "www." in text:
        return True
    return "][" in text or "~~" in text or "  \n" in text


def _block(block: str, signs: frozenset[str], odd: bool, render: Render) -> str:
    """HTML of the lines between two blank lines; `signs` of the whole body, `odd` where any block of it needs the parser."""
    if block[:4] == "    ":
        return _code(block, render)
    if "\n" in block and ("\n " in block or "\n#" in block):
        return render(block).rstrip("\n")
    if odd and (_has_sequence(block) or any(sign in block for sign in signs & _FOR_PARSER)):
        return render(block).rstrip("\n")
    if any(sign in block for sign in signs):
        marked = _inline(block)
        if marked is None:
            return render(block).rstrip("\n")
        block = marked
    block = block.lstrip(" ")
    if block[:1] == "#":
        heading = _HEADING.match(block)
        if heading is None:
            return render(block).rstrip("\n")
        level = len(heading[1])
        return f'<h{level} id="h">{heading[2] or ""}</h{level}>'
    return f"<p>{block}</p>"


def _code(block: str, render: Render) -> str:
    lines = block.split("\n")
    if "<" in block or "&" in block or not all(line.startswith("    ") for line in lines):
        return render(block).rstrip("\n")
    code = "\n".join(line[4:] for line in lines).replace(">", "&gt;").replace('"', "&quot;")
    return f"<pre><code>{code}\n</code></pre>"


def _inline(block: str) -> str | None:
    """The block with its links, pictures, emphasis and strikethrough as tags; None where one of them is not plain."""
    text = block
    if "](" in text:
        text = _LINK.sub(r'<a href="\2">\1</a>', _IMAGE.sub(r'<img src="\2" alt="\1">', text))
    if "*" in text:
        text = _STRONG.sub(r"<strong>\1</strong>", text)
    if "*" in text:
        text = _EMPHASIS.sub(r"<em>\1</em>", text)
    if "*" in text or "[" in text or "]" in text or ("_" in text and _UNDERSCORE.search(text)):
        return None
    return _delete(text) if "~" in text else text


def _delete(block: str) -> str | None:
    """Every second `~` ends what the one before began; None where one is not inside a word, or inside a tag's text."""
    parts = block.split("~")
    if any(not left or not right or not _is_word(left[-1] + right[0]) for left, right in pairwise(parts)):
        return None
    if "<" in block and not all(part.count(one) == part.count(other) for part in parts for one, other in _PAIRS):
        return None
    return "".join(part + mark for part, mark in zip(parts, _marks(len(parts)), strict=True))


def _is_word(pair: str) -> bool:
    return pair.isalnum()


def _marks(count: int) -> list[str]:
    """What stands behind each of `count` parts: tags in turn, a lone `~` where one is left over."""
    marks = (["<del>", "</del>"] * (count // 2 + 1))[: count - 1]
    if len(marks) % 2:
        marks[-1] = "~"
    return [*marks, ""]
