"""`e` on the real program: the editor opens the post, and a command that is none is a line in a reader that stays."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_session import NO_MARGINS, PtySession

ROOT = Path(__file__).resolve().parents[2]
TEXT = "---\ntitle: One\n---\n\nText of one.\n"
READER = [sys.executable, "-m", "tui_reader", "open"]


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A post that may be run as a program."""
    file = tmp_path / "feed" / "content" / "one.md"
    file.parent.mkdir(parents=True)
    file.write_text(TEXT, "utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The only folder of PATH."""
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def make_editor(file: Path, then: str = "exit 0") -> Path:
    """A program that writes its arguments, one a line, beside itself and then does something."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > "$0.called"\nprintf "%s" "${{TEXTUAL_COLOR_SYSTEM-unset}}" > "$0.env"\n{then}\n'
    )
    file.chmod(0o755)
    return file


def called(editor: Path) -> list[str]:
    """The arguments an editor was called with."""
    return Path(f"{editor}.called").read_text("utf-8").splitlines()


def press_e(home: Path, post: Path, environment: dict[str, str], shown: str) -> None:
    """Open the post, press `e`, wait for `shown`, and see that the reader goes on and ends as it should."""
    given = {"HOME": str(home), "PYTHONPATH": str(ROOT), "EDITOR": "", "VISUAL": "", **environment}
    with PtySession([*READER, str(post.parent)], (160, 30), given, NO_MARGINS) as session:
        session.wait_for("Text of one")
        session.press("e")
        session.wait_for(shown)
        session.wait_for("Text of one")
        session.send("?")
        session.wait_for("One row or line down")
        session.press("esc")
        session.send("q")
        assert session.ended_within()
        assert session.exit_status == 0
    assert post.read_text("utf-8").startswith("---\ntitle: One")


BAD = {
    "none such": (lambda folder: "nosuch", "There is no program `nosuch`"),
    "quote": (lambda folder: 'vi "x', "ends inside quotation marks"),
    "backslash": (lambda folder: "vi \\", "ends inside quotation marks or after a backslash"),
    "empty word": (lambda folder: "''", "The command names no program"),
    "folder": (lambda folder: str(folder), "is a folder, not a program"),
    "no permission": (lambda folder: str(locked(folder)), "it is not executable"),
    "fails": (lambda folder: str(make_editor(folder / "ed", "exit 7")), "ended with code 7"),
    "killed": (lambda folder: str(make_editor(folder / "ed", "kill -KILL $$")), "was ended by SIGKILL"),
    "no format": (lambda folder: str(garbage(folder)), "cannot be started: Exec format error"),
}


def locked(folder: Path) -> Path:
    """A program that nobody may run."""
    file = make_editor(folder / "ed")
    file.chmod(0o644)
    return file


def garbage(folder: Path) -> Path:
    """A file that may be run and is no program."""
    file = folder / "ed"
    file.write_bytes(b"\x00\x01\x02")
    file.chmod(0o755)
    return file


@pytest.mark.parametrize("case", BAD)
def test_a_bad_editor_is_a_line(own_folders: Path, tmp_path: Path, post: Path, case: str) -> None:
    make, shown = BAD[case]
    press_e(own_folders, post, {"EDITOR": make(tmp_path)}, shown)


def test_a_bad_editor_of_the_settings_is_a_line(own_folders: Path, post: Path) -> None:
    config = own_folders / ".config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("editor = 'vi \"x'\n", "utf-8")
    press_e(own_folders, post, {"EDITOR": "true"}, "ends inside quotation marks")


@pytest.mark.parametrize(("name", "blank"), [("editor", ""), ("sensible-editor", " "), ("vi", " \t "), ("nano", " ")])
def test_without_an_editor_the_systems_is_started(
    own_folders: Path, programs: Path, post: Path, blank: str, name: str
) -> None:
    editor = make_editor(programs / name, 'echo "More of one." >> "$1"')
    press_e(own_folders, post, {"EDITOR": blank, "VISUAL": blank, "PATH": str(programs)}, "More of one")
    assert called(editor) == [str(post)]


def test_with_no_editor_at_all_a_line_says_so(own_folders: Path, programs: Path, post: Path) -> None:
    press_e(own_folders, post, {"EDITOR": " ", "PATH": str(programs)}, "No editor — set `editor`")


def test_a_post_is_never_run(own_folders: Path, programs: Path, tmp_path: Path, post: Path) -> None:
    proof = tmp_path / "ran"
    post.write_text(f"#!/bin/sh\n/bin/touch {proof}\nexit\n\nText of one.\n", "utf-8")
    given = {"HOME": str(own_folders), "PYTHONPATH": str(ROOT), "EDITOR": " ", "VISUAL": " ", "PATH": str(programs)}
    with PtySession([*READER, str(post.parent)], (160, 30), given, NO_MARGINS) as session:
        session.wait_for("Text of one")
        session.press("e")
        session.wait_for("No editor")
    assert not proof.exists()


def test_quotes_blanks_and_arguments_are_kept(own_folders: Path, tmp_path: Path, post: Path) -> None:
    editor = make_editor(tmp_path / "my editors" / "edit it", 'echo "More of one." >> "$3"')
    press_e(own_folders, post, {"EDITOR": f"'{editor}' -n 'two words'"}, "More of one")
    assert called(editor) == ["-n", "two words", str(post)]
    assert Path(f"{editor}.env").read_text() == os.environ.get("TEXTUAL_COLOR_SYSTEM", "unset")


def test_visual_goes_before_editor(own_folders: Path, tmp_path: Path, post: Path) -> None:
    editor = make_editor(tmp_path / "visual", 'echo "More of one." >> "$1"')
    press_e(own_folders, post, {"VISUAL": str(editor), "EDITOR": "nosuch"}, "More of one")
    assert called(editor) == [str(post)]


def test_the_editor_begins_at_the_line_that_is_read(own_folders: Path, programs: Path, post: Path) -> None:
    post.write_text("---\ntitle: One\n---\n" + "".join(f"\nParagraph {number}.\n" for number in range(80)), "utf-8")
    editor = make_editor(programs / "nano")
    given = {"HOME": str(own_folders), "PYTHONPATH": str(ROOT), "EDITOR": str(editor), "VISUAL": ""}
    with PtySession([*READER, str(post.parent)], (160, 30), given, NO_MARGINS) as session:
        session.wait_for("Paragraph 2.")
        session.send("enter")
        session.press("space")
        session.wait_for("Paragraph 20.")
        top = min(int(found) for found in re.findall(r"Paragraph (\d+)\.", session.text()))
        session.send("e")
        session.settle(0.1, 30, lambda _: Path(f"{editor}.env").exists())
    assert called(editor) == [f"+{5 + 2 * top}", str(post)]


def test_ctrl_c_in_the_editor_does_not_end_the_reader(own_folders: Path, tmp_path: Path, post: Path) -> None:
    editor = make_editor(tmp_path / "ed", 'echo ready; read line; echo "never"')
    given = {"HOME": str(own_folders), "PYTHONPATH": str(ROOT), "EDITOR": str(editor), "VISUAL": ""}
    with PtySession([*READER, str(post.parent)], (160, 30), given, NO_MARGINS) as session:
        session.wait_for("Text of one")
        session.send("e")
        session.wait_for("ready")
        session.send("ctrl+c")
        session.wait_for("was ended by SIGINT")
        session.wait_for("Text of one")
        session.send("q")
        assert session.ended_within()
        assert session.exit_status == 0


def test_an_editor_that_stops_its_job_stops_the_reader_too(own_folders: Path, post: Path, programs: Path) -> None:
    """A shell sees the job stopped only where every process of it is."""
    editor = make_editor(
        programs / "ed",
        'kill -TSTP $PPID; sleep 0.5; cut -d" " -f3 /proc/$PPID/stat > "$0.state"; kill -CONT $PPID; exit 0',
    )
    press_e(own_folders, post, {"EDITOR": str(editor)}, "Text of one")
    assert Path(f"{editor}.state").read_text("utf-8").strip() == "T"
