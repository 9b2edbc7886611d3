"""Plain text, words and reading time of a page's HTML, by the rules Hugo counts with (its `.Plain`, `.WordCount`,
`.ReadingTime`).
"""

import html
import re

_PRUNED = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^\"'<>]++)*+>")
_PARTS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)"
    r"|<(?P<field>title|textarea)\b[^<>]*>(?:(?P<closed>.*?)(?=</(?P=field)[\s/>])|(?P<open>.*))",
    re.DOTALL | re.IGNORECASE,
)
"""What is pruned, and fields; whichever begins first."""
FIELD = re.compile(r"<(?:title|textarea)\b", re.IGNORECASE)
"""Begins an element in which tags are text."""
_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30ff\u3131-\u318e\u31f0-\u31ff\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f\U00020000-\U000323af]"
)

_NO_BLANKS = "\x1c\x1d\x1e\x1f"
"""Blanks to Python, but not to Go."""
_AS_LETTERS = str.maketrans(dict.fromkeys(_NO_BLANKS, "x"))

CJK_WORDS_A_MINUTE = 500
"""Hugo's reading speed for Chinese, Japanese and Korean."""
WORDS_A_MINUTE = 212
"""Hugo's reading speed for everything else."""


def strip_tags(page: str) -> str:
    """The text of a page's HTML, entities kept: `</p>` and `<br>` end a line, every other line end is a blank."""
    if "<" not in page and ">" not in page:
        return page
    text = page.replace("\n", " ")
    if "<ti" in text or "<te" in text or "<T" in text:
        return _strip_around_fields(_with_breaks(text))
    if "<!" in text or "<s" in text or "<S" in text:
        text = _PRUNED.sub("", text)
    return _TAG.sub("", _with_breaks(text))


def _with_breaks(text: str) -> str:
    text = text.replace("</p>", "\n")
    return text.replace("<br>", "\n").replace("<br />", "\n") if "<br" in text else text


def _strip_around_fields(text: str) -> str:
    """The text without tags; those in a `title` or `textarea` are text, all of them where it never ends, else all up to
    the last.
    """
    out, start = [], 0
    for part in _PARTS.finditer(text):
        out.append(_TAG.sub("", text[start : part.start()]))
        closed = part["closed"] or ""
        out.append(closed[: closed.rfind("<")] if "<" in closed else closed or part["open"] or "")
        start = part.end()
    return "".join(out) + _TAG.sub("", text[start:])


def has_cjk(text: str) -> bool:
    """Does the text hold one Han, Hangul, Hiragana or Katakana character?"""
    return not text.isascii() and _CJK.search(text) is not None


def count_words(plain: str, cjk: bool) -> int:
    """Words between blanks; with `cjk` every word that is not ASCII counts as many as it has characters."""
    if any(sign in plain for sign in _NO_BLANKS):
        plain = plain.translate(_AS_LETTERS)
    words = plain.split()
    if not cjk or plain.isascii():
        return len(words)
    return sum([1 if word.isascii() else len(word) for word in words])


def reading_minutes(words: int, cjk: bool) -> int:
    """Minutes to read so many words, rounded up."""
    speed = CJK_WORDS_A_MINUTE if cjk else WORDS_A_MINUTE
    return (words + speed - 1) // speed


def readable(plain: str) -> str:
    """Plain text as a person reads it: entities resolved, blanks joined into one."""
    text = html.unescape(plain) if "&" in plain else plain
    return " ".join(text.split())
