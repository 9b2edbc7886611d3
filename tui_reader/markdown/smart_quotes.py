"""Typography of running text: its straight signs become what Goldmark's typographer makes of them."""

import re

from tui_reader.text.punctuation import LOOKAHEAD, REPLACEMENTS, Quotes, double_quote, single_quote

_SIGNS = re.compile("|".join([*map(re.escape, REPLACEMENTS), "'", '"']))


def curl_quotes(text: str, before: str, after: str, quotes: Quotes) -> str:
    """The text with its straight signs replaced; `before` and `after` stand beside it in the block, empty at its
    ends.
    """
    if not _SIGNS.search(text):
        return text
    pieces: list[str] = []
    last = 0
    for found in _SIGNS.finditer(text):
        sign, start = found.group(), found.start()
        pieces.append(text[last:start])
        last = found.end()
        if sign in REPLACEMENTS:
            pieces.append(REPLACEMENTS[sign])
            continue
        left = text[start - 1] if start else before or " "
        rest = (text[last : last + LOOKAHEAD] + after)[:LOOKAHEAD]
        pieces.append(single_quote(left, rest, quotes) if sign == "'" else double_quote(left, rest, quotes))
    pieces.append(text[last:])
    return "".join(pieces)
