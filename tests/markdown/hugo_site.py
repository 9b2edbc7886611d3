"""A site built by the real Hugo from nothing but bodies, and the text of the pages it makes."""

import html
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

HUGO = Path(sys.executable).parent / "hugo"
HEADER = re.compile(r"\A\ufeff?\s*(---|\+\+\+)[ \t]*\r?\n.*?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_NAMES = re.compile(r"\{\{[<%]-?\s*(/?)\s*(\w[\w/-]*)(?:[^{}]*?(/)\s*[>%]\}\})?")
_CONFIG = {
    "baseURL": "https://example.org/",
    "disableKinds": ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"],
    "enableEmoji": True,
    "refLinksErrorLevel": "WARNING",
    "markup": {
        "goldmark": {
            "parser": {"attribute": {"block": True}},
            "renderer": {"unsafe": True},
            "extensions": {
                "cjk": {"enable": True, "eastAsianLineBreaks": True},
                "extras": {name: {"enable": True} for name in ("insert", "mark", "subscript", "superscript")},
            },
        },
        "highlight": {"codeFences": False},
    },
}
_ALERT = '<blockquote>{{ if eq .Type "alert" }}<p>{{ or .AlertTitle (title .AlertType) }}</p>{{ end }}{{ .Text }}</blockquote>'
_NAME = re.compile(r"<h[1-6][^>]*? id=\"?([^\"> ]*)\"?")
_OWN = {"figure", "details", "ref", "relref"}
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style|template|svg)\b[^>]*>(?:(?!</?p>).)*?</\1\s*>", re.DOTALL)


def body_of(text):
    """A file's text without its header."""
    return HEADER.sub("", text, count=1)


def build(folder, bodies, shortcodes):
    """Build a site in `folder` from bodies; the HTML of each page's content, None where Hugo refused it.

    `shortcodes` gives the template of a shortcode by its name; others show their inner text.
    """
    (folder / "content").mkdir(parents=True)
    layouts = folder / "layouts"
    (layouts / "_markup").mkdir(parents=True)
    (layouts / "_shortcodes").mkdir()
    (layouts / "_markup" / "render-blockquote.html").write_text(_ALERT)
    (layouts / "single.html").write_text("{{ .Content }}")
    (folder / "hugo.json").write_text(json.dumps(_CONFIG))
    used = {(name.rstrip("/"), bool(slash or alone)) for body in bodies for slash, name, alone in _NAMES.findall(body)}
    for name in {name for name, _closed in used} - _OWN:
        inner = "{{ with .Inner }}{{ $.Page.RenderString (dict `display` `block`) . }}{{ end }}"
        text = shortcodes.get(name, inner)
        file = layouts / "_shortcodes" / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text if (name, True) in used else text.replace(".Inner", "``"))
    for number, body in enumerate(bodies):
        (folder / "content" / f"p{number}.md").write_text(f"---\ntitle: p{number}\n---\n{body}", "utf-8")
    _run(folder)
    pages = [folder / "public" / f"p{number}" / "index.html" for number in range(len(bodies))]
    return [page.read_text("utf-8") if page.exists() else None for page in pages]


def _run(folder):
    """Run Hugo, leaving out each post it refuses."""
    for _try in range(40):
        done = subprocess.run(
            [str(HUGO), "--source", str(folder), "--logLevel", "error"], capture_output=True, text=True
        )
        if done.returncode == 0:
            return
        named = set(re.findall(r"content[/\\](p\d+\.md)", done.stderr + done.stdout))
        if not named:
            raise RuntimeError(done.stderr[-2000:] + done.stdout[-2000:])
        for name in named:
            (folder / "content" / name).unlink(missing_ok=True)
    raise RuntimeError("Hugo refused too many posts")


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces = []

    def handle_data(self, data):
        self.pieces.append(data)


def text_of(page):
    """The characters of a page, tags and hidden elements left out; a hidden element that never ends hides nothing."""
    reader = _Text()
    page = _HIDDEN.sub("", page).replace("<q>", "“").replace("</q>", "”")
    reader.feed(re.sub(r"<(?:script|style)[^>]*>", "", page))
    reader.close()
    return "".join(reader.pieces).replace("↩︎", "")


def headings_of(page):
    """The names Hugo gave the headings of a page."""
    return [html.unescape(name) for name in _NAME.findall(page)]
