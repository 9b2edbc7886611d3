"""The interface speaks Chinese where the person does: the catalogue is complete, level with the source, and keeps its
blanks.
"""

import gettext
import re

import pytest

from tools import catalogue
from tui_reader.i18n import messages
from tui_reader.i18n.messages import tr, tr_count, tr_problem, use_language, wanted_language
from tui_reader.model.post import Problem

CATALOGUES = {file.parents[1].name: file for file in catalogue.catalogues()}
STALE = 0.03
"""Share of translations that nobody says any more."""


@pytest.fixture(autouse=True)
def english_again():
    yield
    use_language("en")
    gettext.textdomain("messages")


@pytest.fixture(params=CATALOGUES)
def entries(request):
    """Message and translation in one of the languages."""
    return catalogue.read_po(CATALOGUES[request.param])[1]


def test_everything_the_program_says_is_translated(entries):
    missing = [one for one, many in catalogue.messages() if not entries.get((one, many))]
    assert missing == [], "run tools/catalogue.py and translate"


def test_a_translation_keeps_every_number(entries):
    lost = {
        one: form
        for (one, many), translation in entries.items()
        for form in translation.split("\0")
        if set(re.findall(r"\d\d+", many or one)) - set(re.findall(r"\d\d+", form))
    }
    assert lost == {}


def test_the_catalogue_holds_little_that_nobody_says(entries):
    stale = set(entries) - set(catalogue.messages())
    assert len(stale) <= len(entries) * STALE, f"run tools/catalogue.py, which drops: {stale}"


@pytest.mark.parametrize("file", CATALOGUES.values(), ids=CATALOGUES)
def test_the_compiled_catalogue_is_level_with_its_source(file):
    compiled = catalogue.compiled(*catalogue.read_po(file))
    assert file.with_suffix(".mo").read_bytes() == compiled, "run tools/catalogue.py"


def test_a_translation_has_the_same_blanks_to_fill(entries):
    blanks = re.compile(r"\{\w*\}|%\(\w+\)[sr]|%s")
    for (one, _), translation in ((entry, text) for entry, text in entries.items() if text):
        for form in translation.split("\0"):
            assert sorted(blanks.findall(form)) == sorted(blanks.findall(one)), one


def test_every_plural_keeps_its_number():
    """A language with one form for one and many has the number of the many in it."""
    blanks = re.compile(r"\{\w*\}")
    plurals = [(one, many) for one, many in catalogue.messages() if many]
    assert len(plurals) > 10
    assert [one for one, many in plurals if sorted(blanks.findall(one)) != sorted(blanks.findall(many))] == []


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LC_ALL": "", "LANG": "zh_SG"}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_comes_from_the_environment(monkeypatch, environment, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(messages, "LANGUAGES", ("zh_CN", "en"))
    assert wanted_language() == language


def test_a_chosen_language_is_spoken():
    use_language("zh_CN")
    assert tr("Quit") == "退出"
    assert tr_count("{n} bookmark imported", "{n} bookmarks imported", 1200) == "导入了 1,200 个书签"
    use_language("en")
    assert tr("Quit") == "Quit"
    assert tr_count("{n} bookmark imported", "{n} bookmarks imported", 1) == "1 bookmark imported"
    assert tr("") == ""


def test_a_message_without_a_translation_stays_english():
    use_language("zh_CN")
    assert tr("No such message") == "No such message"


def test_a_problem_is_shown_in_the_readers_language():
    problem = Problem("date", "date is no date that can be read", 3, hint="write 2022-07-28", code="date-unreadable")
    unknown = Problem("x", "message", hint="hint", code="no-such-code")
    assert tr_problem(problem) == problem
    use_language("zh_CN")
    assert tr_problem(problem).message == "看不懂的日期"
    assert tr_problem(problem).hint.startswith("请写成")
    assert tr_problem(problem).line == 3
    assert tr_problem(unknown) == unknown


def test_every_language_but_english_has_a_catalogue():
    for language in messages.LANGUAGES:
        assert language == "en" or (catalogue.LOCALE / language / "LC_MESSAGES" / "newsreader.mo").is_file()
    assert set(messages.LANGUAGES) == {"en", *CATALOGUES}


def test_a_catalogue_comes_back_as_it_was_written(tmp_path):
    header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"
    entries = {('say "x"\n', ""): "说“x”\n", ("{n} a", "{n} b"): "{n} 个\\"}
    catalogue.write_po(tmp_path / "x.po", header, entries)
    assert catalogue.read_po(tmp_path / "x.po") == (header, entries)
    (tmp_path / "x.mo").write_bytes(catalogue.compiled(header, entries))
    with (tmp_path / "x.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext('say "x"\n') == "说“x”\n"
    assert found.ngettext("{n} a", "{n} b", 5) == "{n} 个\\"


def test_a_language_may_have_several_forms_of_a_plural(tmp_path):
    (tmp_path / "x.po").write_text("")
    header, _ = catalogue.read_po(tmp_path / "x.po")
    entries = {("{n} post", "{n} posts"): "{n} Beitrag\0{n} Beiträge"}
    catalogue.write_po(tmp_path / "x.po", header, entries)
    assert catalogue.read_po(tmp_path / "x.po") == (header, entries)
    (tmp_path / "x.mo").write_bytes(catalogue.compiled(header, entries))
    with (tmp_path / "x.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert [found.ngettext("{n} post", "{n} posts", n) for n in (1, 2)] == ["{n} Beitrag", "{n} Beiträge"]


@pytest.mark.parametrize(
    ("locale", "language"),
    [("pt_PT.UTF-8", "pt_PT"), ("pt_AO", "pt_BR"), ("de_AT@euro", "de"), ("nl_NL", "en"), ("en_GB.UTF-8", "en")],
)
def test_the_catalogue_of_the_country_goes_before_another_of_the_language(monkeypatch, locale, language):
    monkeypatch.setattr(messages, "LANGUAGES", ("de", "pt_BR", "pt_PT", "en"))
    monkeypatch.setenv("LC_ALL", locale)
    assert wanted_language() == language
