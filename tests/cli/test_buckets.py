"""Feeds in buckets on the command line: published, opened directly, read on where the bucket is away, closed in
restricted mode; and no key of the job is ever in what is said or written.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import call as call
from tests.cli.conftest import feed as feed
from tests.cli.test_publish import POST
from tests.feeds import SITE
from tests.mirror.bucket import SECRET, Bucket, bucket_served, environment_of
from tui_reader.feed.shared import own_copy
from tui_reader.mirror import bucket as bucket_module

ADDRESS = "s3://news/site"
MANUAL = Path(__file__).resolve().parents[2] / "docs/manual/servers.md"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with bucket_served({"site/hugo.toml": SITE, "site/content/a.md": POST.format(title="First")}) as served:
        for name, value in environment_of(served.port).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(bucket_module, "FIRST_PAUSE", 0.01)
        yield served


def _put(bucket: Bucket, title: str) -> None:
    bucket.put({"site/content/a.md": POST.format(title=title)})


def _go_away(bucket: Bucket) -> None:
    bucket.fault = lambda asked, count: 503


def test_a_bucket_is_published_and_readers_have_what_was_put_into_it(call, bucket, tmp_path, own_folders):
    settings = own_folders / ".config/newsreader/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'content = "{ADDRESS}"\nindex = "{tmp_path}/index"\n')
    bucket.put({"site/.git/config": "hostile"})
    published = call(f"publish --to '{tmp_path}/index'")
    assert (published.code, "1 file is left out" in published.err) == (0, True)
    assert "First" in call("list").out
    _put(bucket, "Second")
    bucket.asked.clear()
    assert "First" in call("list").out
    assert bucket.asked == []
    assert call(f"publish {ADDRESS} --to '{tmp_path}/index'").out.startswith("generation-")
    assert "Second body" in call("show a.md --plain").out
    assert call(f"publish --to '{tmp_path}/index'").out == ""
    _go_away(bucket)
    assert call(f"publish --to '{tmp_path}/index'").code == 3
    away = call("paths")
    assert "Posts may be behind since" in away.out + away.err
    assert "server answers with error 503 (Wrong503)" in away.out + away.err


def test_the_line_of_the_manual_publishes(call, bucket, tmp_path):
    (line,) = re.findall(r"^newsreader (publish s3:.*) --watch$", MANUAL.read_text("utf-8"), re.MULTILINE)
    assert call(line.replace("/var/lib/newsreader/feed", f"'{tmp_path}/index'")).out.startswith("generation-")


def test_a_bucket_is_opened_directly_and_read_on_where_it_is_away(call, bucket, monkeypatch):
    first = call(f"list -C {ADDRESS}")
    assert (first.code, "First" in first.out, first.err) == (0, True, "")
    _put(bucket, "Second")
    assert "First" in call(ADDRESS).out
    monkeypatch.setattr(own_copy, "FRESH_SECONDS", 0.0)
    assert "Second" in call(ADDRESS).out
    _go_away(bucket)
    for command in ("list", "show a.md --plain"):
        away = call(f"{command} -C {ADDRESS}")
        assert (away.code, "Second" in away.out, len(away.err.splitlines())) == (0, True, 1)
        assert "Posts may be behind since" in away.err


def test_a_copy_is_read_without_obstore(call, bucket, monkeypatch):
    call(f"list -C {ADDRESS}")
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.setattr(own_copy, "FRESH_SECONDS", 0.0)
    answer = call(f"list -C {ADDRESS}")
    assert ("First" in answer.out, "need the package obstore" in answer.err) == (True, True)
    never = call("list -C s3://news/other")
    assert (never.code, "pip install 'hugo-newsreader[s3]'" in never.err) == (3, True)


def test_in_restricted_mode_nothing_is_fetched(call, bucket, own_folders):
    for line in (
        f"--restricted list -C {ADDRESS}",
        f"--restricted {ADDRESS}",
        f"--restricted publish {ADDRESS} --to x",
    ):
        answer = call(line)
        assert (answer.code, answer.out, bucket.asked) == (3, "", [])
    assert not (own_folders / ".cache/newsreader/buckets").exists()


def test_what_is_remembered_is_the_address(call, bucket, own_folders):
    assert f"{ADDRESS} from now on" in call(f"{ADDRESS} --remember").err
    assert f'content = "{ADDRESS}"' in (own_folders / ".config/newsreader/config.toml").read_text()
    assert "First" in call("list").out


@pytest.mark.parametrize("fault", [403, 500, "cut", None])
def test_no_key_is_in_what_is_said_or_written(call, bucket, own_folders, tmp_path, fault):
    call(f"list -C {ADDRESS}")
    bucket.fault = lambda asked, count: fault
    said = [
        call(line)
        for line in (
            f"--debug publish {ADDRESS} --to '{tmp_path}/index'",
            f"list -C {ADDRESS}",
            f"sync -C {ADDRESS}",
            f"check -C {ADDRESS}",
            f"list -C s3://key:{SECRET}@news/site",
        )
    ]
    assert SECRET not in "".join(answer.out + answer.err for answer in said)
    written = [file for folder in (own_folders, tmp_path) for file in folder.rglob("*") if file.is_file()]
    assert len(written) > 5
    assert not [file for file in written if SECRET.encode() in file.read_bytes()]


def test_a_job_that_watches_looks_once_a_minute_and_publishes_what_was_put(call, bucket, tmp_path, rounds):
    steps = [lambda: _put(bucket, "Second"), lambda: _go_away(bucket), lambda: None]
    pauses = rounds(steps)
    answer = call(f"publish {ADDRESS} --to '{tmp_path}/index' --watch")
    assert (len(answer.out.split()), len(answer.err.splitlines())) == (2, 1)
    assert pauses == [60.0, 60.0, 120.0, 240.0]
