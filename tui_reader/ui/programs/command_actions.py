"""Commands of the user's own on the chosen post."""

from typing import TYPE_CHECKING

from tui_reader.config.child_process import run_in_foreground
from tui_reader.config.post_commands import GivenPost, command_for
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ProgramError
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.actions.table import Group, action
from tui_reader.ui.state.choices import Choice

if TYPE_CHECKING:
    from tui_reader.config.settings import PostCommand
    from tui_reader.ui.actions.action_context import ActionContext


@action(
    id="post_command",
    keys="X",
    label="Own command",
    help="Choose a command of the settings and give it the post.",
    group=Group.POST,
)
def choose_command(context: "ActionContext") -> None:
    commands = context.initial.settings.commands
    if context.initial.settings.restricted:
        context.status.notify_user(tr("No commands in restricted mode"), error=True)
    elif not commands:
        context.status.notify_user(tr("There is no command: add [[commands]] with name and run to the settings"))
    else:
        choices = [Choice(command.name, command.name, command.key) for command in commands]
        context.questions.choose(tr("Commands"), choices, lambda name: run_command(context, name))


def run_command(context: "ActionContext", name: str) -> None:
    """Give the chosen post to the command of this name; the screen is the program's until it ends."""
    settings, row, library = context.initial.settings, context.posts.chosen, context.library
    command = next((each for each in settings.commands if each.name == name), None)
    if settings.restricted:
        context.status.notify_user(tr("No commands in restricted mode"), error=True)
    elif command is None:
        context.status.notify_user(tr("There is no command “{name}”").replace("{name}", name), error=True)
    elif row is not None:
        chosen = command

        def look_up() -> GivenPost:
            post = library.posts.by_path(row.path)
            return GivenPost(str(library.file_of(row.path).absolute()), post.title, library.address(post))

        context.tasks.ask("command", look_up, lambda post: _run(context, chosen, post))


def _run(context: "ActionContext", command: "PostCommand", post: GivenPost) -> None:
    """Run the program; no error may pass `suspend`, which would never take the terminal back."""
    try:
        found = command_for(command, post)
    except ProgramError as error:
        context.status.notify_user(sanitize(str(error)), error=True)
        return
    trouble = ""
    with context.app.suspend():
        try:
            run_in_foreground(found, post.environment())
        except ProgramError as error:
            trouble = str(error)
    if trouble:
        context.status.notify_user(sanitize(trouble), error=True)
    else:
        context.status.notify_user(tr("Done: {name}").replace("{name}", command.name))
    context.file_sync.look()
