"""The text of a body as it is searched (pure)."""

import re

from tui_reader.markdown.loading import load_parser
from tui_reader.store.html.summary import plain_text

_IDEOGRAPHIC = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BLANK_ENDS = re.compile("(?<![ \t])[ \t]+\n")
_SOFT_BREAK = re.compile(f"\n(?<={_IDEOGRAPHIC}\n)[ \t]*(?={_IDEOGRAPHIC})")
"""A line end inside a Chinese sentence, where a reader sees no blank; begins with the line end, which is soon found."""

_INSIDE_WORDS = re.compile(
    r"(?=[*~`<])(?:\*\*+|~~|(?<!`)`{1,2}(?!`)|</?(?:a|b|code|del|em|font|i|ins|mark|s|span|strong|sub|sup|u)\b[^<>]*>)"
)
"""Marks that may stand inside a word without parting it; the look ahead tells most characters apart at once."""


def searched_text(body: str, markup: str) -> str:
    """The words of a body, those of a Chinese sentence side by side whatever stands between them."""
    try:
        if markup == "html":
            return _shown(body)
        text = _BLANK_ENDS.sub("\n", plain_text(_INSIDE_WORDS.sub("", body)))
    except Exception:  # noqa: BLE001 - one post must never stop the search of all others
        return body
    return _SOFT_BREAK.sub("", text)


def _shown(body: str) -> str:
    """The words that are shown of a body written in HTML."""
    load_parser()
    from tui_reader.document.plain import flat_text  # noqa: PLC0415  few posts are written in HTML
    from tui_reader.markdown.parser import ParseOptions, parse  # noqa: PLC0415  as above

    return flat_text(parse(body, ParseOptions(html=True)).blocks)
