"""Abilities, answers, links, the clipboard, looks and moves: the pure parts of the terminal room."""

import base64
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.terminal.capabilities import TRUE_COLOUR, Answers, Capabilities, capabilities
from tui_reader.terminal.io.flow_control import ASK, FlowControl
from tui_reader.terminal.osc import MAX_CLIPBOARD, clipboard, for_screen, for_tmux, link_begin
from tui_reader.terminal.probe.terminal_probe import AnswerReader, questions
from tui_reader.terminal.render.cell_grid import FILLER, cells_of, filled
from tui_reader.terminal.render.cursor import UNKNOWN, move_cursor
from tui_reader.terminal.render.screen_state import ScreenState
from tui_reader.terminal.render.styles import Style, Styles, change, select_graphic_rendition

UTF8 = {"LANG": "zh_CN.UTF-8"}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color"}, {"colours": 256, "erase_paints": True, "links": True, "repeats": False}),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"colours": TRUE_COLOUR}),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, {"colours": 0}),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, {"colours": 256}),
        (
            {"TERM": "linux"},
            {"colours": 16, "links": False, "clipboard": False, "erase_paints": True, "other_screen": False},
        ),
        ({"TERM": "dumb"}, {"full_screen": False, "colours": 0}),
        ({}, {"full_screen": False, "colours": 0}),
        ({"TERM": "screen-256color", "STY": "1.x"}, {"multiplexer": "screen", "erase_paints": False, "repeats": False}),
        ({"TERM": "screen-256color", "TMUX": "/t,1,0"}, {"multiplexer": "tmux", "erase_paints": True, "links": True}),
        ({"TERM": "xterm", "SSH_CONNECTION": "a", "DISPLAY": ":0"}, {"remote": True, "display": False}),
        ({"TERM": "xterm", "DISPLAY": ":0"}, {"remote": False, "display": True}),
        ({"TERM": "xterm", "LANG": "C"}, {"unicode": False}),
        ({"TERM": "xterm", "LANG": "C", "LC_ALL": "C.utf8"}, {"unicode": True}),
    ],
)
def test_abilities_follow_the_environment(environment, expected) -> None:
    found = capabilities({**UTF8, **environment} if "LANG" not in environment else environment)
    assert {name: getattr(found, name) for name in expected} == expected


def test_answers_add_what_the_environment_cannot_tell() -> None:
    reader = AnswerReader()
    text = "\x1bP>|XTerm(390)\x1b\\\x1b[?2026;2$y\x1b[?69;1$y\x1b]11;rgb:ffff/fafa/f0f0\x1b\\\x1b[7;3R\x1b[?62;22c"
    assert reader.feed(text) == ""
    found = capabilities({**UTF8, "TERM": "xterm-256color"}, reader.answers)
    assert found.margins
    assert found.synchronised
    assert found.repeats
    assert found.ambiguous == 2
    assert found.dark is False


def test_a_tmux_that_goes_by_the_name_of_screen_is_known_by_its_answer() -> None:
    environment = {**UTF8, "TERM": "screen-256color"}
    assert questions(environment) == "\x1b[>q\x1b[c"
    assert capabilities(environment).multiplexer == "screen"
    found = capabilities(environment, Answers(name="tmux 3.3a", complete=True))
    assert (found.multiplexer, found.erase_paints, found.repeats) == ("tmux", True, True)


def test_a_mode_the_terminal_does_not_know_is_no_ability() -> None:
    reader = AnswerReader()
    reader.feed("\x1b[?69;0$y\x1b[?62c")
    assert reader.answers == Answers(complete=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 9), max_size=30), st.text("jk \r汉[?;", max_size=6), st.text("gG\x1b[A", max_size=4))
def test_answers_in_any_pieces_are_never_keys(cuts, before, after) -> None:
    whole = before + "\x1bP>|tmux 3.4\x1b\\\x1b[?69;2$y\x1b]11;rgb:00/00/00\x07\x1b[3;2R\x1b[?1;2c" + after
    reader, heard, at = AnswerReader(), "", 0
    for cut in [*cuts, len(whole)]:
        heard += reader.feed(whole[at : at + cut])
        at += cut
    assert heard + reader.release() == before + after
    assert reader.answers == Answers("tmux 3.4", frozenset({69}), (0, 0, 0), 1, True)


def test_a_lone_escape_is_given_back() -> None:
    reader = AnswerReader()
    assert reader.feed("\x1b") == ""
    assert reader.release() == "\x1b"


@given(st.text(max_size=40))
def test_no_address_can_end_a_link_early(address) -> None:
    sequence = link_begin(address)
    assert re.fullmatch(r"\x1b\]8;(id=[0-9a-f]+)?;[\x21-\x7e]*\x1b\\", sequence)


def test_a_link_that_is_too_long_is_no_link() -> None:
    assert link_begin("https://example.org/" + "a" * 3000) == "\x1b]8;;\x1b\\"


def test_the_clipboard_is_wrapped_for_what_stands_between() -> None:
    plain = clipboard("汉字")
    assert plain is not None
    assert base64.b64decode(plain[len("\x1b]52;c;") : -1]).decode() == "汉字"
    assert clipboard("汉字", "tmux") == plain + for_tmux(plain)
    assert for_tmux("\x1b]x\x07") == "\x1bPtmux;\x1b\x1b]x\x07\x1b\\"
    pieces = for_screen("\x1b]52;c;" + "A" * 400 + "\x07")
    assert all(len(piece) <= 80 for piece in pieces.split("\x1b\\"))
    assert clipboard("a" * (MAX_CLIPBOARD + 1)) is None


