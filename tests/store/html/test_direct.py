"""Blocks that are written straight as HTML are those of the full parser, to the character."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.markdown.site_rules import CodeRules, Passthrough, Rules
from tui_reader.store.html.direct import direct_blocks, direct_page
from tui_reader.store.html.direct.direct_inline import UnfitError
from tui_reader.store.html.direct.direct_page import page_html
from tui_reader.store.html.goldmark import parser_for

ROOT = Path(__file__).parents[3]
SITES = (
    Rules(),
    Rules(raw_html=True, block_attributes=True, emoji=True, wraps_images=False, extras=("superscript", "mark")),
    Rules(
        passthrough=Passthrough((("$$", "$$"), ("\\[", "\\]")), (("$", "$"), ("\\(", "\\)"))),
        join_lines="simple",
        tables=False,
        code=CodeRules(numbers="table"),
    ),
    Rules(xhtml="all", hard_wraps=True, footnotes=False, heading_attributes=False, code=CodeRules(highlighted=False)),
)
BEGINNINGS = (
    "- ",
    "  - ",
    "    - ",
    "* ",
    "1. ",
    "2) ",
    "> ",
    "# ",
    "## ",
    "   ",
    "    ",
    "\t",
    "- [ ] ",
    "[^1]: ",
    "[r]: ",
    ": ",
)
WHOLE = (
    "",
    "",
    "",
    "```",
    "```go",
    "   ```",
    "~~~",
    "---",
    "===",
    "* * *",
    "| a | b |",
    "|---|:-:|",
    "<div>",
    "<!--",
    "-->",
    "{.c}",
    "  ",
)
TEXT = ("word", "中文", "。", " ", "  ", "*a*", "**b**", "*", "**", "_x_", "_", "`c`", "`", "[l](u)", '[l](u "t")', "![i](s)", "[r]", "[^1]",
        "[", "](", "!", "\\*", "\\", "&amp;", "&", "<", ">", "<b>", '"', "'", "it's", "--", "---", "...", "https://a.bc/d_e", "(www.a.bc)",
        "a@b.cd", "~", "|", ":joy:", "$x$", "{#id}", "^2^", "==", "\u3000", "10. ")  # fmt: skip
LINES = st.one_of(
    st.sampled_from(WHOLE),
    st.tuples(st.sampled_from(("", "", *BEGINNINGS)), st.lists(st.sampled_from(TEXT), min_size=1, max_size=4)).map(
        lambda line: line[0] + "".join(line[1])
    ),
)
BODIES = st.lists(LINES, max_size=12).map("\n".join)


def check(body: str, rules: Rules) -> None:
    assert page_html(body, rules) == parser_for(rules).render(body)


@settings(max_examples=250, deadline=None)
@given(BODIES, st.sampled_from(SITES))
def test_a_body_is_what_the_parser_makes_of_it(body, rules):
    check(body, rules)


@pytest.mark.fuzz
@settings(max_examples=60_000, deadline=None)
@given(BODIES, st.sampled_from(SITES))
def test_a_body_is_what_the_parser_makes_of_it_at_length(body, rules):
    check(body, rules)


def test_the_sample_feed_is_what_the_parser_makes_of_it():
    for file in sorted((ROOT / "content").rglob("*.md")) + sorted((ROOT / "tests/cases").rglob("*.md")):
        check(file.read_text("utf-8"), SITES[0])


PLAIN = """\
# Title ##

A line with `code`, **strong** and *soft* text, [a link](/to "title") and ![a picture](p.png),
it's at https://example.org/a_b -- the next "line" of it & so on...

- one
- two

  with text

  ```go
  code
  ```
  - inner

1. first
2. second

> quoted **text**
>
> - listed

***

| a | b |
|---|:-:|
| `1` | 2 |

```python
print(1)
```
"""


def test_plain_blocks_are_written_without_the_parser(monkeypatch):
    wanted = parser_for(SITES[0]).render(PLAIN)

    def parsed(*_):
        raise AssertionError("the parser was asked")

    monkeypatch.setattr(direct_page._Page, "_rendered", parsed)
    assert page_html(PLAIN, SITES[0]) == wanted


def test_a_block_that_is_not_plain_is_left_to_the_parser():
    blocks = direct_blocks.Blocks(str, lambda info, code: code, SITES[0])
    for lines in (["<div>"], ["a", "==="], ["- [ ] task"], ["    code"], ["- a", "lazy"], ["- a | b", "---|---"]):
        with pytest.raises(UnfitError):
            blocks.write(lines)
