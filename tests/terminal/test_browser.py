"""A web link goes to the browser where there is a display, and to the clipboard everywhere else."""

import base64
import os
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.pty_session import NO_MARGINS, PtySession

ROOT = Path(__file__).resolve().parents[2]
LINK = "https://example.org/one?a=1&b=$(touch%20x)"
CASES = {
    "desktop": ({"DISPLAY": ":0"}, (), LINK, True),
    "wayland": ({"DISPLAY": "", "WAYLAND_DISPLAY": "wayland-0"}, (), LINK, True),
    "console": ({"DISPLAY": ""}, (), LINK, False),
    "ssh with a display": ({"DISPLAY": ":10", "SSH_CONNECTION": "1 2 3 4"}, (), LINK, False),
    "restricted": ({"DISPLAY": ":0"}, ("--restricted",), LINK, False),
    "odd": ({"DISPLAY": ":0"}, (), "tel:--version", False),
}


@pytest.mark.parametrize("case", CASES)
def test_a_browser_is_opened_only_where_there_is_a_display(own_folders: Path, tmp_path: Path, case: str) -> None:
    environment, arguments, link, opened = CASES[case]
    content = tmp_path / "feed" / "content"
    content.mkdir(parents=True)
    (content / "one.md").write_text(f"---\ntitle: One\n---\n\nText with [a link](<{link}>).\n", encoding="utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    opener = programs / "xdg-open"
    opener.write_text(
        f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/opened.new; mv {tmp_path}/opened.new {tmp_path}/opened\n'
    )
    opener.chmod(0o755)
    given = {
        "HOME": str(own_folders),
        "PYTHONPATH": str(ROOT),
        "WAYLAND_DISPLAY": "",
        "PATH": f"{programs}:{os.environ['PATH']}",
        **environment,
    }
    argv = [sys.executable, "-m", "tui_reader", "open", *arguments, str(content)]
    with PtySession(argv, (120, 30), given, NO_MARGINS) as session:
        session.wait_for("Text with")
        session.press("enter")
        session.press("f")
        session.send("a")
        session.wait_for("Opened: " if opened else "Copied: ")
        end = time.monotonic() + 30
        while opened and not (tmp_path / "opened").exists() and time.monotonic() < end:
            time.sleep(0.05)
        assert (tmp_path / "opened").exists() is opened
        assert (base64.b64encode(link.encode()) in bytes(session.raw)) is not opened
    if opened:
        assert (tmp_path / "opened").read_text() == link
