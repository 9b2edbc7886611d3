"""How fresh the posts are, in words."""

import time
from datetime import datetime

from tui_reader.i18n.messages import tr
from tui_reader.model.feed_state import FeedState


def behind_words(state: FeedState, now: float) -> str:
    """Since when nobody knows of newer posts, and why; empty where somebody looks."""
    since = state.behind_since(now)
    if not since:
        return ""
    when = show_time(since, now)
    if state.trouble:
        return (
            tr("Posts may be behind since {time}: {reason}").replace("{time}", when).replace("{reason}", state.trouble)
        )
    return tr("Nobody has looked for new posts since {time}: the job that publishes them may have ended").replace(
        "{time}", when
    )


def behind_briefly(state: FeedState, now: float) -> str:
    """The same for a line with little room."""
    since = state.behind_since(now)
    return tr("behind since {time}").replace("{time}", show_time(since, now, "%m-%d")) if since else ""


def left_out_words(command: str) -> str:
    """That marks are left out, and the command that has them read."""
    said = tr("Marks are left out whose journal is too long to be read now: {command} reads it")
    return said.replace("{command}", command)


def freshness_words(state: FeedState, now: float) -> tuple[str, str]:
    """When the posts were published, and when the feed was looked at last; each empty where it is not known."""
    published, looked = (show_time(moment, now) if moment else "" for moment in (state.published, state.looked))
    return published, looked


def show_time(moment: float, now: float, day: str = "%Y-%m-%d %H:%M") -> str:
    """A moment in the time zone of this machine: the hour today, else as `day` says (strftime)."""
    is_today = time.localtime(moment)[:3] == time.localtime(now)[:3]
    return datetime.fromtimestamp(moment).astimezone().strftime("%H:%M" if is_today else day)
