"""The one place that starts other programs: an editor, a browser, git, tmux, and the processes that read posts.

What is started is a `Command`, whose program was looked up and whose words were checked, so a file name can only ever
be an argument. A child gets the environment the user gave the reader, without what the reader or Python changed in it
for themselves. Every failure is a ProgramError: one line with the program and what to do.
"""

import contextlib
import os
import select
import shlex
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import ProgramError

START_SECONDS = 0.5
"""Time in which a detached program that cannot do its work usually has ended with an error."""
_LOOK_SECONDS = 0.2
"""Time between two looks at whether a program that writes nothing has ended."""
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python writes into `LC_CTYPE` where the locale is C (PEP 538)."""
_FOREGROUND_SIGNALS = (signal.SIGINT, signal.SIGQUIT)
"""What the terminal sends to every process in the foreground, though only the program that has the screen is meant."""
_ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
"""What ends a program that has no handler for it."""

Worker = subprocess.Popen[bytes]
"""A process that is asked and answers over pipes."""

_own_variables: dict[str, str | None] = {}
"""The user's values of environment variables that the reader changed, None for unset. Guarded by `_own_lock`."""
_own_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Command:
    """A program that exists and its arguments; made by `find_command` and `read_command`."""

    program: str
    """Absolute path of the program."""
    arguments: tuple[str, ...] = ()
    """Its arguments."""
    name: str = ""
    """The program as it was asked for, for messages."""

    def __post_init__(self) -> None:
        if not Path(self.program).is_absolute():
            raise ValueError("a command is made by find_command, which looks its program up")

    @property
    def argv(self) -> list[str]:
        """Program and arguments."""
        return [self.program, *self.arguments]

    def with_arguments(self, *more: str) -> "Command":
        """The same program with further arguments."""
        return replace(self, arguments=(*self.arguments, *more))


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a program may take, and how much it may write."""

    silence: float
    """Seconds without a word from it."""
    total: float
    """Seconds in all."""
    file_bytes: int
    """Bytes of one file."""
    stop: threading.Event | None = None
    """Ends the program once it is set."""


def find_command(words: Sequence[str], hint: str = "") -> Command:
    """The command of these words, the first one a program: a name on PATH or a path.

    Raises ProgramError, which says `hint`, where there is no such program or a word cannot be an argument.
    """
    name = words[0] if words else ""
    if not name.strip():
        raise ProgramError(tr("The command names no program"), hint)
    if any("\0" in word for word in words):
        raise ProgramError(tr("The command holds a NUL character"), hint)
    program = shutil.which(name)
    if program is None:
        raise ProgramError(_why_not(name), hint)
    return Command(str(Path(program).absolute()), tuple(words[1:]), name)


def read_command(text: str, hint: str = "") -> Command:
    """A command as a person writes it for a shell, with quotes; nothing in it is expanded. Raises ProgramError."""
    try:
        words = shlex.split(text)
    except ValueError:
        message = tr("The command `{command}` ends inside quotation marks or after a backslash")
        raise ProgramError(message.replace("{command}", text), hint) from None
    return find_command(words, hint)


def run_in_foreground(command: Command, more: Mapping[str, str] | None = None) -> None:
    """Give the terminal to a program and wait for its end; `more` are variables beside those of the user.

    Raises ProgramError where it cannot be started or does not end with success. Ctrl+C meanwhile is for the program
    alone. Call it in the main thread.
    """
    with _deaf():
        try:
            done = subprocess.run(command.argv, env={**user_environment(), **(more or {})}, check=False)
        except (OSError, ValueError) as error:
            raise _not_started(command, error) from error
    if done.returncode:
        raise _failed(command, done.returncode)


def start_detached(command: Command) -> None:
    """Start a program with a window of its own and leave it to itself, its output thrown away.

    Waits half a second at most for it to fail. Raises ProgramError.
    """
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command.argv,
            env=user_environment(),
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise _not_started(command, error) from error
    try:
        code = process.wait(START_SECONDS)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, name="detached", daemon=True).start()
        return
    if code:
        raise _failed(command, code)


def read_output(
    command: Command,
    seconds: float,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    given: bytes = b"",
) -> bytes:
    """What a program writes to standard output within `seconds`; `given` is its standard input.

    `environment` replaces the user's, `folder` is where the program runs. Raises ProgramError, also where it ends
    without success; one that takes longer is ended with all that it started.
    """
    with _ended_with_us(command, environment, folder, subprocess.PIPE) as worker:
        try:
            written, _ = worker.communicate(given, seconds)
        except BaseException as error:
            end_group(worker)
            if isinstance(error, subprocess.TimeoutExpired):
                raise ProgramError(_about(command, tr("{program} does not answer"))) from error
            raise
    if worker.returncode:
        raise _failed(command, worker.returncode)
    return written


def run_heard(
    command: Command,
    limits: Limits,
    environment: Mapping[str, str],
    folder: Path,
    hear: Callable[[bytes], object],
) -> None:
    """Run a program to its end and pass on what it writes to standard error, piece by piece, to `hear`.

    Raises ProgramError where it ends without success or exceeds a limit, and is ended with whatever it started then.
    """
    with _ended_with_us(command, environment, folder, subprocess.PIPE) as worker:
        try:
            _limit_files(worker, limits.file_bytes)
            if not _hear(worker, limits, hear):
                raise ProgramError(_about(command, tr("{program} does not answer")))
            code = worker.wait(limits.silence)
        except subprocess.TimeoutExpired as error:
            raise ProgramError(_about(command, tr("{program} does not answer"))) from error
        finally:
            end_group(worker)
    if code:
        raise _failed(command, code)


def _hear(worker: Worker, limits: Limits, hear: Callable[[bytes], object]) -> bool:
    """Pass on what a program writes to standard error until it ends; whether it did so within the limits.

    What it leaves running, such as a connection that ssh keeps, may hold the pipe open.
    """
    assert worker.stderr is not None
    last = begun = time.monotonic()
    while min(last + limits.silence, begun + limits.total) > time.monotonic():
        if limits.stop is not None and limits.stop.is_set():
            return False
        if select.select([worker.stderr], (), (), _LOOK_SECONDS)[0]:
            piece = os.read(worker.stderr.fileno(), 1 << 14)
            if not piece:
                return True
            hear(piece)
            last = time.monotonic()
        elif worker.poll() is not None:
            return True
    return False


def _limit_files(worker: Worker, size: int) -> None:
    """Let no file that the program and whatever it starts write grow beyond `size` bytes, where the system can."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        import resource  # noqa: PLC0415 - few programs need it

        resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (size, size))


