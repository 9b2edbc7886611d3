"""Text becomes search tokens: the same function for the index and for a query, and it knows no engine.

Latin words and numbers are one token each. Scripts written without blanks become overlapping pairs of characters, and
the last character of a run once more alone: `山西长治` gives `山西 西长 长治 治`. So a single character is the prefix `山*`, and
any piece of a run is a phrase that is found exactly where it stands.
"""

import re
from itertools import chain, pairwise, zip_longest
from operator import add

from tui_reader.model.dataclass import dataclass
from tui_reader.text.folding import fold

_PAIRED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
"""Scripts without blanks between words: Thai, Lao, Burmese, Khmer, kana, Han, Hangul."""
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0971-\u0df3\u0f18-\u0fbc\u3099\u309a"
)
"""Combining marks, which belong to the word they stand in: accents, vowel points, and the Indic blocks but for their
full stops.
"""
_RUN = f"(?P<paired>[{_PAIRED}]+)|(?P<word>(?:[^\\W_{_PAIRED}]++|[{_MARKS}]++)++)"
"""Compiled when first used, which `re` remembers: most lists are shown without a word to look for."""

_ASCII_WORD = re.compile("[a-z0-9]+")
"""A word of folded text that is ASCII, found in a fifth of the time."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of word characters of one kind."""

    text: str
    """The characters, folded."""
    paired: bool
    """True for scripts written without blanks."""
    start: int
    """Offset of the first character in the folded text."""


def runs(folded: str) -> list[Run]:
    """The runs of word characters in folded text."""
    return [Run(m.group(), m.lastgroup == "paired", m.start()) for m in re.finditer(_RUN, folded)]


def tokens(text: str) -> str:
    """The tokens of a text, folded and separated by blanks, for the index."""
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text.lower()))
    found: list[str] = []
    for paired, word in re.findall(_RUN, fold(text)):
        if paired:
            found.extend(map(add, paired, paired[1:]))
            found.append(paired[-1])
        else:
            found.append(word)
    return " ".join(found)


def phrases(text: str, whole_words: bool = False) -> list[str]:
    """FTS5 phrases that every text with `text` in it has; none where `text` has no word character.

    The last word may go on (`func` finds `function`) unless `whole_words`. Runs side by side are one phrase, since
    punctuation leaves no token behind: whether only blanks stand between them is for `exact` texts alone to know. A
    blank that may be missing parts two phrases.
    """
    folded = fold(text)
    groups: list[list[Run]] = []
    for run in runs(folded):
        if groups and not _may_join(folded, groups[-1][-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [_phrase(group, open_word=group is groups[-1] and not whole_words) for group in groups]


def _may_join(folded: str, before: Run, after: Run) -> bool:
    """Whether only blanks stand between two runs, and one of them is of a script that has none: they may be one run
    in a text.
    """
    return (before.paired or after.paired) and folded[before.start + len(before.text) : after.start].isspace()


def _phrase(found: list[Run], open_word: bool) -> str:
    """One phrase; `open_word` where its last Latin word may go on, as a Chinese run always may."""
    pieces = [_query_piece(run, last=run is found[-1]) for run in found]
    last = found[-1]
    open_end = len(last.text) == 1 if last.paired else open_word
    return '"' + " ".join(pieces) + '"' + ("*" if open_end else "")


def _query_piece(run: Run, last: bool) -> str:
    """A run's tokens in a query: the lone last character is there only where the run ends in the text too."""
    if not run.paired:
        return run.text
    pairs = [run.text[i : i + 2] for i in range(len(run.text) - 1)]
    return " ".join(pairs if last and pairs else [*pairs, run.text[-1]])


def is_exact(text: str) -> bool:
    """Whether the phrases alone decide: one run and nothing else."""
    folded = fold(text)
    found = runs(folded)
    return len(found) == 1 and found[0].text == folded


def pattern(text: str, whole_words: bool = False) -> re.Pattern[str]:
    """The plain search in folded text that the index must agree with: words begin where a word begins, blanks stretch.

    A blank may be missing beside a character of a script that has none.
    """
    folded = fold(text).strip()
    pieces = folded.split()
    blanks = [r"\s*" if _has_paired(left[-1] + right[0]) else r"\s+" for left, right in pairwise(pieces)]
    body = "".join(chain(*zip_longest(map(re.escape, pieces), blanks, fillvalue="")))
    start = f"(?<!{_WORD_CHARACTER})" if re.match(_WORD_CHARACTER, folded) else ""
    end = f"(?!{_WORD_CHARACTER})" if whole_words and re.search(f"{_WORD_CHARACTER}$", folded) else ""
    return re.compile(start + body + end)


_WORD_CHARACTER = f"(?:[^\\W_{_PAIRED}]|[{_MARKS}])"


def _has_paired(folded: str) -> bool:
    return re.search(f"[{_PAIRED}]", folded) is not None
