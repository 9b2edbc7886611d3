"""Another implementation of UAX #14 agrees on where lines may break, but for differences that each have a reason."""

import random
import re
from itertools import accumulate

from tui_reader.layout.linebreak.break_classes import CLASS_OF
from tui_reader.layout.linebreak.break_opportunities import opportunities
from tui_reader.text.sanitize import sanitize

ONLY_OURS = {
    r"[IANCh]O|C[IANOqrbho]|[IA]_?O": "curly quotes are brackets in Chinese, and what follows a Chinese stop is free of it",
    r"._[bc]": "behind a blank a stroke or stop begins a word: /etc, .NET",
    r"q_o|C_[oO]": "a quote that closed before the blank has no hold on a bracket behind it",
    r"h[AIor]": "a tilde joins ranges as a hyphen does",
    r"cr": "a sign behind a stop begins something new",
    r"[NAcq]_A": "commas of other scripts are letters to us when blanks stand before them",
    r"sO|NI": "full-width signs that are new to the other's tables",
    r"AI|IA|II": "signs and emoji stand free as ideographs do",
}
ONLY_THEIRS = {
    r"b.": "paths and URLs stay whole where they fit, and are cut at their strokes only where they do not",
    r"c[oANrpqb]": "what follows a stop without a blank belongs to it: f(x)[0], a.b",
    r"r[rpAb]|p[rAopb]|Ar": "signs of a formula or a shell stay together: C++, $%",
    r"._?C": "— · ～ and full-width marks begin no line of Chinese text",
    r"h.": "a hyphen that begins a word stays with it: --option, -12",
    r"[IA]h": "a tilde joins ranges as a hyphen does",
    r"K[KAINCOoqh]|[IANO]K|.K": "Korean is broken at its blanks, not between syllables",
    r"AA": "scripts that are broken by dictionary or by marks of their own are kept whole",
    r"._c": "a stop follows its sentence even over a blank",
    r"O_.|sC|q.|.q|g_g": "brackets and quotes hold on to their text over a blank",
}


def unexplained(text: str) -> list[str]:
    """Places the two differ in, without those that have a reason."""
    from unicode_segmentation_rs import line_break_units

    ours = set(opportunities(text))
    theirs = set(accumulate(map(len, line_break_units(text)))) - {len(text)}
    found = []
    for index in sorted(ours ^ theirs):
        reasons = ONLY_OURS if index in ours else ONLY_THEIRS
        pair = pair_at(text, index)
        if not any(re.fullmatch(pattern, pair) for pattern in reasons):
            found.append(
                f"{pair} {'ours' if index in ours else 'theirs'}: {text[max(index - 9, 0) : index]}|{text[index : index + 9]}"
            )
    return found


def pair_at(text: str, index: int) -> str:
    """Classes of the two characters at a break, `_` between them for blanks."""
    before = text[:index].rstrip(" ") or " "
    blank = "_" if text[index - 1] == " " else ""
    return CLASS_OF[before[-1]] + blank + CLASS_OF[text[index]]


def test_differences_in_the_corpora_all_have_a_reason(corpora) -> None:
    chosen = random.Random(11)
    files = sorted(corpora.rglob("*.md"))
    left: list[str] = []
    for file in chosen.sample(files, min(len(files), 250)):
        for line in file.read_text(encoding="utf-8", errors="replace").split("\n"):
            text = sanitize(line.strip()[:2000]).strip()
            left += unexplained(text) if text else []
    assert left == []


def test_both_agree_on_plain_text() -> None:
    for text in ("The quick brown fox", "中文排版，很好。", "a well-known fact", "价格是7.8亿元", "（括号）与《书名》"):
        assert unexplained(text) == []
