"""A second user of this machine with an installation of the reader that is not the checkout, and a watcher outside it:
strace writes down every file opened, program started and connection made behind an sshd.
"""

import os
import pwd
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest

from tests.terminal.sshd import SSHD

ROOT = Path(__file__).resolve().parents[2]
_OURS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"]
"""The name of our own distribution."""
READS = "openat,openat2,open,creat,chdir,chroot"
STARTS = "execve,execveat"
REACHES = "connect,bind,listen,sendto,sendmsg,sendmmsg"
CHANGES = (
    "mkdir,mkdirat,rmdir,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,truncate,mknod,mknodat,"
    "utimensat,utime,utimes,futimesat,chmod,fchmodat,chown,lchown,fchownat,setxattr,lsetxattr,removexattr,mount"
)
STRACE = ",".join((READS, STARTS, REACHES, CHANGES))
"""What is watched: everything that reads or changes a file by its name, starts a program or reaches out."""
_OPTIONS = ("-f", "-y", "--decode-pids=comm", "-s", "4096", "-e", f"trace={STRACE}", "-e", "signal=none")
_PATH = re.compile(
    r'(?:(?:AT_FDCWD|\d+)(?:<(?P<folder>[^>]*)>)?, )"(?P<name>(?:[^"\\]|\\.)*)"|^"(?P<plain>(?:[^"\\]|\\.)*)"'
)
"""A path among the arguments of a call, with the folder it is relative to."""

_OPENED = re.compile(r" = \d+<(.*)>$")
"""What was opened: its path without links."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One call of the system in a process of the second user."""

    call: str
    """Its name."""
    path: str
    """The absolute path it names, links followed where something was opened; empty for none."""
    line: str
    """The call as strace writes it."""

    @property
    def changes(self) -> bool:
        """It makes, changes or deletes what is at the path."""
        return self.call in CHANGES.split(",") or any(mode in self.line for mode in ("O_WRONLY", "O_RDWR", "O_CREAT"))

    @property
    def reaches_out(self) -> bool:
        """It speaks to another process, or waits for one; asking the kernel for its network devices is none of that."""
        return self.call in REACHES.split(",") and "NULL, 0" not in self.line

    @property
    def failed(self) -> bool:
        """The system refused it: nothing was opened."""
        return " = -1 " in self.line


class SecondUser:
    """A user that is made for a test, with a home of its own; use with `with`."""

    def __init__(self, folder: Path, shell: str = "/bin/sh") -> None:
        self.name = f"reader{os.getpid()}"
        self.home = folder / "login"
        self.home.mkdir()
        made = ["useradd", "--no-create-home", "--no-log-init", "--home-dir", str(self.home), "--shell", shell]
        subprocess.run([*made, "--password", "*", self.name], check=True, capture_output=True)
        self.own(self.home)

    def __enter__(self) -> "SecondUser":
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["userdel", "--force", self.name], check=False, capture_output=True)

    def own(self, path: Path) -> None:
        """Give a file or folder, and all below it, to this user."""
        entry = pwd.getpwnam(self.name)
        for one in (path, *path.rglob("*")):
            os.chown(one, entry.pw_uid, entry.pw_gid, follow_symlinks=False)

    def set_shell(self, shell: Path) -> None:
        """Another login shell."""
        subprocess.run(["usermod", "--shell", str(shell), self.name], check=True, capture_output=True)


