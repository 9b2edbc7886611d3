"""A body written in Org becomes the HTML that Hugo's reader of Org makes of it: for counting, and for setting the page.

Source: the Org syntax reference (orgmode.org/worg/org-syntax.html), as far as Hugo reads it.
"""

import html
import re
from collections.abc import Callable, Iterable, Sequence

from tui_reader.markdown.site_rules import CodeRules
from tui_reader.store.html.code_html import code_block, escape_code
from tui_reader.store.html.org.org_inline import Notes, headline_text, inline, with_attributes
from tui_reader.store.html.org.org_lines import HEADLINE, Lines, ends_section
from tui_reader.store.html.org.org_tables import table_html

MORE_ORG = re.compile(r"^# more[ \t]*$", re.MULTILINE)
"""Ends a summary by hand; any other comment is left out as well."""
MARKS = "*/_+=~["
"""Signs that may begin a mark."""
MOST_MARKS = 8000
"""With more of these signs in a body its inline marks stay as they are written: each costs about 50 µs at worst."""
DEEPEST = 24
"""Lists and blocks inside one another that are followed; what is deeper is text."""

_BEGIN = re.compile(r"[ \t]*#\+begin_(\w+)[ \t]*(\S*)", re.IGNORECASE)
_KEYWORD = re.compile(r"[ \t]*#\+([^:\n]+):(?:[ \t]+(.*)|\Z)")
_COMMENT = re.compile(r"[ \t]*#(?:[ \t]|\Z)")
_DRAWER = re.compile(r"[ \t]*:([\w-]+):[ \t]*\Z")
_END = re.compile(r"[ \t]*:end:[ \t]*\Z", re.IGNORECASE)
_FIXED = re.compile(r"[ \t]*:(?: |\Z)(.*)")
_ENVIRONMENT = re.compile(r"[ \t]*\\begin\{([A-Za-z]{1,40}\*?)\}[ \t]*")
_RULE = re.compile(r"[ \t]*-{5,}[ \t]*\Z")
_TABLE = re.compile(r"[ \t]*\|")
_ITEM = re.compile(r"([ \t]*+)(?:([-+])|(?<=[ \t])(\*)(?=[ \t])|(\d{1,9}|[A-Za-z])[.)])(?:[ \t]++(.*)|\Z)")
_TERM = re.compile(r"(.*?)[ \t]::(?:[ \t]+(.*)|\Z)")
_BOX = re.compile(r"\[([ X-])\][ \t]+")
_VALUE = re.compile(r"\[@(\d{1,9})\][ \t]+")
_NOTE = re.compile(r"\[fn:([\w-]+)\][ \t]*+(.*)")
_LITERAL = frozenset(("example", "src"))
_BESIDE = frozenset(("name", "attr_org", "attr_latex", "attr_odt", "header", "plot"))
"""Keywords that a block may have beside its caption on the page; Hugo forgets the caption above one."""
_LONE_PICTURE = re.compile(r"<p>\s*(<img [^<>]*>)\s*</p>")
_CHECKED = {"X": " checked"}
_STATES = {" ": "unchecked", "X": "checked", "-": "indeterminate"}
_CENTRED = ' style="text-align: center; margin-left: auto; margin-right: auto;"'


def org_html(body: str, code: CodeRules | None = None) -> str:
    """The HTML of an Org body, without a blank line in it; with the site's rules of `code` its words are Hugo's."""
    notes = Notes(plain=sum(map(body.count, MARKS)) > MOST_MARKS, code=code)
    parts = _blocks(body.split("\n"), notes, 0)
    parts += _sections_ended(0, notes, parts)
    if notes.code and notes.numbers:
        parts.append('<div class="footnotes">\n<hr class="footnotes-separatator"/>\n<div class="footnote-definitions">')
    while notes.waiting:
        parts += _written_note(*notes.waiting.pop(0), notes)
    title = [f'<h1 class="title">{inline(notes.title, notes)}</h1>'] if notes.title else []
    return "\n".join([*title, *parts, *(["</div>\n</div>"] if notes.code and notes.numbers else ())])


def _written_note(number: int, text: str, notes: Notes) -> list[str]:
    """A footnote at the foot of the page, its number before its first words."""
    if notes.code:
        mark = f'<sup id="footnote-{number}"><a href="#footnote-reference-{number}">{number}</a></sup>'
        opening = f'<div class="footnote-definition">\n{mark}\n<div class="footnote-body">'
        return [opening, *_blocks(text.split("\n"), notes, 1), "</div>\n</div>"]
    first, *others = _blocks(text.split("\n"), notes, 1) or [""]
    mark = f'<sup id="fn:{number}">{number}</sup> '
    return [f"<p>{mark}{first[3:]}" if first.startswith("<p>") else f"<p>{mark}</p>\n{first}", *others]


