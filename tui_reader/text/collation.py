"""The order of titles as Hugo has it: case left aside, and Chinese characters by their pinyin where the language is
Chinese.
"""

from functools import cache

from tui_reader.model.package_files import read_package_file
from tui_reader.text.folding import fold

_TABLE = "text/tables/order_zh.txt"
_FIRST = 0xF0000
"""Private characters stand for the places in the table: behind all others, as Chinese characters are."""
_SIGNS = " _-–—〜・,、;:!?….。·'‘’\"“”()[]{}〈〉《》「」『』【】@*/\\&#%•`^°©®→+<=>|~★☆$¥￥"
"""Signs before digits and letters, in the order of the Unicode Collation Algorithm."""
_WIDE = 0xFEE0
"""From an ASCII sign to its full-width form."""
_SIGN_KEYS = {
    ord(sign) + wide: f"\x02{chr(0xE000 + place)}"
    for place, sign in enumerate(_SIGNS)
    for wide in ((0, _WIDE) if "!" <= sign <= "~" else (0,))
}
_BY_STROKES = ("tw", "hk", "mo", "hant")


@cache
def _places() -> dict[int, str]:
    """Each character and sign with what stands for its place."""
    characters = read_package_file(_TABLE).decode().splitlines()[1]
    return {**_SIGN_KEYS, **{ord(one): chr(_FIRST + place) for place, one in enumerate(characters)}}


def order_key(title: str, lang: str) -> str:
    """What titles are compared by; of two that differ in case alone, the one with small letters comes first.

    Traditional Chinese, which Hugo orders by strokes, and Japanese stand in the order of Unicode.
    """
    parts = lang.lower().replace("_", "-").split("-")
    by_pinyin = parts[0] == "zh" and not any(part in _BY_STROKES for part in parts)
    if by_pinyin and not title.isascii():
        folded = fold(title.translate(_places()))
    else:
        folded = fold(title if title.isalnum() else title.translate(_SIGN_KEYS))
    return folded if folded == title else f"{folded}\x01{title.swapcase()}"
