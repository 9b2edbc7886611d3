"""`:export`: the chosen post as a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.model.form_names import FORM_NAMES
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.state.choices import Choice, meant

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext


def export_chosen(context: "ActionContext", text: str) -> None:
    """Write the chosen post; `text` is a form and, behind a blank, a file."""
    from tui_reader.export.export_forms import EXPORT_FORMS  # noqa: PLC0415  loaded when first needed
    from tui_reader.export.post_files import export_post  # noqa: PLC0415

    name, _, file = (part.strip() for part in text.partition(" "))
    row, library, settings = context.posts.chosen, context.library, context.initial.settings
    if name not in FORM_NAMES:
        said = tr("There is no “{name}”: {hint}").replace("{name}", name).replace("{hint}", meant(name, FORM_NAMES))
        context.status.notify_user(said, error=True)
    elif row is not None:
        path = row.path

        def then(place: Path) -> None:
            context.status.notify_user(tr("Written: {file}").replace("{file}", sanitize(str(place))))

        context.tasks.ask("export", lambda: export_post(library, settings, path, EXPORT_FORMS[name], file), then)


def offer_forms(_: object, typed: str) -> Sequence[Choice]:
    """The forms that fit what is typed."""
    words = Choice("", typed).folded.split()
    return [choice for choice in (Choice(f"{name} ", name, tr("form")) for name in FORM_NAMES) if choice.fits(words)]
