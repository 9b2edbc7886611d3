"""Read marks and places."""

import threading

from tui_reader.marks.read_state import Reading
from tui_reader.marks.saved_place import SavedPlace


def test_marking_tells_what_changed_so_that_it_can_be_undone(tmp_path):
    marks = Reading(tmp_path, "a")
    assert marks.read(["a", "b"], True) == ("a", "b")
    assert marks.read(["b", "c", "c"], True) == ("c",)
    assert marks.all_read() == {"a", "b", "c"}
    assert marks.read(["c"], False) == ("c",)
    assert not Reading(tmp_path, "b").is_read("c")
    assert Reading(tmp_path, "b").is_read("a")
    assert (marks.read_at("a") or 0) > 1.6e9
    assert marks.read_at("c") is None


def test_a_place_is_kept_moved_and_forgotten(tmp_path):
    marks = Reading(tmp_path, "a")
    for place in (SavedPlace(1, 2, "词", 1 / 3), SavedPlace(4, 0)):
        marks.keep_place("a", place)
        assert Reading(tmp_path, "a").place("a") == place
    assert marks.all_places() == (("a", SavedPlace(4, 0)),)
    marks.keep_place("a", None)
    assert marks.place("a") is None
    assert marks.all_places() == ()


def test_the_same_place_is_not_written_again(tmp_path):
    marks = Reading(tmp_path, "a")
    marks.keep_place("a", SavedPlace(1, 2))
    before = marks.signature()
    marks.keep_place("a", SavedPlace(1, 2))
    assert marks.signature() == before


def test_another_session_learns_what_changed(tmp_path):
    here, there = Reading(tmp_path, "a"), Reading(tmp_path, "a")
    here.read(["x"], True)
    here.keep_place("y", SavedPlace(0, 0))
    assert there.refresh() == {"x", "y"}


def test_a_mark_is_there_while_another_thread_reads_everything_anew(tmp_path, monkeypatch):
    """The journals are read from their beginning after one was replaced; who asks meanwhile waits for the end of it."""
    reading = Reading(tmp_path, "here")
    reading.read(["a.md"], True)
    journal = reading._journal
    answers, threads, asked = [], [], threading.Event()
    read = journal._read

    def ask():
        asked.set()
        answers.append(journal.get(("read", "a.md")))

    def read_slowly(path, seen):
        threads.append(threading.Thread(target=ask))
        threads[0].start()
        asked.wait()
        threads[0].join(0.1)
        return read(path, seen)

    monkeypatch.setattr(journal, "_read", read_slowly)
    copy = tmp_path / "copy"
    copy.write_bytes(journal.file.read_bytes())
    copy.replace(journal.file)
    journal.refresh()
    threads[0].join()
    assert answers == [True]
