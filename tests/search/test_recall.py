"""Search finds every post that plain search finds, and no other, for pieces of real posts."""

import random
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest

from tests.index.samples import NAMES, day, listed, make, put, put_texts
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.storage.full_text_support import has_fts5
from tui_reader.model.query import Query, Words
from tui_reader.model.sorts import NEWEST, RELEVANT
from tui_reader.text.folding import fold

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


def wide(piece: str) -> str:
    """Printable ASCII in the form as wide as Chinese."""
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in piece)


def traditional(piece: str) -> str:
    """Simplified characters in a traditional form, where there is one."""
    return "".join(traditional_forms().get(character, character) for character in piece)


@cache
def traditional_forms() -> dict[str, str]:
    """Simplified characters with a traditional form of each."""
    every = map(chr, range(0x4E00, 0xA000))
    return {fold(character): character for character in every if fold(character) != character}


def accented(piece: str) -> str:
    """Vowels with an accent, some of them as two characters."""
    return piece.translate({ord("a"): "à", ord("e"): "e\u0301", ord("o"): "Ö", ord("u"): "ū"})


WAYS: dict[str, Callable[[str], str]] = {
    "as it stands": str,
    "other case": str.swapcase,
    "as wide as Chinese": wide,
    "traditional": traditional,
    "with accents": accented,
    "backwards": lambda piece: piece[::-1],
}
"""How a piece of text may be typed; backwards it is seldom anywhere."""


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


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedIndex]:
    """An empty index of an SQLite without FTS5."""
    monkeypatch.setattr("sqlite3.connect", partial(sqlite3.connect, factory=WithoutFts5))
    has_fts5.cache_clear()
    index = FeedIndex(None, NAMES)
    yield index
    index.database.close()
    has_fts5.cache_clear()


class WithoutFts5(sqlite3.Connection):
    """A connection of an SQLite that was built without FTS5."""

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]
        """Run a statement, unless it needs FTS5."""
        if "fts5" in sql.lower() or "MATCH" in sql:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def real(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[FeedIndex, dict[str, str]]:
    """An index of real texts, and the texts folded."""
    texts = real_texts(corpora)
    index = FeedIndex(tmp_path_factory.mktemp("recall") / "index.sqlite", NAMES)
    put(index, *(make(path, title=" ") for path in texts))
    put_texts(index, texts)
    return index, {path: fold(text) for path, text in texts.items()}


@pytest.mark.parametrize("way", WAYS)
def test_search_agrees_with_plain_search(real: tuple[FeedIndex, dict[str, str]], way: str) -> None:
    index, texts = real
    found, typed = 0, [WAYS[way](piece) for piece in pieces([*texts.values()])]
    for piece in typed:
        expected = {path for path, folded in texts.items() if plain_search(folded, piece)}
        for sort in (NEWEST, RELEVANT):
            ids = index.list_ids(Query(Words(piece, phrase=False), sort), 1 << 40)
            assert {row.path for row in index.rows(ids)} == expected, (piece, sort)
        found += len(expected)
    assert found > (STRINGS // 2 if way == "backwards" else STRINGS)


def test_without_fts5_the_same_posts_are_found_those_first_that_have_it_in_the_title(
    real: tuple[FeedIndex, dict[str, str]], plain: FeedIndex
) -> None:
    texts = dict(random.Random(1).sample([*real[1].items()], 60))
    put(plain, *(make(path, title=" ", date=day(1 + at % 30)) for at, path in enumerate(texts)))
    put_texts(plain, texts)
    now = int(day(31).timestamp())
    for piece in pieces([*texts.values()])[:100]:
        expected = {path for path, folded in texts.items() if plain_search(folded, piece)}
        for sort in (NEWEST, RELEVANT):
            assert set(listed(plain, Query(Words(piece, phrase=False), sort), now)) == expected, (piece, sort)
    put(plain, make("in text", "Other", day(20)), make("in title", "Taiyuan", day(10)))
    put_texts(plain, {"in text": "to Taiyuan"})
    found = Query(Words("taiyuan", phrase=False), RELEVANT)
    assert listed(plain, found, now) == ["in title", "in text"]
    plain.change([], ["in title"])
    assert listed(plain, found, now) == ["in text"]


def test_the_pieces_are_of_every_length_and_of_both_scripts(real: tuple[FeedIndex, dict[str, str]]) -> None:
    found = pieces([*real[1].values()])
    assert all(sum(len(piece) == length for piece in found) > STRINGS // 20 for length in range(1, 7))
    latin = [piece for piece in found if piece.isascii() and piece.isalnum() and len(piece) > 1]
    assert len(found) == STRINGS and len(latin) > STRINGS // 20
    changed = {way: sum(WAYS[way](piece) != piece for piece in found) for way in WAYS}
    assert all(count > STRINGS // 20 for way, count in changed.items() if way != "as it stands"), changed
