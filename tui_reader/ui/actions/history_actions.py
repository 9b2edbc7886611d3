"""Back to the place before a jump, forward again, and the way as a whole."""

from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.ui.actions.table import Scope, action

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext


@action(
    id="previous_place", keys="ctrl+o,alt+left", label="Previous place", help="Back to the place before the last jump."
)
def go_to_previous_place(context: "ActionContext") -> None:
    if not context.travel.go_back():
        context.status.notify_user(tr("This is where you began"))


@action(
    id="next_place",
    keys="alt+right,ctrl+i",
    label="Next place",
    help="Forward again to the place one came back from.",
)
def go_to_next_place(context: "ActionContext") -> None:
    if not context.travel.go_forward():
        context.status.notify_user(tr("There is no place further on"))


@action(
    id="previous_place_in_post",
    keys="backspace",
    label="Previous place",
    help="Back to the place before the last jump.",
    scope=Scope.POST,
)
def go_back_from_post(context: "ActionContext") -> None:
    go_to_previous_place(context)


@action(id="history", keys="H", label="History", help="Choose a place where you were before.")
def choose_place(context: "ActionContext") -> None:
    from tui_reader.feed.several.known_feeds import label_of  # noqa: PLC0415  loaded when first needed
    from tui_reader.ui.render.status_text import list_heading  # noqa: PLC0415  loaded when first needed
    from tui_reader.ui.state.choices import Choice  # noqa: PLC0415  loaded when first needed

    places = list(reversed(context.travel.history.behind))
    if not places:
        context.status.notify_user(tr("This is where you began"))
        return
    glyphs = context.initial.glyphs
    here = context.initial.feed
    said = [
        (
            place.title if place.pane == "post" else list_heading(place.filter, glyphs),
            label_of(place.feed) if place.feed != here else "",
        )
        for place in places
    ]
    choices = [Choice(str(at), *both) for at, both in enumerate(said) if said[at - 1 : at] != [both]]

    def then(number: str) -> None:
        context.travel.leave()
        context.travel.go_to(places[int(number)])

    context.questions.choose(tr("History"), choices, then)
