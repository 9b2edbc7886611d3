"""No text of a post reaches a terminal with a character that could move its cursor or hide what it says."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.text.sanitize import is_safe, replace_surrogates, sanitize, sanitize_lines, sanitize_piece, without_harm

HOSTILE = st.sampled_from(
    "\x00\x07\x08\t\n\r\x1b\x7f\x85\x9b\x9d\u00ad\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e"
    "\u2060\u2066\u2069\u206f\u3164\ufeff\ufe0f\ufff9\ue000\uf8ff\ufffe\U000e0001\U000e0041\U000f0000\U0001f1e8\U0001f3fd\u20e3\u0301"
)
TEXTS = st.text(alphabet=st.one_of(st.characters(), HOSTILE, st.sampled_from("中文 abc")), max_size=60)


def forbidden(character: str) -> bool:
    """What may stand in no text of a terminal, told by Unicode's own tables."""
    kind = unicodedata.category(character)
    return kind in ("Cc", "Cs", "Co", "Zl", "Zp") or (kind == "Cf" and not "\u0600" <= character <= "\u08e2")


@settings(deadline=None, max_examples=500)
@given(TEXTS)
def test_no_forbidden_character_survives(text: str) -> None:
    assert [hex(ord(c)) for c in sanitize(text) if forbidden(c) and c < "\U00010000"] == []


def test_no_forbidden_character_of_all_of_unicode_survives() -> None:
    survivors = [hex(code) for code in range(0x110000) if any(forbidden(c) for c in sanitize("a" + chr(code)))]
    # Letters of notation that Unicode calls format characters but draws.
    assert [code for code in survivors if not 0x110BD <= int(code, 16) <= 0x1343F] == []


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_safe_text_is_left_alone(text: str) -> None:
    safe = sanitize(text)
    assert sanitize(safe) == safe
    assert is_safe(safe)


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_safe_text_can_be_written_as_utf8(text: str) -> None:
    assert sanitize(text).encode("utf-8").decode("utf-8") == sanitize(text)


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\x9b31mb", "a31mb"),
        ("\x1b]0;title\x07", "]0;title"),
        ("a\tb", "a b"),
        ("a\r\nb\nc\u2028d", "a b c d"),
        ("\u202eevil\u202c", "evil"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\u2003b", "a\u3000b"),
        ("\u3000\u3000段落", "\u3000\u3000段落"),
        ("❤️", "❤"),
        ("👍🏽", "👍"),
        ("🇨🇳", "CN"),
        ("1️⃣", "1"),
        ("\ue000x", "\ufffdx"),
        ("\ud800x", "\ufffdx"),
        ("葛\U000e0100城", "葛城"),
        ("\u1112\u1161\u11ab", "한"),
        ("cafe\u0301", "cafe\u0301"),
        ("\u0301a", "a"),
        ("a" + "\u0301" * 30, "a" + "\u0301" * 3),
        ("中文，“引号”……——·", "中文，“引号”……——·"),
    ],
)
def test_what_becomes_of_it(raw: str, safe: str) -> None:
    assert sanitize(raw) == safe


def ends_of_blocks(*blocks: str) -> list[str]:
    """The first and the last character of blocks that Unicode names by a range: `0300-036f`."""
    return [chr(int(end, 16)) for block in blocks for end in block.split("-")]


@pytest.mark.parametrize(
    "mark", ends_of_blocks("0300-036f", "0483-0489", "1ab0-1ace", "1dc0-1dff", "20d0-20dc", "20f0-20f0", "fe20-fe2f")
)
def test_no_more_than_three_marks_stand_on_one_letter(mark: str) -> None:
    assert unicodedata.category(mark)[0] == "M"
    assert sanitize("a" + mark * 30) == "a" + mark * 3
    assert sanitize(mark + "a") == "a"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("plain", "plain"),
        ("中文", "中文"),
        ("", ""),
        ("שלום", "שלום\u200e"),
        ("a שלום  ", "a שלום\u200e  "),
        ("\u202eשלום\x1b[m", "שלום[m\u200e"),
        *((end, end + "\u200e") for end in ends_of_blocks("05d0-08c7", "fb1d-fdcf", "fdf0-fdfc", "fe70-fefc")),
        *((end, end + "\u200e") for end in ends_of_blocks("10800-10ffe", "1e800-1eef1")),
    ],
)
def test_what_runs_from_right_to_left_ends_before_what_stands_behind_it(text: str, row: str) -> None:
    assert sanitize_piece(text) == row


@pytest.mark.parametrize("text", ["", "a", "中\U0001f600", "\ud800a\udfff", "\udc80"])
def test_a_lone_surrogate_is_replaced_where_it_cannot_be_kept(text: str) -> None:
    kept = replace_surrogates(text)
    assert kept.encode().decode() == kept == "".join("?" if "\ud800" <= c <= "\udfff" else c for c in text)


