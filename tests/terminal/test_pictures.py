"""Pictures on real terminals: half blocks everywhere, the picture itself where the terminal draws it, nothing left
behind.
"""

import base64
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shlex import join

import pytest
from PIL import Image
from pyte.graphics import FG_BG_256

from tests.images.samples import picture
from tests.terminal.pty_session import NO_MARGINS, XTERM, PtySession
from tests.terminal.tmux_session import TmuxSession
from tui_reader.terminal.kitty_graphics import MARKS
from tui_reader.terminal.render.cell_grid import PLACEHOLDER

ROOT = Path(__file__).resolve().parents[2]
READER = [sys.executable, "-m", "tui_reader"]
SAMPLE = str(ROOT / "content" / "content" / "text" / "manuscript-grid" / "index.md")
CAPTION = "一格一字"
KITTY = {**NO_MARGINS, b"\x1b[>q": b"\x1bP>|kitty(0.42.1)\x1b\\"}
SENT = re.compile(rb"\x1b_G([^;\x1b]*);([^\x1b]*)\x1b\\")
FORGOTTEN = re.compile(rb"\x1b_Ga=d,q=2,d=I,i=(\d+)\x1b\\")


@pytest.fixture
def socket_folder() -> Iterator[Path]:
    """A folder with a short name: the path of a socket ends at 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="nr-") as folder:
        yield Path(folder)


def reader(home: Path, *arguments: str, answers=XTERM, **env: str) -> PtySession:
    return PtySession([*READER, *arguments], answers=answers, env={"HOME": str(home), "PYTHONPATH": str(ROOT), **env})


def has_blocks(session: PtySession) -> bool:
    return "▀" in session.text()


def has_placeholders(session: PtySession) -> bool:
    return PLACEHOLDER in session.text()


def test_half_blocks_are_the_cells_that_textual_meant(own_folders: Path) -> None:
    screens = []
    for plain in (["--plain-driver"], []):
        with reader(own_folders, "open", *plain, SAMPLE) as session:
            session.wait_for(CAPTION)
            session.settle(0.6, 30, lambda shown: has_blocks(shown) and shown.rests())
            found = [session.emulator.screen.cells()]
            for key in ("j", "j", "pgdn", "k", "G", "g"):
                session.press(key)
                found.append(session.emulator.screen.cells())
            screens.append([[[cell[:-1] for cell in row] for row in screen] for screen in found])
    assert screens[0] == screens[1]


def test_a_terminal_that_draws_pictures_is_given_the_picture_and_its_cells(own_folders: Path) -> None:
    with reader(own_folders, SAMPLE, answers=KITTY) as session:
        session.wait_for(CAPTION)
        session.settle(0.4, 30, has_placeholders)
        found = SENT.findall(bytes(session.raw))
        keys = dict(pair.split(b"=") for pair in found[0][0].split(b","))
        cells, rows = int(keys[b"c"]), int(keys[b"r"])
        packed = base64.b64decode(b"".join(data for _, data in found))
        assert Image.open(BytesIO(packed)).size == (432, 282)
        shown = [line.count(PLACEHOLDER) for line in session.text().split("\n") if PLACEHOLDER in line]
        assert shown == [cells] * rows and "▀" not in session.text()
        red, green, blue = int(keys[b"i"]).to_bytes(3)
        place = next(
            (x, y)
            for y, row in enumerate(session.emulator.screen.cells())
            for x, cell in enumerate(row)
            if PLACEHOLDER in str(cell[0])
        )
        cell = session.emulator.screen.buffer[place[1]][place[0]]
        assert cell.data == PLACEHOLDER + MARKS[0] + MARKS[0] and cell.fg == f"{red:02x}{green:02x}{blue:02x}"
        assert bytes(session.raw).index(b"\x1b_G") < bytes(session.raw).index(PLACEHOLDER.encode())
        before = len(session.raw)
        session.press("j")
        assert b"\x1b_G" not in session.raw[before:]
        session.send("Q")
        assert session.ended_within()
        assert FORGOTTEN.findall(bytes(session.raw)) == [keys[b"i"]]
        assert bytes(session.raw).rindex(b"\x1b_Ga=d") < bytes(session.raw).rindex(b"\x1b[?1049l")


def test_half_blocks_where_the_settings_want_them(own_folders: Path) -> None:
    folder = own_folders / ".config" / "newsreader"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('images = "blocks"\n')
    with reader(own_folders, SAMPLE, answers=KITTY) as session:
        session.wait_for(CAPTION)
        session.settle(0.4, 30, has_blocks)
        assert has_blocks(session) and b"\x1b_G" not in session.raw


def test_back_from_the_shell_the_picture_is_given_anew(own_folders: Path) -> None:
    with reader(own_folders, SAMPLE, answers=KITTY) as session:
        session.wait_for(CAPTION)
        session.settle(0.4, 30, has_placeholders)
        before = len(session.raw)
        session.signal(signal.SIGTSTP)
        session.settle(0.5)
        assert FORGOTTEN.search(bytes(session.raw[before:]))
        before = len(session.raw)
        session.signal(signal.SIGCONT)
        session.wait_for(CAPTION)
        session.settle(0.5, 30, lambda session: SENT.search(bytes(session.raw[before:])) is not None)
        assert has_placeholders(session)


def test_over_ssh_nothing_of_a_picture_is_sent_before_the_key(own_folders: Path) -> None:
    for answers, arrived in ((KITTY, has_placeholders), (NO_MARGINS, has_blocks)):
        with reader(own_folders, SAMPLE, answers=answers, SSH_CONNECTION="1 2 3 4") as session:
            session.wait_for("grid.png")
            session.settle(0.5)
            assert not arrived(session) and b"\x1b_G" not in session.raw
            session.send("p")
            session.settle(0.4, 30, arrived)
            assert arrived(session) and "grid.png" not in session.text()
            session.send("p")
            session.wait_for("grid.png")
            assert not arrived(session)


def test_with_256_colours_the_cells_have_the_colour_that_is_the_pictures_number(own_folders: Path) -> None:
    with reader(own_folders, SAMPLE, answers=KITTY, COLORTERM="") as session:
        session.wait_for(CAPTION)
        session.settle(0.4, 30, has_placeholders)
        number = re.search(rb"\x1b_G[^;]*,i=(\d+)", bytes(session.raw))
        assert number is not None and 16 <= int(number[1]) < 256
        assert f"\x1b[38;5;{int(number[1])}".encode() in session.raw
        y, line = next((y, line) for y, line in enumerate(session.text().split("\n")) if PLACEHOLDER in line)
        assert session.emulator.screen.buffer[y][line.index(PLACEHOLDER)].fg == FG_BG_256[int(number[1])]


def test_keys_are_heard_while_a_picture_is_on_a_slow_way(own_folders: Path, tmp_path: Path) -> None:
    """The terminal answers nothing after the picture has begun: pieces wait, a key's frame does not wait for them."""
    post = tmp_path / "post.md"
    Image.effect_noise((900, 600), 90).convert("RGB").save(tmp_path / "noise.png")
    post.write_text("---\ntitle: 慢\n---\n\n![](noise.png)\n\n" + "\n\n".join(f"第{n}段" for n in range(60)), "utf-8")
    silent = {query: answer for query, answer in KITTY.items() if query != b"\x1b[5n"}
    with reader(own_folders, str(post), answers=silent, SSH_CONNECTION="1 2 3 4") as session:
        session.wait_for("noise.png")
        session.send(b"\x1b[0n" * 9)
        session.send("p")
        session.settle(0.5)
        sent = sum(len(data) for _, data in SENT.findall(bytes(session.raw)))
        assert 0 < sent < 20_000
        session.send(b"\x1b[0n" * 3)
        session.send("G")
        session.wait_for("第59段")


