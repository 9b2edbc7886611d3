"""Untrusted text made safe: what comes out can neither move a terminal's cursor nor make a row wider than it counts.

Removed: control characters (C0, C1, DEL), bidirectional controls, characters without width that no terminal needs,
tags. Blanks of every kind and line ends become a blank. Private characters, lone surrogates and noncharacters become
`�`. Sequences that terminals draw in different widths (skin tones, joined emoji, variation selectors, flags) get
their plain form.
"""

import re
import unicodedata

_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x85\u1680\u2000\u2002\u2004-\u200a\u2028\u2029\u205f\u2800"
_WIDE_BLANKS = "\u2001\u2003"
_REMOVED = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_REPLACED = "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
_EMOJI_PARTS = "\u200d\u20e3\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_FLAGS = "\U0001f1e6-\U0001f1ff"
_COMBINING = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"

_UNSAFE = f"[{_BLANKS}{_WIDE_BLANKS}{_REMOVED}{_REPLACED}{_EMOJI_PARTS}{_FLAGS}\u202f\u1100-\u11ff]"
_STACKED = f"^[{_COMBINING}]+|([{_COMBINING}]{{3}})[{_COMBINING}]+"
_JAMO = "[\u1100-\u11ff]+"
_STEPS = (
    (f"\r\n|[{_BLANKS}]", " "),
    (f"[{_WIDE_BLANKS}]", "\u3000"),
    ("\u202f", "\xa0"),
    (f"[{_REMOVED}{_EMOJI_PARTS}]", ""),
    (f"[{_REPLACED}]", "\ufffd"),
)
"""None of these is compiled before a text needs it, since every start would."""
_LINE_ENDS = re.compile("\r\n|[\n\r\u2028\u2029]")
_CONTROL_BLANKS = "[\v\f\x1c-\x1e\x85]"
_HARMFUL = f"(?!\u200c)[{_REMOVED}]"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdfc\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
"""Letters of Hebrew, Arabic and other scripts that run from right to left."""
_LEFT_TO_RIGHT_MARK = "\u200e"
_LETTER_OF_FLAG = {0x1F1E6 + i: chr(0x41 + i) for i in range(26)}


def sanitize(text: str) -> str:
    """`text` as one line that is safe to write to a terminal; the length in characters may change."""
    if text.isascii() and text.isprintable():
        return text
    if re.search(_UNSAFE, text):
        for pattern, replacement in _STEPS:
            text = re.sub(pattern, replacement, text)
        text = text.translate(_LETTER_OF_FLAG)
        text = re.sub(_JAMO, lambda match: unicodedata.normalize("NFC", match.group()), text)
    return re.sub(_STACKED, r"\1", text)


def sanitize_piece(text: str) -> str:
    """As `sanitize`, for text that others stand behind in the same row: letters that run from right to left end in a
    mark without width, since a terminal that sets them in their direction (VTE) would move a date behind them as well.
    """
    safe = sanitize(text)
    if safe.isascii() or not re.search(_RIGHT_TO_LEFT, safe):
        return safe
    end = len(safe.rstrip())
    return safe[:end] + _LEFT_TO_RIGHT_MARK + safe[end:]


def sanitize_lines(text: str, tab: int = 4) -> list[str]:
    """The lines of `text`, each safe, tabs widened to the next stop of `tab` characters."""
    return [sanitize(line.expandtabs(tab)) for line in _LINE_ENDS.split(text)]


def without_harm(text: str) -> str:
    """`text` for a file, a pipe or a clipboard: as it was written, tabs, emoji and blanks too, but without control
    characters, bidirectional controls and what nobody sees; each line ends in a line feed.

    The joiners and variation selectors that scripts and emoji are written with stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_HARMFUL, "", re.sub(_CONTROL_BLANKS, " ", _LINE_ENDS.sub("\n", text)))


def is_safe(text: str) -> bool:
    """True where no character of `text` could harm a terminal or its rows."""
    return sanitize(text) == text


def replace_surrogates(text: str) -> str:
    """`text` as UTF-8 can encode it, for files and databases: each lone surrogate becomes `?`."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