def _blocks(given: Iterable[str], notes: Notes, depth: int) -> list[str]:
    """The HTML of some lines, a string for each block."""
    lines, parts = Lines(given), list[str]()
    at = 0
    while at < len(lines):
        at = _block_at(lines, at, notes, parts, depth)
    return parts


def _block_at(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    """Read one block; the line behind it."""
    readers = _READERS if depth < DEEPEST else (_paragraph,)
    return next(after for reader in readers if (after := reader(lines, at, notes, parts, depth)) > at)


Reader = Callable[[Lines, int, Notes, list[str], int], int]
"""Reads the block that begins at a line, adds its HTML to the parts, and gives the line behind it; the same line where
no such block begins there.
"""


def _blank(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    return at + (not lines[at].strip())


def _headline(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    found = HEADLINE.fullmatch(lines[at]) if depth == 0 else None
    if found is None:
        return at
    level, text = len(found[1]), found[2]
    if text.startswith("COMMENT"):
        while at + 1 < len(lines) and not ends_section(lines[at + 1], level):
            at += 1
        return at + 1
    rank = min(level + 1, 6)
    notes.headlines += 1
    if notes.code:
        parts += _sections_ended(level, notes, parts)
        parts.append(f'<div id="outline-container-headline-{notes.headlines}" class="outline-{level + 1}">')
    parts.append(f'<h{rank} id="headline-{notes.headlines}">\n{headline_text(text, notes)}</h{rank}>')
    if notes.code:
        parts.append(f'<div id="outline-text-headline-{notes.headlines}" class="outline-text-{level + 1}">')
        notes.sections.append(level)
    return at + 1


def _sections_ended(level: int, notes: Notes, parts: list[str]) -> list[str]:
    """What ends the sections that a headline of this level does not belong to; the innermost has no text where nothing
    stands below its headline.
    """
    ended = ["</div>\n</div>" for one in notes.sections if one >= level]
    notes.sections = [one for one in notes.sections if one < level]
    if ended and parts[-1].startswith('<div id="outline-text-'):
        del parts[-1]
        ended[0] = "</div>"
    return ended


def _drawer(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    """`:PROPERTIES:` to `:END:`: left out, as other drawers are not."""
    found = _DRAWER.match(lines[at])
    if found is None or _END.match(lines[at]):
        return at
    end = lines.close(":end:", at + 1)
    if end < 0:
        return at
    if found[1].lower() not in ("properties", "logbook"):
        parts += _blocks(lines[at + 1 : end], notes, depth + 1)
    return end + 1


def _block(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    """`#+begin_src go` to `#+end_src` and its like."""
    found = _BEGIN.match(lines[at])
    if found is None:
        return at
    name = found[1].lower()
    end = lines.close(f"#+end_{name}", at + 1)
    if end < 0:
        return at
    inner = lines[at + 1 : end]
    if name == "src" and notes.code:
        language = found[2].split(" ")[0]
        block = code_block(escape_code("\n".join(inner)), language, "", notes.code)
        parts.append(f'<div class="src src-{language}">\n{block}\n</div>')
    elif name in _LITERAL:
        parts.append(_code(inner, found[2] if name == "src" else "", notes))
    elif name == "export":
        parts += [line for line in inner if line.strip()] if found[2].lower() == "html" else []
    elif name == "verse" and not notes.code:
        parts.append(f"<p>{'<br>'.join(inline(line, notes) for line in inner)}</p>")
    else:
        tag = "blockquote" if name == "quote" else "div"
        names = f' class="{name}-block"{_CENTRED * (name == "center")}' if notes.code and tag == "div" else ""
        shown = name != "comment" or notes.code is not None
        parts += [f"<{tag}{names}>", *_blocks(inner, notes, depth + 1), f"</{tag}>"] if shown else []
    return end + 1


def _code(lines: Sequence[str], language: str, notes: Notes) -> str:
    """Code as it stands; shown, a blank line of it holds an empty comment, so that none stands in the HTML."""
    if notes.code:
        return f'<pre class="example">\n{html.escape(chr(10).join(lines))}\n</pre>'
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    text = "\n".join(html.escape(line[indent:].removeprefix(",")) if line.strip() else "<!---->" for line in lines)
    named = f' class="language-{html.escape(language)}"' if language else ""
    return f"<pre><code{named}>{text}</code></pre>"


def _fixed(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    end = at
    while end < len(lines) and _FIXED.fullmatch(lines[end]):
        end += 1
    if end > at:
        parts.append(_code([found[1] for line in lines[at:end] if (found := _FIXED.fullmatch(line))], "", notes))
    return end


def _keyword(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    found = _KEYWORD.match(lines[at])
    if found is None:
        return at + (_COMMENT.match(lines[at]) is not None)
    end, captions, attributes, name = at, list[str](), "", ""
    while end < len(lines) and (found := _KEYWORD.match(lines[end])):
        name, value = found[1].lower(), found[2] or ""
        if name == "caption":
            captions = [*captions, value]
        elif name == "attr_html":
            attributes = f"{attributes} {value}"
        elif notes.code or name not in _BESIDE:
            captions, attributes = [], ""
        parts += [value] if name == "html" else []
        notes.title = value if name == "title" else notes.title
        end += 1
    is_last = notes.code is not None and lines.end_section(end, notes.sections)
    if is_last and name == "name":  # Hugo takes the name of nothing for text
        parts.append(f"<p>{html.escape(lines[end - 1].strip())}</p>")
    if not (captions or attributes) or (is_last and any(lines[end : end + 1])):
        return end
    named: list[str] = []
    start = end + 1 if _is_text(lines, end + 1, depth) and not lines[end].strip() else end
    after = _named_block(lines, start, notes, (parts, named), depth)
    if start == end and (alone := _LONE_PICTURE.fullmatch("".join(named))):
        named = [alone[1].removesuffix(" />") + "/>" if attributes and notes.code else alone[1]]
    named = with_attributes(named, attributes) if notes.code else named
    if captions and (not notes.code or any(lines[end : end + 1]) or end + 1 < len(lines)):
        caption = " ".join(inline(text, notes) for text in captions)
        named = ["<figure>", *named, f"<figcaption>\n{caption}\n</figcaption>", "</figure>"]
    parts += named
    return after


def _named_block(lines: Lines, at: int, notes: Notes, parts: tuple[list[str], list[str]], depth: int) -> int:
    """Read the block below its captions into the second of the parts, which the first stand before; a headline with its
    whole section. The line behind it.
    """
    before, named = parts
    if at >= len(lines) or not lines[at].strip():
        return at
    found = HEADLINE.fullmatch(lines[at]) if depth == 0 and notes.code else None
    if found is None:
        return _block_at(lines, at, notes, named, depth)
    level = len(found[1])
    before += _sections_ended(level, notes, before)
    ends = (number for number in range(at + 1, len(lines)) if ends_section(lines[number], level))
    end = next(ends, len(lines))
    named += _blocks(lines[at:end], notes, depth)
    named += _sections_ended(level, notes, named)
    return end


def _is_text(lines: Lines, at: int, depth: int) -> bool:
    return at < len(lines) and bool(lines[at].strip()) and not _interrupts(lines[at], depth)


def _rule(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    if _RULE.match(lines[at]) is None:
        return at
    parts.append("<hr>")
    return at + 1


def _table(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    end = at
    while end < len(lines) and _TABLE.match(lines[end]):
        end += 1
    if end == at:
        return at
    parts.append(table_html(lines[at:end], notes))
    return end


def _list(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    first = _ITEM.fullmatch(lines[at])
    if first is None:
        return at
    is_term = _TERM.match(first[5] or "") is not None
    tag = "dl" if is_term else "ol" if first[4] else "ul"
    parts.append(f"<{tag}>")
    while at < len(lines) and (found := _ITEM.fullmatch(lines[at])) and _are_of_one_list(first, found):
        end = _item_end(lines, at + 1, len(first[1]))
        parts.append(_item(found[5] or "", lines[at + 1 : end], notes, depth, tag))
        at = end + 1 if end + 1 < len(lines) and not lines[end].strip() and _ITEM.fullmatch(lines[end + 1]) else end
    parts.append(f"</{tag}>")
    lines.behind_list = at + 1
    return at


def _are_of_one_list(first: re.Match[str], other: re.Match[str]) -> bool:
    return first[1] == other[1] and (first[4] is None) == (other[4] is None)


def _item_end(lines: Lines, at: int, indent: int) -> int:
    """The line behind an item: what is indented more than its mark belongs to it; two blank lines end it."""
    end = at
    for number in range(at, len(lines)):
        line = lines[number]
        if not line.strip():
            if number and not lines[number - 1].strip():
                break
        elif len(line) - len(line.lstrip()) <= indent:
            break
        else:
            end = number + 1
    return end


def _item(head: str, rest: Sequence[str], notes: Notes, depth: int, tag: str) -> str:
    value = _VALUE.match(head) if tag == "ol" else None
    head = head[value.end() if value else 0 :]
    box = _BOX.match(head)
    text = head[box.end() if box else 0 :]
    state = f' class="{_STATES[box[1]]}"' if box and notes.code else ""
    opening, closing = f"<li{_named_value(value)}{state}>", "</li>"
    term = _TERM.match(text) if tag == "dl" else None
    if tag == "dl":
        name, text = (term[1], term[2] or "") if term else ("?", text) if notes.code else (text, "")
        gap = "\n" if notes.code else ""
        opening, closing = f"<dt{state}>{gap}{inline(name, notes)}{gap}</dt>\n<dd>", "</dd>"
    opening += "" if notes.code else _mark(box)
    if not rest and not _interrupts(text, depth + 1):
        return f"{opening}{inline(text.strip(), notes)}{closing}"
    parts = _blocks([text, *(line.lstrip() if depth + 1 >= DEEPEST else line for line in rest)], notes, depth + 1)
    if all(part.startswith("<p>") for part in parts):  # Hugo sets no paragraphs where an item has nothing else
        inner = ("\n" if notes.code else "<br>\n").join(part[3:-4] for part in parts)
    else:
        inner = "\n".join(["", *parts, ""])
    return f"{opening}{inner}{closing}"


def _named_value(value: re.Match[str] | None) -> str:
    """The number that an item is given."""
    return f' value="{value[1]}"' if value else ""


def _mark(box: re.Match[str] | None) -> str:
    """The box of an item that is to be done or was."""
    return f'<input type="checkbox" disabled{_CHECKED.get(box[1], "")}> ' if box else ""


def _environment(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    """`\\begin{equation}` to `\\end{equation}` as it stands; shown, as a paragraph."""
    found = _ENVIRONMENT.fullmatch(lines[at])
    end = lines.close(f"\\end{{{found[1].lower()}}}", at + 1) if found else -1
    if end < 0:
        return at
    text = "\n".join(html.escape(line.strip()) for line in lines[at : end + 1] if notes.code or line.strip())
    parts.append(text if notes.code else f"<p>{text}</p>")
    return end + 1


def _note(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    found = _NOTE.fullmatch(lines[at]) if depth == 0 else None
    if found is None:
        return at
    end = at + 1
    while end < len(lines) and not (_NOTE.fullmatch(lines[end]) or HEADLINE.fullmatch(lines[end])):
        if not (lines[end].strip() or lines[end - 1].strip()):
            break
        end += 1
    notes.define(found[1], "\n".join([found[2], *lines[at + 1 : end]]))
    return end


def _paragraph(lines: Lines, at: int, notes: Notes, parts: list[str], depth: int) -> int:
    """Lines up to a blank one, or one that begins another block."""
    end = at + 1
    while end < len(lines) and lines[end].strip() and (depth >= DEEPEST or not _interrupts(lines[end], depth)):
        end += 1
    is_apart = at != lines.behind_list and not lines[at - 1].strip() if at else depth == 0
    above = [""] if notes.code and is_apart else []
    text = inline("\n".join([*above, *(line.strip() for line in lines[at:end])]), notes)
    parts.append(f"<p>{text}</p>" if text.strip() else "")
    return end


def _interrupts(line: str, depth: int) -> bool:
    starts = (
        _ENVIRONMENT.fullmatch,
        _BEGIN.match,
        _KEYWORD.match,
        _COMMENT.match,
        _RULE.match,
        _TABLE.match,
        _DRAWER.match,
    )
    if any(start(line) for start in starts) or _ITEM.fullmatch(line) or _FIXED.fullmatch(line):
        return True
    return depth == 0 and (HEADLINE.fullmatch(line) or _NOTE.fullmatch(line)) is not None


_READERS: tuple[Reader, ...] = (
    _blank,
    _headline,
    _drawer,
    _block,
    _environment,
    _note,
    _keyword,
    _rule,
    _table,
    _list,
    _fixed,
    _paragraph,
)
"""Every kind of block, in the order they are tried; a paragraph takes whatever is left."""
