"""Lines are broken by the rules at every width, and nothing is lost."""

import itertools
import random
import re
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.layout.rules import faults
from tui_reader.layout.linebreak.break_opportunities import opportunities
from tui_reader.layout.linebreak.line_breaker import LineWidth, break_lines
from tui_reader.layout.linebreak.quantities import parts_quantity
from tui_reader.text.cells import width
from tui_reader.text.sanitize import sanitize

PIECES = st.sampled_from(
    [
        "中文",
        "排版",
        "，",
        "。",
        "“",
        "”",
        "（",
        "）",
        "……",
        "——",
        "《",
        "》",
        "·",
        " ",
        "\u3000",
        "word",
        "don’t",
        "7.8",
        "3~5",
        "50%",
        "$5",
        "2022-07-28",
        "state-of-the-art",
        "https://example.com/a/b?c=d",
        "VR",
        "(x)",
        "a/b",
        "é",
        "é",
        "👍",
        "が",
        "한국어",
        "新기술을",
        "％",
        "\xa0",
        "267 MB",
        "19.9 元",
        "第 3 章",
        "ภาษาไทย",
        "שלום",
        "————",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def lines(text: str, cells: int, **more: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, LineWidth(cells, **more))]


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.integers(1, 60), st.sampled_from([1, 2]))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, cells: int, ambiguous: int) -> None:
    breaks = break_lines(text, LineWidth(cells, ambiguous=ambiguous))
    kept = "".join(text[start:end] for start, end in breaks)
    assert re.sub("[ \u3000]", "", kept) == re.sub("[ \u3000]", "", text)
    between = [text[end:start] for (_, end), (start, _) in itertools.pairwise(breaks)]
    assert not "".join(between).strip(" \u3000")
    for start, end in breaks:
        assert width(text[start:end], ambiguous) <= max(cells, 2)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.integers(20, 60), st.sampled_from([1, 2]), st.sampled_from([0, 1, 2]))
@example("2022-07-28한국어2022-07-28", 21, 1, 0)
@example("한국어한국어2022-07-28한국어", 21, 1, 0)
@example("word한국어2022-07-28", 20, 1, 0)
@example("267 MB————————————", 20, 2, 0)
def test_no_rule_is_broken(text: str, cells: int, ambiguous: int, hang: int) -> None:
    breaks = break_lines(text, LineWidth(cells, ambiguous=ambiguous, hanging_punctuation=hang))
    assert faults(text, breaks, cells, partial(width, ambiguous=ambiguous)) == []


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200), st.integers(1, 30), st.integers(0, 2))
def test_any_text_can_be_broken_at_any_width(text: str, cells: int, hang: int) -> None:
    safe = sanitize(text)
    kept = "".join(lines(safe, cells, hanging_punctuation=hang))
    assert re.sub("[ \u3000]", "", kept) == re.sub("[ \u3000]", "", safe)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.integers(8, 60))
def test_a_line_takes_all_it_may(text: str, cells: int) -> None:
    """What stands between a break and the next place to break did not fit, numbers being held to their units; the
    last line may take some for company.
    """
    places = [place for place in opportunities(text) if not parts_quantity(text, place)]
    breaks = break_lines(text, LineWidth(cells))
    for (start, _), (after, _) in itertools.pairwise(breaks[:-1]):
        following = next((place for place in places if place > after), len(text))
        assert width(text[start:following].rstrip(" \u3000")) > cells


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.integers(8, 40), st.integers(2, 8))
def test_the_first_line_has_room_of_its_own(text: str, cells: int, first: int) -> None:
    found = lines(text, cells, first=first)
    assert width(found[0]) <= first
    assert all(width(line) <= cells for line in found[1:])


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.integers(8, 40), st.sampled_from([1, 2]))
def test_only_a_closing_mark_hangs(text: str, cells: int, hang: int) -> None:
    for line in lines(text, cells, hanging_punctuation=hang):
        if width(line) > cells:
            assert width(line) <= cells + hang
            assert line[-1] in "，。、；：？！,.;:!?"


def test_every_paragraph_of_the_corpora_keeps_the_rules(corpora) -> None:
    chosen = random.Random(7)
    files = sorted(corpora.rglob("*.md"))
    wrong: list[str] = []
    for file in chosen.sample(files, min(len(files), 200)):
        text = file.read_text(encoding="utf-8", errors="replace")
        for paragraph in text.split("\n"):
            safe = sanitize(paragraph[:3000])
            cells, ambiguous = chosen.randint(20, 120), chosen.choice((1, 2))
            breaks = break_lines(safe, LineWidth(cells, ambiguous=ambiguous))
            wrong += [
                f"{file.name} at {cells}: {fault}"
                for fault in faults(safe, breaks, cells, partial(width, ambiguous=ambiguous))
            ]
    assert wrong == []


def test_every_width_from_20_to_120_keeps_the_rules_in_the_seed(corpora) -> None:
    text = next((corpora / "seed").rglob("*.md")).read_text(encoding="utf-8")
    paragraphs = [sanitize(line) for line in text.split("\n") if line.strip()]
    wrong = [
        f"at {cells}: {fault}"
        for cells in range(20, 121)
        for paragraph in paragraphs
        for fault in faults(paragraph, break_lines(paragraph, LineWidth(cells)), cells, width)
    ]
    assert wrong == []


