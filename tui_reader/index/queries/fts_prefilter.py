"""What the full-text index can say of a condition: an FTS5 expression that every fitting post answers to.

Where that expression alone decides, the condition need not be asked again; where it only narrows, it must be.
"""

from dataclasses import dataclass

from tui_reader.model.query import All, AnyOf, Condition, Words
from tui_reader.search import tokenizer
from tui_reader.text.pinyin import pinyin_pattern


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A condition as the full-text index sees it."""

    match: str = ""
    """Expression that every fitting post answers to; empty where there is none."""
    rest: tuple[Condition, ...] = ()
    """What such a post must still fit."""


def narrow(where: Condition) -> Narrowed:
    """The conditions split into what the full-text index finds and what is left to ask."""
    parts = where.conditions if isinstance(where, All) else (where,)
    found = [(part, expression(part)) for part in parts]
    match = " AND ".join(text for _, text in found if text)
    return Narrowed(match, tuple(part for part, text in found if not text or not is_sure(part)))


def expression(condition: Condition) -> str:
    """The expression of one condition; empty where posts can fit that no expression finds."""
    if isinstance(condition, Words):
        spelled = not condition.phrase and pinyin_pattern(condition.text) is not None
        return "" if spelled else " AND ".join(tokenizer.phrases(condition.text, condition.phrase))
    if isinstance(condition, All):
        return _bracketed(" AND ", [text for text in map(expression, condition.conditions) if text])
    if isinstance(condition, AnyOf):
        found = [expression(inner) for inner in condition.conditions]
        return _bracketed(" OR ", found) if all(found) else ""
    return ""


def is_sure(condition: Condition) -> bool:
    """Whether the expression of the condition alone decides."""
    if isinstance(condition, Words):
        return tokenizer.is_exact(condition.text) and bool(expression(condition))
    return isinstance(condition, All | AnyOf) and all(map(is_sure, condition.conditions))


def _bracketed(word: str, found: list[str]) -> str:
    return f"({word.join(found)})" if found else ""
