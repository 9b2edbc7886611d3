"""Finding and counting in the larger feed: S8, S9."""

from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.figures import Figure, median_seconds
from tui_reader.model.query import Field, Query, Words
from tui_reader.model.sorts import NEWEST, RELEVANT

SHANXI = Words("山西")


def search(bench: Bench) -> Iterator[Figure]:
    """S8: two characters, the first fifty posts."""
    site = bench.site(bench.large)
    library = bench.library(site, bench.warm(site))
    for sort, limit in ((NEWEST, 20), (RELEVANT, 100)):
        query = Query(where=SHANXI, sort=sort)
        found = len(library.posts.first(query, 50))
        spent = median_seconds(lambda query=query: library.posts.first(query, 50), bench.repeats)
        what = f"search 山西, first {found} by {sort.id}, {bench.large:,} posts"
        yield Figure("S8", what, 1000 * spent, "ms", limit)
    library.close()


def facets(bench: Bench) -> Iterator[Figure]:
    """S9: counts of all terms, without a filter and under two."""
    site = bench.site(bench.large)
    library = bench.library(site, bench.warm(site))
    filters = (
        ("no filter", Query()),
        ("one category", Query(where=Field("categories", "news", exact=True))),
        ("a search", Query(where=SHANXI)),
    )
    for name, query in filters:
        spent = median_seconds(lambda query=query: library.posts.counts(query), bench.repeats)
        yield Figure("S9", f"counts of all terms, {name}, {bench.large:,} posts", 1000 * spent, "ms", 100)
    library.close()
