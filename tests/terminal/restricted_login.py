"""What a login that may only read is given to misuse, and what it may be seen to do: files of the feed, of the
installation and of the user's own folders, no program, no connection.
"""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.terminal.second_user import Deed, SecondUser
from tests.terminal.tempting_feed import SECRET

SYSTEM = (
    "/lib",
    "/usr/lib",
    "/etc/ld.so",
    "/dev/",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/etc/machine-id",
    "/etc/locale.alias",
    "/etc/ssl/openssl.cnf",
    "/proc/sys/vm/overcommit_memory",
    "/proc/locks",
)
"""What the C library and Python open in every process, and what tells this machine. The C library reads
`overcommit_memory` when it gives memory of a thread back (malloc/arena.c of glibc), which not every run does;
`locks` tells whether another program has an index open that still has its log.
"""
_MOUNTS = re.compile(r"/proc/(self|\d+)/mounts")
"""What tells on which disks the user's folders are."""
ASKS_KERNEL = ("sendto", "sendmsg")
"""What is no file."""
LEADS_THERE = ("/bin/sh", "/usr/bin/sh")
"""The shell that sshd starts a forced command with."""


def variables(ground: Path, home: Path) -> dict[str, str]:
    """What a client sends: variables that a program, Python, the C library, gettext or Textual would obey."""
    tool = ground / "tool"
    if not tool.exists():
        tool.write_text(f"#!/bin/sh\ntouch {home}/proof\n")
        tool.chmod(0o755)
        for name in ("sitecustomize.py", "usercustomize.py"):
            (ground / name).write_text(f"open({str(home / 'proof')!r}, 'w')\n")
        catalogue = ground / "LC_MESSAGES"
        catalogue.mkdir()
        for name in ("newsreader.mo", "messages.mo"):
            (catalogue / name).write_bytes(b"noise")
    obeyed = ("EDITOR", "VISUAL", "PAGER", "BROWSER", "SHELL", "MANPAGER", "LESSOPEN", "GIT_PAGER", "GIT_SSH_COMMAND")
    proofs = ("TEXTUAL_LOG", "TEXTUAL_SCREENSHOT_FILENAME", "HISTFILE", "PYTHONDUMPREFSFILE")
    folders = ("PYTHONPATH", "PYTHONUSERBASE", "PYTHONHOME", "PYTHONPYCACHEPREFIX", "TMPDIR", "TERMINFO", "NLSPATH")
    more = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
    climb = "../" * 12 + str(ground)
    return {
        **dict.fromkeys(obeyed, str(tool)),
        **dict.fromkeys(proofs, str(home / "proof")),
        **dict.fromkeys((*folders, *more), str(ground)),
        **dict.fromkeys(("LANGUAGE", "LC_MESSAGES"), climb),
        "PYTHONINSPECT": "1",
        "PYTHONSTARTUP": str(ground / "sitecustomize.py"),
        "PYTHONWARNINGS": "all:0:antigravity.x:0:0",
        "PYTHONBREAKPOINT": "os.system",
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_DRIVER": "sitecustomize:Driver",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(home),
        "NEWSREADER_CONTENT": str(ground),
        "NEWSREADER_RESTRICTED": "0",
        "OPENSSL_CONF": f"{ground}/secret.md",
        "OPENSSL_MODULES": str(ground),
        "SSL_CERT_FILE": f"{ground}/secret.md",
        "SSLKEYLOGFILE": str(home / "proof"),
        "DISPLAY": ":0",
        "WAYLAND_DISPLAY": "wayland-0",
        "TMUX": f"{ground}/socket,1,0",
        "KITTY_WINDOW_ID": "1",
        "HOME": str(ground),
        "PATH": str(ground),
        "ESCDELAY": "10",
        "LANG": "zh_CN.UTF-8",
        "COLORTERM": "truecolor",
    }


def prepare(user: SecondUser, ground: Path) -> None:
    """What the user can write: settings, a theme, journals and links that ask for all that is forbidden."""
    home = user.home
    for left in home.iterdir():
        shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
    config = home / ".config" / "newsreader"
    (config / "bookmarks").mkdir(parents=True)
    (config / "config.toml").write_text(
        f'restricted = false\neditor = "{ground}/tool"\nlog_file = "{home}/proof"\ncontent = "{ground}"\ntheme = "mine"\n'
    )
    (config / "themes").symlink_to(ground)
    (ground / "mine.toml").write_text(f"# {SECRET}\n")
    (config / "bookmarks" / "other.jsonl").symlink_to(ground / "secret.md")
    (home / ".local").mkdir()
    shutil.rmtree(ground / "elsewhere", ignore_errors=True)
    (ground / "elsewhere").mkdir()
    (ground / "elsewhere").chmod(0o777)
    (home / ".local" / "state").symlink_to(ground / "elsewhere")
    user.own(home)


def check(deeds: Sequence[Deed], user: SecondUser, feed: Path, program: Path) -> None:
    """Only the feed, the installation and the user's own folders were opened; nothing else was started or reached."""
    own = tuple(f"{user.home}/{folder}/newsreader" for folder in (".config", ".local/state", ".cache"))
    above = {str(parent) for one in own for parent in Path(one).parents}
    installed = str(program.parent.parent)
    assert any(deed.path.startswith(installed) for deed in deeds), "nothing was seen"
    for deed in deeds:
        assert not deed.reaches_out, deed.line
        if deed.failed or deed.call in ASKS_KERNEL:
            continue
        if deed.call.startswith("exec"):
            assert deed.path.startswith(installed) or deed.path in LEADS_THERE, deed.line
        elif deed.changes:
            assert deed.path.startswith((*own, "/dev/")) or deed.path in above, deed.line
        else:
            known = deed.path.startswith((*own, str(feed), installed, *SYSTEM)) or _MOUNTS.fullmatch(deed.path)
            assert known, deed.line
