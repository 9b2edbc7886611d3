"""Sixty and more faults of disk and content, each made between two commands: reading goes on, a line tells."""

import contextlib
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from tests.feeds import write_site
from tests.figures import Figures

PROGRAM = (sys.executable, "-m", "tui_reader")
WHOLE = "news/p0.md"
"""The post that no fault touches."""
LINES = 3
"""Lines that tell of a fault at most: of the index, of the settings, of a mark."""
Fault = Callable[[Path, Path], None]
"""Does damage, given a home and a site."""


def _away(path: Path) -> Path:
    """The path, with nothing there any more."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _halve(path: Path) -> None:
    data = path.read_bytes() if path.is_file() else b"x" * 100
    _away(path).write_bytes(data[: len(data) // 2])


def _loop(path: Path) -> None:
    _away(path).symlink_to(path.name)


def _sparse(path: Path) -> None:
    with _away(path).open("wb") as file:
        file.truncate(1 << 30)


DAMAGE: Mapping[str, Callable[[Path], object]] = {
    "a pipe": lambda path: os.mkfifo(_away(path)),
    "a folder": lambda path: _away(path).mkdir(),
    "noise": lambda path: _away(path).write_bytes(os.urandom(50_000)),
    "a half": _halve,
    "empty": lambda path: _away(path).write_bytes(b""),
    "a loop of links": _loop,
    "a link to nothing": lambda path: _away(path).symlink_to("/nonexistent/file"),
    "a device": lambda path: _away(path).symlink_to("/dev/zero"),
    "a gigabyte": _sparse,
    "gone": _away,
}


def _index(ending: str) -> Callable[[Path, Path], Path]:
    def find(home: Path, site: Path) -> Path:
        (file,) = [path for path in (home / ".cache" / "newsreader").iterdir() if path.suffix == ".sqlite"]
        return file.with_name(file.name + ending)

    return find


def _journal(home: Path, site: Path) -> Path:
    (file,) = (home / ".config" / "newsreader" / "bookmarks").glob("*.jsonl")
    return file


def _in_home(name: str) -> Callable[[Path, Path], Path]:
    return lambda home, site: home / name


def _in_site(name: str) -> Callable[[Path, Path], Path]:
    return lambda home, site: site / name


PLACES: Mapping[str, tuple[Callable[[Path, Path], Path], tuple[str, ...]]] = {
    "the index": (_index(""), tuple(DAMAGE)),
    "its log": (_index("-wal"), ("a pipe", "a folder", "noise", "a loop of links", "a device")),
    "its map": (_index("-shm"), ("a pipe", "a folder", "noise", "a loop of links")),
    "the cache": (_in_home(".cache"), ("a pipe", "empty", "a loop of links", "a link to nothing", "a device", "gone")),
    "the state": (_in_home(".local"), ("a pipe", "empty", "a loop of links", "gone")),
    "a journal": (_journal, tuple(DAMAGE)),
    "the bookmarks": (_in_home(".config/newsreader/bookmarks"), ("a pipe", "empty", "a loop of links", "gone")),
    "the settings": (_in_home(".config/newsreader/config.toml"), tuple(DAMAGE)),
    "a post": (_in_site("content/news/p1.md"), tuple(DAMAGE)),
    "a section page": (_in_site("content/news/_index.md"), ("a pipe", "a folder", "noise", "a device", "a gigabyte")),
    "the site's configuration": (_in_site("hugo.toml"), ("a pipe", "a folder", "noise", "a half", "a gigabyte")),
}


def _damage(place: Callable[[Path, Path], Path], what: str, home: Path, site: Path) -> None:
    DAMAGE[what](place(home, site))


FAULTS: Mapping[str, Fault] = {
    f"{name} is {what}": partial(_damage, place, what) for name, (place, kinds) in PLACES.items() for what in kinds
}
SHORT = tuple(FAULTS)[::7]
"""Those that every run of the suite tries; the others are for `make faults`."""
OTHERS = [pytest.param(name, marks=pytest.mark.faults) for name in FAULTS if name not in SHORT]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site")


@pytest.fixture
def environment(own_folders: Path, site: Path) -> dict[str, str]:
    """A home in which the feed was read and a post bookmarked."""
    found = {**os.environ, "HOME": str(own_folders), "LANG": "C.UTF-8", "NEWSREADER_CONTENT": str(site)}
    assert _run(found, "bookmarks", "add", "news/p2.md").returncode == 0
    return found


def _run(environment: dict[str, str], *arguments: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def bound() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [*PROGRAM, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        stdin=subprocess.DEVNULL,
        preexec_fn=bound,
    )


def _reads_on(environment: dict[str, str], limit: int | None = None) -> None:
    """AssertionError where a command fails on the post that is whole, or tells in more than a few lines."""
    for command in (("list",), ("show", WHOLE), ("search", "正文"), ("sync",), ("list",)):
        done = _run(environment, *command, limit=limit)
        told = f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.returncode == 0, told
        assert command == ("sync",) or "正文" in done.stdout or WHOLE in done.stdout, told
        assert len(done.stderr.splitlines()) <= LINES, told
        assert "went wrong" not in told, told
        assert "Traceback" not in told, told


@pytest.mark.parametrize("fault", [*SHORT, *OTHERS])
def test_commands_read_on(environment: dict[str, str], site: Path, figures: Figures, fault: str) -> None:
    FAULTS[fault](Path(environment["HOME"]), site)
    _reads_on(environment)
    added = _run(environment, "bookmarks", "add", WHOLE)
    kept = WHOLE in _run(environment, "bookmarks").stdout
    assert kept == (added.returncode == 0), added.stderr
    assert kept or len(added.stderr.splitlines()) in range(1, LINES + 1), added.stderr
    assert "went wrong" not in added.stderr
    figures.add(
        "N2, N3", {"faults": 1, "of them reading goes on": 1, "marks kept": kept, "refused in a line": not kept}
    )


@pytest.mark.parametrize("limit", [0, 5000, pytest.param(100_000, marks=pytest.mark.faults)])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_full_disk_in_the_middle_of_a_look_at_the_files(
    environment: dict[str, str], site: Path, figures: Figures, limit: int, is_new: bool
) -> None:
    if is_new:
        shutil.rmtree(Path(environment["HOME"]) / ".cache")
    for number in range(300):
        (site / "content" / "news" / f"more{number}.md").write_text(f"---\ntitle: more {number}\n---\n正文", "utf-8")
    for _ in range(2):
        _reads_on(environment, limit)
    _reads_on(environment)
    figures.add("N2, N3", {"faults": 1, "of them reading goes on": 1})


@pytest.fixture
def small_disk(environment: dict[str, str]) -> Iterator[Path]:
    """The home on a disk of 600 KB of its own, with the user's files on it."""
    home = Path(environment["HOME"])
    aside = home.with_name("aside")
    home.rename(aside)
    home.mkdir()
    if os.getuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can make a disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "none", home], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no disk can be made here")
    try:
        shutil.copytree(aside, home, dirs_exist_ok=True)
        yield home
    finally:
        subprocess.run(["umount", "--lazy", home], check=True)


