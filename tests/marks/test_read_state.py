"""Read marks and places."""

import threading

from tui_reader.marks.feed_identity import FeedIdentity
from tui_reader.marks.journal_reader import JournalReader, MarkKey
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
    assert (marks.known("a")[1] or 0) > 1.6e9
    assert marks.known("c") == ("c", None, False)


def test_a_place_is_kept_moved_and_forgotten(tmp_path):
    marks = Reading(tmp_path, "a")
    for place in (SavedPlace(1, 2, "词", 1 / 3), SavedPlace(4, 0)):
        marks.keep_place("a", place)
        assert Reading(tmp_path, "a").place("a") == place
    assert marks.known("a") == ("a", None, True)
    marks.keep_place("a", None)
    assert marks.place("a") is None
    assert marks.known("a") == ("a", None, False)


def test_the_same_place_is_not_written_again(tmp_path):
    marks = Reading(tmp_path, "a")
    marks.keep_place("a", SavedPlace(1, 2))
    before = marks.signature()
    marks.keep_place("a", SavedPlace(1, 2))
    assert marks.signature() == before


def test_another_session_learns_what_changed(tmp_path):
    here, there = Reading(tmp_path, "a"), Reading(tmp_path, "a")
    before = there.journal.position()
    here.read(["x"], True)
    here.keep_place("y", SavedPlace(0, 0))
    there.refresh()
    assert there.journal.paths_since(before) == {"x", "y"}
    assert there.journal.paths_since(there.journal.position()) == frozenset()


def test_a_mark_is_there_while_another_thread_reads_everything_anew(tmp_path, monkeypatch):
    """The journals are read from their beginning after one was replaced; who asks meanwhile waits for the end of it."""
    reading = Reading(tmp_path, "here")
    reading.read(["a.md"], True)
    journal = reading.journal
    answers, threads, asked = [], [], threading.Event()
    read = JournalReader._read_late

    def ask():
        asked.set()
        answers.append(journal.get(MarkKey(FeedIdentity(), "read", "a.md")))

    def read_slowly(reader, file, start):
        threads.append(threading.Thread(target=ask))
        threads[0].start()
        asked.wait()
        threads[0].join(0.1)
        return read(reader, file, start)

    monkeypatch.setattr(JournalReader, "_read_late", read_slowly)
    copy = tmp_path / "copy"
    copy.write_bytes(journal.file.read_bytes())
    copy.replace(journal.file)
    journal.refresh()
    threads[0].join()
    assert answers == [True]
