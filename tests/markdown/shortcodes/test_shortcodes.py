"""Shortcodes are found as Hugo's lexer finds them, and nothing of the text around them is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document import blocks as kinds
from tui_reader.document.plain import flat_spans, flat_text
from tui_reader.markdown import parser
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.markdown.shortcodes.shortcode_calls import cut_shortcodes
from tui_reader.markdown.shortcodes.shortcode_kinds import SHORTCODES
from tui_reader.model.roles import Role
from tui_reader.text.shortcode_lexer import read_arguments


def calls(source):
    return list(cut_shortcodes(source, 0).calls.values())


@pytest.mark.parametrize(
    ("source", "positional", "named"),
    [
        ("a b", ("a", "b"), {}),
        ('"a b" c', ("a b", "c"), {}),
        ('`a "b"`', ('a "b"',), {}),
        (r'"a \"b\""', ('a "b"',), {}),
        ('src="a.png" Alt=图', (), {"src": "a.png", "alt": "图"}),
        ('url = "x" t=`y z`', (), {"url": "x", "t": "y z"}),
        ("w7Ft2ymGmfc-1", ("w7Ft2ymGmfc-1",), {}),
        ("", (), {}),
    ],
)
def test_arguments(source, positional, named):
    assert read_arguments(source) == (positional, named)


@pytest.mark.parametrize(
    ("source", "name", "inner"),
    [
        ("{{< a >}}", "a", None),
        ("{{<a>}}", "a", None),
        ("{{% a %}}", "a", None),
        ("{{< a />}}", "a", None),
        ("{{< a x />}}", "a", None),
        ("{{< ns/a-b >}}x{{< /ns/a-b >}}", "ns/a-b", "x"),
        ("{{% a %}}x\ny{{% /a %}}", "a", "x\ny"),
        ('{{< a ">}}" >}}', "a", None),
        ("{{< a\n  b=1\n>}}", "a", None),
        ("{{< a >}}{{< a >}}x{{< /a >}}{{< /a >}}", "a", "{{< a >}}x{{< /a >}}"),
        ("{{< a >}}{{< b >}}x{{< /a >}}", "a", "{{< b >}}x"),
    ],
)
def test_one_shortcode_is_found_with_its_inner_text(source, name, inner):
    (call,) = calls(source)
    assert (call.name, call.inner, call.source) == (name, inner, source)


@pytest.mark.parametrize(
    "source", ["{{ .X }}", "{{<", "{{< >}}", "{{< a", "{{< a %}}", '{{< a "b >}}', "{{</* a", "{ {< a >}}"]
)
def test_what_is_no_shortcode_stays_text(source):
    assert calls(source) == []
    assert cut_shortcodes(source, 0).source == source


@pytest.mark.parametrize("source", ['{{</* a "b" */>}}', "{{%/* /a */%}}", "{{</* a\nb */>}}"])
def test_an_escaped_one_becomes_the_text_it_shows(source):
    assert cut_shortcodes(source, 0).source == source.replace("/*", "").replace("*/", "")


LINES = ["文", "{{< a >}}", "{{< b >}}\nx\n{{< /b >}}", "{{< c\n d >}}", "{{</* e\n */>}}", "", "{{< /z >}}"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_a_line_keeps_its_number(lines):
    body = "\n".join([*lines, "", "# 标题", "", "末"])
    heading = next(block for block in parse(body).blocks if isinstance(block, kinds.Heading))
    assert heading.line == body.split("\n").index("# 标题") + 1


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='{}<>%/* ab"`=\n', max_size=60))
def test_any_braces_are_read_without_an_error(source):
    assert isinstance(flat_text(parse(source).blocks), str)
    assert not any(block.role is Role.PROBLEM for block in parse(source).blocks if isinstance(block, kinds.Note))


@pytest.mark.parametrize("name", sorted(SHORTCODES))
def test_every_kind_bears_having_nothing_and_keeps_its_inner_text_from_breaking(name):
    for source in (
        f"{{{{< {name} >}}}}",
        f"{{{{< {name} >}}}}\n内\n{{{{< /{name} >}}}}",
        f"前{{{{< {name} x y z >}}}}后",
        f'{{{{< {name} "}}x{{" "{{" >}}}}',
    ):
        blocks = parse(source).blocks
        assert not any(isinstance(block, kinds.Note) and block.role is Role.PROBLEM for block in blocks)
        assert "{{" not in flat_text(blocks)


@pytest.mark.parametrize("name", ["note", "tab", "card", "quote", "link", "badge", "columns", "filetree", "zebra"])
def test_what_is_nested_is_read_once_at_every_depth(name, monkeypatch):
    read = []
    cut = parser.cut_shortcodes
    monkeypatch.setattr(parser, "cut_shortcodes", lambda source, *rest: read.append(source) or cut(source, *rest))
    body = "{{< note >}}"
    for _ in range(parser.DEEPEST_SHORTCODE):
        body = f"{{{{< {name} >}}}}\n{body}\n{{{{< /{name} >}}}}"
    parse(body)
    assert len(read) <= 2 * parser.DEEPEST_SHORTCODE


def test_a_template_of_the_user_comes_before_ours():
    templates = {"figure": "图：{title}（{0}）", "box": "> {inner}"}
    document = parse('{{< box >}}甲{{< /box >}}\n\n{{< figure title="乙" >}}', ParseOptions(templates=templates))
    assert isinstance(document.blocks[0], kinds.Quote)
    assert flat_text(document.blocks) == "甲\n图：乙（）"


def test_one_inside_html_is_set_where_it_stands():
    body = '<div>\n甲 {{< version 1 >}} <a href="{{< ref "x.md" >}}">乙</a>\n{{< figure src="a.png" >}}\n丙</div>'
    blocks = parse(body).blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Figure", "Paragraph"]
    assert flat_text(blocks, pictures=False) == "甲 NEW 1 乙\n\n丙"
    assert [span.target for span in blocks[0].text.spans() if span.target] == ["x.md"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                '{{< a "x" >}}',
                "{{< tab >}}",
                "{{< /tab >}}",
                "<div>",
                "</div>",
                '<a href="',
                '">',
                "`",
                "[",
                "](",
                ")",
                "| ",
                "\n",
                "字",
                "<!--",
                "-->",
                "<pre>",
                "# ",
            ]
        ),
        max_size=14,
    )
)
def test_no_place_of_a_shortcode_shows(pieces):
    blocks = parse("".join(pieces)).blocks
    assert "\ufdd0" not in flat_text(blocks)
    assert not any("\ufdd0" in span.target + span.source for span in flat_spans(blocks))


def test_a_parameter_shows_what_the_site_says():
    assert flat_text(parse("版本 {{< param version >}}", ParseOptions(params={"version": "3.1"})).blocks) == "版本 3.1"


def test_inner_text_may_refer_to_footnotes_of_the_post():
    document = parse("{{< note >}}甲[^a]{{< /note >}}\n\n乙[^b]\n\n[^a]: 注甲\n[^b]: 注乙")
    notes = document.blocks[-1]
    assert isinstance(notes, kinds.Footnotes)
    assert [(note.label, flat_text(note.blocks)) for note in notes.notes] == [("a", "注甲"), ("b", "注乙")]
