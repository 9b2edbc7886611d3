"""Emphasis beside Chinese: the CJK-friendly amendments to CommonMark's flanking rules, as an inline state of our own;
and marks around text beside those of CommonMark, such as `==text==`.

The rule is that of the "CommonMark CJK-friendly amendments": punctuation that is not Chinese, Japanese or Korean keeps
`**` from opening or closing only where no CJK character stands on the other side.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter, Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from tui_reader.text.punctuation import is_punctuation

_VARIATION = re.compile("[\ufe00-\ufe0e\U000e0100-\U000e01ef]")
_BLANKS = frozenset(" \t\n\v\f\r\u00a0\u1680\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
_EMOJI = ((0x231A, 0x27BF), (0x2B1B, 0x2B55), (0x1F000, 0x1FAFF))
_PAIRS = {"~": "s", "=": "mark", "+": "ins"}
_OWN = {ord(sign): tag for sign, tag in _PAIRS.items()}
_WIDTH = 0x110000
"""Times the length of a run, added to its character: runs of one length alone belong together."""


@lru_cache(maxsize=8192)
def is_cjk(char: str) -> bool:
    """True for a character of CJK text: ideographs, kana, hangul and their own punctuation, but no emoji."""
    code = ord(char)
    if east_asian_width(char) in "WFH":
        return not any(first <= code <= last for first, last in _EMOJI)
    return 0x1100 <= code <= 0x11FF


def flanking(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of delimiters between two characters is left-flanking and right-flanking."""
    blank_before, blank_after = before in _BLANKS, after in _BLANKS
    foreign_before = is_punctuation(before) and not is_cjk(before)
    foreign_after = is_punctuation(after) and not is_cjk(after)
    left = not blank_after and (not foreign_after or blank_before or foreign_before or is_cjk(before))
    right = not blank_before and (not foreign_before or blank_after or foreign_after or is_cjk(after))
    return left, right


class CjkState(StateInline):
    """An inline state whose delimiters know Chinese punctuation."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """Measure the run of one marker at `start` and say whether it may open or close emphasis."""
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = self.src[start - 1] if start > 0 else " "
        if start > 1 and _VARIATION.match(before) and self.src[start - 2] not in _BLANKS:
            before = self.src[start - 2]
        after = self.src[end] if end < self.posMax else " "
        left, right = flanking(before, after)
        if canSplitWord:
            return Scanned(left, right, end - start)
        can_open = left and (not right or is_punctuation(before))
        can_close = right and (not left or is_punctuation(after))
        return Scanned(can_open, can_close, end - start)


class CjkInline(ParserInline):
    """The inline parser on a `CjkState`, so that nothing of markdown-it is patched for others."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Append the inline tokens of `src` to `tokens`."""
        state = CjkState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def add_delimiters(md: MarkdownIt, delimiters: Mapping[str, Mapping[int, str]]) -> None:
    """Let `md` read marks that run around text, by character and length of the run, as Goldmark's extensions do: a run
    of another length is text.
    """
    tags = {ord(sign) + _WIDTH * size: tag for sign, sizes in delimiters.items() for size, tag in sizes.items()}
    md.options["delimiters"] = tags
    signs = frozenset(delimiters)
    for sign in signs:
        md.inline.add_terminator_char(sign)

    def rule(state: StateInline, silent: bool) -> bool:
        if silent or state.src[state.pos] not in signs:
            return False
        return _delimit(state, tags)

    md.inline.ruler.before("emphasis", "delimiters", rule)


def _delimit(state: StateInline, tags: Mapping[int, str]) -> bool:
    scanned = state.scanDelims(state.pos, True)
    run = state.src[state.pos : state.pos + scanned.length]
    kind = ord(run[0]) + _WIDTH * scanned.length
    token = state.push("text", "", 0)
    token.content = run
    if kind in tags:
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(kind, 0, place, -1, scanned.can_open, scanned.can_close))
    state.pos += scanned.length
    return True


def pairs(state: StateInline, silent: bool) -> bool:
    """Take a run of `~~`, `==` or `++` as a delimiter of struck, marked or inserted text, a run of another length as
    text.
    """
    marker = state.src[state.pos]
    if silent or marker not in _PAIRS:
        return False
    scanned = state.scanDelims(state.pos, True)
    if scanned.length != 2 or _is_operator(state, marker):
        state.append_pending(marker * scanned.length)
        state.pos += scanned.length
        return True
    opens = scanned.can_open and not (marker == "+" and _is_latin(state.src[state.pos - 1 : state.pos]))
    token = state.push("text", "", 0)
    token.content = marker * scanned.length
    delimiter = Delimiter(ord(marker), 0, len(state.tokens) - 1, -1, opens, scanned.can_close)
    state.delimiters.append(delimiter)
    state.pos += scanned.length
    return True


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _is_operator(state: StateInline, marker: str) -> bool:
    """True for the plus signs of `C++ ` and for `a==b`: no mark stands between two Latin words."""
    before = state.src[state.pos - 1 : state.pos]
    after = state.src[state.pos + 2 : state.pos + 3]
    if marker == "+":
        return (
            _is_latin(before) and not after.isalnum() and not any(mark.marker == ord("+") for mark in state.delimiters)
        )
    return marker == "=" and _is_latin(before) and _is_latin(after)


def close_pairs(state: StateInline) -> None:
    """Turn the matched delimiters of `pairs` and `add_delimiters` into opening and closing tokens."""
    _close(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _close(state, meta["delimiters"])


def _close(state: StateInline, delimiters: list[Delimiter]) -> None:
    tags = _OWN | state.md.options.get("delimiters", {})
    for opener in delimiters:
        tag = tags.get(opener.marker)
        if opener.end < 0 or tag is None:
            continue
        closer = delimiters[opener.end]
        for place, kind, nesting in ((opener.token, "open", 1), (closer.token, "close", -1)):
            state.tokens[place].type = f"{tag}_{kind}"
            state.tokens[place].tag = tag
            state.tokens[place].nesting = nesting  # type: ignore[assignment]
            state.tokens[place].content = ""
