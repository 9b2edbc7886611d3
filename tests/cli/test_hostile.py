"""Hostile posts on a real terminal: whatever stands in title, tag, author, body, header or file name, none of it is
obeyed.
"""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tui_reader.text.sanitize import is_safe

EVIL = "\x1b]0;owned\x07\x1b[31mred\x9b2J\x90q\x9c\x08\x7f\u202erlo\u2066iso\u200bzero\u2028line\U000e0041tag"
QUOTED = "".join(f"\\U{ord(character):08x}" for character in EVIL)
"""The same as escapes in a YAML text."""
POST = f"""---
title: "a{QUOTED}"
date: 2022-01-01
authors: ["x{QUOTED}"]
tags: ["t{QUOTED}"]
description: "d{QUOTED}"
"k{QUOTED}": 1
lastmod: "{QUOTED}"
---
# h{EVIL}

body{EVIL} [link{EVIL}](https://example.org/{EVIL}) `code{EVIL}` ![alt{EVIL}](p{EVIL}.png)

```{EVIL}
code{EVIL}
```
"""
OWN = re.compile(r"\x1b\[[0-9;]*m")
"""The only sequences that the program itself sends on these ways."""

COMMANDS = (
    "list",
    "list --json",
    "show evil --plain",
    "show evil --ansi",
    "show evil --json",
    "show evil --markdown",
    "search body",
    "search body --json",
    "terms",
    "terms --json",
    "check",
    "check --json",
    "bookmarks",
    "bookmarks --json",
    "bookmarks export",
    "bookmarks export --format markdown",
    "bookmarks export --format html",
    "sync --full",
    f"show {EVIL}",
    f"list --query tag:({EVIL}",
    f"-C {EVIL} list",
    f"terms {EVIL}",
    f"list --sort {EVIL}",
)


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    """A feed of one hostile post with a hostile name and a slug to call it by, bookmarked with a hostile note."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "feed").mkdir()
    (folder / "feed" / f"evil{EVIL.replace('/', '')}.md").write_text(
        POST.replace("---\n", "---\nslug: evil\n", 1), "utf-8"
    )
    found = {"HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    found["NEWSREADER_CONTENT"] = str(folder / "feed")
    done = on_terminal(["bookmarks", "add", "evil", "--note", EVIL], found)
    assert "evil" in done
    return found


def on_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    """What the program writes to a terminal, standard output and error together."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tui_reader", *arguments], stdout=theirs, stderr=theirs, stdin=theirs, env=environment
    )
    os.close(theirs)
    pieces = []
    try:
        while piece := os.read(ours, 65536):
            pieces.append(piece)
    except OSError:
        pass
    os.close(ours)
    process.wait(timeout=60)
    return b"".join(pieces).decode()


@pytest.mark.parametrize("command", COMMANDS, ids=range(len(COMMANDS)))
def test_nothing_of_theirs_reaches_the_terminal(environment, command):
    said = on_terminal(command.split(" "), environment)
    assert said.strip()
    assert "Traceback" not in said
    for line in said.replace("\r\n", "\n").split("\n"):
        # The progress of a sync is drawn over itself with carriage returns.
        for piece in OWN.sub("", line).split("\r"):
            assert is_safe(piece), repr(piece)


def test_the_post_is_as_hostile_as_meant(environment):
    (file,) = Path(environment["NEWSREADER_CONTENT"]).iterdir()
    assert not is_safe(file.name)
    assert not is_safe(file.read_text("utf-8").replace("\n", ""))
