"""Where text is cut that no rule allows to break and no line can hold: URLs, paths, hashes, rows of marks.

Joints come first: blanks that hold, brackets, the signs that join the parts of an address. Then the borders between
words and signs, then a place inside a row of marks, and a word is cut last, between syllables where its script shows
them.
"""

import re
from unicodedata import category

from tui_reader.layout.linebreak.break_classes import BLANKS, CLASS_OF, CLOSING, OPENING
from tui_reader.layout.linebreak.break_opportunities import Opportunities

_JOINTS = frozenset(" \xa0\u202f\u2007/\\?&=#-_.,;:%+~|@)]}\u2010\u2011\u2012\u2013\u2014…")
"""Signs behind which the parts of an address, a path or a name join."""
_OPENS = frozenset("([{<")
"""Signs that begin a part."""
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
"""Thai and Lao vowels that are written before their consonant: a syllable begins with them."""
_FOLLOWERS = frozenset("ะาำๅๆฯຯະາຳໆ")
"""Thai and Lao signs that belong to the letter before them."""
_SHORT_END = re.compile(r"\w{1,3}(?!\w)")
_LEFT_OF_NUMBER = re.compile(r"[0-9][.,:~-]?\Z")
_RIGHT_OF_NUMBER = re.compile("[.,:~-]?[0-9]")


def joint(places: Opportunities, begin: int, reach: int, cells: int) -> int:
    """The last joint in (`begin` + 1, `reach`] where what is too long for any line of `cells` may be cut, numbers and
    dates left whole; 0 for none.
    """
    text = places.text
    for index in range(reach, begin + 1, -1):
        fair = _in_row(places, begin, index, cells) or (_is_joint(text, index) and _is_fair(places, index))
        if fair and not (text[index - 2].isdigit() and text[index : index + 1].isdigit()):
            return index
    return 0


def _in_row(places: Opportunities, begin: int, index: int, cells: int) -> bool:
    """True inside a row of … or — that no line of `cells` holds, where no mark of two characters is parted, counted
    from `begin`.
    """
    text = places.text
    mark = text[index - 1]
    if mark not in "…—" or text[index : index + 1] != mark:
        return False
    start = begin + len(text[begin:index].rstrip(mark))
    ahead = text[index : index + cells + 1]
    end = index + len(ahead) - len(ahead.lstrip(mark))
    return (index - start) % 2 == 0 and places.ends[end] - places.ends[start] > cells


def _is_joint(text: str, index: int) -> bool:
    """True behind a sign that joins parts, and before one that begins a part."""
    if text[index - 1] in _JOINTS:
        return True
    return text[index : index + 1] in _OPENS and text[index - 1] not in _OPENS


def _is_fair(places: Opportunities, index: int) -> bool:
    """True where a cut at `index` leaves signs together and no mark at the wrong end of a line."""
    text = places.text
    follows = text[index : index + 1]
    before = text[max(index - 8, 0) : index].rstrip(BLANKS)[-1:]
    return may_cut(places, index) and follows not in _JOINTS and follows not in CLOSING and before not in OPENING


def may_cut(places: Opportunities, index: int) -> bool:
    """True where a cut at `index` splits no grapheme."""
    text = places.text
    return index < len(text) and not places.is_mark(index) and text[index] not in BLANKS


def cut(places: Opportunities, begin: int, reach: int) -> int:
    """The best place to cut at in (`begin`, `reach`] where there is no joint; at least one character on.

    A better place is worth a quarter of the line, and nearly all of it where else a number would be cut.
    """
    room = max(reach - begin, 1)
    fair = [index for index in range(reach, begin, -1) if may_cut(places, index)]
    text = places.text
    costs = [(_badness(text, index) + _strands(text, index) + 4 * (reach - index) / room, index) for index in fair]
    cost, best = min(costs, default=(float(_WORST), 0))
    if cost < _WORST:
        return best
    return next((index for index in range(reach, begin, -1) if may_cut(places, index)), _next_grapheme(places, reach))


_WORST = 8
"""Badness of a cut that leaves a mark at the wrong end of a line; other places are better by 4 at least."""


def _badness(text: str, index: int) -> int:
    """How bad a cut at `index` is: 0 between a word and a sign, `_WORST` where a mark would stand at the wrong end."""
    before, after = text[index - 1], text[index]
    if after in CLOSING or before in OPENING:
        return _WORST
    if category(after)[0] == "M" or after in _FOLLOWERS or before in _LEADING_VOWELS:
        return 4
    if _LEFT_OF_NUMBER.search(text, max(index - 2, 0), index) and _RIGHT_OF_NUMBER.match(text, index):
        return 5 if before in "-~:" else 6
    if CLASS_OF[after] in "cp":
        return 2 if text[index + 1 : index + 2].isalnum() else 4
    if before in "'’" and after.isalnum():
        return 3
    if not (before.isalnum() and after.isalnum()):
        return 3 if before == after == "/" else 0
    syllable = after in _LEADING_VOWELS or (before.islower() and after.isupper())
    return 1 if syllable or (CLASS_OF[before] in "KI") != (CLASS_OF[after] in "KI") else 3


def _strands(text: str, index: int) -> bool:
    """Would a cut at `index` leave the last one to three letters of a word alone?"""
    before, after = text[index - 1], text[index]
    inside = before.isalpha() and after.isalpha() and CLASS_OF[after] not in "KI"
    return inside and _SHORT_END.match(text, index) is not None


def _next_grapheme(places: Opportunities, index: int) -> int:
    """The first index from `index` on that begins a grapheme."""
    while index < places.limit and places.is_mark(index):
        index += 1
    return index
