"""Commands on marks: read, bookmarked, notes, passages, one step back."""

import re
from collections.abc import Sequence

from tui_reader.feed.notebook.bulk_marks import Change, bookmark_every, read_every, unbookmark_every, unread_every
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.layout.tools.body_text import BodyText
from tui_reader.layout.tools.selection import line_of
from tui_reader.linear.line_command import Command, Run
from tui_reader.linear.line_session import LineSession
from tui_reader.linear.link_commands import opened
from tui_reader.linear.list_commands import complete_query
from tui_reader.marks.highlights import Highlight
from tui_reader.model.errors import NotFoundError, UsageError
from tui_reader.model.post import Row
from tui_reader.text.passage import Passage, find_passage, passage_at, squeeze

STEP = 500
"""Rows read at once when many posts are marked."""
ALL = "all"
"""What stands for every post of the list."""
_NUMBERS = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


def _marking(change: Change) -> Run:
    """A command that changes marks of the open post, or of those that are named."""

    def run(session: LineSession, text: str) -> None:
        session.say(change(session.library, _meant(session, text)))

    return run


def _meant(session: LineSession, text: str) -> Sequence[Row]:
    """The posts that are meant: by `3`, `3-7`, `all` or a query; the open post where nothing is named."""
    posts = session.library.posts
    numbers = _NUMBERS.fullmatch(text)
    if not text:
        if session.post is None:
            raise UsageError(tr("Which posts? A number, 3-7, all, or a query"))
        row_id = posts.id_of(session.post.path)
        ids = [] if row_id is None else [row_id]
    elif numbers:
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        ids = list(session.ids[max(0, first - 1) : last])
    elif text == ALL:
        ids = list(session.ids)
    else:
        ids = list(posts.listing(posts.query(text, session.base)))
    rows = [row for start in range(0, len(ids), STEP) for row in posts.rows(ids[start : start + STEP])]
    if not rows:
        raise NotFoundError(tr("No post fits"))
    return rows


def note(session: LineSession, text: str) -> None:
    """Bookmark the open post with a note; without one, say what is noted."""
    post = opened(session)
    if text:
        session.library.marks.bookmark(post.path, text, post.page.position_at(post.piece.start))
        session.say(tr("Bookmarked"))
        return
    said = session.library.marks.card(post.path)
    for line in said or (tr("Nothing is noted of this post"),):
        session.say(line)


def _passage(session: LineSession, text: str) -> tuple[Passage, str]:
    """The sentences of the open post that hold the words, the first from where one is; raises NotFoundError."""
    post = opened(session)
    body, sought = BodyText(post.page), squeeze(text)
    found = [at.start() for at in re.finditer(re.escape(sought), body.text)] if sought else []
    if not found:
        raise NotFoundError(tr("Not in this post: {text}").replace("{text}", text))
    here = [at for at in found if line_of(post.page, body.selection(at, at + 1).start) >= post.piece.start]
    start, end = body.sentences((here or found)[0], (here or found)[0] + len(sought) - 1)
    return passage_at(body.text, start, end), body.read(start, end)


def highlight(session: LineSession, text: str) -> None:
    """Keep the sentence that holds these words; behind ` # ` stands a note."""
    words, _, written = text.partition(" # ")
    passage, quote = _passage(session, words.strip())
    session.library.marks.passages.keep(opened(session).path, passage, quote, written)
    session.say(tr("Kept: {names}").replace("{names}", quote))


def highlights(session: LineSession, text: str) -> None:
    """Say the passages that are kept, of the open post or of the feed; numbers lead to them, `remove 2` drops one."""
    passages = session.library.marks.passages
    marks = passages.known(session.post.path) if session.post else passages.all()
    word, _, number = text.partition(" ")
    if word == "remove" and number.isdecimal() and 0 < int(number) <= len(marks):
        passages.take_away([marks[int(number) - 1]])
        session.say(
            tr_count("{n} highlight taken away; U brings it back", "{n} highlights taken away; U brings them back", 1)
        )
        return
    if not marks:
        session.say(tr("No highlights yet: highlight keeps a sentence by its words"))
    said = [" ".join(f"{mark.quote} {'— ' if mark.note else ''}{mark.note}".split()) for mark in marks]
    session.offer(said, lambda index: _go_to(session, marks[index]))


def _go_to(session: LineSession, mark: Highlight) -> None:
    """Say the post from a kept passage on."""
    if session.post is None or session.post.path != mark.path:
        session.open(mark.path)
    post = opened(session)
    body = BodyText(post.page)
    span = find_passage(body.text, Passage(squeeze(mark.quote), mark.before, mark.after, mark.at))
    if span is None:
        session.say(tr("This passage is no longer in the post"))
    else:
        session.say_piece(line_of(post.page, body.selection(*span).start))


def undo(session: LineSession, _: str) -> None:
    """Take the last mark back."""
    what = session.library.marks.undo()
    session.say(tr("Undone: {what}").replace("{what}", what) if what else tr("Nothing to undo"))


POSTS = "POSTS"
"""What marks take: the open post where nothing is typed, else a number, `3-7`, `all` or a query."""

COMMANDS = (
    Command(
        "read",
        "Mark posts as read: the open one, 3, 3-7, all of the list, or those that fit a query.",
        _marking(read_every),
        "r",
        POSTS,
        complete_query,
    ),
    Command("unread", "Mark posts as unread.", _marking(unread_every), "", POSTS, complete_query),
    Command("bookmark", "Bookmark posts.", _marking(bookmark_every), "m", POSTS, complete_query),
    Command("unbookmark", "Take bookmarks away.", _marking(unbookmark_every), "", POSTS, complete_query),
    Command("note", "Bookmark the open post with a note, or say what is noted.", note, "M", "TEXT"),
    Command(
        "highlight",
        "Keep the sentence of the post that holds these words; a note may follow.",
        highlight,
        "v",
        "WORDS # NOTE",
    ),
    Command(
        "highlights",
        "Say the kept passages of the post, or of the feed; a number leads to one.",
        highlights,
        '"',
        "remove NUMBER",
    ),
    Command("undo", "Undo the last mark.", undo, "U"),
)
"""Commands on marks, in the order of the help."""
