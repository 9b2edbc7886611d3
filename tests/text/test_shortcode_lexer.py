"""Tags of shortcodes are found as Hugo's lexer finds them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text.shortcode_lexer import find_tags, pair_tags, read_arguments


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{< a >}}", [("a", "", False, False)]),
        ("{{%a%}}x{{%/a%}}", [("a", "", False, False), ("a", "", True, False)]),
        ("{{<- a b=1 ->}}", [("a", " b=1", False, False)]),
        ("{{< a />}}{{< b/ >}}", [("a", "", False, True), ("b", "", False, True)]),
        ('{{< a "x >}} y" >}}', [("a", ' "x >}} y"', False, False)]),
        ("{{< a `x\n>}}` >}}", [("a", " `x\n>}}`", False, False)]),
        ("{{< a/b.html x >}}", [("a/b.html", " x", False, False)]),
        ("{{ a }} {{< >}} {{< a %}} {{< a", []),
    ],
)
def test_tags_are_found_with_name_and_arguments(text: str, found: list[tuple[str, str, bool, bool]]) -> None:
    tags = [(tag.name, tag.arguments.rstrip(), tag.closes, tag.alone) for tag in find_tags(text)]
    assert tags == found


@pytest.mark.parametrize(("text", "shown"), [("{{</* a */>}}", "{{< a >}}"), ("{{%/* a b=1 */%}}", "{{% a b=1 %}}")])
def test_an_escaped_tag_shows_itself(text: str, shown: str) -> None:
    assert [tag.literal for tag in find_tags(text)] == [shown]


def test_pairs_are_those_of_one_name_the_inner_ones_first() -> None:
    tags = list(find_tags("{{<a>}}{{<b>}}{{<a>}}{{</a>}}{{</a>}}{{</c>}}"))
    assert pair_tags(tags) == {2: 3, 0: 4}


@given(st.lists(st.sampled_from(["{{<", "{{%", ">}}", "%}}", " a", "/", '"', "`", "\\", "/*", "*/", "x=1", "\n", "{"])))
def test_any_text_has_tags_in_order_that_are_pieces_of_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    tags = list(find_tags(text))
    assert all(first.end <= second.start for first, second in pairwise(tags))
    assert all(text[tag.start : tag.start + 2] == "{{" and text[tag.end - 2 : tag.end] == "}}" for tag in tags)
    ends = pair_tags(tags)
    assert all(tags[start].name == tags[end].name and start < end for start, end in ends.items())
    assert len(set(ends.values())) == len(ends)


def test_arguments_are_named_or_stand_in_a_row() -> None:
    assert read_arguments(' a "b \\"c\\"" `d` Key="v" other=bare') == (
        ("a", 'b "c"', "d"),
        {"key": "v", "other": "bare"},
    )