def test_half_blocks_in_tmux(socket_folder: Path, own_folders: Path) -> None:
    env = {"HOME": str(own_folders), "TERM": "tmux-256color", "COLORTERM": "truecolor"}
    with TmuxSession([*READER, SAMPLE], socket_folder, (100, 40), env) as tmux:
        tmux.wait_for(CAPTION)
        tmux.wait_for("▀")
        tmux.keys("p")
        tmux.wait_for("grid.png")
        tmux.keys("Q")
        assert tmux.wait_until_ended()


def test_hostile_files_do_not_hold_the_reader_up(own_folders: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "hugo.toml").write_text("")
    picture(tmp_path / "secret.png")
    (site / "content" / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(site / "content" / "pipe.png")
    names = ("link.png", "pipe.png", "../../secret.png", "/dev/zero")
    (site / "content" / "post.md").write_text(
        "---\ntitle: 坏图\n---\n\n" + "\n\n".join(f"![]({name})" for name in names) + "\n\n末行\n", "utf-8"
    )
    with reader(own_folders, "--restricted", str(site)) as session:
        session.wait_for("末行")
        assert session.text().count("missing") == 4
        session.send("Q")
        assert session.ended_within()


def test_through_tmux_to_a_terminal_that_draws_pictures(socket_folder: Path, own_folders: Path) -> None:
    """tmux hands the picture on where it is told to, and its cells keep their marks and colour on the way."""
    terminfo = own_folders / "terminfo"
    source = subprocess.run(["infocmp", "xterm-256color"], capture_output=True, text=True, check=True).stdout
    named = re.sub(r"^xterm-256color\|[^,]*", "xterm-kitty|kitty", source, flags=re.MULTILINE)
    subprocess.run(["tic", "-x", "-o", str(terminfo), "-"], input=named, text=True, check=True)
    env = {"HOME": str(own_folders), "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
    with TmuxSession(["cat"], socket_folder, (100, 40), env | {"TERM": "tmux-256color"}) as tmux:
        tmux.run("set", "-g", "status", "off")
        tmux.run("set", "-g", "allow-passthrough", "on")
        tmux.run("set", "-as", "terminal-features", ",xterm-kitty:RGB")
        attach = ["tmux", "-S", str(tmux.socket), "attach"]
        with PtySession(attach, (100, 40), {"TERM": "xterm-kitty", "TERMINFO": str(terminfo)}, KITTY) as client:
            client.settle(0.5)
            tmux.run("respawn-pane", "-k", "exec " + join([*READER, SAMPLE]))
            client.wait_for(CAPTION)
            client.settle(0.5, 30, has_placeholders)
            found = SENT.findall(bytes(client.raw))
            keys = dict(pair.split(b"=") for pair in found[0][0].split(b","))
            assert Image.open(BytesIO(base64.b64decode(b"".join(data for _, data in found)))).format == "PNG"
            red, green, blue = int(keys[b"i"]).to_bytes(3)
            y, line = next((y, line) for y, line in enumerate(client.text().split("\n")) if PLACEHOLDER in line)
            cell = client.emulator.screen.buffer[y][line.index(PLACEHOLDER)]
            assert cell.data == PLACEHOLDER + MARKS[0] + MARKS[0] and cell.fg == f"{red:02x}{green:02x}{blue:02x}"
            client.send("Q")
            client.settle(0.5, 5)
            assert FORGOTTEN.findall(bytes(client.raw)) == [keys[b"i"]]
