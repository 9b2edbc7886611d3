"""The index has the marks that the journals have, however they came in; it takes what is new where they only grew."""

import json
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.feeds import open_feed, user, write_post, write_site
from tui_reader.config.settings import Settings
from tui_reader.feed import mark_copy, sync
from tui_reader.feed.changes import Progress
from tui_reader.feed.library import open_library
from tui_reader.marks import journal_reader
from tui_reader.model.query import Query

PATHS = [f"news/{number}.md" for number in range(6)]


@pytest.fixture
def root(tmp_path):
    site = write_site(tmp_path / "site", 0)
    for path in PATHS:
        write_post(site, path, path)
    return site


@pytest.fixture
def library(tmp_path, root):
    opened = open_feed(root, user(tmp_path))
    yield opened
    opened.close()


def far(library, paths, op="read", *, name="far", moment=5e9, fresh=False):
    """Another machine's marks come in."""
    store = library.marks.bookmark_store if op in ("add", "remove") else library.marks.read_state
    file = store.journal.file.with_name(f"{name}.jsonl")
    file.parent.mkdir(parents=True, exist_ok=True)
    old = "" if fresh or not file.exists() else file.read_text()
    lines = [json.dumps({"t": moment + len(old), "op": op, "path": path, "title": path}) + "\n" for path in paths]
    if fresh:
        file.unlink(missing_ok=True)
    with file.open("a") as stream:
        stream.write("".join(lines))


def shown(library) -> dict[str, tuple[bool, bool]]:
    """Which posts the list shows as read and as bookmarked."""
    rows = library.posts.rows(library.posts.listing(Query()))
    return {row.path: (row.read, row.bookmarked) for row in rows}


def kept(library) -> dict[str, tuple[bool, bool]]:
    """The same as the journals have it."""
    marks = library.marks
    return {
        path: (marks.read_state.is_read(path), marks.bookmark_store.get(path) is not None) for path in shown(library)
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["read", "unread", "add", "remove"]),
            st.lists(st.sampled_from(PATHS), min_size=1, max_size=3, unique=True),
            st.sampled_from(["far", "farther", "fresh", "own"]),
        ),
        max_size=6,
    )
)
def test_the_index_follows_the_journals(library, made):
    for op, paths, who in made:
        if who == "own":
            library.marks.mark_read(paths, op == "read")
        else:
            far(library, paths, op, name=who, fresh=who == "fresh")
        library.sync.run()
        assert shown(library) == kept(library)


def test_journals_that_grew_are_not_copied_whole(library, monkeypatch):
    far(library, PATHS[:3])
    assert library.sync.run().marks
    monkeypatch.setattr(library.index.marks, "replace", None)
    far(library, PATHS[2:4], "unread", moment=6e9)
    far(library, PATHS[:1], "add")
    library.marks.mark_read(PATHS[4:5], True)
    assert library.sync.run().marks, "others marked too"
    assert shown(library) == kept(library)
    library.marks.mark_read(PATHS[5:], True)
    assert not library.sync.run().marks
    assert shown(library) == kept(library)


def test_a_mark_made_before_the_first_copy_does_not_hide_what_is_to_be_copied(library, monkeypatch):
    monkeypatch.setattr(mark_copy.MarkCopy, "_paths_since", lambda *_: None)
    far(library, PATHS[:3])
    library.marks.mark_read(PATHS[4:5], True)
    library.sync.run()
    assert shown(library) == kept(library)


def test_what_was_marked_last_is_shown_first_whatever_happened_to_a_long_journal(library, root, tmp_path, monkeypatch):
    """A session marks, tidies its journal and is killed before it copies anything."""
    monkeypatch.setattr(journal_reader, "IN_MEMORY", 0)
    monkeypatch.setattr(mark_copy, "QUICKLY_READ", 10)
    library.marks.mark_read(PATHS[:2], True)
    library.sync.run()
    library.marks.read_state.read(PATHS[:1], False)
    library.marks.read_state.read(PATHS[3:4], True)
    assert library.marks.read_state.journal.tidy()
    other = open_feed_unread(root, tmp_path)
    assert shown(other) == kept(library)
    copied = other.index.marks.copied()
    assert other.sync.run() is not None
    assert other.index.marks.copied() != copied, "the rest is left to the sync"
    assert shown(other) == kept(library)
    other.close()


def test_long_journals_are_left_to_the_sync_which_says_how_far_it_is(library, root, tmp_path, monkeypatch):
    monkeypatch.setattr(journal_reader, "TELL_EVERY", 3)
    monkeypatch.setattr(mark_copy, "QUICKLY_READ", 100)
    monkeypatch.setattr(sync, "REPORT_EVERY", 0.0)
    far(library, PATHS * 20)
    other, stop = open_feed_unread(root, tmp_path), threading.Event()
    told: list[Progress] = []
    assert not any(read for read, _ in shown(other).values())

    def report(progress: Progress) -> None:
        told.append(progress)
        if len(told) == 2:
            stop.set()

    assert not other.sync.run(report=report, stop=stop).marks
    assert {progress.phase for progress in told} == {"marks"}
    assert not any(read for read, _ in shown(other).values())
    assert other.sync.run().marks
    assert shown(other) == dict.fromkeys(PATHS, (True, False))
    other.close()


def open_feed_unread(root, tmp_path):
    """The feed as another session opens it, before its first look at the files."""
    return open_library(root, Settings(), user(tmp_path))


def test_long_journals_of_this_machine_are_tidied_while_somebody_reads(library, monkeypatch):
    monkeypatch.setattr("tui_reader.marks.journal.MOST_TIDIED_AT_ONCE", 10)
    library.marks.read_state.journal._tidy_after = 20
    for number in range(30):
        library.marks.mark_read(PATHS[:1], number % 2 == 0)
    file = library.marks.read_state.journal.file
    library.sync.run()
    assert len(file.read_bytes().splitlines()) == 30
    library.sync.listen()
    library.sync.run()
    assert len(file.read_bytes().splitlines()) == 1
    assert shown(library) == kept(library)


def test_a_slow_session_never_puts_older_marks_in_the_place_of_newer_ones(library, root, tmp_path, monkeypatch):
    """It read the journals, and another session marked the same post before it wrote down what it had read."""
    other = open_feed(root, user(tmp_path))
    marked = threading.Event()

    def mark() -> None:
        other.marks.unbookmark(PATHS[0])
        marked.set()

    made = mark_copy.MarkCopy._marks
    marking = threading.Thread(target=mark)

    def slowly(copy: mark_copy.MarkCopy, paths):
        found = made(copy, paths)
        if copy is library.marks._copy and not marking.ident:
            marking.start()
            marked.wait(0.5)
        return found

    monkeypatch.setattr(mark_copy.MarkCopy, "_marks", slowly)
    far(library, [PATHS[0]], "add")
    library.sync.run()
    marking.join()
    assert kept(other)[PATHS[0]] == (False, False)
    assert shown(library)[PATHS[0]] == (False, False)
    other.close()
