"""Hold the posts of a site against Hugo's records of them, field by field."""

import html
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.hugo import differences, oracle
from tui_reader.post import Post
from tui_reader.store.parse_post import load_post
from tui_reader.store.site import Site, find_site
from tui_reader.store.tree import walk_posts

Record = dict[str, Any]


def _moment(text: str) -> datetime | None:
    return None if text.startswith("0001-") else datetime.fromisoformat(text)


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())


def _own_terms(post: Post, site: Site) -> dict[str, tuple[str, ...]]:
    named = {plural for _, plural in site.taxonomies}
    return {one.name: one.terms for one in post.taxonomies if one.name in named}


def _hugo_terms(record: Record) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, value in record["terms"].items():
        texts = [str(one).strip() for one in (value if isinstance(value, list) else [value])]
        terms = tuple(dict.fromkeys(text for text in texts if text))
        if terms:
            found[name] = terms
    return found


FIELDS: dict[str, tuple[Callable[[Post, Site], Any], Callable[[Record], Any]]] = {
    **{name: (lambda post, site, name=name: getattr(post, name), lambda record, name=name: record[name]) for name in
       ("draft", "weight", "section", "lang", "url", "words", "minutes")},
    **{name: (lambda post, site, name=name: getattr(post, name), lambda record, name=name: _moment(record[name])) for name in
       ("date", "lastmod", "publish_date", "expiry_date")},
    **{name: (lambda post, site, name=name: getattr(post, name), lambda record, name=name: record[name].strip()) for name in
       ("title", "link_title", "description")},
    "summary": (lambda post, site: _plain(post.summary), lambda record: _plain(record["summary"])[:16_384]),
    "terms": (_own_terms, _hugo_terms),
}  # fmt: skip
"""For every field of R5: what the post says and what Hugo says."""


class Comparison:
    """The posts of one site beside Hugo's verdict on it."""

    def __init__(self, root: Path, work: Path, content: str = "content") -> None:
        work.mkdir(parents=True)
        self.verdict = oracle.ask_hugo(root, work, content)
        self.site = find_site(root)
        self.posts = {stamp.path: load_post(stamp.path, self.site) for stamp in walk_posts(self.site)}

    def faults(self) -> list[str]:
        """Every field that differs without a reason in the list of differences."""
        found = []
        for path, record in self.verdict.pages.items():
            post = self.posts.get(path)
            if post is None:
                found.append(f"{path} is missing")
                continue
            text = (self.site.content / path).read_bytes().decode("utf-8", "replace")
            for name, (own, theirs) in FIELDS.items():
                ours, hugos = own(post, self.site), theirs(record)
                if ours != hugos and differences.excuse(name, (post, record, text)) is None:
                    found.append(f"{path} {name}: {str(ours)[:200]!r} is not Hugo's {str(hugos)[:200]!r}")
        return found

    def equal_share(self, name: str) -> float:
        """Part of the posts whose field equals Hugo's, excused ones not counted as equal."""
        own, theirs = FIELDS[name]
        both = [(post, self.verdict.pages[path]) for path, post in self.posts.items() if path in self.verdict.pages]
        return sum(own(post, self.site) == theirs(record) for post, record in both) / max(len(both), 1)

    def order_faults(self) -> list[str]:
        """Neighbours in Hugo's order that weight or date would put the other way round."""
        found = []
        pages = sorted(self.verdict.pages.items(), key=lambda item: (item[1]["lang"], item[1]["n"]))
        for (before, one), (after, other) in pairwise(pages):
            if one["lang"] == other["lang"] and _order(self.posts[before]) > _order(self.posts[after]):
                found.append(f"{before} stands before {after}")
        return found


def _order(post: Post) -> tuple[float, float]:
    """Weight, none last; then date, newest first, none last."""
    return (post.weight or float("inf"), -post.date.timestamp() if post.date else float("inf"))
