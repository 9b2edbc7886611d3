"""A content format is a line in one table: its ending makes a file a post and says how header and body are read."""

import pytest

from tui_reader.store.formats import FORMATS, SECTION_SUFFIXES, format_of, is_content, without_suffix
from tui_reader.store.html.body_html import BODIES
from tui_reader.store.post_reader import load_source
from tui_reader.store.site.site import find_site
from tui_reader.store.walk import walk_posts


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_ending_makes_a_post_in_any_case(suffix, tmp_path):
    for name in (f"a{suffix}", f"B{suffix.upper()}"):
        (tmp_path / name).write_text("---\ntitle: t\n---\nbody\n", "utf-8")
        assert is_content(name)
        assert without_suffix(name) == name[0]
        assert format_of(f"posts/{name}") is FORMATS[suffix]
    site = find_site(tmp_path)
    assert len(list(walk_posts(site))) == 2
    source = load_source(f"a{suffix}", site)
    assert (source.post.title, source.body) == ("t", "body\n")


@pytest.mark.parametrize("name", ["a.txt", "md", "a.md.bak", ".orgy", ""])
def test_other_names_are_no_content(name):
    assert not is_content(name)
    assert without_suffix(name) == name
    assert format_of(name) is FORMATS[".md"]


def test_every_format_has_its_readers(tmp_path):
    assert {form.body for form in FORMATS.values()} == set(BODIES)
    assert SECTION_SUFFIXES == (".md", ".html")
    for suffix, form in FORMATS.items():
        (tmp_path / f"a{suffix}").write_text("#+title: 标题\n\ntext\n", "utf-8")
        read = load_source(f"a{suffix}", find_site(tmp_path))
        assert (read.post.title == "标题") == (form.header == "org")
