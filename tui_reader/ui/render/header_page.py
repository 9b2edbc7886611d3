"""The header of a post and what is wrong with it, as a page."""

from tui_reader.i18n.messages import tr, tr_problem
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Layout
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.store.post_reader import Source


def header_page(source: Source, layout: Layout) -> Page:
    """The header as it stands in the file, and below it each problem with how to correct it."""
    lines = ["```", source.header.strip("\n"), "```", ""]
    for problem in map(tr_problem, source.post.problems):
        where = f"**{problem.field}**" + (f" ({tr('line')} {problem.line})" if problem.line else "")
        lines.append(f"- {where}: {problem.message}. {problem.hint}")
    return Page(parse("\n".join(lines), ParseOptions()), layout)
