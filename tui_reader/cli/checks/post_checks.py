"""What is wrong between posts, or in their bodies: rules beside those that a single header breaks."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.post import Post, Problem
from tui_reader.store.content_checks import body_of, place_in_header, same_pages
from tui_reader.store.local_source import exists
from tui_reader.store.resources import resolve
from tui_reader.text.folding import fold


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem and the file it is in."""

    file: str
    """Path of the file: of a post from the content folder, of everything else on this machine."""
    problem: Problem
    """What is wrong."""


@dataclass(frozen=True, slots=True)
class Feed:
    """All posts of a feed, as rules want them."""

    library: Library
    """Where the posts come from."""
    posts: tuple[Post, ...]
    """Every post, drafts too, by path."""
    names: frozenset[str]
    """What `ref` may call a post: its path without suffix, in lower case, and every end of it."""


Rule = Callable[[Feed], Iterator[Finding]]


def feed_of(library: Library, posts: Iterable[Post]) -> Feed:
    """The feed with these posts."""
    ordered = tuple(sorted(posts, key=lambda post: post.path))
    return Feed(library, ordered, frozenset(name for post in ordered for name in _names(post.path)))


def _names(path: str) -> Iterator[str]:
    """Every end of the path that `ref` may use, without suffix, language and `index`."""
    bare = re.sub(r"(/_?index)?(\.[a-z-]{2,7})?\.\w+$", "", path.lower())
    for name in (bare, path.lower()):
        parts = name.split("/")
        yield from ("/".join(parts[start:]) for start in range(len(parts)))


def broken_headers(feed: Feed) -> Iterator[Finding]:
    """What was found when the post was read."""
    for post in feed.posts:
        yield from (Finding(post.path, problem) for problem in post.problems)


def same_titles(feed: Feed) -> Iterator[Finding]:
    """Two posts of one language with the same title."""
    groups = _grouped(feed.posts, lambda post: (post.lang, post.title))
    for first, *others in groups:
        for post in others:
            message = tr("{path} has the same title").replace("{path}", first.path)
            yield _placed(feed, post, Problem("title", message, hint=tr("tell them apart"), code="title-double"))


def one_page(feed: Feed) -> Iterator[Finding]:
    """Files that are one page to Hugo."""
    found = same_pages([post.path for post in feed.posts], feed.library.site)
    yield from (Finding(path, problem) for path, problem in found)


def same_urls(feed: Feed) -> Iterator[Finding]:
    """Two pages at one address: the website keeps one of them alone."""
    known = {finding.file for finding in one_page(feed)}
    groups = _grouped([post for post in feed.posts if post.url], lambda post: post.url)
    for first, *others in groups:
        for post in (post for post in others if post.path not in known):
            message = tr("{path} has the same address {url}").format(path=first.path, url=post.url)
            yield _placed(feed, post, Problem("url", message, hint=tr("give one of them a slug"), code="url-double"))


def _grouped(posts: Iterable[Post], key: Callable[[Post], object]) -> Iterator[list[Post]]:
    """Posts with equal keys, where there are several."""
    groups: dict[object, list[Post]] = defaultdict(list)
    for post in posts:
        groups[key(post)].append(post)
    return (group for group in groups.values() if len(group) > 1)


def future_dates(feed: Feed) -> Iterator[Finding]:
    """Posts that are not in the feed before their date."""
    now = datetime.now(UTC)
    for post in feed.posts:
        moment = post.publish_date or post.date
        if moment and moment > now and not post.draft:
            message = tr("not in the feed before {date}").replace("{date}", f"{moment:%Y-%m-%d %H:%M}")
            hint = tr("let it wait, unless the date is wrong")
            yield _placed(feed, post, Problem("date", message, hint=hint, code="date-future"))


_UNREAD = ("header-", "file-", "body-")
"""Beginnings of codes of problems that leave a post without a body, or say so already."""


def empty_bodies(feed: Feed) -> Iterator[Finding]:
    """Posts without a word."""
    for post in feed.posts:
        if post.words or any(problem.code.startswith(_UNREAD) for problem in post.problems):
            continue
        body, line = body_of(post.path, feed.library.site)
        if not body.strip():
            yield Finding(post.path, Problem("body", tr("there is no text"), line, code="body-empty"))


