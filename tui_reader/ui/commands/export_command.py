"""`:export`: the chosen post as a file."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from tui_reader.config.paths import at_home
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ContentError
from tui_reader.model.form_names import FORM_NAMES
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.state.choices import Choice, meant

if TYPE_CHECKING:
    from tui_reader.export.exported import ExportForm
    from tui_reader.ui.actions.action_context import ActionContext


def export_post(context: "ActionContext", text: str) -> None:
    """Write the chosen post; `text` is a form and, behind a blank, a file, else one of the post's own name at home."""
    from tui_reader.export.export_forms import EXPORT_FORMS  # noqa: PLC0415  loaded when first needed
    from tui_reader.export.exported import Export  # noqa: PLC0415
    from tui_reader.export.post_files import check_place, file_layout, open_place, read_exported  # noqa: PLC0415

    name, _, file = (part.strip() for part in text.partition(" "))
    row, library, settings = context.posts.chosen, context.library, context.initial.settings
    if name not in FORM_NAMES:
        said = tr("There is no “{name}”: {hint}").replace("{name}", name).replace("{hint}", meant(name, FORM_NAMES))
        context.status.notify_user(said, error=True)
        return
    if row is None:
        return
    form, path = EXPORT_FORMS[name], row.path

    def write() -> Path:
        place = at_home(file) if file else _free_place(path, form)
        check_place(place, library, restricted=settings.restricted)
        if place.exists():
            raise ContentError(tr("{file} exists already").replace("{file}", str(place)), tr("name another file"))
        post = read_exported(library, path, file_layout(settings))
        with open_place(place) as written:
            form.write(Export(post.post.title, [post]), written)
        return place

    def then(place: Path) -> None:
        context.status.notify_user(tr("Written: {file}").replace("{file}", sanitize(str(place))))

    context.tasks.ask("export", write, then)


def _free_place(path: str, form: "ExportForm") -> Path:
    """A file at home that is not there yet, with the name of the post's file or, of a bundle, of its folder."""
    post = PurePosixPath(path)
    is_bundle = post.name.partition(".")[0] == "index" and post.parent.name
    name = post.parent.name if is_bundle else post.stem
    folder, number = at_home("~"), 1
    while (place := folder / f"{name}{f'-{number}' if number > 1 else ''}{form.ending}").exists():
        number += 1
    return place


def offer_forms(_: object, typed: str) -> Sequence[Choice]:
    """The forms that fit what is typed."""
    words = Choice("", typed).folded.split()
    return [choice for choice in (Choice(f"{name} ", name, tr("form")) for name in FORM_NAMES) if choice.fits(words)]
