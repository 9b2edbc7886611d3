"""Chinese is found by syllables, initials and beginnings, in every reading, and by nothing else."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.text.folding import fold
from tui_reader.text.pinyin import _syllables, pinyin_pattern, spells


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("shanxi", "首个基地在山西启动"),
        ("ShanXi", "山西"),
        ("shan xi", "山西"),
        ("shan'xi", "山西"),
        ("sx", "山西"),
        ("shanx", "山西"),
        ("zhonggu", "中国"),
        ("zho", "中国"),
        ("changzhi", "长治"),
        ("zhangzhi", "长治"),
        ("chongqing", "重慶"),
        ("yinyue", "音乐"),
        ("xian", "西安"),
        ("lvse", "绿色"),
        ("山xi", "山西"),
        ("s西", "山西"),
        ("vrcy", "VR 产业"),
        ("vr产ye", "VR产业"),
        ("yyz", "元、宇宙"),
        ("16yi", "16亿元"),
    ],
)
def test_what_was_typed_spells_the_text(typed, text):
    assert spells(typed, fold(text))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("shanxi", "山东"),
        ("sx", "西山"),
        ("s", "山"),
        ("", "山"),
        ("山西", "陕东"),
        ("!?", "山"),
        ("xqx", "山西"),
        ("iu", "优"),
    ],
)
def test_what_was_typed_does_not_spell_the_text(typed, text):
    assert not spells(typed, fold(text))


characters = st.sampled_from(sorted({c for cs in _syllables().values() for c in cs}))


@settings(deadline=None, max_examples=40)
@given(st.lists(characters, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_any_characters_are_found_by_any_of_their_readings_and_by_their_initials(text, random):
    readings = [[s for s, characters in _syllables().items() if c in characters] for c in text]
    chosen = [random.choice(some) for some in readings]
    if len("".join(chosen)) > 1:
        assert spells(" ".join(chosen), "".join(text))
    if len(text) > 1:
        assert spells("".join(reading[0] for reading in chosen), "".join(text))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_either_pinyin_or_not(typed):
    spells(typed, "山西")


@pytest.mark.parametrize("typed", ["a" * 40, "x" * 40, "yi" * 20, "xian" * 10, "山a" * 100, "a1" * 500])
def test_no_text_takes_long(typed):
    start = time.process_time()
    pattern = pinyin_pattern(typed)
    if pattern:
        pattern.search("安一先" * 200)
    assert time.process_time() - start < 5
