"""What the full-text index can say of a condition: an FTS5 expression that every matching post satisfies.

Where that expression alone decides, the condition need not be checked again; where it is only a prefilter, it must be.
"""

from tui_reader.model.query import All, AnyOf, Condition, Words
from tui_reader.search import tokenizer
from tui_reader.text.pinyin import pinyin_pattern


def fts_prefilter(condition: Condition) -> str:
    """The expression of a condition; empty where posts can match that no expression finds."""
    if isinstance(condition, Words):
        spelled = not condition.phrase and pinyin_pattern(condition.text) is not None
        return "" if spelled else " AND ".join(tokenizer.phrases(condition.text, condition.phrase))
    if isinstance(condition, All):
        return _bracketed(" AND ", [text for text in map(fts_prefilter, condition.conditions) if text])
    if isinstance(condition, AnyOf):
        found = [fts_prefilter(inner) for inner in condition.conditions]
        return _bracketed(" OR ", found) if all(found) else ""
    return ""


def prefilter_decides(condition: Condition) -> bool:
    """Whether every post that satisfies the expression of the condition matches the condition."""
    if isinstance(condition, Words):
        return tokenizer.is_exact(condition.text) and bool(fts_prefilter(condition))
    return isinstance(condition, All | AnyOf) and all(map(prefilter_decides, condition.conditions))


def _bracketed(word: str, found: list[str]) -> str:
    return f"({word.join(found)})" if found else ""
