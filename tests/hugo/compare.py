"""Hold the posts of a site against Hugo's records of them, field by field."""

import html
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.hugo import differences
from tests.hugo.oracle import Verdict
from tui_reader.model.post import Post
from tui_reader.store.post_reader import load_post
from tui_reader.store.publishing import Shown, is_in_feed
from tui_reader.store.site.languages import Language
from tui_reader.store.site.site import Site, find_site
from tui_reader.store.site.web_address import web_address
from tui_reader.store.walk import walk_posts
from tui_reader.text.collation import order_key
from tui_reader.text.sanitize import replace_surrogates

Record = dict[str, Any]


def _moment(text: str) -> datetime | None:
    return None if text.startswith("0001-01-01") else datetime.fromisoformat(text).astimezone(UTC)


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(microsecond=0) if moment else None


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())


def _own_terms(post: Post, site: Site) -> dict[str, tuple[str, ...]]:
    named = {plural for _, plural in site.taxonomies}
    return {one.name: one.terms for one in post.taxonomies if one.name in named}


def _hugo_terms(record: Record) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, value in record["terms"].items():
        texts = [_written(one).strip() for one in (value if isinstance(value, list) else [value])]
        terms = tuple(dict.fromkeys(text for text in texts if text))
        if terms:
            found[name.lower()] = terms
    return found


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _aliases(record: Record) -> tuple[str, ...]:
    """Aliases as the format HTML has them: with ugly URLs the format of the records stands behind them."""
    found = (alias.removesuffix(".json").removesuffix(".html") + ".html" if alias.endswith(".json") else alias
             for alias in record["aliases"] or ())  # fmt: skip
    return tuple(dict.fromkeys(found))


FIELDS: dict[str, tuple[Callable[[Post, Site], Any], Callable[[Record], Any]]] = {
    **{name: (lambda post, site, name=name: getattr(post, name), lambda record, name=name: record[name]) for name in
       ("draft", "weight", "section", "lang", "url", "words", "minutes")},
    **{name: (lambda post, site, name=name: _in_utc(getattr(post, name)),
              lambda record, name=name: _moment(record[name])) for name in
       ("date", "lastmod", "publish_date", "expiry_date")},
    **{name: (lambda post, site, name=name: getattr(post, name),
              lambda record, name=name: record[name].strip()) for name in
       ("title", "link_title", "description")},
    "summary": (lambda post, site: " ".join(post.summary.split()), lambda record: _plain(record["summary"])[:16_384]),
    "terms": (_own_terms, _hugo_terms),
    "aliases": (lambda post, site: post.aliases, _aliases),
}  # fmt: skip
"""For every field of R5: what the post says and what Hugo says."""


class Comparison:
    """The posts of one site beside Hugo's verdict on it."""

    def __init__(self, root: Path, verdict: Verdict, site: Site | None = None) -> None:
        self.verdict = verdict
        self.site = site or find_site(root)
        self.posts = {fingerprint.path: load_post(fingerprint.path, self.site) for fingerprint in walk_posts(self.site)}

    def faults(self) -> list[str]:
        """Every field that differs without a reason in the list of differences."""
        found = []
        for path, record in self.verdict.pages.items():
            post = self.posts.get(path)
            if post is None:
                found.append(f"{path} is missing")
                continue
            record = _below_base(record)
            text = (self.site.content / path).read_bytes().decode("utf-8", "replace")
            for name, (own, theirs) in FIELDS.items():
                ours, hugos = own(post, self.site), theirs(record)
                case = post, record, text, self.site.language_of(record["lang"]).markdown.code
                if ours != hugos and differences.excuse(name, case) is None:
                    found.append(f"{path} {name}: {str(ours)[:200]!r} is not Hugo's {str(hugos)[:200]!r}")
        return found

    def address_faults(self) -> list[str]:
        """Posts whose full address is not Hugo's; for sites that were built with their own configuration."""
        found = []
        for path, record in self.verdict.pages.items():
            post = self.posts.get(path)
            language = self.site.language_of(record["lang"])
            own = web_address(post.url, language) if post and language.base_url else record["permalink"]
            if own != record["permalink"]:
                found.append(f"{path} permalink: {own!r} is not Hugo's {record['permalink']!r}")
        return found

    def equal_share(self, name: str) -> float:
        """Part of the posts whose field equals Hugo's, excused ones not counted as equal."""
        own, theirs = FIELDS[name]
        both = [(post, self.verdict.pages[path]) for path, post in self.posts.items() if path in self.verdict.pages]
        return sum(own(post, self.site) == theirs(record) for post, record in both) / max(len(both), 1)

    def feed_faults(self) -> list[str]:
        """Posts that are in the reader's feed and not in Hugo's, or the other way round."""
        now = datetime.now(UTC)
        languages = ((path, post, self.site.language_of(post.lang)) for path, post in self.posts.items())
        own = {path for path, post, language in languages if is_in_feed(post, now, _published_in(language))}
        expiry = {path: record["expiry_date"] for path, record in self.verdict.pages.items()}
        never = {
            path for path, date in expiry.items() if date.startswith("0001-01-01") and date != "0001-01-01T00:00:00Z"
        }
        return sorted((own ^ self.verdict.feed) - never)

    def order_faults(self) -> list[str]:
        """Neighbours in Hugo's order that the reader would put the other way round."""
        found = []
        pages = sorted(self.verdict.pages.items(), key=lambda item: (item[1]["lang"], item[1]["n"]))
        for (before, one), (after, other) in pairwise(pages):
            same = one["lang"] == other["lang"] and _is_plain(one) and _is_plain(other)
            if same and self._order(before) > self._order(after):
                found.append(f"{before} stands before {after}")
        return found

    def _order(self, path: str) -> tuple[float, float, str, str]:
        """Weight, none last; then date, newest first, none last; then the link title in the order of the language;
        then the path.
        """
        post = self.posts[path]
        date = -(post.date.timestamp() // 1) if post.date else float("inf")
        if post.lang.startswith(differences.ORDERED_OTHERWISE):
            return post.weight or float("inf"), date, "", ""
        title = order_key(replace_surrogates(post.link_title), post.lang)
        return post.weight or float("inf"), date, title, path.lower() if len(self.site.mounts) == 1 else ""


def _published_in(language: Language) -> Shown:
    """What the site publishes beside the usual posts."""
    return Shown(language.build_drafts, language.build_future, language.build_expired)


def _below_base(record: Record) -> Record:
    """The record with its addresses as paths below the site's `baseURL`, which may have a path of its own."""
    base = urlsplit(record["base"]).path.rstrip("/")
    return record if not base else {**record, "url": record["url"].removeprefix(base)}


def _is_plain(record: Record) -> bool:
    """Has the page a title without blanks around it, and a date or none, but not the first day of the year 1 in some
    zone?
    """
    title, date = record["link_title"], record["date"]
    return (
        bool(title.strip())
        and title == title.strip()
        and (not date.startswith("0001-01-01") or date.endswith("00:00Z"))
    )
