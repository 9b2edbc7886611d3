"""What a terminal sends as typed, made safe for a parser of keys: pastes hold no escapes, committed words are words.

The danger here: a parser that gives an unknown sequence back as keys turns pasted text or a word of an input method
into commands.
"""

import re

_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"
_MOST_HELD = 4096
"""Characters of an unfinished sequence that are held back; a longer one is none."""
_BEGUN = re.compile(r"\x1b(?:\[[?<>=]?[\d:;]*)?\Z")
_PASTE_END_BEGUN = re.compile(r"\x1b(?:\[(?:2(?:0(?:1)?)?)?)?\Z")
_KEY = re.compile(r"\x1b\[([\d:;]*)([u~A-HPQRS])")
"""A key with numbers (kitty's keyboard protocol, section "An overview"; xterm's modified keys)."""
_RELEASED = "3"
"""Kind of event of a key that was let go."""
_LAST_CODE = 0x10FFFF


class TypedText:
    """Takes what comes from one terminal, in whatever pieces, and gives what a parser of keys may have."""

    def __init__(self) -> None:
        self._held = ""
        self._pasting = False

    def feed(self, text: str) -> str:
        """What can be parsed so far; the begin of a sequence at the end is held back."""
        text, self._held = self._held + text, ""
        found = []
        while text:
            done, text = self._pasted(text) if self._pasting else self._typed(text)
            found.append(done)
        return "".join(found)

    def release(self) -> str:
        """What was held back, when nothing followed; a paste waits for its end."""
        if self._pasting:
            return ""
        held, self._held = self._held, ""
        return held

    def _typed(self, text: str) -> tuple[str, str]:
        """Typed text up to a paste, and the rest."""
        before, begin, after = text.partition(_PASTE)
        if begin:
            self._pasting = True
            return _KEY.sub(_plain_key, before) + begin, after
        begun = _BEGUN.search(text)
        if begun and len(begun.group()) < _MOST_HELD:
            self._held = begun.group()
            text = text[: begun.start()]
        return _KEY.sub(_plain_key, text), ""

    def _pasted(self, text: str) -> tuple[str, str]:
        """Pasted text without escapes up to its end, and the rest."""
        pasted, end, after = text.partition(_PASTE_END)
        if end:
            self._pasting = False
            return pasted.replace("\x1b", "") + end, after
        begun = _PASTE_END_BEGUN.search(text)
        if begun:
            self._held = begun.group()
            text = text[: begun.start()]
        return text.replace("\x1b", ""), ""


def _plain_key(key: re.Match[str]) -> str:
    """The text of a commit; nothing for a key that was let go or has numbers that are none; else the plain form of the
    key, which is one number, modifiers, and one character.
    """
    fields = [field.split(":") for field in key[1].split(";")]
    code, modifiers, text = (*fields, [""], [""])[:3]
    if len(fields) > 3 or modifiers[1:2] == [_RELEASED]:
        return ""
    if len(text) > 1:
        return "".join(chr(int(code)) for code in text if _is_text(code))
    numbers = [part[0] for part in (code, modifiers, text)[: len(fields)]]
    return f"\x1b[{';'.join(numbers)}{key[2]}" if all(map(_is_number, numbers)) else ""


def _is_number(digits: str) -> bool:
    """Whether it is left out or may be the code of a character."""
    return len(digits) <= 7 and int(digits or "0") <= _LAST_CODE


def _is_text(code: str) -> bool:
    if not _is_number(code):
        return False
    character = chr(int(code or "0"))
    return character.isprintable() or character == "\u3000"
