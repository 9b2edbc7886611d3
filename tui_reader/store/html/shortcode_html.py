"""Hugo's shortcodes in a body, as far as words and summaries need them: the text between a pair is kept, the
rest is dropped.

The reader has no theme to run, so a theme's shortcode counts as the text it encloses; Hugo's own
shortcodes with text (`figure`, `highlight`, `details`) count as the text they show.
"""

import html
import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from tui_reader.markdown.site_rules import CodeRules
from tui_reader.model.dataclass import dataclass
from tui_reader.store.html.code_html import code_block, escape_code
from tui_reader.store.html.embed_html import instagram_html, qr_html, vimeo_html, youtube_html
from tui_reader.store.html.word_count import strip_tags

if TYPE_CHECKING:
    from tui_reader.text.shortcode_lexer import Tag

MAX_TAGS = 5000
"""Tags of a body that are read."""
MAX_DEPTH = 8
"""Deepest nesting of shortcodes that is followed."""
OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around the number of a piece in the text that goes through the Markdown parser."""
_PIECE = re.compile(rf"(?:<p>)?{OPEN}(\d+){CLOSE}(?:</p>)?")
Render = Callable[[str], str]
Params = Mapping[str, str]
"""Texts that `param` shows, by their names in lower case."""


class Ways(NamedTuple):
    """How the shortcodes of a post become HTML."""

    enclosed: Render
    """Makes HTML of what a shortcode encloses, which is written in the language of the post."""
    markdown: Render
    """Makes HTML of a text that is Markdown whatever the post is written in: a caption."""
    code: CodeRules
    """How code is set."""
    params: Params
    """What `param` knows."""


def take_out(body: str, ways: Ways) -> tuple[str, list[str]]:
    """`body` with a placeholder for each `{{< >}}` shortcode, and the HTML of each; `{{% %}}` pairs leave their inner
    text.
    """
    if "{" not in body or "{{" not in body:
        return body, []
    from tui_reader.text.shortcode_lexer import find_tags, pair_tags  # noqa: PLC0415  most posts have none

    tags = list(islice(find_tags(body), MAX_TAGS))
    work = _Work(body, tags, pair_tags(tags), ways, [])
    return work.between(0, len(body), 0, len(tags), 0), work.pieces


def put_back(page: str, pieces: list[str]) -> str:
    """HTML with the pieces in the place of their placeholders; a paragraph that held nothing else is dropped."""
    if not pieces:
        return page

    def fill(match: re.Match[str]) -> str:
        piece = pieces[int(match[1])] if int(match[1]) < len(pieces) else ""
        whole = match[0]
        lone = whole.startswith("<p>") and whole.endswith("</p>")
        return piece if lone else whole.replace(f"{OPEN}{match[1]}{CLOSE}", piece)

    for _ in range(8):
        if OPEN not in page:
            break
        page = _PIECE.sub(fill, page)
    return page


@dataclass(slots=True)
class _Work:
    """A body whose shortcodes are being replaced: its tags, and the pieces made so far."""

    body: str
    tags: "list[Tag]"
    pairs: dict[int, int]
    ways: Ways
    pieces: list[str]

    def between(self, start: int, end: int, first: int, last: int, depth: int) -> str:
        """The text from `start` to `end`, which holds the tags from `first` up to `last`, with its shortcodes
        replaced.
        """
        out: list[str] = []
        index = first
        while index < last:
            tag = self.tags[index]
            out.append(self.body[start : tag.start])
            close = self.pairs.get(index) if depth < MAX_DEPTH else None
            close = None if close is not None and close >= last else close
            inner = ""
            if close is not None:
                inner = self.between(tag.end, self.tags[close].start, index + 1, close, depth + 1)
            out.append(self.made(tag, inner, depth))
            index = index + 1 if close is None else close + 1
            start = self.tags[index - 1].end
        out.append(self.body[start:end])
        return "".join(out)

    def made(self, tag: "Tag", inner: str, depth: int) -> str:
        """What stands in the place of a shortcode: a placeholder, or its inner text."""
        if tag.literal:
            return tag.literal
        if tag.closes:
            return ""
        if tag.close == "%" and depth:
            inner = _without_paragraph(self.ways.enclosed(inner))
        in_link = tag.name in ("ref", "relref") and self.body.startswith("](", tag.start - 2)
        made = "" if in_link else _value(tag.name, tag.arguments, inner, self.ways)
        if made is None and tag.close == "%":
            return inner
        return self.hold(inner if made is None else made)

    def hold(self, piece: str) -> str:
        """Keep a piece of HTML and give its placeholder."""
        self.pieces.append(piece)
        return f"{OPEN}{len(self.pieces) - 1}{CLOSE}"


def _without_paragraph(page: str) -> str:
    """Markdown between a pair inside another pair is rendered at once; a single paragraph loses its tags."""
    text = page.strip()
    single = text.startswith("<p>") and text.endswith("</p>") and text.count("<p>") == 1
    return text[3:-4] if single else text


def _value(name: str, arguments: str, inner: str, ways: Ways) -> str | None:
    """HTML of a shortcode that Hugo brings itself, nothing for an inline one; None for a theme's."""
    from tui_reader.text.shortcode_lexer import is_inline, read_arguments  # noqa: PLC0415  most posts have none

    if is_inline(name):
        return ""
    own = _OWN.get(name)
    return own(_Arguments(*read_arguments(arguments)), inner, ways) if own else None


