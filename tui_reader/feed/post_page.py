"""A post read from its file becomes a page: its body parsed as its site means it, its header the card on top."""

import re
from dataclasses import replace
from functools import cache, partial

from tui_reader.config.settings import Settings
from tui_reader.i18n.messages import tr_problem
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Head, Layout
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.model.post import Post
from tui_reader.store.post_reader import Source
from tui_reader.store.resources import resolve
from tui_reader.store.site.site import Site

_MATH = re.compile(
    r"""^[ \t{]*(?:
        ["']?(?:math|katex|mathjax)["']?[ \t]*[:=][ \t]*(?:
            ["']?true\b
            | \{[^}\n]*\benable["']?[ \t]*[:=][ \t]*true\b
            | \n(?:[ \t]+\S[^\n]*\n)*?[ \t]+enable[ \t]*:[ \t]*true\b
        )
        | \[(?:params\.)?(?:math|katex|mathjax)\][ \t]*\n(?:[ \t]*[^\[\s][^\n]*\n)*?[ \t]*enable[ \t]*=[ \t]*true\b
    )""",
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
"""A header that turns formulas on: `math: true`, or a table `math` with `enable`, as the themes have it."""


def set_post(source: Source, site: Site, settings: Settings, layout: Layout) -> Page:
    """The page of a post for this layout; pictures are looked up in the site, each once, unless the layout knows
    better.
    """
    options = ParseOptions(
        title=source.post.title if settings.hide_repeated_title else "",
        math=_MATH.search(source.header) is not None or _wants_math(site),
        typographer=site.markdown.typographer,
        hash_headings=settings.hash_headings,
        templates=dict(settings.shortcodes),
        params=_params(site),
    )
    finder = layout.resolve or cache(partial(resolve, path=source.post.path, site=site))
    return Page(parse(source.body, options), replace(layout, resolve=finder), head_of(source.post))


def head_of(post: Post) -> Head:
    """The card at the head of the post's page."""
    terms = tuple((taxonomy.name, term) for taxonomy in post.taxonomies for term in taxonomy.terms)
    return Head(
        title=post.title,
        dates=(post.date.date().isoformat(),) if post.date else (),
        authors=post.authors,
        words=post.words,
        minutes=post.minutes,
        terms=terms,
        problems=tuple(tr_problem(problem).message for problem in post.problems),
    )


def _params(site: Site) -> dict[str, str]:
    """The site's own values that a `param` shortcode may show."""
    return {name: str(value) for name, value in site.parameters.items() if isinstance(value, str | int | float)}


def _wants_math(site: Site) -> bool:
    """True where the site turns formulas on for every post: in its parameters, or in those of its pages."""
    page = site.parameters.get("page")
    tables = (site.parameters, page if isinstance(page, dict) else {})
    values = [table.get("math") for table in tables]
    return any(value is True or (isinstance(value, dict) and value.get("enable") is True) for value in values)
