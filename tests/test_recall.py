"""Search finds every post that plain search finds, and no other, for pieces of real posts."""

import random
import unicodedata
from pathlib import Path

import pytest

from tests.index.samples import NAMES, TAXONOMIES, make, put, put_texts
from tui_reader.index.feed_index import FeedIndex
from tui_reader.query import Query, Words
from tui_reader.text.fold import fold

PER_SITE = 25
STRINGS = 500


def real_texts(corpora: Path) -> dict[str, str]:
    """Some posts of every site, the first characters of each."""
    found: dict[str, str] = {}
    for site in sorted(folder for folder in corpora.iterdir() if folder.is_dir()):
        files = sorted(site.rglob("*.md"))
        for file in random.Random(1).sample(files, min(PER_SITE, len(files))):
            found[file.relative_to(corpora).as_posix()] = file.read_text("utf-8", "replace")[:6000].replace("\0", "")
    return found


def pieces(texts: list[str]) -> list[str]:
    """Random pieces of one to six characters without blanks inside, half of them with Chinese."""
    chooser = random.Random(20220728)
    found: list[str] = []
    while len(found) < STRINGS:
        text = chooser.choice(texts)
        start = chooser.randrange(max(1, len(text)))
        piece = text[start : start + chooser.randint(1, 6)]
        chinese = any("\u4e00" <= character <= "\u9fff" for character in piece)
        if piece and not any(character.isspace() for character in fold(piece)) and chinese == (len(found) % 2 == 0):
            found.append(piece)
    return found


def is_latin(character: str) -> bool:
    """A letter, digit or combining mark of a script with blanks between words."""
    unspaced = "\u0e00" <= character <= "\u0eff" or "\u2e80" <= character <= "\U0003ffff"
    return unicodedata.category(character)[0] in "LNM" and not unspaced


def plain_search(folded: str, piece: str) -> bool:
    """The piece stands in the text; a piece that begins with a Latin letter stands where a word begins."""
    wanted = fold(piece)
    at = folded.find(wanted)
    while at >= 0 and is_latin(wanted[0]) and at > 0 and is_latin(folded[at - 1]):
        at = folded.find(wanted, at + 1)
    return at >= 0


@pytest.fixture(scope="module")
def real(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[FeedIndex, dict[str, str]]:
    """An index of real texts, and the texts folded."""
    texts = real_texts(corpora)
    index = FeedIndex(tmp_path_factory.mktemp("recall") / "index.sqlite", NAMES, TAXONOMIES)
    put(index, *(make(path, title=" ") for path in texts))
    put_texts(index, texts)
    return index, {path: fold(text) for path, text in texts.items()}


def test_search_agrees_with_plain_search(real: tuple[FeedIndex, dict[str, str]]) -> None:
    index, texts = real
    hits = 0
    for piece in pieces([*texts.values()]):
        expected = {path for path, folded in texts.items() if plain_search(folded, piece)}
        ids = index.list_ids(Query(Words(piece, phrase=False)), 1 << 40)
        found = {row.path for row in index.rows(ids)}
        assert found == expected, piece
        hits += len(found)
    assert hits > STRINGS
