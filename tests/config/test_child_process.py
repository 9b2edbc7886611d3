"""Programs are started in one place, which checks what it is given and gives back the user's environment."""

import ast
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.config import child_process
from tui_reader.config.child_process import (
    Command,
    Limits,
    change_own_variable,
    find_command,
    read_command,
    read_output,
    run_heard,
    run_in_foreground,
    start_detached,
    start_worker,
    worker_for,
)
from tui_reader.model.errors import ProgramError

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tui_reader"
MODULES = {"subprocess", "webbrowser", "multiprocessing", "pty", "_posixsubprocess", "pexpect"}
"""Modules that start programs."""
CALLS = (
    "os.exec", "os.spawn", "os.posix_spawn", "os.system", "os.popen", "os.fork", "os.startfile", "asyncio.create_subprocess",
)  # fmt: skip
"""How the calls begin that do so."""
NAMES = {
    "ProcessPoolExecutor",
    "create_subprocess_exec",
    "create_subprocess_shell",
    "subprocess_exec",
    "subprocess_shell",
}


def starts_a_program(source: str) -> Iterator[int]:
    """Lines of a module that can start a program."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name.partition(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            top = (node.module or "").partition(".")[0]
            names = [top, *(f"{top}.{alias.name}" for alias in node.names), *(alias.name for alias in node.names)]
        elif isinstance(node, ast.Attribute):
            names = [ast.unparse(node), node.attr]
        if any(name in MODULES or name in NAMES or name.startswith(CALLS) for name in names):
            yield node.lineno


def test_no_other_module_starts_a_program() -> None:
    found = {
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in PACKAGE.rglob("*.py")
        for line in starts_a_program(file.read_text("utf-8"))
        if file != PACKAGE / "config" / "child_process.py"
    }
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "import subprocess",
        "from subprocess import run",
        "def f():\n    import webbrowser",
        "from multiprocessing.pool import Pool",
        "import os\nos.execvp('vi', ['vi'])",
        "from os import posix_spawnp",
        "import os\nos.system('x')",
        "import asyncio\nasyncio.create_subprocess_exec('x')",
        "from concurrent.futures import ProcessPoolExecutor",
        "loop.subprocess_exec(None)",
    ],
)
def test_a_planted_start_is_seen(source: str) -> None:
    assert list(starts_a_program(source))


def make_program(file: Path, script: str = "exit 0", mode: int = 0o755) -> Path:
    """A shell script."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(mode)
    return file


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nosuch-program", "There is no program `nosuch-program` — hint"),
        ("/nosuch/program -x", "There is no program `/nosuch/program` — hint"),
        ("", "The command names no program — hint"),
        (" \t", "The command names no program — hint"),
        ('""', "The command names no program — hint"),
        ("'  ' file", "The command names no program — hint"),
        ('vi "x', 'The command `vi "x` ends inside quotation marks or after a backslash — hint'),
        ("vi \\", "The command `vi \\` ends inside quotation marks or after a backslash — hint"),
        ("sh a\0b", "The command holds a NUL character — hint"),
        ("{folder}", "{folder} is a folder, not a program — hint"),
        ("{plain}", "{plain} may not be run: it is not executable — hint"),
    ],
)
def test_what_is_no_command_is_said_in_a_line(tmp_path: Path, text: str, message: str) -> None:
    places = {"{folder}": str(tmp_path), "{plain}": str(make_program(tmp_path / "plain", mode=0o644))}
    for name, place in places.items():
        text, message = text.replace(name, place), message.replace(name, place)
    with pytest.raises(ProgramError) as error:
        read_command(text, "hint")
    assert str(error.value) == message


def test_words_in_quotes_are_one_argument_and_nothing_is_expanded(tmp_path: Path) -> None:
    program = make_program(tmp_path / "my editor" / "edit it", 'printf "%s|" "$@"')
    command = read_command(f"'{program}' -n --title 'two words' '$HOME' \"*\"").with_arguments("-; a file.md")
    assert read_output(command, 10) == b"-n|--title|two words|$HOME|*|-; a file.md|"


def test_a_file_is_never_the_program() -> None:
    """Without a command there is nothing a file could be appended to."""
    with pytest.raises(ProgramError):
        find_command(())
    for program in ("", "post.md", "./post.md"):
        with pytest.raises(ValueError, match="find_command"):
            Command(program)


