"""The Markdown most news has (headings, paragraphs, links, pictures, strong text) turned into HTML by a few expressions.

Some thirty times as fast as the full parser; whatever it cannot be sure of is left to `markdown_html`, so that words and
summaries are the same whichever of the two reads a post.
"""

import re

_NOT_SIMPLE = re.compile(
    r"[<>`&\\|~\t\"'\x00]|--|\.\.\.|\{\{|\[\^|\]\[|\]:|:\w+:"
    r"|^ {0,3}(?:[-+=>]|\*[ *\t\n]|:|\d{1,9}[.)](?:[ \n]|\Z)|#{1,6}[^#\n]*\{|#{7}|#[^# \n]|##+[^# \n])"
    r"|[ ]{2}\n[^\n]|(?:https?|ftp|www)[:.]|\*\[|\$\$|\{[.#]",
    re.MULTILINE,
)
_LINK = re.compile(r"!\[([^\[\]*_\n]*)\]\(([^\s()<>*_\"]*)\)|\[([^\[\]\n]+)\]\(([^\s()<>*_\"]*)\)")
_STRONG = re.compile(r"\*\*(\w|\w[^*\n]*\w)\*\*(?!\*)")
_EMPHASIS = re.compile(r"\*(\w|\w[^*\n]*\w)\*")
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
_BLANK_LINES = re.compile(r"\n[ ]*\n\s*?(?=[^\n])|\n+\Z")
_HEADING = re.compile(r" {0,3}(#{1,6})[ ]+([^\n]*?)(?:[ ]+#+)?[ ]*\Z")


def simple_html(body: str) -> str | None:
    """HTML of `body`; None where it holds anything that needs the full parser."""
    if _NOT_SIMPLE.search(body):
        return None
    text = _LINK.sub(_link, body) if "](" in body else body
    if "*" in text:
        text = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", text))
    if "*" in text or "[" in text or ("_" in text and _UNDERSCORE.search(text)):
        return None
    blocks = [_block(block) for block in re.split(r"\n[ ]*(?:\n[ ]*)*\n", "\n" + text.rstrip(" \n")) if block]
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
    if "#" in block[:4]:
        heading = _HEADING.match(block)
        if heading is None:
            return None
        level = len(heading[1])
        return f"<h{level}>{heading[2]}</h{level}>"
    if "\n" in block and "\n#" in block.replace("\n ", "\n"):
        return None
    return f"<p>{block.lstrip(' ')}</p>"
