"""Marks made faster than they can be written are all written, in their order, also when the reader is left at once."""

import time

from tests.ui.conftest import Reader, quiet


async def test_no_mark_is_lost_however_slow_the_disk(reader: Reader, monkeypatch) -> None:
    written: list[str] = []
    async with reader() as pilot:
        browse = pilot.app.browse
        marks, mark = browse.library.marks, browse.library.marks.mark_read

        def slowly(paths, on) -> None:
            time.sleep(0.5)
            mark(paths, on)
            written.extend(paths)

        monkeypatch.setattr(marks, "mark_read", slowly)
        wanted = []
        for _ in range(4):
            await pilot.press("j")
            wanted.append(browse.posts.chosen.path)
            await pilot.press("r")
        browse.tasks.leave()
        assert written == wanted
        await quiet(pilot)
