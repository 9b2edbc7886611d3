"""Commands on a small feed: exact names of the data, import and export, bad input, restricted mode."""

import io
import json
import shutil
from pathlib import Path

import pytest

from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import open_library
from tui_reader.text.cells import width

LIST_NAMES = (
    "path title linkTitle date lastmod publishDate expiryDate draft weight pinned recommended authors description summary "
    "image lang section url permalink words minutes taxonomies read bookmarked problems"
).split()
SHOW_NAMES = [*LIST_NAMES, "outline", "links", "resources", "body", "plain"]


def test_list_has_the_names_that_never_change(call):
    posts = json.loads(call("list --json").out)
    assert all(list(post) == LIST_NAMES for post in posts)
    first = posts[0]
    assert (first["path"], first["date"], first["pinned"]) == ("news/first.md", "2022-07-28T17:12:00+08:00", True)
    assert first["taxonomies"] == {"tags": ["山西", "元宇宙"], "categories": ["news"]}
    (odd,) = [post for post in posts if post["path"] == "notes/odd.md"]
    assert [list(problem) for problem in odd["problems"]] == [["field", "message", "line"]]


def test_show_has_the_post_whole(call, feed):
    post = json.loads(call("show news/first.md --json").out)
    assert list(post) == SHOW_NAMES
    assert post["outline"] == [{"name": "背景", "title": "背景", "level": 2}]
    assert {"target": "https://example.org/a", "kind": "web", "text": "全文"} in post["links"]
    assert post["resources"] == [{"name": "set.jpg", "path": None, "remote": False, "size": 0}]
    assert post["body"].startswith("# 首个元宇宙")
    assert "首个元宇宙影视基地在山西启动。" in post["plain"]


def test_drafts_come_when_asked_for(call):
    assert "notes/draft.md" not in call("list").out
    assert "notes/draft.md" in call("list --drafts").out


def test_a_width_holds(call):
    lines = call("show news/first.md --width 20").out.splitlines()
    assert max(map(width, lines)) <= 20
    assert len(lines) > len(call("show news/first.md --width 100").out.splitlines())


def test_colours_are_only_sent_when_asked_for(call, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" not in call("show second").out
    assert "\x1b[" in call("show second --ansi").out


@pytest.mark.parametrize("form", ["json", "html"])
def test_bookmarks_come_back_from_an_export(call, tmp_path, form):
    call("bookmarks add second --note 'quote & this'")
    call("bookmarks add first")
    file = tmp_path / "exported"
    file.write_text(call(f"bookmarks export --format {form}").out, "utf-8")
    before = [(mark["path"], mark["title"], mark["note"]) for mark in json.loads(call("bookmarks --json").out)]
    for name in ("first", "second"):
        assert call(f"bookmarks remove {name}").code == 0
    assert call("bookmarks").code == 1
    assert call(f"bookmarks import {file}").err == "newsreader: 2 bookmarks imported\n"
    after = [(mark["path"], mark["title"], mark["note"]) for mark in json.loads(call("bookmarks --json").out)]
    assert sorted(after) == sorted(before)
    assert call(f"bookmarks import {file}").err == "newsreader: 0 bookmarks imported\n"


@pytest.mark.parametrize("source", ["-", "file"])
def test_an_import_is_bounded_and_takes_a_mark_of_byte_order(call, monkeypatch, tmp_path, source):
    monkeypatch.setattr("tui_reader.cli.formats.bookmark_formats.MOST_CHARACTERS", 60)

    def given(text: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        (tmp_path / "b.json").write_text(text, "utf-8")
        return "-" if source == "-" else str(tmp_path / "b.json")

    refused = call(f"bookmarks import {given(' ' * 61)}")
    assert (refused.code, refused.out) == (3, "") and "too long" in refused.err
    assert call("bookmarks import " + given('\ufeff[{"path": "gone.md"}]')).out == "gone.md\n"


def test_bookmarks_are_imported_from_standard_input(call, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO('[{"path": "gone.md", "title": "Gone"}]'))
    assert call("bookmarks import -").out == "gone.md\n"
    assert "Gone" in call("bookmarks").out
    assert call("bookmarks remove gone.md").code == 0


@pytest.mark.parametrize("way", ["option", "environment", "settings"])
def test_restricted_reads_no_other_file(call, tmp_path, monkeypatch, own_folders, way):
    (tmp_path / "b.json").write_text("[]")
    if way == "environment":
        monkeypatch.setenv("NEWSREADER_RESTRICTED", "1")
    if way == "settings":
        (own_folders / ".config/newsreader").mkdir(parents=True)
        (own_folders / ".config/newsreader/config.toml").write_text("restricted = true")
    answer = call(f"bookmarks import {tmp_path}/b.json {'--restricted' if way == 'option' else ''}")
    assert answer.code == 3
    assert "restricted" in answer.err


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, 3),
        (lambda path: path.mkdir(), 3),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00"), 3),
        (lambda path: path.symlink_to(path), 3),
    ],
    ids=["missing", "empty folder", "no text", "loop"],
)
def test_a_feed_that_cannot_be_opened_is_one_line(call, tmp_path, make, code):
    path = tmp_path / "feed"
    make(path)
    for command in ("list", "open", "sync", "terms"):
        answer = call(f"{command} -C {path}")
        assert answer.code == code
        assert answer.err.startswith("newsreader: ")
        assert answer.err.count("\n") == 1
        assert answer.out == ""


