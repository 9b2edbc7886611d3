"""Tokens for the index and for a query agree with plain search in the folded text."""

import sqlite3

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_reader.index.storage.schema import FULL_TEXT
from tui_reader.search import tokenizer
from tui_reader.text.folding import fold

letters = "山西长治影视基地漢山山aAbB12éが。， -_\n(+"
documents = st.text(st.sampled_from(letters), max_size=14)
queries = st.text(st.sampled_from(letters), min_size=1, max_size=5)


def matches(text: str, query: str, phrase: bool) -> bool:
    """What the index and, where needed, the plain check say together."""
    connection = sqlite3.connect(":memory:")
    connection.execute(FULL_TEXT)
    connection.execute("INSERT INTO search (rowid, body) VALUES (1, ?)", (tokenizer.tokens(text),))
    found = tokenizer.phrases(query, phrase)
    if found and not connection.execute("SELECT 1 FROM search WHERE search MATCH ?", (" ".join(found),)).fetchone():
        return False
    if found and tokenizer.is_exact(query):
        return True
    return tokenizer.pattern(query, phrase).search(fold(text)) is not None


@settings(max_examples=400, deadline=None)
@given(documents, queries, st.booleans())
@example("がが", "が が", False)
@example("山西", "山 西", True)
@example("ab12山", "a b", False)
@example("山西长治 VR", "西 长", True)
@example("VR山西", "vr 山", False)
def test_the_index_finds_what_plain_search_finds(text: str, query: str, phrase: bool) -> None:
    assert matches(text, query, phrase) == (tokenizer.pattern(query, phrase).search(fold(text)) is not None)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.integers(0, 11), st.integers(1, 6))
def test_every_piece_of_a_text_that_begins_a_word_is_found(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    if fold(piece).strip() and (start == 0 or not (text[start - 1].isalnum() and piece[0].isalnum())):
        before = fold(text[:start])
        if not before or not before[-1].isalnum() or tokenizer.runs(before + fold(piece)[0])[-1].paired:
            assert matches(text, piece, False) == (tokenizer.pattern(piece).search(fold(text)) is not None)


def test_a_run_of_chinese_becomes_overlapping_pairs() -> None:
    assert tokenizer.tokens("山西长治") == "山西 西长 长治 治"
    assert tokenizer.tokens("VR在山西，16亿Café") == "vr 在山 山西 西 16 亿 cafe"
    assert tokenizer.tokens("。，!") == ""


def test_one_character_two_and_a_word_begun_are_asked_for_in_their_own_ways() -> None:
    assert tokenizer.phrases("山") == ['"山"*']
    assert tokenizer.phrases("山西") == ['"山西"']
    assert tokenizer.phrases("影视基地") == ['"影视 视基 基地"']
    assert tokenizer.phrases("meta") == ['"meta"*']
    assert tokenizer.phrases("meta", whole_words=True) == ['"meta"']
    assert tokenizer.phrases("…") == []


@given(st.text(st.characters(max_codepoint=127)))
def test_tokens_of_ascii_are_those_of_any_text(text: str) -> None:
    assert tokenizer.tokens(text).split() == [run.text for run in tokenizer.runs(fold(text))]
