"""The settings file: what is wrong in a file is named by file, line and key, and the rest of it counts."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from tui_reader.config.settings import NamedFeed, SavedView, Settings, setting_names
from tui_reader.config.settings_file import MOST_NAMED, read_settings

GOOD = """
content = "/srv/feed"
theme = "dark"
sort = "hugo"
measure = 66
hide-repeated-title = false
watch_seconds = 2
recommend_keys = ["recommend", "hot"]

[keys]
next = "j, n"
previous = ["k", "p"]

[[views]]
name = "山西"
query = "山西 is:unread"

[[views]]
name = "Long"
query = "words:>2000"
sort = "shortest"
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    return file


def test_every_kind_of_setting_is_read(tmp_path):
    found = read_settings(written(tmp_path, GOOD), None)
    assert found == Settings(
        content="/srv/feed",
        theme="dark",
        sort="hugo",
        measure=66,
        hide_repeated_title=False,
        watch_seconds=2.0,
        recommend_keys=("recommend", "hot"),
        keys=(("next", "j, n"), ("previous", "k,p")),
        views=(SavedView("山西", "山西 is:unread"), SavedView("Long", "words:>2000", "shortest")),
    )


@pytest.mark.parametrize("missing", ["config.toml", "no/such/folder/config.toml"])
def test_without_a_file_the_defaults_hold(tmp_path, missing):
    assert read_settings(tmp_path / missing, tmp_path / missing) == Settings()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('mesure = 80\ntheme = "dark"', 1, '"mesure" is no setting; did you mean "measure"?'),
        ('theme = "dark"\nqqqq = 80', 2, "there are content, index, feeds, language"),
        ("\nmeasure = 500", 2, "measure = 500 is not allowed: write a number from 20 to 200"),
        ("measure = true", 1, "measure = true is not allowed"),
        ('measure = "80"', 1, "measure = '80' is not allowed"),
        ("mouse = 1", 1, "write true or false"),
        (
            '# sort\nsort = "newset"',
            2,
            'one of "hugo", "newest", "changed", "title", "shortest"; did you mean "newest"?',
        ),
        ("theme = 5", 1, "a text in quotes"),
        ('recommend_keys = "hot"', 1, "a list of texts"),
        ("mouse = true\n[keys]\nnext = 5", 3, "a table [keys]"),
        ('keys = "j"', 1, "a table [keys]"),
        ('[[views]]\nname = "a"\nquery = ""\n\n[[views]]\nname = "b"', 5, 'name = "…" and query = "…"'),
        ('[[views]]\nname = "a"\nquery = ""\nsrot = "title"', 4, 'did you mean "sort"?'),
        ('[[views]]\nname = "a"\nquery = ""\nsort = "x"', 4, 'one of "hugo"'),
        ('mouse = true\nviews = [{name = "a"}]', 2, "a view needs"),
        ("mouse = true\n\n[colours]\nred = 1", 3, '"colours" is no setting'),
        ('mouse = true\ntheme = "dark', 2, ""),
        ("mouse = true\n= 5", 2, ""),
    ],
)
def test_what_is_wrong_is_named_by_file_and_line(tmp_path, text, line, said):
    file = written(tmp_path, text)
    (problem,) = read_settings(file, None).problems
    assert problem.startswith(f"{file}:{line}: ")
    assert said in problem
    assert "\n" not in problem


def test_one_wrong_key_leaves_the_others_standing(tmp_path):
    found = read_settings(written(tmp_path, 'measure = 500\ntheme = "dark"\n[keys]\nnext = 1\nback = "q"'), None)
    assert (found.measure, found.theme, found.keys) == (Settings().measure, "dark", (("back", "q"),))
    assert len(found.problems) == 2


def test_a_file_that_is_no_text_and_one_that_is_a_folder_are_said(tmp_path):
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xff\xfe\x00")
    assert read_settings(file, None).problems == (f"{file}: it is no UTF-8 text",)
    assert read_settings(tmp_path, None).problems == (f"{tmp_path}: Is a directory",)


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path):
    assert read_settings(written(tmp_path, "\ufeffmeasure = 66"), None).measure == 66


def test_the_settings_of_the_machine_are_defaults_for_everyone(tmp_path):
    system = tmp_path / "system.toml"
    system.write_text('theme = "light"\nmeasure = 60\nmesure = 1')
    found = read_settings(written(tmp_path, "measure = 66"), system)
    assert (found.theme, found.measure) == ("light", 66)
    assert found.problems[0].startswith(f"{system}:3: ")