def _fill(disk: Path) -> Path:
    """Write until nothing more can be written; the file that takes the room."""
    file = disk / "much"
    with file.open("wb", buffering=0) as much, contextlib.suppress(OSError):
        while much.write(b"x" * 4096):
            pass
    return file


@pytest.mark.faults
@pytest.mark.parametrize("kept", ["all", "no cache", "nothing"])
def test_a_small_disk_that_is_full(environment: dict[str, str], small_disk: Path, figures: Figures, kept: str) -> None:
    """With the index and a mark on it, with the mark alone, with nothing: a mark longer than the rest of a block is
    refused in one line and leaves nothing behind that the next one suffers from.
    """
    for name in {"all": (), "no cache": (".cache",), "nothing": (".cache", ".config", ".local")}[kept]:
        shutil.rmtree(small_disk / name, ignore_errors=True)
    much = _fill(small_disk)
    _reads_on(environment)
    refused = _run(environment, "bookmarks", "add", WHOLE, "--note", "长" * 3000)
    assert refused.returncode != 0
    assert [line for line in refused.stderr.splitlines() if "The mark was not saved: the disk is full" in line]
    assert len(refused.stderr.splitlines()) <= LINES
    assert WHOLE not in _run(environment, "bookmarks").stdout
    much.unlink()
    assert _run(environment, "bookmarks", "add", WHOLE, "--note", "长" * 3000).returncode == 0
    marked = _run(environment, "bookmarks")
    assert WHOLE in marked.stdout
    assert ("news/p2.md" in marked.stdout) == (kept != "nothing")
    assert marked.stderr == ""
    figures.add("N2, N3", {"faults": 1, "of them reading goes on": 1, "refused in a line": 1, "marks kept": 1})
