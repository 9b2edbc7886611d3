"""Emphasis beside Chinese, Japanese and Korean marks: which delimiters open and close, asked from the reference
implementation.

The expected column was printed by the npm package of the CommonMark CJK-friendly amendments.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.markdown.dialect import inline_tokens
from tui_reader.markdown.emphasis import CjkState, flanking, is_cjk
from tui_reader.markdown.inline_reader import Inline
from tui_reader.markdown.span_builder import plain

SHAPES = [
    ("**标签：**正文", "<strong>标签：</strong>正文"),
    ("**“词”**后文", "<strong>“词”</strong>后文"),
    ("前文**“词”**后文", "前文<strong>“词”</strong>后文"),
    ("前文**（注）**后文", "前文<strong>（注）</strong>后文"),
    ("**该词。**后文", "<strong>该词。</strong>后文"),
    ("这是**《书》**。", "这是<strong>《书》</strong>。"),
    ("**重要！**请看", "<strong>重要！</strong>请看"),
    ("前**「引」**後", "前<strong>「引」</strong>後"),
    ("**a（b）**后", "<strong>a（b）</strong>后"),
    ("中文**English.**中文", "中文<strong>English.</strong>中文"),
    ("中文**(x)**中文", "中文<strong>(x)</strong>中文"),
    ("**“AI+太空”**理念", "<strong>“AI+太空”</strong>理念"),
    ("**必须**。", "<strong>必须</strong>。"),
    ("*斜体。*后文", "<em>斜体。</em>后文"),
    ("前*“斜”*后", "前<em>“斜”</em>后"),
    ("**テスト。**テスト", "<strong>テスト。</strong>テスト"),
    ("**강조(괄호)**입니다", "<strong>강조(괄호)</strong>입니다"),
    ("**a.**b", "**a.**b"),
    ("a**(b)**c", "a**(b)**c"),
    ("_标签：_正文", "_标签：_正文"),
    ("中_文_字", "中_文_字"),
    ("前**😀**后", "前<strong>😀</strong>后"),
    ("**注意：**😀", "<strong>注意：</strong>😀"),
    ("**字︀。**后", "<strong>字︀。</strong>后"),
    ("**［注］**文", "<strong>［注］</strong>文"),
    ("前　**词**　后", "前　<strong>词</strong>　后"),
    ("** 空 **", "** 空 **"),
    ("**前**后**再**", "<strong>前</strong>后<strong>再</strong>"),
    ("~~删：~~后", "<s>删：</s>后"),
    ("**价$5**起", "<strong>价$5</strong>起"),
]
TAGS = {
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
    "s_open": "<s>",
    "s_close": "</s>",
}


def rendered(source):
    return "".join(TAGS.get(token.type) or token.content for token in inline_tokens(source, {}))


@pytest.mark.parametrize(("source", "expected"), SHAPES)
def test_a_shape_is_read_as_the_amendments_have_it(source, expected):
    assert rendered(source) == expected


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="文，。「」“”（）a1 ", min_size=1, max_size=6).filter(lambda text: text == text.strip()))
def test_a_whole_line_between_asterisks_is_bold(words):
    assert rendered(f"**{words}**") == f"<strong>{words}</strong>"


@settings(max_examples=100, deadline=None)
@given(st.sampled_from("文字かな한，。「（"), st.sampled_from("文字，。”）(.!"))
def test_beside_a_cjk_character_a_delimiter_always_opens_or_closes(cjk, other):
    assert flanking(cjk, other)[0] or flanking(cjk, other)[1]
    assert flanking(other, cjk)[0] or flanking(other, cjk)[1]


@pytest.mark.parametrize(
    ("char", "expected"),
    [("文", True), ("。", True), ("한", True), ("“", False), ("😀", False), ("a", False), ("ｶ", True)],
)
def test_cjk_characters_are_told_from_others(char, expected):
    assert is_cjk(char) is expected


@pytest.mark.parametrize("marker", "=+~*_")
def test_a_long_run_of_markers_is_looked_at_once(marker, monkeypatch):
    looked = []
    scan = CjkState.scanDelims

    def counted(state, start, can_split_word):
        scanned = scan(state, start, can_split_word)
        looked.append(scanned.length)
        return scanned

    monkeypatch.setattr(CjkState, "scanDelims", counted)
    source = "字" + marker * 2_000 + "字"
    assert plain(Inline({"numbers": {}})(source)) == source
    assert sum(looked) <= 4_000


@pytest.mark.parametrize("source", ["a===b", "~~~x~~~", "+++c+++", "====x===="])
def test_runs_of_other_lengths_stay_as_they_are(source):
    assert plain(Inline({"numbers": {}})(source)) == source
