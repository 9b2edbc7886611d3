"""Signals of job control that come late, twice or in the midst of a begin: the terminal changes hands once."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator

import pytest

from tui_reader.ui.textual_compat import job_control
from tui_reader.ui.textual_compat.job_control import JobControl, TerminalTurns

KILL = os.kill


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    numbers = (signal.SIGTSTP, signal.SIGCONT)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


class Terminal:
    """Notes how it changes hands."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.wanted = self.held = True
        self.while_taking: Callable[[], None] = lambda: None

    def give(self) -> None:
        self.log.append("give")
        self.wanted = self.held = False

    def take(self) -> None:
        self.log.append("take")
        self.wanted = True
        self.while_taking()
        self.held = True
        self.log.append("taken")

    def turns(self) -> TerminalTurns:
        return TerminalTurns(self.give, self.take, lambda: self.wanted, lambda: self.held)


def go_on(_pid: int = 0, _number: int = 0) -> None:
    KILL(os.getpid(), signal.SIGCONT)


def go_on_late(_pid: int, _number: int) -> None:
    """A stop that ends, and whose end another thread hears first."""
    threading.Timer(0.05, go_on).start()


async def rest() -> None:
    """Until everything that was put off is done."""
    for _ in range(5):
        await asyncio.sleep(0.01)


def test_the_job_goes_on_only_when_the_signal_was_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> list[str]:
        terminal = Terminal()
        job = JobControl(asyncio.get_running_loop(), terminal.turns())
        monkeypatch.setattr(os, "kill", go_on_late)
        terminal.give()
        job.stop_job()
        terminal.take()
        await asyncio.sleep(0.1)
        await rest()
        return terminal.log

    assert asyncio.run(run()) == ["give", "take", "taken"]


def test_a_job_that_the_system_does_not_stop_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        job = JobControl(asyncio.get_running_loop(), Terminal().turns())
        monkeypatch.setattr(os, "kill", lambda _pid, _number: None)
        monkeypatch.setattr(job_control, "_SHORTEST_STOP_SECONDS", 0.02)
        job.stop_job()
        assert signal.getsignal(signal.SIGTSTP) == job._hear_stop

    asyncio.run(run())


@pytest.mark.parametrize("stop", [True, False], ids=["told to stop", "stopped unheard"])
def test_a_signal_in_the_midst_of_a_begin_begins_nothing_inside_it(monkeypatch: pytest.MonkeyPatch, stop: bool) -> None:
    async def run() -> list[str]:
        terminal = Terminal()
        JobControl(asyncio.get_running_loop(), terminal.turns())
        left = [go_on, go_on]
        terminal.while_taking = lambda: left.pop()() if left else None
        monkeypatch.setattr(os, "kill", go_on)
        KILL(os.getpid(), signal.SIGTSTP if stop else signal.SIGCONT)
        await rest()
        return terminal.log

    log = asyncio.run(run())
    assert log[:3] == ["give", "take", "taken"]
    assert log == ["give", "take", "taken"] * (len(log) // 3)


def test_of_a_stop_and_its_end_at_once_nothing_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> list[int]:
        stopped: list[int] = []
        JobControl(asyncio.get_running_loop(), Terminal().turns())
        monkeypatch.setattr(os, "kill", lambda _pid, number: stopped.append(number))
        KILL(os.getpid(), signal.SIGTSTP)
        KILL(os.getpid(), signal.SIGCONT)
        await rest()
        return stopped

    assert asyncio.run(run()) == []


def test_behind_the_end_nothing_takes_the_terminal() -> None:
    async def run() -> list[str]:
        terminal = Terminal()
        JobControl(asyncio.get_running_loop(), terminal.turns())
        terminal.give()
        go_on()
        await rest()
        return terminal.log

    assert asyncio.run(run()) == ["give"]
