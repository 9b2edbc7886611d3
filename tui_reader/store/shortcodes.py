"""Hugo's shortcodes in a body, as far as words and summaries need them: what stands between a pair stays, the rest goes.

The reader has no theme to run, so a theme's shortcode counts for the text it encloses; those that Hugo itself brings and that
carry text (`figure`, `highlight`, `details`) count for the text they show.
"""

import html
import re
from collections.abc import Callable

_TAG = re.compile(
    r"\{\{(<|%)(/\*)?-?\s*(/?)\s*([\w./-]*)((?:\"(?:[^\"\\]|\\.)*\"|`[^`]*`|[^\"`<>%]|[>%](?!\}\}))*?)\s*(\*/)?-?(?:>|%)\}\}"
)
_ARGUMENT = re.compile(r"(?:([\w-]+)\s*=\s*)?(?:\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`|([^\s\"`=]+))")
OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around the number of a piece in the text that goes through the Markdown parser."""
_PIECE = re.compile(rf"(?:<p>)?{OPEN}(\d+){CLOSE}(?:</p>)?")
Render = Callable[[str], str]


def take_out(body: str, render: Render) -> tuple[str, list[str]]:
    """`body` with a placeholder for each `{{< >}}` shortcode, and the HTML of each; `{{% %}}` pairs leave their inner text.

    `render` turns Markdown into HTML, for the shortcodes whose inner text is Markdown.
    """
    pieces: list[str] = []
    if "{" not in body or "{{" not in body:
        return body, pieces
    return _expand(body, pieces, render, 0), pieces


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


def _expand(text: str, pieces: list[str], render: Render, depth: int) -> str:
    out: list[str] = []
    position = 0
    while match := _TAG.search(text, position):
        out.append(text[position : match.start()])
        position = match.end()
        kind, commented, closing, name, arguments, _ = match.groups()
        if commented:
            out.append(_hold(html.escape(match[0].replace("/*", "", 1).replace("*/", "", 1), quote=False), pieces))
            continue
        if closing or not name:
            continue
        close = None if arguments.rstrip().endswith("/") or name.endswith("/") else _closing(text, position, name)
        inner = ""
        if close is not None:
            inner = text[position : close[0]]
            position = close[1]
        text_between = _inner(inner, pieces, render, depth)
        if kind == "%" and depth:
            text_between = _without_paragraph(render(text_between))
        made = _value(name, arguments, text_between, render)
        out.append(
            text_between if made is None and kind == "%" else _hold(text_between if made is None else made, pieces)
        )
    out.append(text[position:])
    return "".join(out)


def _without_paragraph(page: str) -> str:
    """Markdown between a pair inside another pair is rendered at once; a single paragraph loses its tags."""
    text = page.strip()
    single = text.startswith("<p>") and text.endswith("</p>") and text.count("<p>") == 1
    return text[3:-4] if single else text


def _inner(text: str, pieces: list[str], render: Render, depth: int) -> str:
    return _expand(text, pieces, render, depth + 1) if "{{" in text and depth < 8 else text


def _closing(text: str, position: int, name: str) -> tuple[int, int] | None:
    """Start and end of the tag that closes `name`, nested ones of the same name skipped."""
    depth = 0
    for match in _TAG.finditer(text, position):
        if match[4] != name or match[2]:
            continue
        if match[3]:
            if depth == 0:
                return match.start(), match.end()
            depth -= 1
        elif _closing_ahead(text, match.end(), name, depth):
            depth += 1
    return None


def _closing_ahead(text: str, position: int, name: str, depth: int) -> bool:
    """Are there enough closing tags left that one opened here can be closed too?"""
    closes = len(re.findall(rf"\{{\{{[<%]\s*/\s*{re.escape(name)}\s*[>%]\}}\}}", text[position:]))
    return closes > depth + 1


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


def _hold(piece: str, pieces: list[str]) -> str:
    pieces.append(piece)
    return f"{OPEN}{len(pieces) - 1}{CLOSE}"


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
