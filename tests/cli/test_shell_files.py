"""Man pages level with the parser, and completions in the shells themselves: lines are typed on a terminal."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import POSTS, SITE, run_program
from tests.terminal.pty_session import PtySession
from tools import make_man_pages
from tui_reader.cli.registry import load_commands
from tui_reader.config.paths import shipped_shell_files

COMMANDS = load_commands()
SHELLS = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
LOADING = {
    "bash": 'PS1="> "; bind "set enable-bracketed-paste off"; eval "$(newsreader completion bash)"',
    "zsh": 'PROMPT="> "; autoload -U compinit; compinit -D -u; eval "$(newsreader completion zsh | sed \'$d\')"; compdef _newsreader newsreader',
    "fish": "function fish_prompt; echo -n '> '; end; function fish_greeting; end; newsreader completion fish | source",
}
TYPED = (
    ("bo", "newsreader bookmarks "),
    ("sea", "newsreader search "),
    ("completion f", "newsreader completion fish "),
    ("list --que", "newsreader list --query "),
    ("list --sort n", "newsreader list --sort newest "),
    ("list --sort=ne", "newsreader list --sort=newest "),
    ("list --sort re", "newsreader list --sort relevant "),
    ("search --sort h", "newsreader search --sort hugo "),
    ("list --fut", "newsreader list --future "),
    ("show --mark", "newsreader show --markdown "),
    ("show news/f", "newsreader show news/first.md "),
    ("show news/s", "newsreader show news/second.md "),
    ("--no-sync show notes/o", "newsreader --no-sync show notes/odd.md "),
    ("bookmarks a", "newsreader bookmarks add "),
    ("bookmarks exp", "newsreader bookmarks export "),
    ("bookmarks export --format h", "newsreader bookmarks export --format html "),
    ("bookmarks export --format=m", "newsreader bookmarks export --format=markdown "),
    ("bookmarks add news/f", "newsreader bookmarks add news/first.md "),
    ("bookmarks remove news/se", "newsreader bookmarks remove news/second.md "),
    ("open --theme pl", "newsreader open --theme plain "),
    ("--theme pl", "newsreader --theme plain "),
    ("terms cat", "newsreader terms categories "),
    ("terms --js", "newsreader terms --json "),
    ("list --lang a", "newsreader list --lang all "),
    ("list --query is:pin", "newsreader list --query is:pinned"),
    ("list --query category:n", "newsreader list --query category:news"),
    ("search auth", "newsreader search author:"),
    ("search is:boo", "newsreader search is:bookmarked"),
    ("sync --fu", "newsreader sync --full "),
    ("check --fix", "newsreader check --fix-hint "),
    ("paths --j", "newsreader paths --json "),
    ("list --limit 3 --js", "newsreader list --limit 3 --json "),
    ("-C site/con", "newsreader -C site/content/"),
    ("-C site list --so", "newsreader -C site list --sort "),
    ("site/hug", "newsreader site/hugo.toml"),
    ("bookmarks import exp", "newsreader bookmarks import exported.json "),
    ("show Sec", "newsreader show Second\\ post "),
    ("show --width 20 news/f", "newsreader show --width 20 news/first.md "),
    ("list --nothing", "newsreader list --nothing"),
    ("show nowhere/at", "newsreader show nowhere/at"),
    ("sett", "newsreader settings "),
    ("man", "newsreader man "),
)
"""What is typed behind the program's name before Tab, and how the line reads then."""


@pytest.mark.parametrize("name", make_man_pages.files())
def test_the_man_pages_are_what_the_parser_says(name):
    assert (make_man_pages.FOLDER / name).read_text("utf-8") == make_man_pages.files()[name], "run `make docs`"


@pytest.mark.parametrize("name", make_man_pages.files())
def test_mandoc_finds_nothing_wrong_with_a_man_page(name):
    if shutil.which("mandoc") is None:
        pytest.skip("mandoc is not installed")
    lint = ["mandoc", "-T", "lint", "-W", "warning", make_man_pages.FOLDER / name]
    done = subprocess.run(lint, capture_output=True, timeout=30)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_man_page_tells_of_every_command(command):
    page = Path(make_man_pages.FOLDER / "newsreader.1").read_text("utf-8")
    assert f"\n.SH {command.upper()}\n" in page
    assert COMMANDS[command].example.replace("-", "\\-") in page


@pytest.mark.parametrize(("language", "heading"), [("en", "EXIT STATUS"), ("zh_CN.UTF-8", "退出状态")])
def test_man_prints_the_page_in_the_language_of_its_reader(monkeypatch, call, language, heading):
    monkeypatch.setenv("LC_ALL", language)
    answer = call("man")
    assert answer.code == 0
    assert f"\n.SH {heading}\n" in answer.out


def test_what_is_offered_for_programs_is_in_no_help(call):
    assert "  complete " not in call("--help").out
    assert "complete" not in call("lost").err


@pytest.fixture(scope="module", params=SHELLS)
def shell(request, tmp_path_factory) -> Iterator[PtySession]:
    """A shell with the completion loaded, in a folder with a feed that is indexed."""
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    folder = tmp_path_factory.mktemp(name)
    for path, text in POSTS.items():
        file = folder / "site" / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "site" / "hugo.toml").write_text(SITE, "utf-8")
    (folder / "exported.json").write_text("[]")
    programs = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    env = {"HOME": str(folder), "PATH": programs, "NEWSREADER_CONTENT": str(folder / "site"), "TERM": "dumb"}
    env |= {"XDG_CONFIG_HOME": str(folder / ".config"), "LC_ALL": "C.UTF-8", "PWD": str(folder)}
    assert run_program("sync", env=env).returncode == 0
    assert run_program("bookmarks", "add", "second", env=env).returncode == 0
    start = ("sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", str(folder), *SHELLS[name])
    with PtySession(start, (200, 50), {**env, "TERM": "xterm"}) as session:
        session.settle(0.5)
        session.send(LOADING[name] + "; clear\r")
        session.settle(0.5, until=lambda shown: shown.text().strip() == ">")
        yield session


def test_forty_lines_are_completed_in_the_shell(shell):
    wrong = {}
    for typed, line in TYPED:
        shell.send(f"newsreader {typed}\t")
        shell.settle(0.02, 30, lambda session, line=line: f"> {line}".rstrip() in _lines(session))
        if f"> {line}".rstrip() not in _lines(shell):
            wrong[typed] = shell.text().strip()
        shell.send("\x15\x0c")
        shell.settle(0.02, 30, lambda session: session.text().strip() == ">")
    assert not wrong


def _lines(session: PtySession) -> list[str]:
    return [line.rstrip() for line in session.text().splitlines()]


def test_the_files_of_the_shells_are_shipped():
    assert {file.name for file in shipped_shell_files().iterdir()} >= {
        "newsreader.bash",
        "newsreader.fish",
        "_newsreader",
    }
