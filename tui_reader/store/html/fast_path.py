"""The Markdown most news has (headings, paragraphs, pictures, strong text) turned into HTML without the parser, block
by block.

Several times as fast as parsing all of it. Only blocks that hold something else go to the parser, each by itself; a
body with anything that reaches over blank lines (lists, quotes, fences, tables, notes) goes to it whole. The result
is the same either way.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from tui_reader.store.html.word_count import strip_tags

Render = Callable[[str], str]

_REACHES_OVER = re.compile(
    r"\n {0,3}(?:[-+*](?:[ \n]|\Z)|>|\d{1,9}[.)](?:[ \n]|\Z)|```|~~~|:[ ]|=+[ ]*(?:\n|\Z)|-+[ ]*(?:\n|\Z)"
    r"|(?:\*[ ]*){3,}(?:\n|\Z)|<(?:script|pre|style|textarea|[!?]))",
    re.IGNORECASE,
)
_SPECIAL = "<>`&\\\"'*_[]~{}"
_FOR_PARSER = frozenset("<>`&\\\"'{}")
_IMAGE = re.compile(r"!\[([^\[\]*_~\n]*)\]\(([^\s()<>*_\"~]*)\)")
_LINK = re.compile(r"\[([^\[\]~\n]+)\]\(([^\s()<>*_\"~]*)\)")
_EMPHASIS = re.compile(r"\*(\w|\w[^*\n]*\w)\*")
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
_BLANK = re.compile(r"\n[ ]*(?:\n[ ]*)*\n")
_PAIRS = (("<", ">"), ("<strong>", "</strong>"), ("<em>", "</em>"), ("<a ", "</a>"))
_TAG = re.compile(r"<[^<>]*+>")
_HEADING = re.compile(r" {0,3}(#{1,6})(?: ([^\n]*)|\Z)")


def simple_html(body: str, render: Render) -> tuple[str, str] | None:
    """HTML and plain text of `body`, with `render` for the blocks that need the parser; None where it must be parsed
    whole.
    """
    if "|" in body or "\t" in body or "\x00" in body or "\x0b" in body or "\x0c" in body:
        return None
    if ("^" in body and "[^" in body) or (":" in body and "]:" in body):
        return None
    text = "\n" + body.rstrip(" \n")
    if _REACHES_OVER.search(text):
        return None
    signs = "".join([sign for sign in _SPECIAL if sign in text])
    odd = _has_sequence(text) or not _FOR_PARSER.isdisjoint(signs)
    if not odd and "\n " not in text:
        at_once = _all_at_once(text)
        if at_once is not None:
            return at_once
    blocks = _BLANK.split(text) if "\n " in text else text.split("\n\n")
    pages = [_block(block.lstrip("\n"), signs, odd, render) for block in blocks if block and block != "\n"]
    return "\n".join([page for page, _ in pages]), "\n".join([plain for _, plain in pages])


def _all_at_once(text: str) -> tuple[str, str] | None:
    """HTML and plain text of paragraphs and headings that hold nothing for the parser; None where a block needs a
    look of its own.
    """
    marked = _marks_only(text)
    if marked is None:
        return None
    pages, plains = [], []
    for block in marked.split("\n\n"):
        if block[:1] == "\n":
            block = block.lstrip("\n")
        if "~" in block:
            block = _delete(block) or "\n#"
        if block[:1] == "#" or "\n#" in block:
            heading = _heading_of(block)
            if heading is None:
                return None
            level, block = heading
            pages.append(f'<h{level} id="h">{block}</h{level}>')
            plains.append(block)
        elif block:
            pages.append(f"<p>{block.rstrip(' ')}</p>")
            plains.append(block)
    plain = "\n".join(plains)
    return "\n".join(pages), _TAG.sub("", plain) if "<" in plain else plain


def _has_sequence(text: str) -> bool:
    """Does the text hold a run of characters that means something to the parser? One character is found far faster
    than a run.
    """
    if ("-" in text and "--" in text) or (":" in text and "://" in text) or ("~" in text and "~~" in text):
        return True
    if (text.count(".") > 2 and "..." in text) or ("w" in text and "www." in text):
        return True
    return (text.count("[") > 1 and "][" in text) or "  \n" in text


def _block(block: str, signs: str, odd: bool, render: Render) -> tuple[str, str]:
    """HTML and plain text of the lines between two blank lines.

    `signs` are the special characters of the whole body; `odd` is true where any block of it needs the parser.
    """
    if block[:4] == "    ":
        return _code(block, render)
    if "\n" in block and ("\n " in block or "\n#" in block):
        return _parsed(block, render)
    if odd and (_has_sequence(block) or any(sign in block for sign in _FOR_PARSER)):
        return _parsed(block, render)
    marked: str | None = block
    for sign in signs:
        if sign in block:
            marked = _inline(block)
            break
    if marked is None:
        return _parsed(block, render)
    if block.lstrip(" ")[:1] == "#":
        return _heading(block, marked, render)
    return f"<p>{marked.strip(' ')}</p>", _TAG.sub("", marked) if "<" in marked else marked


def _parsed(block: str, render: Render) -> tuple[str, str]:
    page = render(block).rstrip("\n")
    return page, strip_tags(page)


def _heading_of(block: str) -> tuple[int, str] | None:
    """Level and text of a heading, without the signs that close it; None where the block is none of one line."""
    found = _HEADING.match(block)
    if found is None or found.end() < len(block):
        return None
    text = (found[2] or "").strip(" ")
    opened = text.rstrip("#")
    return len(found[1]), text if opened and opened[-1] != " " else opened.rstrip(" ")


def _heading(block: str, marked: str, render: Render) -> tuple[str, str]:
    heading = _heading_of(marked)
    if heading is None:
        return _parsed(block, render)
    level, text = heading
    return f'<h{level} id="h">{text}</h{level}>', _TAG.sub("", text)


def _code(block: str, render: Render) -> tuple[str, str]:
    lines = block.split("\n")
    if "<" in block or "&" in block or not all(line.startswith("    ") for line in lines):
        return _parsed(block, render)
    code = "\n".join(line[4:] for line in lines).replace(">", "&gt;").replace('"', "&quot;")
    return f"<pre><code>{code}\n</code></pre>", code


def _inline(block: str) -> str | None:
    """The block with its links, pictures, emphasis and strikethrough as tags; None where one of them is not plain."""
    text = _marks_only(block)
    return text if text is None or "~" not in text else _delete(text)


def _marks_only(text: str) -> str | None:
    """The text with its links, pictures and emphasis as tags, none of which crosses a line end; None where one is not
    plain.
    """
    if "](" in text:
        text = _LINK.sub(r'<a href="\2">\1</a>', _IMAGE.sub(r'<img src="\2" alt="\1">', text))
    if "*" in text:
        text = _strong(text)
    if "*" in text:
        text = _EMPHASIS.sub(r"<em>\1</em>", text)
    if "*" in text or "[" in text or "]" in text or ("_" in text and _UNDERSCORE.search(text)):
        return None
    return text


def _strong(text: str) -> str:
    """`**word**` as strong text where both ends stand at word characters; everything else keeps its asterisks."""
    parts = text.split("**")
    if len(parts) % 2 == 0 or "***" in text:
        return text
    for part in parts[1::2]:
        if not part or not (part[0] + part[-1]).isalnum() or "*" in part or "\n" in part:
            return text
    out = [parts[0]]
    for index in range(1, len(parts), 2):
        out += ("<strong>", parts[index], "</strong>", parts[index + 1])
    return "".join(out)


def _delete(block: str) -> str | None:
    """Every second `~` ends what the one before began; None where one is not inside a word, or inside a tag's text."""
    parts = block.split("~")
    if any(not left or not right or not (left[-1] + right[0]).isalnum() for left, right in pairwise(parts)):
        return None
    if "<" in block and not all(part.count(one) == part.count(other) for part in parts for one, other in _PAIRS):
        return None
    return "".join(part + mark for part, mark in zip(parts, _marks(len(parts)), strict=True))


def _marks(count: int) -> list[str]:
    """What stands behind each of `count` parts: tags in turn, a lone `~` where one is left over."""
    marks = (["<del>", "</del>"] * (count // 2 + 1))[: count - 1]
    if len(marks) % 2:
        marks[-1] = "~"
    return [*marks, ""]
