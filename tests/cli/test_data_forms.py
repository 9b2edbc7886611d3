"""Data for scripts: JSON everywhere, JSON Lines, lines of one's own, and the exit codes."""

import io
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import is_zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import run_program
from tui_reader.cli.formats.post_json import DATES, NAMES
from tui_reader.cli.formats.post_template import read_template
from tui_reader.model.errors import UsageError


def test_json_lines_are_the_array_line_by_line(call):
    lines = call("list --jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(call("list --json").out)
    assert all("snippet" in json.loads(line) for line in call("search 元宇宙 --jsonl").out.splitlines())


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{date} {title}", "2022-07-28 首个元宇宙影视基地在山西启动"),
        ("{date:%d.%m.%Y}|{path}", "28.07.2022|news/first.md"),
        ("{tags}; {categories}; {taxonomies}", "山西, 元宇宙; news; 山西, 元宇宙, news"),
        ("{pinned} {draft} {lastmod} {expiryDate}", "yes no 2022-07-28"),
        ("a\\tb {{x}} \\\\n", "a\tb {x} \\n"),
        ("", ""),
    ],
)
def test_a_line_of_ones_own(call, template, line):
    found = call(f"list --query path:first --format '{template}'")
    assert found.out.rstrip(" \n") == line.rstrip()


@pytest.mark.parametrize("template", ["{titel}", "{", "}", "{title:%d}", "{title.real}", "{title[0]}", "{}", "{0}"])
def test_a_line_that_cannot_be_filled_is_refused_before_anything_is_printed(call, template):
    found = call(f"list --format '{template}'")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("newsreader: --format: ")
    assert found.err.count("\n") == 1


@given(st.text(alphabet="{}%:\\ntdate\u202e\x1b", max_size=20))
def test_no_template_raises_anything_else(text):
    try:
        template = read_template(text, ("tags",))
    except UsageError:
        return
    assert "\x1b" not in template.fill({"title": "\x1b[2J", "tags": "x"}) or "\x1b" in text


def test_every_name_of_the_json_can_be_written(call):
    (post,) = json.loads(call("list --query path:first --json").out)
    assert tuple(post) == NAMES
    assert set(DATES) <= set(NAMES)
    template = "|".join("{" + name + "}" for name in NAMES)
    assert len(call(f"list --query path:first --format '{template}'").out.split("|")) == len(NAMES)


def test_a_line_break_in_a_title_breaks_no_line(call, feed):
    (feed / "content" / "two.md").write_text('---\ntitle: "two\\nlines\\e[2J"\n---\n')
    assert call("list --query path:two --format '{title}'").out == "two lines[2J\n"


def test_the_newest_post_is_shown_without_its_name(call):
    assert "Terminals are fine." in call("show --newest").out
    assert json.loads(call("show --newest --json").out)["path"] == "news/second.md"


@pytest.mark.parametrize("line", ["show", "show --newest second"])
def test_show_wants_one_post(call, line):
    assert call(line).code == 2


def test_a_post_from_standard_input_is_set_like_any_other(call, monkeypatch, feed):
    given = b"---\ntitle: Draft of mine\ntags: [a]\n---\n**bold** and \xe4\xbd\xa0\xe5\xa5\xbd\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    shown = call("show - --json")
    post = json.loads(shown.out)
    assert (post["title"], post["taxonomies"]) == ("Draft of mine", {"tags": ["a"]})
    assert post["plain"].endswith("bold and 你好\n")
    assert not list((feed / "content").glob("standard-input*"))


def test_new_posts_are_those_since_the_reader_was_last_open(call):
    assert call("list --new").code in (0, 1)
    assert set(call("list --new").out.splitlines()) <= set(call("list").out.splitlines())


def test_what_a_search_does_not_find_is_named(call):
    assert "No post has nowhere-at-all" in call("search nowhere-at-all").err
    assert "No post has zzyx" in call("search 元宇宙 zzyx").err
    assert "tag:zzyx" in call("search tag:zzyx 元宇宙").err
    assert "No post has all of it" in call("search 山西 Terminals").err


def test_an_empty_list_says_why(call, feed):
    assert "No post fits" in call("list --query title:nothing-like-it").err
    for file in (feed / "content").rglob("*.md"):
        file.unlink()
    assert "The feed has no posts" in call("list").err


def test_changes_of_a_sync_as_json(call, feed):
    added = json.loads(call("sync --json").out)
    assert "news/second.md" in added["added"] and (added["changed"], added["removed"]) == ([], [])
    (feed / "content" / "news" / "second.md").unlink()
    assert json.loads(call("sync --json").out) == {"added": [], "changed": [], "removed": ["news/second.md"]}


def test_changes_of_bookmarks_as_json(call, tmp_path):
    assert json.loads(call("bookmarks add second --note 'n' --json").out)["note"] == "n"
    assert json.loads(call("bookmarks note second m --json").out)["note"] == "m"
    assert json.loads(call("bookmarks remove second --json").out) == {"path": "news/second.md"}
    (tmp_path / "b.json").write_text('[{"path": "gone.md"}]')
    assert json.loads(call(f"bookmarks import {tmp_path}/b.json --json").out) == ["gone.md"]


