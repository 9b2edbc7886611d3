"""What is typed reaches the parser of keys in whatever pieces it came; pastes and committed words stay text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from tui_reader.terminal.io.typed_text import TypedText

PIECES = (
    *("a", "中", "\x1b", "\x1b[A", "\x1b[1;5A", "\x1b[<0;3;4M", "\x1b[200~", "\x1b[201~", "\x1b[?997;1n", "\x1bOP"),
    *("\x1b[97u", "\x1b[97;5u", "\x1b[32;;20154:24037:26234:33021:20154u", "\x1b[99999999u", "\x1b[1:1:1u"),
    *("\x1b[", "\x1b[2", "\x1b[32;;20154:", "\x00", "\r", "\x9b", "\ufffd", "[", "~", "u", ":", ";"),
)


def parsed(texts):
    """What a parser is told when the text comes in these pieces: keys with their characters, and pastes."""
    parser, typed = XTermParser(), TypedText()
    found = []
    for text in (*texts, None):
        done = typed.release() if text is None else typed.feed(text)
        found += parser.feed(done) if done else ()
    return [
        ("paste", event.text) if isinstance(event, events.Paste) else (type(event).__name__, getattr(event, "key", ""))
        for event in found
    ]


def whole(*texts):
    typed = TypedText()
    return "".join(map(typed.feed, texts)) + typed.release()


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.data())
def test_the_pieces_it_comes_in_change_nothing(text, data):
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6).map(sorted))
    assert whole(*(text[begin:end] for begin, end in zip((0, *cuts), (*cuts, len(text)), strict=True))) == whole(text)


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_no_sequence_ends_the_parser(pieces):
    parsed(pieces)


@pytest.mark.parametrize("cut", range(24))
def test_an_escape_in_a_paste_is_no_key(cut):
    sent = "\x1b[200~a\x1b[Bq\x1bQ\x1b[201~j"
    assert parsed((sent[:cut], sent[cut:])) == [("paste", "a[BqQ"), ("Key", "j")]


@pytest.mark.parametrize("cut", range(36))
def test_a_word_that_an_input_method_commits_is_its_characters(cut):
    sent = "\x1b[32;;20154:24037:26234:33021:27:155:20154u/"
    assert whole(sent[:cut], sent[cut:]) == "人工智能人/"


@pytest.mark.parametrize(
    "sent", ["\x1b[9999999u", "\x1b[97;1;9999999u", "\x1b[1114112;;97u", "\x1b[" + "9" * 400 + "u"]
)
def test_a_number_that_is_no_character_is_no_key(sent):
    assert parsed((sent, "j")) == [("Key", "j")]


def test_keys_are_what_they_were():
    assert parsed(("\x1b[A", "\x1b[1;5A", "\x1b[97;5u", "\x1b[200~x\ny\x1b[201~")) == [
        ("Key", "up"),
        ("Key", "ctrl+up"),
        ("Key", "ctrl+a"),
        ("paste", "x\ny"),
    ]


def test_a_lone_escape_is_let_go_when_nothing_follows():
    typed = TypedText()
    assert (typed.feed("a\x1b"), typed.release(), typed.release()) == ("a", "\x1b", "")


@pytest.mark.parametrize("cut", range(11))
def test_a_report_that_comes_in_pieces_is_whole_and_one_in_a_paste_is_text(cut):
    report = "\x1b[?997;1n"
    typed = TypedText()
    first = typed.feed(report[:cut])
    assert (first in ("", report), first + typed.feed(report[cut:])) == (True, report)
    assert "\x1b[?997" not in whole(f"\x1b[200~{report}\x1b[201~")
