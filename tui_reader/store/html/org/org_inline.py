"""The inline marks of Org as HTML: emphasis, code, links, footnotes, raised and lowered text."""

import html
import re
from collections.abc import Callable

from tui_reader.markdown.site_rules import CodeRules
from tui_reader.model.dataclass import dataclass, field
from tui_reader.store.html.code_html import code_block, escape_code
from tui_reader.store.html.org.org_entities import with_entities

DEEPEST = 8
"""Marks inside one another that are followed."""

_BODY = r"(?=\S)[^\n]{0,300}?(?:\n[^\n]{0,300}?)?(?<=\S)"
_BEFORE, _AFTER = r"(?<![^\s\-({'\"])", r"(?=[\s\-.,:!?;'\")}\[\\]|\Z)"
_MARK = re.compile(
    rf"(?P<shortcode>\{{\{{[<%][^\n]{{0,1000}}?[%>]\}}\}})"
    r"|(?P<formula>\\\((?s:.{1,1000}?)\\\)|\\\[[^\[\]]{1,1000}?\\\]|\$\$[^$]{1,1000}\$\$"
    rf"|\$(?=[^\s,.;$])[^$\n]{{1,500}}(?:\n[^$\n]{{1,500}})?(?<=[^\s,.])\${_AFTER})"
    rf"|{_BEFORE}(?P<code>[=~]){_BODY}(?P=code){_AFTER}"
    rf"|{_BEFORE}(?P<emphasis>[*/_+]){_BODY}(?P=emphasis){_AFTER}"
    r"|@@(?P<export>\w{1,20}):(?P<exported>[^\n@]{0,1000})@@"
    r"|(?<!\w)src_(?P<language>[\w-]{1,40})(?:\[[^\[\]\n]{0,200}\])?\{(?P<source>[^{}\n]{0,1000})\}"
    r"|\[\[(?P<target>[^\[\]\n]{1,2000})\](?:\[(?P<text>[^\[\]]{1,2000})\])?\]"
    r"|\[fn:(?P<note>[\w-]{0,100})(?::(?P<inside>[^\[\]]{0,2000}))?\]"
    r"|(?P<bare>(?<![A-Za-z])https?://[^\s<>\[\]]{1,2000}[^\s<>\[\].,;:!?)'\"])"
    r"|(?<=[\w)])(?P<shift>[_^])\{(?P<shifted>[^{}\n]{1,200})\}"
    r"|(?P<break>(?<![ \t])[ \t]*\\\\(?=\n|\Z))"
)
_CODE = {"=": '<code class="verbatim">{}</code>', "~": "<code>{}</code>"}
_TAGS = {"*": "strong", "/": "em", "_": "u", "+": "del", "^": "sup"}
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif)\Z", re.IGNORECASE)
_PICTURE_ADDRESS = re.compile(rf"https?://\S{{1,2000}}?{_PICTURE.pattern}", re.IGNORECASE)
_STATE = re.compile(r"(TODO|DONE)[ \t]+")
"""Org's own words for whether the task of a headline is done (Org manual, 5.1)."""
_PRIORITY = re.compile(r"\[#([A-Z])\][ \t]*")
_HEADLINE_TAGS = re.compile(r"(?<![ \t])[ \t]+:([\w@#%:]+):[ \t]*\Z")
_ATTRIBUTE_START = re.compile(r"(?<![ \t])[ \t]+(?=:)")
_FIRST_TAG = re.compile(r"\A(\s*<\w[^<>]*?)(/?>)")
_TYPOGRAPHIC = (("---", "—"), ("--", "–"), ("...", "…"))


@dataclass(slots=True)
class Notes:
    """The footnotes of a body: each has the number of its first mention."""

    plain: bool = False
    """Inline marks stay as they are written."""
    code: CodeRules | None = None
    """How source code is set; None where it is shown, not counted."""
    title: str = ""
    """What the body itself, below its header, names as its title."""
    sections: list[int] = field(default_factory=list)
    """Levels of the headlines whose sections are open, where they are counted."""
    headlines: int = 0
    """How many headings have a name."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Number by label."""
    texts: dict[str, str] = field(default_factory=dict)
    """Text by label, of those that were defined."""
    waiting: list[tuple[int, str]] = field(default_factory=list)
    """Number and text of notes that were mentioned and are still to be written."""

    def mention(self, label: str, text: str | None) -> int:
        """The number of a note; `text` where it is written right here."""
        key = label or f"\0{len(self.numbers)}"
        is_new = key not in self.numbers or (text is not None and key not in self.texts)
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        own = self.texts.get(key) if text is None else text
        if own is not None and is_new:
            self.waiting.append((number, own))
            self.texts[key] = own
        return number

    def define(self, label: str, text: str) -> None:
        """The text of a note; of several the last one holds."""
        self.texts[label] = text
        if label in self.numbers:
            number = self.numbers[label]
            others = [(one, written) for one, written in self.waiting if one != number]
            self.waiting = sorted([*others, (number, text)])


def inline(text: str, notes: Notes, depth: int = 0) -> str:
    """The HTML of running text."""
    out: list[str] = []
    at = 0
    for found in _MARK.finditer(text) if depth < DEEPEST and not notes.plain else ():
        out += (_plain(text[at : found.start()]), _marked(found, notes, depth))
        at = found.end()
    return "".join(out) + _plain(text[at:])


