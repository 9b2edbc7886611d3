"""What `check` says of a site is said with its place, and the line it shows is the line of the file."""

import pytest

from tui_reader.store.content_checks import place_in_header, same_pages, source_line
from tui_reader.store.site.site import find_site


def test_two_files_that_are_one_page_are_named(tmp_path):
    (tmp_path / "a.md").write_text("x", "utf-8")
    found = list(same_pages(["both.md", "both/index.md", "other.md"], find_site(tmp_path)))
    assert [(path, problem.code) for path, problem in found] == [("both/index.md", "page-double")]


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("hugo.toml", 'baseURL = "x"\ntitle = broken', 2, 9),
        ("hugo.yaml", "a: 1\ntitle: a: b\n", 2, 9),
        ("hugo.json", '{"a": 1,\n "title" 2}', 2, 10),
        ("config/_default/params.toml", "a = ", 1, 1),
    ],
)
def test_a_broken_configuration_is_named_with_its_place(name, text, line, column, tmp_path):
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    (tmp_path / "content").mkdir()
    (problem,) = find_site(tmp_path).problems
    assert (problem.field, problem.line, problem.column) == (name, line, column)
    assert source_line(str(file), line, find_site(tmp_path)) == text.split("\n")[line - 1].rstrip()


@pytest.mark.parametrize(
    ("header", "keys", "text", "place"),
    [
        ("---\nTitle:  一\n---\n", ("title",), "", (2, 9)),
        ("---\ntags:\n  - a\n  - 山西\n---\n", ("tags",), "山西", (4, 5)),
        ("---\ntags: [a, b]\n---\n", ("tags",), "b", (2, 11)),
        ('{"a": 1,\n "tags": ["x"]}\n', ("tags",), "x", (2, 12)),
        ("+++\nslug = 'x'\n+++\n", ("url", "slug"), "", (2, 8)),
        ("no header", ("title",), "", (None, None)),
    ],
)
def test_a_value_has_its_place(header, keys, text, place, tmp_path):
    (tmp_path / "a.md").write_text(header, "utf-8")
    assert place_in_header("a.md", keys, text, find_site(tmp_path)) == place


def test_a_line_that_is_not_there_is_empty(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: a\n---\n", "utf-8")
    site = find_site(tmp_path)
    assert source_line("a.md", 2, site) == "title: a"
    assert source_line("a.md", 99, site) == source_line("gone.md", 1, site) == source_line("/gone.md", 1, site) == ""
