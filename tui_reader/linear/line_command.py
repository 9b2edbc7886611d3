"""One command of a line: its name, what it does, what may follow it."""

from collections.abc import Callable, Sequence

from tui_reader.i18n.messages import tr
from tui_reader.linear.line_session import LineSession
from tui_reader.model.dataclass import dataclass
from tui_reader.ui.state.choices import Choice, meant

Run = Callable[[LineSession, str], None]
"""Does a command; called with what was typed behind its name, empty for nothing."""
Offer = Callable[[LineSession, str], Sequence[str]]
"""What may be typed behind a name, by what of it is typed."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be typed."""

    name: str
    """What is typed."""
    help: str
    """What it does, one sentence in English, to be translated when it is said."""
    run: Run
    """Does it."""
    short: str = ""
    """What may be typed in place of the name: the key of the screen, where that is one character."""
    takes: str = ""
    """What may follow it, in capitals; empty for nothing."""
    offers: Offer | None = None
    """Completes what follows it."""


def no_such(name: str, known: Sequence[str]) -> str:
    """What is said where nothing has a name that was typed."""
    return tr("There is no “{name}”: {hint}").replace("{name}", name).replace("{hint}", meant(name, known))


def fitting(choices: Sequence[Choice], typed: str) -> list[str]:
    """Values of the choices that hold every word that is typed, or are spelled so in pinyin."""
    words = Choice("", typed).folded.split()
    return [choice.value for choice in choices if choice.fits(words)]
