"""A post's Markdown becomes a document; whatever the post holds, there is always something to read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from tui_reader.text.words import say
from tui_reader.typeset.blocks import Block, Document, Note, Paragraph, Span, Text
from tui_reader.typeset.markdown import block_tokens
from tui_reader.typeset.page import Role
from tui_reader.typeset.parse_blocks import BlockReader
from tui_reader.typeset.parse_inline import Inline, fixed
from tui_reader.typeset.parse_meant import bold_headings, without_title

_LINE_END = re.compile(r"\r\n?")
_UNREAL = re.compile("[\0\ufdd0\ufdd1]")
_HASH_HEADING = re.compile(r"^(#{1,6})(?=[^\s#])", re.MULTILINE)
_REFERENCE = re.compile(r"(`+)(?:(?!\1).)*?\1|\[\^([^\]\s\[]+)\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """What a site and its reader want of a post's Markdown."""

    title: str = ""
    """The post's title, to drop a first heading that repeats it; empty keeps every heading."""
    math: bool = False
    """Dollar signs enclose formulas: the post says `math: true`, or the site turns Hugo's passthrough on."""
    hash_headings: bool = False
    """`#标题` without a blank is a heading."""
    typographer: bool = True
    """Straight quotes, dots and hyphens become typographic ones, as Goldmark does by default."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Text templates for shortcodes of the site's own, by name: `{inner}`, `{0}` and `{title}` are filled in."""
    params: Mapping[str, str] = field(default_factory=dict)
    """Values of the site and the post that `{{< param >}}` may show, by name."""


def parse(body: str, options: ParseOptions = ParseOptions()) -> Document:
    """The document of a post's body; blocks at once, inline text when it is looked at. Never raises.

    A body that cannot be parsed is given as plain paragraphs under a note that says so.
    """
    try:
        return _parse(body, options)
    except Exception as error:  # noqa: BLE001
        return _as_text(body, error)


def _parse(body: str, options: ParseOptions) -> Document:
    source = _UNREAL.sub("\ufffd", _LINE_END.sub("\n", body))
    if options.hash_headings:
        source = _HASH_HEADING.sub(r"\1 ", source)
    env: dict[str, object] = {}
    tokens = block_tokens(source, env, options.math)
    env["numbers"] = footnote_numbers(tokens, env)
    reader = BlockReader(Inline(env, options.math, options.typographer))
    blocks: list[Block] = [*reader.blocks(tokens), *reader.footnotes()]
    blocks = bold_headings(without_title(blocks, options.title), reader.anchors)
    return Document(tuple(blocks), source.count("\n") + 1)


def footnote_numbers(tokens: Sequence[Token], env: dict[str, object]) -> dict[str, int]:
    """The number of each footnote, in the order the text refers to them; labels without a note get none."""
    footnotes = env.get("footnotes")
    known = {str(label)[1:] for label in footnotes["refs"]} if isinstance(footnotes, dict) else set()
    numbers: dict[str, int] = {}
    if not known:
        return numbers
    for token in tokens:
        if token.type == "inline" and "[^" in token.content:
            for found in _REFERENCE.finditer(token.content):
                if found[2] in known:
                    numbers.setdefault(found[2], len(numbers) + 1)
    return numbers


def _as_text(body: str, error: Exception) -> Document:
    """The body as plain paragraphs, under a note."""
    title = say("This post could not be read as Markdown; here is its text")
    note = Note(Role.PROBLEM, title, (Paragraph(fixed((Span(f"{type(error).__name__}: {error}"),))),))
    lines = [line for line in re.split(r"\r\n?|\n", body) if line.strip()]
    paragraphs = (Paragraph(Text(line, lambda source: (Span(source),))) for line in lines)
    return Document((note, *paragraphs), body.count("\n") + 1)
