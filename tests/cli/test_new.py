"""`newsreader new` makes what `hugo new content` makes, and touches nothing that is there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hugo.oracle import HUGO

TEMPLATE = """---
title: "{{ replace .Name "-" " " | title }}"
date: {{ .Date }}
draft: true
v: "{{ .File.ContentBaseName }} {{ .File.LogicalName }} {{ .File.Path }} {{ .File.Dir }} {{ .File.Ext }} {{ .Type }}"
w: '{{ .Site.Title }} {{ site.Title }} {{ now.Format "2006-01" }} {{ .Name | humanize }} {{ .Name | lower | upper }}'
x: '{{ printf "%s-%v" .Name .Type }} {{ replaceRE "[aeiou]" "" .Name }} {{ dateFormat "06" .Date }}'
---
{{/* a note to authors */ -}}
{{< figure src="a.png" >}}
"""


def hugo(root: Path, *arguments: str) -> None:
    """Have Hugo make a post."""
    done = subprocess.run([HUGO, "new", "content", *arguments], cwd=root, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def made(root: Path) -> dict[str, str]:
    """The files below the content folder, with times of day taken out."""
    return {
        file.relative_to(root / "content").as_posix(): re.sub(
            r"T[\d:]{8}(Z|[+-]\d\d:\d\d)", "T", file.read_text("utf-8")
        )
        for file in (root / "content").rglob("*")
        if file.is_file()
    }


@pytest.fixture
def site(call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a file and a folder as archetypes, and a theme with one more."""
    root = tmp_path / "news"
    files = {
        "hugo.toml": 'title = "News & more"\ntheme = "plain"\ntimeZone = "UTC"\n',
        "archetypes/posts.md": TEMPLATE,
        "archetypes/default.md": TEMPLATE.replace("draft: true", "draft: false"),
        "archetypes/trips/index.md": TEMPLATE,
        "archetypes/trips/data/places.csv": "{{ .Name }}\n",
        "themes/plain/archetypes/notes.md": TEMPLATE.replace("draft: true", "weight: 3"),
        "content/posts/2022/old.md": "---\ntitle: Old\ndate: 2022-07-28\n---\nText\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    monkeypatch.setenv("NEWSREADER_CONTENT", str(root))
    monkeypatch.setenv("TZ", "UTC")
    return root


@pytest.mark.skipif(not HUGO.exists(), reason="hugo is not installed")
def test_posts_are_what_hugo_makes_of_the_same_archetypes(site, call):
    other = site.with_name("other")
    shutil.copytree(site, other)
    for arguments in (
        ["posts/the-end-of-an-IT-thing.md"],
        ["trips/to-山西"],
        ["notes/a.md"],
        ["--kind", "posts", "else/b.md"],
    ):
        hugo(other, *arguments)
        assert call("new " + " ".join(arguments)).code == 0
    assert made(site) == made(other)


def test_a_title_becomes_a_file_beside_the_newest_post_and_stands_in_its_header(site, call):
    answer = call("new '首个元宇宙影视基地: “IT & Co.” 在山西!'")
    place = site / "content" / "posts" / "2022" / "首个元宇宙影视基地-it-co-在山西.md"
    assert (answer.code, answer.out, answer.err) == (0, f"{place}\n", "")
    assert 'title: "首个元宇宙影视基地: “IT & Co.” 在山西!"\n' in place.read_text("utf-8")
    assert call("list --drafts --query title:元宇宙").code == 0
    assert call("new 'A \"quoted\" title' --section news --bundle").code == 0
    assert 'title: "A \\"quoted\\" title"' in (site / "content/news/a-quoted-title/index.md").read_text("utf-8")


def test_nothing_is_overwritten_and_nothing_made_outside_the_content_folder(site, call, tmp_path):
    before = made(site)
    tmp_path.joinpath("outside").mkdir()
    again = call("new posts/2022/old.md")
    assert (again.code, again.out) == (3, "")
    assert "is there already" in again.err
    for path in ("../out.md", "posts/../../out.md", "posts//x.md", "a\x07/b.md"):
        assert call(f"new '{path}'").code == 2, path
    (site / "content" / "away").symlink_to(tmp_path / "outside")
    assert call("new away/out.md").code == 3
    assert call("new '!!!'").code == 2
    assert made(site) == before
    assert not [*tmp_path.glob("*.md"), *(tmp_path / "outside").iterdir()]


def test_new_is_refused_when_restricted_in_the_sample_feed_and_in_a_single_file(site, call, monkeypatch):
    assert call("--restricted new posts/x.md").code == 3
    assert call(f"-C '{site}/content/posts/2022/old.md' new posts/x.md").code == 2
    monkeypatch.delenv("NEWSREADER_CONTENT")
    answer = call("new posts/x.md")
    assert (answer.code, "sample feed" in answer.err) == (2, True)


def test_what_is_not_understood_stays_and_is_named_with_its_line(site, call):
    (site / "archetypes" / "posts.md").write_text(
        "---\ntitle: a\n---\n{{ if .Draft }}x{{ end }}\n{{ .Name }}\n", "utf-8"
    )
    answer = call("new posts/odd.md")
    assert answer.code == 0
    assert answer.err.count("archetypes/posts.md, line 4") == 2
    assert (site / "content/posts/odd.md").read_text("utf-8").endswith("{{ if .Draft }}x{{ end }}\nodd\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ncover:\n  title: x\ntitle: a\n---\n", '---\ncover:\n  title: x\ntitle: "My Title"\n---\n'),
        ("---\ndraft: true\n---\ntitle: x\n", "---\ndraft: true\n---\ntitle: x\n"),
        ("+++\ntitle = 'a'\n[x]\ntitle = 'b'\n+++\n", "+++\ntitle = \"My Title\"\n[x]\ntitle = 'b'\n+++\n"),
        ('{\n"x": {\n"title": 1\n},\n"title": "a",\n"y": 1}\n', '{\n"x": {\n"title": 1\n},\n"title": "My Title",\n"y": 1}\n'),
    ],
)  # fmt: skip
def test_the_title_of_the_header_is_set_and_no_other_line(site, call, before, after):
    (site / "archetypes" / "posts.md").write_text(before, "utf-8")
    assert call("new 'My Title' --section posts").code == 0
    assert (site / "content/posts/my-title.md").read_text("utf-8") == after


def test_a_site_without_archetypes_and_a_bare_folder_get_a_header(site, call):
    shutil.rmtree(site / "archetypes")
    assert call(f"-C '{site}/content' new news/first-post.md").code == 0
    text = (site / "content/news/first-post.md").read_text("utf-8")
    assert re.fullmatch(r'---\ntitle: "First Post"\ndate: \d{4}-\S+\ndraft: true\n---\n', text)


def test_edit_opens_the_file_in_the_editor(site, tmp_path):
    editor = tmp_path / "my-editor"
    editor.write_text('#!/bin/sh\nprintf "%s" "$1" > "$0.called"\n', "utf-8")
    editor.chmod(0o755)
    environment = {**os.environ, "EDITOR": str(editor), "VISUAL": ""}
    command = [sys.executable, "-m", "tui_reader", "new", "posts/x.md", "--edit"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert Path(f"{editor}.called").read_text("utf-8") == done.stdout.strip()
