"""Files that `newsreader export` writes, read by other programs."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile

import frontmatter
import pytest
from ebooklib import ITEM_DOCUMENT, ITEM_IMAGE, epub

from tests.cli.conftest import call, feed  # noqa: F401  the feed of the command line's tests
from tui_reader.export.export_forms import EXPORT_FORMS
from tui_reader.model.form_names import FORM_NAMES

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


@pytest.fixture
def pictured(feed):  # noqa: F811
    """The feed, with a post of two pictures: one of the site, one above it."""
    (feed / "content" / "pictured.md").write_text(
        "---\ntitle: P\n---\n![a](a.png)\n\n![b](../../secret.png)\n\n![](a.png)\n"
    )
    (feed / "content" / "a.png").write_bytes(PNG)
    (feed.parent / "secret.png").write_bytes(PNG + b"secret")
    return feed


def test_the_command_names_every_form():
    assert tuple(EXPORT_FORMS) == FORM_NAMES


def test_a_book_is_read_by_another_program(call, pictured, tmp_path):  # noqa: F811
    said = call(f"export --query '' -o {tmp_path}/b.epub")
    assert (said.code, said.out) == (0, "")
    book = epub.read_epub(str(tmp_path / "b.epub"))
    assert book.title == "A small feed"
    pages = {item.file_name for item in book.get_items_of_type(ITEM_DOCUMENT)}
    assert {entry.href for entry in book.toc} <= pages
    assert next(entry.title for entry in book.toc) == "首个元宇宙影视基地在山西启动"
    assert [item.content for item in book.get_items_of_type(ITEM_IMAGE)] == [PNG]
    text = b"".join(item.content for item in book.get_items_of_type(ITEM_DOCUMENT)).decode()
    assert "首个元宇宙影视基地在山西启动。" in text
    assert text.count('src="picture1.png"') == 2


def test_the_first_file_of_a_book_tells_what_it_is(call, tmp_path):  # noqa: F811
    call(f"export second -o {tmp_path}/b.epub")
    assert (tmp_path / "b.epub").read_bytes()[30:58] == b"mimetypeapplication/epub+zip"
    assert zipfile.ZipFile(tmp_path / "b.epub").testzip() is None


def test_equal_posts_make_equal_books(call, tmp_path):  # noqa: F811
    for name in ("a", "b"):
        call(f"export --query '' -o {tmp_path}/{name}.epub")
    assert (tmp_path / "a.epub").read_bytes() == (tmp_path / "b.epub").read_bytes()


def test_a_page_holds_its_pictures_and_fetches_nothing(call, pictured, tmp_path):  # noqa: F811
    call(f"export pictured -o {tmp_path}/p.html")
    text = (tmp_path / "p.html").read_text("utf-8")
    assert text.count('src="data:image/png;base64,') == 2
    assert "default-src 'none'" in text
    assert "c2VjcmV0" not in text


def test_markdown_has_its_header(call, tmp_path):  # noqa: F811
    call(f"export first -o {tmp_path}/f.md")
    post = frontmatter.load(str(tmp_path / "f.md"))
    assert post["title"] == "首个元宇宙影视基地在山西启动"
    assert post["tags"] == ["山西", "元宇宙"]
    assert post.content.startswith("# 首个元宇宙影视基地在山西启动")


def test_text_is_what_show_prints(call):  # noqa: F811
    assert call("export second").out == call("show second --plain").out
    assert call("export --query ''").out.count("─" * 32) == len(call("list").out.splitlines()) - 1


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_is_printed_holds_nothing_that_a_terminal_obeys(call, feed, form):  # noqa: F811
    hostile = "\x1b]0;x\x07\u202e\x9b"
    body = f"---\ntitle: {json.dumps(hostile)}\ntags: [{json.dumps(hostile)}]\n---\n{hostile}\n"
    (feed / "content" / "bad.md").write_text(body, "utf-8")
    said = call(f"export bad.md --format {form}").out
    assert not set("\x1b\x07\u202e\x9b") & set(said)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("export", 2),
        ("export second --query x", 2),
        ("export second -o book.pdf", 2),
        ("export nowhere", 1),
        ("export --query title:nowhere", 1),
        ("export second -o /nowhere/b.txt", 3),
        ("--restricted -C {feed} export second -o {out}/b.txt", 3),
        ("--restricted -C {feed} export second", 0),
        ("export second -o {feed}/content/b.md", 3),
        ("export second -o {feed}/b.md", 3),
    ],
)
def test_what_cannot_be_written_is_refused_and_leaves_nothing(call, feed, tmp_path, line, code):  # noqa: F811
    before = sorted(tmp_path.rglob("*"))
    call("sync")
    assert call(line.format(out=tmp_path, feed=feed)).code == code
    assert sorted(path for path in tmp_path.rglob("*") if "home" not in path.parts) == [
        path for path in before if "home" not in path.parts
    ]


def test_a_post_that_cannot_be_read_is_not_counted_and_replaces_nothing(call, feed, tmp_path):  # noqa: F811
    call("sync")
    (feed / "content" / "news" / "second.md").unlink()
    said = call(f"--no-sync export --query 'is:recommended OR path:first' -o {tmp_path}/b.txt")
    assert "1 post exported" in said.err and "second.md cannot be read" in said.err
    (tmp_path / "b.txt").write_text("before")
    assert call(f"--no-sync export second -o {tmp_path}/b.txt").code == 3
    assert (tmp_path / "b.txt").read_text() == "before"


def test_a_link_into_the_feed_is_seen_through(call, feed, tmp_path):  # noqa: F811
    (tmp_path / "way").symlink_to(feed / "content")
    assert call(f"export second -o {tmp_path}/way/b.md").code == 3
    assert not (feed / "content" / "b.md").exists()


def test_a_link_stays_and_what_it_leads_to_is_written(call, tmp_path):  # noqa: F811
    (tmp_path / "real").write_text("before")
    for name, target in (("link", "real"), ("first", "new")):
        (tmp_path / name).symlink_to(tmp_path / target)
        assert call(f"export second --format text -o {tmp_path}/{name}").code == 0
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / target).read_text() == call("export second").out


@pytest.mark.parametrize("form", FORM_NAMES)
def test_a_pipe_is_written_to_and_not_replaced(call, tmp_path, form):  # noqa: F811
    """As `/dev/stdout`, `/dev/null` and the `>(…)` of a shell are."""
    pipe, taken = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: taken.append(pipe.read_bytes()))
    reader.start()
    said = call(f"export second --format {form} -o {pipe}")
    reader.join(30)
    assert (said.code, said.out) == (0, "")
    assert pipe.is_fifo()
    assert call(f"export second --format {form} -o {tmp_path}/file").code == 0
    written = (tmp_path / "file").read_bytes()
    if form == "epub":
        assert zipfile.ZipFile(io.BytesIO(taken[0])).testzip() is None
    else:
        assert taken == [written]


def test_a_device_that_takes_nothing_is_told_and_stays(call, tmp_path):  # noqa: F811
    (tmp_path / "full").symlink_to("/dev/full")
    assert call(f"export second --format text -o {tmp_path}/full").code == 3
    assert (tmp_path / "full").is_char_device()


def test_an_interrupted_export_leaves_what_was_there(feed, tmp_path):  # noqa: F811
    for number in range(300):
        (feed / "content" / f"n{number}.md").write_text(f"---\ntitle: N{number}\n---\n" + "text *a* b\n\n" * 300)
    (tmp_path / "b.html").write_text("before")
    env = {**os.environ, "NEWSREADER_CONTENT": str(feed)}
    command = [sys.executable, "-m", "tui_reader", "export", "--query", "", "-o", str(tmp_path / "b.html")]
    running = subprocess.Popen(command, env=env, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".b.html.*")) and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 130
    assert (tmp_path / "b.html").read_text() == "before"
    assert not list(tmp_path.glob(".b.html.*"))
    assert b"Traceback" not in (running.stderr or io.BytesIO()).read()
