"""Actions on feeds: choosing another one, and going to the next."""

from typing import TYPE_CHECKING

from tui_reader.feed.several.known_feeds import ALL
from tui_reader.i18n.messages import tr
from tui_reader.ui.actions.table import Group, action
from tui_reader.ui.state.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui_reader.ui.actions.action_context import ActionContext


def show_feed(context: "ActionContext", name: str) -> None:
    """Show a feed; the place that is left is one to come back to."""
    if name != context.initial.feed:
        context.travel.leave()
        context.feeds.show(name)


@action(
    id="feeds",
    keys="grave_accent",
    label="Feeds",
    help="Choose another feed; the next one is under the cursor.",
    group=Group.FEED,
)
def choose_feed(context: "ActionContext") -> None:
    names = context.feeds.names
    if len(names) < 2:
        _say_there_is_none(context)
        return

    def then(unread: "Mapping[str, int | None]") -> None:
        choices = [Choice(name, label_of(name), _count_of(unread.get(name))) for name in names]
        following = (names.index(context.initial.feed) + 1) % len(names)
        context.questions.choose(tr("Feeds"), choices, lambda name: show_feed(context, name), following)

    context.tasks.ask("feed", context.feeds.unread, then)


def label_of(name: str) -> str:
    """What is shown of a feed."""
    return tr("All feeds") if name == ALL else name


def _count_of(unread: int | None) -> str:
    """What the chooser says beside a feed."""
    return tr("not read yet") if unread is None else tr("{n} unread").replace("{n}", str(unread))


@action(id="next_feed", keys="tilde", label="Next feed", help="Show the next feed.", group=Group.FEED)
def show_next_feed(context: "ActionContext") -> None:
    names = context.feeds.names
    if len(names) < 2:
        _say_there_is_none(context)
    else:
        show_feed(context, names[(names.index(context.initial.feed) + 1) % len(names)])


def _say_there_is_none(context: "ActionContext") -> None:
    context.status.notify_user(tr("There is no other feed: add [[feeds]] with name and path to the settings"))
