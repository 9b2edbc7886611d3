"""Every command of a line, the help, and which of them a typed line means."""

from collections.abc import Callable, Sequence

from tui_reader.i18n.messages import tr
from tui_reader.linear import feed_commands, link_commands, list_commands, marking_commands, reading_commands
from tui_reader.linear.line_command import Command
from tui_reader.linear.line_session import LineSession
from tui_reader.model.errors import NotFoundError
from tui_reader.text.folding import fold, keyboard_twin
from tui_reader.ui.state.choices import meant


def tell_help(session: LineSession, text: str) -> None:
    """Say the command of this name or sign, else those whose name or meaning holds what is typed; without it, their
    groups to choose from. Raises NotFoundError where none does.
    """
    words = fold(text).split()
    if words:
        of_word = (command for command in BY_NAME.values() if all(word in fold(_said(command)) for word in words))
        named = BY_NAME.get(text) or _BY_SHORT.get(text)
        found = [named] if named else [*of_word]
        if not found:
            raise NotFoundError(tr("There is no command “{name}”: {hint}").format(name=text, hint=_hint(text)))
        _tell_group(session, found)
        return
    session.say(tr("Enter alone goes on. A number chooses from what was listed last. Commands:"))
    names = [", ".join(command.name for command in commands) for _, commands in GROUPS]
    session.offer(
        [f"{heading()}: {each}" for (heading, _), each in zip(GROUPS, names, strict=True)],
        lambda index: _tell_group(session, GROUPS[index][1]),
    )


def _tell_group(session: LineSession, commands: Sequence[Command]) -> None:
    for command in commands:
        session.say(_said(command))


def _said(command: Command) -> str:
    names = " / ".join(filter(None, (command.name, command.short)))
    return f"{' '.join(filter(None, (names, command.takes)))}: {tr(command.help)}"


HELP = Command("help", "Say what can be typed, or the commands that a word is about.", tell_help, "?", "WORD")
GROUPS: Sequence[tuple[Callable[[], str], Sequence[Command]]] = (
    (lambda: tr("The list"), list_commands.COMMANDS),
    (lambda: tr("In a post"), reading_commands.COMMANDS),
    (lambda: tr("Links and places"), link_commands.COMMANDS),
    (lambda: tr("Marks"), marking_commands.COMMANDS),
    (lambda: tr("The reader"), (*feed_commands.COMMANDS, HELP)),
)
"""The commands under their headings, in the order of the help."""

BY_NAME = {command.name: command for _, commands in GROUPS for command in commands}
_BY_SHORT = {command.short: command for command in BY_NAME.values() if command.short}


def do_line(session: LineSession, line: str) -> None:
    """Do what was typed; raises ReaderError, OSError, ValueError."""
    text = line.strip().lstrip(":：").strip()
    if not text:
        session.go_on()
        return
    if text.isdecimal():
        _choose(session, text)
        return
    command, rest = _read(session, text)
    if command is None:
        name = text.split()[0]
        raise NotFoundError(tr("There is no command “{name}”: {hint}").format(name=name, hint=_hint(name)))
    command.run(session, rest)


def _hint(name: str) -> str:
    hint = meant(name, [*BY_NAME])
    return hint if len(hint) < 60 else tr("help says what there is")


def _choose(session: LineSession, text: str) -> None:
    numbered = session.numbered
    if not 0 < int(text[:9]) <= numbered.count:
        raise NotFoundError(tr("There is no number {n} in what was listed last").replace("{n}", text))
    numbered.choose(int(text) - 1)


def _read(session: LineSession, text: str) -> tuple[Command | None, str]:
    """The command that is meant, and what stands behind it: a slash needs no blank, and finds in a post."""
    first = keyboard_twin(text[0]) or text[0]
    if first == "/":
        return BY_NAME["find" if session.post else "search"], text[1:].strip()
    name, _, rest = text.partition(" ")
    short = keyboard_twin(name) or name
    return BY_NAME.get(name) or _BY_SHORT.get(short), rest.strip()


def complete(session: LineSession, line: str) -> list[str]:
    """Whole lines that the typed one may become."""
    name, blank, rest = line.partition(" ")
    if not blank:
        return [f"{each} " if BY_NAME[each].takes else each for each in BY_NAME if each.startswith(name)]
    command = BY_NAME.get(name) or _BY_SHORT.get(name)
    offers = command.offers(session, rest) if command and command.offers else ()
    return [f"{name} {offer}" for offer in offers]
