"""The seed post is understood field by field; awkward files become posts with a problem."""

from datetime import datetime
from pathlib import Path

import pytest

from tui_reader.model.errors import ContentError
from tui_reader.model.post import Taxonomy
from tui_reader.store.post_reader import load_post, parse_post, read_post
from tui_reader.store.site.site import Site, find_site
from tui_reader.store.walk import walk_posts

BARE = Site(None, Path("/nowhere"))
T = "title: 样例\ndate: 2022-07-28T21:38:40+08:00\n"


def post_of(header: str, body: str = "正文\n", path: str = "posts/a.md"):
    return parse_post(f"---\n{header}---\n{body}".encode(), path, BARE)


def test_the_seed_is_understood(corpora):
    site = find_site(corpora / "seed")
    (fingerprint,) = walk_posts(site)
    post = load_post(fingerprint.path, site)
    assert post.title == "首个元宇宙影视基地在山西启动"
    assert post.date == datetime.fromisoformat("2022-07-28T21:38:40+08:00")
    assert (post.pinned, post.recommended, post.flags) == (False, True, ("recommend1",))
    assert post.authors == ("Cindy",)
    assert post.description.startswith("7月28日")
    assert post.taxonomies[-1] == Taxonomy("news", ("元宇宙",))
    assert (post.section, post.url, post.lang) == ("news", "/news/first-metaverse-film-base/", "zh")
    assert [(problem.code, problem.line, problem.column) for problem in post.problems] == [
        ("lastmod-before-date", 4, 10)
    ]


@pytest.mark.parametrize(
    ("header", "field", "value", "codes"),
    [
        ('draft: "true"\n', "draft", True, []),
        ("draft: fasle\n", "draft", False, ["not-a-flag"]),
        ("isCJKLanguage: maybe\n", "draft", False, ["not-a-flag"]),
        ("pinned: 1\n", "pinned", True, []),
        ("weight: '10'\n", "weight", 10, []),
        ("weight:\n", "weight", 0, []),
        ("weight: heavy\n", "weight", 0, ["not-a-number"]),
        ("authors: Cindy\n", "authors", ("Cindy",), []),
        ("author:\n  name: 甲\n  link: x\n", "authors", ("甲",), []),
        ("authors:\n- name: 甲\n- 乙\n", "authors", ("甲", "乙"), []),
        (
            "tags: [1, 2.5, true, null, '', ' 空格 ', 甲, 甲]\n",
            "taxonomies",
            (Taxonomy("tags", ("1", "2.5", "true", "空格", "甲")),),
            [],
        ),
        ("tags: 甲, 乙\n", "taxonomies", (Taxonomy("tags", ("甲, 乙",)),), ["terms-in-one"]),
        ("tags: {a: b}\n", "taxonomies", (), ["not-a-list"]),
        ("dsq_thread_id: ['123']\n", "taxonomies", (), []),
        ("news: [元宇宙]\n", "taxonomies", (Taxonomy("news", ("元宇宙",)),), []),
        ("featured: true\nrecommend2: true\nrecommend3: false\n", "flags", ("recommend2",), []),
        ("cover: {image: a.jpg}\n", "image", "a.jpg", []),
        ("headless: true\n", "listed", False, []),
        ("build: {list: never}\n", "listed", False, []),
        ("hiddenFromHomePage: true\n", "listed", True, []),
        ("hiddenInHomeList: true\n", "listed", True, []),
        ("hidden: true\n", "listed", True, []),
    ],
)
def test_a_field_is_read_as_it_is_meant(header, field, value, codes):
    post = post_of(T + header)
    assert getattr(post, field) == value
    assert [problem.code for problem in post.problems] == codes


def test_a_post_without_title_takes_its_heading_then_its_file_name():
    assert post_of("date: 2022-01-01\n", "# 标题 #\n").title == "标题"
    assert post_of("date: 2022-01-01\n", path="posts/2022-01-01-hello-world.md").title == "hello world"


def test_a_header_that_cannot_be_read_is_named_and_the_post_still_listed():
    post = post_of("title: docker: Error\ndraft: true\n", "# 标题\n")
    assert (post.title, post.draft) == ("docker: Error", True)
    assert [(problem.code, problem.line) for problem in post.problems] == [("header-unreadable", 2)]
    assert post_of('"{{ .Name }}": "{{ .Date }}"x\n', "# 标题\n").title == "标题"


def test_every_file_of_every_site_becomes_a_post(corpora):
    for folder in sorted(path for path in corpora.iterdir() if path.is_dir()):
        site = find_site(folder)
        fingerprints = list(walk_posts(site))
        assert fingerprints
        assert len({fingerprint.path for fingerprint in fingerprints}) == len(fingerprints)
        for fingerprint in fingerprints:
            post = load_post(fingerprint.path, site)
            assert post.path == fingerprint.path
            assert post.title
            assert "post-trouble" not in [problem.code for problem in post.problems], post


def test_a_file_that_is_gone_is_one_error_or_one_problem(tmp_path):
    (tmp_path / "a.md").write_text("x", "utf-8")
    site = find_site(tmp_path)
    assert load_post("b.md", site).problems[0].code == "file-unreadable"
    with pytest.raises(ContentError, match=r"b\.md"):
        read_post("b.md", site)
