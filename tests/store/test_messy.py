"""Awkward files: each is listed, or named with its problem; none stops the others."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tui_reader.store.formats import is_content
from tui_reader.store.post_reader import load_post, parse_post
from tui_reader.store.site.site import Site, find_site
from tui_reader.store.walk import walk_posts
from tui_reader.text.sanitize import sanitize

BARE = Site(None, Path("/nowhere"))
NAMED = {
    "types/draft-typo.md": "not-a-flag",
    "types/title-list.md": "not-text",
    "types/weight-big.md": "not-a-number",
    "yaml/colon-in-title.md": "header-unreadable",
    "yaml/tab-indent.md": "header-unreadable",
    "yaml/dup-keys.md": "key-double",
    "yaml/case-keys.md": "key-case",
    "yaml/nonstring-keys.md": "key-not-text",
    "yaml/list.md": "header-no-mapping",
    "yaml/unclosed.md": "header-unclosed",
    "yaml/invalid-date.md": "date-unreadable",
    "toml/bad.md": "header-unreadable",
    "json/trailing-comma.md": "header-unreadable",
    "json/shortcode-first.md": "body-shortcode",
    "dates/d00.md": "date-odd",
    "dates/d20.md": "date-number",
    "dates/lastmod-before.md": "lastmod-before-date",
    "enc/gbk.md": "file-encoding",
    "enc/utf16le.md": "file-encoding",
    "enc/bad-byte.md": "file-damaged",
}
"""Files whose problem must be named, and by what code."""
TITLED = {
    "yaml/colon-in-title.md": "docker: Error response from daemon",
    "yaml/json-in-fence.md": "围栏里的 JSON",
    "enc/big5.md": "樣例",
    "enc/shiftjis.md": "日本語",
    "enc/latin1.md": "café",
    "enc/bom-blank.md": "样例",
    "json/ok.md": "JSON 头部",
    "types/title-int.md": "404",
    "types/title-multiline.md": "第一行 第二行",
    "types/title-null.md": "正文标题",
}
"""Files whose title must be read all the same."""


@pytest.fixture(scope="module")
def messy(corpora, tmp_path_factory):
    """A site of awkward files, its posts by path, and what could not be listed."""
    folder = tmp_path_factory.mktemp("messy") / "site"
    subprocess.run([sys.executable, corpora / "mkmessy.py", folder], check=True, capture_output=True)
    site = find_site(folder)
    told: dict[str, str] = {}
    fingerprints = list(walk_posts(site, lambda path, problem: told.update({path: problem.code})))
    posts = {fingerprint.path.removeprefix("posts/"): load_post(fingerprint.path, site) for fingerprint in fingerprints}
    yield site, posts, told
    (site.content / "posts/perm/unreadable.md").chmod(0o644)


def test_every_file_is_listed_or_named_or_ignored_by_hugo_too(messy):
    site, posts, told = messy
    for folder, _, files in os.walk(site.content):
        for name in files:
            path = Path(folder, name).relative_to(site.content).as_posix().removeprefix("posts/")
            ignored = name[0] in ".#" or name[-1] in "~#" or not is_content(name)
            ignored = ignored or name.startswith("_index.") or path == "bundle/extra.md"
            shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            assert ignored or path in posts or f"posts/{shown}" in told, path


def test_no_post_is_in_trouble_and_each_has_a_title(messy):
    _, posts, _ = messy
    assert all(post.title for post in posts.values())
    assert not [
        path for path, post in posts.items() if any(problem.code == "post-trouble" for problem in post.problems)
    ]


@pytest.mark.parametrize("path", NAMED)
def test_the_problem_is_named(path, messy):
    problems = messy[1][path].problems
    assert NAMED[path] in [problem.code for problem in problems]
    assert all(problem.message and problem.line for problem in problems)


@pytest.mark.parametrize("path", TITLED)
def test_the_title_is_read(path, messy):
    assert messy[1][path].title == TITLED[path]


def test_what_cannot_be_a_post_is_named(messy):
    told = messy[2]
    assert told["posts/sect/fifo.md"] == "file-special"
    assert told["posts/sect/outside.md"] == "link-outside"
    assert told["posts/sect/loop/"] == "link-not-followed"


HOSTILE = {
    "shortcodes": "{{< x >}}" * 20_000 + "{{< /x >}}" * 20_000,
    "quotes in shortcodes": '{{% "a ' * 20_000,
    "comments": "-->" + "<!--" * 50_000,
    "brackets": "![" * 50_000,
    "tags": '<a x="' * 50_000,
    "heading": "# a" + " " * 200_000 + "b {" + " " * 50_000,
    "quotes": "> " * 5_000 + "x",
    "lists": "".join("  " * depth + "- x\n" for depth in range(300)),
    "stars": "**a" * 50_000,
    "lines": "\n" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("path", ["a.md", "a.html", "a.org"])
def test_a_hostile_body_is_read_in_time(name, path):
    post = parse_post(f"---\ntitle: t\n---\n{HOSTILE[name]}".encode(), path, BARE)
    assert post.title == "t"
    assert post.problems == ()


@pytest.mark.parametrize(
    "header",
    [
        "a: x" + " " * 60_000 + "y: z\n",
        "tags: [" + ",".join(f"t{number}" for number in range(9000)) + "]\n",
        "".join(f"recommend{number}: maybe\n" for number in range(3000)),
        "a: &a [x]\nb: [" + "*a," * 20_000 + "]\n",
        "date: 2022-01-01" + " " * 60_000 + "x\n",
    ],
)
def test_a_hostile_header_is_read_in_time(header):
    post = parse_post(f"---\n{header}---\nbody\n".encode(), "a.md", BARE)
    assert len(post.problems) <= 100
    assert post.words == 1


def _is_named(post, told):
    return any(problem.code.startswith(("header-", "not-", "key-")) for problem in post.problems) and bool(post.title)


EXPECTED = {
    "yaml error": _is_named,
    "yaml error: show body, title from H1/filename": _is_named,
    "yaml error: fall back": _is_named,
    "yaml error or odd": _is_named,
    "must not execute; error": _is_named,
    "no crash": _is_named,
    "must not hang or exhaust memory": lambda post, told: post.title == "别名炸弹",
    "date unknown, post shown": lambda post, told: post.date is None and bool(post.title),
    "whole file is body or fm": lambda post, told: post.words > 0,
    "no front matter": lambda post, told: post.words > 0,
    "paragraphs": lambda post, told: post.words > 0,
    "must not reach the terminal raw": lambda post, told: not CONTROLS.search(sanitize(post.title)),
    "must be neutralised": lambda post, told: not CONTROLS.search(sanitize(post.summary)),
    "must list and open": lambda post, told: bool(post.title),
}
"""What the maker of the files expects of a post, and what shows it; other expectations concern files that are no
posts.
"""
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NO_POSTS = {
    "no crash, no endless loop", "must not block", "error message, others listed", "skip/descend", "not a separate post in Hugo",
}  # fmt: skip
IGNORED = ("names/z.txt", "names/no-extension", "names/.hidden.md", "names/backup.md~", "names/.#lock.md", "names/#auto.md#", "names/#hash.md", "sect/_index.md")  # fmt: skip
"""Expected to be listed by their maker, and no posts to Hugo."""


def test_every_case_does_what_its_maker_expects(messy):
    site, posts, told = messy
    rows = [line.split("\t") for line in (site.root / "MANIFEST.tsv").read_text("utf-8", "replace").splitlines()]
    assert len(rows) == 166
    assert {expected for *_, expected in rows} == set(EXPECTED) | NO_POSTS
    named = {repr(path)[1:-1] if path.isascii() else path: post for path, post in posts.items()}
    wrong = []
    for name, _, expected in rows:
        post = posts.get(name) or named.get(name.replace("\\e", "\\x1b"))
        if post is None:
            unreadable = name[:2] == "b'" and any("\ufffd" in path for path in told)
            listed = expected in NO_POSTS or name in IGNORED or unreadable
            wrong += [] if listed else [(name, "is neither listed nor named")]
        elif expected in EXPECTED and not EXPECTED[expected](post, told):
            wrong.append((name, expected))
    assert wrong == []
