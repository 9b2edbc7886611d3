"""Where the terminal gives “ ” … — two cells, every row stands where it should: no mark is cut, no column moves."""

import sys
import unicodedata
from pathlib import Path

import pytest

from tests.terminal import emulator
from tests.terminal.pty_session import PtySession

READER = [sys.executable, "-m", "tui_reader"]
TITLE = "“元宇宙”——α与①……"
POST = f"---\ntitle: “宽”的……{{}}\ndate: 2022-07-0{{}}\ntags: [“引”]\n---\n\n{TITLE}的正文。\n\n> “引”—\n\n- 项·目\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    (tmp_path / "site" / "hugo.toml").write_text("title = '“站”'\n", encoding="utf-8")
    for number in range(1, 6):
        (content / f"{number}.md").write_text(POST.format("—" * number, number), encoding="utf-8")
    return tmp_path / "site"


def wide(character: str) -> int:
    """Cells of a character on such a terminal."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


@pytest.mark.parametrize("keys", [(), ("j", "enter"), ("x", "esc"), ("f",), ("j", "j", "enter", "v", "G")])
def test_no_row_is_out_of_place(keys: tuple[str, ...], site: Path, own_folders: Path, monkeypatch) -> None:
    monkeypatch.setattr(emulator.pyte.screens, "wcwidth", wide)
    settings = own_folders / ".config" / "newsreader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('ambiguous_width = "2"\ntheme = "dark"\n', encoding="utf-8")
    with PtySession([*READER, str(site)], (120, 30), {"HOME": str(own_folders)}) as session:
        session.wait_for("的正文")
        for key in keys:
            session.press(key)
        session.settle(0.5)
        rows = session.emulator.screen.display
        cells = session.emulator.screen.cells()
    listed = [row for row in rows if "的……" in row and "07" in row]
    assert len(listed) >= 5
    assert len({sum(map(wide, row[: row.index("2022-07")])) for row in listed}) == 1
    assert any(f"{TITLE}的正文。" in row for row in rows) or "f" in keys
    assert all(len(row) == 120 for row in cells)
