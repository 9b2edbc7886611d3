"""Bare addresses in running text become links: where they are shown, a link ends where Chinese begins; where they are
counted, it ends where Goldmark ends it.
"""

import re

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline

from tui_reader.markdown.site_rules import Rules

_SCHEME = re.compile(r"(?<![A-Za-z0-9])(https?|ftp)$", re.IGNORECASE)
_STOP = r"\s<>\"`\u2018-\u201f\u2026\u2014\u3000-\u303f\uff00-\uffef\ufdd0-\ufdd1"
_HOST = re.compile(r"[A-Za-z0-9.\-_@:%\[\]\u00c0-\u024f\u0400-\u04ff]+")
_REST = re.compile(rf"[/?#][^{_STOP}]*")
_GLUED = re.compile(r"(?<=[A-Za-z0-9)])[\u2e80-\u9fff\uac00-\ud7af]")
LONGEST_ENTITY = 40
"""Characters of an entity at the end of an address; HTML's longest has 33."""
_WEAK = "?!.,:*_~'\";"
_LOOSE = re.compile(
    r"(?<![A-Za-z0-9/@.+_\-])(?:www\.[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+(?:/[A-Za-z0-9\-._~/?#@!$&()*+,;=%]*)?"
    r"|[A-Za-z0-9][A-Za-z0-9.+_\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]+(?![A-Za-z0-9_\-]))"
)

EXACT_ADDRESS = re.compile(
    r"(?:https?|ftp)://[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'\">^{}\[\]`]*)?"
    r"|www\.[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?:[/#?][-a-zA-Z0-9@:%_+.~#!?&/=();,'\">^{}\[\]`]*)?"
)
"""A bare address as Goldmark finds it, and what may follow it."""
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EXACT_MAIL = re.compile(rf"[A-Za-z0-9][A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{0,63}}+@({_LABEL}(?:\.{_LABEL})*)")
"""A bare mail address; its host has to have a point as well."""
_BEFORE_EXACT = frozenset(" *_~(\n")


def trim(address: str) -> str:
    """The address without punctuation that belongs to the sentence around it, as GitHub's rules have it."""
    end, surplus = len(address), address.count(")") - address.count("(")
    while end:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            end, surplus = end - 1, surplus - 1
        elif last == ";" and (start := _entity_start(address, end)) >= 0:
            end = start
        elif last in _WEAK:
            end -= 1
        else:
            break
    return address[:end]


def _entity_start(address: str, end: int) -> int:
    """Where the entity begins that ends before `end` with a semicolon; -1 where none does."""
    start = address.rfind("&", max(end - LONGEST_ENTITY, 0), end)
    name = address[start + 1 : end - 1]
    return start if start >= 0 and name.isascii() and name.isalnum() else -1


def match_address(source: str, start: int, end: int) -> int:
    """Where the address ends whose host begins at `start`; `start` where there is none."""
    host = _HOST.match(source, start, end)
    if host is None:
        return start
    stop = host.end()
    rest = _REST.match(source, stop, end)
    if rest is not None:
        glued = _GLUED.search(source, stop + 1, rest.end())
        stop = glued.start() if glued else rest.end()
    return start + len(trim(source[start:stop]))


def bare_link(state: StateInline, silent: bool) -> bool:
    """Take `https://…` at its colon, with the scheme that was already read as text."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    if scheme is None or state.src[state.pos - len(scheme[0]) - 1 : state.pos - len(scheme[0])] == "<":
        return False
    name = scheme.group(1)
    end = match_address(state.src, state.pos + 3, state.posMax)
    if end == state.pos + 3:
        return False
    state.pending = state.pending[: -len(name)]
    address = name + state.src[state.pos : end]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": address}
    opening.info = "auto"
    text = state.push("text", "", 0)
    text.content = address
    text.info = "auto"
    state.push("link_close", "a", -1).info = "auto"
    state.pos = end
    return True


def loose_links(text: str, scheme: str = "https") -> list[tuple[str, str]]:
    """Cut text into pieces with their targets: `www.…`, under `scheme`, and mail addresses get one, the rest an empty
    one.
    """
    pieces = []
    last = 0
    for found in _LOOSE.finditer(text):
        address = trim(found.group())
        start = found.start()
        pieces.append((text[last:start], ""))
        pieces.append((address, ("mailto:" if "@" in address.split("/")[0] else f"{scheme}://") + address))
        last = start + len(address)
    pieces.append((text[last:], ""))
    return [piece for piece in pieces if piece[0]]


def exact_link(state: StateInline, silent: bool) -> bool:
    """Take a bare address as Goldmark does, as a `typographic` token of HTML: where a blank, a bracket or a mark of
    emphasis stands before it, or something that is more than text; never while the end of a link's text is sought.
    """
    at = state.pos
    if silent or state.linkLevel or not _may_begin(state):
        return False
    match = EXACT_ADDRESS.match(state.src, at, state.posMax) if state.src[at] in "hfw" else None
    if match is None:
        return "@" in state.src and _exact_mail(state)
    url = without_end_marks(match[0])
    written = escapeHtml(url)
    rules: Rules = state.md.options["rules"]
    scheme = f"{rules.link_protocol}://" if url.startswith("www.") else ""
    state.push("typographic", "", 0).content = f'<a href="{scheme}{written}">{written}</a>'
    state.pos += len(url)
    return True


def _may_begin(state: StateInline) -> bool:
    """Whether what stands before lets an address begin."""
    if state.tokens and not state.pending:
        return state.tokens[-1].type != "text_special"
    return state.pos == 0 or state.src[state.pos - 1] in _BEFORE_EXACT


def _exact_mail(state: StateInline) -> bool:
    """Take a mail address as Goldmark does, as a `typographic` token of HTML."""
    match = EXACT_MAIL.match(state.src, state.pos, state.posMax)
    if match is None or "." not in match[1] or state.src[match.end() : match.end() + 1] in ("-", "_"):
        return False
    written = escapeHtml(match[0])
    state.push("typographic", "", 0).content = f'<a href="mailto:{written}">{written}</a>'
    state.pos = match.end()
    return True


def without_end_marks(url: str) -> str:
    """The URL without a full stop, an unmatched bracket or an entity at its end."""
    if url.endswith("."):
        return url[:-1]
    if url.endswith(")"):
        surplus = url.count(")") - url.count("(")
        return url[:-surplus] if surplus > 0 else url
    return re.sub(r"&[A-Za-z0-9]+;\Z", "", url)
