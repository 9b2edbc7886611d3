"""Globs fit what they fit for Hugo, and none of them takes time without bound."""

import pytest

from tui_reader.store.site.glob import is_taken, matches


@pytest.mark.parametrize(
    ("glob", "text", "fits"),
    [
        ("/news/**", "/news/a/b", True),
        ("/news/*", "/news/a/b", False),
        ("{/a/**,/b/**}", "/b/x", True),
        ("{home,section}", "page", False),
        ("/News/A", "/news/a", True),
        ("/a?c", "/abc", True),
        ("[", "[", False),
        ("**" * 50 + "x", "a" * 50, False),
    ],
)
def test_globs_are_those_of_hugo(glob, text, fits):
    assert matches(glob, text) is fits


@pytest.mark.parametrize(
    ("files", "taken"),
    [
        ((), "a.md s/no.md ok/d/x.md"),
        (("! **/no.md",), "a.md ok/d/x.md"),
        (("ok/**",), "ok/d/x.md"),
        (("**/x.md", "! ok/d/**"), "ok/d/x.md"),
        (("! ok/d/**", "**/x.md"), ""),
        (("/OK/**",), "ok/d/x.md"),
    ],
)
def test_a_mount_takes_the_files_that_hugo_takes(files, taken):
    assert [path for path in ("a.md", "s/no.md", "ok/d/x.md") if is_taken(files, path)] == taken.split()


@pytest.mark.parametrize(
    ("files", "taken"),
    [
        ((), "s ok ok/d"),
        (("**.md",), ""),
        (("**/x.md",), "s ok ok/d"),
        (("ok/*.md",), "ok"),
        (("ok/d/*",), "ok ok/d"),
        (("! ok/d", "**/*.md"), "s ok"),
        (("ok/**", "! ok/d"), "ok ok/d"),
        (("! ok/**",), "s ok"),
        (("!  s",), "s ok ok/d"),
    ],
)
def test_a_mount_looks_into_the_folders_that_hugo_looks_into(files, taken):
    assert [path for path in ("s", "ok", "ok/d") if is_taken(files, path, is_folder=True)] == taken.split()
