"""What is asked of a process that reads posts: one function for each kind of work, and the loop that answers.

A job takes an item and the site, and never raises: what is wrong with a post is one of its problems.
"""

import os
import pickle
import re
import sys
from collections.abc import Callable, Sequence
from typing import IO, Any

from tui_reader.index.records import Entry, Prepared, Text, Waiting, make_entry, prepare
from tui_reader.store.diff import Change
from tui_reader.store.formats import format_of
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.front_matter.front_matter import read_header
from tui_reader.store.html.summary import plain_text
from tui_reader.store.local_source import POST_BYTES, read_content
from tui_reader.store.post_reader import load_post, load_source
from tui_reader.store.site.cascade import forget_sections
from tui_reader.store.site.site import Site

POLITE = 5
"""By how much texts are less urgent than whatever else the machine does."""

_IDEOGRAPHIC = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BLANK_ENDS = re.compile("(?<![ \t])[ \t]+\n")
_SOFT_BREAK = re.compile(f"\n(?<={_IDEOGRAPHIC}\n)[ \t]*(?={_IDEOGRAPHIC})")
"""A line end inside a Chinese sentence, where a reader sees no blank; begins with the line end, which is soon found."""

_INSIDE_WORDS = re.compile(
    r"(?=[*~`<])(?:\*\*+|~~|(?<!`)`{1,2}(?!`)|</?(?:a|b|code|del|em|font|i|ins|mark|s|span|strong|sub|sup|u)\b[^<>]*>)"
)
"""Marks that may stand inside a word without parting it; the look ahead tells most characters apart at once."""

Job = Callable[[Any, Site], Any]


def make_post(change: Change, site: Site) -> Prepared | None:
    """The post as it is now, ready for the index; None where it was removed. Never raises."""
    return None if change.kind == "removed" else prepare(change.fingerprint, load_post(change.fingerprint.path, site))


def make_estimated_post(change: Change, site: Site) -> Prepared | None:
    """As `make_post`, with words and minutes estimated: they and the summary are made exact along with the text."""
    if change.kind == "removed":
        return None
    return prepare(change.fingerprint, load_post(change.fingerprint.path, site, estimate_words=True))


def make_text(waiting: Waiting, site: Site) -> Entry:
    """The full-text entry of a post that is in the index; its body is empty where the file is gone."""
    post = waiting.post
    counted = None
    if post.counted:
        body = _body(post.path, site)
    else:
        source = load_source(post.path, site)
        post, counted, body = source.post, source.post, source.body
    titles = dict.fromkeys([post.title, post.link_title])
    terms = dict.fromkeys([*(term for taxonomy in post.taxonomies for term in taxonomy.terms), *post.authors])
    lead = dict.fromkeys([post.description, post.summary])
    text = Text("\n".join(titles), "\n".join(terms), "\n".join(lead), _searched(body))
    return make_entry(waiting.row_id, post.path, text, counted)


def _searched(body: str) -> str:
    """The words of a body, those of a Chinese sentence side by side whatever stands between them."""
    try:
        text = _BLANK_ENDS.sub("\n", plain_text(_INSIDE_WORDS.sub("", body)))
    except Exception:  # noqa: BLE001 - one post must never stop the search of all others
        return body
    return _SOFT_BREAK.sub("", text)


def _body(path: str, site: Site) -> str:
    try:
        data = read_content(site.content, path, POST_BYTES)
    except (OSError, ValueError):
        return ""
    return read_header(decode_text(data).text, format_of(path)).body


JOBS: dict[str, Job] = {"post": make_post, "estimated": make_estimated_post, "text": make_text}


def do_jobs(kind: str, chunk: Sequence[Any], site: Site) -> list[Any]:
    """The results of a chunk, made here, with section pages as they are now."""
    forget_sections()
    return [JOBS[kind](item, site) for item in chunk]


def send(stream: IO[bytes], value: object) -> None:
    """Write a value for the other process; raises OSError where it is gone."""
    pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def serve() -> None:
    """In the process: answer chunks until the input ends. Making texts gives way to everything else on the machine."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    polite = False
    try:
        site = pickle.load(asked)
        while True:
            kind, chunk = pickle.load(asked)
            if kind == "text" and not polite:
                os.nice(POLITE)
                polite = True
            send(answers, do_jobs(kind, chunk, site))
    except (EOFError, OSError, KeyboardInterrupt):
        return
