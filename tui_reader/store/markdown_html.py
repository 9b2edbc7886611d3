"""HTML of a post's body as Hugo's Goldmark writes it: the ground for counting words and cutting summaries, never shown."""

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from tui_reader.store.simple_markdown import simple_html

MAX_SIZE = 1 << 20
"""Characters of a body that are parsed exactly; a longer one is counted as if it held no Markdown."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin)


def body_html(body: str) -> str:
    """HTML of a Markdown body; the quick way where it is certain to be right, else the full parser. Never raises."""
    page = simple_html(body)
    if page is not None:
        return page
    if len(body) > MAX_SIZE:
        return body
    try:
        return str(_parser().render(body))
    except (RecursionError, ValueError, IndexError):
        return body