def test_a_program_found_beside_the_reader_keeps_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative entry of PATH means the folder the reader is in, not the one the program is started in."""
    make_program(tmp_path / "bin" / "tell", "pwd")
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"bin:{os.environ['PATH']}")
    assert read_output(find_command(("tell",)), 10, folder=tmp_path / "other").decode().strip() == str(
        tmp_path / "other"
    )


def test_a_link_keeps_its_own_name(tmp_path: Path) -> None:
    """Programs such as busybox do what the name they are called by says."""
    program = make_program(tmp_path / "many", 'basename "$0"')
    (tmp_path / "one").symlink_to(program)
    assert read_output(find_command((str(tmp_path / "one"),)), 10) == b"one\n"


@pytest.mark.parametrize(
    ("script", "message"),
    [("exit 3", "{program} ended with code 3"), ("kill -KILL $$", "{program} was ended by SIGKILL")],
)
@pytest.mark.parametrize("start", [run_in_foreground, start_detached, lambda command: read_output(command, 10)])
def test_a_bad_end_is_said_in_a_line(tmp_path: Path, start, script: str, message: str) -> None:
    program = make_program(tmp_path / "program", script)
    with pytest.raises(ProgramError) as error:
        start(find_command((str(program),)))
    assert str(error.value) == message.replace("{program}", str(program))


@pytest.mark.parametrize(
    "start",
    [
        run_in_foreground,
        start_detached,
        lambda command: read_output(command, 10),
        start_worker,
    ],
)
def test_what_cannot_be_started_is_said_in_a_line(tmp_path: Path, start) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"\x00\x01 no format that a system knows")
    program.chmod(0o755)
    with pytest.raises(ProgramError, match="cannot be started: Exec format error"):
        start(find_command((str(program),)))
    program.unlink()
    with pytest.raises(ProgramError, match="cannot be started: No such file"):
        start(Command(str(program)))


def test_no_answer_in_time_is_said_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="does not answer"):
        read_output(find_command(("sleep", "60")), 0.01)


def test_a_detached_program_is_left_running(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "go")
    program = make_program(tmp_path / "program", f'read line < {tmp_path / "go"}; echo "$line" > {tmp_path / "went"}')
    start_detached(find_command((str(program),)))
    assert not (tmp_path / "went").exists()
    (tmp_path / "go").write_text("well\n", "utf-8")
    thread = next((one for one in threading.enumerate() if one.name == "detached"), None)
    if thread:
        thread.join(30)
    assert (tmp_path / "went").read_text("utf-8") == "well\n"


def told(name: str) -> str:
    """What a child sees of a variable: `set:value`, or `unset`."""
    return read_output(find_command(("sh", "-c", f'echo "${{{name}+set:}}${{{name}-unset}}"')), 10).decode().strip()


@pytest.mark.parametrize("before", [None, "users", ""])
@pytest.mark.parametrize("after", [("ours",), ("ours", "again"), (None,), (None, "ours")])
def test_a_child_sees_the_users_variables(monkeypatch: pytest.MonkeyPatch, before: str | None, after) -> None:
    monkeypatch.setattr(child_process, "_own_variables", {})
    monkeypatch.setenv("READER_TEST", before or "")
    if before is None:
        monkeypatch.delenv("READER_TEST")
    for value in after:
        change_own_variable("READER_TEST", value)
    assert os.environ.get("READER_TEST") == after[-1]
    assert told("READER_TEST") == ("unset" if before is None else f"set:{before}")


PRINT = "from tui_reader.config.child_process import *; import os; print(os.environ.get('LC_CTYPE'), user_environment().get('LC_CTYPE'))"


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux tells what a process was started with")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "C.UTF-8 None"),
        ({"LC_CTYPE": "C"}, "C.UTF-8 C"),
        ({"LC_CTYPE": "C.UTF-8"}, "C.UTF-8 C.UTF-8"),
        ({"LC_ALL": "C.UTF-8"}, "None None"),
    ],
)
def test_a_child_sees_the_users_locale(given: dict[str, str], expected: str) -> None:
    """Python writes `LC_CTYPE` itself where the locale is C (PEP 538)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    argv = [sys.executable, "-c", PRINT]
    done = subprocess.run(argv, env={**kept, **given}, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == expected


def test_the_reader_changes_its_environment_in_one_way_only() -> None:
    """`os.environ` is written by `change_own_variable`, else a child would see what the user never set.

    Where it is restricted there is no child. What zoneinfo is told is there only while that is loaded.
    """
    written = []
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            stored = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del)
            changed = isinstance(node, ast.Attribute) and node.attr in (
                "pop",
                "update",
                "setdefault",
                "clear",
                "putenv",
                "unsetenv",
            )
            if (stored or changed) and ast.unparse(node.value) in ("os.environ", "environ", "os"):
                written.append(file.relative_to(PACKAGE).as_posix())
    assert set(written) == {"config/child_process.py", "config/user_files.py", "store/site/config_sections.py"}


def test_ctrl_c_is_for_the_program_in_the_foreground(tmp_path: Path) -> None:
    """The terminal sends SIGINT to both; the program dies of it, the reader does not, and hears it again afterwards."""
    program = make_program(tmp_path / "program", "kill -INT $PPID; kill -QUIT $PPID; kill -INT $$; exit 0")
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGQUIT)
    with pytest.raises(ProgramError, match="was ended by SIGINT"):
        run_in_foreground(find_command((str(program),)))
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGQUIT)) == before


