"""Every place where a post is deliberately not what Hugo makes of it, with the reason: the whole list, nothing is
excused elsewhere.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tui_reader.markdown.site_rules import CodeRules
from tui_reader.model.post import Post
from tui_reader.store.html.body_html import is_costly
from tui_reader.store.html.code_colours import coloured
from tui_reader.store.html.code_html import escape_code

ORDERED_OTHERWISE = ("ja", "zh-tw", "zh-hk", "zh-hant")
"""Languages whose titles Hugo orders by rules the reader has no tables for; weight and date come first all the same."""

Case = tuple[Post, dict[str, Any], str, CodeRules]
"""A post, Hugo's record of it, the text of its file, and how its site sets code."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One deliberate difference."""

    fields: tuple[str, ...]
    """Fields it may touch."""
    reason: str
    """Why it is so."""
    applies: Callable[[Case], bool]
    """Is this its case? Looks at what causes it, never at the outcome alone."""


def _has(pattern: str) -> Callable[[Case], bool]:
    compiled = re.compile(pattern, re.MULTILINE | re.DOTALL)
    return lambda case: compiled.search(case[2]) is not None


_ORG_BLOCK_IN_HEADER = re.compile(r"\s*(?:#\+[^:\n]+:.*\n)*#\+begin_\w+(?:[ \t].*)?$", re.MULTILINE | re.IGNORECASE)
_REFERENCE = re.compile(r"\{\{[<%]-?\s*(?:rel)?ref\b")
_STYLE = re.compile(r' style="[^"]*"')
_BLOCK = re.compile(r'<code class="language-([^"]*)" data-lang="[^"]*">(.*?)</code>', re.DOTALL)
_OF_LINES = re.compile(
    r'<span (?:style="(?:display|white-space|background-color)[^"]*"|class="(?:line|ln|lnt|cl|hl)[^"]*")>'
)
_LINE_NUMBER = re.compile(r'<span (?:style="white-space|class="ln)[^>]*>(?:<a [^>]*>)? *\d+\s*(?:</a>)?</span>')


def _is_parted_otherwise(content: str, rules: CodeRules) -> bool:
    """Writes Hugo another number of tags into some block of code than the lexers of Pygments would lead to?"""
    for language, code in _BLOCK.findall(content):
        tags = _OF_LINES.sub("", _LINE_NUMBER.sub("", code))
        text = html.unescape(re.sub("<[^>]*>", "", tags))
        block = f'<div class="x"><pre tabindex="0"><code class="language-{language}" data-lang="{language}">{escape_code(text)}</code></pre></div>'
        if _OF_LINES.sub("", coloured(block, rules)).count("<span ") != tags.count("<span "):
            return True
    return False


def _differs_in_styles(case: Case) -> bool:
    """Is all but the styles of a summary Hugo's?"""
    own, theirs = (_STYLE.sub("", html.unescape(text)).split() for text in (case[0].summary, case[1]["summary"]))
    return own == theirs


DIFFERENCES: tuple[Difference, ...] = (
    Difference(
        ("title", "link_title"),
        "A post without a title is shown under its first heading or its file's name; Hugo leaves the title empty.",
        lambda case: not case[1]["title"].strip(),
    ),
    Difference(
        ("title", "link_title"),
        "A title over several lines is one line in a list.",
        lambda case: "\n" in case[1]["title"].strip() or "\n" in case[1]["link_title"].strip(),
    ),
    Difference(
        ("date", "lastmod", "publish_date", "terms", "title", "description", "words", "summary", "minutes"),
        "A file that is not UTF-8 is read in its own encoding; Hugo shows its bytes as replacement characters.",
        lambda case: any(problem.code in ("file-encoding", "file-damaged") for problem in case[0].problems),
    ),
    Difference(
        ("words", "minutes", "summary"),
        "A lone carriage return ends a line, as in every editor; for Hugo the whole post is then one line.",
        _has(r"\r(?!\n)"),
    ),
    Difference(
        ("words", "minutes", "summary"),
        "A very large body, table or nesting is counted roughly: opening a feed must not wait a second for one post.",
        lambda case: is_costly(case[2]) or "> " * 100 in case[2],
    ),
    Difference(
        ("summary",),
        "Where an automatic summary ends depends on how many tags Hugo's highlighter writes into code that stands before it;"
        " where its lexer parts code otherwise than that of Pygments, it ends a paragraph earlier or later.",
        lambda case: _is_parted_otherwise(case[1]["content"], case[3]),
    ),
    Difference(
        ("summary",),
        "Highlighted code behind an open `<title>` has other styles in a summary than Hugo's, whose tags are text of the post there.",
        lambda case: 'class="language-' in case[1]["plain"] and _differs_in_styles(case),
    ),
    Difference(
        ("summary",),
        "Where an automatic summary ends behind a `goat` diagram depends on the lines of Hugo's drawing; they are not drawn.",
        _has(r"^\s*(?:```|~~~)\s*goat"),
    ),
    Difference(
        ("summary",),
        "Where an automatic summary ends behind what `instagram` and `vimeo_simple` embed depends on the tags and styles around it, which are not written.",
        _has(r"\{\{[<%]-?\s*(?:vimeo_simple|instagram)\b"),
    ),
    Difference(
        ("words", "minutes", "summary"),
        "What `x` and `x_simple` embed is not counted: Hugo asks the service for its text, the reader asks no service.",
        _has(r"\{\{[<%]-?\s*x(?:_simple)?\s"),
    ),
    Difference(
        ("words", "minutes"),
        "Links on line numbers (`anchorLineNos`) are not counted where tags are text: behind an open `<title>`.",
        lambda case: 'text-decoration:none;color:inherit"' in case[1]["plain"],
    ),
    Difference(
        ("summary",),
        "An address that `ref` or `relref` makes is the path that was asked for where it is text, and empty in a link: only the whole site tells it.",
        lambda case: _REFERENCE.search(case[2]) is not None,
    ),
    Difference(
        ("words", "minutes"),
        "The address of a link that `ref` or `relref` makes is not counted where it is text: in raw HTML.",
        lambda case: "](/" in case[1]["plain"] and _REFERENCE.search(case[2]) is not None,
    ),
    Difference(
        ("words", "minutes", "summary"),
        "The first line of a block right below the keywords of an Org file begins it, as in Org; for Hugo it is a keyword.",
        lambda case: case[0].path.endswith(".org") and _ORG_BLOCK_IN_HEADER.match(case[2]) is not None,
    ),
    Difference(
        ("summary",),
        "Beside control characters and those of no width a quotation mark may turn the other way.",
        _has(r"(?=.*[\"'])(?:.*?)(?:[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029]|&zw)"),
    ),
    Difference(
        ("terms",),
        "Empty, nested and null terms are no terms; Hugo makes terms of their Go notation.",
        _has(r"(?:tags|categories): \[.*(?:null|~|\{|\[)"),
    ),
)


def excuse(field: str, case: Case) -> Difference | None:
    """The difference that explains why `field` may differ in this case."""
    return next((one for one in DIFFERENCES if field in one.fields and one.applies(case)), None)