@pytest.mark.parametrize("text", ["<p>a page</p>", "words", "{}", "[1, 2]", ""])
def test_a_file_of_another_kind_is_no_bookmarks(call, tmp_path, text):
    (tmp_path / "b").write_text(text)
    found = call(f"bookmarks import {tmp_path}/b")
    assert (found.code, found.out) == (3, "")
    assert "no bookmarks" in found.err


@pytest.mark.parametrize("line", ["list", "list --json", "show second --plain", "bookmarks export", "terms", "man"])
def test_a_full_disk_behind_the_output_is_told_in_one_line(feed, line):
    run_program("bookmarks", "add", "second", env={**os.environ, "NEWSREADER_CONTENT": str(feed)})
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "tui_reader", "-C", str(feed), *line.split()]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 3
    assert done.stderr.decode().startswith("newsreader: standard output: ")
    assert done.stderr.count(b"\n") == 1


def test_settings_say_where_each_comes_from(call, own_folders):
    file = own_folders / ".config" / "newsreader" / "config.toml"
    assert call("settings --init").out == f"{file}\n"
    assert call("settings --init").code == 3, "a file that is there stays as it is"
    assert tomllib.loads(file.read_text("utf-8")) == {}
    assert {given["from"] for given in json.loads(call("settings --json").out).values()} == {"default"}
    file.write_text('measure = 60\ntheme = "light"\n')
    given = json.loads(call("settings --json").out)
    assert (given["measure"]["value"], given["measure"]["from"]) == (60, "user")
    assert "theme" in call("settings").out


def test_the_first_settings_file_is_right_when_every_line_counts(call, own_folders):
    file = own_folders / ".config" / "newsreader" / "config.toml"
    call("settings --init")
    kept = [line.removeprefix("#") for line in file.read_text("utf-8").splitlines() if not line.startswith("# ")]
    file.write_text("\n".join(kept), "utf-8")
    assert "config.toml" not in call("check").out


def test_restricted_writes_no_settings(call, own_folders):
    assert call("--restricted settings --init").code == 3
    assert not (own_folders / ".config" / "newsreader" / "config.toml").exists()


CODES = {
    "list": 0,
    "list --query title:nothing-like-it": 1,
    "list --query '('": 2,
    "list --sort nowhere": 2,
    "-C /nowhere list": 3,
    "show nowhere": 1,
    "show second": 0,
    "search fine": 0,
    "search zzyx": 1,
    "terms tags": 0,
    "terms nowhere": 1,
    "bookmarks": 1,
    "bookmarks remove second": 1,
    "bookmarks import /nowhere": 3,
    "bookmarks nowhere": 2,
    "check": 3,
    "paths": 0,
    "sync": 0,
    "settings": 0,
    "completion tcsh": 2,
    "--version": 0,
    "help": 0,
    "help list": 0,
    "/nowhere": 3,
    "lst": 2,
}


@pytest.mark.parametrize("line", CODES)
def test_exit_codes(call, line):
    assert call(line).code == CODES[line]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("list --jsno", "--json"),
        ("--rstricted list", "--restricted"),
        ("bookmarks export --frmat=html", "--format"),
        ("list --limt 3", "--limit"),
        ("list --format '{titel}'", "title"),
        ("lst", "list"),
    ],
)
def test_a_slip_of_the_finger_is_named(call, line, meant):
    found = call(line)
    assert found.code == 2
    assert meant in found.err


WORDS = st.sampled_from(
    "list show search terms bookmarks add remove note export import sync check paths settings man completion help"
    " -C --json --jsonl --format {title} --limit -1 0 9999999999 --sort x --query ( ' --lang zz -- - --width 3 '' second"
    " \x1b[2J \u202e 山西 --newest --init --note --fix-hint --no-sync --restricted --drafts bash digest export new terms --since"
    " -o book.epub out.html nowhere/out.md /dev/full . posts/x.md --kind --bundle --section --full --ansi".split(" ")
)


@settings(max_examples=200)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_no_command_line_ends_in_a_traceback_or_leaves_a_half_written_file(words):
    given = "\n".join(words)
    done = _in_this_process(words)
    assert done in (0, 1, 2, 3), given
    left = [file.name for file in Path.cwd().rglob("*") if file.is_file()]
    assert not [name for name in left if name.startswith(".") or not Path(name).suffix], given
    for file in (file for file in Path.cwd().iterdir() if file.name in ("book.epub", "out.html")):
        assert is_zipfile(file) if file.suffix == ".epub" else file.read_text("utf-8").endswith("</html>\n"), given


def _in_this_process(words: list[str]) -> int:
    from tui_reader.cli.main import main

    kept = sys.stdout, sys.stderr, sys.stdin
    sys.stdout, sys.stderr, sys.stdin = io.StringIO(), io.StringIO(), io.TextIOWrapper(io.BytesIO(b""))
    try:
        code = main(["-C", os.environ["NEWSREADER_CONTENT"], *words])
    except SystemExit as ended:
        code = int(str(ended.code))
    finally:
        said = sys.stderr.getvalue()
        sys.stdout, sys.stderr, sys.stdin = kept
    assert "something went wrong" not in said
    assert "\x1b" not in said and "\u202e" not in said
    return code


@pytest.fixture(autouse=True)
def _feed_of_the_random_lines(feed, monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSREADER_CONTENT", str(feed))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
