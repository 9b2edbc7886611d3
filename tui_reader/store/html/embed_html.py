"""The HTML that Hugo's own shortcodes embed films with, as far as it counts where an automatic summary ends."""

import html
from collections.abc import Mapping

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


def _classes(named: Mapping[str, str]) -> tuple[str, str]:
    """Attributes of the block and of the frame in it: a class of the author's takes the place of both styles."""
    own = named.get("class", "")
    return (f'class="{html.escape(own)}"', "") if own else (_PLACED, _FILLED)