IGNORABLE = (
    "00ad-00ad 034f-034f 061c-061c 115f-1160 17b4-17b5 180b-180f 200b-200f 202a-202e 2060-206f 3164-3164 fe00-fe0f "
    "feff-feff ffa0-ffa0 fff0-fff8 1bca0-1bca3 1d173-1d17a e0000-e0fff"
)
"""Characters without ink (Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt)."""


def test_what_has_no_ink_is_taken_away_and_what_stands_beside_it_is_not() -> None:
    codes = {code for first, last in spans(IGNORABLE) for code in range(first, last + 1)}
    assert {code for code in codes if sanitize(f"a{chr(code)}b") != "ab"} == set()
    kept = {0x200C, 0x200D, *range(0xFE00, 0xFE10)}
    assert {code for code in codes if without_harm(f"a{chr(code)}b") != "ab"} == kept, "scripts and emoji need them"
    beside = {end for first, last in spans(IGNORABLE) for end in (first - 1, last + 1)} - codes
    gone = {code for code in beside if sanitize(f"a{chr(code)}b") == "ab"}
    assert gone == {0xFFF9}, "annotation has no ink either"
    assert {code for code in beside if without_harm(f"a{chr(code)}b") == "ab"} == gone


def test_each_character_of_control_is_a_blank_or_nothing() -> None:
    blanks = {*range(9, 14), *range(0x1C, 0x1F), 0x85}
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        assert sanitize(f"a{chr(code)}b") == ("a b" if code in blanks else "ab"), hex(code)
        assert without_harm(f"a{chr(code)}b")[1:-1] in ("", " ", "\n", "\t"), hex(code)
    assert sanitize("\x07~\xa0") == without_harm("\x07~\xa0") == "~\xa0"


def test_each_blank_becomes_one_that_is_as_wide() -> None:
    blanks = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp")}
    other = {"\xa0": "\xa0", "\u202f": "\xa0", "\u2001": "\u3000", "\u2003": "\u3000", "\u3000": "\u3000"}
    assert {blank: sanitize(f"a{blank}b")[1:-1] for blank in blanks} == {
        blank: other.get(blank, " ") for blank in blanks
    }
    assert sanitize("\u2800") == " ", "a pattern of Braille without a dot"


def test_what_means_nothing_to_others_is_replaced_and_what_stands_beside_it_is_not() -> None:
    replaced = [*spans("d800-dfff e000-f8ff fdd0-fdef fffe-ffff f0000-10ffff")]
    for first, last in replaced:
        assert sanitize(f"a{chr(first)}{chr(last)}b") == "a\ufffd\ufffdb"
    beside = {0xD7FF, 0xF900, 0xFDCF, 0xFDF0, 0xFFFD, 0x10000}
    assert {code for code in beside if sanitize(f"\x07{chr(code)}") != chr(code)} == set()


def test_the_parts_of_emoji_go_and_what_stands_beside_them_does_not() -> None:
    for code in (0x200D, 0x20E3, 0x1F3FB, 0x1F3FF):
        assert sanitize(f"a{chr(code)}b") == "ab"
    for text in ("a\ufe10", "\U0001f3fa", "\U0001f400", "\U0001f1e5", "\U0001f200", "a\ufe1f", "\u20f1"):
        assert sanitize(f"\x07{text}") == text


def test_letters_of_hangul_are_put_together() -> None:
    for text in ("\u1100\u1161", "\u1112\u1175\u11c2"):
        assert sanitize(text) == unicodedata.normalize("NFC", text) != text


def spans(text: str) -> list[tuple[int, int]]:
    """Ranges that are written as Unicode writes them: `0300-036f`."""
    return [(int(first, 16), int(last, 16)) for first, last in (span.split("-") for span in text.split())]


@pytest.mark.parametrize("letter", [chr(code) for code in (0x41, 0x4D, 0x5A)])
def test_the_letters_of_flags_become_letters(letter: str) -> None:
    assert sanitize(chr(0x1F1E6 + ord(letter) - 0x41)) == letter


def test_lines_of_code_keep_their_columns() -> None:
    assert sanitize_lines("\tx\r\na\tb\n\x1b[2J") == ["    x", "a   b", "[2J"]


@given(TEXTS)
def test_a_text_for_a_file_keeps_tabs_emoji_and_joiners_and_nothing_that_acts(text):
    cleaned = without_harm(text)
    assert without_harm(cleaned) == cleaned
    assert "\r" not in cleaned
    assert not [
        c for c in cleaned if c not in "\t\n" and (unicodedata.category(c) == "Cc" or c in "\u202e\u2066\u200e")
    ]
    assert without_harm("a\tb\r\n👨‍👩‍👧\u2028c") == "a\tb\n👨‍👩‍👧\nc"
