"""Links of a post, and the way back from where they lead."""

from tui_reader.feed.posts import linked_path
from tui_reader.i18n.messages import tr
from tui_reader.layout.page import Link, LinkKind
from tui_reader.linear.feed_commands import show_feed
from tui_reader.linear.line_command import Command
from tui_reader.linear.line_session import LineSession
from tui_reader.linear.open_post import OpenPost
from tui_reader.model.errors import NotFoundError
from tui_reader.ui.render.glyphs import ASCII
from tui_reader.ui.render.status_text import list_heading
from tui_reader.ui.state.filter import Chosen
from tui_reader.ui.state.history import Place


def opened(session: LineSession) -> OpenPost:
    """The post that is read; raises NotFoundError where none is."""
    if session.post is None:
        raise NotFoundError(tr("Open a post first: a number of the list does"))
    return session.post


def links(session: LineSession, _: str) -> None:
    """Say the links of the post; numbers follow them."""
    post = opened(session)
    if not post.links:
        session.say(tr("This post has no links"))
    session.offer(
        [_said(post.link(number)) for number in range(1, len(post.links) + 1)], lambda index: follow(session, index + 1)
    )


def _said(link: Link) -> str:
    return f"{link.text.strip()}: {link.target}" if link.text.strip() not in ("", link.target) else link.target


def follow(session: LineSession, number: int) -> None:
    """Go where a link leads: in the post, to another post, to a term's posts; the address of others is said."""
    post = opened(session)
    link = post.link(number)
    if link.kind is LinkKind.ANCHOR:
        line = post.page.line_of_anchor(link.target)
        if line is not None:
            session.leave()
            session.say_piece(line)
    elif link.kind is LinkKind.TERM:
        facet, _, term = link.target.partition("/")
        session.show(session.filter.only(Chosen(facet, term)))
    elif link.kind is LinkKind.POST:
        address, _, fragment = link.target.partition("#")
        session.open(linked_path(session.library.posts, post.path, address), fragment)
    else:
        session.say(link.target)


def follow_typed(session: LineSession, text: str) -> None:
    """Follow the link of a number."""
    count = len(opened(session).links)
    if not text.isdecimal() or not 0 < int(text) <= count:
        raise NotFoundError(tr("The links of this post have the numbers 1 to {n}").replace("{n}", str(count)))
    follow(session, int(text))


def back(session: LineSession, _: str) -> None:
    """To the place before the last jump."""
    _go(session, session.history.step_back(session.here()))


def forward(session: LineSession, _: str) -> None:
    """Forward again to the place one came back from."""
    _go(session, session.history.step_forward(session.here()))


def history(session: LineSession, _: str) -> None:
    """Say the places where one was; numbers lead back."""
    places = session.history.behind[::-1]
    if not places:
        session.say(tr("Nowhere to go back to"))
    session.offer(
        [place.title or list_heading(place.filter, ASCII) for place in places],
        lambda index: _jump(session, places[index]),
    )


def _jump(session: LineSession, place: Place) -> None:
    session.leave()
    _go(session, place)


def _go(session: LineSession, place: Place | None) -> None:
    """Go to a place as it was, which is no jump of its own."""
    if place is None:
        session.say(tr("There is no such place"))
        return
    behind, ahead = list(session.history.behind), list(session.history.ahead)
    if place.feed != session.feed:
        show_feed(session, place.feed, quietly=True)
    session.close_post()
    session.filter = place.filter
    session.reload()
    if place.pane == "post":
        session.open(place.path, place=place.position)
    else:
        session.say_heading()
        session.say_page()
    session.history.behind[:], session.history.ahead[:] = behind, ahead


COMMANDS = (
    Command("links", "Say the links of the post; a number follows one.", links, "f"),
    Command("follow", "Follow the link of a number, as the number alone does.", follow_typed, "", "NUMBER"),
    Command("back", "Back to the place before the last jump.", back, "<-"),
    Command("forward", "Forward again to the place one came back from.", forward, "->"),
    Command("history", "Say the places where you were; a number leads back.", history, "H"),
)
"""Commands on links and places, in the order of the help."""
