"""Keys and bytes at random, in bursts and without waiting for each, never end the reader.

A failure names its seed and the shortest run of bursts that was found to end it. `make faults` presses 10,000 keys and
sends 100 KB on five feeds; `RANDOM_SEED` in the environment chooses other ones.
"""

import os
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.feeds import write_post, write_site
from tests.figures import Figures
from tests.hostile.attacks import write_feed
from tests.terminal.pty_session import KEYS, PtySession
from tui_reader.config.paths import sample_content

SEED = int(os.environ.get("RANDOM_SEED", "1"))
LONG = 20_000
"""Bytes for each feed in `make faults`; keys are a tenth."""
SHORT = 1_500
LETTERS = "abcdfghijklmnoprstuvwxyzABCDEGHIJKLMNOPRSTUVWXYZ0123456789/?:;|!<>[]{}+-=.,'\"~^$#@&*()_\\ 山西"
"""Keys of one character, but for those that quit or start another program."""
PIECES = (
    *(b"\x1b", b"\x1b[", b"\x1b[<", b"\x1b[<0;", b"\x1b[<0;5;5M", b"\x1b[<0;5;5m", b"\x1b[<64;9;9M", b"\x1b[<35;70;3M"),
    *(b"\x1b[<2;9999;9999M", b"\x1b[200~", b"\x1b[201~", b"\x1b[200~a\x1b[Bb", b"\x1b[M !!", b"\x1b[A", b"\x1b[1;5B"),
    *(
        b"\x1bO",
        b"\x1bOP",
        b"\x1b[97u",
        b"\x1b[97;5u",
        b"\x1b[99999999u",
        b"\x1b[?",
        b"\x1b[?997;1n",
        b"\x1b[?2026;2$y",
    ),
    *(
        b"\x1b]11;rgb:",
        b"\x1b]11;rgb:0/0/0\x07",
        b"\x1bP>|",
        b"\x1bP>|x\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x9b",
        b"\x90",
    ),
    *(
        "山".encode()[:1],
        "山".encode()[1:],
        "山西".encode()[:4],
        b"\xf0\x9f",
        b"\xff\xfe",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
    ),
    *(b"\x00", b"\r", b"\n", b"\t", b"\x7f", b"\x08", b"\x0c", b"\x1b\x1b", b"\x1b[I", b"\x1b[O", b"\x1b[8;1;1t"),
)
QUITTING = bytes((*b"qQeF", 0x03, 0x04, 0x11, 0x1A, 0x1C))
"""Bytes that quit, stop, or start another program: what is sent at random holds none of them."""
Burst = bytes


def bursts_of_keys(chosen: random.Random, count: int) -> list[Burst]:
    """Keys as they are typed, one to thirty at once."""
    named = [data for name, data in KEYS.items() if name not in ("ctrl+c", "ctrl+z")]
    keys = [chosen.choice(named) if chosen.random() < 0.4 else chosen.choice(LETTERS).encode() for _ in range(count)]
    return _parted(chosen, keys, 30)


def bursts_of_bytes(chosen: random.Random, count: int) -> list[Burst]:
    """Bytes of every kind, pieces of sequences among them."""
    found: list[bytes] = []
    length = 0
    while length < count:
        noise = bytes(byte for byte in chosen.randbytes(chosen.randint(1, 8)) if byte not in QUITTING)
        found.append(chosen.choice(PIECES) if chosen.random() < 0.6 else noise)
        length += len(found[-1])
    return _parted(chosen, found, 40)


def _parted(chosen: random.Random, pieces: Sequence[bytes], most: int) -> list[Burst]:
    found, at = [], 0
    while at < len(pieces):
        size = chosen.randint(1, most)
        found.append(b"".join(pieces[at : at + size]))
        at += size
    return found


def _sample(folder: Path) -> Path:
    return sample_content()


def _small(folder: Path) -> Path:
    return write_site(folder)


def _large(folder: Path) -> Path:
    write_site(folder, 30)
    write_post(
        folder, "news/long.md", "长文", 30, "\n\n".join(f"## 第{n}节\n\n{'正文在这里。' * 40}" for n in range(300))
    )
    return folder


def _hostile(folder: Path) -> Path:
    write_feed(folder)
    return folder


def _lone(folder: Path) -> Path:
    return write_site(folder, 1) / "content" / "news" / "p0.md"


FEEDS: tuple[Callable[[Path], Path], ...] = (_sample, _small, _large, _hostile, _lone)


def fault(bursts: Sequence[Burst], feed: Path) -> str:
    """What the screen says where the reader failed on these bursts; empty where it goes on, or was quit."""
    environment = {"EDITOR": "true", "BROWSER": "true", "NEWSREADER_CONTENT": str(feed)}
    with PtySession([sys.executable, "-m", "tui_reader"], (100, 30), environment) as session:
        for burst in bursts:
            if session.ended_within(0.0):
                break
            session.send(burst)
            session.settle(0.02, 0.2)
        session.settle(1.0, 60.0)
        ended = session.ended_within(0.0)
        said = session.text()
        failed = (ended and session.exit_status != 0) or "went wrong" in said or "Traceback" in said
    return f"ended with {session.exit_status}:\n{said}" if failed else ""


def shortest(bursts: list[Burst], feed: Path, tries: int = 60) -> list[Burst]:
    """Fewer bursts that make the reader fail as well, found by leaving out ever smaller parts."""
    size = len(bursts) // 2
    while size and tries:
        at = 0
        while at < len(bursts) and tries:
            fewer = bursts[:at] + bursts[at + size :]
            tries -= 1
            if fewer and fault(fewer, feed):
                bursts = fewer
            else:
                at += size
        size //= 2
    return bursts


def check(bursts: list[Burst], feed: Path, seed: int, figures: Figures) -> None:
    said = fault(bursts, feed)
    figures.add("N8", {"bursts": len(bursts), "bytes": sum(map(len, bursts)), "ends": bool(said)})
    assert not said, f"seed {seed}; {shortest(bursts, feed)!r} {said}"


MAKERS = pytest.mark.parametrize(("make", "share"), [(bursts_of_keys, 10), (bursts_of_bytes, 1)], ids=["keys", "bytes"])


@MAKERS
def test_bursts_end_no_reader(tmp_path: Path, figures: Figures, make, share: int) -> None:
    check(make(random.Random(SEED), SHORT // share), _small(tmp_path), SEED, figures)


@pytest.mark.faults
@MAKERS
@pytest.mark.parametrize("feed", FEEDS)
def test_long_bursts_end_no_reader(tmp_path: Path, figures: Figures, make, share: int, feed) -> None:
    place = feed(tmp_path)
    for part in range(10):
        seed = SEED * 1000 + part
        check(make(random.Random(seed), LONG // share // 10), place, seed, figures)


def test_a_run_that_fails_is_shrunk(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(
        sys.modules[__name__], "fault", lambda bursts, feed: "x" if b"b" in bursts and b"d" in bursts else ""
    )
    assert shortest([b"a", b"b", b"c", b"d", b"e", b"f"], tmp_path) == [b"b", b"d"]
