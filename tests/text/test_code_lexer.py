"""Languages by the names that posts give them, and the templates of Hugo."""

from itertools import pairwise

import pytest
from pygments.token import Comment, Keyword, Name, String

from tui_reader.text.code_lexer import lexer_of, tokens_of


@pytest.mark.parametrize(
    ("language", "lexer"),
    [("Go", "Go"), ("kt", "Kotlin"), ("txt", "Text only"), ("hugo", "Go HTML Template"), ("gotmpl", "Go HTML Template"),
     ("go-text-template", "Go Text Template")],
)  # fmt: skip
def test_a_language_has_the_lexer_that_its_name_means(language, lexer):
    found = lexer_of(language)
    assert found is not None
    assert found.name == lexer


def test_a_language_that_nobody_knows_has_none():
    assert lexer_of("nosuch") is None


def test_actions_of_a_template_are_parted_and_the_html_around_them_too():
    lexer = lexer_of("hugo")
    assert lexer is not None
    source = '<b>{{ range $p := .Pages }}{{/* note */}}"{{ "x" }}</b>\n'
    tokens = tokens_of(source, lexer)
    assert "".join(text for _, text in tokens) == source
    kinds = {text: kind for kind, text in tokens}
    assert kinds["b"] is Name.Tag and kinds["range"] is Keyword and kinds["$p"] is Name.Other
    assert kinds[".Pages"] is Name.Attribute and kinds['"x"'] is String
    assert kinds["/* note */"] is Comment


def test_neighbours_of_one_class_are_one_token():
    lexer = lexer_of("python")
    assert lexer is not None
    kinds = [kind for kind, _ in tokens_of("a = (1)\n", lexer)]
    assert all(one is not other for one, other in pairwise(kinds))
