"""The line that `:` opens: it completes commands, actions, views, terms and posts, and does what was typed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.model.errors import QueryError
from tui_reader.ui.actions import navigation
from tui_reader.ui.actions.table import perform_action
from tui_reader.ui.commands.command_table import BY_NAME, COMMANDS, Known
from tui_reader.ui.state.choices import Choice, Prompt
from tui_reader.ui.widgets.offers import Offer

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext
    from tui_reader.ui.widgets.input_line import InputLine

LONGEST_NUMBER = 9
"""Digits of the greatest row or line that can be named."""
MOST_OFFERED = 40
"""Ways to go on that are listed."""


def ask_command(context: "ActionContext") -> None:
    """Ask for a command and do it."""
    prompting = Prompting(context)
    context.questions.ask_line(Prompt(":", tr("a command, view, term, post")), "", prompting.answer, prompting)
    prompting.typed("")


class Prompting:
    """One time the line is open."""

    is_search = False

    def __init__(self, context: "ActionContext") -> None:
        self.context = context
        base, saved, terms = context.initial.base, context.initial.saved, context.sidebar.terms
        commands = tuple(command.name for command in context.initial.settings.commands)
        self.known = Known(context.library, base, saved, terms, context.feeds.names, commands)
        self.actions = {choice.value: choice for choice in context.questions.actions()}

    @property
    def history(self) -> tuple[str, ...]:
        """Earlier commands, the last one last."""
        return tuple(self.context.commands)

    def typed(self, text: str) -> None:
        """Ways to go on are listed while one types."""
        line = self.context.questions.line
        if line is not None and line.at_offer < 0:
            self._ask_offers(line, take=False)

    def complete(self, line: "InputLine") -> None:
        """List ways to go on, and take the first."""
        self._ask_offers(line, take=True)

    def _ask_offers(self, line: "InputLine", *, take: bool) -> None:
        text = line.value

        def then(offers: tuple[Offer, ...]) -> None:
            if line.value == text:
                line.offer(offers, take=take)

        self.context.tasks.ask("complete", lambda: tuple(self.offers(text))[:MOST_OFFERED], then)

    def accepts(self, text: str) -> bool:
        """Whether what stands behind the command can be read; where it cannot, the place is underlined."""
        name, _, rest = text.strip().partition(" ")
        if name not in BY_NAME or BY_NAME[name].offers is not None or not rest.strip():
            return True
        try:
            self.context.library.posts.query(rest)
        except QueryError as error:
            line, before = self.context.questions.line, text.index(rest)
            if line is not None:
                line.tell_fault(str(error), error.start + before, error.end + before)
            return False
        return True

    def offers(self, text: str) -> Iterator[Offer]:
        """Ways to go on with the line; call it in a worker."""
        name, blank, rest = text.lstrip().partition(" ")
        command = BY_NAME.get(name)
        if command is None or not blank:
            yield from self._names(text.strip())
        elif command.offers is not None:
            for choice in command.offers(self.known, rest):
                yield _offer(name, choice)
        else:
            for found in self.known.library.posts.completions(rest, len(rest)):
                line = f"{name} {rest[: found.start]}{found.text}"
                yield Offer(line, len(line), found.shown, f"{found.count}" if found.count else "")

    def _names(self, typed: str) -> Iterator[Offer]:
        """Commands and actions, those whose names begin with what is typed first, and where a word is typed, views,
        terms and posts.
        """
        words = Choice("", typed).folded.split()
        for command in sorted(COMMANDS, key=lambda command: not command.name.startswith(typed)):
            choice = Choice(command.name, command.name, command.help())
            if choice.fits(words):
                line = f"{command.name} "
                yield Offer(line, len(line), f"{command.name} …", command.help())
        for action in sorted(self.actions.values(), key=lambda action: not action.value.startswith(typed)):
            if action.fits(words):
                yield Offer(action.value, len(action.value), action.label, action.detail)
        for name in ("view", "feed", "term", "post") if words else ():
            places = BY_NAME[name].offers
            for choice in places(self.known, typed) if places else ():
                yield _offer(name, choice)

    def answer(self, text: str | None) -> None:
        """Do what was typed; what is no command is what it would be completed to first."""
        context, text = self.context, (text or "").strip()
        if not text:
            return
        context.commands[:] = [*(line for line in context.commands if line != text), text]
        if not self._do(text):
            context.tasks.ask(
                "command", lambda: next(self.offers(text), None), lambda offer: self._do_offer(text, offer)
            )

    def _do(self, text: str) -> bool:
        """Go to a row or line by its number, or do a command or an action by its name, which means the action where
        nothing stands behind it; False where there is none.
        """
        name, _, rest = text.partition(" ")
        if text.isdecimal():
            navigation.jump_to(self.context, int(text[:LONGEST_NUMBER]))
        elif text[:-1].isdecimal() and text.endswith("%"):
            navigation.jump_to_part(self.context, int(text[:-1][:LONGEST_NUMBER]))
        elif text in self.actions:
            perform_action(text, self.context)
        elif name in BY_NAME:
            BY_NAME[name].run(self.context, rest.strip())
        else:
            return False
        return True

    def _do_offer(self, text: str, offer: Offer | None) -> None:
        if offer is None or offer.line.endswith(" ") or not self._do(offer.line):
            self.context.status.notify_user(tr("There is no command “{name}”").replace("{name}", text), error=True)


def _offer(name: str, choice: Choice) -> Offer:
    line = f"{name} {choice.value}"
    return Offer(line, len(line), choice.label, choice.detail)
