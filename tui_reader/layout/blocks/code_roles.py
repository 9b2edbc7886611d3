"""Source code becomes runs with roles: a table says what each class of token is."""

from collections.abc import Iterator
from functools import lru_cache

from pygments import token

from tui_reader.layout.page import Run
from tui_reader.model.roles import Role
from tui_reader.text.code_lexer import lexer_of, tokens_of

LONGEST = 60_000
"""Characters above which code gets no colours, so that no block makes a reader wait."""
LONGEST_LINE = 2_000
"""Characters of one line above which code gets no colours."""

_ROLES: dict[token._TokenType, Role] = {
    token.Comment: Role.CODE_COMMENT,
    token.Comment.Preproc: Role.CODE_KEYWORD,
    token.Keyword: Role.CODE_KEYWORD,
    token.Keyword.Type: Role.CODE_TYPE,
    token.Name.Builtin: Role.CODE_TYPE,
    token.Name.Class: Role.CODE_TYPE,
    token.Name.Exception: Role.CODE_TYPE,
    token.Name.Namespace: Role.CODE_NAME,
    token.Name.Function: Role.CODE_NAME,
    token.Name.Decorator: Role.CODE_NAME,
    token.Name.Tag: Role.CODE_KEYWORD,
    token.Name.Attribute: Role.CODE_NAME,
    token.Name.Entity: Role.CODE_STRING,
    token.Literal: Role.CODE_STRING,
    token.String: Role.CODE_STRING,
    token.Number: Role.CODE_NUMBER,
    token.Operator: Role.CODE_OPERATOR,
    token.Operator.Word: Role.CODE_KEYWORD,
    token.Punctuation: Role.CODE_OPERATOR,
    token.Generic.Inserted: Role.CODE_INSERTED,
    token.Generic.Deleted: Role.CODE_DELETED,
    token.Generic.Heading: Role.CODE_KEYWORD,
    token.Generic.Subheading: Role.CODE_KEYWORD,
    token.Generic.Prompt: Role.CODE_COMMENT,
    token.Generic.Output: Role.CODE_BLOCK,
}
"""Role of a class of token and of all classes below it that are not named themselves."""


@lru_cache(maxsize=256)
def _role(kind: token._TokenType) -> Role | None:
    """Role of a token class: its own, else that of the nearest class above it."""
    above: token._TokenType | None = kind
    while above is not None:
        if above in _ROLES:
            return _ROLES[above]
        above = above.parent
    return None


def code_runs(lines: list[str], language: str, roles: tuple[Role, ...]) -> list[list[Run]]:
    """Runs of each line of safe source code; without colours where the language is unknown or the code too long."""
    source = "\n".join(lines)
    short = len(source) <= LONGEST and max(map(len, lines)) <= LONGEST_LINE
    lexer = lexer_of(language) if language and short else None
    if lexer is None:
        return [[Run(line, roles)] if line else [] for line in lines]
    found: list[list[Run]] = [[]]
    for text, role in _joined(tokens_of(source + "\n", lexer)):
        for number, piece in enumerate(text.split("\n")):
            if number:
                found.append([])
            if piece:
                found[-1].append(Run(piece, (*roles, role) if role else roles))
    return found[: len(lines)] + [[] for _ in range(len(lines) - len(found))]


def _joined(tokens: list[tuple[token._TokenType, str]]) -> Iterator[tuple[str, Role | None]]:
    """Text and role of each token, neighbours of one role joined."""
    text, last = "", None
    for kind, value in tokens:
        role = _role(kind)
        if role is not last and text:
            yield text, last
            text = ""
        text, last = text + value, role
    if text:
        yield text, last
