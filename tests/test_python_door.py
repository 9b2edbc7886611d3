"""The door for programs: what README and manual show runs, and its names stay."""

import contextlib
import inspect
import io
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import tui_reader
from tests.feeds import write_post, write_site
from tui_reader.model.errors import ContentError, NotFoundError, QueryError
from tui_reader.model.post import Post

ROOT = Path(__file__).resolve().parent.parent
MANUAL = (ROOT / "docs" / "manual" / "python.md").read_text("utf-8")
EXAMPLES = re.findall(
    r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8") + MANUAL, re.MULTILINE | re.DOTALL
)


@pytest.mark.parametrize("lines", EXAMPLES)
def test_examples_run_on_the_sample_feed(lines, monkeypatch):
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(lines, "example", "exec"), {})
    assert len(printed.getvalue().splitlines()) >= 3


def test_the_manual_names_every_call_and_only_fields_that_are_there():
    calls = {name for name, _ in inspect.getmembers(tui_reader.Feed) if not name.startswith("_")}
    assert {re.match(r"\w+", name)[0] for name in re.findall(r"`feed\.([^`]+)`", MANUAL)} == calls
    listed = re.search(r"A post has (.*?);", MANUAL, re.DOTALL)[1]
    named = set(re.findall(r"`(\w+)`", listed)) - {"name", "terms"}
    assert named <= {field.name for field in fields(Post)}


def test_importing_the_package_loads_no_part_of_it():
    code = "import sys, tui_reader; print([name for name in sys.modules if name.startswith('tui_reader.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_posts_come_as_they_are_listed(tmp_path):
    site = write_site(tmp_path / "site", 5)
    write_post(site, "news/long.md", "长文", day=9, body="第一段。\n\n第二段，**有**重点。", header="pinned: true\n")
    with tui_reader.open_feed(site) as feed:
        assert [post.title for post in feed.posts(limit=2)] == ["长文", "第4篇"]
        assert [post.title for post in feed.posts("title:篇 -title:4", limit=1)] == ["第3篇"]
        assert [post.title for post in feed.search("有重点")] == ["长文"]
        long = feed.post("long")
        assert (long.words, long.pinned, feed.markdown(long)) == (2, True, "\n第一段。\n\n第二段，**有**重点。\n")
        assert feed.text(long) == "第一段。\n第二段，有重点。"
        assert max(map(len, feed.text(long, width=10).splitlines())) <= 10
        assert {facet.name for facet in feed.terms()} >= {"tags"}
        with pytest.raises(QueryError):
            feed.posts("(")
        with pytest.raises(NotFoundError):
            feed.post("nowhere")
    with pytest.raises(ContentError), tui_reader.open_feed(tmp_path / "nowhere"):
        pass
    with pytest.raises(AttributeError):
        tui_reader.nothing  # noqa: B018
