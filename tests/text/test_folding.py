"""Folding makes one of what a reader takes for one, and every folded character leads back to where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text.folding import compose, fold, fold_character, fold_with_offsets

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("漢語", "汉语"),
        ("臺灣", "台湾"),
        ("乾隆", "干隆"),
        ("ＡＢＣ１２３", "abc123"),
        ("Café", "cafe"),
        ("Cafe\u0301", "café"),
        ("STRASSE", "straße"),
        ("㈱", "(株)"),
        ("ǅ", "dž"),
        ("Ⅳ", "iv"),
    ],
)
def test_what_a_reader_takes_for_one_is_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("は", "ぱ"), ("山", "出"), ("a", "b"), ("한", "하")])
def test_what_differs_stays_different(one, other):
    assert fold(one) != fold(other)


@given(any_text)
def test_folded_text_is_folded_already(text):
    once = [fold_character(character) for character in compose(text)]
    assert [fold_with_offsets(piece)[0] for piece in once] == once


@given(any_text)
def test_each_folded_character_comes_from_where_its_offset_says(text):
    folded, offsets = fold_with_offsets(text)
    composed = compose(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(composed)
    for character, offset in zip(folded, offsets, strict=False):
        assert character in fold_character(composed[offset])


@given(any_text, any_text)
def test_folding_goes_character_by_character(one, other):
    composed = compose(one)
    assert fold(composed) == "".join(map(fold_character, composed))
    if compose(one + other) == compose(one) + compose(other):
        assert fold(one + other) == fold(one) + fold(other)
