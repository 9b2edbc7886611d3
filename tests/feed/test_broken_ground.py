"""The disk, the home and the files misbehave: reading goes on, one clear line says what is wrong, marks stay whole."""

import os
import random
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.feeds import listed, open_feed, user, write_post, write_site
from tui_reader.feed.library import Library
from tui_reader.layout.options import Layout
from tui_reader.model.errors import ContentError

PROGRAM = (sys.executable, "-m", "tui_reader")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of three posts."""
    return write_site(tmp_path / "site")


@pytest.fixture
def library(site: Path, tmp_path: Path) -> Library:
    """The site opened and synchronised with its files."""
    return open_feed(site, user(tmp_path / "user"))


def _read(library: Library, path: str) -> str:
    page = library.pages.lay_out(path, Layout())
    return "\n".join(line.text for line in page.lines(0, page.height))


def _run(*arguments: str, env: dict[str, str], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, env=env, timeout=60, **options)


def _environment(home: Path | None) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **({"HOME": str(home)} if home else {})}


def test_a_cache_that_cannot_be_written_is_kept_in_memory(site: Path, tmp_path: Path) -> None:
    paths = user(tmp_path / "user")
    paths.cache.parent.mkdir()
    paths.cache.write_text("a file where the folder should be")
    library = open_feed(site, paths)
    assert len(listed(library)) == 3
    assert len(library.notices) == 1
    assert "\n" not in library.notices[0]


def test_a_cache_folder_that_goes_away_is_made_again(library: Library, site: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "user" / "cache")
    write_post(site, "news/new.md", "新的一篇", day=9)
    library.sync.run()
    assert listed(library)[0] == "news/new.md"
    assert "新的一篇" in _read(library, "news/new.md")


def test_an_index_overwritten_with_noise_is_made_again(site: Path, tmp_path: Path) -> None:
    paths = user(tmp_path / "user")
    open_feed(site, paths).close()
    for file in paths.cache.iterdir():
        file.write_bytes(os.urandom(50_000))
    assert len(listed(open_feed(site, paths))) == 3


@pytest.mark.faults
@pytest.mark.parametrize("at", range(10))
def test_noise_inside_the_index_empties_no_answer(tmp_path: Path, at: int) -> None:
    site, home = write_site(tmp_path / "large", 300), tmp_path / "home"
    environment = _environment(home)
    questions = (
        ("list", "--limit", "5"),
        ("search", "正文", "--limit", "5"),
        ("terms",),
        ("show", "news/p7.md", "--plain"),
    )
    wanted = [_run("-C", str(site), *question, env=environment).stdout for question in questions]
    (index,) = (home / ".cache/newsreader").glob("*.sqlite")
    data = bytearray(index.read_bytes())
    begin = len(data) * at // 10
    data[begin : begin + 200_000] = random.Random(at).randbytes(len(data[begin : begin + 200_000]))
    for question, answer in zip(questions, wanted, strict=True):
        index.write_bytes(data)
        done = _run("-C", str(site), *question, env=environment)
        assert (done.stdout, done.stderr, done.returncode) == (answer, "", 0), question


@pytest.mark.parametrize(
    "limit", [0, 250_000, *(pytest.param(n, marks=pytest.mark.faults) for n in (1, 10_000, 50_000, 1_000_000))]
)
def test_where_no_file_may_grow_the_feed_is_read_from_memory(tmp_path: Path, limit: int) -> None:
    site = write_site(tmp_path / "large", 300)

    def full_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = _run("-C", str(site), "list", "--limit", "3", env=_environment(tmp_path / "home"), preexec_fn=full_disk)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("篇") == 3
    assert len(done.stderr.splitlines()) == (limit < 1_000_000), done.stderr


@pytest.mark.parametrize("home", [None, Path("/nonexistent/home"), Path("/dev/null")])
def test_without_a_home_the_feed_is_read_all_the_same(site: Path, home: Path | None) -> None:
    done = _run("-C", str(site), "list", env=_environment(home))
    assert done.returncode == 0, done.stderr
    assert "第2篇" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_full_disk_loses_no_mark(site: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = _environment(home)
    assert _run("-C", str(site), "bookmarks", "add", "news/p0.md", env=environment).returncode == 0
    (journal,) = (home / ".config/newsreader/bookmarks").glob("*.jsonl")
    before = journal.read_bytes()
    limit = len(before) + 5

    def full_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = _run("-C", str(site), "bookmarks", "add", "news/p1.md", env=environment, preexec_fn=full_disk)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
    assert journal.read_bytes().startswith(before)
    assert _run("-C", str(site), "bookmarks", "add", "news/p2.md", env=environment).returncode == 0
    kept = _run("-C", str(site), "bookmarks", env=environment).stdout
    assert "第0篇" in kept
    assert "第2篇" in kept


@pytest.mark.parametrize(
    ("what", "listed_still"),
    [
        ("deleted", False),
        ("renamed", False),
        ("pipe", False),
        ("folder", False),
        ("loop", False),
        ("empty", True),
        ("noise", True),
    ],
)
def test_a_post_that_changes_into_something_else_is_told_of(
    library: Library, site: Path, what: str, listed_still: bool
) -> None:
    file = site / "content/news/p1.md"
    body = file.read_bytes()
    file.unlink()
    changes = {
        "deleted": lambda: None,
        "renamed": lambda: (file.parent / "other.md").write_bytes(body),
        "pipe": lambda: os.mkfifo(file),
        "folder": lambda: file.mkdir(),
        "loop": lambda: file.symlink_to(file.name),
        "empty": lambda: file.write_bytes(b""),
        "noise": lambda: file.write_bytes(bytes(range(256)) * 50),
    }
    changes[what]()
    begin = time.monotonic()
    if not listed_still:
        with pytest.raises(ContentError) as caught:
            library.pages.lay_out("news/p1.md", Layout())
        assert "p1.md" in str(caught.value)
    library.sync.run()
    assert ("news/p1.md" in listed(library)) is listed_still
    assert ("news/other.md" in listed(library)) is (what == "renamed")
    if listed_still:
        _read(library, "news/p1.md")
    assert time.monotonic() - begin < 20


def test_a_file_of_a_gigabyte_is_listed_with_its_problem_and_not_read(library: Library, site: Path) -> None:
    with (site / "content/news/huge.md").open("wb") as file:
        file.write(b'---\ntitle: "huge"\n---\n')
        file.truncate(1 << 30)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    library.sync.run()
    assert len(listed(library)) == 4
    assert library.posts.by_path("news/huge.md").problems
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_a_loop_of_folders_is_walked_once(library: Library, site: Path) -> None:
    (site / "content/news/again").symlink_to(site / "content/news", target_is_directory=True)
    (site / "content/up").symlink_to(site, target_is_directory=True)
    library.sync.run()
    assert len(listed(library)) <= 6


def test_the_feed_itself_may_vanish_and_come_back(library: Library, site: Path) -> None:
    library.marks.bookmark("news/p0.md", note="kept")
    away = site.rename(site.with_name("away"))
    changes = library.sync.run()
    assert [problem.field for _, problem in changes.troubles] == ["file"]
    assert [mark.note for mark in library.marks.bookmarks()] == ["kept"]
    away.rename(site)
    assert not library.sync.run().troubles
    assert len(listed(library)) == 3