def start_worker(command: Command, environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Worker:
    """A process that is asked over its standard input and answers on its standard output; raises ProgramError.

    It has a session of its own, so no key pressed in the terminal reaches it. `environment` replaces the user's.
    """
    return _start_group(command, environment, folder, subprocess.DEVNULL)


@contextlib.contextmanager
def worker_for(command: Command, seconds: float, environment: Mapping[str, str], folder: Path) -> Iterator[Worker]:
    """A worker that is ended when this ends, and after so many seconds at the latest: what is read from it ends early
    then. Raises ProgramError.
    """
    with _ended_with_us(command, environment, folder, subprocess.DEVNULL) as worker:
        watchdog = threading.Timer(seconds, _kill_group, (worker,))
        watchdog.daemon = True
        watchdog.start()
        try:
            yield worker
        finally:
            watchdog.cancel()
            end_group(worker)


def end_group(worker: Worker) -> None:
    """End a process and all that it started, and let go of its pipes."""
    _kill_group(worker)
    worker.wait()
    for pipe in (worker.stdin, worker.stdout, worker.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


@contextlib.contextmanager
def _ended_with_us(
    command: Command, environment: Mapping[str, str] | None, folder: Path | None, errors: int
) -> Iterator[Worker]:
    """A process with a session and a group of its own, which hears nothing of the terminal: a signal that ends this
    program meanwhile ends them first. Where the signal is handled or ignored, and outside the main thread, it is as
    ever. Raises ProgramError.
    """
    is_main = threading.current_thread() is threading.main_thread()
    ours = [number for number in _ENDING_SIGNALS if is_main and signal.getsignal(number) is signal.SIG_DFL]
    heard: list[int] = []
    started: list[Worker] = []

    def end(number: int, _: object) -> None:
        heard.append(number)
        if started:
            _kill_group(started[0])
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

    for number in ours:
        signal.signal(number, end)
    try:
        started.append(_start_group(command, environment, folder, errors))
        if heard:
            end(heard[0], None)
        yield started[0]
    finally:
        with contextlib.suppress(ValueError):  # a generator that nobody goes on with may end in any thread
            for number in ours:
                signal.signal(number, signal.SIG_DFL)


def _kill_group(worker: Worker) -> None:
    """Kill a process that leads a group, and the group; one that was waited for may have given its number to others."""
    if worker.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(worker.pid, signal.SIGKILL)


def _start_group(command: Command, environment: Mapping[str, str] | None, folder: Path | None, errors: int) -> Worker:
    """A process with a session and a group of its own; raises ProgramError."""
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(
            command.argv,
            env=user_environment() if environment is None else dict(environment),
            cwd=folder,
            stdin=pipe,
            stdout=pipe,
            stderr=errors,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise _not_started(command, error) from error


def change_own_variable(name: str, value: str | None) -> None:
    """Set a variable of the reader's own environment, None removes it; programs it starts see what the user had."""
    with _own_lock:
        _own_variables.setdefault(name, os.environ.get(name))
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def user_environment() -> dict[str, str]:
    """The environment the reader was given."""
    with _own_lock:
        environment, changed = dict(os.environ), dict(_own_variables)
    if environment.get("LC_CTYPE") in _COERCED and "LC_CTYPE" not in changed:
        changed |= _coerced_locale()
    for name, value in changed.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    return environment


def _coerced_locale() -> dict[str, str | None]:
    """The user's `LC_CTYPE` where the system still tells it: Linux keeps the environment that a process began with."""
    try:
        given = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return {}
    found = next((one.partition(b"=")[2] for one in given if one.startswith(b"LC_CTYPE=")), None)
    return {"LC_CTYPE": None if found is None else os.fsdecode(found)}


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Let signals from the keyboard pass; a handler rather than SIG_IGN, since a program inherits what is ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: None) for number in _FOREGROUND_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _why_not(name: str) -> str:
    """Why the program that was asked for cannot be started."""
    file = Path(name)
    reasons = (
        ("/" not in name, tr("There is no program `{program}`")),
        (file.is_dir(), tr("{program} is a folder, not a program")),
        (file.exists(), tr("{program} may not be run: it is not executable")),
    )
    message = next((text for holds, text in reasons if holds), tr("There is no program `{program}`"))
    return message.replace("{program}", name)


def _not_started(command: Command, error: Exception) -> ProgramError:
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return ProgramError(_about(command, tr("{program} cannot be started: {reason}")).replace("{reason}", why))


def _failed(command: Command, code: int) -> ProgramError:
    """The error of a program that did not end with success: the code it ended with, or minus the number of a signal."""
    if code > 0:
        return ProgramError(_about(command, tr("{program} ended with code {code}")).replace("{code}", str(code)))
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    return ProgramError(_about(command, tr("{program} was ended by {signal}")).replace("{signal}", name))


def _about(command: Command, message: str) -> str:
    return message.replace("{program}", command.name or command.program)
