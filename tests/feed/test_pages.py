"""What the settings and the site change in the page of a post."""

import contextlib
import os
from pathlib import Path

import pytest

from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import open_library
from tui_reader.layout.options import Layout
from tui_reader.model.post import Post
from tui_reader.store import body_counts
from tui_reader.store.body_counts import count_body
from tui_reader.store.front_matter.fields import Fields
from tui_reader.store.site.page_path import PagePath

BODY = '#标题在此\n\n{{< mine "甲" >}}乙{{< /mine >}}\n\n{{< param who >}}\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text('title = "站"\n[params]\nwho = "丙"\n', encoding="utf-8")
    (tmp_path / "content" / "a.md").write_text(f"---\ntitle: 篇\n---\n\n{BODY}", encoding="utf-8")
    return tmp_path


def page_text(site: Path, settings: Settings, path: str = "a.md") -> str:
    library = open_library(site, settings, user_paths())
    library.sync.run()
    try:
        return library.pages.lay_out(path, Layout(width=40)).plain()
    finally:
        library.close()


def test_shortcodes_of_the_site_are_set_by_the_users_templates(site: Path) -> None:
    text = page_text(site, Settings(shortcodes=(("mine", "《{0}》：{inner}"),)))
    assert "《甲》：乙" in text
    assert "《甲》" not in page_text(site, Settings())


def test_a_heading_without_a_blank_is_one_only_where_the_setting_says_so(site: Path) -> None:
    assert "#标题在此" in page_text(site, Settings())
    assert "#标题在此" not in page_text(site, Settings(hash_headings=True))


def test_a_parameter_of_the_site_is_shown(site: Path) -> None:
    assert "丙" in page_text(site, Settings())


def test_a_parameter_of_the_post_comes_before_that_of_the_site(site: Path) -> None:
    (site / "content" / "b.md").write_text(
        "---\ntitle: 篇\nWho: {Is: 丁}\n---\n\n{{< param Who.is >}}，{{< param title >}}\n", encoding="utf-8"
    )
    assert "丁，篇" in page_text(site, Settings(), "b.md")


