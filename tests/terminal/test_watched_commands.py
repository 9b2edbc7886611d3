"""Every command that may only read, and the screen, run by a second user and watched from outside: no file is opened
but those of the feed, of the installation and of the user's own folders, no program started, no connection made.

The suite runs some of them; `make faults` runs all, and answers what each key asks for.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.terminal.pty_session import NO_MARGINS, PtySession
from tests.terminal.restricted_login import check, prepare, variables
from tests.terminal.second_user import SecondUser, deeds_of, run_watched, watched_by
from tests.terminal.tempting_feed import SECRET
from tui_reader.cli.registry import load_commands
from tui_reader.linear.line_table import BY_NAME
from tui_reader.ui.commands.command_table import COMMANDS as TYPED

WRITES = "No file may be written in restricted mode"
NO_POST = "No post is called"
SELDOM = pytest.mark.faults
OFTEN: Sequence[tuple[str, str]] = (
    ("complete -- -C {ground} show t", "two.md"),
    ("export 首篇 --format html", "<title>"),
    ("publish --to {home}/proof {ground}", WRITES),
)
"""Words of a command line, and what is printed; those that are tried with every change."""
OTHERS: Sequence[tuple[str, str]] = (
    ("list", "首篇"),
    ("list --debug --query (", "missing here"),
    ("complete -- open {ground}/", ":files"),
    ("complete -- -C {ground} list --lang ", ":words"),
    ("complete -- -C {ground} terms ta", ":words"),
    ("complete -- -C {ground} bookmarks remove t", ":words"),
    ("complete -- open --theme m", "moss"),
    ("complete -- show ../", ":words"),
    ("complete --line newsreader", "export"),
    ("digest", ""),
    ("digest --since 9999d", "Two"),
    ("digest --since 9999d --format markdown", "Two"),
    ("digest --since 9999d --format html", "首篇"),
    ("export 首篇", "第一行"),
    ("export 首篇 --format markdown", "第一行"),
    ("export --query date:2022 --format epub", "mimetype"),
    ("export 首篇 -o {home}/proof.html", WRITES),
    ("export 首篇 -o {home}/.config/newsreader/proof.epub", WRITES),
    ("export {ground}/secret.md", NO_POST),
    ("export ../../secret", NO_POST),
    ("man", ".TH"),
    ("completion bash", "complete"),
    ("completion zsh", "#compdef"),
    ("completion fish", "complete"),
    ("settings", "restricted"),
    ("settings --json", '"restricted"'),
    ("settings --init", WRITES),
    ("settings editor {ground}/tool", WRITES),
    ("settings --unset theme", WRITES),
    ("new Title --edit", WRITES),
    ("new ../../proof", WRITES),
    ("publish --to {ground}/elsewhere", WRITES),
    ("paths", "bookmarks"),
    ("paths --json", '"bookmarks"'),
    ("check", "linked.md"),
    ("check --fix-hint", "linked.md"),
    ("sync --json", '"added"'),
    ("terms", "archive"),
    ("search 第一", "Two"),
    ("show 首篇", "第一行"),
    ("show linked.md", NO_POST),
    ("show folder/secret.md", NO_POST),
    ("bookmarks add two.md", "two.md"),
    ("bookmarks note two.md {ground}/secret.md", ""),
    ("bookmarks list", "Two"),
    ("bookmarks export --format html", "Two"),
    ("bookmarks export --format markdown", "Two"),
    ("bookmarks import {ground}/secret.md", "No file may be read in restricted mode"),
    ("bookmarks import -", "no bookmarks"),
    ("bookmarks remove two.md", ""),
    ("open --theme {ground}/mine.toml", "首篇"),
)
WAYS = ("{ground}/secret.md", "", "/etc/passwd", "{home}/proof", "editor x", "1")
"""What is said behind a command of linear mode."""
KEYS = [*(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "qQ"), *(chr(code) for code in range(1, 0x1B))]
"""Keys that may ask something; Escape and what leaves are not among them."""
ANSWERS = ("{ground}/secret.md\r", "{home}/proof\r", "\x0e\r\r", "\r\x0e\r")
"""What is answered to whatever a key opens: a file that is there, one that would be made, a choice."""


@pytest.fixture(scope="module")
def env(ground: Path, program: Path, user: SecondUser, tempting_feed: Path) -> Mapping[str, str]:
    """Variables that ask for all that is forbidden, in English, for a user whose index is there."""
    prepare(user, ground)
    given = {**variables(ground, user.home), "HOME": str(user.home), "LANG": "en_US.UTF-8", "TERM": "xterm-256color"}
    run_watched([str(program), "--restricted", "-C", str(tempting_feed), "sync"], user, given, ground / "trace")
    return given


@pytest.mark.parametrize(
    ("words", "printed"), [*OFTEN, *(pytest.param(*one, marks=SELDOM) for one in OTHERS)], ids=lambda one: one[:40]
)
def test_no_command_does_anything_else(
    ground, program, user, tempting_feed, tmp_path, env, figures, words: str, printed: str
) -> None:
    given = [word.format(ground=ground, home=user.home) for word in words.split(" ")]
    argv = [str(program), "--restricted", "-C", str(tempting_feed), *given]
    done, deeds = run_watched(argv, user, env, tmp_path / "trace")
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert printed in said
    assert SECRET not in said
    assert "went wrong" not in said
    expect_nothing_else(deeds, user, tempting_feed, program, ground)
    figures.add("N7", {"commands": 1, "calls of the system": len(deeds)})


def expect_nothing_else(deeds, user, feed: Path, program: Path, ground: Path) -> None:
    check(deeds, user, feed, program)
    assert not list(user.home.glob("proof*"))
    assert not list((ground / "elsewhere").iterdir())


def test_every_command_is_tried() -> None:
    assert {words.split()[0] for words, _ in (*OFTEN, *OTHERS)} >= load_commands().keys()


@pytest.mark.parametrize("ways", [WAYS[:1], pytest.param(WAYS, marks=SELDOM)], ids=["short", "full"])
def test_nothing_else_is_done_line_by_line(
    ground, program, user, tempting_feed, tmp_path, env, figures, ways: Sequence[str]
) -> None:
    """Every command, in a post, with what would lead out of the feed behind it; every link."""
    said = [way.format(ground=ground, home=user.home) for way in ways]
    lines = [line for name in BY_NAME if name != "quit" for way in said for line in ("post 首篇", f"{name} {way}")]
    lines = [*lines, "post 首篇", "links", *"0123456789"]
    argv = [str(program), "--restricted", "-C", str(tempting_feed), "open", "--linear"]
    done, deeds = run_watched(argv, user, env, tmp_path / "trace", "\n".join(lines).encode())
    assert done.returncode == 0, done.stderr
    printed = done.stdout.decode()
    assert "No editor in restricted mode" in printed
    assert SECRET not in printed
    expect_nothing_else(deeds, user, tempting_feed, program, ground)
    figures.add("N7", {"lines of linear mode": len(lines), "calls of the system": len(deeds)})


@SELDOM
@pytest.mark.parametrize("answer", ANSWERS)
def test_nothing_else_is_done_by_what_keys_ask_for(
    ground, program, user, tempting_feed, tmp_path, env, figures, answer: str
) -> None:
    """Each key in the list and in a post, each command of the command line; what opens is answered and left."""
    said = answer.format(ground=ground, home=user.home)
    argv = [str(program), "--restricted", "-C", str(tempting_feed), "open"]
    trace = tmp_path / "trace"
    tried = [*KEYS, *(f":{command.name} " for command in TYPED)]
    count = 2 * len(tried)
    for place in ("\x1b\x1b\x1b\x1b", "\x1b\x1b\x1b\x1bgg\r"):
        left = list(tried)
        while left:
            shown = b"".join(pressed(watched_by(argv, user, trace), env, place, left, said))
            assert SECRET.encode() not in shown
            expect_nothing_else(deeds_of(trace), user, tempting_feed, program, ground)
    figures.add("N7", {"keys answered": count, "escapes": 0})


def pressed(argv: Sequence[str], env: Mapping[str, str], place: str, keys: list[str], answer: str) -> Iterator[bytes]:
    """Press keys until one ends the session, each at its place and answered; what was shown."""
    with PtySession(argv, env=env, answers=NO_MARGINS) as session, contextlib.suppress(OSError):
        session.wait_for("首篇")
        while keys and not session.ended_within(0):
            session.send(place)
            session.settle(0.02, 0.3)
            session.send(keys.pop(0))
            session.settle(0.02, 0.3)
            session.send(answer)
            session.settle(0.02, 0.3)
        session.send("\x1b\x1bQ")
        session.ended_within()
        yield bytes(session.raw)
