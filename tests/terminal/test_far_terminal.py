"""A terminal at the far end of a slow line: whatever was on its way when the reader left never reaches the prompt."""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from shlex import join, quote

import pytest

from tests.terminal.mode_log import ModeLog
from tests.terminal.pty_session import XTERM, PtySession

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
# The reader with the time it needs on a busy machine to end after a signal.
import sys
from tui_reader.cli.main import main
from tui_reader.ui.session import shutdown

shutdown.PATIENCE = 30.0
sys.argv = ["newsreader", *sys.argv[1:]]
sys.exit(main(sys.argv[1:]))
"""
READER = (sys.executable, "-c", PROGRAM)
ROUND_TRIP = 0.4
"""Seconds from what the program sends to what the terminal sends because of it."""
MOUSE_OFF = b"\x1b[?1002l"
LATE = b"\x1b[<0;10;10M\x1b[<0;10;10m\x1b[<65;10;10M\x1b[I\x1b[106;;106u\x1b[200~pasted\x1b[201~"
"""A click, the wheel, the focus, a key and a paste, as the terminal sends them while the modes are on."""


class FarTerminal(PtySession):
    """What it sends arrives after a round trip, in order; a person still uses it while the word that the modes are off
    travels.
    """

    def __init__(self, argv: list[str], home: Path, answers: dict[bytes, bytes]) -> None:
        self._on_the_way: SimpleQueue[tuple[float, bytes] | None] = SimpleQueue()
        self._used = 0
        given = {"HOME": str(home), "PYTHONPATH": str(ROOT), "SSH_CONNECTION": "1 2 3 4"}
        super().__init__(argv, (120, 30), given, answers)
        self._carrier = threading.Thread(target=self._carry)
        self._carrier.start()

    def close(self) -> None:
        self.answers = None
        self._on_the_way.put(None)
        self._carrier.join()
        super().close()

    def _read(self) -> bytes:
        data = super()._read()
        self._use()
        return data

    def _answer(self, data: bytes) -> None:
        self._use()
        self._on_the_way.put((time.monotonic() + ROUND_TRIP, data))

    def _use(self) -> None:
        """Click and type once the mouse is off: before any answer to what was sent after that."""
        if self.answers is not None and self.raw.count(MOUSE_OFF) > self._used:
            self._used += 1
            self._on_the_way.put((time.monotonic() + ROUND_TRIP, LATE))

    def _carry(self) -> None:
        while piece := self._on_the_way.get():
            time.sleep(max(0.0, piece[0] - time.monotonic()))
            with contextlib.suppress(OSError):
                os.write(self.fd, piece[1])


def leave(*keys: str) -> Callable[[FarTerminal, Path], None]:
    def press(session: FarTerminal, _home: Path) -> None:
        session.wait_for("Text of 3")
        for key in keys:
            session.send(key)

    return press


def tell(session: FarTerminal, home: Path) -> None:
    session.wait_for("Text of 3")
    os.kill(int((home / "pid").read_text()), signal.SIGTERM)


WAYS: dict[str, tuple[tuple[str, ...], Callable[[FarTerminal, Path], None]]] = {
    "quit": ((), leave("Q")),
    "SIGTERM": ((), tell),
    "quit before the first answer": ((), lambda session, home: session.send("Q")),
    "a query that cannot be read": (("-q", "date:nonsense"), lambda session, home: None),
    "no such theme": (("--theme", "nosuch"), lambda session, home: None),
    "no such folder": (("nosuch",), lambda session, home: None),
}
"""Way out → further arguments, and what is done once the reader was started."""


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    content = tmp_path / "feed" / "content"
    content.mkdir(parents=True)
    for number in range(1, 4):
        header = f"---\ntitle: Post {number}\ndate: 2022-07-0{number}\n---\n"
        (content / f"{number}.md").write_text(f"{header}\nText of {number}.\n", encoding="utf-8")
    return content


@pytest.mark.parametrize("way", WAYS)
def test_nothing_on_its_way_reaches_the_prompt(own_folders: Path, feed: Path, way: str) -> None:
    arguments, go = WAYS[way]
    reader = join([*READER, "open", *arguments, *([] if "nosuch" in arguments else [str(feed)])])
    typed = own_folders / "typed"
    program = (
        f"(echo $BASHPID > {quote(str(own_folders / 'pid'))}; exec {reader}); stty raw -echo; echo prompt; "
        f"exec cat > {quote(str(typed))}"
    )
    with FarTerminal(["bash", "-c", program], own_folders, dict(XTERM)) as session:
        go(session, own_folders)
        session.settle(0.1, 30, lambda session: b"prompt" in session.raw)
        assert b"prompt" in session.raw
        assert ModeLog(bytes(session.raw)).left == set()
        session.settle(ROUND_TRIP + 0.2, 5)
        session.send("!")
        session.settle(0.05, 30, lambda session: typed.exists() and b"!" in typed.read_bytes())
        assert typed.read_bytes() == b"!"
        assert b"^[" not in bytes(session.raw), "an answer was printed"
