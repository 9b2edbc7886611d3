"""What the application is told of the window's size is in the order in which the size changed."""

import asyncio

import pytest

from tui_reader.ui.textual_compat.driver import PlainDriver, hear_size


async def test_the_newest_size_is_told_last_also_where_it_comes_while_another_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A signal may come in the handler of the one before, between reading the size and telling it."""
    driver, window, told = PlainDriver.__new__(PlainDriver), [(99, 29)], []

    def read() -> tuple[int, int]:
        size = window[0]
        if size != (120, 30):
            window[0] = (120, 30)
            hear_size(driver)
        return size

    monkeypatch.setattr(driver, "_loop", asyncio.get_running_loop(), raising=False)
    monkeypatch.setattr(driver, "_get_terminal_size", read, raising=False)
    monkeypatch.setattr(driver, "send_message", lambda event: told.append(tuple(event.size)), raising=False)
    hear_size(driver)
    for _ in range(3):
        await asyncio.sleep(0)
    assert told == [(99, 29), (120, 30)]
