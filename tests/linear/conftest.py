"""A feed of two languages, and a reader that is given lines and gives back what it says."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.feeds import write_files
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.linear import line_loop

SITE = """title = "小报"
timeZone = "Asia/Shanghai"
baseURL = "https://example.org/"
hasCJKLanguage = true
[languages.zh]
weight = 1
[languages.en]
weight = 2
[taxonomies]
tag = "tags"
category = "categories"
series = "series"
"""
POSTS = {
    "news/first.zh.md": """---
title: 首个元宇宙影视基地在山西启动
date: 2022-07-28
tags: [山西, 元宇宙]
series: [影视]
pinned: true
---
7月28日，首个元宇宙影视基地在山西启动。详见[第二篇](second.zh.md)和[全文](https://example.org/a)。

## 背景

基地占地六千亩。工程分三期。

### 人物

| 姓名 | 职务 |
|---|---|
| 王一 | 主任 |

## 展望

明年开放。
""",
    "news/first.en.md": "---\ntitle: The first film base\ndate: 2022-07-28\ntags: [film]\n---\nIt opened.\n",
    "news/second.zh.md": """---
title: 第二篇
date: 2022-08-01
tags: [元宇宙]
series: [影视]
recommend: true
---
回到[第一篇的背景](first.zh.md#背景)。
""",
    "notes/third.zh.md": "---\ntitle: 随笔\ndate: 2022-06-01\nauthors: [Cindy]\ndescription: 一则\n---\n"
    + "\n\n".join(f"第{number}段的文字，不长也不短。" for number in range(1, 31))
    + "\n",
}

Talk = Callable[..., str]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A Hugo site of four posts, three of them Chinese."""
    return write_files(tmp_path / "site", POSTS, SITE)


class Typed(io.StringIO):
    """Lines to read, each written into the output when it is read, as a terminal shows what is typed."""

    def __init__(self, lines: list[str], out: io.StringIO) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._out = out

    def readline(self, size: int = -1, /) -> str:
        line = super().readline(size)
        self._out.write(f"> {line}" if line else "")
        return line


@pytest.fixture
def talk(feed: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Gives the reader lines; what it says, the lines among it."""

    def speak(lines: list[str], settings: Settings | None = None, options: OpenOptions | None = None) -> str:
        out = io.StringIO()
        monkeypatch.setattr(line_loop, "LOOK_SECONDS", 60.0)  # what is said hangs on no time
        monkeypatch.setattr(sys, "stdin", Typed(lines, out))
        monkeypatch.setattr(sys, "stdout", out)
        chosen = settings or Settings(watch_seconds=0)
        assert line_loop.run(feed, chosen, user_paths(), options or OpenOptions(lang="zh")) == 0
        return out.getvalue()

    return speak