def headline_text(text: str, notes: Notes) -> str:
    """The HTML of a headline: its task's state and priority, its words, its tags, each on a line."""
    state = _STATE.match(text)
    tags = _HEADLINE_TAGS.search(text)
    priority = _PRIORITY.match(text, state.end() if state else 0)
    start = max(found.end() if found else 0 for found in (state, priority))
    title = inline(text[start : tags.start() if tags else len(text)], notes)
    before = [
        *([f'<span class="todo status-{state[1].lower()}">{state[1]}</span>'] if state else ()),
        *([f'<span class="priority priority-{priority[1].lower()}">[{priority[1]}]</span>'] if priority else ()),
    ]
    named = "&#xa0;".join(f'<span class="tag-{tag}">{tag}</span>' for tag in tags[1].split(":")) if tags else ""
    behind = f'&#xa0;&#xa0;&#xa0;<span class="tags">{named}</span>' if tags else ""
    return "".join(f"{part}\n" for part in (*before, f"{title}{behind}") if part)


def with_attributes(parts: list[str], attributes: str) -> list[str]:
    """A block whose first tag has the attributes of `#+attr_html:`, written anew as Hugo does then."""
    pairs = (pair[1:].partition(" ") for pair in _ATTRIBUTE_START.split(attributes.strip()) if pair[:1] == ":")
    named = "".join(f' {name}="{html.escape(value.strip())}"' for name, _, value in pairs)
    if not (attributes and parts):
        return parts
    first = _FIRST_TAG.sub(lambda tag: f"{tag[1]}{named}{tag[2]}", parts[0], count=1)
    return [part.replace("&#xa0;", "\u00a0") for part in (first, *parts[1:])]


def _plain(text: str) -> str:
    for written, shown in _TYPOGRAPHIC:
        text = text.replace(written, shown)
    return with_entities(text)


def _marked(found: re.Match[str], notes: Notes, depth: int) -> str:
    return next(make(found, notes, depth) for name, make in _MAKERS.items() if found[name] is not None)


def _emphasis(found: re.Match[str], notes: Notes, depth: int) -> str:
    tag, inner = _TAGS[found["emphasis"]], inline(found[0][1:-1], notes, depth + 1)
    if tag == "u" and notes.code:
        return f'<span style="text-decoration: underline;">{inner}</span>'
    return f"<{tag}>{inner}</{tag}>"


def _shift(found: re.Match[str], notes: Notes, depth: int) -> str:
    tag = "sup" if found["shift"] == "^" else "sub"
    return f"<{tag}>{inline(found['shifted'], notes, depth + 1)}</{tag}>"


def _link(found: re.Match[str], notes: Notes, depth: int) -> str:
    target, text = found["target"].removeprefix("file:"), found["text"]
    if target.endswith(".org") and (target != found["target"] or ":" not in target):
        target = f"{target.removesuffix('.org')}.html"
    address = html.escape(target)
    if text is None and _PICTURE.search(target):
        return picture(target, notes)
    if text is not None and _PICTURE_ADDRESS.fullmatch(text):
        shown = f'<img src="{html.escape(text)}" alt="{html.escape(text)}" />'
    else:
        shown = inline(text, notes, depth + 1) if text is not None else html.escape(target.lstrip("*#"))
    return f'<a href="{address}">{shown}</a>'


def picture(target: str, notes: Notes) -> str:
    """A picture, as Hugo writes it where it is counted."""
    address = html.escape(target)
    return f'<img src="{address}" alt="{address}"' + (f' title="{address}" />' if notes.code else ">")


def _bare(found: re.Match[str], notes: Notes, depth: int) -> str:
    """An address; Hugo takes one for text in the second place of a paragraph, which most begin with a line end."""
    if notes.code and found.start() == 1:
        return html.escape(found[0])
    if _PICTURE.search(found[0]) and found.string[found.end() : found.end() + 1] in ("", " ", "\n", "<", ">"):
        return picture(found[0], notes)
    return f'<a href="{html.escape(found[0])}">{html.escape(found[0])}</a>'


def _source(found: re.Match[str], notes: Notes, depth: int) -> str:
    code = html.escape(found["source"])
    if not notes.code:
        return f"<code>{code}</code>"
    block = code_block(escape_code(found["source"]), found["language"], "", notes.code)
    return f'<div class="src src-inline src-{found["language"]}">\n{block}\n</div>'


def _footnote(found: re.Match[str], notes: Notes, depth: int) -> str:
    number = notes.mention(found["note"], found["inside"])
    if notes.code:
        name = f'id="footnote-reference-{number}" href="#footnote-{number}"'
        return f'<sup class="footnote-reference"><a {name}>{number}</a></sup>'
    return f'<sup><a href="#fn:{number}">{number}</a></sup>'


_MAKERS: dict[str, Callable[[re.Match[str], Notes, int], str]] = {
    "shortcode": lambda found, notes, depth: found[0],
    "formula": lambda found, notes, depth: html.escape(found[0]),
    "code": lambda found, notes, depth: _CODE[found["code"]].format(html.escape(found[0][1:-1])),
    "emphasis": _emphasis,
    "export": lambda found, notes, depth: found["exported"] if found["export"].lower() == "html" else "",
    "language": _source,
    "target": _link,
    "note": _footnote,
    "bare": _bare,
    "shifted": _shift,
    "break": lambda found, notes, depth: "<br>" if found.end() < len(found.string) or not notes.code else found[0],
}
"""What each mark becomes, by the group that tells it."""