class _Arguments(NamedTuple):
    """What stands behind the name of a shortcode."""

    positional: tuple[str, ...]
    named: dict[str, str]


def _figure(arguments: _Arguments, inner: str, ways: Ways) -> str:
    """Hugo's own figure, tag by tag (`_shortcodes/figure.html`)."""
    named = {name: html.escape(value) for name, value in arguments.named.items()}
    caption, attribution = (_in_line(arguments.named.get(name, ""), ways) for name in ("caption", "attr"))
    classes = f' class="{named["class"]}"' if named.get("class") else ""
    link = "".join(f' {name}="{named[name]}"' for name in ("target", "rel") if named.get(name))
    alt = named.get("alt") or strip_tags(caption)
    sizes = "".join(f'\n\t\t\t{name}="{named[name]}"' for name in ("width", "height", "loading") if named.get(name))
    described = f'\n\t\t\talt="{alt}"' if alt else ""
    image = f'<img src="{named.get("src", "")}"{described}{sizes}>'
    if named.get("link"):
        image = f'<a href="{named["link"]}"{link}>{image}</a>'
    below = ""
    if named.get("title") or caption or attribution:
        heading = f"<h4>{named['title']}</h4>" if named.get("title") else ""
        if named.get("attrlink"):
            attribution = f'\n\t\t\t<a href="{named["attrlink"]}">{attribution}</a>'
        text = f"<p>{caption}{attribution}</p>" if caption or named.get("attr") else ""
        below = f"<figcaption>\n\t\t\t{heading}{text}\n\t\t</figcaption>"
    return f"<figure{classes}>{image}{below}\n</figure>\n"


def _in_line(text: str, ways: Ways) -> str:
    """The HTML of Markdown without the tags of a paragraph that is all of it (Hugo's `markdownify`)."""
    page = ways.markdown(text).strip()
    return page[3:-4] if page.startswith("<p>") and page.endswith("</p>") and page.count("<p>") == 1 else page


def _highlight(arguments: _Arguments, inner: str, ways: Ways) -> str:
    """Code in the language of the first argument, with the options of the second; named ones mean nothing here."""
    language, options = (*arguments.positional, "", "")[:2]
    code = escape_code(inner.strip("\r\n"))
    return code_block(code, language, options, ways.code)


def _details(arguments: _Arguments, inner: str, ways: Ways) -> str:
    """Hugo's own box that opens, tag by tag (`_shortcodes/details.html`)."""
    named = arguments.named
    summary = _in_line(named.get("summary") or "Details", ways)
    kept = "".join(f' {name}="{html.escape(named[name])}"' for name in ("class", "name") if named.get(name))
    title = f' title="{html.escape(named["title"])}"' if named.get("title") else ""
    is_open = " open" if named.get("open") in ("true", "1") else ""
    return f"<details{kept}{is_open}{title}>\n\t<summary>{summary}</summary>\n\t{ways.enclosed(inner)}\n</details>\n"


def _param(arguments: _Arguments, inner: str, ways: Ways) -> str:
    return html.escape(ways.params.get("".join(arguments.positional[:1]).lower(), ""))


def _reference(arguments: _Arguments, inner: str, ways: Ways) -> str:
    """One word in the place of an address, which only the whole site tells: the path that was asked for."""
    return quote("".join(arguments.positional[:1]) or arguments.named.get("path", ""), safe="/#.:?&=%")


def _nothing(arguments: _Arguments, inner: str, ways: Ways) -> str:
    return ""


_OWN: dict[str, Callable[[_Arguments, str, Ways], str]] = {
    "figure": _figure,
    "highlight": _highlight,
    "details": _details,
    "param": _param,
    "comment": _nothing,
    "qr": lambda arguments, inner, ways: qr_html(arguments.named, inner),
    "instagram": lambda arguments, inner, ways: instagram_html(arguments.positional),
    "youtube": lambda arguments, inner, ways: youtube_html(arguments.named),
    "vimeo": lambda arguments, inner, ways: vimeo_html(arguments.named),
    "ref": _reference,
    "relref": _reference,
}
