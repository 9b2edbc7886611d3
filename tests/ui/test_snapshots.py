"""How a handful of screens look; `pytest --snapshot-update` draws them anew for review."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.conftest import press, quiet, write_post
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.config.theme_file import load_theme
from tui_reader.feed.library import Library, open_library
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.startup.initial_state import prepare_initial_state

BODY = """# 第3篇

　    7月28日，影视基地在山西长治正式启动。“工业化、专业化”的理念，将用五年建成。

![img](missing.jpg)

                                                                                                            题注

　　**补齐短板**

- 一 `code`
- 二 [链接](https://example.org/)

> 引文

```python
print("字")
```

| 键 | 做什么 |
|---|---|
| j | 下 |
"""


@pytest.fixture
def library(feed: Path) -> Iterator[Library]:
    """The small feed with one post that shows most of what a post may hold, read into its index."""
    header = 'pinned: true\nauthors: ["甲"]\nlastmod: 2022-07-05T09:00:00+08:00\n'
    write_post(feed / "content", 3, header, BODY)
    opened = open_library(feed, Settings(watch_seconds=0), user_paths())
    opened.sync.run()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "theme", "size", "keys"),
    [
        ("wide", "dark", (120, 40), ()),
        ("reading", "light", (120, 40), ("enter", "z")),
        ("medium", "ansi", (80, 24), ("j",)),
        ("narrow", "plain", (40, 12), ("enter",)),
        ("sidebar", "dark", (80, 24), ("h", "j", "j")),
        ("help", "dark", (80, 24), ("question_mark",)),
    ],
)
def test_screens_look_as_they_did(library: Library, snap_compare, name, theme, size, keys) -> None:
    initial = prepare_initial_state(
        library, Settings(watch_seconds=0), load_theme(theme, user_paths()), Capabilities(), OpenOptions()
    )

    async def before(pilot) -> None:
        await quiet(pilot)
        await press(pilot, *keys)

    assert snap_compare(ReaderApp(initial), terminal_size=size, run_before=before), name
