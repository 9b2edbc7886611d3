"""Actions on feeds: choosing another one, and going to the next."""

from typing import TYPE_CHECKING

from tui_reader.feed.several.known_feeds import ALL, label_of
from tui_reader.i18n.messages import tr
from tui_reader.ui.actions.table import Group, action
from tui_reader.ui.state.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui_reader.ui.actions.action_context import ActionContext

_KEEP = " "
"""The answer of the chooser that keeps the feed that is shown: no feed has that name."""


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
    names, shown = context.feeds.names, context.initial.feed

    def chosen(name: str) -> None:
        if name == _KEEP:
            keep_default_feed(context)
        else:
            show_feed(context, name)

    def then(unread: "Mapping[str, int | None]") -> None:
        choices = [Choice(name, label_of(name), _count_of(unread.get(name))) for name in names]
        if shown != ALL:
            choices.append(Choice(_KEEP, tr("Begin with {feed} from now on").replace("{feed}", shown)))
        following = (names.index(shown) + 1) % len(names) if len(names) > 1 else 1
        context.questions.choose(tr("Feeds"), choices, chosen, following)

    context.tasks.ask("feed", context.feeds.unread, then)


@action(
    id="default_feed",
    keys="A",
    label="Begin with this feed",
    help="Keep this feed in your settings: the reader begins with it where no other is named.",
    group=Group.FEED,
)
def keep_default_feed(context: "ActionContext") -> None:
    from tui_reader.ui.preferences.live_settings import change_setting, keep  # noqa: PLC0415  it loads Textual

    site = context.library.site
    if context.initial.feed == ALL:
        context.status.notify_user(tr("All feeds together are no feed to begin with"), error=True)
        return
    place = site.origin or str(site.root or site.content)
    if keep(context, {("content",): place}):
        change_setting(context, "content", place)
        context.status.notify_user(
            tr("The reader begins with {feed} from now on").replace("{feed}", context.initial.feed)
        )


def _count_of(unread: int | None) -> str:
    """What the chooser says beside a feed."""
    return tr("not read yet") if unread is None else tr("{n} unread").replace("{n}", str(unread))


@action(id="next_feed", keys="tilde", label="Next feed", help="Show the next feed.", group=Group.FEED)
def show_next_feed(context: "ActionContext") -> None:
    names = context.feeds.names
    if len(names) < 2:
        _say_there_is_none(context)
    else:
        at = names.index(context.initial.feed)
        following = (*names[at + 1 :], *names[:at])
        context.travel.leave()
        context.feeds.show(following[0], instead=following[1:])


def _say_there_is_none(context: "ActionContext") -> None:
    context.status.notify_user(tr("There is no other feed: add [[feeds]] with name and path to the settings"))
