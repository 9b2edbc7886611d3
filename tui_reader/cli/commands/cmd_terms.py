"""`newsreader terms`: taxonomies and their terms with counts."""

import argparse

from tui_reader.cli.arguments import Command, add_json, add_states
from tui_reader.cli.context import Call, open_feed, query_of
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import NotFoundError
from tui_reader.model.post import Facet


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("taxonomy", nargs="?", metavar=tr("TAXONOMY"), help=tr("this taxonomy alone: tags, authors, …"))
    parser.add_argument("--query", default="", metavar="Q", help=tr("count posts that fit this query alone"))
    add_states(parser)
    add_json(parser)


def run(call: Call) -> int:
    """Print the terms of one taxonomy or all; 1 where there is none."""
    with open_feed(call) as library:
        facets = library.posts.counts(query_of(call, library, call.arguments.query)).facets
        names = dict(library.site.taxonomies)
    if call.arguments.taxonomy:
        facets = (_named(facets, names.get(call.arguments.taxonomy, call.arguments.taxonomy)),)
    if call.arguments.json:
        call.output.json({f.name: [{"term": term.name, "count": term.count} for term in f.terms] for f in facets})
    else:
        call.output.table([(facet.name, str(term.count), term.name) for facet in facets for term in facet.terms])
    return 0 if any(facet.terms for facet in facets) else 1


def _named(facets: tuple[Facet, ...], name: str) -> Facet:
    """The taxonomy of this name, whatever its case; raises NotFoundError."""
    known = {facet.name.casefold(): facet for facet in facets}
    if name.casefold() in known:
        return known[name.casefold()]
    from difflib import get_close_matches

    close = get_close_matches(name.casefold(), known, 1)
    hint = tr("did you mean {known}?") if close else tr("there are {known}")
    meant = known[close[0]].name if close else ", ".join(facet.name for facet in facets)
    raise NotFoundError(tr("No taxonomy {name}").replace("{name}", name), hint.replace("{known}", meant))


COMMAND = Command(
    "terms",
    "List taxonomies and their terms with counts.",
    "newsreader terms tags --json",
    run,
    _add_arguments,
    order=5,
)
