"""A body as the HTML that Goldmark writes: its plain blocks at once, the others by the full parser, in their order.

Several times as fast as parsing all of it, and the same to the character.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from tui_reader.markdown.site_rules import Rules
from tui_reader.markdown.smart_quotes import OPEN_QUOTES
from tui_reader.store.html.direct.direct_blocks import Blocks
from tui_reader.store.html.direct.direct_inline import Inline, UnfitError
from tui_reader.store.html.direct.segments import Segment, cut
from tui_reader.store.html.goldmark import fence_html, parser_for
from tui_reader.text.punctuation import Quotes

_DEFINITION = re.compile(r"\n:[ \t]")
_NOTES = ("first_notes", "footnote_tail")
"""Rules that gather the notes of a whole body at its end."""
Rule = Callable[[StateCore], None]


def page_html(text: str, rules: Rules) -> str:
    """The HTML of Markdown."""
    if not _is_usual(text, rules):
        return str(parser_for(rules).render(text))
    return _Page(rules).write(cut(text, attributes=rules.block_attributes))


def _is_usual(text: str, rules: Rules) -> bool:
    """Do the site's rules and the text let blocks be written one by one?"""
    plain = rules.typographer and rules.links and not rules.signs and not rules.escaped_blanks
    return plain and "\0" not in text and not (rules.definitions and "\n:" in text and _DEFINITION.search(text))


class _Page:
    """One body being written."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._parser = parser_for(rules)
        self._quotes = Quotes()
        self._notes: dict[str, Any] = {OPEN_QUOTES: self._quotes}  # what the parser keeps of a body
        self._gathered: list[Token] = []  # the notes met

    def write(self, found: Sequence[Segment]) -> str:
        """The HTML of all segments; what defines links and notes of others is parsed before any text is read."""
        parts = [(segment, self._tokens(segment) if _defines(segment) else None) for segment in found]
        inline = Inline(self._quotes, self._rules, self._text, has_references=bool(self._notes.get("references")))
        code = partial(fence_html, rules=self._rules.code)
        blocks = Blocks(inline.write, code, self._rules)
        pages = [self._segment(segment, tokens, blocks) for segment, tokens in parts]
        if self._notes.get("footnotes"):
            pages.append(self._rendered(self._gathered, "", *_chain(self._parser)[1]))
        return "".join(pages)

    def _segment(self, segment: Segment, tokens: list[Token] | None, blocks: Blocks) -> str:
        if segment.kind == "fence":
            first, *code = segment.lines
            return fence_html(first.lstrip(first[0]), "".join([f"{line}\n" for line in code]), self._rules.code)
        if segment.kind == "text" and tokens is None:
            single, double = self._quotes.single, self._quotes.double
            try:
                return blocks.write(segment.lines)
            except UnfitError:
                self._quotes.single, self._quotes.double = single, double
        tokens = self._tokens(segment) if tokens is None else tokens
        return self._rendered(tokens, segment.source, *_chain(self._parser)[0])

    def _tokens(self, segment: Segment) -> list[Token]:
        tokens: list[Token] = []
        self._parser.block.parse(segment.source, self._parser, self._notes, tokens)
        return tokens

    def _text(self, text: str) -> str:
        return self._rendered([Token("inline", "", 0, content=text, children=[])], text, *_chain(self._parser)[0])

    def _rendered(self, tokens: list[Token], source: str, *rules: Rule) -> str:
        state = StateCore(source, self._parser, self._notes, tokens)
        for rule in rules:
            rule(state)
        shown = self._without_notes(state.tokens) if self._notes.get("footnotes") else state.tokens
        return str(self._parser.renderer.render(shown, self._parser.options, self._notes))

    def _without_notes(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens without those of notes, which are gathered."""
        shown: list[Token] = []
        depth = 0
        for token in tokens:
            depth += token.type == "footnote_reference_open"
            (self._gathered if depth else shown).append(token)
            depth -= token.type == "footnote_reference_close"
        return shown


def _defines(segment: Segment) -> bool:
    """May links be defined in the segment, or notes be named?"""
    lines = segment.whole[segment.start : segment.end]
    return segment.kind != "fence" and any("]:" in line or "[^" in line for line in lines)


@cache
def _chain(parser: MarkdownIt) -> tuple[list[Rule], list[Rule]]:
    """The rules behind the reading of blocks: those for a piece of a body, and those for the notes at its end."""
    ruler = parser.core.ruler
    named = [*zip(ruler.get_active_rules(), ruler.getRules(""), strict=True)]
    behind = named[ruler.get_active_rules().index("block") + 1 :]
    return [rule for name, rule in behind if name not in _NOTES], [rule for name, rule in behind if name in _NOTES]
