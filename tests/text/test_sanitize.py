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
