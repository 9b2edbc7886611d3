"""What authors mean where Markdown says otherwise: indents, captions, prose in code, bold lines as headings.

Every rule was measured on real posts and leaves real code and real emphasis alone.
"""

import re
from collections.abc import Sequence
from unicodedata import normalize

from tui_reader.document import blocks as kinds
from tui_reader.document.blocks import Block, Caption, Figure, Heading, Paragraph, Table
from tui_reader.document.spans import Text
from tui_reader.markdown.anchors import Anchors
from tui_reader.markdown.emphasis import is_cjk
from tui_reader.markdown.span_builder import plain
from tui_reader.model.dataclass import replace
from tui_reader.model.roles import Role

LONGEST_HEADING = 40
"""Characters of a bold line that can still be a heading."""
WIDEST_INDENT = 30
"""Ideographs of an indent that count."""
LONGEST_CAPTION = 60
"""Characters of a line that can still be a caption."""
BEYOND_CODE = 20
"""Blanks before a line beyond which it is pushed to the right, not code: no real code in the wild starts there."""

_INDENT = re.compile(
    "(?:[\u3000\u2003\u2002\u00a0 \t]|&emsp;|&ensp;|&nbsp;|&#12288;|&#x3000;|&#8195;|&#8194;|&#160;|&#xa0;)+",
    re.IGNORECASE,
)
_EM = re.compile("[\u3000\u2003]|&emsp;|&#12288;|&#x3000;|&#8195;", re.IGNORECASE)
_HALF = re.compile("[\u2002\u00a0]|&ensp;|&nbsp;|&#8194;|&#160;|&#xa0;", re.IGNORECASE)
_SPLIT = re.compile("\n(?=[ \t]*(?:(?:\u3000|\u2003|&emsp;){2}|(?:\u00a0|&nbsp;){4}))")
_CODE_SYMBOLS = re.compile(r"[;{}=<>]")
_BOLD = re.compile(r"(\*\*|__)(?!\s)([^*\n]+?)\1")
_SENTENCE_END = tuple('。！？；，、：.!?;,:…”"')
_CAPTION = re.compile(r"[▲△↑◎]|[（(]?图(?:\s*\d+|[：:|丨/]|片?来?源|片[：:])|(?:Figure|Fig\.)\s*\d+[.: ]")


def split_indent(source: str) -> tuple[int, str]:
    """How many ideographs a paragraph is indented by, and its text without the indent.

    Two or more wide blanks count as they stand; one wide blank with others behind it, or several narrow
    ones, are the common two; blanks of the keyboard alone mean nothing in Markdown.
    """
    found = _INDENT.match(source)
    if found is None:
        return 0, source
    text = source[found.end() :]
    wide, narrow = len(_EM.findall(found.group())), len(_HALF.findall(found.group()))
    if wide >= 2:
        return min(wide, WIDEST_INDENT), text
    others = len(found.group().rstrip("\n")) - wide
    if wide == 1:
        return (2 if others else 1), text
    return (2 if narrow >= 2 else 0), text


def split_paragraphs(source: str) -> list[str]:
    """The paragraphs an author wrote without blank lines between them, each indented by two wide blanks."""
    return _SPLIT.split(source) if "\n" in source else [source]


def is_prose(source: str) -> bool:
    """True for an indented block that is Chinese text rather than code: mostly CJK characters, no code's
    punctuation.
    """
    signs = [char for char in source if not char.isspace()]
    return bool(signs) and sum(map(is_cjk, signs)) * 2 > len(signs) and not _CODE_SYMBOLS.search(source)


def is_pushed_right(source: str) -> bool:
    """True for one line behind more blanks than any code begins with."""
    lines = [line for line in source.splitlines() if line.strip()]
    return len(lines) == 1 and len(lines[0]) - len(lines[0].lstrip()) >= BEYOND_CODE


def is_repeated(heading: str, title: str) -> bool:
    """True where a first heading only says the title again, blanks, width and case aside."""
    return bool(title) and _folded(heading) == _folded(title)


def _folded(text: str) -> str:
    return "".join(char for char in normalize("NFKC", text).casefold() if char.isalnum()) or text.strip()


def _bold_line(block: Block) -> bool:
    """True for a paragraph that is one bold line, short enough and without a sentence's end."""
    if not isinstance(block, Paragraph):
        return False
    source = block.text.source.strip()
    if not source.startswith(("**", "__")):
        return False
    found = _BOLD.fullmatch(source)
    return found is not None and len(found[2]) <= LONGEST_HEADING and not found[2].rstrip().endswith(_SENTENCE_END)


def _is_heading(before: Block | None, block: Block, after: Block | None) -> bool:
    """True for a bold line that stands over text of its own and is no list of bold lines."""
    if not _bold_line(block) or after is None or isinstance(after, Heading | kinds.Rule | kinds.Footnotes):
        return False
    return not _bold_line(after) and not (before is not None and _bold_line(before))


def bold_headings(blocks: Sequence[Block], anchors: Anchors) -> list[Block]:
    """The blocks with bold lines that are meant as headings made into headings, one level below the last real one."""
    made: list[Block] = []
    level = 1
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Heading):
            level = block.level
        elif isinstance(block, Paragraph) and _is_heading(before, block, after):
            words = Text(block.text.source.strip().strip("*_").strip(), block.text.parser)
            block = Heading(min(level + 1, 6), words, anchors.of_heading(words.source), block.line, from_bold=True)
        made.append(block)
    return made


def captions(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with short lines below a picture or table that name it made into captions; pictures know that they
    have one.
    """
    made: list[Block] = []
    for block in blocks:
        if made and isinstance(made[-1], Figure | Table) and isinstance(block, Paragraph) and _names_picture(block):
            block = Caption(block.text, block.line)
        if made and isinstance(made[-1], Figure) and isinstance(block, Caption):
            made[-1] = replace(made[-1], captioned=True)
        made.append(block)
    return made


def _names_picture(block: Paragraph) -> bool:
    source = block.text.source.strip()
    if len(source) > LONGEST_CAPTION or "\n" in source:
        return False
    return block.indent >= 6 or bool(_CAPTION.match(source))


def without_title(blocks: list[Block], title: str) -> list[Block]:
    """The blocks without a first-level heading near the top that repeats the post's title."""
    for index, block in enumerate(blocks[:3]):
        if isinstance(block, Heading) and block.level == 1 and is_repeated(plain(block.text.spans()), title):
            return blocks[:index] + blocks[index + 1 :]
        if not isinstance(block, Figure | Caption):
            break
    return blocks


ALERTS: dict[str, Role] = {
    **dict.fromkeys(("note", "info", "abstract", "summary", "todo", "quote", "cite", "example", "default"), Role.NOTE),
    **dict.fromkeys(("tip", "hint", "success", "check", "done"), Role.TIP),
    **dict.fromkeys(("important", "question", "help", "faq"), Role.IMPORTANT),
    **dict.fromkeys(("warning", "attention"), Role.WARNING),
    **dict.fromkeys(("caution", "danger", "error", "failure", "fail", "missing", "bug"), Role.CAUTION),
}
"""What kind of note a word stands for, in alerts and in themes' admonitions."""
