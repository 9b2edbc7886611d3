"""The text of one block as HTML: code, links, pictures, emphasis, addresses and typographic signs in their plain forms.

Whatever else could mean something raises `UnfitError`, and the block goes to the full parser.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from markdown_it.common.entities import entities
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import escapeHtml

from tui_reader.markdown.autolink import EXACT_ADDRESS, EXACT_MAIL, without_end_marks
from tui_reader.markdown.emoji import exact_emoji
from tui_reader.markdown.site_rules import Passthrough, Rules
from tui_reader.markdown.smart_quotes import ENTITIES
from tui_reader.text.punctuation import LOOKAHEAD, Quotes, is_punctuation, typographic

_SIGN = re.compile(r"[\n\"&'<>*\[\\_`~]|!(?=\[)|---?|\.\.\.|(?:https?|ftp)://|www\.")
_LABEL = r"((?:[^\[\]\\<\n`]++|`[^`\n]++`(?!`))*+)"
_TARGET = r"\(([^\s()<>\\&\"]*+)(?: \"([^\"\\&<>\n]*+)\")?\)"
_LINK = re.compile(rf"\[{_LABEL}\]{_TARGET}")
_PICTURE = re.compile(rf"!\[([^\[\]\\<>\n`*_~&\"'@]*+)\]{_TARGET}")
_SAFE = re.compile(r"[A-Za-z0-9/:._~#?=@!$,;+*'-]*+")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_EMOJI = re.compile(r":[a-z0-9_+\-]++:|&")
"""What may be, or become, an emoji."""
_LOOSE_LINE = re.compile(r"(?<!\w)_|_(?!\w)")
_TICKS = re.compile(r"`++")
_ADDRESS_INSIDE = re.compile(r"[ (*_~](?:https?://|ftp://|www\.)")
_BEFORE_ADDRESS = frozenset(" *_~(\n")
_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_NO_BLANKS = "\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""Blanks to Python that are none to CommonMark."""
_TAGS = {1: "em", 2: "strong"}


class UnfitError(Exception):
    """Only the full parser can tell what this is."""


class Inline:
    """Writes texts of one document after another, in their order: open quotes are counted from one to the next."""

    def __init__(self, quotes: Quotes, rules: Rules, parsed: Callable[[str], str], *, has_references: bool) -> None:
        self._quotes = quotes
        self._scheme = rules.link_protocol
        self._parsed = parsed
        self._has_references = has_references
        passed = rules.passthrough or Passthrough()
        signs = [*rules.delimiters, *(opening for opening, _ in passed.inline)]
        signs += ["\n"] * (rules.hard_wraps or bool(rules.xhtml or rules.join_lines))
        signs += ["!["] * bool(rules.xhtml)
        self._refused = tuple(signs)
        self._apart = tuple([opening for opening, _ in passed.blocks] + ["!["] * (not rules.wraps_images))
        self._emoji = rules.emoji

    def write(self, text: str) -> str:
        """The HTML of a text without blanks at its ends, by the parser where need be.

        Raises UnfitError where the text may end its block.
        """
        if self._apart and any(sign in text for sign in self._apart):
            raise UnfitError
        if self._refused and any(sign in text for sign in self._refused):
            return self._parsed(text)
        if "@" in text and EXACT_MAIL.search(text):
            return self._parsed(text)
        if self._emoji and _EMOJI.search(text):
            plain = _SIGN.search(text.replace("_", "x")) is None and _LOOSE_LINE.search(text) is None
            return exact_emoji(text) if plain else self._parsed(text)
        if _SIGN.search(text) is None:
            return text
        single, double = self._quotes.single, self._quotes.double
        try:
            return _Run(self._quotes, self._scheme, self._has_references).write(text)
        except UnfitError:
            self._quotes.single, self._quotes.double = single, double
            return self._parsed(text)


