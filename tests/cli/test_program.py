"""The program as a process of its own: what it loads, how it ends, what it does without a terminal."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.cli.conftest import run_program

LOADED = """
import sys
from tui_reader.cli.main import main
code = main(sys.argv[1:])
heavy = {"textual", "rich.console", "yaml", "frontmatter", "markdown_it", "pygments"} & set(sys.modules)
sys.stderr.write(f"loaded: {sorted(heavy)}")
sys.exit(code)
"""


@pytest.fixture
def environment(feed):
    kept = {name: os.environ[name] for name in ("HOME", "PATH")}
    return {**kept, "LANG": "C.UTF-8", "NEWSREADER_CONTENT": str(feed)}


@pytest.fixture
def synced(environment):
    """An environment in which the index is synchronised with the feed."""
    assert run_program("sync", env=environment).returncode == 0
    return environment


def modules_after(environment, *arguments: str) -> set[str]:
    """Modules that the program has loaded when a command has ended."""
    probe = (
        "import sys; from tui_reader.cli.main import main; main(sys.argv[1:]); sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", probe, *arguments], capture_output=True, env=environment, timeout=60)
    return set(done.stderr.decode().split())


def test_the_version_loads_nothing_of_the_program(environment):
    loaded = modules_after(environment, "--version")
    assert {name for name in loaded if name.startswith("tui_reader")} == {
        "tui_reader",
        "tui_reader.cli",
        "tui_reader.cli.main",
    }
    assert not loaded & {"argparse", "dataclasses", "json", "re"}
    told = [run_program(asked, env=environment).stdout for asked in ("--version", "version")]
    assert told[0] == told[1] != b""


def test_a_list_loads_nothing_that_reads_posts_or_counts_them(synced):
    run_program("list", "--limit", "20", "--json", env=synced)
    loaded = modules_after(synced, "list", "--limit", "20", "--json")
    assert "tui_reader.index.queries.listing" in loaded
    names = ("feed.jobs", "feed.worker_pool", "index.queries.facet_counts", "search.query_parser", "store.post_reader")
    assert not loaded & {f"tui_reader.{name}" for name in names}
    assert loaded & {"frontmatter", "markdown_it", "platformdirs", "ssl", "tempfile", "yaml"} == set()
    assert loaded & {"difflib", "rich", "tui_reader.text.cells"} == set()


@pytest.mark.parametrize("arguments", [["completion", "bash"], ["complete", "--line", "newsreader li"]])
def test_completions_load_no_more_than_the_parser_of_the_line(environment, arguments):
    loaded = modules_after(environment, *arguments)
    assert not {"json", "rich", "sqlite3", "tomllib"} & loaded
    assert not {name for name in loaded if name.startswith(("tui_reader.feed", "tui_reader.index", "tui_reader.marks"))}


@pytest.mark.parametrize(
    "arguments",
    [["list", "--limit", "20", "--json"], ["terms"], ["bookmarks"], ["paths"], ["search", "fine"], ["show", "second"]],
)
def test_no_command_loads_textual(synced, arguments):
    done = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, env=synced, timeout=60)
    said = done.stderr.decode()
    assert "'textual'" not in said
    assert "rich.console" not in said


def test_listing_loads_no_parser(synced):
    done = subprocess.run([sys.executable, "-c", LOADED, "list"], capture_output=True, env=synced, timeout=60)
    assert not {"frontmatter", "markdown_it", "pygments"} & set(done.stderr.decode().split("'"))


def test_without_a_terminal_open_prints_the_list_and_no_escape_sequence(synced):
    done = run_program(env=synced)
    assert done.returncode == 0
    assert "首个元宇宙影视基地在山西启动" in done.stdout.decode()
    assert b"\x1b" not in done.stdout + done.stderr


def test_whoever_stops_reading_is_left_in_peace(synced):
    shell = f"{sys.executable} -m tui_reader list | true; {sys.executable} -m tui_reader show second --json | head -c 1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, env=synced, timeout=60)
    assert (done.stdout, done.stderr) == (b"{", b"")


@pytest.mark.parametrize(("closed", "shown"), [(">&-", b""), ("2>&-", b"Second post"), ("<&-", b"Second post")])
def test_a_stream_that_is_closed_is_no_trouble(synced, closed, shown):
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m tui_reader list {closed}"], capture_output=True, env=synced, timeout=60
    )
    assert done.returncode == 0
    assert shown in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "zh_CN.GBK"])
def test_other_locales_get_what_they_can_show(synced, locale):
    done = run_program("list", env={**synced, "LANG": locale, "LC_ALL": locale, "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert b"Second post" in done.stdout


def test_an_interrupt_ends_it_with_130(environment, feed, own_folders):
    for number in range(3000):
        (feed / "content" / f"{number}.md").write_text("---\ntitle: x\n---\ny", "utf-8")
    session = subprocess.Popen([sys.executable, "-m", "tui_reader", "sync"], stderr=subprocess.PIPE, env=environment)
    while not (own_folders / ".cache/newsreader").exists():
        time.sleep(0.01)
    session.send_signal(signal.SIGINT)
    _, said = session.communicate(timeout=60)
    assert session.returncode == 130
    assert b"Traceback" not in said


def test_an_error_nobody_foresaw_is_one_line_and_the_log_has_the_rest(environment, tmp_path):
    broken = (
        "import dataclasses, tui_reader.cli.commands.cmd_paths as c, tui_reader.cli.main as m; "
        "c.COMMAND = dataclasses.replace(c.COMMAND, run=lambda call: 1 / 0); "
    )
    call = [sys.executable, "-c", broken + "import sys; sys.exit(m.main(sys.argv[1:]))", "paths"]
    quiet = subprocess.run(call, capture_output=True, env=environment, timeout=60)
    assert quiet.returncode == 3
    assert quiet.stderr.decode().startswith("newsreader: something went wrong: ZeroDivisionError: division by zero — ")
    assert quiet.stderr.count(b"\n") == 1
    loud = subprocess.run([*call, "--debug"], capture_output=True, env=environment, timeout=60)
    assert b"Traceback" not in loud.stderr
    held = subprocess.run(
        [*call, "--debug", "--restricted", "--no-sync"], capture_output=True, env=environment, timeout=60
    )
    assert held.returncode == 3
    log = tmp_path / "home/.local/state/newsreader/newsreader.log"
    assert log.read_text("utf-8").count("ZeroDivisionError") == 1


def test_a_home_that_cannot_be_written_still_reads(environment, tmp_path):
    (tmp_path / "file").write_text("")
    nowhere = {**environment, "HOME": str(tmp_path / "file")}
    done = run_program("list", "--json", env=nowhere)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) == 3
    failed = run_program("bookmarks", "add", "second", env=nowhere)
    assert failed.returncode == 3
    assert b"The mark was not saved" in failed.stderr
    assert b"Traceback" not in failed.stderr
