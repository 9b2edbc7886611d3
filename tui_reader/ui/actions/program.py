"""The reader itself: help and commands, stopping for the shell as Ctrl+Z does everywhere, and the end."""

import os
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.ui.actions.table import Group, action

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext


@action(id="help", keys="question_mark,f1", label="Help", help="Every key that works here and now.", group=Group.READER)
def show_keys(context: "ActionContext") -> None:
    context.questions.choose_action(tr("Keys"), reading=True)


@action(id="palette", keys="ctrl+p", label="Commands", help="Find a command by its name.", group=Group.READER)
def show_commands(context: "ActionContext") -> None:
    context.questions.choose_action(tr("Commands"), reading=False)


@action(
    id="command",
    keys="colon",
    label="Command line",
    help="Type a command, a setting, a view, a term or a post; Tab completes.",
    group=Group.READER,
)
def type_command(context: "ActionContext") -> None:
    from tui_reader.ui.commands.command_prompt import ask_command  # noqa: PLC0415  loaded when first needed

    ask_command(context)


@action(
    id="stop",
    keys="ctrl+z",
    label="To the shell",
    help="Stop for the shell; its `fg` brings the reader back.",
    group=Group.READER,
)
def stop(context: "ActionContext") -> None:
    """Write the place down, let a look at the files end, and stop until the shell says to go on."""
    if context.initial.settings.restricted:
        context.status.notify_user(tr("No shell in restricted mode"), error=True)
    elif not _from_shell():
        context.status.notify_user(tr("No shell to go back to"), error=True)
    else:

        def then(_: None) -> None:
            context.tasks.run(_stop(context))

        context.tasks.write(context.reading.save, then)


async def _stop(context: "ActionContext") -> None:
    """A stopped program keeps the locks it has, and others of the same user would wait for them: so first there are
    none.
    """
    from tui_reader.ui.textual_compat.driver import job_of  # noqa: PLC0415  keys are known without Textual

    await context.file_sync.pause()
    if (job := job_of(context.app)) is not None:
        with context.app.suspend():
            job.stop_job()
    context.file_sync.go_on()


def _from_shell() -> bool:
    """Whether a shell can bring the reader back: one that controls jobs gives each a process group of its own."""
    return os.getpgrp() != os.getsid(0)


@action(id="interrupt", keys="ctrl+c", label="How to leave", help="Say how to leave the reader.", group=Group.READER)
def say_how_to_leave(context: "ActionContext") -> None:
    """Ctrl+C ends nothing: it is pressed to copy as often as to leave."""
    context.status.notify_user(tr("q leads back and leaves, Q leaves at once"))


@action(id="quit", keys="Q,ctrl+q", label="Quit", help="Leave the reader.", group=Group.READER)
def leave(context: "ActionContext") -> None:
    context.app.exit()
