"""What is asked of a process that reads posts: one function for each kind of work, and the loop that answers.

A job takes an item and the site, and never raises: what is wrong with a post is one of its problems.
"""

import gc
import os
import pickle
import sys
from collections.abc import Callable, Sequence
from typing import IO, Any

from tui_reader.index.records import Entry, Prepared, Text, Waiting, make_entry, prepare
from tui_reader.model.dataclass import replace
from tui_reader.store.diff import Change
from tui_reader.store.post_reader import load_post, load_source
from tui_reader.store.site.cascade import forget_sections
from tui_reader.store.site.site import Site

OBJECTS = 20_000
"""Objects made before a process looks for garbage: those of a post hardly outlive it, and looking takes time."""
POLITE = 5
"""By how much texts are less urgent than whatever else the machine does."""

Job = Callable[[Any, Site], Any]


def make_post(change: Change, site: Site) -> Prepared | None:
    """The post as its header has it now, ready for the index; None where it was removed. Never raises."""
    if change.kind == "removed":
        return None
    return prepare(change.fingerprint, load_post(change.fingerprint.path, site, header_alone=True))


def make_text(waiting: Waiting, site: Site) -> Entry:
    """The full-text entry of a post that is in the index, with what only its body tells; the body is empty where the
    file is gone.
    """
    from tui_reader.store.html.searched_text import searched_text  # noqa: PLC0415 - lists need no text

    known = waiting.post
    source = load_source(known.path, site)
    now = source.post
    post = replace(known, words=now.words, minutes=now.minutes, summary=now.summary, counted=True)
    titles = dict.fromkeys([post.title, post.link_title])
    terms = dict.fromkeys([*(term for taxonomy in post.taxonomies for term in taxonomy.terms), *post.authors])
    lead = dict.fromkeys([post.description, post.summary])
    text = Text("\n".join(titles), "\n".join(terms), "\n".join(lead), searched_text(source.body, source.markup))
    return make_entry(waiting.row_id, post, text)


JOBS: dict[str, Job] = {"post": make_post, "text": make_text}


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
    gc.set_threshold(OBJECTS)
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