parameters = st.lists(
    st.sampled_from("0 1 2 3 4 5 7 9 21 22 23 24 25 27 29 31 39 42 49 53 55 95 103 38;5;9 38;5;200 48;2;1;2;3".split()),
    max_size=5,
).map(";".join)


@given(parameters, parameters)
def test_a_change_of_look_arrives_at_the_look(first, second) -> None:
    before, after = select_graphic_rendition(Style(), first), select_graphic_rendition(Style(), second)
    sequence = change(before, after)
    assert (sequence == "") == (before == after)
    arrived = select_graphic_rendition(before, sequence[2:-1]) if sequence else before
    assert arrived == after
    assert len(sequence) <= len(change(Style(), after)) + 1 or len(sequence) <= len("\x1b[m")


def test_colours_take_their_shortest_form_and_the_terminals_depth() -> None:
    exact = Style(ink=TRUE_COLOUR | 0xAFAFAF)
    true, few, none = (Styles(Capabilities(colours=count)) for count in (TRUE_COLOUR, 16, 0))
    assert true.style(true.number(exact)).ink == 145
    assert true.change(0, true.number(exact)) == "\x1b[38;5;145m"
    assert 0 <= few.style(few.number(exact)).ink < 16
    assert none.style(none.number(exact)) == Style()


def test_a_far_terminal_is_asked_and_waited_for() -> None:
    flow_control = FlowControl(active=True)
    assert flow_control.sent(300) == ""
    questions = [flow_control.sent(1100) for _ in range(4)]
    assert questions == [ASK] * 4
    assert flow_control.full
    flow_control.answered()
    assert not flow_control.full
    assert flow_control.sent(5000) == ASK
    assert flow_control.full
    flow_control.give_up()
    assert not flow_control.full
    assert FlowControl(active=False).sent(10_000) == ""


def test_moves_are_the_cheapest() -> None:
    assert move_cursor((5, 3), (0, 4), True) == "\n\r"
    assert move_cursor((5, 3), (5, 4), True) == "\n"
    assert move_cursor((5, 3), (3, 3), True) == "\b\b"
    assert move_cursor((5, 3), (6, 3), True) == "\x1b[C"
    assert move_cursor((UNKNOWN, UNKNOWN), (0, 0), True) == "\x1b[H"
    assert move_cursor((UNKNOWN, 2), (50, 2), True) == "\x1b[51G"


def test_cells_of_clusters_and_fillers() -> None:
    assert cells_of("a汉é") == ("a", "汉", "", "é")
    assert cells_of("🇨🇳x") == ("🇨🇳", "", "x")
    assert cells_of("👍🏽.") == ("👍🏽", "", ".")
    assert cells_of(f"“{FILLER}字") == ("“", "", "字", "")
    assert filled("a“字—") == f"a“{FILLER}字—{FILLER}"


ATTACKS = (
    "\x1b]52;c;cHduZWQ=\x07",
    "\x1b]0;title\x1b\\",
    "\x9d52;c;cHduZWQ=\x9c",
    "\x9b2J",
    "\x1bP+q544e\x1b\\",
    "\x1b_Ga=T;AAAA\x1b\\",
    "\x1bc",
    "\x1b[?1049l",
    "\x1b[5i",
    "\x1b[21t",
    "\x07",
    "\x0e",
    "\x1b#8",
    "\x1b(0",
)


@given(
    st.lists(st.sampled_from(ATTACKS) | st.text("ab 汉\x1b\x9b[]0;\x07", max_size=6), max_size=5),
    st.text("z汉", min_size=2),
)
def test_no_sequence_among_text_reaches_the_terminal(pieces, text) -> None:
    screen = ScreenState((30, 4), Capabilities(colours=TRUE_COLOUR, links=True))
    output = "\x1b[1;1H" + "".join(pieces) + text
    assert list(screen.write(output)) == []
    sent = re.sub(r"\x1b\[[\d;]*[ABCDGHJKm]|\x1b\]8;[ -~]*\x1b\\|[\r\n\b]", "", screen.frame())
    assert re.fullmatch("[ -~汉]*", sent)


def test_a_terminal_with_one_screen_is_left_blank() -> None:
    written = "\x1b[1;1H\x1b[31mtext\x1b[0m"
    for other_screen, end in ((True, "\x1b[m"), (False, "\x1b[m\x1b[H\x1b[2J")):
        screen = ScreenState((30, 4), Capabilities(other_screen=other_screen))
        list(screen.write(written))
        screen.frame()
        assert screen.leave() == end


def test_what_is_written_apart_from_text_is_passed_on() -> None:
    screen = ScreenState((30, 4), Capabilities(multiplexer="tmux"))
    copied = "\x1b]52;c;YQ==\x07"
    assert [screen.passed(passed) for passed in screen.write(copied)] == [copied + for_tmux(copied)]
    assert [screen.passed(passed) for passed in screen.write("\x1b[?1004h\x07")] == ["\x1b[?1004h", "\x07"]
