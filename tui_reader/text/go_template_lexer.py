"""A lexer for the templates of Go and Hugo, which Pygments has none for."""

from typing import Any, ClassVar

from pygments.lexer import DelegatingLexer, RegexLexer
from pygments.lexers.html import HtmlLexer
from pygments.lexers.special import TextLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, Other, Punctuation, String, Whitespace

ACTION_BLANKS = Whitespace.Action
"""Blanks between the braces of an action, told from those of the text around it."""


class _ActionLexer(RegexLexer):
    """Actions between `{{` and `}}`; everything else is for another lexer."""

    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"[^{]+|\{(?!\{)", Other),
            (r"\{\{-?", Comment.Preproc, "action"),
        ],
        "action": [
            (r"-?\}\}", Comment.Preproc, "#pop"),
            (r"\s+", ACTION_BLANKS),
            (r"/\*[^*]*(?:\*(?!/)[^*]*)*\*/", Comment),
            (r'"(?:\\.|[^"\\\n])*"|`[^`]*`', String),
            (
                r"(?:block|break|continue|define|else|end|if|partial|range|return|template|with|and|call|html|index|js|len"
                r"|not|or|print|printf|println|slice|urlquery|eq|ne|lt|le|gt|ge)\b(?!\.)",
                Keyword,
            ),
            (r"\$?\.[\w.]*", Name.Attribute),
            (r"\$?\w+|\$", Name.Other),
            (r":=|[=|]", Operator),
            (r"-?\d[\w.]*", Number),
            (r"[^\s}]|\}", Punctuation),
        ],
    }


class GoTemplateLexer(DelegatingLexer):
    """Templates that make HTML."""

    name = "Go HTML Template"
    aliases: ClassVar[list[str]] = ["go-html-template"]

    def __init__(self, **options: Any) -> None:
        super().__init__(HtmlLexer, _ActionLexer, **options)


class GoTextLexer(DelegatingLexer):
    """Templates that make any other text."""

    name = "Go Text Template"
    aliases: ClassVar[list[str]] = ["go-text-template"]

    def __init__(self, **options: Any) -> None:
        super().__init__(TextLexer, _ActionLexer, **options)
