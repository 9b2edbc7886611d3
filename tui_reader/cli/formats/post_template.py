"""A post as a line of the user's own: `--format '{date} {title}'`.

The names are those of `list --json`, and every taxonomy by its plural: `{tags}`. A moment is its day; behind a colon a
form of strftime(3) may stand: `{date:%d %B}`. Values of a list stand between commas. `\\n` and `\\t` are a line break
and a tab, `{{` and `}}` are brackets.
"""

import re
import string
from collections.abc import Mapping
from datetime import datetime

from tui_reader.cli.formats.post_json import DATES, NAMES
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import UsageError
from tui_reader.text.sanitize import sanitize

_ESCAPES = {"n": "\n", "t": "\t"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_DAY = "%Y-%m-%d"


@dataclass(frozen=True, slots=True)
class Template:
    """A line with places for values."""

    pieces: tuple[tuple[str, str | None, str], ...]
    """Text as it stands, the name of the value behind it (None where there is none), and the form of a moment."""

    def fill(self, values: Mapping[str, object]) -> str:
        """The line for one post; a value that it does not have is empty."""
        taxonomies = values.get("taxonomies")
        known = {**(taxonomies if isinstance(taxonomies, dict) else {}), **values}
        return "".join(
            text + ("" if name is None else sanitize(_written(name, known.get(name), form)))
            for text, name, form in self.pieces
        )


def read_template(text: str, taxonomies: tuple[str, ...]) -> Template:
    """The template that `text` means; raises UsageError where it cannot be read or names nothing a post has."""
    text = _ESCAPED.sub(lambda escaped: _ESCAPES.get(escaped[1], escaped[1]), text)
    try:
        pieces = tuple((before, name, form or "") for before, name, form, _ in string.Formatter().parse(text))
    except ValueError as error:
        raise UsageError(f"--format: {error}", tr("brackets are written {{ and }}")) from error
    for _, name, form in pieces:
        if name is not None:
            _check(name, form, (*NAMES, *taxonomies))
    return Template(pieces)


def _check(name: str, form: str, known: tuple[str, ...]) -> None:
    if name not in known:
        from difflib import get_close_matches

        close = get_close_matches(name, known, 1) or known
        message = tr("--format: no post has {name}").replace("{name}", "{" + name + "}")
        raise UsageError(message, tr("there are {known}").replace("{known}", ", ".join(close)))
    if form and name not in DATES:
        message = tr("--format: {name} is no moment").replace("{name}", name)
        raise UsageError(message, tr("a form may stand behind {known}").replace("{known}", ", ".join(DATES)))


def _written(name: str, value: object, form: str) -> str:
    if value is None:
        return ""
    if name in DATES:
        return datetime.fromisoformat(str(value)).strftime(form or _DAY)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(str(term) for terms in value.values() for term in terms)
    if name == "problems" and isinstance(value, list):
        return ", ".join(str(problem.get("message")) for problem in value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