def like_terms(feed: Feed) -> Iterator[Finding]:
    """Terms that differ in case, width or the form of their characters alone: the website shows them as two."""
    by_path = {post.path: post for post in feed.posts}
    writings: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for post in feed.posts:
        for taxonomy in post.taxonomies:
            for term in taxonomy.terms:
                writings[taxonomy.name, post.lang, fold(term)][term].append(post.path)
    for (name, _, _), terms in writings.items():
        usual, *others = sorted(terms, key=lambda term: -len(terms[term]))
        for term in others:
            message = tr("“{term}” is written “{usual}” in most posts").format(term=term, usual=usual)
            problem = Problem(name, message, hint=tr("write it alike everywhere"), code="term-alike")
            yield from (_placed(feed, by_path[path], problem, term) for path in terms[term])


_KEYS = {"url": ("url", "slug", "title"), "date": ("publishdate", "date")}
"""Header keys that a field comes from, where they are not the one of its name."""


def _placed(feed: Feed, post: Post, problem: Problem, text: str = "") -> Finding:
    """The problem with its place in the header, where the header has it."""
    keys = _KEYS.get(problem.field, (problem.field,))
    line, column = place_in_header(post.path, keys, text, feed.library.site)
    return Finding(post.path, replace(problem, line=line, column=column))


_CODE = re.compile(r"(?<!`)(`{1,40})(?!`).{0,4000}?(?<!`)\1(?!`)|\{\{[<%]/\*.{0,1000}?\*/[>%]\}\}")
"""Code and escaped shortcodes, all of bounded length, since each opening that nothing closes looks ahead that far."""
_FENCE = re.compile(r"\s*(```|~~~)")
_PICTURE = re.compile(
    r"""!\[(?:[^\]!]|!(?!\[))*+\]\(\s*+<?(?P<a>[^)\s>"]+)|<img\s(?:(?!src=)[^<>])*+src=["']?(?P<b>[^"'\s>]+)"""
    r"""|\{\{[<%]\s*figure\s(?:(?!src=)[^<>{])*+src="(?P<c>[^"]+)"""
)
_REF = re.compile(r"""\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?["`]?(?P<a>[^"`\s>%]+)""")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\{")


def broken_bodies(feed: Feed) -> Iterator[Finding]:
    """Pictures that are not there, and references to posts that are not there."""
    for post in feed.posts:
        body, first = body_of(post.path, feed.library.site)
        if not _may_lead(body):
            continue
        for number, line in _prose(body, first):
            for start, message, hint, code in _broken(feed, post, line):
                yield Finding(post.path, Problem("body", message, number, start + 1, hint, code))


def _may_lead(text: str) -> bool:
    """Is there anything in the text that may lead somewhere?"""
    return "](" in text or "<img" in text or "{{" in text


def _prose(body: str, first: int) -> Iterator[tuple[int, str]]:
    """Number and text of each line that may lead somewhere and is no code; code inside a line is blanked out."""
    fence = ""
    for number, line in enumerate(body.split("\n"), first):
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        elif not fence and _may_lead(line):
            yield number, _CODE.sub(lambda match: " " * len(match[0]), line)


def _broken(feed: Feed, post: Post, line: str) -> Iterator[tuple[int, str, str, str]]:
    """Offset, message, hint and code of each thing in the line that leads nowhere."""
    for match in _PICTURE.finditer(line):
        name = next(found for found in match.groups() if found)
        if not _ELSEWHERE.match(name) and not resolve(name, post.path, feed.library.site).path:
            hint = tr("put it beside the post, or into static/ or assets/")
            yield (
                match.start(match.lastgroup or 0),
                _missing(tr("the picture {name} is not there"), name),
                hint,
                "picture-missing",
            )
    for match in _REF.finditer(line):
        name = match["a"].partition("#")[0].strip("/").removeprefix("./").lower()
        if name and name not in feed.names and not _is_file(feed, name):
            hint = tr("Hugo will not build the site")
            yield match.start("a"), _missing(tr("the post {name} is not there"), match["a"]), hint, "ref-broken"


def _missing(message: str, name: str) -> str:
    return message.replace("{name}", name)


def _is_file(feed: Feed, name: str) -> bool:
    """Does the content folder hold it, though it is no post: a section, an upper folder?"""
    content = feed.library.site.content
    return ".." in name or any(exists(content / path) for path in (name, f"{name}.md", f"{name}/_index.md"))


RULES: tuple[Rule, ...] = (
    broken_headers,
    same_titles,
    one_page,
    same_urls,
    future_dates,
    empty_bodies,
    like_terms,
    broken_bodies,
)
"""Every rule over the posts of a feed."""
