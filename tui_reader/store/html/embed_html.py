"""The HTML that Hugo's own shortcodes embed films and pictures with, as far as it counts in words, or where an
automatic summary ends.
"""

import html
from collections.abc import Mapping, Sequence

_PLACED = 'style="position: relative; padding-bottom: 56.25%; height: 0; overflow: hidden;"'
_FILLED = 'style="position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;"'
_ALLOWED = (
    "accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share; fullscreen"
)


def youtube_html(named: Mapping[str, str]) -> str:
    """A film of YouTube."""
    outer, inner = _classes(named)
    title = html.escape(named.get("title", "YouTube video"))
    source = 'loading="eager" referrerpolicy="strict-origin-when-cross-origin" src=""'
    return f'<div {outer}>\n<iframe allow="{_ALLOWED}" {source} {inner} title="{title}"></iframe>\n</div>\n'


def vimeo_html(named: Mapping[str, str]) -> str:
    """A film of Vimeo."""
    outer, inner = _classes(named)
    title = f'title="{html.escape(named["title"])}"' if named.get("title") else ""
    return f'<div\n{outer}>\n<iframe\nsrc=""\n{inner} allow="fullscreen" {title}>\n</iframe>\n</div>\n'


def instagram_html(positional: Sequence[str]) -> str:
    """A picture of Instagram, of which only the words of its link count."""
    address = f"https://www.instagram.com/p/{html.escape(''.join(positional[:1]))}"
    return f'<blockquote><a href="{address}">View this post on Instagram</a></blockquote>\n'


def qr_html(named: Mapping[str, str], inner: str) -> str:
    """A picture of a QR code; empty for one without text."""
    if not (named.get("text") or inner.strip()):
        return ""
    kept = ("alt", "class", "id", "title", "loading")
    said = "".join(f' {name}="{html.escape(named[name])}"' for name in kept if named.get(name))
    return f'<img src="" width="" height=""{said}>'


def _classes(named: Mapping[str, str]) -> tuple[str, str]:
    """Attributes of the block and of the frame in it: a class of the author's takes the place of both styles."""
    own = named.get("class", "")
    return (f'class="{html.escape(own)}"', "") if own else (_PLACED, _FILLED)