def test_nobody_takes_back_what_the_machine_restricts(tmp_path):
    system = tmp_path / "system.toml"
    system.write_text('restricted = true\ncontent = "/srv/feed"')
    user = written(tmp_path, 'restricted = false\ncontent = "/etc"\neditor = "sh"\nlog_file = "/tmp/x"\ntheme = "dark"')
    assert read_settings(user, system) == replace(
        Settings(), restricted=True, content="/srv/feed", theme="dark", fixed=True
    )


KEYS = st.sampled_from([*setting_names(), "unknown", "views", "keys"])
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-5, 500), st.floats(), st.text("ab\"'\n\\", max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3)),
    max_leaves=5,
)


@example_settings(max_examples=80, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_whatever_stands_there_is_read_or_named(tmp_path_factory, table):
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    file.write_text("".join(f"{key} = {toml(value)}\n" for key, value in table.items()), "utf-8")
    found = read_settings(file, None)
    for name, kind in (("measure", int), ("mouse", bool), ("theme", str), ("watch_seconds", float), ("keys", tuple)):
        assert type(getattr(found, name)) is kind
    lines = [problem.removeprefix(f"{file}:").split(":")[0] for problem in found.problems]
    assert all(1 <= int(line) <= len(table) for line in lines)
    assert ("unknown" in table) == any('"unknown"' in problem for problem in found.problems)


def toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(toml(item) for item in value)}]"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    return str(value)


@example_settings(max_examples=60, deadline=None)
@given(st.text("abc=[]\"' \n#.{}0", max_size=40))
def test_any_text_is_settings_or_problems(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    file.write_text(text, "utf-8")
    for problem in read_settings(file, None).problems:
        assert problem.startswith(f"{file}:")


@pytest.mark.parametrize("line", ["key{} = 1", "[[views]]\nname = {}", 'theme{} = "dark"'])
def test_a_file_of_faults_names_the_first_and_counts_the_others(tmp_path, line):
    file = tmp_path / "config.toml"
    file.write_text("\n".join(line.format(number) for number in range(MOST_NAMED + 7)), "utf-8")
    *first, last = read_settings(file, None).problems
    assert len(first) == MOST_NAMED
    assert all(f"{file}:" in problem for problem in first)
    assert last == f"{file}: 7 more faults"


def test_feeds_have_names_and_paths_and_only_the_machine_names_them_where_it_restricts(tmp_path):
    user = written(
        tmp_path,
        '[[feeds]]\nname = "晚报"\npath = "~/late"\n[[feeds]]\nname = "晚报"\npath = "x"\n'
        '[[feeds]]\nname = "x"\n[[feeds]]\nname = "y"\npath = "/y"\nicon = "z"\n'
        '[[feeds]]\nname = "z"\npath = "/z"\nsort = "odd"\nlang = "en"\nindex = "/i"\n'
        '[[feeds]]\nname = "v"\npath = "/v"\nindex = 5\n',
    )
    settings = read_settings(user, None)
    assert settings.feeds == (
        NamedFeed("晚报", "~/late"),
        NamedFeed("y", "/y"),
        NamedFeed("z", "/z", "", "en", "/i"),
        NamedFeed("v", "/v"),
    )
    assert [problem.split(": ")[0].rpartition(":")[2] for problem in settings.problems] == ["5", "7", "12", "16", "22"]
    system = tmp_path / "system.toml"
    system.write_text('restricted = true\n[[feeds]]\nname = "a"\npath = "/srv/a"\n')
    assert read_settings(user, system).feeds == (NamedFeed("a", "/srv/a"),)
    assert read_settings(user, None, restricted=True).feeds == ()


def test_where_a_machine_restricts_its_index_alone_counts(tmp_path):
    system, own = tmp_path / "system.toml", tmp_path / "own.toml"
    own.write_text('index = "/home/me/index"\n')
    system.write_text('restricted = true\nindex = "/var/lib/newsreader/feed"\n')
    assert read_settings(own, system).index == "/var/lib/newsreader/feed"
    system.write_text("restricted = true\n")
    assert read_settings(own, system).index == ""
    assert read_settings(own, None).index == "/home/me/index"
