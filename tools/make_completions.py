"""Write the shell completions and the man page from the parser. Run it with `make docs`."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tui_reader import __version__
from tui_reader.cli.command_line import build_parser
from tui_reader.cli.commands.cmd_bookmarks import ACTIONS
from tui_reader.cli.registry import load_commands
from tui_reader.i18n.messages import use_language

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "shell"
COMMANDS = load_commands()
MADE = "Made from the parser by tools/make_completions.py; run `make docs`."


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command."""

    names: tuple[str, ...]
    """How it is written: `-C`, `--content`."""
    help: str
    """What it does."""
    value: str = ""
    """Name of its value; empty where it takes none."""
    choices: tuple[str, ...] = ()
    """What its value may be, where that is a few words."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its options and arguments."""

    name: str
    """Its name; empty for the program itself."""
    help: str
    """What it does."""
    options: tuple[Option, ...]
    """Its options, help left out."""
    arguments: tuple[str, ...]
    """Names of its arguments, in brackets where they may be left out."""
    words: tuple[str, ...] = ()
    """What its first argument may be, where that is a few words."""


def commands() -> Iterator[Command]:
    """The program itself, then every command."""
    parser = build_parser(COMMANDS.values())
    yield command_of("", parser, tuple(COMMANDS))
    for name, below in subparsers(parser):
        yield command_of(name, below, tuple(ACTIONS) if name == "bookmarks" else ())


