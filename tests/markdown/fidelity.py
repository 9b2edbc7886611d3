"""What of a document's text can be held against Hugo's HTML, and how alike two texts are."""

import re
from difflib import SequenceMatcher
from unicodedata import normalize

from tui_reader.document.blocks import Heading
from tui_reader.document.plain import flat_spans
from tui_reader.model.roles import Role

_RUBY = re.compile(r"\[([^\[\]\n]+)\]\^\(([^()\n]*)\)")
_MARKS = re.compile(r"[*~\ufe0f]|:\(fa[^()]*\):")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_INNER = "{{ with .Inner }}{{ $.Page.RenderString (dict `display` `block`) . }}{{ end }}"
_SOURCE = "<pre>{{ .Inner | htmlEscape | safeHTML }}</pre>"
_CAPTION = (
    "{{ with or (.Get `caption`) (and (not (.Get `alt`)) (.Get `title`)) }}<p>{{ $.Page.RenderString . }}</p>{{ end }}"
)
_NOTE = (
    "{{ $type := `note` }}{{ $title := `` }}"
    "{{ if .IsNamedParams }}{{ with .Get `type` }}{{ $type = . }}{{ end }}{{ with .Get `title` }}{{ $title = . }}{{ end }}"
    "{{ else }}{{ with .Get 0 }}{{ $type = . }}{{ end }}{{ with .Get 1 }}{{ $title = . }}{{ end }}{{ end }}"
    "<p>{{ $.Page.RenderString (or $title (title $type)) }}</p>" + _INNER
)
_TITLED = (
    "{{ $title := `Details` }}{{ if .IsNamedParams }}{{ with or (.Get `title`) (.Get `summary`) (.Get `name`) }}"
    "{{ $title = . }}{{ end }}{{ else }}{{ with .Get 0 }}{{ $title = . }}{{ end }}{{ end }}"
    "<p>{{ $.Page.RenderString $title }}</p>" + _INNER
)
_NEW = "{{ if eq .Name `new-in` }}New{{ else }}Deprecated{{ end }} in v{{ .Get 0 }}" + _INNER
_LINK = (
    "{{ if .IsNamedParams }}{{ or (.Get `content`) (.Get `title`) (.Get `name`) (.Get `href`) }}"
    "{{ with .Get `nick` }} ({{ . }}){{ end }}"
    "{{ with .Get `text` }} ({{ . }}){{ end }}{{ if .Get `content` }}{{ with .Get `title` }} ({{ . }}){{ end }}{{ end }}"
    "{{ else }}{{ or (.Get 1) (strings.TrimPrefix `mailto:` (.Get 0)) }}{{ with .Get 2 }} ({{ . }}){{ end }}{{ end }}"
)
_CARD = (
    "{{ if .IsNamedParams }}{{ with or (.Get `name`) (.Get `title`) }}<p>{{ . }} — "
    "{{ or ($.Get `bio`) ($.Get `summary`) }}</p>{{ end }}"
    "{{ else }}<p>{{ .Get 0 }} — {{ if eq .Name `friend` }}{{ .Get 3 }}{{ else }}{{ .Get 1 }}{{ end }}</p>{{ end }}"
)
TEMPLATES = {
    **dict.fromkeys(("mermaid", "echarts", "highlight", "code-toggle", "math", "fig-math"), _SOURCE),
    **dict.fromkeys(("image", "img", "fig-img", "fig-img-quote"), _CAPTION),
    **dict.fromkeys(("script", "fa-icon"), "{{ with .Inner }}{{ end }}"),
    **dict.fromkeys(("fig-quote",), _INNER + "{{ with .Get `title` }}<p>{{ . }}</p>{{ end }}"),
    **dict.fromkeys(("link", "person", "rlnk", "pdf-file"), _LINK),
    **dict.fromkeys(("new-in", "deprecated-in"), _NEW),
    "qr": "{{ with .Inner }}{{ end }}",
    "version": "{{ upper (or (.Get 1) `new`) }} {{ .Get 0 }}",
    "emoji": "{{ emojify (.Get 0) }}",
    "ruby": _INNER + "({{ .Get 0 }})",
    **dict.fromkeys(("tab", "collapse"), _TITLED),
    **dict.fromkeys(("friend", "showcase"), _CARD),
    "admonition": _NOTE,
    "raw": "{{ .Inner }}",
}
"""Templates for the shortcodes of the corpora whose meaning is not their inner Markdown."""


def seen_text(blocks):
    """The text of blocks that comes from the post: names of pictures and labels of our own left out."""
    left_out = {Role.FIGURE, Role.CODE_LABEL}
    spans = (span for span in flat_spans(blocks) if not left_out & set(span.roles) and not span.text.startswith("‹"))
    return "".join(span.text for span in spans)


def squeeze(text):
    """The text without blanks and invisible signs, compatibility forms and quotes made one, and without what only Hugo
    shows.

    That is the asterisks and tildes that stand literally where the CJK-friendly rules find emphasis, or that single
    tildes take away between numbers, and the icon codes which themes resolve.
    """
    text = _MARKS.sub("", _RUBY.sub(r"\1(\2)", text)).translate(_STRAIGHT)
    return "".join(char for char in normalize("NFKC", text) if not char.isspace() and char.isprintable())


def likeness(wanted, given):
    """How many characters two texts have in common, in order."""
    if wanted == given:
        return len(wanted)
    start = 0
    while start < min(len(wanted), len(given)) and wanted[start] == given[start]:
        start += 1
    end = 0
    while end < min(len(wanted), len(given)) - start and wanted[-1 - end] == given[-1 - end]:
        end += 1
    left, right = wanted[start : len(wanted) - end], given[start : len(given) - end]
    size = 1 if max(len(left), len(right)) < 3000 else 8
    return start + end + _common(left, right, size)


def _common(left, right, size):
    if size == 1:
        return sum(match.size for match in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks())
    total = 0
    matcher = SequenceMatcher(None, _pieces(left), _pieces(right), autojunk=False)
    for op, a, b, c, d in matcher.get_opcodes():
        first, second = "".join(_pieces(left)[a:b]), "".join(_pieces(right)[c:d])
        total += len(first) if op == "equal" else _common(first[:3000], second[:3000], 1)
    return total


def _pieces(text):
    pieces, word = [], ""
    for char in text:
        word += char
        if not char.isalnum() or len(word) >= 8:
            pieces.append(word)
            word = ""
    return [*pieces, word]


def heading_names(blocks):
    """The names of the headings of a document, inside other blocks too; bold lines that are meant as headings left
    out.
    """
    names = []
    for block in blocks:
        if isinstance(block, Heading) and not block.from_bold:
            names.append(block.anchor)
        for inner in (block, *getattr(block, "items", ())):
            names += heading_names(getattr(inner, "blocks", ()))
    return names
