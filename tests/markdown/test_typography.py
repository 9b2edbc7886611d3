"""Signs become what Goldmark's typographer makes of them, and addresses end where they should."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.plain import flat_text
from tui_reader.markdown.autolink import loose_links, match_address, trim
from tui_reader.markdown.dialect import Dialect
from tui_reader.markdown.emoji import with_emoji
from tui_reader.markdown.inline_reader import Inline
from tui_reader.markdown.parser import parse
from tui_reader.markdown.site_rules import Rules
from tui_reader.markdown.smart_quotes import pair_quotes
from tui_reader.markdown.span_builder import plain

HUGO_SAYS = [
    ("it's", "it’s"),
    ("'90s", "’90s"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ('x\' "" ', 'x’ ""'),
    ("x '''1'", "x ‘‘‘1’"),
    ("x-1 ' a's，", "x-1 ’ a’s，"),
    ("x<中a>.''b1", "x<中a>.‘‘b1"),
    ("x-- \">''a\"(", "x– “>‘‘a”("),
    ("''", "''"),
    ('Monitor "21""', 'Monitor “21"”'),
    ("a...b", "a…b"),
    ("a -- b --- c", "a – b — c"),
    ("<< a >>", "« a »"),
    ('"中文"', "“中文”"),
    ('x`"[b`"1b"', 'x"[b“1b”'),
    ('~~d~~"q" "~~d~~"', "d“q” “d”"),
]


@pytest.mark.parametrize(("source", "expected"), HUGO_SAYS)
def test_signs_are_set_as_hugo_sets_them(source, expected):
    assert plain(Inline({"numbers": {}})(source)) == expected


PAIRED = [
    ('说"你好"，', "说“你好”，"),
    ('“稀疏"注意力', "“稀疏”注意力"),
    ('"你好！"他说道。"再见。"', "“你好！”他说道。“再见。”"),
    ('他说:"你好"然后"再见"', "他说:“你好”然后“再见”"),
    ('一台27"显示器和32"电视', '一台27"显示器和32"电视'),
    ("5'10\"高", "5'10\"高"),
    ('他说"it\'s fine"吧', "他说“it’s fine”吧"),
    ('**"粗体"**中文"链接"', "“粗体”中文“链接”"),
    ('"[链接](a.md)"是', "“链接”是"),
    ('"`x`"是代码，`说"你"`也是', '“x”是代码，说"你"也是'),
    ("说'你好'，", "说‘你好’，"),
    ("don't说'好'", "don’t说‘好’"),
    ("rock 'n' roll中文", "rock ’n’ roll中文"),
    ('"一\n二"三', "“一二”三"),
    ('他的"Hugo"博客', "他的“Hugo”博客"),
    ('中"', '中"'),
    ('“中”和"文"', "“中”和“文”"),
    ('"《书》"，"（括号）"', "“《书》”，“（括号）”"),
    ('これは"引用"です', "これは“引用”です"),
]


@pytest.mark.parametrize(("source", "expected"), PAIRED)
def test_straight_quotes_in_chinese_are_paired(source, expected):
    assert plain(Inline({"numbers": {}})(source)) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="中文，。！“”‘’\"' a1(）", max_size=40))
def test_pairs_change_quotes_alone_and_leave_none_half(text):
    paired = pair_quotes(text)
    assert len(paired) == len(text)
    assert all(was == now or (was in "\"'" and now in "“”‘’") for was, now in zip(text, paired, strict=True))
    assert pair_quotes(paired) == paired
    turned = [now for was, now in zip(text, paired, strict=True) if was != now]
    assert "'" in text or "“" in text or "”" in text or turned.count("“") == turned.count("”")


def test_signs_stay_where_the_site_says_so():
    assert (
        plain(Inline({"numbers": {}}, dialect=Dialect(rules=Rules(typographer=False)))('it\'s "a" -- b...'))
        == 'it\'s "a" -- b...'
    )


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.b/c.", "https://a.b/c"),
        ("https://a.b/c)", "https://a.b/c"),
        ("https://a.b/(c)", "https://a.b/(c)"),
        ("https://a.b/?x=1&amp;", "https://a.b/?x=1"),
        ("https://a.b/c?!*_", "https://a.b/c"),
        ("...", ""),
    ],
)
def test_an_address_loses_the_marks_of_the_sentence(address, kept):
    assert trim(address) == kept


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab./?=(文，。)* <"', max_size=20))
def test_an_address_is_a_piece_of_the_text(text):
    end = match_address(text, 0, len(text))
    assert 0 <= end <= len(text)
    assert " " not in text[:end]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="w.@ab -中/", max_size=30))
def test_loose_links_cut_the_text_without_losing_any(text):
    assert "".join(piece for piece, _target in loose_links(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":smile:", "😄"),
        (":rofl::+1:", "🤣👍"),
        ("12:30:45", "12:30:45"),
        (":nothing_such:", ":nothing_such:"),
        ("a:b:", "a:b:"),
    ],
)
def test_emoji_codes(text, expected):
    assert with_emoji(text) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"One.\n\nTwo."', "“One.\nTwo.”"),
        ('"One.\n\n"Two."', "“One.\n“Two.”"),
        ('"One" two.\n\nThree"', '“One” two.\nThree"'),
        ('5" long\n\nOne"', '5" long\nOne"'),
        ('# "One\n\n- two"\n- three"', "“One\ntwo”\nthree\""),
    ],
)  # fmt: skip
def test_a_quotation_ends_in_a_later_block(source, expected):
    assert flat_text(parse(source).blocks) == expected
