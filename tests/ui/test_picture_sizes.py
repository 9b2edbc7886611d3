"""Rooms of pictures are looked up in workers while the interface learns that a picture is broken."""

import threading
from types import SimpleNamespace

import pytest

from tui_reader.images.image_file import PictureError
from tui_reader.model.post import Resource
from tui_reader.ui.controllers import picture_sizes
from tui_reader.ui.controllers.picture_sizes import PictureRooms


def picture(name: str) -> Resource:
    """A picture that is a file."""
    return Resource(name, name, size=1)


def test_a_broken_picture_stays_broken_while_workers_look_up_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read without the lock: meanwhile the interface goes on, and nothing that is remembered is lost."""
    rooms, reading, told = PictureRooms(SimpleNamespace()), threading.Event(), threading.Event()

    def read(path: str) -> tuple[int, int]:
        if path == "slow":
            reading.set()
            assert told.wait(30)
        return (4, 3)

    monkeypatch.setattr(picture_sizes, "read_size", read)
    assert rooms._size(picture("broken")) == (4, 3)
    worker = threading.Thread(target=rooms._size, args=(picture("slow"),))
    worker.start()
    assert reading.wait(30)
    rooms.cannot_be_read("broken")
    told.set()
    worker.join()
    assert rooms._size(picture("broken")) == "cannot be read"
    assert rooms._size(picture("slow")) == (4, 3)


def test_what_was_learned_meanwhile_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers read one file; the interface has already said that it is broken when the second one is done."""
    rooms = PictureRooms(SimpleNamespace())

    def read(path: str) -> tuple[int, int]:
        rooms._sizes.setdefault((path, 1), (4, 3))
        rooms.cannot_be_read(path)
        return (4, 3)

    monkeypatch.setattr(picture_sizes, "read_size", read)
    assert rooms._size(picture("one")) == "cannot be read"


def test_threads_may_look_up_and_forget_as_they_like(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dictionary that grows while it is looked through raises RuntimeError."""
    rooms, errors = PictureRooms(SimpleNamespace()), []

    def read(path: str) -> tuple[int, int]:
        if path.endswith("3"):
            raise PictureError("no picture")
        return (4, 3)

    monkeypatch.setattr(picture_sizes, "read_size", read)

    class Growing(dict):
        """Grows by another thread's doing whenever it is looked through, as long as no lock keeps that thread out."""

        def __iter__(self):
            for key in super().__iter__():
                worker = threading.Thread(target=rooms._size, args=(picture(f"{len(self)}"),))
                worker.start()
                worker.join(0.1)
                workers.append(worker)
                yield key

    workers: list[threading.Thread] = []
    rooms._sizes = Growing({("a", 1): (4, 3), ("b", 1): (4, 3)})
    rooms.cannot_be_read("a")
    for worker in workers:
        worker.join()
    assert len(workers) == 2
    assert not errors
    assert rooms._sizes["a", 1] == "cannot be read"