def test_a_child_ignores_no_signal_that_the_user_did_not() -> None:
    """Python ignores SIGPIPE and SIGXFSZ for itself."""
    if not Path("/proc/self/status").exists():
        pytest.skip("only Linux tells what a process ignores")
    lines = read_output(find_command(("grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status")), 10).decode().split()
    assert not int(lines[1], 16)
    assert not int(lines[3], 16) & (1 << (signal.SIGPIPE - 1) | 1 << (signal.SIGXFSZ - 1))


def test_a_worker_is_asked_and_answers(tmp_path: Path) -> None:
    program = make_program(tmp_path / "program", 'read line; echo "$line two"')
    worker = start_worker(find_command((str(program),)))
    assert worker.communicate(b"one\n", timeout=30)[0] == b"one two\n"


LINGERS = "sleep 60 & echo $! > pid; echo begun >&2; wait"
"""A program whose own child holds its output open."""


def _is_gone(folder: Path) -> bool:
    """Whether the child of `LINGERS` ends soon."""
    file = Path(f"/proc/{(folder / 'pid').read_text().strip()}/stat")
    for _ in range(500):
        try:
            if file.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize(
    "give_up",
    [
        lambda command, folder: read_output(command, 0.2, folder=folder),
        lambda command, folder: run_heard(command, Limits(0.2, 10, 1 << 20), os.environ, folder, bytes),
        lambda command, folder: run_heard(command, Limits(10, 0.2, 1 << 20), os.environ, folder, bytes),
    ],
)
def test_a_program_that_is_given_up_is_ended_with_all_that_it_started(tmp_path, give_up):
    with pytest.raises(ProgramError, match="does not answer"):
        give_up(find_command(("sh", "-c", LINGERS)), tmp_path)
    assert _is_gone(tmp_path)


def test_a_worker_is_ended_with_all_that_it_started_when_its_time_is_over(tmp_path):
    with worker_for(find_command(("sh", "-c", LINGERS)), 0.2, os.environ, tmp_path) as worker:
        assert worker.stdout.read() == b""
        assert _is_gone(tmp_path)


SIGNALLED = """
import os, sys
from pathlib import Path
from tui_reader.config.child_process import Limits, find_command, read_output, run_heard, worker_for
command, folder = find_command(("sh", "-c", sys.argv[2])), Path(sys.argv[3])
if sys.argv[1] == "heard":
    run_heard(command, Limits(60, 60, 1 << 20), os.environ, folder, bytes)
elif sys.argv[1] == "read":
    read_output(command, 60, folder=folder)
else:
    with worker_for(command, 60, os.environ, folder) as worker:
        worker.stdout.read()
"""


@pytest.mark.parametrize(
    ("way", "number"),
    [("heard", signal.SIGHUP), ("heard", signal.SIGTERM), ("read", signal.SIGQUIT), ("asked", signal.SIGHUP)],
)
def test_what_ends_the_reader_ends_what_it_waits_for(tmp_path, way, number):
    """A window that is closed while a repository is fetched leaves no git behind."""
    core = ["sh", "-c", 'ulimit -c 0; exec "$@"', "sh", sys.executable, "-c", SIGNALLED]
    reader = subprocess.Popen([*core, way, LINGERS, str(tmp_path)], cwd=ROOT)
    end = time.monotonic() + 30
    while not ((tmp_path / "pid").exists() and (tmp_path / "pid").read_text().strip()) and time.monotonic() < end:
        time.sleep(0.01)
    reader.send_signal(number)
    assert reader.wait(30) == -number
    assert _is_gone(tmp_path)


def test_a_handler_that_was_there_stays(tmp_path, monkeypatch):
    heard = []
    before = signal.signal(signal.SIGHUP, lambda number, _: heard.append(number))
    try:
        command = find_command(("sh", "-c", f"kill -HUP {os.getpid()}; echo done"))
        assert read_output(command, 20, folder=tmp_path) == b"done\n"
        assert heard == [signal.SIGHUP]
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_what_a_program_leaves_running_does_not_hold_up_its_end(tmp_path):
    heard = []
    command = find_command(("sh", "-c", "echo one >&2; sleep 60 & echo $! > pid"))
    run_heard(command, Limits(30, 30, 1 << 20), os.environ, tmp_path, heard.append)
    assert heard == [b"one\n"]
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)


def test_a_file_of_a_program_that_is_heard_cannot_grow_without_bound(tmp_path):
    command = find_command(("sh", "-c", "sleep 0.1; head -c 100000 /dev/zero > big"))
    with pytest.raises(ProgramError):
        run_heard(command, Limits(10, 10, 5000), os.environ, tmp_path, bytes)
    assert (tmp_path / "big").stat().st_size <= 5000