@pytest.mark.parametrize("cells", range(1, 20))
def test_narrow_measures_lose_nothing(cells: int) -> None:
    text = "　　7月28日，澳涞坞集团（Alaiwo）宣布：“https://example.com/path”……总投资约16亿元，50％以上。"
    assert "".join(lines(text, cells)).replace("\u3000", "") == text.replace("\u3000", "")


def test_a_very_long_word_is_broken_in_time() -> None:
    assert len(lines("[" * 500_000, 70)) == 500_000 // 70 + 1
    assert len(lines("—" * 500_000, 70)) == 500_000 // 70 + 1
    assert len(lines("3 " * 250_000, 70)) == 250_000 // 35 + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一二三四五六七八九十一", ["一二三四五六七八九", "十一"]),
        ("一二三四五六七八九十一。", ["一二三四五六七八九", "十一。"]),
        ("一二三四五六七八九十一二", ["一二三四五六七八九十", "一二"]),
        ("一二三四五六七八typesetting一", ["一二三四五六七八", "typesetting一"]),
        ("一二三四五六七八，九一", ["一二三四五六七八，", "九一"]),
    ],
)
def test_no_character_is_left_alone_on_the_last_line(text: str, expected: list[str]) -> None:
    assert lines(text, 20) == expected


QUANTITIES = (
    "267 MB", "19.9 元", "第 3 章", "5 %", "10 km/h", "3 分钟", "1,000 个", "16亿元", "$ 20", "25 °C", "2.4 GHz", "2016 年", "3 개", "№ 7", "3 minutes", "40 million",
)  # fmt: skip


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_a_number_stays_with_its_unit(quantity: str) -> None:
    for cells, before in itertools.product((30, 37, 66), range(34)):
        text = "文" * before + f" {quantity} " + "字" * 20
        assert any(quantity in line for line in lines(text, cells)), (cells, before)


@pytest.mark.parametrize("words", ["267 words", "In 2020 Apple", "5 inside", "第三章", "2022 中国"])
def test_a_number_has_no_hold_on_other_words(words: str) -> None:
    assert not any(parts_quantity(words, index) for index in range(1, len(words)) if words[index - 1] == " ")


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(["中文", "的", "，", "。", "“", "”", "a", " ", "word", "7", "……"]), max_size=60).map(
        "".join
    ),
    st.integers(16, 60),
)
def test_no_paragraph_ends_in_a_widow(text: str, cells: int) -> None:
    found = lines(text, cells)
    if len(found) > 1:
        rules_allow = [place for place in opportunities(text) if width(text[place:].rstrip(" ")) > 4]
        held = not rules_allow or width(text[rules_allow[-1] :].rstrip(" ")) > 2 + cells // 2
        assert width(found[-1]) > 2 or held


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(["클라우드", "네이티브", "기술(Cloud)은", "新기술을", "“확장", "가능한”", "벤더-중립적"]),
        max_size=30,
    ),
    st.integers(14, 60),
)
def test_korean_is_broken_at_its_blanks_alone(words: list[str], cells: int) -> None:
    text = " ".join(words)
    for (_, end), (after, _) in itertools.pairwise(break_lines(text, LineWidth(cells))):
        assert after > end or text[end - 1] == "-", text[end - 5 : end + 5]


@pytest.mark.parametrize("cells", range(20, 67))
def test_rows_of_dashes_leave_the_words_beside_them_whole(cells: int) -> None:
    for word in ("Conclusion", "结论", "2022-07-28"):
        found = lines(word + "—" * 90 + "word", cells)
        assert found[0].startswith(word)
        assert found[-1].endswith("word")
        assert all(line.count("—") % 2 == 0 for line in found[:-1])


def test_what_no_line_can_hold_is_cut_beside_a_number_rather_than_inside() -> None:
    assert lines("2022-07-28，\xa02022-07-28", 20) == ["2022-07-28，\xa0", "2022-07-28"]
    assert lines("中文wordword2022-07-28，\xa0中文", 21) == ["中文", "wordword2022-07-28，\xa0", "中文"]
    assert lines("1234-5678-9012-3456-7890", 12) == ["1234-5678-", "9012-3456-", "7890"]


def test_an_empty_text_has_one_empty_line() -> None:
    assert lines("", 10) == [""]
    assert lines("   ", 10) == [""]


@pytest.mark.parametrize("reading", ["京(とうきょう)", "字(hàn zì)", "号（ㄏㄠˋ）", "語(ニホンゴ)"])
def test_a_character_stays_with_its_reading(reading: str) -> None:
    for before in range(2, 12):
        text = "文" * before + reading + "字" * 20
        assert any(reading in text[begin:end] for begin, end in break_lines(text, LineWidth(24)))


@pytest.mark.parametrize("cells", range(4, 24))
def test_the_two_strokes_of_an_address_stay_together(cells: int) -> None:
    text = "另见https://example.org/a，http://localhost:1313/与file:///etc/hosts"
    lines = [text[start:end] for start, end in break_lines(text, LineWidth(cells))]
    assert not any(line.endswith("/") and after.startswith("/") for line, after in itertools.pairwise(lines))
