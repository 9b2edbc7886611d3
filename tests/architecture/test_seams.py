"""The way of a post from file to page, through the facade, over every real site and every awkward file at hand."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CORPORA
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import Library, open_library
from tui_reader.layout.options import Layout
from tui_reader.model.errors import ContentError
from tui_reader.model.query import Query

EVERYTHING = Query(drafts=True, future=True, expired=True)
SITES = sorted(site.name for site in CORPORA.iterdir() if site.is_dir()) if CORPORA.is_dir() else []
PIECE = 40
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control, line and direction characters: none of a post's may reach a terminal."""
SETTINGS = Settings(drafts=True, future=True, expired=True)


def _site_root(site: Path) -> Path:
    """A theme keeps its posts in an example site inside."""
    inner = site / "exampleSite"
    return inner if inner.is_dir() else site


def _opened(source: Path) -> Library:
    library = open_library(source, SETTINGS, user_paths())
    library.sync.run()
    return library


def _rows(library: Library) -> Iterator[tuple[str, str]]:
    """Path and title of every post, fetched a piece at a time as a screen does."""
    ids = library.posts.listing(EVERYTHING)
    for begin in range(0, len(ids), PIECE):
        yield from ((row.path, row.title) for row in library.posts.rows(ids[begin : begin + PIECE]))


def _open_post(library: Library, path: str) -> None:
    """The first screen and the end of a post, set narrow and at the usual measure; whatever it says is safe."""
    for width in (20, 76):
        page = library.pages.lay_out(path, Layout(width=width))
        first = page.lines(0, PIECE)
        page.settle(1_000_000)
        last = page.lines(max(0, page.height - PIECE), page.height)
        for line in (*first, *last):
            assert not UNSAFE.search(line.text), path


@pytest.mark.faults
@pytest.mark.parametrize("name", SITES or ["none"])
def test_every_post_of_a_real_site_can_be_opened(corpora: Path, name: str) -> None:
    library = _opened(_site_root(corpora / name))
    rows = list(_rows(library))
    assert rows
    assert len({path for path, _ in rows}) == len(rows)
    assert all(title.strip() for _, title in rows)
    for path, _ in rows:
        _open_post(library, path)
    library.close()


@pytest.mark.parametrize("name", SITES or ["none"])
def test_a_second_sync_finds_nothing_to_do(corpora: Path, name: str) -> None:
    library = _opened(_site_root(corpora / name))
    assert not library.sync.run(now=True)
    library.close()


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of awkward files."""
    maker = CORPORA / "mkmessy.py"
    if not maker.is_file():
        pytest.skip("the maker of awkward files is not beside the checkout")
    folder = tmp_path_factory.mktemp("messy") / "site"
    subprocess.run([sys.executable, maker, folder], check=True, capture_output=True, timeout=120)
    return folder


def test_every_awkward_file_is_listed_and_opens_or_says_why_not(messy: Path) -> None:
    library = _opened(messy)
    rows = list(_rows(library))
    assert len(rows) > 100
    for path, _ in rows:
        try:
            _open_post(library, path)
        except ContentError as error:
            assert error.message
    library.close()
