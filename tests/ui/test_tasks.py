"""Work for the screen runs in threads, and what these import."""

import asyncio
import gc
import subprocess
import sys
import threading

import pytest

from tui_reader.model.wanted import is_wanted
from tui_reader.ui.controllers.tasks import MARK, Tasks

DEADLOCK = """
import sys
import tui_reader.ui.controllers.tasks
print("html" in sys.modules and "html.entities" in sys.modules)
"""


def test_no_two_threads_import_a_package_and_its_inside_at_once() -> None:
    """One thread that imports `html` and one that imports `html.entities` can wait for each other: Python raises."""
    done = subprocess.run([sys.executable, "-c", DEADLOCK], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "True"


class Screen:
    """Runs work as Textual does: an exclusive one cancels those of its group."""

    is_running = True

    def __init__(self) -> None:
        self.running: dict[str, asyncio.Task[None]] = {}
        self.said: list[object] = []

    def run_worker(self, work, *, group="", exclusive=False):
        if exclusive and group in self.running:
            self.running[group].cancel()

        async def run() -> None:
            await work()

        self.running[group] = asyncio.ensure_future(run())

    def show_error(self, *said: object) -> None:
        self.said.append(said)


async def _asked_twice(group: str) -> tuple[list[str], bool, list[object]]:
    """The answers to two questions of a group, the second asked while the first is worked on; whether that one was
    wanted to its end; and errors.
    """
    screen, answers, begun, go_on = Screen(), [], threading.Event(), threading.Event()
    wanted: list[bool] = []
    tasks = Tasks(screen)  # type: ignore[arg-type]

    def first() -> str:
        begun.set()
        go_on.wait(30)
        wanted.append(is_wanted())
        if not wanted[0]:
            raise InterruptedError
        return "first"

    tasks.ask(group, first, answers.append)
    while not begun.is_set():
        await asyncio.sleep(0.001)
    tasks.ask(group, lambda: "second" * is_wanted(), answers.append)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(*screen.running.values())
    while not wanted:
        await asyncio.sleep(0.001)
    tasks.leave()
    return answers, wanted[0], screen.said


def test_what_is_asked_for_a_superseded_question_is_wanted_no_more():
    assert asyncio.run(_asked_twice("list")) == (["second"], False, [])


def test_the_marks_of_the_user_are_wanted_whatever_comes_after_them():
    answers, wanted, said = asyncio.run(_asked_twice(MARK))
    assert (answers[-1], wanted, said) == ("second", True, [])


@pytest.mark.filterwarnings("error")
def test_a_question_that_is_superseded_before_it_begins_is_let_go():
    """Its coroutine had been made and was never awaited."""
    answers: list[str] = []

    async def ask() -> None:
        screen = Screen()
        tasks = Tasks(screen)  # type: ignore[arg-type]
        tasks.ask("list", lambda: "first", answers.append)
        first = screen.running["list"]
        tasks.ask("list", lambda: "second", answers.append)
        await screen.running["list"]
        assert first.cancelled()
        tasks.leave()

    asyncio.run(ask())
    gc.collect()
    assert answers == ["second"]
