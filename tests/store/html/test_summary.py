"""Words, minutes and summaries are the same whichever way a body is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.markdown.site_rules import Rules
from tui_reader.store.html.body_html import MAX_OPEN, body_html, is_costly
from tui_reader.store.html.fast_path import simple_html
from tui_reader.store.html.goldmark import joins, parser_for
from tui_reader.store.html.summary import cut_summary, plain_text, summary_text
from tui_reader.store.html.word_count import count_words, reading_minutes, strip_tags

RULES = Rules()
PIECES = ["中文", "，", "。", "word", " ", "\n", "\n\n", "**粗**", "**", "*", "#", "# ", "~", "3~5", "[链](x)", "![图](a.png)", "[", "]", "_a_", "a_b",
          '"', "'", "--", "...", "    ", "- ", "1. ", "> ", "`c`", "<b>", "https://a.b", "&amp;", "\\", "```\n", "|", "{"]  # fmt: skip


def by_parser(text: str) -> str:
    return str(parser_for(RULES).render(text, {}))


def measures(page: str, plain: str) -> tuple[object, ...]:
    cuts = [summary_text(cut_summary(page, 3, cjk)[0]) for cjk in (True, False)]
    return count_words(plain, True), count_words(plain, False), summary_text(page), cuts


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join).filter(lambda body: "~ " not in body))
def test_the_quick_way_never_differs_from_the_parser(body):
    quick = simple_html(body)  # the parser's definition lists begin with `~` too, Goldmark's do not
    if quick is not None:
        page = by_parser(body)
        assert measures(*quick) == measures(page, strip_tags(page))


@pytest.mark.parametrize(
    ("body", "cjk", "words"),
    [
        ("一二三 four five", True, 5),
        ("一二三 four five", False, 3),
        ('说"你"好', True, 15),
        ("3~5个，12~15个", True, 9),
        ("**“词”**后", True, 8),
        ("# 题 {#id}\n\n文", True, 2),
        ("", True, 0),
        ("{{< box >}}里 面{{< /box >}}", True, 2),
        ("{{< icon name=\"x y\" >}} 词", True, 1),
        ("<div>\n块\n</div>\n\n后", True, 1),
    ],
)  # fmt: skip
def test_words_are_counted_as_hugo_counts_them(body, cjk, words):
    assert count_words(body_html(body, RULES)[1], cjk) == words


@pytest.mark.parametrize(
    ("words", "cjk", "minutes"),
    [(0, False, 0), (1, False, 1), (212, False, 1), (213, False, 2), (500, True, 1), (501, True, 2)],
)
def test_minutes_are_rounded_up(words, cjk, minutes):
    assert reading_minutes(words, cjk) == minutes


def test_a_summary_does_not_end_inside_a_list():
    page = by_parser("- one two three\n\n- four\n\nlast\n")
    assert summary_text(cut_summary(page, 3, False)[0]) == "one two three four"


def test_plain_text_for_searching_keeps_the_words():
    assert plain_text("# 题\n\n**粗** [链](http://x) `码` ![图](a.png)").split() == ["题", "粗", "链", "码", "图"]
    assert plain_text("这是**重点**内容！<b>粗</b> {{< x >}}<!-- 藏 -->\n> 引\n") == "这是重点内容！ 粗    \n引\n"


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('{}<>%/* abc"=`\n中-'), max_size=60))
def test_no_body_stops_the_counting(body):
    page, plain = body_html(body, RULES)
    assert count_words(plain, True) >= 0
    assert isinstance(page, str)


@pytest.mark.parametrize(
    ("before", "after", "simple", "draft"),
    [
        ("中", "文", True, True),
        ("中", "a", False, True),
        ("a", "b", False, False),
        ("한", "a", False, False),
        ("한", "글", True, False),
        ("中", "한", True, False),
        ("。", "a", False, True),
        ("a", "！", False, True),
        ("a", "\u200b", False, True),
        ("ー", "a", False, True),
        ("", "文", False, False),
        ("中", "", False, False),
    ],
)
def test_a_line_end_between_two_characters_vanishes_by_the_rule_of_the_site(before, after, simple, draft):
    assert (joins(before, after, "simple"), joins(before, after, "css3draft")) == (simple, draft)


def test_pictures_that_begin_in_one_another_are_too_costly_but_not_many_in_a_row():
    assert not is_costly("![a](b)\n" * (MAX_OPEN + 1))
    assert not is_costly("] ![a](b)" * (MAX_OPEN + 1))
    assert is_costly("![" * (MAX_OPEN + 1))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("- a\n  : b\n- c\n", "a b c"),
        ("- a\n\n  : b\n- c\n", "a b c"),
        ("1. a\n   : b\n\n   d\n2. c\n", "a b d c"),
        ("- a\n\n- b\n  : c\n\n    d\n", "a b c d"),
        ("a\n: b\n\n  - c\n  - d\n", "a b c d"),
    ],
)
def test_lists_around_definitions_keep_every_word(body, words):
    page, plain = body_html(body, Rules(definitions=True))
    assert plain.split() == words.split()
    assert "<dd>" in page


def test_tags_in_a_field_are_text_with_the_names_that_hugo_gives_them():
    plain = body_html("<div><textarea>\n\n## A b\n\n## A b\n\n</textarea></div>\n", Rules(raw_html=True))[1]
    assert '<h2 id="a-b">A b</h2>' in plain
    assert '<h2 id="a-b-1">A b</h2>' in plain
    bare = body_html("<div><textarea>\n\n## A b\n\n</textarea></div>\n", Rules(raw_html=True, heading_ids=False))[1]
    assert "<h2>A b</h2>" in bare


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>a <title> b <!-- c --> d</p>", "a b <!-- c --> d"),
        ("<!-- <title> --><p>a <b>b</b></p>", "a b"),
        ("<p>a <textarea><i>x</i><!-- c --></textarea> d <!-- e -->f</p>", "a <i>x</i> d f"),
        ("<title>x <script>y</script></title><script>z</script>w", "x <script>yw"),
    ],
)
def test_comments_and_scripts_are_text_in_a_title(page, words):
    assert strip_tags(page).split() == words.split()


def test_signs_that_are_blanks_to_python_alone_part_no_words():
    assert count_words("a\x1fb c\x85d\u2028e", cjk=True) == 4


def test_an_address_of_the_site_is_one_word():
    plain = body_html('见 {{< relref "中文.md" >}} and [x]({{< ref "b.md" >}}).\n', Rules())[1]
    assert plain.split() == ["见", "%E4%B8%AD%E6%96%87.md", "and", "x."]


@pytest.mark.parametrize(
    "body", ["![*e*](b.png)", "[l](/u) ![**e** f](b.png) y", "x ![a`b`](c.png)", "x ![a_b_](c.png) z"]
)
def test_a_picture_with_marks_in_its_words_is_a_picture(body):
    page, plain = body_html(f"{body}\n", Rules())
    assert "<img" in page and "!" not in plain


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ('有。\n文字<a href="h">链</a>后。', 6),
        ('文字<a href="h">链</a>后。', 2),
        ("有 <b>文</b>字<i\nid=x>后</i>。", 9),
        ('有。\n文字<a href="h" title="甲 乙">链</a>后。', 11),
    ],
)
def test_a_tag_at_the_end_of_a_word_counts_where_no_other_is_in_it(paragraph, words):
    page = f"<p>{paragraph}</p>\n<p>next</p>\n<p>last</p>"
    assert "next" not in cut_summary(page, words, cjk=True)[0]
    assert "next" in cut_summary(page, words + 1, cjk=True)[0]
