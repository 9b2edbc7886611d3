"""A small feed, and the command line called on it as a person would."""

import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.feeds import write_files
from tui_reader.cli.main import main

SITE = """title = "A small feed"
timeZone = "Asia/Shanghai"
[taxonomies]
tag = "tags"
category = "categories"
"""

POSTS = {
    "news/first.md": """---
title: 首个元宇宙影视基地在山西启动
date: 2022-07-28 17:12:00 +0800
authors: [Cindy]
tags: [山西, 元宇宙]
categories: [news]
pinned: true
---
# 首个元宇宙影视基地在山西启动

　　7月28日，澳涞坞集团宣布，首个元宇宙影视基地在山西启动。

![片场](set.jpg)

## 背景

[全文](https://example.org/a "A")
""",
    "news/first.jpg": "",
    "news/second.md": """---
title: Second post
date: 2022-08-01
tags: [元宇宙]
recommend: true
---
Terminals are *fine*.
""",
    "notes/draft.md": """---
title: A draft
date: 2022-08-02
draft: true
---
Not yet.
""",
    "notes/odd.md": """---
title: Odd date
date: someday
---
Text.
""",
}


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A Hugo site of four posts: one pinned, one recommended, one draft, one with a problem."""
    return write_files(tmp_path / "site", POSTS, SITE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call of the command line gave back."""

    code: int
    """Exit code."""
    out: str
    """What it wrote on standard output."""
    err: str
    """What it wrote on standard error."""


@pytest.fixture
def call(feed, capsys, monkeypatch):
    """Calls the command line on the feed, inside this process; `call("list --json")`."""
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("NEWSREADER_CONTENT", str(feed))
    for name in ("LC_ALL", "LC_MESSAGES", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run(line: str) -> Answer:
        capsys.readouterr()
        try:
            code = main(shlex.split(line))
        except SystemExit as ended:
            code = int(str(ended.code))
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


def run_program(*arguments: str, **options) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    return subprocess.run([sys.executable, "-m", "tui_reader", *arguments], capture_output=True, timeout=60, **options)


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[Callable[[], object]]], list[float]]:
    """Given what happens in the pauses of a job that goes on, one after the other, and then its end: the list that its
    pauses are put into, in seconds.
    """

    def run(steps: list[Callable[[], object]]) -> list[float]:
        pauses: list[float] = []

        def sleep(seconds: float) -> None:
            pauses.append(seconds)
            if not steps:
                raise KeyboardInterrupt
            steps.pop(0)()

        monkeypatch.setattr("tui_reader.cli.commands.cmd_publish.time", SimpleNamespace(sleep=sleep))
        return pauses

    return run
