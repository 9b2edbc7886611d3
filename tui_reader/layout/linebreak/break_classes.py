"""What a character is to the breaking of lines, and which neighbours stay together.

Drawn from W3C "Requirements for Chinese Text Layout" (marks that may not begin or end a line, marks of two
characters) and from UAX #14 for all other scripts. Where the two differ, Chinese wins: curly quotes are brackets, and
— and … never begin a line. Korean is broken at its blanks alone, as it is printed, and not between syllables.
"""

OPENING = "（【《〈「『〔〖〘〚〝｛［｟“‘﹁﹃︵︷︹︻︽︿«‹"
"""Marks that may not end a line."""
CLOSING = (
    "，。、；：？！）】》〉」』〕〗〙〛〞〟｝］｠”’…—％·・‧～〜〰‥⸺⸻‰℃℉°′″›»–゠｡､･｣﹂﹄︶︸︺︼︾﹀﹐﹑﹒﹔﹕﹖﹗％‼⁇⁈⁉"
    "々〻ーゝゞヽヾ゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
"""Marks that may not begin a line, even after a blank."""
BLANKS = " \u3000"
"""Characters that vanish where a line ends."""

_RANGES = {
    "K": ((0x1100, 0x11FF), (0x3131, 0x318E), (0xA960, 0xA97F), (0xAC00, 0xD7FF)),
    "I": (
        (0x2E80, 0x2FFF),
        (0x3003, 0x3007),
        (0x3012, 0x3013),
        (0x3020, 0x4DBF),
        (0x4E00, 0xA4CF),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F),
        (0xFF01, 0xFF9D),
        (0x1F000, 0x1FAFF),
        (0x20000, 0x3FFFF),
        (0x2190, 0x21FF),
        (0x2460, 0x24FF),
        (0x25A0, 0x27BF),
        (0x2B00, 0x2BFF),
    ),
}
"""First and last code points of hangul, and of what a line may be broken on either side of: Han, kana, signs, emoji."""

_CLASSES = {
    "s": BLANKS,
    "g": "\xa0\u2007\u2011\u202f\u2060",
    "O": OPENING,
    "C": CLOSING,
    "o": "([{",
    "c": ")]},.;:!?،؛؟۔।॥",
    "q": "\"'",
    "h": "-~\u2010\u2012\u2013",
    "b": "/|",
    "r": "$+\\£¥€₩№±＄￥￡",
    "p": "%¢⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉",
    "N": "0123456789",
}
"""Class letter and its members; all other letters and signs are `A`, ideographs `I`, hangul `K`."""

_APART = """
II IA IN IO Io Ir AI AO NI NO CI CA CN CO Co Cr Cb Ch Cq cI cO cr pI pO hI hA hK hO ho hr bI bO bo br
"""
"""Neighbours a line may be broken between; all others stay together. Blanks between them are looked at apart."""


class _Classes(dict[str, str]):
    """Class letters of characters, worked out when first asked for."""

    def __missing__(self, character: str) -> str:
        code = ord(character)
        letter = next((kind for kind, ranges in _RANGES.items() if any(a <= code <= b for a, b in ranges)), "A")
        self[character] = letter
        return letter


CLASS_OF = _Classes({member: letter for letter, members in _CLASSES.items() for member in members})
"""Class letter of every character."""
APART = frozenset(_APART.split())
"""Pairs of class letters a line may be broken between."""
APART_BY_BLANK = frozenset(a + b for a in "CcAIKNhbqrpg" for b in "OoAIKNhbqrp")
"""Pairs of class letters a line may be broken between when blanks stand between them."""
