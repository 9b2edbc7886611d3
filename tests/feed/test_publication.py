"""One index for many users: what it answers is what an index of one's own answers, each user's marks are their own, a
newer generation is taken over under reading, and nothing that is wrong with it keeps anybody from reading.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.feeds import listed, open_feed, user, write_post, write_site
from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import Library, open_library
from tui_reader.feed.shared import publication
from tui_reader.feed.shared.publication import only_publisher, publish_feed, publisher_paths, site_folder
from tui_reader.model.errors import ContentError, IndexTroubleError
from tui_reader.model.query import Is, Query, Words
from tui_reader.model.sorts import SORTS

NOBODY = 65534


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site")


@pytest.fixture
def index(root: Path, tmp_path: Path) -> Path:
    publish(root, tmp_path / "index")
    return tmp_path / "index"


@contextlib.contextmanager
def publisher(root: Path, folder: Path) -> Iterator[Library]:
    with only_publisher(folder, site_folder(root, Settings(), user(folder))):
        library = open_library(root, Settings(), publisher_paths(user(folder), folder))
        try:
            yield library
        finally:
            library.close()


def publish(root: Path, folder: Path) -> str:
    """Publish what there is; the name of a new generation."""
    with publisher(root, folder) as library:
        return publish_feed(library, folder)


def open_shared(root: Path, index: Path, paths: Paths) -> Library:
    library = open_library(None, Settings(content=str(root), index=str(index)), paths)
    library.sync.run()
    return library


def generations(index: Path) -> list[str]:
    return sorted(file.name for file in index.glob("generation-*"))


def test_every_answer_is_that_of_an_index_of_ones_own(root, index, tmp_path):
    own, shared = open_feed(root, user(tmp_path / "a")), open_shared(root, index, user(tmp_path / "b"))
    own.sync.run(text_seconds=float("inf"))
    assert not shared.notices
    for sort in SORTS:
        assert listed(shared, Query(sort=sort)) == listed(own, Query(sort=sort))
    for where in (Words("正文"), Words("第1篇"), Is("unread"), Is("new")):
        assert listed(shared, Query(where)) == listed(own, Query(where))
        assert shared.posts.counts(Query(where)) == own.posts.counts(Query(where))
    assert shared.posts.by_name("第2篇") == own.posts.by_name("第2篇")
    assert [row.path for row in shared.posts.related("news/p1.md")] == [
        row.path for row in own.posts.related("news/p1.md")
    ]
    assert shared.count_waiting() == 0


def test_a_reader_writes_nothing_but_a_small_file_of_their_own(root, index, tmp_path):
    before = {file: file.read_bytes() for file in index.glob("*.*")}
    library = open_shared(root, index, user(tmp_path / "a"))
    library.marks.bookmark("news/p1.md")
    library.close()
    assert {file: file.read_bytes() for file in index.glob("*.*")} == before
    (kept,) = (tmp_path / "a" / "cache").glob("index-*")
    assert kept.stat().st_size < 50_000


def test_marks_belong_to_each_user_and_stay_with_their_posts_in_every_generation(root, index, tmp_path):
    one, other = (open_shared(root, index, user(tmp_path / name)) for name in "ab")
    one.marks.bookmark("news/p1.md")
    assert listed(one, Query(Is("bookmarked"))) == ["news/p1.md"]
    assert listed(other, Query(Is("bookmarked"))) == []
    for file in (index / "work").iterdir():  # an index made anew gives its posts other numbers
        file.unlink()
    write_post(root, "news/a.md", "先来的", day=1)
    publish(root, index)
    one.sync.run()
    assert listed(one, Query(Is("bookmarked"))) == ["news/p1.md"]
    assert listed(one, Query(Is("unread")))[:2] == ["news/p2.md", "news/p1.md"]


def test_a_new_generation_is_taken_over_while_reading_and_tells_what_changed(root, index, tmp_path):
    library = open_shared(root, index, user(tmp_path / "a"))
    assert not library.sync.run()
    for turn in range(5):
        write_post(root, "news/p1.md", f"改过{turn}次", body=f"第{turn}次")
        write_post(root, f"more/{turn}.md", f"新的{turn}", day=20)
        (root / f"content/more/{turn - 1}.md").unlink(missing_ok=True)
        publish(root, index)
        changes = library.sync.run(now=True)
        removed = (f"more/{turn - 1}.md",) if turn else ()
        assert (changes.added, changes.changed, changes.removed) == ((f"more/{turn}.md",), ("news/p1.md",), removed)
        assert listed(library)[0] == f"more/{turn}.md"
        assert listed(library, Query(Words(f"第{turn}次"))) == ["news/p1.md"]
    assert not library.sync.run(now=True)
    publish(root, index)
    assert len(generations(index)) == 1


def test_files_that_changed_are_not_read_by_readers(root, index, tmp_path):
    library = open_shared(root, index, user(tmp_path / "a"))
    write_post(root, "news/new.md", "新的")
    assert not library.sync.run(full=True)
    assert "news/new.md" not in listed(library)


def test_nothing_is_published_twice(root, index):
    before = generations(index)
    assert publish(root, index) == ""
    assert generations(index) == before


def test_a_generation_that_somebody_reads_stays(root, index, tmp_path):
    (first,) = generations(index)
    library = open_shared(root, index, user(tmp_path / "a"))
    write_post(root, "news/new.md", "新的")
    second = publish(root, index)
    assert generations(index) == sorted((first, second))
    assert len(listed(library)) == 3
    library.close()
    publish(root, index)
    assert generations(index) == [second]


def test_only_one_program_publishes(root, index):
    with publisher(root, index), pytest.raises(ContentError, match="Another program publishes"):
        publish(root, index)


@pytest.mark.parametrize("place", ["content/index", "index", "link/index"])
def test_a_folder_inside_the_site_is_refused_and_nothing_made_there(root, tmp_path, place):
    (tmp_path / "link").symlink_to(root)
    before = sorted(root.rglob("*"))
    with pytest.raises(ContentError, match="inside the feed"):
        publish(root, (tmp_path if "link" in place else root) / place)
    assert sorted(root.rglob("*")) == before


def test_a_folder_that_others_may_write_to_is_refused(root, tmp_path):
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    with pytest.raises(IndexTroubleError, match="Others may change"):
        publish(root, tmp_path / "open")


def _of_another_version(index: Path, step: int = 1) -> None:
    manifest = json.loads((index / "manifest.json").read_text())
    (index / "manifest.json").write_text(json.dumps({**manifest, "schema": manifest["schema"] + step}))


def _of_another_feed(index: Path) -> None:
    manifest = json.loads((index / "manifest.json").read_text())
    (index / "manifest.json").write_text(json.dumps({**manifest, "feed": "/elsewhere"}))


def _leads_out(index: Path) -> None:
    manifest = json.loads((index / "manifest.json").read_text())
    (index / "manifest.json").write_text(json.dumps({**manifest, "generation": "../generation-x.sqlite"}))


def _others_write(index: Path) -> None:
    (index / generations(index)[0]).chmod(0o666)


def _noise(index: Path) -> None:
    file = index / generations(index)[0]
    file.write_bytes(os.urandom(file.stat().st_size))


def _half(index: Path) -> None:
    file = index / generations(index)[0]
    os.truncate(file, file.stat().st_size // 2)


def _no_manifest(index: Path) -> None:
    (index / "manifest.json").unlink()


def _a_pipe(index: Path) -> None:
    _no_manifest(index)
    os.mkfifo(index / "manifest.json")


def _json_of_another_kind(index: Path) -> None:
    (index / "manifest.json").write_text("[" * 60_000)


def _generation_is_gone(index: Path) -> None:
    (index / generations(index)[0]).unlink()


WRONG = [
    _of_another_version,
    _of_another_feed,
    _leads_out,
    _others_write,
    _noise,
    _half,
    _no_manifest,
    _a_pipe,
    _json_of_another_kind,
    _generation_is_gone,
]


@pytest.mark.parametrize("spoil", WRONG)
def test_an_index_that_cannot_be_used_is_named_and_one_of_ones_own_takes_its_place(root, index, tmp_path, spoil):
    spoil(index)
    library = open_shared(root, index, user(tmp_path / "a"))
    assert listed(library) == ["news/p2.md", "news/p1.md", "news/p0.md"]
    assert listed(library, Query(Words("正文"))) == listed(library)
    (notice,) = library.notices
    assert "so there is one of your own" in notice
    write_post(root, "news/new.md", "新的", day=20)
    assert library.sync.run(now=True).added == ("news/new.md",)


@pytest.mark.parametrize("spoil", [_no_manifest, _a_pipe, _json_of_another_kind, _generation_is_gone])
def test_an_index_that_goes_away_while_it_is_read_leaves_the_posts_as_they_are(root, index, tmp_path, spoil):
    library = open_shared(root, index, user(tmp_path / "a"))
    spoil(index)
    for _ in range(2):
        library.sync.run(now=True)
        assert listed(library, Query(Words("正文"))) == ["news/p2.md", "news/p1.md", "news/p0.md"]


@pytest.mark.parametrize("part", range(4))
def test_a_generation_that_is_damaged_while_it_is_read_is_replaced_by_an_index_of_ones_own(root, tmp_path, part):
    for number in range(40):
        write_post(root, f"more/{number}.md", f"第{number}", body="正文" * 200)
    publish(root, tmp_path / "index")
    library = open_shared(root, tmp_path / "index", user(tmp_path / "a"))
    file = tmp_path / "index" / generations(tmp_path / "index")[0]
    quarter = file.stat().st_size // 4
    with file.open("r+b") as stream:
        stream.seek(part * quarter)
        stream.write(os.urandom(quarter))
    library.sync.refill_when_damaged(float("inf"))
    library.sync.run(now=True)
    library.marks.bookmark("news/p1.md")
    for query in (Query(), Query(Words("正文"))):
        assert len(listed(library, query)) == 43
    assert listed(library, Query(Is("bookmarked"))) == ["news/p1.md"]


def test_a_manifest_that_comes_back_is_followed_again(root, index, tmp_path):
    library = open_shared(root, index, user(tmp_path / "a"))
    _no_manifest(index)
    library.sync.run(now=True)
    assert "posts stay as they are" in library.notices[0]
    write_post(root, "news/new.md", "新的", day=20)
    publish(root, index)
    assert library.sync.run(now=True).added == ("news/new.md",)
    assert library.notices == ()


def test_ones_own_part_may_be_lost_at_any_time(root, index, tmp_path):
    library = open_shared(root, index, user(tmp_path / "a"))
    library.marks.bookmark("news/p1.md")
    for file in (tmp_path / "a" / "cache").glob("index-*"):
        file.unlink()
    library.sync.run()
    assert listed(library, Query(Is("bookmarked"))) == ["news/p1.md"]
    assert not library.notices


def test_what_killed_publishers_leave_is_cleared_away_and_readers_have_a_whole_generation(root, index, tmp_path):
    code = f"from tests.feed.test_publication import *; publish(Path({str(root)!r}), Path({str(index)!r}))"
    library = open_shared(root, index, user(tmp_path / "a"))
    for turn in range(4):
        write_post(root, f"more/{turn}.md", f"新的{turn}", day=20)
        job = subprocess.Popen([sys.executable, "-c", code])
        _wait_for_work(job, index, until_it_writes=turn % 2 == 0)
        job.send_signal(signal.SIGKILL)
        job.wait()
        library.sync.run(now=True)
        assert len(listed(library, Query(Words("正文")))) == len(listed(library)) >= 3
    publish(root, index)
    library.sync.run(now=True)
    assert len(listed(library)) == 7
    assert not [*index.glob("next/*")]


def _wait_for_work(job: subprocess.Popen[bytes], index: Path, *, until_it_writes: bool) -> None:
    """Wait until a generation is being written or the job has ended; or not at all."""
    end = time.monotonic() + 60
    while until_it_writes and job.poll() is None and not any(index.glob("next/*")):
        assert time.monotonic() < end
        time.sleep(0.0005)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can be another user")
def test_another_user_reads_lists_without_a_right_to_read_posts_and_changes_nothing(root, index, tmp_path):
    for folder in tmp_path.parents:
        if folder.name.startswith(("pytest-", "popen-")):
            folder.chmod(0o755)
    tmp_path.chmod(0o755)
    home = tmp_path / "theirs"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    for file in root.rglob("*.md"):
        file.chmod(0o600)
    open_shared(root, index, user(tmp_path / "a")).close()  # loads what a user without a right to the code cannot
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            library = open_shared(root, index, user(home))
            is_whole = len(listed(library, Query(Words("正文")))) == 3 and not library.notices
            with contextlib.suppress(PermissionError):
                (index / generations(index)[0]).write_bytes(b"")
                os._exit(2)
            os._exit(0 if is_whole and "正文" in library.pages.read("news/p1.md").body else 3)
        os._exit(4)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_post_whose_file_cannot_be_read_is_as_it_was_published_and_says_so(root, index, tmp_path):
    shared, own = open_shared(root, index, user(tmp_path / "a")), open_feed(root, user(tmp_path / "b"))
    write_post(root, "news/p1.md", "改过", body="改过的话")
    publish(root, index)
    shared.sync.run(now=True)
    (root / "content/news/p1.md").unlink()
    read = shared.pages.read("news/p1.md")
    assert ("改过的话" in read.body, [problem.code for problem in read.post.problems]) == (True, ["file-published"])
    with pytest.raises(ContentError):
        own.pages.read("news/p1.md")
    publish(root, index)
    shared.sync.run(now=True)
    with pytest.raises(ContentError):
        shared.pages.read("news/p1.md")


def test_another_feed_and_a_single_file_have_an_index_of_their_own(root, index, tmp_path):
    other, settings = write_site(tmp_path / "other", 1), Settings(content=str(root), index=str(index))
    for source, path in ((other, "news/p0.md"), (root / "content/news/p1.md", "news/p1.md")):
        library = open_library(source, settings, user(tmp_path / "a"))
        library.sync.run()
        assert listed(library) == [path]
        assert not library.notices


def test_trouble_while_publishing_is_not_taken_for_another_publisher(root, index):
    with pytest.raises(BlockingIOError), only_publisher(index, root):
        raise BlockingIOError


def test_a_reader_that_gives_the_shared_index_up_holds_no_generation_any_more(root, index, tmp_path):
    (first,) = generations(index)
    library = open_shared(root, index, user(tmp_path / "a"))
    write_post(root, "news/new.md", "新的", day=20)
    second = publish(root, index)
    _of_another_version(index)
    library.sync.run(now=True)
    assert listed(library)[0] == "news/new.md"
    assert "so there is one of your own" in library.notices[0]
    _of_another_version(index, -1)
    publish(root, index)
    assert first not in generations(index)
    assert second in generations(index)


def test_a_publisher_waits_until_a_file_changes(root, index, monkeypatch):
    monkeypatch.setattr("tui_reader.feed.shared.publication.LEAST_PAUSE", 0.01)
    with publisher(root, index) as library:
        library.sync.listen()
        for _ in range(3):
            publish_feed(library, index)
        write_post(root, "news/new.md", "新的")
        assert select.select(library.sync.descriptors, (), (), 10)[0]
        publication.wait_for_changes(library, 50.0)
        assert publish_feed(library, index)
