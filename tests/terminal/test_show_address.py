"""A link's address alone, and its QR code: read back from the cells of the terminal as a camera would."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import segno

from tests.terminal.emulator import Emulator
from tests.terminal.pty_session import XTERM, PtySession
from tui_reader.terminal.capabilities import TRUE_COLOUR, Capabilities
from tui_reader.terminal.osc import percent_encoded
from tui_reader.terminal.qr_code import QUIET, qr_rows, qr_size
from tui_reader.ui.session.address_page import address_lines

ROOT = Path(__file__).resolve().parents[2]
LINK = "https://example.org/" + "news/" * 24 + "?q=山西"
PLAIN = Capabilities(colours=TRUE_COLOUR, dark=True)
TERMINALS = {
    "true colour": PLAIN,
    "eight colours": replace(PLAIN, colours=8),
    "no colour, dark": replace(PLAIN, colours=0),
    "no colour, light": replace(PLAIN, colours=0, dark=False),
    "ascii": replace(PLAIN, colours=8, unicode=False),
    "ascii, no colour": replace(PLAIN, colours=0, unicode=False),
    "wide blocks": replace(PLAIN, ambiguous=2),
}


def scanned(emulator: Emulator, at: int, modules: int, can: Capabilities) -> list[list[bool]]:
    """Dark modules as an eye sees them, from row `at` of the terminal on."""
    halves = can.unicode and can.ambiguous == 1
    ink_is_light = can.colours == 0 and can.dark is not False

    def dark(x: int, y: int) -> bool:
        cell = emulator.screen.buffer[at + (y // 2 if halves else y)][x if halves else 2 * x]
        if can.colours and not halves:
            return cell.bg == "black"
        inked = cell.data in (("█", "▀") if y % 2 == 0 else ("█", "▄")) if halves else cell.data == "#"
        return inked is not ink_is_light

    return [[dark(x, y) for x in range(QUIET, modules - QUIET)] for y in range(QUIET, modules - QUIET)]


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("text", ["https://example.org/", "山西", "x" * 271])
def test_a_code_is_seen_as_it_was_made(terminal: str, text: str) -> None:
    can = TERMINALS[terminal]
    matrix = segno.make(text, error="l", micro=False, boost_error=False).matrix
    rows = qr_rows(matrix, can)
    cells, height = qr_size(matrix, can)
    assert len(rows) == height
    emulator = Emulator(cells, height)
    emulator.feed("\r\n".join(rows).encode())
    assert scanned(emulator, 0, len(matrix) + 2 * QUIET, can) == [[bool(module) for module in row] for row in matrix]
    assert all(row.isascii() for row in rows) or (can.unicode and can.ambiguous == 1)


def test_what_does_not_fit_is_said() -> None:
    assert any("29 × " in line for line in address_lines("https://example.org/", PLAIN, (20, 10)))
    assert "Too long for a QR code" in address_lines("x" * 3000, PLAIN, (120, 40))


def opened(home: Path, feed: Path, *arguments: str, **env: str) -> PtySession:
    content = feed / "content"
    content.mkdir(parents=True)
    (content / "one.md").write_text(f"---\ntitle: One\n---\n\nText with [a link]({LINK}).\n", encoding="utf-8")
    given = {"HOME": str(home), "PYTHONPATH": str(ROOT), **env}
    return PtySession([sys.executable, "-m", "tui_reader", "open", *arguments, str(feed)], (120, 40), given, XTERM)


@pytest.mark.parametrize("arguments", [(), ("--restricted",)])
def test_the_address_stands_alone_and_the_same_screen_comes_back(own_folders: Path, tmp_path: Path, arguments) -> None:
    with opened(own_folders, tmp_path / "feed", *arguments) as session:
        session.wait_for("Text with")
        session.press("enter")
        shown = session.emulator.screen.cells()
        session.press("F")
        session.send("a")
        session.wait_for("back to the reader")
        session.settle(0.3)
        sent = bytes(session.raw)
        assert LINK.encode() in sent[sent.rindex(b"\x1b[?1049l") :]
        matrix = segno.make(percent_encoded(LINK), error="l", micro=False, boost_error=False).matrix
        top = next(y for y, line in enumerate(session.text().splitlines()) if "▀" in line) - QUIET // 2
        found = scanned(session.emulator, top, len(matrix) + 2 * QUIET, PLAIN)
        assert found == [[bool(module) for module in row] for row in matrix]
        for key in ("\x03", "\x1a", "\x1c", "\x1b[0n", "j"):
            session.press(key, 0.2)
        assert "back to the reader" in session.text()
        session.send("enter")
        session.settle(0.5, until=lambda session: session.emulator.screen.cells() == shown)
        assert session.emulator.screen.cells() == shown
        session.send("Q")
        assert session.ended_within()


def test_without_the_package_the_address_is_shown(own_folders: Path, tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "segno.py").write_text("raise ImportError\n")
    with opened(own_folders, tmp_path / "feed", PYTHONPATH=f"{tmp_path / 'without'}:{ROOT}") as session:
        session.wait_for("Text with")
        session.press("enter")
        session.press("F")
        session.send("a")
        session.wait_for("need the package segno")
        assert LINK.encode() in bytes(session.raw)
        session.hang_up()
        assert session.ended_within()
