"""One post as HTML: its title, its dates and terms, its body, and where its links and pictures lead."""

import re
from collections.abc import Callable
from html import escape
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from tui_reader.document.blocks import Heading, all_blocks
from tui_reader.export.block_html import BlockWriter
from tui_reader.export.exported import Exported
from tui_reader.export.span_html import Links, attribute, text_html
from tui_reader.model.dataclass import dataclass
from tui_reader.text.sanitize import without_harm

_SCHEMES = ("http", "https", "mailto")
_HOST = re.compile(r"(?:[\w.~%!$&'()*+,;=:-]*@)?(?:[\w.~-]+|\[[0-9a-fA-F:.]+\])(?::\d*)?")
_SAFE = "/:@!$&'()*,;=~+%?-._"
"""Characters that stand for themselves in path, query and fragment (RFC 3986, 3.3 to 3.5)."""
_HIDDEN = re.compile(r"[\x00-\x20]")
"""Characters that browsers pass over in an address (WHATWG URL, 4.4)."""


@dataclass(frozen=True, slots=True)
class PostHtml:
    """A post in a file."""

    title: str
    """Its title, as text."""
    html: str
    """The whole post: an `article`."""


def post_html(post: Exported, number: int, picture: Callable[[Exported, str], str], *, is_book: bool) -> PostHtml:
    """The post as HTML; `number` tells its places from those of other posts in the file, `picture` gives the place of
    a picture there, empty where the file does not hold it.
    """
    prefix = f"p{number}-"
    names = {block.anchor for block in all_blocks(post.document.blocks) if isinstance(block, Heading)}
    links = Links(
        link=lambda target: _link(target, post, prefix, names),
        picture=lambda source: picture(post, source),
        footnote=lambda note: (
            f'href="#{prefix}fn-{attribute(note)}" role="doc-noteref"' + (' epub:type="noteref"' if is_book else "")
        ),
    )
    body = BlockWriter(links, prefix, is_book).html(post.document.blocks)
    language = f' lang="{attribute(post.language)}" xml:lang="{attribute(post.language)}"' if post.language else ""
    title = without_harm(post.post.title).replace("\n", " ").strip() or "·"
    card = "".join(f'<p class="about">{line}</p>\n' for line in _card(post))
    html = f'<article id="{prefix}post"{language}>\n<h1>{escape(title, quote=False)}</h1>\n{card}{body}\n</article>'
    return PostHtml(title, html)


def _card(post: Exported) -> list[str]:
    """What stands below the title: the day and the authors, the terms, the address."""
    day = post.post.date.strftime("%Y-%m-%d") if post.post.date else ""
    terms = [term for taxonomy in post.post.taxonomies for term in taxonomy.terms]
    lines = [" · ".join(filter(None, (day, *post.post.authors))), " · ".join(dict.fromkeys(terms))]
    written = [text_html(line) for line in lines if line]
    if post.address.startswith(("http://", "https://")):
        written.append(f'<a href="{attribute(post.address)}">{text_html(post.address)}</a>')
    return written


def _link(target: str, post: Exported, prefix: str, names: set[str]) -> str:
    """What a link leads to from outside its website; empty where it would lead to a script, a file or nowhere."""
    plain = _HIDDEN.sub("", target)
    if not plain:
        return ""
    if plain.startswith("#"):
        return f"#{prefix}{plain[1:]}" if plain[1:] in names else ""
    try:
        parts = urlsplit(urljoin(post.address, plain))
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or (parts.netloc and not _HOST.fullmatch(parts.netloc)):
        return ""
    return urlunsplit((parts.scheme, parts.netloc, *(quote(part, safe=_SAFE) for part in parts[2:])))
