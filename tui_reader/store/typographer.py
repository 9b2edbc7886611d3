"""Straight quotes, dashes and dots become typographic ones where Goldmark's typographer makes them so; a markdown-it inline rule."""

import unicodedata

from markdown_it.rules_inline import StateInline

_RUNS = (("---", "&mdash;"), ("...", "&hellip;"), ("--", "&ndash;"), ("<<", "&laquo;"), (">>", "&raquo;"))
_CONTRACTIONS = ("s", "m", "t", "d")
_LONG_CONTRACTIONS = ("ve", "ll", "re")
_APOSTROPHE, _LEFT, _RIGHT = "&rsquo;", "&lsquo;", "&rsquo;"


def typographer(state: StateInline, silent: bool) -> bool:
    """Turn the characters at `state.pos`; leaves everything else to the other rules."""
    sign = state.src[state.pos]
    if sign not in "-.<>'\"":
        return False
    if sign in "'\"":
        found = _single(state) if sign == "'" else _double(state)
        written = sign
    else:
        written, found = next((pair for pair in _RUNS if state.src.startswith(pair[0], state.pos)), ("", ""))
    if not found:
        return False
    if not silent:
        state.push("typographic", "", 0).content = found
    state.pos += len(written)
    return True


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _flanks(state: StateInline, sign: str) -> tuple[bool, bool]:
    """Can the run of quotes here open, and can it close, by the rules of emphasis?"""
    src, at = state.src, state.pos
    end = at
    while end < state.posMax and src[end] == sign:
        end += 1
    before = src[at - 1] if at else " "
    after = src[end] if end < state.posMax else " "
    before_blank, after_blank = before.isspace(), after.isspace()
    before_mark, after_mark = _is_punctuation(before), _is_punctuation(after)
    opens = not after_blank and (not after_mark or before_blank or before_mark)
    closes = not before_blank and (not before_mark or after_blank or after_mark)
    return opens, closes


def _open_quotes(state: StateInline) -> dict[str, int]:
    """How many quotes of each kind stand open; Goldmark counts them through the whole document."""
    counts: dict[str, int] = state.env.setdefault("open_quotes", {"'": 0, '"': 0})
    return counts


def _ends(character: str) -> bool:
    """Nothing, a blank or an ASCII mark; Goldmark looks at a byte here, so wide marks do not count."""
    return not character or (character.isascii() and not character.isalnum())


def _rest(state: StateInline) -> str:
    """The line from here on, at most a few characters of it, with its line end."""
    return state.src[state.pos : state.pos + 5].split("\n")[0] + (
        "\n" if state.src.find("\n", state.pos, state.pos + 5) >= 0 else ""
    )


def _single(state: StateInline) -> str:
    src, at = state.src, state.pos
    before = src[at - 1] if at else "\n"
    rest = _rest(state)
    following = rest[1:2]
    opens, closes = _flanks(state, "'")
    if opens and not closes and rest[1:3].isdigit() and rest[3:4] == "s" and _ends(rest[4:5]):
        return _APOSTROPHE
    if following and following in "tenl" and (before.isspace() or unicodedata.category(before)[0] == "P"):
        return _APOSTROPHE
    if before.isalnum() and following.isalpha():
        return _APOSTROPHE
    counts = _open_quotes(state)
    if opens and not closes:
        ends = rest[2:3]
        if following in _CONTRACTIONS and _ends(ends):
            return _RIGHT
        if rest[1:3] in _LONG_CONTRACTIONS and _ends(rest[3:4]):
            return _RIGHT
        counts["'"] += 1
        return _LEFT
    if len(rest.encode("utf-8", "replace")) > 2 and not following.isdigit():
        return _RIGHT
    return _closing(state, "'", _RIGHT, opens, closes)


def _double(state: StateInline) -> str:
    opens, closes = _flanks(state, '"')
    counts = _open_quotes(state)
    if opens and not closes:
        counts['"'] += 1
        return "&ldquo;"
    return _closing(state, '"', "&rdquo;", opens, closes)


def _closing(state: StateInline, sign: str, entity: str, opens: bool, closes: bool) -> str:
    counts = _open_quotes(state)
    rest = _rest(state)
    if counts[sign] <= 0 or not closes:
        return ""
    following, then = rest[1:2], rest[2:3]
    maybe = following.isascii() and following and unicodedata.category(following)[0] == "P" and _ends(then)
    if opens and not maybe:
        return ""
    if sign == '"' and following == '"' and state.pos and state.src[state.pos - 1].isdigit():
        return ""
    counts[sign] -= 1
    return entity
