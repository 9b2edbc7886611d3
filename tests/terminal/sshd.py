"""An sshd on loopback with keys of its own, and a slow line to it that can be cut."""

import contextlib
import getpass
import select
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin") or "sshd"


def make_privilege_folder() -> None:
    """Make the folder that sshd asks for; where the system starts no services nobody has made it."""
    Path("/run/sshd").mkdir(parents=True, exist_ok=True)


class Sshd:
    """Serves this user on `port` with a key made for it; `options` are lines of sshd_config. Use with `with`."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.port = _free_port()
        self._folder = folder
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
        (folder / "config").write_text(
            "\n".join(
                (
                    f"Port {self.port}",
                    "ListenAddress 127.0.0.1",
                    f"HostKey {folder / 'host'}",
                    f"AuthorizedKeysFile {folder / 'user.pub'}",
                    "StrictModes no",
                    "UsePAM no",
                    "PermitRootLogin yes",
                    "PasswordAuthentication no",
                    "AcceptEnv LANG COLORTERM",
                    "PrintMotd no",
                    "PidFile none",
                    *options,
                )
            )
        )
        make_privilege_folder()
        log = (folder / "log").open("wb")
        self._process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=log, stdout=log)
        _wait_for_port(self.port)

    def __enter__(self) -> "Sshd":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(30)

    @property
    def pid(self) -> int:
        """The process that listens."""
        return self._process.pid

    def client(
        self,
        *command: str,
        port: int | None = None,
        terminal: bool = True,
        user: str = "",
        sent: Mapping[str, str] | None = None,
    ) -> Sequence[str]:
        """The command line of an ssh client, by way of `port` where a relay stands between; `sent` are variables it
        sends beside its own.
        """
        options = (
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "SendEnv=LANG COLORTERM",
        )
        if sent:
            options = (*options, "SetEnv=" + " ".join(f'{name}="{value}"' for name, value in sent.items()))
        given = [part for option in options for part in ("-o", option)]
        target = ["-p", str(port or self.port), f"{user or getpass.getuser()}@127.0.0.1"]
        return [
            "ssh",
            "-F",
            "none",
            "-i",
            str(self._folder / "user"),
            *given,
            "-tt" if terminal else "-T",
            *target,
            *command,
        ]


class SlowLine:
    """A relay to `port` that takes `bits` a second each way and `delay` seconds for every byte; use with `with`."""

    def __init__(self, port: int, bits: int = 40_000, delay: float = 0.1) -> None:
        self._rate, self._delay = bits / 8, delay
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._target = port
        self._ends: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "SlowLine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()

    def cut(self) -> None:
        """Drop the line: a shutdown, since a socket that a thread waits for outlives its closing."""
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for end in (self._listener, *self._ends):
            end.close()

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        far = socket.create_connection(("127.0.0.1", self._target))
        self._ends += [near, far]
        for source, goal in ((near, far), (far, near)):
            threading.Thread(target=self._carry, args=(source, goal), daemon=True).start()

    def _carry(self, source: socket.socket, goal: socket.socket) -> None:
        """Pass pieces on, each when its last bit has been on the line; pieces on their way overlap."""
        waiting: list[tuple[float, bytes]] = []
        free = 0.0
        with contextlib.suppress(OSError, ValueError):
            while True:
                wait = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
                if select.select([source], [], [], wait)[0]:
                    data = source.recv(512)
                    free = max(free, time.monotonic()) + len(data) / self._rate
                    waiting.append((free + self._delay, data))
                while waiting and waiting[0][0] <= time.monotonic():
                    goal.sendall(waiting.pop(0)[1])


def processes_of(home: Path) -> list[str]:
    """Command lines of processes whose home is `home`."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for_port(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")
