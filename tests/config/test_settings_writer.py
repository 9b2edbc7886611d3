"""Settings are written into the user's file, and nothing else in it changes."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.config.settings import CHOICES, RANGES, TYPES, Settings
from tui_reader.config.settings_file import read_settings
from tui_reader.config.settings_writer import TYPED, keep_settings, typed_value
from tui_reader.model.errors import SettingsError

FILE = """# mine
theme = "light" # for the day
head-posts = 5

measure = 60

[keys] # mine too
# bookmark = "x"
outline = "O"

[[views]]
name = "长文"
query = "words:>2000"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(FILE, "utf-8")
    return path


def test_one_line_changes_and_all_comments_stay(file: Path) -> None:
    keep_settings(file, {("theme",): "dark"})
    assert file.read_text("utf-8") == FILE.replace('theme = "light" #', 'theme = "dark" #')


def test_a_new_line_stands_before_the_tables_or_in_its_own(file: Path) -> None:
    keep_settings(file, {("hints",): False, ("keys", "bookmark"): "X"})
    read = read_settings(file, None)
    assert (read.hints, dict(read.keys), read.views[0].name) == (False, {"outline": "O", "bookmark": "X"}, "长文")
    assert all(line in file.read_text("utf-8").splitlines() for line in FILE.splitlines())


def test_a_line_is_taken_away_and_the_default_holds(file: Path) -> None:
    keep_settings(file, {("theme",): None, ("mouse",): None, ("keys", "nothing"): None, ("shortcodes", "x"): None})
    assert file.read_text("utf-8") == FILE.replace('theme = "light" # for the day\n', "")


def test_a_name_with_hyphens_is_the_same(file: Path) -> None:
    keep_settings(file, {("head_posts",): 1})
    assert "head-posts = 1" in file.read_text("utf-8")


def test_a_missing_file_is_made_for_the_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    keep_settings(file, {("keys", "bookmark"): "X"})
    assert file.read_text("utf-8") == '[keys]\nbookmark = "X"\n'
    assert file.stat().st_mode & 0o077 == 0


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    keep_settings(link, {("measure",): 61})
    assert link.is_symlink()
    assert "measure = 61" in file.read_text("utf-8")


@pytest.mark.parametrize("text", ["theme = \n", "keys = 3\n", "a." * 70 + "b = 1\n", "\xff"])
def test_a_file_that_cannot_be_changed_is_named_and_stays(text: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"config\.toml"):
        keep_settings(file, {("keys", "bookmark"): "X"})
    assert file.read_bytes() == text.encode("latin-1")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("mouse", "False", False),
        ("measure", " 72 ", 72),
        ("watch_seconds", "0.5", 0.5),
        ("recommend_keys", "hot, top ,", ["hot", "top"]),
        ("theme", "sepia", "sepia"),
        ("glyphs", "ascii", "ascii"),
    ],
)
def test_what_is_typed_becomes_a_value(name: str, text: str, value: object) -> None:
    assert typed_value(name, text) == value


@pytest.mark.parametrize(("name", "text"), [("mouse", "maybe"), ("measure", "7"), ("measure", "x"), ("glyphs", "none")])
def test_what_is_not_allowed_is_said(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} = .* is not allowed: write"):
        typed_value(name, text)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
VALUES = {
    name: st.booleans()
    if TYPES[name] is bool
    else st.sampled_from(CHOICES[name])
    if name in CHOICES
    else st.integers(*RANGES[name])
    if name in RANGES
    else WORDS
    for name in TYPES
    if TYPES[name] in TYPED and TYPES[name] != tuple[str, ...]
}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name])), max_size=6)
)
def test_whatever_is_kept_is_read_back_and_the_rest_stays(tmp_path_factory, changes) -> None:
    file = tmp_path_factory.mktemp("kept") / "config.toml"
    file.write_text(FILE, "utf-8")
    for name, value in changes:
        keep_settings(file, {(name,): value})
    table = {key.replace("-", "_"): value for key, value in tomllib.loads(file.read_text("utf-8")).items()}
    assert table == {**tomllib.loads(FILE.replace("head-posts", "head_posts")), **dict(changes)}
    assert "# mine\n" in file.read_text("utf-8") and '# bookmark = "x"' in file.read_text("utf-8")


def test_every_setting_can_be_written_or_is_a_table() -> None:
    assert {name for name in TYPES if TYPES[name] not in TYPED} == {"views", "keys", "shortcodes", "feeds", "commands"}
    assert set(TYPES) <= {*Settings.__dataclass_fields__}