def install(folder: Path, machine: Path) -> Path:
    """An installation of Python and the reader in `folder`, which every user can read; its program is given back.

    It has the machine's settings in the file `machine`. Files are linked where the disk allows that.
    """
    base, packages = Path(sys.base_prefix), folder / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    standard = Path(os.__file__).parent
    left_out = shutil.ignore_patterns("site-packages", "test", "idlelib", "tkinter", "ensurepip", "config-*", "lib2to3")
    shutil.copytree(standard, packages.parent, ignore=left_out, copy_function=_link)
    for library in base.glob("lib/libpython3*"):
        shutil.copy2(library, folder / "lib")
    (folder / "bin").mkdir()
    python = shutil.copy2(Path(sys.executable).resolve(), folder / "bin")
    for file, target in _files_of_packages():
        (packages / target).parent.mkdir(parents=True, exist_ok=True)
        _link(str(file), str(packages / target))
    shutil.copytree(ROOT / "tui_reader", packages / "tui_reader", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("content", "themes", "docs/shell"):
        shutil.copytree(ROOT / name, packages / "tui_reader" / "_shipped" / Path(name).name)
    settings = packages / "tui_reader" / "config" / "settings_file.py"
    settings.write_text(settings.read_text().replace("/etc/newsreader/config.toml", str(machine)))
    program = folder / "bin" / "newsreader"
    program.write_text(f'#!/bin/sh\nLD_LIBRARY_PATH={folder}/lib exec {python} -I -m tui_reader "$@"\n')
    program.chmod(0o755)
    return program


def _files_of_packages() -> Iterator[tuple[Path, str]]:
    """Files of everything that the reader needs, and where each belongs below the folder of packages."""
    waiting, seen = [_OURS, "pillow"], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        waiting += [re.match(r"[\w.-]+", need)[0] for need in requires(name) or () if "extra ==" not in need]
        for file in distribution(name).files or ():
            if name != _OURS and not str(file).startswith(".."):
                yield Path(str(file.locate())), str(file)


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def need_watcher() -> None:
    """Skip where no user can be made, or nobody may look into the processes of another one."""
    missing = [name for name in ("strace", "useradd", "usermod", "userdel") if shutil.which(name) is None]
    if missing or not Path(SSHD).exists():
        pytest.skip(f"not installed: {', '.join(missing) or 'sshd'}")
    if os.getuid() != 0:
        pytest.skip("only root can make a second user")
    if subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode:
        pytest.skip("strace may not look into a process here")


class Watcher:
    """Watches a process of root, and what it starts, from outside; use with `with`."""

    def __init__(self, pid: int, log: Path) -> None:
        self._log = log
        argv = ["strace", *_OPTIONS, "-o", str(log), "-p", str(pid)]
        self._process = subprocess.Popen(argv, stderr=subprocess.PIPE)
        assert self._process.stderr
        assert b"attached" in self._process.stderr.readline()

    def __enter__(self) -> "Watcher":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)

    def deeds(self) -> list[Deed]:
        """What was done in processes behind an sshd, whose own are left out."""
        return deeds_of(self._log)


def run_watched(
    argv: Sequence[str], user: SecondUser, env: Mapping[str, str], log: Path, said: bytes = b""
) -> tuple[subprocess.CompletedProcess[bytes], list[Deed]]:
    """Run a command as the second user, with `said` to its standard input; what it printed, and what it did."""
    watched = watched_by(argv, user, log)
    done = subprocess.run(watched, env=env, cwd=user.home, input=said, capture_output=True, check=False, timeout=120)
    return done, deeds_of(log)


def watched_by(argv: Sequence[str], user: SecondUser, log: Path) -> list[str]:
    """The command line that runs a command as the second user under the watcher, which writes to `log`."""
    return [shutil.which("strace") or "strace", "--seccomp-bpf", *_OPTIONS, "-o", str(log), "-u", user.name, *argv]


def deeds_of(log: Path) -> list[Deed]:
    """What strace wrote down, but for the deeds of an sshd."""
    waiting: dict[str, str] = {}
    found = []
    for line in log.read_text("utf-8", "replace").splitlines():
        pid, _, rest = line.partition("> ")
        if pid.partition("<")[2].startswith("sshd") or rest.startswith(("+++", "---", "???")):
            continue
        if rest.endswith(("<unfinished ...>", "<detached ...>")):
            waiting[pid] = rest.removesuffix("<unfinished ...>")
            continue
        if rest.startswith("<... "):
            rest = waiting.pop(pid, "") + rest.partition(" resumed>")[2]
        call, _, given = rest.partition("(")
        opened = _OPENED.search(rest) if call.startswith("open") else None
        found += [Deed(call, path, rest) for path in ([opened[1]] if opened else _paths(given) or [""])]
    return found


def _paths(given: str) -> list[str]:
    """The absolute paths that the arguments of a call name."""
    return [
        os.path.normpath(Path(match["folder"] or "/") / (match["name"] or match["plain"] or ""))
        for match in _PATH.finditer(given)
    ]
