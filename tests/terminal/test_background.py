"""Themes follow the background of the terminal: answered late, or changed while the reader runs."""

import sys
from pathlib import Path

import pytest

from tests.terminal.pty_session import XTERM, PtySession

ROOT = Path(__file__).resolve().parents[2]
BLACK, WHITE = b"\x1b]11;rgb:0000/0000/0000\x1b\\", b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
TELLS = {**XTERM, b"\x1b[?2031$p": b"\x1b[?2031;2$y"}
LATE = b"\x1bP>|XTerm(390)\x1b\\\x1b[?2026;2$y\x1b[?69;2$y\x1b[?2031;2$y%s\x1b[1;2R\x1b[?62;22c"
TO_DARK, TO_LIGHT = b"\x1b[?997;1n", b"\x1b[?997;2n"


def opened(home: Path, answers, *arguments: str) -> PtySession:
    given = {"HOME": str(home), "PYTHONPATH": str(ROOT)}
    return PtySession([sys.executable, "-m", "tui_reader", *arguments], (120, 40), given, answers)


def wait_until_read(session: PtySession) -> None:
    """Wait until the whole feed is listed and nothing more is drawn."""
    session.wait_for("三块地方")
    session.wait_for("/ 46")
    session.settle(1.0, until=PtySession.rests)


def ground(session: PtySession) -> int:
    """How light the most common background is, 0 to 255; every pane must have the same."""
    grounds = [session.emulator.screen.buffer[y][x].bg for y in range(3, 38) for x in (1, 30, 70, 118)]
    common = max(set(grounds), key=grounds.count)
    assert grounds.count(common) > len(grounds) * 0.9, set(grounds)
    return sum(bytes.fromhex(common)) // 3


@pytest.mark.parametrize(("background", "light"), [(BLACK, False), (WHITE, True)])
def test_a_late_answer_is_followed_with_one_repaint(own_folders: Path, background: bytes, light: bool) -> None:
    with opened(own_folders, None) as session:
        wait_until_read(session)
        assert ground(session) < 128
        session.send(LATE % background)
        reply = session.settle(1.0)
        assert (ground(session) > 128) is light
        assert reply.data.count(b"\x1b[?2026h") == (1 if light else 0)
        assert reply.count < (9000 if light else 100)
        session.press("j")
        session.wait_for("2 / 46")


def test_a_background_that_changes_is_followed(own_folders: Path) -> None:
    with opened(own_folders, TELLS) as session:
        wait_until_read(session)
        assert b"\x1b[?2031h" in session.raw
        assert ground(session) < 128
        for report, light in ((TO_LIGHT, True), (TO_LIGHT, True), (TO_DARK, False)):
            before = ground(session) > 128
            session.send(report)
            reply = session.settle(0.8)
            assert (ground(session) > 128) is light
            assert reply.data.count(b"\x1b[?2026h") == (before is not light)
        session.press("?")
        session.send(TO_LIGHT)
        session.settle(0.8)
        session.press("esc", 0.5)
        assert ground(session) > 128
        session.send("Q")
        assert session.ended_within()
        assert bytes(session.raw).rindex(b"\x1b[?2031l") > bytes(session.raw).rindex(b"\x1b[?2031h")


def test_a_theme_that_was_chosen_stays(own_folders: Path) -> None:
    with opened(own_folders, TELLS, "open", "--theme", "dark") as session:
        wait_until_read(session)
        session.send(TO_LIGHT)
        assert session.settle(0.8).count < 20
        assert ground(session) < 128
        session.press("j")
        session.wait_for("2 / 46")
