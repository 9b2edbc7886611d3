"""What a body becomes: blocks, their text, and never an exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document import blocks as kinds
from tui_reader.document.plain import flat_text
from tui_reader.markdown.formula_rules import USUAL
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.markdown.span_builder import plain


def kinds_of(body, **options):
    return [type(block).__name__ for block in parse(body, ParseOptions(**options)).blocks]


def first(body, **options):
    return parse(body, ParseOptions(**options)).blocks[0]


def test_the_seed_reads_as_its_author_meant(corpora):
    text = (corpora / "seed/content/news/first-metaverse-film-base.md").read_text("utf-8")
    body = text.split("---\n", 2)[2]
    blocks = parse(body, ParseOptions(title="首个元宇宙影视基地在山西启动")).blocks
    assert isinstance(blocks[0], kinds.Paragraph)
    assert {block.indent for block in blocks if isinstance(block, kinds.Paragraph)} == {2}
    assert [block.target for block in blocks if isinstance(block, kinds.Figure)] == ["228668448.jpg"]
    assert [flat_text([block]) for block in blocks if isinstance(block, kinds.Caption)] == ["澳涞坞影视"]
    meant = [flat_text([block]) for block in blocks if isinstance(block, kinds.Heading) and block.from_bold]
    assert meant == ["补齐产业短板，擘画山西影视发展蓝图", "集聚头部生产要素，开创山西影视产业集群式发展新局面"]
    assert "*" not in flat_text(blocks)


@pytest.mark.parametrize(
    ("source", "indent"),
    [
        ("　　文", 2),
        ("　    7月28日", 2),
        ("　文", 1),
        ("&emsp;&emsp;文", 2),
        ("&nbsp;&nbsp;&nbsp;&nbsp;文", 2),
        ("\u00a0\u00a0文", 2),
        ("   文", 0),
        ("&nbsp;文", 0),
    ],
)
def test_an_indent_is_taken_off_the_text_and_counted(source, indent):
    block = first(source)
    assert block.indent == indent
    assert plain(block.text.spans()) in ("文", "7月28日")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab 中，。“*_`~[]()<>!#-=+|>&;:$^{}%/\n\t\\1.　\ufdd0\ufdd1\0", max_size=120))
def test_any_text_becomes_a_document_whose_text_can_be_read(body):
    document = parse(body, ParseOptions(formulas=USUAL, hash_headings=True))
    assert isinstance(flat_text(document.blocks), str)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["标题", "a b", "A-B", "!!", "标题 1", "heading", "a b-1"]), max_size=8))
def test_anchors_are_distinct(titles):
    body = "\n\n".join(f"## {title}\n\n文" for title in titles)
    anchors = [block.anchor for block in parse(body).blocks if isinstance(block, kinds.Heading)]
    assert len(anchors) == len(titles) == len(set(anchors))


@pytest.mark.parametrize(
    "body", ["[" * 20_000, "> " * 2_000 + "x", "- " * 999 + "x", "**a " * 5_000, "字" * 500_000, "a" + "=" * 50_000]
)
def test_hostile_markdown_keeps_its_text(body):
    text = flat_text(parse(body).blocks)
    kept = body.strip()[-1]
    assert kept in text