def subparsers(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The parsers of the commands below a parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def command_of(name: str, parser: argparse.ArgumentParser, words: tuple[str, ...]) -> Command:
    """What the shells and the manual need to know of one parser."""
    options = tuple(option_of(action) for action in parser._actions if action.option_strings and action.dest != "help")
    plain = [a for a in parser._actions if not a.option_strings and not isinstance(a, argparse._SubParsersAction)]
    arguments = [str(action.metavar or action.dest.upper()) for action in plain]
    shown = [
        f"[{n}]" if a.nargs == "?" else f"{n} …" if a.nargs == "+" else n for n, a in zip(arguments, plain, strict=True)
    ]
    return Command(name, parser.description or "", options, tuple(shown), words)


def option_of(action: argparse.Action) -> Option:
    """An option of argparse as ours."""
    choices = tuple(map(str, action.choices or ()))
    value = "" if action.nargs == 0 else str(action.metavar or "WORD")
    return Option(tuple(action.option_strings), action.help or "", value, choices)


def bash() -> str:
    """Completion for bash: commands, options, and the words of options that take one of a few; files elsewhere."""
    every = list(commands())
    choices = {name: o.choices for c in every for o in c.options if o.choices for name in o.names}
    lines = [
        f"# {MADE}",
        "_newsreader() {",
        '    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command="" word',
        '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
        f'        case "$word" in {"|".join(COMMANDS)}) command=$word; break ;; esac',
        "    done",
        '    case "$previous" in',
        *(
            f'        {name}) COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$current")); return ;;'
            for name, words in choices.items()
        ),
        "    esac",
        '    case "$command" in',
        *(f'        "{c.name}") word="{" ".join(bash_words(c))}" ;;' for c in every),
        "    esac",
        '    COMPREPLY=($(compgen -W "$word" -- "$current"))',
        "}",
        "complete -o default -F _newsreader newsreader",
    ]
    return "\n".join(lines) + "\n"


def bash_words(command: Command) -> list[str]:
    """Everything that may stand behind a command."""
    return [*command.words, *(name for option in command.options for name in option.names)]


def fish() -> str:
    """Completion for fish, with the help of each option."""
    lines = [f"# {MADE}"]
    for command in commands():
        where = f"__fish_seen_subcommand_from {command.name}" if command.name else "__fish_use_subcommand"
        lines += [f"complete -c newsreader -n '{where}' {fish_option(option)}" for option in command.options]
        helps = COMMANDS if not command.name else ACTIONS
        lines += [
            f"complete -c newsreader -n '{where}' -a {word} -d {quoted(helps[word].help)}" for word in command.words
        ]
    return "\n".join(lines) + "\n"


def fish_option(option: Option) -> str:
    """An option as arguments of fish's `complete`."""
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    value = f" -x -a {quoted(' '.join(option.choices))}" if option.choices else " -r" if option.value else ""
    return f"{names}{value} -d {quoted(option.help)}"


def zsh() -> str:
    """Completion for zsh, with the help of each command and option."""
    lines = ["#compdef newsreader", f"# {MADE}", "_newsreader() {"]
    lines += ["  local command= word", "  for word in ${words[2,CURRENT-1]}; do"]
    lines += [f"    case $word in {'|'.join(COMMANDS)}) command=$word; break ;; esac", "  done", "  case $command in"]
    for command in commands():
        lines.append(f"    '{command.name}') _arguments -S \\")
        lines += [f"      {quoted(zsh_option(option))} \\" for option in command.options]
        lines.append(f"      {quoted(zsh_words(command))} ;;")
    return "\n".join([*lines, "  esac", "}", '_newsreader "$@"']) + "\n"


def zsh_option(option: Option) -> str:
    """An option as zsh's `_arguments` wants it."""
    help_text = option.help.replace("[", "(").replace("]", ")").replace(":", " ")
    action = f"({' '.join(option.choices)})" if option.choices else "_files"
    return f"{option.names[-1]}[{help_text}]" + (f":{option.value}:{action}" if option.value else "")


def zsh_words(command: Command) -> str:
    """What may stand behind a command besides options."""
    return f"*:argument:({' '.join(command.words)})" if command.words else "*:argument:_files"


def quoted(text: str) -> str:
    """Text as one word for a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def man() -> str:
    """The man page, in the macros of man(7)."""
    lines = [
        f'.\\" {MADE}',
        f'.TH NEWSREADER 1 "" "newsreader {__version__}"',
        ".SH NAME",
        "newsreader \\- read a news feed kept as local Hugo posts, in a terminal",
        ".SH SYNOPSIS",
        ".B newsreader\n.RI [ OPTION \\~...]\n.RI [ COMMAND \\~...]",
        ".br\n.B newsreader\n.I PATH",
        ".SH DESCRIPTION",
        "Without a command the feed opens on the screen; without a terminal its posts are listed.",
        "Data goes to standard output, words for people go to standard error.",
    ]
    for command in commands():
        lines.append(f".SH {'OPTIONS OF EVERY COMMAND' if not command.name else command.name.upper()}")
        if command.name:
            lines += [
                f".B newsreader {roff(command.name)}\n{roff(' '.join(command.arguments))}",
                ".PP",
                roff(command.help),
            ]
        common = () if not command.name else shared_names()
        for option in command.options:
            if option.names[0] not in common:
                lines += [
                    ".TP",
                    f'.BR "{roff(", ".join(option.names))}" {option_value(option)}'.rstrip(),
                    roff(option.help),
                ]
        if command.name:
            lines += [".PP", "Example:", ".PP", ".nf", f"  {roff(COMMANDS[command.name].example)}", ".fi"]
    return "\n".join([*lines, *ENDING]) + "\n"


def shared_names() -> tuple[str, ...]:
    """First names of the options that every command has."""
    return tuple(option.names[0] for option in next(commands()).options)


def option_value(option: Option) -> str:
    value = "|".join(option.choices) or option.value
    return f'" \\fI{roff(value)}\\fR"' if value else ""


def roff(text: str) -> str:
    """Text that roff takes as it stands."""
    escaped = text.replace("\\", "\\\\").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped


ENDING = (
    ".SH EXIT STATUS",
    "0 fine, 1 nothing found, 2 wrong usage, 3 trouble with the content, 130 interrupted.",
    ".SH ENVIRONMENT",
    ".TP\n.B NEWSREADER_CONTENT\nThe feed, where neither the command line nor the settings name one.",
    ".TP\n.B NEWSREADER_RESTRICTED\nAnything but 0 is as \\-\\-restricted.",
    ".TP\n.B NO_COLOR\nNo colours at all.",
    ".SH FILES",
    "What\n.B newsreader paths\nnames, and\n.IR /etc/newsreader/config.toml .",
)
FILES: Mapping[str, Callable[[], str]] = {
    "newsreader.bash": bash,
    "newsreader.fish": fish,
    "_newsreader": zsh,
    "newsreader.1": man,
}


def files() -> dict[str, str]:
    """The text of each file by its name, in English whatever the language of the machine."""
    use_language("en")
    return {name: make() for name, make in FILES.items()}


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
