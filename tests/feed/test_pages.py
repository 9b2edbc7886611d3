"""What the settings and the site change in the page of a post."""

from pathlib import Path

import pytest

from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import open_library
from tui_reader.layout.options import Layout

BODY = '#标题在此\n\n{{< mine "甲" >}}乙{{< /mine >}}\n\n{{< param who >}}\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text('title = "站"\n[params]\nwho = "丙"\n', encoding="utf-8")
    (tmp_path / "content" / "a.md").write_text(f"---\ntitle: 篇\n---\n\n{BODY}", encoding="utf-8")
    return tmp_path


def page_text(site: Path, settings: Settings) -> str:
    library = open_library(site, settings, user_paths())
    library.sync.run()
    try:
        return library.pages.lay_out("a.md", Layout(width=40)).plain()
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
    ],
)
def test_a_header_turns_formulas_on(site: Path, header: str, on: bool) -> None:
    (site / "content" / "a.md").write_text(f"{header}\n\n$a^2$\n", "utf-8")
    assert ("a²" in page_text(site, Settings())) is on


@pytest.mark.parametrize(
    "parameters", ["[params]\nmath = true", "[params.math]\nenable = true", "[params.page.math]\nenable = true"]
)
def test_a_site_turns_formulas_on(site: Path, parameters: str) -> None:
    (site / "content" / "a.md").write_text("---\ntitle: a\n---\n\n$a^2$\n", "utf-8")
    assert "$a^2$" in page_text(site, Settings())
    (site / "hugo.toml").write_text(parameters, "utf-8")
    assert "a²" in page_text(site, Settings())
