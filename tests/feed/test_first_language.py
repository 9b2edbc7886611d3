"""The language a feed begins with: never one without posts, and the same on the screen and in commands."""

import json
from dataclasses import replace

import pytest

from tests.feeds import user
from tui_reader.cli.main import main
from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.config.theme_file import load_theme
from tui_reader.feed.first_language import begins_with
from tui_reader.feed.library import open_library
from tui_reader.i18n.messages import use_language
from tui_reader.model.query import Query
from tui_reader.store.site.languages import Language
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.ui.startup.initial_state import prepare_initial_state

CONFIGS = {
    "a file for each language": {
        "config/_default/hugo.toml": 'title = "x"\n',
        "config/_default/languages.zh.toml": 'weight = 2\ncontentDir = "content/zh"\n',
        "config/_default/languages.en.toml": 'weight = 1\ncontentDir = "content/en"\n',
    },
    "one file, by folder": {
        "hugo.yaml": "languages:\n  en: {weight: 1, contentDir: content/en}\n  zh: {weight: 2, contentDir: content/zh}\n",
    },
    "by suffix": {"config.toml": "[languages.en]\nweight = 1\n[languages.zh]\nweight = 2\n"},
    "production alone": {"config/production/languages.toml": "[en]\nweight = 1\n[zh]\nweight = 2\n"},
    "keys of one's own": {"hugo.toml": '[languages.en]\nweight = 1\n[languages.zh]\nlanguageCode = "zh-CN"\n'},
    "one language": {"hugo.toml": 'defaultContentLanguage = "zh"\n'},
}


@pytest.fixture(autouse=True)
def _speak_english_again():
    yield
    use_language("en")


def write_site(root, config, languages):
    for name, text in config.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    by_folder = any("content/en" in text for text in config.values())
    for language in languages:
        name = f"{language}/posts/a.md" if by_folder else f"posts/a.{language}.md"
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(f"---\ntitle: In {language}\n---\nText.\n", "utf-8")
    return root


def on_screen(root, tmp_path, lang=""):
    """Posts and language of the first screen, the index filled before."""
    library = open_library(root, Settings(), user(tmp_path))
    try:
        library.sync.run()
        theme = load_theme("dark", user(tmp_path))
        initial = prepare_initial_state(library, Settings(), theme, Capabilities(), OpenOptions(lang=lang))
        return [row.path for row in initial.rows], initial.filter.lang
    finally:
        library.close()


def in_commands(root, capsys, *more):
    capsys.readouterr()
    main(["-C", str(root), "list", "--json", *more])
    return [post["path"] for post in json.loads(capsys.readouterr().out or "[]")]


@pytest.mark.parametrize("languages", [["zh"], ["en"], ["en", "zh"]], ids="+".join)
@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "en_GB.UTF-8", "fr_FR.UTF-8", "C"])
@pytest.mark.parametrize("config", CONFIGS.values(), ids=list(CONFIGS))
def test_screen_and_commands_begin_with_the_same_language_and_it_has_posts(
    config, locale, languages, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("LC_ALL", locale)
    root = write_site(tmp_path / "site", config, languages)
    shown, lang = on_screen(root, tmp_path)
    assert shown and shown == in_commands(root, capsys)
    many = "languages" in "".join(config.values()) + "".join(config) and len(languages) == 2
    assert lang == (locale[:2] if many and locale[:2] in languages else "")
    assert in_commands(root, capsys, "--lang", "all") == on_screen(root, tmp_path, "all")[0]
    assert len(in_commands(root, capsys, "--lang", "all")) == len(languages)


def test_a_query_that_names_a_language_is_asked_of_all(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    root = write_site(tmp_path / "site", CONFIGS["by suffix"], ["en", "zh"])
    assert in_commands(root, capsys) == ["posts/a.zh.md"]
    assert in_commands(root, capsys, "--query", "lang:en") == ["posts/a.en.md"]
    assert in_commands(root, capsys, "--lang", "EN") == ["posts/a.en.md"]


def test_drafts_make_no_language_unless_they_are_shown(tmp_path):
    root = write_site(tmp_path / "site", CONFIGS["by suffix"], ["en", "zh"])
    draft = root / "content/posts/a.zh.md"
    draft.write_text(draft.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    library = open_library(root, Settings(), user(tmp_path))
    library.sync.run()
    assert [one.key for one in library.posts.languages(Query())] == ["en"]
    assert [one.key for one in library.posts.languages(replace(Query(), drafts=True))] == ["en", "zh"]
    library.close()


TAGS = (Language("zh-cn"), Language("zh-tw"), Language("en"))


@pytest.mark.parametrize(
    ("interface", "locale", "present", "first"),
    [
        ("auto", "zh_TW.UTF-8", TAGS, "zh-tw"),
        ("auto", "zh_HK.UTF-8", TAGS, "zh-tw"),
        ("auto", "zh_SG.UTF-8", TAGS, "zh-cn"),
        ("auto", "en_GB.UTF-8@euro", TAGS, "en"),
        ("auto", "fr_FR.UTF-8", TAGS, ""),
        ("auto", "C.UTF-8", TAGS, ""),
        ("zh_CN", "en_US.UTF-8", TAGS, "zh-cn"),
        ("en", "zh_CN.UTF-8", TAGS, "en"),
        ("zh_CN", "C", (Language("en"), Language("cn", code="zh-CN")), "cn"),
        ("zh_CN", "C", (Language("en"), Language("zh-hant")), "zh-hant"),
        ("auto", "de_AT", (Language("en"), Language("de-ch"), Language("de")), "de-ch"),
        ("en", "C", (Language("eng"), Language("zh")), ""),
        ("zh_CN", "C", (Language("zh"),), ""),
    ],
)
def test_a_feed_begins_with_the_language_of_the_interface(interface, locale, present, first, monkeypatch):
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LC_ALL", locale)
    assert begins_with("", present, interface) == first
    assert begins_with("FR", present, interface) == "fr"
    assert begins_with("all", present, interface) == ""
