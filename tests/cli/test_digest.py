"""What is new since the last digest."""

import json
import os
import re
import time
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from tui_reader.config.paths import user_paths

NASTY = "<b>*new*</b> [x](y) & \u202e\x1b[2J"


@pytest.fixture
def call(call, monkeypatch):
    """Calls the command line, each time a minute after the time before."""
    began, calls = time.time(), []
    monkeypatch.setattr("time.time", lambda: began + 60 * len(calls))

    def run(line: str):
        calls.append(line)
        return call(line)

    return run


def write(feed, name: str, title: str, date: str = "2022-08-03", header: str = "") -> None:
    (feed / "content" / name).write_text(f"---\ntitle: {json.dumps(title)}\ndate: {date}\n{header}---\nText\n", "utf-8")


def forget_index() -> None:
    for file in user_paths().cache.glob("*"):
        file.unlink()


def test_each_post_is_told_once(call, feed):
    assert call("digest").out == "", "the posts of the feed are old"
    write(feed, "a.md", "Fresh")
    assert call("digest").out == "A small feed: 1 new post\n  2022-08-03  Fresh\n"
    assert (call("digest").out, call("digest").code) == ("", 0)


def test_a_feed_that_is_indexed_anew_is_not_new(call, feed):
    call("digest")
    forget_index()
    write(feed, "a.md", "Dated long ago")
    assert call("digest").out == ""


def test_a_span_is_by_date_and_leaves_the_mark_alone(call, feed):
    call("digest")
    write(feed, "a.md", "Fresh")
    said = call("digest --since 2022-07..2022-08").out
    assert said.startswith("A small feed: 3 new posts\n  2022-08-03  Fresh\n  2022-08-01  Second post\n")
    assert "Fresh" in call("digest").out


def test_no_more_than_asked_for_and_how_many_more_there_are(call, feed):
    call("digest")
    for number in range(4):
        write(feed, f"{number}.md", f"Number {number}", f"2022-08-0{number + 1}", "pinned: true\n" * (number == 0))
    said = call("digest --limit 2").out.splitlines()
    assert said == [
        "A small feed: 4 new posts",
        "  2022-08-04  Number 3",
        "  2022-08-03  Number 2",
        "              and 2 more",
    ]


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_titles_mean_nothing_in_any_form(call, feed, form):
    call("digest")
    write(feed, "a.md", NASTY, header=f"description: {json.dumps(NASTY)}\n")
    said = call(f"digest --format {form}").out
    assert "\x1b" not in said and "\u202e" not in said
    made = {"text": lambda text: f"<pre>{re.sub('<', '&lt;', text)}</pre>", "markdown": MarkdownIt().render}.get(form)
    reader = TextReader()
    reader.feed(made(said) if made else said)
    assert "<b>*new*</b> [x](y) &" in "".join(reader.texts)
    assert set(reader.tags) <= {"pre", "h2", "ul", "li", "a", "small", "br", "p"}


class TextReader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self.tags = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


def test_a_mark_that_cannot_be_written_is_told_and_the_digest_printed(call, feed):
    call("digest")
    write(feed, "a.md", "Fresh")
    file = user_paths().digests
    file.unlink()
    file.mkdir()
    said = call("digest --since last")
    assert said.code == 0
    assert "Fresh" not in said.out, "dated long ago, and nothing is known of an earlier digest"
    assert "cannot be written" in said.err


@pytest.mark.parametrize("text", ["", "[]", "{", '{"x": true}', "\x00", "[" * 100_000])
def test_a_damaged_mark_is_as_none(call, text):
    file = user_paths().digests
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert call("digest").code == 0
    assert isinstance(json.loads(file.read_text()), dict)


def test_a_fifo_in_place_of_the_mark_holds_nobody_up(call):
    file = user_paths().digests
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    assert call("digest").code == 0
    assert file.is_file()


@pytest.mark.parametrize("line", ["digest --since never", "digest --format pdf", "digest --limit -1"])
def test_what_means_nothing_is_refused(call, line):
    assert call(line).code == 2
