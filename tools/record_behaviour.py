"""Records what the program prints and draws, so that a change of the code alone can be shown to change nothing.

    python tools/record_behaviour.py record --out DIR [--checkout DIR] [--sites DIR]
    python tools/record_behaviour.py compare DIR DIR

A record is a folder of text files: what commands print about every post of every site, and the screen after every key
of a few sessions with the number of bytes that the key cost. Commands and settings run in a home of their own, at a
fixed width and in a fixed time zone. `--checkout` names the checkout that is recorded, so that one script records an
old and a new one.
"""

import argparse
import contextlib
import difflib
import hashlib
import io
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITES = ROOT.parent / "shared" / "corpora"
LONGEST_DIFFERENCE = 12
"""Lines of a difference that are shown for one file."""
EVERYTHING = ("--drafts", "--future", "--expired")
WORDS = ("hugo", "山西", "主题 -hugo")
SESSION = (
    "j",
    "j",
    "enter",
    "space",
    "j",
    "k",
    "b",
    "z",
    "esc",
    "/",
    "终端",
    "enter",
    "esc",
    "?",
    "esc",
    "tab",
    "i",
    "o",
    "esc",
)
UNCOUNTED = {"enter", "终端"}
"""Keys whose answer comes from a worker, in one frame or in two as it happens; their screens are recorded, not their
bytes.
"""
SIZES = ((120, 40), (80, 24), (40, 12))
TERMINALS = ("xterm-256color", "tmux-256color", "linux")


@dataclass(frozen=True, slots=True)
class Site:
    """A site that is recorded."""

    name: str
    """The name its files of the record begin with."""
    path: Path
    """The folder given to `-C`."""


def sites(folder: Path, checkout: Path) -> Iterator[Site]:
    """The sample feed of a checkout, and every site below a folder of sites."""
    yield Site("sample", checkout / "content")
    for site in sorted(folder.iterdir()) if folder.is_dir() else ():
        inner = site / "exampleSite"
        if site.is_dir() and ((site / "content").is_dir() or inner.is_dir()):
            yield Site(site.name, inner if inner.is_dir() else site)


def printed(argv: Sequence[str]) -> str:
    """What a command prints, and its exit code, run inside this process."""
    from tui_reader.cli.main import main

    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(list(argv))
        except SystemExit as end:
            code = end.code
    return f"{out.getvalue()}{err.getvalue()}[{code}]\n"


def record_site(site: Site, out: Path) -> None:
    """What every command says of a site; `show` in three forms for every post."""
    feed = ("-C", str(site.path))
    still = (*feed, "--no-sync")
    printed([*feed, "sync"])

    def keep(name: str, *argv: str) -> str:
        text = printed([*still, *argv]).replace(str(site.path), "SITE")
        (out / f"{site.name}.{name}.txt").write_text(text, "utf-8")
        return text

    listed = printed([*still, "list", *EVERYTHING, "--json"])
    keep("list", "list", "--json")
    keep("everything", "list", *EVERYTHING, "--json")
    keep("terms", "terms", "--json")
    keep("check", "check", "--json")
    for number, words in enumerate(WORDS):
        keep(f"search{number}", "search", "--json", "--", *words.split())
    posts = json.loads(listed.rsplit("[", 1)[0])
    for form in (("--json",), ("--plain", "--width", "60"), ("--ansi", "--width", "80")):
        shown = (f"== {post['path']}\n{printed([*still, 'show', *form, '--', post['path']])}" for post in posts)
        text = "".join(shown).replace(str(site.path), "SITE")
        (out / f"{site.name}.show{form[0]}.txt").write_text(text, "utf-8")


def record_session(term: str, size: tuple[int, int], out: Path, checkout: Path) -> None:
    """The screen after every key of a session on the sample feed, and the bytes that each key cost."""
    from tests.terminal.pty_session import PtySession

    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "PYTHONPATH": str(checkout), "TERM": term, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        argv = [sys.executable, "-m", "tui_reader", "-C", str(checkout / "content")]
        subprocess.run([*argv, "sync"], env={**os.environ, **environment}, check=True, capture_output=True)
        lines = []
        with PtySession(argv, size, environment) as session:
            session.settle(1.5)
            for key in SESSION:
                before = len(session.raw)
                session.press(key, 0.8)
                cost = "" if key in UNCOUNTED else f": {len(session.raw) - before} bytes"
                lines.append(f"== {key}{cost}\n{session.text()}\n")
        (out / f"session.{term}.{size[0]}x{size[1]}.txt").write_text("".join(lines), "utf-8")


def record(out: Path, checkout: Path, folder: Path) -> None:
    """Write a whole record; each site and each session in a home of its own."""
    out.mkdir(parents=True, exist_ok=True)
    for site in sites(folder, checkout):
        with tempfile.TemporaryDirectory() as home:
            argv = [sys.executable, __file__, "site", site.name, str(site.path), "--out", str(out)]
            settled = {"HOME": home, "PYTHONPATH": str(checkout), "TZ": "UTC", "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
            kept = {name: text for name, text in os.environ.items() if not name.startswith(("XDG_", "NEWSREADER"))}
            subprocess.run(argv, env={**kept, **settled}, check=True)
            print(site.name, flush=True)
    for term, size in itertools.product(TERMINALS, SIZES):
        record_session(term, size, out, checkout)
        print(term, *size, flush=True)
    for picture in sorted((checkout / "tests").rglob("__snapshots__/**/*.svg")):
        digest = hashlib.sha256(picture.read_bytes()).hexdigest()
        (out / f"snapshot.{picture.stem}.txt").write_text(f"{digest}\n", "utf-8")


def differences(first: Path, second: Path) -> Iterator[str]:
    """A text for every file that two records do not share letter for letter."""
    names = {file.name for folder in (first, second) for file in folder.iterdir()}
    for name in sorted(names):
        texts = [(folder / name).read_text("utf-8") if (folder / name).exists() else None for folder in (first, second)]
        if texts[0] is None or texts[1] is None:
            yield f"{name}: only in {first if texts[1] is None else second}"
        elif texts[0] != texts[1]:
            lines = difflib.unified_diff(texts[0].splitlines(), texts[1].splitlines(), lineterm="", n=0)
            yield "\n".join([f"{name}:", *itertools.islice(lines, 2, 2 + LONGEST_DIFFERENCE)])


def main() -> int:
    """Record, or compare two records; 1 when they differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    whole = commands.add_parser("record")
    whole.add_argument("--checkout", type=Path, default=ROOT)
    whole.add_argument("--sites", type=Path, default=SITES)
    one = commands.add_parser("site")
    one.add_argument("name")
    one.add_argument("path", type=Path)
    for each in (whole, one):
        each.add_argument("--out", type=Path, required=True)
    two = commands.add_parser("compare")
    two.add_argument("records", type=Path, nargs=2)
    asked = parser.parse_args()
    if asked.command == "record":
        sys.path.insert(0, str(asked.checkout))
        record(asked.out, asked.checkout.resolve(), asked.sites)
    elif asked.command == "site":
        record_site(Site(asked.name, asked.path), asked.out)
    else:
        found = list(differences(*asked.records))
        print("\n".join(found) or "the records are equal")
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
