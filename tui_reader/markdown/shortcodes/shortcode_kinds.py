"""What each shortcode stands for, by name, and whatever else of it a reader would miss.

The forms are those that Hugo and its themes document: LoveIt, DoIt, FixIt, Stack, PaperMod, Blowfish, Congo, Docsy,
hextra, hugo-book, Relearn, Even, NexT, MemE, Terminal, Doks and Ananke.
"""

import re

from tui_reader.document.spans import Span
from tui_reader.markdown.shortcodes.box_shortcodes import BOXES
from tui_reader.markdown.shortcodes.code_shortcodes import CODE
from tui_reader.markdown.shortcodes.media_shortcodes import MEDIA
from tui_reader.markdown.shortcodes.shortcode_calls import Call, Function, Shown, Writer, fold_name
from tui_reader.markdown.shortcodes.shortcode_contents import unknown, with_rest
from tui_reader.markdown.shortcodes.word_shortcodes import WORDS

SHORTCODES: dict[str, Function] = {**MEDIA, **BOXES, **WORDS, **CODE}
"""What each shortcode shows, by name."""

_BY_NAME = {fold_name(name): function for name, function in SHORTCODES.items()}


def show(call: Call, writer: Writer) -> Shown:
    """What a shortcode shows: by its own form where one is known, and nothing of it is lost."""
    function = _BY_NAME.get(fold_name(call.name)) or _BY_NAME.get(call.kind, unknown)
    return with_rest(call, function(call, writer), writer)


def template(text: str, call: Call) -> str:
    """The Markdown a text template of the user makes of a shortcode: `{inner}`, `{0}` and `{title}` are filled in."""

    def fill(found: "re.Match[str]") -> str:
        name = found[1]
        if name == "inner":
            return call.text
        return call.get(int(name)) if name.isdecimal() else call.get(name.lower())

    return re.sub(r"\{(\w{1,40})\}", fill, text)


def is_blocks(shown: Shown) -> bool:
    """True where a shortcode stands for blocks of its own."""
    return bool(shown) and not isinstance(shown[0], Span)