def test_the_card_tells_readers_what_they_miss_and_leaves_the_rest_to_editors(site: Path) -> None:
    post = site / "content" / "a.md"
    post.write_text(
        "---\ntitle: 篇\ndate: 2022-07-28\nlastmod: 2022-07-01\ntags: 甲, 乙\n---\n正文\n", encoding="utf-8"
    )
    assert "!" not in page_text(site, Settings())
    post.write_bytes("---\ntitle: 篇\n---\n正文".encode() + b"\xff\xfe\n")
    assert "! " in page_text(site, Settings())


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the posts whose words were counted."""
    paths: list[str] = []

    def count(post: Post, fields: Fields, place: PagePath) -> Post:
        paths.append(post.path)
        return count_body(post, fields, place)

    monkeypatch.setattr(body_counts, "count_body", count)
    return paths


def test_words_that_the_index_knows_are_not_counted_again(site: Path, counted: list[str]) -> None:
    with contextlib.closing(open_library(site, Settings(), user_paths())) as library:
        library.sync.run()
        known = library.pages.read("a.md").post
        assert counted == ["a.md"]
        counted.clear()
        assert library.pages.read("a.md").post == known
        assert known.words
        assert known.counted
        assert counted == []


def test_words_of_a_file_that_changed_since_are_counted(site: Path, counted: list[str]) -> None:
    with contextlib.closing(open_library(site, Settings(), user_paths())) as library:
        library.sync.run()
        file = site / "content" / "a.md"
        file.write_text(file.read_text("utf-8") + "\n\n再添几个字\n", "utf-8")
        before = library.posts.by_path("a.md").words
        counted.clear()
        assert library.pages.read("a.md").post.words > before
        assert counted == ["a.md"]


def test_a_newer_section_page_above_changes_no_words(site: Path, counted: list[str]) -> None:
    section = site / "content" / "news"
    section.mkdir()
    (section / "b.md").write_text("---\ntitle: 又\n---\n\n一二三\n", "utf-8")
    os.utime(section / "b.md", (1, 1))
    (section / "_index.md").write_text("---\ntitle: 新\n---\n", "utf-8")
    with contextlib.closing(open_library(site, Settings(), user_paths())) as library:
        library.sync.run()
        counted.clear()
        assert library.pages.read("news/b.md").post.words == 1
        assert counted == []


@pytest.mark.parametrize(
    ("header", "on"),
    [
        ("---\nmath: true\n---", True),
        ("---\nmath: 'true'\n---", True),
        ("---\nmath:\n  # said\n  enable: true\n---", True),
        ("---\nmath: {enable: true}\n---", True),
        ("---\nkatex:\n  enable: false\ntoc:\n  enable: true\n---", False),
        ("---\ntitle: math\n---", False),
        ("+++\ntitle = 'a'\n[math]\nblockLeft = ''\nenable = true\n+++", True),
        ("+++\n[math]\nenable = false\n[toc]\nenable = true\n+++", False),
        ('{"math": {"enable": true}}', True),
        ("---\nparams:\n  math: true\n---", True),
        ("+++\n[params.math]\nenable = true\n+++", True),
        ("---\nuse_math: true\n---", True),
        ("---\nmathJax: true\n---", True),
        ("---\nlibraries: [katex]\n---", True),
        ("---\nmath: false\n---", False),
        ("---\ntags: [math]\n---", False),
        ("---\ntitle: a\n---\n\n{{< katex >}}", True),
        ("---\ntitle: a\n---\n\n{{< katex >}}b{{< /katex >}}", False),
    ],
)
def test_a_header_turns_formulas_on(site: Path, header: str, on: bool) -> None:
    (site / "content" / "a.md").write_text(f"{header}\n\n$a^2$\n", "utf-8")
    assert ("a²" in page_text(site, Settings())) is on


@pytest.mark.parametrize(
    "parameters",
    [
        "[params]\nmath = true",
        "[params.math]\nenable = true",
        "[params.page.math]\nenable = true",
        "[params.article]\nmath = true",
        "[params.katex]\nenable = true",
        "[params]\nmathjax = 'true'",
        "[params.features.math]\nenable = true",
        "[markup.goldmark.extensions.passthrough]\nenable = true",
        "[markup.goldmark.extensions.passthrough]\nenable = true\ndelimiters.inline = [['$', '$']]",
        "[[cascade]]\n[cascade.params]\nmath = true",
        "[cascade]\nkatex = true",
    ],
)
def test_a_site_turns_formulas_on(site: Path, parameters: str) -> None:
    (site / "content" / "a.md").write_text("---\ntitle: a\n---\n\n$a^2$\n", "utf-8")
    assert "$a^2$" in page_text(site, Settings())
    (site / "hugo.toml").write_text(parameters, "utf-8")
    assert "a²" in page_text(site, Settings())


def test_a_post_turns_formulas_off_that_its_site_turns_on(site: Path) -> None:
    (site / "hugo.toml").write_text("[params]\nmath = true", "utf-8")
    (site / "content" / "a.md").write_text("---\nmath: false\n---\n\n$a^2$\n", "utf-8")
    assert "$a^2$" in page_text(site, Settings())


@pytest.mark.parametrize(
    ("file", "text", "on"),
    [
        ("layouts/partials/foot.html", '<script src="/js/math-code.js" defer></script>', True),
        ("themes/one/layouts/partials/deep/foot.html", '<script src="//a.example/math-code.js"></script>', True),
        ("static/js/math.js", "tex2jax: {skipTags: ['script', 'pre']}", True),
        ("static/js/math.js", "tex2jax: {skipTags: ['script', 'pre', 'code']}", False),
        ("layouts/_partials/math.html", "renderMathInElement(document.body, {'ignoredTags': [\"pre\"]})", True),
        ("assets/js/math.js", "options: {skipHtmlTags: {'[-]': ['code', 'pre']}}", True),
        ("assets/js/math.js", "options: {skipHtmlTags: {'[+]': ['code']}}", False),
        ("layouts/partials/foot.html", "no script", False),
    ],
)
def test_code_around_a_formula_is_one_where_a_script_of_the_site_makes_it_so(
    site: Path, file: str, text: str, on: bool
) -> None:
    config = site / "hugo.toml"
    config.write_text('theme = "one"\n' + config.read_text("utf-8"), "utf-8")
    (site / file).parent.mkdir(parents=True)
    (site / file).write_text(text, "utf-8")
    (site / "content" / "m.md").write_text(
        "---\ntitle: 式\n---\nan `$x^2$`, `\\(a_1\\)`, `$5`, `code`\n\n`$$y^3$$`\n", "utf-8"
    )
    page = page_text(site, Settings(), "m.md")
    assert ("x²" in page and "a₁" in page and "y³" in page) is on
    assert ("$x^2$" in page and "$$y^3$$" in page) is not on
    assert "$5" in page and "code" in page


def test_the_delimiters_of_the_passthrough_are_those_that_enclose_formulas(site: Path) -> None:
    (site / "hugo.toml").write_text(
        "[markup.goldmark.extensions.passthrough]\nenable = true\n"
        "delimiters.inline = [['\\(', '\\)'], ['@@', '@@']]\ndelimiters.block = [['$$', '$$']]",
        "utf-8",
    )
    (site / "content" / "a.md").write_text("---\ntitle: a\n---\n\n$a^2$, \\(b^2\\), @@c^2@@, $$d^2$$\n", "utf-8")
    assert "$a^2$, b², c², d²" in page_text(site, Settings())


@pytest.mark.parametrize(
    ("script", "on"),
    [
        ('renderMathInElement(b, {delimiters: [{left: "$$", right: "$$"}, {left: "$", right: "$"}]});', True),
        ("renderMathInElement(b, {\"delimiters\": [{'left': '$$', 'right': '$$'}, {'left': '\\\\('}]});", False),
        ("MathJax = {tex: {inlineMath: [['\\\\(', '\\\\)'],\n  ['$', '$']]}};", True),
        ("MathJax = {tex: {displayMath: [['$$', '$$']], inlineMath: [['\\\\(', '\\\\)']]}};", False),
        ("", False),
    ],
)
def test_dollar_signs_that_the_passthrough_does_not_name_are_those_of_the_script(
    site: Path, script: str, on: bool
) -> None:
    (site / "hugo.toml").write_text(
        "[markup.goldmark.extensions.passthrough]\nenable = true\ndelimiters.inline = [['\\(', '\\)']]\n", "utf-8"
    )
    (site / "layouts").mkdir()
    (site / "layouts" / "math.html").write_text(f"<script>{script}</script>", "utf-8")
    (site / "content" / "a.md").write_text("---\ntitle: a\n---\n\n$a^2$, \\(b^2\\)\n", "utf-8")
    assert ("a², b²" if on else "$a^2$, b²") in page_text(site, Settings())


@pytest.mark.parametrize(
    ("settings", "english", "chinese"),
    [
        ("[languages.zh.params]\nmath = true", False, True),
        ("[languages.zh.markup.goldmark.extensions.passthrough]\nenable = true", False, True),
        ("[params.math]\nenable = true\n[languages.zh.params.math]\ncss = 'x'", True, True),
        ("[params]\nmath = true\n[languages.zh.params]\nmath = false", True, False),
    ],
)
def test_a_language_says_for_itself_whether_formulas_are_on(site: Path, settings, english, chinese) -> None:
    (site / "hugo.toml").write_text(f"[languages.en]\nweight = 1\n[languages.zh]\nweight = 2\n{settings}", "utf-8")
    for path, on in (("a.md", english), ("a.zh.md", chinese)):
        (site / "content" / path).write_text("---\ntitle: a\n---\n\n$a^2$\n", "utf-8")
        assert ("a²" in page_text(site, Settings(), path)) is on


def test_a_post_in_html_is_set_and_found_as_html(tmp_path: Path) -> None:
    site = tmp_path / "content"
    site.mkdir()
    (site / "a.html").write_text(
        "---\ntitle: 篇\n---\n<style>p { color: wordhidden }</style>\n<div>\n<pre># wordshown\n\n*x*</pre>\n</div>\n",
        "utf-8",
    )
    (site / "b.md").write_text("---\ntitle: 乙\nmarkup: html\n---\n<p>*星*</p>\n", "utf-8")
    library = open_library(site, Settings(), user_paths())
    library.sync.run()
    assert " # wordshown\n\n *x*" in library.pages.lay_out("a.html", Layout(width=40)).plain()
    assert "*星*" in library.pages.lay_out("b.md", Layout(width=40)).plain()
    found = {word: len(library.posts.listing(library.posts.query(word))) for word in ("wordshown", "wordhidden")}
    library.close()
    assert found == {"wordshown": 1, "wordhidden": 0}
