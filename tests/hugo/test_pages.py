"""Sites as people build them: every field of every post is Hugo's, and every character of its page stands in the roles
that Hugo's HTML gives it.
"""

import shutil
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.hugo.compare import Comparison
from tests.hugo.oracle import build_as_it_is
from tests.markdown.marked_text import Marked, of_document, of_hugo, written
from tui_reader.config.settings import Settings
from tui_reader.feed.post_page import read_document
from tui_reader.markdown.loading import load_parser
from tui_reader.store.post_reader import load_source

SITES = Path(__file__).resolve().parent / "sites" / "pages"
OF_THE_READER = "☐☑/“”(){}"
"""Signs that a page may have where a browser draws something, or nothing: boxes to tick, and marks around readings."""


@pytest.mark.parametrize(
    "name", [pytest.param(one.name, marks=() if one.name == "relearn" else pytest.mark.fuzz) for one in SITES.iterdir()]
)
def test_every_field_and_every_role_is_hugos(name, tmp_path):
    load_parser()
    root = shutil.copytree(SITES / name, tmp_path / "site")
    both = Comparison(root, build_as_it_is(root, tmp_path / "work"))
    assert both.faults() + both.address_faults() + both.order_faults() + both.feed_faults() == []
    assert set(both.posts) == set(both.verdict.pages)
    assert {path: one for path, one in ((path, unlike(both, path)) for path in both.posts) if one} == {}


def unlike(both: Comparison, path: str) -> str:
    """Text and roles of Hugo's page and of the reader's where they differ; empty where not."""
    document = read_document(load_source(path, both.site), both.site, Settings(hide_repeated_title=False))
    hugo, own = (_usual(one) for one in (of_hugo(both.verdict.pages[path]["content"]), of_document(document)))
    return "" if hugo == own else f"{written(hugo)} | {written(own)}"


def _usual(marked: Marked) -> Marked:
    """Characters in their usual form, without those of the reader's own."""
    return [(usual, roles) for char, roles in marked for usual in normalize("NFKC", char) if usual not in OF_THE_READER]
