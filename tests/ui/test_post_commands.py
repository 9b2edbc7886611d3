"""Commands of the settings are given a post: its file, title and address, never through a shell."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.conftest import Reader, press, screen_text, write_post
from tui_reader.config.post_commands import GivenPost, command_for
from tui_reader.config.settings import PostCommand, Settings
from tui_reader.model.errors import ProgramError

POST = GivenPost("/site/a b.md", "--rf $(touch x) `id` {url} \x1b[31m红", "/a/")


def test_words_are_parted_before_the_post_is_put_in() -> None:
    found = command_for(
        PostCommand("x", f"{sys.executable} '{{path}}' -t={{title}} {{title}} {{ {{other}}{{url}}"), POST
    )
    title = "rf $(touch x) `id` {url} "
    assert found.arguments[0] == POST.path and found.arguments[1].startswith(f"-t={title}")
    assert found.arguments[2].startswith(title) and found.arguments[3:] == ("{", "{other}/a/")
    assert not any("\x1b" in text for text in (*found.arguments, *POST.environment().values()))
    assert POST.environment()["NEWSREADER_PATH"] == POST.path


@pytest.mark.parametrize("run", ["", "nosuch-program {path}", "'open", " "])
def test_a_command_that_cannot_be_run_says_which_one(run: str) -> None:
    with pytest.raises(ProgramError) as raised:
        command_for(PostCommand("mine", run), POST)
    assert "mine" in raised.value.hint


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A command that writes down what it was given, on a key that is free and on one that is not."""
    program = tmp_path / "write_down.py"
    program.write_text(
        "import os, sys, pathlib\n"
        "said = [*sys.argv[2:], os.environ['NEWSREADER_PATH'], os.environ['NEWSREADER_TITLE']]\n"
        "pathlib.Path(sys.argv[1]).write_text('\\n'.join(said))\n"
    )
    run = f"{sys.executable} {program} {tmp_path / 'said'} {{path}} {{url}}"
    commands = PostCommand("write down", run, "Ctrl+e"), PostCommand("gone", "nosuch {path}", "j")
    return Settings(watch_seconds=0, commands=commands)


async def test_a_command_is_chosen_or_has_a_key(
    reader: Reader, feed: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    from tui_reader.ui.app import ReaderApp

    monkeypatch.setattr(ReaderApp, "suspend", lambda _: nullcontext())
    write_post(feed / "content", 11)
    said = tmp_path / "said"
    async with reader(settings=settings) as pilot:
        path = str(feed / "content" / "news" / "post-11.md")
        await press(pilot, "j", "X", "enter")
        assert said.read_text() == f"{path}\n/news/post-11/\n{path}\n第11篇" and "Done: write down" in screen_text(
            pilot
        )
        said.unlink()
        await press(pilot, "ctrl+e")
        assert said.exists()
        await press(pilot, "colon", *"run gone", "enter")
        assert "nosuch" in screen_text(pilot)
    said.unlink()
    async with reader(settings=replace(settings, restricted=True)) as pilot:
        for keys in (["X"], ["ctrl+e"], ["colon", *"run write down", "enter"]):
            await press(pilot, *keys)
            assert "No commands in restricted mode" in screen_text(pilot)
        assert not said.exists()
