"""Hugo's shortcodes in a body, as far as words and summaries need them: what stands between a pair stays, the rest goes.

The reader has no theme to run, so a theme's shortcode counts for the text it encloses; those that Hugo itself brings and that
carry text (`figure`, `highlight`, `details`) count for the text they show.
"""

import html
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

_TAG = re.compile(
    r"\{\{(<|%)(/\*)?-?\s*(/?)\s*([\w./-]*)((?:\"(?:[^\"\\]|\\.)*\"|`[^`]*`|[^\"`<>%]|[>%](?!\}\}))*?)\s*(\*/)?-?(?:>|%)\}\}"
)
_ARGUMENT = re.compile(r"(?:([\w-]+)\s*=\s*)?(?:\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`|([^\s\"`=]+))")
MAX_TAG = 2000
"""Characters of the longest tag that is read as one."""
MAX_BROKEN = 100
"""Beginnings of tags that are none, after which the rest of a body is taken as it is."""
MAX_TAGS = 5000
"""Tags of a body that are read."""
MAX_DEPTH = 8
"""Deepest nesting of shortcodes that is followed."""
OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around the number of a piece in the text that goes through the Markdown parser."""
_PIECE = re.compile(rf"(?:<p>)?{OPEN}(\d+){CLOSE}(?:</p>)?")
Render = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Tag:
    """One shortcode tag in a body."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last one."""
    kind: str
    """`<` or `%`."""
    name: str
    """The shortcode's name."""
    arguments: str
    """What stands behind the name."""
    form: str
    """`open`, `close`, `lone` (closed in itself) or `escaped`."""


def take_out(body: str, render: Render) -> tuple[str, list[str]]:
    """`body` with a placeholder for each `{{< >}}` shortcode, and the HTML of each; `{{% %}}` pairs leave their inner text.

    `render` turns Markdown into HTML, for the shortcodes whose inner text is Markdown.
    """
    if "{" not in body or "{{" not in body:
        return body, []
    tags = _tags(body)
    work = _Work(body, tags, _pairs(tags), render, [])
    return work.between(0, len(body), 0, len(tags), 0), work.pieces


def put_back(page: str, pieces: list[str]) -> str:
    """HTML with the pieces in the place of their placeholders; a paragraph that held nothing else goes."""
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


def _tags(text: str) -> list[Tag]:
    """Every tag in order; after MAX_BROKEN beginnings that are no tags nobody looks further."""
    found: list[Tag] = []
    position = broken = 0
    while (start := text.find("{{", position)) >= 0 and broken < MAX_BROKEN and len(found) < MAX_TAGS:
        match = _TAG.match(text, start, start + MAX_TAG)
        if match is None:
            position = start + 2
            broken += 1
            continue
        position = match.end()
        kind, escaped, closing, name, arguments, _ = match.groups()
        lone = arguments.rstrip().endswith("/") or name.endswith("/")
        form = "escaped" if escaped else "close" if closing else "lone" if lone else "open"
        found.append(Tag(start, position, kind, name.rstrip("/"), arguments, form))
    return found


def _pairs(tags: list[Tag]) -> dict[int, int]:
    """Which opening tag each closing one ends: the nearest before it of the same name."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    waiting: Counter[str] = Counter()
    for index, tag in enumerate(tags):
        if tag.form == "open":
            stack.append(index)
            waiting[tag.name] += 1
        elif tag.form == "close" and waiting[tag.name]:
            pairs[_opened(tag.name, stack, waiting, tags)] = index
    return pairs


def _opened(name: str, stack: list[int], waiting: Counter[str], tags: list[Tag]) -> int:
    """Take the last opening tag of that name off the stack, and the unpaired ones behind it."""
    while True:
        index = stack.pop()
        waiting[tags[index].name] -= 1
        if tags[index].name == name:
            return index


@dataclass(slots=True)
class _Work:
    """A body on its way: what was found in it, and the pieces made so far."""

    body: str
    tags: list[Tag]
    pairs: dict[int, int]
    render: Render
    pieces: list[str]

    def between(self, start: int, end: int, first: int, last: int, depth: int) -> str:
        """The text from `start` to `end`, which holds the tags from `first` up to `last`, with its shortcodes replaced."""
        out: list[str] = []
        index = first
        while index < last:
            tag = self.tags[index]
            out.append(self.body[start : tag.start])
            close = self.pairs.get(index) if depth < MAX_DEPTH else None
            inner = ""
            if close is not None:
                inner = self.between(tag.end, self.tags[close].start, index + 1, close, depth + 1)
            out.append(self.made(tag, inner, depth))
            index = index + 1 if close is None else close + 1
            start = self.tags[index - 1].end
        out.append(self.body[start:end])
        return "".join(out)

    def made(self, tag: Tag, inner: str, depth: int) -> str:
        """What stands in the place of a shortcode: a placeholder, or its inner text."""
        if tag.form == "escaped":
            written = self.body[tag.start : tag.end].replace("/*", "", 1)
            return "".join(written.rsplit("*/", 1))
        if tag.form == "close" or not tag.name:
            return ""
        if tag.kind == "%" and depth:
            inner = _without_paragraph(self.render(inner))
        made = _value(tag.name, tag.arguments, inner, self.render)
        if made is None and tag.kind == "%":
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


def _value(name: str, arguments: str, inner: str, render: Render) -> str | None:
    """HTML of a shortcode that Hugo brings itself, nothing for an inline one; None for a theme's."""
    if name.endswith(".inline"):
        return ""
    own = _OWN.get(name)
    return own(_arguments(arguments), inner, render) if own else None


def _arguments(text: str) -> dict[str, str]:
    """Arguments by name; those without one by their number."""
    found: dict[str, str] = {}
    for index, match in enumerate(_ARGUMENT.finditer(text)):
        name, quoted, raw, bare = match.groups()
        value = quoted.replace('\\"', '"') if quoted is not None else raw if raw is not None else bare or ""
        found[name or str(index)] = value
    return found


def _figure(arguments: dict[str, str], inner: str, render: Render) -> str:
    title, caption = arguments.get("title", ""), arguments.get("caption", "")
    attribution = arguments.get("attr", "")
    alt = arguments.get("alt") or caption
    image = f'<figure><img src="{arguments.get("src", "")}"\n\t\t\talt="{html.escape(alt)}">'
    if not title and not caption and not attribution:
        return image + "\n</figure>\n"
    heading = f"<h4>{html.escape(title)}</h4>" if title else ""
    text = (
        f"<p>{render(caption)}{render(attribution)}</p>".replace("<p><p>", "<p>").replace("</p></p>", "</p>")
        if caption or attribution
        else ""
    )
    return f"{image}<figcaption>\n\t\t\t{heading}{text}\n\t\t</figcaption>\n</figure>\n"


def _highlight(arguments: dict[str, str], inner: str, render: Render) -> str:
    return f'<div class="highlight"><pre tabindex="0"><code class="language-x" data-lang="x"><span style="display:flex;"><span>{html.escape(inner.strip(chr(10)))}</span></span></code></pre></div>'


def _details(arguments: dict[str, str], inner: str, render: Render) -> str:
    return f"<details>\n\t<summary>{html.escape(arguments.get('summary', 'Details'))}</summary>\n\t{render(inner)}\n</details>\n"


def _nothing(arguments: dict[str, str], inner: str, render: Render) -> str:
    return ""


_OWN: dict[str, Callable[[dict[str, str], str, Render], str]] = {
    "figure": _figure,
    "highlight": _highlight,
    "details": _details,
    "qr": _nothing,
    "ref": _nothing,
    "relref": _nothing,
}
