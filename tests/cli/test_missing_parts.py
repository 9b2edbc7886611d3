"""Parts that some systems lack, each taken away from a program of its own: it goes on without, or one line says why
not.
"""

import os
import subprocess
import sys

import pytest

from tests.terminal.pty_session import PtySession

TAKEN_AWAY = """
import os, runpy, sys
{code}
sys.argv = ["newsreader", *sys.argv[1:]]
runpy.run_module("tui_reader", run_name="__main__", alter_sys=True)
"""
WITHOUT_MODULE = "sys.modules[{module!r}] = None"
WITHOUT_LIBYAML = """
import builtins
real_import = builtins.__import__
def refuse(name, *rest, **named):
    if name in ("yaml._yaml", "_yaml", "cyaml", "yaml.cyaml"):
        raise ModuleNotFoundError(name, name=name)
    return real_import(name, *rest, **named)
builtins.__import__ = refuse
"""
WITHOUT_FTS5 = """
import sqlite3
real_connect = sqlite3.connect
class Plain(sqlite3.Connection):
    def execute(self, statement, *values):
        if "fts5" in statement.lower() or "MATCH" in statement:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(statement, *values)
sqlite3.connect = lambda *given, **named: real_connect(*given, factory=Plain, **named)
"""
WITHOUT_AFFINITY = "del os.sched_getaffinity, os.sched_setaffinity"
WITHOUT_INOTIFY = "import ctypes\nctypes.CDLL = type('CDLL', (), {'__init__': lambda self, *given, **named: None})"


@pytest.fixture
def environment(feed):
    kept = {name: os.environ[name] for name in ("HOME", "PATH")}
    return {**kept, "LANG": "C.UTF-8", "TERM": "xterm-256color", "NEWSREADER_CONTENT": str(feed)}


def program(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", TAKEN_AWAY.format(code=code), *arguments]


def run_without(code: str, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = program(code, *arguments)
    return subprocess.run(command, capture_output=True, env=environment, timeout=60, text=True, encoding="utf-8")


@pytest.mark.parametrize(
    "code",
    [WITHOUT_LIBYAML, WITHOUT_AFFINITY, WITHOUT_INOTIFY, WITHOUT_MODULE.format(module="PIL")],
    ids=["libyaml", "sched_getaffinity", "inotify", "pillow"],
)
def test_what_can_be_done_without_changes_nothing_that_is_printed(environment, feed, code):
    (feed / "content" / "rich.md").write_text(
        "---\ntitle: {a: 1}\ntags: [x, y]\nnested:\n  - &a 1\n  - *a\n---\nText\n"
    )
    for line in (["list", "--json"], ["terms"], ["search", "元宇宙"], ["check"], ["show", "second", "--plain"]):
        without, whole = run_without(code, environment, *line), run_without("", environment, *line)
        printed = (without.returncode, without.stdout, without.stderr)
        assert printed == (whole.returncode, whole.stdout, whole.stderr), line


def test_many_posts_are_read_where_the_system_does_not_say_which_cores_may_be_used(environment, feed):
    for number in range(400):
        (feed / "content" / f"p{number}.md").write_text(f"---\ntitle: Number {number}\ndate: 2022-01-01\n---\nText\n")
    done = run_without(WITHOUT_AFFINITY, environment, "list", "--query", "title:Number")
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr) == (0, 400, "")


def test_paths_says_what_is_slow(environment):
    assert "libyaml" in run_without(WITHOUT_LIBYAML, environment, "paths").stderr
    assert "FTS5" in run_without(WITHOUT_FTS5, environment, "paths").stderr
    assert run_without("", environment, "paths").stderr == ""


def test_without_fts5_the_same_posts_are_found_and_search_says_so_in_one_line(environment):
    lines = (["list", "--json", "--query", "-second"], ["search", "second OR 元"], ["search", '"no such phrase"'])
    for line in lines:
        without, whole = run_without(WITHOUT_FTS5, environment, *line), run_without("", environment, *line)
        assert without.returncode == whole.returncode, line
        assert sorted(without.stdout.splitlines()) == sorted(whole.stdout.splitlines()), line
        told = without.stderr.splitlines(keepends=True)
        assert sum("FTS5" in one for one in told) == (line[0] == "search"), line
        assert "".join(one for one in told if "FTS5" not in one) == whole.stderr, line


def test_without_fts5_the_screen_says_so_and_searches(environment):
    with PtySession(program(WITHOUT_FTS5, "open"), (120, 24), environment) as session:
        session.wait_for("FTS5")
        session.send("/")
        session.wait_for("Search ")
        session.send("Terminals")
        session.wait_for("1 of ")
        session.send("enter")
        session.wait_for("Terminals are fine")


@pytest.mark.parametrize("module", ["frontmatter", "yaml", "markdown_it", "platformdirs"])
def test_a_dependency_that_is_missing_is_named_in_one_line(environment, feed, module):
    (feed / "content" / "rich.md").write_text("---\ntitle: {a: 1}\n---\nText\n")
    homeless = {"HOME": ""} if module == "platformdirs" else {}
    done = run_without(WITHOUT_MODULE.format(module=module), environment | homeless, "show", "second", "--plain")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"newsreader: {module} is not installed: ")
    assert "pip install" in done.stderr


def test_another_system_than_unix_is_named_in_one_line(environment):
    done = run_without(WITHOUT_MODULE.format(module="fcntl"), environment, "bookmarks", "add", "second")
    assert done.returncode == 3
    assert "needs Linux, macOS or another Unix" in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_textual_the_terminal_is_left_as_it_was(environment, feed):
    with PtySession(program(WITHOUT_MODULE.format(module="textual")), (80, 24), environment) as session:
        assert session.ended_within()
        assert "textual is not installed" in session.text().replace("\n", "")