def test_a_home_that_nobody_has_is_no_feed(call):
    answer = call("list -C ~nobody-of-this-name/site")
    assert answer.code == 3
    assert answer.err.startswith("newsreader: ~nobody-of-this-name/site is not there")


def test_a_broken_settings_file_is_said_and_the_defaults_hold(call, own_folders):
    file = own_folders / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('sort = "newset"\nmeasure = 66', "utf-8")
    answer = call("list")
    assert answer.code == 0
    assert "Second post" in answer.out
    assert answer.err.startswith(f"newsreader: {file}:1: sort = 'newset' is not allowed")
    (finding,) = [found for found in json.loads(call("check --json").out) if found["field"] == "settings"]
    assert (finding["file"], finding["line"]) == (str(file), 1)


def test_names_in_the_settings_that_nobody_knows_are_found(call, own_folders):
    file = own_folders / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    views = '[[views]]\nname = "good"\nquery = "is:unread"\n[[views]]\nname = "bad"\nquery = "tag:("\n'
    file.write_text(f'theme = "drak"\n[keys]\nbookmark = "b"\nbookmrak = "x"\n{views}', "utf-8")
    found = [item for item in json.loads(call("check --json").out) if item["code"] == "settings"]
    assert [(item["field"], item["line"]) for item in found] == [("theme", 1), ("keys", 4), ("keys", 3), ("views", 10)]
    assert [item["hint"] for item in found[:2]] == ["did you mean dark?", "did you mean bookmark?"]


def test_a_wrong_theme_in_the_settings_stops_no_command(call, own_folders):
    file = own_folders / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('measure = 60\ntheme = "drak"\n', "utf-8")
    answer = call("show second --ansi")
    assert answer.code == 0
    assert f"{file}:2: there is no theme “drak”" in answer.err


def test_check_goes_on_after_content_that_is_not_there(call, own_folders, tmp_path):
    file = own_folders / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('theme = "drak"\n', "utf-8")
    answer = call(f"check --json -C {tmp_path}/nowhere")
    assert answer.code == 3
    assert [item["code"] for item in json.loads(answer.out)] == ["settings", "content"]


def test_the_settings_name_the_feed_before_the_environment_does(call, own_folders, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "only.md").write_text("---\ntitle: Only\n---\n", "utf-8")
    file = own_folders / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'content = "{other}"', "utf-8")
    assert "Only" in call("list").out
    assert "Second post" in call(f"list -C {tmp_path}/site").out


def test_a_theme_that_cannot_be_used_is_found(call, own_folders):
    folder = own_folders / ".config/newsreader/themes"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("[", "utf-8")
    (finding,) = [found for found in json.loads(call("check --json").out) if found["field"] == "theme"]
    assert Path(finding["file"]).name == "mine.toml"