class _Run:
    """One text being written."""

    def __init__(self, quotes: Quotes, scheme: str, has_references: bool, link: str = "") -> None:
        self.quotes = quotes
        self.scheme = scheme
        self.has_references = has_references
        self.link = link  # what stands right before the link whose text this is; empty outside links
        self.text = ""
        self.out: list[str] = []
        self.open: list[tuple[str, int, int]] = []  # sign and length of marks of emphasis, and their place in `out`
        self.count = {"*": 0, "_": 0}  # how many marks of each sign are open
        self.ended = 0  # where the last thing ended that was no plain text
        self.special = False  # was it a character that was written in another way?
        self.bracket = False  # is a bracket only a bracket?

    def write(self, text: str) -> str:
        self.text, at = text, 0
        while (found := _SIGN.search(text, at)) is not None:
            start = found.start()
            self.out.append(text[at:start])
            at = _WRITERS[text[start]](self, start, found.group())
        if self.open:
            raise UnfitError
        self.out.append(text[at:])
        return "".join(self.out)

    def put(self, html: str, end: int, *, special: bool = False) -> int:
        """Add what is more than text and ends at `end`."""
        self.out.append(html)
        self.ended, self.special = end, special
        return end


def _refuse(run: _Run, at: int, sign: str) -> int:
    raise UnfitError


def _line_end(run: _Run, at: int, sign: str) -> int:
    text = run.text
    if text[at - 1] == " " and run.ended < at:
        if text[at - 2 : at] == "  ":
            raise UnfitError
        run.out[-1] = run.out[-1][:-1]
    end = at + 1
    while text[end] == " ":
        end += 1
    return run.put("\n", end)


def _quote(run: _Run, at: int, sign: str) -> int:
    text = run.text
    before = text[at - 1] if at else "\n"
    rest, line_end, _ = text[at + 1 : at + 1 + LOOKAHEAD].partition("\n")
    rest += line_end
    plain = sign == "'" and before.isalnum() and rest[:1].isalpha()
    if not plain and (run.bracket or run.link):
        raise UnfitError
    made = ENTITIES.get(typographic(sign, before, rest, run.quotes))
    if made is not None:
        return run.put(made, at + 1)
    run.out.append(escapeHtml(sign))
    return at + 1


def _dots_or_dash(run: _Run, at: int, sign: str) -> int:
    if len(sign) == 1:
        run.out.append(sign)
        return at + 1
    return run.put(_SIGNS[sign], at + len(sign))


_SIGNS = {"---": "&mdash;", "--": "&ndash;", "...": "&hellip;"}


def _ampersand(run: _Run, at: int, sign: str) -> int:
    found = _ENTITY.match(run.text, at)
    if found is not None and found[1] in entities:
        return run.put(escapeHtml(entities[found[1]]), found.end(), special=True)
    if run.text.startswith("&#", at):
        raise UnfitError
    run.out.append("&amp;")
    return at + 1


def _angle(run: _Run, at: int, sign: str) -> int:
    after = run.text[at + 1 : at + 2]
    if after == sign or (sign == "<" and (after.isalpha() or after in ("/", "!", "?"))):
        raise UnfitError
    run.out.append(escapeHtml(sign))
    return at + 1


def _code(run: _Run, at: int, sign: str) -> int:
    text = run.text
    opening = _TICKS.match(text, at)
    assert opening
    start = end = opening.end()
    while (closing := text.find("`", end)) >= 0:
        ticks = _TICKS.match(text, closing)
        assert ticks
        end = ticks.end()
        if end - closing == start - at:
            content = text[start:closing].replace("\n", " ")
            if content[:1] == " " and content[-1] == " " and content.strip(" "):
                content = content[1:-1]
            return run.put(f"<code>{escapeHtml(content)}</code>", end)
    raise UnfitError


def _escape(run: _Run, at: int, sign: str) -> int:
    after = run.text[at + 1 : at + 2]
    if after == "\n":
        raise UnfitError
    if not after:
        run.out.append("\\")
        return at + 1
    return run.put(escapeHtml(after if after in _ESCAPED else "\\" + after), at + 2, special=True)


