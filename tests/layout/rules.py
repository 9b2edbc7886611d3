"""The rules of Chinese text layout as a checker of their own, for tests: written from W3C CLREQ, not from the code."""

import itertools
import re

NEVER_FIRST = set("，。、；：？！）】》〉」』”’…—％·")
NEVER_LAST = set("（【《〈「『“‘")
WHOLE = re.compile(r"\d+(?:[.,:~-]\d+)+%?|\$\d+(?:\.\d+)?|[A-Za-z]+(?:['’][A-Za-z]+)?|\d+%?")


def faults(text: str, breaks, cells: int, width) -> list[str]:
    """What is wrong with the lines of one paragraph; empty where all is well.

    A line that had to be cut inside something that no line could hold is excused.
    """
    found = []
    for (start, end), (after, _) in itertools.pairwise(breaks):
        line, rest = text[start:end].strip(" \u3000"), text[after:]
        if not line or not rest or has_no_break(text[start:], cells, width):
            continue
        if rest[0] in NEVER_FIRST:
            found.append(f"begins with {rest[0]}: {line[-8:]}|{rest[:8]}")
        if line[-1] in NEVER_LAST:
            found.append(f"ends with {line[-1]}: {line[-8:]}|{rest[:8]}")
        found += cut_words(text, end, after, cells, width)
    return found


def has_no_break(text: str, cells: int, width) -> bool:
    """True where `text` begins with more marks in a row than a line can hold, or with a word, or a number and its unit,
    and a row of dashes or dots that it cannot hold together.
    """
    row = re.match(r"\s*(?:\d[\d.,]* )?\S*?(?:—{6,}|…{6,})", text)
    if row and width(row.group()) > cells:
        return True
    chain = re.match(r"\s*(?:[\w*]?[ ，。、；：？！）】》〉」』”’…—％·（【《〈「『“‘]+)+\w?", text)
    return bool(chain) and width(chain.group()) > cells


def cut_words(text: str, end: int, after: int, cells: int, width) -> list[str]:
    """Words and numbers parted by a break although a line could hold them with all that sticks to them."""
    if end != after:
        return []
    low = max((text.rfind(blank, 0, end) for blank in " \u3000"), default=-1) + 1
    high = min((at for blank in " \u3000" if (at := text.find(blank, end)) >= 0), default=len(text))
    left = re.search(r"[!-~\u00a0-\u2e7f]*$", text[low:end]).group()
    right = re.match(r"[!-~\u00a0-\u2e7f]*", text[end:high]).group()
    before = re.search(r"[（【《〈「『“‘ \u3000\xa0]*$", text[: end - len(left)]).group()
    behind = re.match(r"[，。、；：？！）】》〉」』”’…—％· \u3000\xa0]*", text[end + len(right) :]).group()
    if width(before + left + right + behind) > cells:
        return []
    whole = [m for m in WHOLE.finditer(left + right) if m.start() < len(left) < m.end()]
    return [f"cut inside {m.group()}" for m in whole]