def test_without_sync_the_index_answers_alone(call, feed):
    call("sync")
    (feed / "content/new.md").write_text("---\ntitle: New\n---\n", "utf-8")
    assert "New" not in call("list --no-sync").out
    assert "New" in call("list").out


def test_every_place_is_named(call, feed, own_folders):
    places = json.loads(call("paths --json").out)
    names = "content settings bookmarks highlights reading index themes shippedThemes log sharedIndex"
    assert list(places) == [*names.split(), "published", "looked", "behind", "jsonVersion"]
    assert places["content"] == str(feed)
    assert places["settings"] == str(own_folders / ".config/newsreader/config.toml")


def test_bookmarks_of_another_feed_are_not_shown_as_gone(call, tmp_path, feed):
    other = tmp_path / "other"
    other.mkdir()
    (other / "only.md").write_text("---\ntitle: Only\n---\n", "utf-8")
    call("bookmarks add second")
    assert "news/second.md" in call("list --query is:bookmarked").out
    assert call(f"list --query is:bookmarked -C {other}").out == ""
    (feed / "content/news/second.md").unlink()
    assert "Second post" in call("list --query is:bookmarked").out


def test_a_post_is_set_in_the_manner_of_the_settings(call, feed, own_folders):
    (feed / "content/news/second.md").write_text("---\ntitle: B\n---\n使用AI生成的文字共有十八个，刚好。\n", "utf-8")
    file = own_folders / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('gaps = true\nparagraphs = "indent"\n')
    assert "　　使用 AI 生成" in call("show news/second.md --plain").out
    file.write_text("hang = 2\n")
    assert "使用AI生成的文字共有十八个，\n刚好。" in call("show news/second.md --plain --width 28").out
    file.write_text("hang = 0\n")
    assert "使用AI生成的文字共有十八\n个，刚好。" in call("show news/second.md --plain --width 26").out


@pytest.mark.parametrize(
    "asked", ["list --json", "list --query words:>3", "list --sort shortest --limit 2", "terms --query minutes:>0"]
)
def test_words_are_counted_before_they_are_printed_or_asked_for(call, asked: str) -> None:
    call("sync")
    known = call(asked)
    assert known.code == 0 and known.out
    shutil.rmtree(user_paths().cache)
    assert call(asked) == known


def test_a_plain_list_leaves_bodies_unread(call, feed: Path) -> None:
    call("list")
    library = open_library(feed, Settings(), user_paths())
    waiting = library.index.full_text.count_waiting()
    library.close()
    assert waiting == 4
    call("list --json --limit 1")
    library = open_library(feed, Settings(), user_paths())
    assert library.index.full_text.count_waiting() == 3
    library.close()


def test_a_setting_is_kept_and_taken_away_from_the_shell(call, own_folders):
    file = own_folders / ".config/newsreader/config.toml"
    assert call("settings measure 66").code == 0
    assert file.read_text("utf-8") == "measure = 66\n"
    assert "66" in call("settings measure").out
    assert json.loads(call("settings measure --json").out)["measure"]["from"] == "user"
    assert call("settings measure 7").code == 3
    assert call("settings measure --unset").code == 0
    assert file.read_text("utf-8") == ""
    assert call("settings keys x").code == 2
    assert call("settings measur 66").code == 2
    assert call("--restricted settings measure 66").code == 3


def test_a_theme_that_nobody_knows_is_not_kept(call, own_folders):
    file = own_folders / ".config/newsreader/config.toml"
    assert call("settings theme dark").code == 0
    unknown = call("settings theme nosuch")
    assert (unknown.code, "nosuch" in unknown.err) == (3, True)
    assert file.read_text("utf-8") == 'theme = "dark"\n'
    assert call("settings theme auto").code == 0


def test_check_names_keys_that_get_in_each_others_way(call, own_folders):
    file = own_folders / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('key_preset = "vim"\n[keys]\nbookmark = "g b"\noutline = "g g"\n', "utf-8")
    found = [item for item in json.loads(call("check --json").out) if item["code"] == "settings"]
    assert [item["line"] for item in found] == [4]
    assert "“g g” is also the key of top" in found[0]["message"]
