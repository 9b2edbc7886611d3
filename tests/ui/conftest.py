"""A reader on a small feed of its own, driven without a terminal."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from tui_reader.config.paths import user_paths
from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.config.theme_file import load_theme
from tui_reader.feed.library import open_library
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.startup.initial_state import prepare_initial_state

POSTS = 12
PARAGRAPH = "终端里的一行文字，应当像书上的一行那样读。" * 12

Reader = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


def write_post(content: Path, number: int, header: str = "", body: str = "") -> Path:
    """One post of the feed; the later the number, the newer the post."""
    file = content / "news" / f"post-{number:02}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    tags = '["单数"]' if number % 2 else '["双数", "山西"]'
    text = body or "\n\n".join(f"## 第{part}节\n\n{PARAGRAPH}" for part in range(1, 9))
    file.write_text(
        f'---\ntitle: "第{number}篇"\ndate: 2022-07-{number + 1:02}T08:00:00+08:00\ntags: {tags}\n{header}---\n\n{text}\n',
        encoding="utf-8",
    )
    return file


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A site with a dozen posts, one of them pinned and one recommended."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "hugo.toml").write_text('title = "小报"\nhasCJKLanguage = true\n', encoding="utf-8")
    for number in range(POSTS):
        flags = {3: "pinned: true\n", 5: "recommend: true\n"}.get(number, "")
        write_post(site / "content", number, flags)
    return site


@pytest.fixture
def reader(feed: Path) -> Reader:
    """Opens the reader on the feed at a size, and waits until it is quiet; the list has a head only on request."""

    @asynccontextmanager
    async def open_reader(
        size: tuple[int, int] = (120, 40),
        settings: Settings | None = None,
        source: Path | None = None,
        can: Capabilities | None = None,
        options: OpenOptions | None = None,
        head_posts: int = 0,
    ) -> AsyncIterator[Pilot[int]]:
        settings = replace(settings or Settings(watch_seconds=0), head_posts=head_posts)
        library = open_library(source or feed, settings, user_paths())
        initial = prepare_initial_state(
            library, settings, load_theme("dark", user_paths()), can or Capabilities(), options or OpenOptions()
        )
        app = ReaderApp(initial)
        async with app.run_test(size=size) as pilot:
            await quiet(pilot)
            yield pilot
        library.close()
        if app.failure is not None:
            raise app.failure

    return open_reader


async def quiet(pilot: Pilot[int]) -> None:
    """Wait until no worker runs and no message waits."""
    for pause in (None, None, None, 0.2):
        await pilot.pause(pause)
        with suppress(WorkerCancelled):  # a later question took the place of an earlier one
            await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and wait for what they set off."""
    await pilot.press(*keys)
    await quiet(pilot)


def screen_text(pilot: Pilot[int]) -> str:
    """The characters on the screen, a line feed after each line."""
    app = pilot.app
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in lines)
