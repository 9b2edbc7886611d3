"""When journals are read, how much of them, who waits for it, and what of them is new."""

import threading
from pathlib import Path

import pytest

from tests.marks.journals import get, journal, line, marks, read
from tui_reader.marks import journal as journals
from tui_reader.marks import journal_reader


def test_a_journal_that_did_not_change_stays_readable(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(line(1, "x", 1))
    here = journal(tmp_path)
    for _ in range(3):
        here.refresh()
        assert here.unreadable == ()
    assert marks(here) == {"x": 1}


def test_the_signature_changes_with_every_mark(tmp_path: Path) -> None:
    here, seen = journal(tmp_path), set()
    for value in range(3):
        seen.add(here.signature())
        here.append([{"path": "x", "v": value}])
    assert len(seen) == 3
    assert here.signature() == journal(tmp_path).signature()


def test_a_glance_reads_what_is_short_and_leaves_what_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = line(1, "x", 1), line(2, "y", 2)
    monkeypatch.setattr(journals, "QUICKLY_READ", len(first))
    file = tmp_path / "b.jsonl"
    file.write_bytes(first + second)
    here = journal(tmp_path)
    assert here.sizes() == (len(first + second), len(first + second))
    here.glance()
    assert marks(here) == {}
    file.write_bytes(first)
    here.glance()
    assert marks(here) == {"x": 1}
    assert here.sizes() == (len(first), 0)
    file.write_bytes(first + second)
    here.glance()
    assert marks(here) == {"x": 1, "y": 2}


def test_a_glance_does_not_wait_for_a_long_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_reader, "TELL_EVERY", 1)
    monkeypatch.setattr(journals, "LET_IN_SECONDS", 1e9)  # where nobody asks there is no pause
    (tmp_path / "b.jsonl").write_bytes(line(1, "x", 1) + line(2, "y", 2))
    here, asked, told = journal(tmp_path), [], []

    def look() -> None:
        here.glance()
        asked.append(get(here, "x"))

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        other = threading.Thread(target=look)
        other.start()
        other.join(30)
        assert not other.is_alive()

    here.refresh(tell)
    size = len(line(1, "x", 1))
    assert told == [(size, 2 * size), (2 * size, 2 * size)]
    assert asked == [1, 1]
    here.glance()
    assert marks(here) == {"x": 1, "y": 2}


def test_a_glance_waits_for_another_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a post opens at its beginning where two threads ask at once for the first time."""
    monkeypatch.setattr(journals, "GLANCE_SECONDS", 60.0)
    (tmp_path / "b.jsonl").write_bytes(line(1, "x", 1))
    here, begun, may_go_on = journal(tmp_path), threading.Event(), threading.Event()
    sizes, asked = here.sizes, []

    def look() -> None:
        here.glance()
        asked.append(get(here, "x"))

    def slow_sizes() -> tuple[int, int]:
        begun.set()
        assert may_go_on.wait(20)
        return sizes()

    monkeypatch.setattr(here, "sizes", slow_sizes)
    first, second = threading.Thread(target=look), threading.Thread(target=look)
    first.start()
    assert begun.wait(20)
    second.start()
    second.join(0.1)
    may_go_on.set()
    first.join(20)
    second.join(20)
    assert asked == [1, 1]


def test_who_asks_during_a_long_reading_is_let_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that comes to wait between two looks of the reading thread gets the lock before that goes on."""
    monkeypatch.setattr(journal_reader, "TELL_EVERY", 1)
    monkeypatch.setattr(journals, "LET_IN_SECONDS", 5.0)
    (tmp_path / "b.jsonl").write_bytes(line(1, "x", 1) + line(2, "x", 2) + line(3, "x", 3))
    here, asked, left = journal(tmp_path), [], []
    other = threading.Thread(target=lambda: asked.append(get(here, "x")))

    def tell(done: int, total: int) -> None:
        if not left:
            with here._lock:
                other.start()
                while not here._asking:
                    pass
        left.append(len(asked))

    here.refresh(tell)
    other.join(30)
    assert asked == [1]
    assert left[0] == 0
    assert left[1] == 1


def test_what_is_new_since_a_position(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(line(1, "x", 1))
    here = journal(tmp_path)
    assert here.position() == {}
    here.refresh()
    before = here.position()
    assert here.paths_since(before) == frozenset()
    assert here.paths_since({}) == {"x"}
    here.append([{"path": "y", "v": 1}])
    with (tmp_path / "b.jsonl").open("ab") as file:
        file.write(line(2, "z", 1))
    here.refresh()
    assert here.paths_since(before) == {"y", "z"}
    (tmp_path / "b.jsonl").unlink()
    here.refresh()
    assert here.paths_since(before) is None
    (tmp_path / "b.jsonl").write_bytes(line(9, "w", 1))
    here.refresh()
    assert here.paths_since(before) is None


@pytest.mark.parametrize(("keys", "lines", "tidied"), [(1, 4, False), (1, 5, True), (2, 8, False), (2, 9, True)])
def test_a_journal_is_tidied_where_less_than_a_quarter_of_it_counts(
    tmp_path: Path, keys: int, lines: int, tidied: bool
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"".join(line(1 + number, f"k{number % keys}", number) for number in range(lines)))
    here, before = journal(tmp_path, tidy_after=3), read(tmp_path)
    assert here.tidy_when_due() is False
    here.refresh()
    assert here.tidy_when_due(lines - 1) is False
    assert here.tidy_when_due(lines) is tidied
    assert len(file.read_bytes().splitlines()) == (keys if tidied else lines)
    assert read(tmp_path) == before
    short = journal(tmp_path, tidy_after=lines)
    short.refresh()
    assert short.tidy_when_due() is False