def _bracket(run: _Run, at: int, sign: str) -> int:
    found = _LINK.match(run.text, at)
    if found is not None and not run.link:
        after_token = run.ended == at and at > 0
        label = found[1]
        if '"' in label or _ADDRESS_INSIDE.search(label) or (after_token and _SIGN.search(label)):
            raise UnfitError
        inner = _Run(run.quotes, run.scheme, run.has_references, link="[").write(label) if label else ""
        return run.put(f"<a {_attributes('href', found[2], found[3])}>{inner}</a>", found.end())
    rest = run.text[at:]
    if run.has_references or run.link or "](" in rest or rest[1:2] == "^" or '"' in run.text or "'" in run.text:
        raise UnfitError
    run.bracket = True
    run.out.append("[")
    return at + 1


def _picture(run: _Run, at: int, sign: str) -> int:
    found = _PICTURE.match(run.text, at)
    if found is None or _SIGN.search(found[1]):
        raise UnfitError
    title = f' title="{found[3]}"' if found[3] else ""
    return run.put(f'<img {_attributes("src", found[2], None)} alt="{found[1]}"{title}>', found.end())


def _attributes(name: str, address: str, title: str | None) -> str:
    target = address if _SAFE.fullmatch(address) else escapeHtml(normalizeLink(address))
    return f'{name}="{target}" title="{title}"' if title else f'{name}="{target}"'


def _address(run: _Run, at: int, sign: str) -> int:
    text = run.text
    if run.link:
        begins = False
    elif run.ended == at and at:
        begins = not run.special
    else:
        begins = at == 0 or text[at - 1] in _BEFORE_ADDRESS
    match = EXACT_ADDRESS.match(text, at) if begins else None
    if match is None:
        run.out.append(sign)
        return at + len(sign)
    url = without_end_marks(match[0])
    written = escapeHtml(url)
    scheme = f"{run.scheme}://" if sign == "www." else ""
    return run.put(f'<a href="{scheme}{written}">{written}</a>', at + len(url))


def _emphasis(run: _Run, at: int, sign: str) -> int:
    text, end = run.text, at + 1
    while text[end : end + 1] == sign:
        end += 1
    before, after = text[at - 1] if at else run.link or " ", text[end : end + 1] or " "
    left, right = _flanks(before, after), _flanks(after, before)
    opens = left and (sign == "*" or not right or is_punctuation(before))
    closes = right and (sign == "*" or not left or is_punctuation(after))
    length = end - at
    if not opens and not closes:
        return run.put(text[at:end], end)
    if length > 2:
        raise UnfitError
    if closes and run.count[sign]:
        mark, opened, place = run.open.pop()
        run.count[mark] -= 1
        if mark != sign or opened != length:
            raise UnfitError
        run.out[place] = f"<{_TAGS[length]}>"
        return run.put(f"</{_TAGS[length]}>", end)
    if not opens:
        return run.put(text[at:end], end)
    run.count[sign] += 1
    run.open.append((sign, length, len(run.out)))
    return run.put(text[at:end], end)


def _flanks(before: str, after: str) -> bool:
    """CommonMark's left-flanking rule; with its arguments turned around, the right-flanking one."""
    if _is_blank(after):
        return False
    return not is_punctuation(after) or _is_blank(before) or is_punctuation(before)


def _is_blank(char: str) -> bool:
    return char.isspace() and char not in _NO_BLANKS


_WRITERS: Mapping[str, Callable[[_Run, int, str], int]] = MappingProxyType(
    {
        "\n": _line_end,
        '"': _quote,
        "'": _quote,
        "-": _dots_or_dash,
        ".": _dots_or_dash,
        "&": _ampersand,
        "<": _angle,
        ">": _angle,
        "`": _code,
        "\\": _escape,
        "[": _bracket,
        "!": _picture,
        "h": _address,
        "f": _address,
        "w": _address,
        "*": _emphasis,
        "_": _emphasis,
        "~": _refuse,
    }
)
