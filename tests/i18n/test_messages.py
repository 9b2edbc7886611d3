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

ENTRIES = catalogue.read_po(catalogue.PO)
LEFT_OUT = 0.03
"""Share of messages that may wait for a translation: they are said in English, which is no fault."""


@pytest.fixture(autouse=True)
def english_again():
    yield
    use_language("en")
    gettext.textdomain("messages")


def test_nearly_everything_the_program_says_is_translated():
    said = catalogue.messages()
    missing = [one for one, many in said if not ENTRIES.get((one, many))]
    assert len(missing) <= len(said) * LEFT_OUT, f"run tools/catalogue.py and translate: {missing}"


def test_the_catalogue_holds_little_that_nobody_says():
    stale = set(ENTRIES) - set(catalogue.messages())
    assert len(stale) <= len(ENTRIES) * LEFT_OUT, f"run tools/catalogue.py, which drops: {stale}"


def test_the_compiled_catalogue_is_level_with_its_source():
    assert catalogue.PO.with_suffix(".mo").read_bytes() == catalogue.compiled(ENTRIES), "run tools/catalogue.py"


def test_a_translation_has_the_same_blanks_to_fill():
    blanks = re.compile(r"\{\w*\}|%\(\w+\)[sr]|%s")
    for (one, _), translation in ((entry, text) for entry, text in ENTRIES.items() if text):
        assert sorted(blanks.findall(translation)) == sorted(blanks.findall(one)), one


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
        assert language == "en" or (catalogue.PO.parents[2] / language / "LC_MESSAGES" / "newsreader.mo").is_file()


def test_a_catalogue_comes_back_as_it_was_written(tmp_path):
    entries = {('say "x"\n', ""): "说“x”\n", ("{n} a", "{n} b"): "{n} 个\\"}
    catalogue.write_po(tmp_path / "x.po", entries)
    assert catalogue.read_po(tmp_path / "x.po") == entries
    (tmp_path / "x.mo").write_bytes(catalogue.compiled(entries))
    with (tmp_path / "x.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext('say "x"\n') == "说“x”\n"
    assert found.ngettext("{n} a", "{n} b", 5) == "{n} 个\\"
