"""The automatic summary, cut where Hugo cuts it, and the plain text of a body for searching."""

import re

from tui_reader.markdown.site_rules import USUAL, CodeRules
from tui_reader.store.html.word_count import readable, strip_tags

MAX_SUMMARY = 16_384
"""Characters of a summary that are kept; Hugo's own has no bound where a body has no paragraphs."""

_TOKEN = re.compile(r"</?[A-Za-z]+>?\Z|>\Z|[A-Za-z]+=[\"']")
_ELEMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1[^<>]*+>|\Z)"
    r"|<(/)?([A-Za-z][^\s<>/]*+)(?:\"[^\"]*+\"|'[^']*+'|/(?!>)|[^\"'<>/]++)*+(/)?>",
    re.DOTALL | re.IGNORECASE,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPEN_TAG = re.compile(r"</?[A-Za-z][^>]*\Z")
_NOT_STRIPPED = re.compile(r"[^<]*</?[A-Za-z][A-Za-z0-9:-]*")
"""A word whose one tag has nothing behind its name: Go's `html/template` takes it for text and strips nothing."""
_RAW_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,1000}>")
_LINK = re.compile(r"\[([^\[\]\n]{0,1000})\]\([^()\n]{0,2000}\)")
_LINE_MARK = re.compile(r"\n {0,3}(?:#{1,6} +|> ?|(?:```|~~~)[^\n]*)")
_HIGHLIGHTED = ' data-lang="'
"""Stands in the tag of highlighted code."""
_INLINE_MARKS = ("**", "~~", "`")
"""Marks that stand inside sentences: words on both sides of one are neighbours."""


def cut_summary(page: str, length: int, cjk: bool, code: CodeRules = USUAL.code) -> tuple[str, bool]:
    """HTML up to the end of the paragraph that reaches `length` words, and whether anything is left out; the colours of
    code before it count.
    """
    count, at = 0, 0
    while True:
        close = page.find("</p>", at)
        if close < 0:
            return page, False
        count += _count(coloured_code(page[at:close], code), cjk)
        if count >= length:
            end = _closed(page, close + 4)
            return page[:end], end < len(page.rstrip())
        at = close + 3


def coloured_code(piece: str, code: CodeRules) -> str:
    """The HTML with the colours of its code."""
    if _HIGHLIGHTED not in piece:
        return piece
    from tui_reader.store.html.code_colours import coloured  # noqa: PLC0415 - slow, and few summaries hold code

    return coloured(piece, code)


def _closed(page: str, end: int) -> int:
    """Where every element that is open at `end` is closed: a summary never ends inside a list, or any other element;
    unless the outermost of them never ends. Elements of Hugo's are those of HTML, but for `<br/>`, which an end tag
    right behind it ends, whatever its name.
    """
    is_open: list[str] = []
    is_empty = False
    for tag in _ELEMENT.finditer(page):
        if not is_open and tag.start() >= end:
            return end
        name = (tag[3] or "").lower()
        if not tag[2]:
            if name and (name not in _VOID or tag[4]):
                is_open.append(name)
            is_empty = bool(tag[4])
        elif is_empty or name in is_open:
            while is_open.pop() != name and not is_empty:
                pass
            is_empty = False
            if not is_open and tag.start() >= end:
                return tag.end()
    return end


def split_summary(page: str, divider: str) -> tuple[str, str]:
    """The summary cut by hand, and the whole page without the mark that cut it."""
    lone = f"<p>{divider}</p>"
    mark = lone if lone in page else divider
    before, _, after = page.partition(mark)
    return before, before + after.removeprefix("\n")


def summary_text(page: str) -> str:
    """Plain text of a summary's HTML, at most MAX_SUMMARY characters."""
    return readable(strip_tags(page[: 8 * MAX_SUMMARY]))[:MAX_SUMMARY]


def plain_text(body: str) -> str:
    """The words of a Markdown body for searching: marks, tags and shortcodes taken off, link texts and alt texts
    kept.
    """
    text = "\n" + _without(_without(body, "<!--", "-->"), "{{", "}}")
    if "<" in text:
        text = _RAW_TAG.sub(" ", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text.replace("![", "["))
    text = _LINE_MARK.sub("\n", text)
    for mark in _INLINE_MARKS:
        if mark in text:
            text = text.replace(mark, "")
    return text[1:]


def _without(text: str, opening: str, closing: str) -> str:
    """The text without what stands between the marks, in one pass; an opening mark that is never closed stays."""
    if opening not in text:
        return text
    out, position = [], 0
    while (start := text.find(opening, position)) >= 0 and (end := text.find(closing, start)) >= 0:
        out.append(text[position:start])
        position = end + len(closing)
    out.append(text[position:])
    return " ".join(out)


def _count(piece: str, cjk: bool) -> int:
    """Words of a piece of HTML, by Hugo's rough count that skips what looks like a tag."""
    count = 0
    for word in piece[:-1].split():
        if _TOKEN.match(word):
            continue
        if cjk:
            word = word if _NOT_STRIPPED.fullmatch(word) else _OPEN_TAG.sub("", strip_tags(word))
            count += 1 if word.isascii() else len(word)
        else:
            count += 1
    return count
