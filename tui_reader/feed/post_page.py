"""A post read from its file becomes a page: its body parsed as its site means it, its header the card on top."""

from functools import cache, partial

from tui_reader.config.settings import Settings
from tui_reader.document.blocks import Document
from tui_reader.feed.math_switches import formula_delimiters
from tui_reader.i18n.messages import tr_problem
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Head, Layout
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.model.dataclass import replace
from tui_reader.model.post import Post
from tui_reader.store.page_params import page_params
from tui_reader.store.post_reader import Source
from tui_reader.store.resources import resolve
from tui_reader.store.site.formula_scripts import makes_formulas_of_code, makes_formulas_of_dollars
from tui_reader.store.site.site import Site

_DOLLARS = ("$", "$")
_READERS_MATTER = ("file-", "header-", "post-")
"""Codes of problems that take something of the post away from its readers; `i` and `check` tell the others."""


def set_post(source: Source, site: Site, settings: Settings, layout: Layout, bookmark: tuple[str, ...] = ()) -> Page:
    """The page of a post for this layout; pictures are looked up in the site, each once, unless the layout knows
    better. `bookmark` is what the user's bookmark says.
    """
    finder = layout.resolve or cache(partial(resolve, path=source.post.path, site=site))
    head = replace(head_of(source.post), bookmark=bookmark)
    return Page(read_document(source, site, settings), replace(layout, resolve=finder), head)


def read_document(source: Source, site: Site, settings: Settings) -> Document:
    """The body of a post as a document, as its site means it."""
    language = site.language_of(source.post.lang)
    formulas = formula_delimiters(source.values, language.parameters, language.markdown.passthrough, source.body)
    if formulas and _DOLLARS not in formulas and "$" in source.body and makes_formulas_of_dollars(site):
        formulas = (*formulas, _DOLLARS)
    options = ParseOptions(
        title=source.post.title if settings.hide_repeated_title else "",
        html=source.markup == "html",
        formulas=formulas,
        formulas_in_code=("`$" in source.body or "`\\" in source.body) and makes_formulas_of_code(site),
        rules=language.markdown,
        hash_headings=settings.hash_headings,
        templates=dict(settings.shortcodes),
        params=page_params(source.values, language.parameters),
    )
    return parse(_shown(source), options)


def _shown(source: Source) -> str:
    """The body as Markdown: that of an Org post as the HTML it stands for, which is Markdown as well."""
    if source.markup != "org":
        return source.body
    from tui_reader.store.html.org.org_html import org_html  # noqa: PLC0415 - few posts are written in it

    return org_html(source.body)


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
        problems=tuple(tr_problem(one).message for one in post.problems if one.code.startswith(_READERS_MATTER)),
    )
