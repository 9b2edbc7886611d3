"""Archetypes are found where Hugo finds them, and filled in as it does; what is not known stays and is named."""

import os
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.store.archetype_template import NewPost, fill_archetype, title_case
from tui_reader.store.archetypes import ARCHETYPE_BYTES, MOST_FILES, find_archetype
from tui_reader.store.site.site import find_site

MOMENT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=5, minutes=30)))
POST = NewPost("posts/my-first_post.en.md", "posts", MOMENT, "News")


@pytest.mark.parametrize(
    ("action", "filled"),
    [
        (".Date", "2024-05-06T07:08:09+05:30"),
        ("now.Unix", str(int(MOMENT.timestamp()))),
        ('now.Format "Mon Jan 02 2006 15:04 -0700"', "Mon May 06 2024 07:08 +0530"),
        ("time.Now.Format `06`", "24"),
        ('.Date | dateFormat "January"', "May"),
        (".File.Dir", "posts/"),
        (".File.Ext | upper", "MD"),
        (".File.Path | urlize", "posts/my-first_post.en.md"),
        ('replace (printf "%s-%v" .Type .Kind) "a" "b"', None),
        ('replace (printf "{%s} %d" .Type 3) "o" "0"', "{p0sts} 3"),
        ('replaceRE "(p)(o)" "$2$1" .Type', "opsts"),
        ('replaceRE "(" "" .Type', None),
        ('trim "--a-" "-" | jsonify', '"a"'),
        ('"a b" | anchorize', "a-b"),
        ('humanize "my-first_post  now"', "My first post now"),
        (".Site.Title | lower", "news"),
        ("-5", "-5"),
        ("", None),
        ("(.Name", None),
        (".Name)", None),
        (".Name .Type", None),
        ("upper", None),
        ("upper .Name .Type", None),
        (".Name |", None),
        (".Name | .Type", None),
        ('"open', None),
        ("if .Draft", None),
        ("dateFormat 5", None),
        ('dateFormat "06" "today"', None),
        ('printf "%s"', None),
        ("now | upper", "2024-05-06T07:08:09+05:30"),
        ("printf now", "2024-05-06T07:08:09+05:30"),
    ],
)
def test_an_action_is_done_or_stays_and_its_line_is_named(action, filled):
    text = f"one\n{{{{ {action} }}}}\n"
    expected = (text, (2,)) if filled is None else (f"one\n{filled}\n", ())
    assert fill_archetype(text, POST) == expected


def test_blanks_go_where_a_dash_says_so_and_comments_leave_nothing():
    assert fill_archetype("a {{- .Type -}} b", POST) == ("apostsb", ())
    assert fill_archetype("a {{ .Type }} b", POST) == ("a posts b", ())
    assert fill_archetype("a\n{{/* note */ -}}\nb", POST) == ("a\nb", ())
    assert fill_archetype("{{< figure >}} {{% x %}}", POST) == ("{{< figure >}} {{% x %}}", ())


def test_the_name_is_that_of_the_file_or_of_its_bundle():
    assert NewPost("trips/to-x/index.md", "trips", MOMENT).name == "to-x"
    assert fill_archetype("{{ .Date }}", NewPost("a.md", "", datetime(2024, 1, 2, tzinfo=UTC)))[0].endswith("00Z")
    assert fill_archetype("<{{ .File.Dir }}>", NewPost("a.md", "", MOMENT))[0] == "<>"


def test_small_words_are_small_inside_a_title():
    assert title_case("the end of an IT thing in") == "The End of an IT Thing In"


@given(st.text(st.sampled_from('{}-/*%<|()"` .aNme\n'), max_size=60))
def test_filling_in_never_fails_and_without_an_action_changes_nothing(text):
    filled, left = fill_archetype(text, POST)
    assert all(1 <= line <= text.count("\n") + 1 for line in left)
    if "{{" not in text:
        assert (filled, left) == (text, ())


def site_with(folder, files):
    for name, text in {"hugo.toml": 'theme = "plain"\n', "content/a.md": "", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return find_site(folder)


def test_the_kind_comes_before_the_default_and_the_site_before_its_themes(tmp_path):
    files = {"archetypes/default.md": "own", "themes/plain/archetypes/default.md": "theme"}
    site = site_with(tmp_path, files | {"themes/plain/archetypes/notes.md": "notes"})
    assert find_archetype(site, "notes", ".md").files == (("", b"notes"),)
    assert find_archetype(site, "posts", ".md").files == (("", b"own"),)
    assert find_archetype(site, "", "").files == (("index.md", b"own"),)
    assert find_archetype(site, "posts", ".org").name == ""


def test_an_archetype_that_is_a_folder_has_its_files_but_no_links_and_not_too_many(tmp_path):
    site = site_with(tmp_path, {"archetypes/trips/index.md": "i", "archetypes/trips/data/b.csv": "b"})
    (tmp_path / "archetypes/trips/link.md").symlink_to(tmp_path / "hugo.toml")
    found = find_archetype(site, "trips", "")
    assert sorted(found.files) == [("data/b.csv", b"b"), ("index.md", b"i")]
    assert found.name.endswith("archetypes/trips")
    for number in range(MOST_FILES):
        (tmp_path / f"archetypes/trips/n{number:03}").write_text("")
    assert len(find_archetype(site, "trips", "").files) == MOST_FILES - 1
    os.truncate(tmp_path / "archetypes/trips/index.md", ARCHETYPE_BYTES + 1)
    with pytest.raises(OSError):
        find_archetype(site, "trips", "")
