"""Actions on passages of posts: keeping what is selected, with a note, and going to what was kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr, tr_count
from tui_reader.ui.actions.table import Group, Scope, action
from tui_reader.ui.state.choices import Choice, Prompt

if TYPE_CHECKING:
    from tui_reader.marks.highlights import Highlight
    from tui_reader.ui.actions.action_context import ActionContext


def keep_selection(context: "ActionContext") -> None:
    """Keep the passage that is selected in the post; where it is kept already, take that away."""
    selection, reading, library = context.view.overlay.selection, context.reading, context.library
    passage = reading.highlighting.passage(selection) if selection else None
    if selection is None or passage is None:
        context.status.notify_user(tr("No text of the post is selected"))
        return
    kept, path = reading.highlighting.under(selection), reading.path
    context.view.select(None)
    if kept:
        _write(context, lambda: library.marks.passages.take_away(kept))
        said = tr_count(
            "{n} highlight taken away; U brings it back", "{n} highlights taken away; U brings them back", len(kept)
        )
        context.status.notify_user(said)
    else:
        _write(context, lambda: library.marks.passages.keep(path, *passage))
        context.status.notify_user(tr("Passage kept; ' shows all notes"))


def keep_with_note(context: "ActionContext") -> None:
    """Keep the passage that is selected and write a note to it, or change the note of the one that is kept there."""
    selection, reading, library = context.view.overlay.selection, context.reading, context.library
    passage = reading.highlighting.passage(selection) if selection else None
    if selection is None or passage is None:
        context.status.notify_user(tr("No text of the post is selected"))
        return
    kept, path = next(iter(reading.highlighting.under(selection)), None), reading.path

    def answer(text: str | None) -> None:
        context.view.select(None)
        if text is None:
            return
        if kept:
            _write(context, lambda: library.marks.passages.annotate(kept, text))
        else:
            _write(context, lambda: library.marks.passages.keep(path, *passage, text))

    context.questions.ask_line(Prompt(tr("Note"), tr("for this passage")), kept.note if kept else "", answer)


@action(
    id="select_sentence",
    keys="right_parenthesis",
    label="Select a sentence",
    help="Select up to the end of the sentence, in a cell of a table too; again, of the next one.",
    scope=Scope.POST,
    group=Group.POST,
)
def select_sentence(context: "ActionContext") -> None:
    view = context.view
    found = context.reading.highlighting.sentence(view.overlay.selection)
    if found is None or view.page is None:
        return
    from tui_reader.layout.tools.selection import line_of  # noqa: PLC0415  loaded when first needed

    view.select(found)
    view.window.bring_into_sight(line_of(view.page, found.end))
    context.status.notify_user(tr("Selecting: m keeps it, M with a note, y copies, Esc leaves"))


@action(
    id="highlights",
    keys="quotation_mark",
    label="Highlights",
    help="Choose a highlight of the post, or from the list one of the whole feed.",
    group=Group.MARKS,
)
def choose_highlight(context: "ActionContext") -> None:
    own = context.reading.highlighting.marks if context.panes.active == "post" else ()
    if own:
        _choose(context, own, of_feed=False)
    else:
        context.tasks.ask(
            "highlights", context.library.marks.passages.all, lambda all_: _choose(context, all_, of_feed=True)
        )


def _choose(context: "ActionContext", marks: "tuple[Highlight, ...]", *, of_feed: bool) -> None:
    if not marks:
        context.status.notify_user(tr("No highlights yet: v chooses a passage of a post, m keeps it"))
        return
    choices = [
        Choice(str(number), " ".join(mark.quote.split()), " ".join(mark.note.split()), mark.title if of_feed else "")
        for number, mark in enumerate(marks)
    ]

    def then(number: str) -> None:
        _go_to(context, marks[int(number)])

    context.questions.choose(tr("Highlights"), choices, then)


def _go_to(context: "ActionContext", mark: "Highlight") -> None:
    """Show a highlight in its post, which is opened where it is not."""
    reading = context.reading
    context.travel.leave()
    reading.leave_aside()
    context.enter("post")
    if reading.path != mark.path:
        reading.highlighting.wanted = mark.id
        context.feed_list.put_cursor_on(mark.path)
        reading.open(mark.path)
    elif not reading.highlighting.go_to(mark.id):
        context.status.notify_user(tr("This passage is no longer in the post"))


def _write(context: "ActionContext", change: Callable[[], None]) -> None:
    """Change highlights in a worker, then show them."""
    context.tasks.write(change, lambda _: context.feed_list.refresh_marks())
