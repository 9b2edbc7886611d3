"""Write the pages of the manual that are made from the code: keys, settings, commands. Run it with `make docs`."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from textwrap import wrap

from tools.manual_words import ENGLISH, LANGUAGES, Wording
from tui_reader.cli.command_line import build_parser
from tui_reader.cli.registry import load_commands
from tui_reader.config.setting_sentences import sentences
from tui_reader.config.settings import Settings, allowed, setting_names
from tui_reader.config.settings_file import SYSTEM_SETTINGS
from tui_reader.i18n.messages import tr, use_language
from tui_reader.linear.line_table import GROUPS
from tui_reader.markdown.shortcodes.box_shortcodes import BOXES
from tui_reader.markdown.shortcodes.code_shortcodes import CODE
from tui_reader.markdown.shortcodes.media_shortcodes import MEDIA
from tui_reader.markdown.shortcodes.word_shortcodes import WORDS
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.actions.table import Action
from tui_reader.ui.commands.command_table import COMMANDS
from tui_reader.ui.keys import show_key

MANUAL = Path(__file__).resolve().parents[1] / "docs" / "manual"
MADE = "<!-- Made from the code by tools/make_manual.py; change the code and run `make docs`. -->"


def keys_page(words: Wording = ENGLISH) -> str:
    """Every action with its keys, its name and what it does, under the headings of the help."""
    groups: dict[str, list[Action]] = {}
    for action in ACTIONS:
        groups.setdefault(action.group.value, []).append(action)
    lines = [line.replace("{made}", MADE) for line in words.keys]
    for group, actions in groups.items():
        lines += ["", f"## {tr(group)}", "", words.keys_head, "|---|---|---|---|"]
        lines += [f"| {key_list(a)} | {cell(tr(a.help))} | {words.places[a.scope.value]} | `{a.id}` |" for a in actions]
    lines += ["", *words.command_line, "|---|---|"]
    lines += [
        f"| `:{c.name} {words.query if c.offers is None else '…'}` | {cell(c.help())}{words.stop} |" for c in COMMANDS
    ]
    return "\n".join(lines) + "\n"


def settings_page(words: Wording = ENGLISH) -> str:
    """Every setting with its default, what it may be, and its sentence."""
    meant = sentences()
    defaults = {item.name: getattr(Settings(), item.name) for item in fields(Settings)}
    said = (line.replace("{made}", MADE).replace("{system}", str(SYSTEM_SETTINGS)) for line in words.settings)
    lines = [*said, "|---|---|---|---|"]
    lines += [
        f"| `{name}` | `{as_toml(defaults[name])}` | {cell(allowed(name))} | {cell(tr(meant[name]))} |"
        for name in setting_names()
    ]
    lines += words.settings_examples
    return "\n".join(lines) + "\n"


def commands_page(words: Wording = ENGLISH) -> str:
    """Every command with its arguments and an example, from the parser."""
    parser = build_parser(load_commands().values())
    lines = [line.replace("{made}", MADE) for line in words.commands]
    lines += arguments_table(parser, words)
    for name, command in subcommands(parser):
        lines += ["", f"## {name}", "", command.description or "", ""]
        shared = {option for action in parser._actions for option in action.option_strings}
        lines += arguments_table(command, words, shared)
        for action_name, action in subcommands(command):
            lines += ["", f"### {name} {action_name}", "", *arguments_table(action, words, shared)]
        example = (command.epilog or "").partition("\n")[2].strip()
        lines += ["", "```console", f"$ {example}", "```"]
    return "\n".join(lines) + "\n"


def shortcodes_page(words: Wording = ENGLISH) -> str:
    """Every shortcode that has a form of its own, by what it becomes."""
    lines = [line.replace("{made}", MADE) for line in words.shortcodes]
    for heading, table in zip(words.shortcode_groups, (MEDIA, BOXES, WORDS, CODE), strict=True):
        names = sorted(name for name in table if name)
        lines += ["", f"## {heading}", "", *wrap(" ".join(f"`{name}`" for name in names), 118, break_on_hyphens=False)]
    return "\n".join(lines) + "\n"


def linear_page(words: Wording = ENGLISH) -> str:
    """Everything that can be typed line by line, under the headings of its help."""
    lines = [line.replace("{made}", MADE) for line in words.linear]
    for heading, commands in GROUPS:
        lines += ["", f"## {heading()}", "", words.linear_head, "|---|---|"]
        for command in commands:
            typed = [" ".join(filter(None, (name, command.takes))) for name in (command.name, command.short) if name]
            shown = " ".join(f"`` {each} ``" if "`" in each else f"`{each}`" for each in typed)
            lines.append(f"| {cell(shown)} | {cell(tr(command.help))} |")
    return "\n".join(lines) + "\n"


def subcommands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The commands below a parser, in the order of its help."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def arguments_table(
    parser: argparse.ArgumentParser, words: Wording, without: frozenset[str] | set[str] = frozenset()
) -> list[str]:
    """The arguments of a parser as a table; options named in `without` are left out."""
    rows = []
    for action in parser._actions:
        hidden = isinstance(action, argparse._SubParsersAction | argparse._HelpAction)
        if hidden or without.intersection(action.option_strings):
            continue
        rows.append(f"| {code_list(*spellings(action))} | {cell(meaning(action))} |")
    return [words.arguments_head, "|---|---|", *rows] if rows else [words.no_arguments]


def spellings(action: argparse.Action) -> list[str]:
    """How an argument is written, with the name of its value."""
    value = "" if action.nargs == 0 else str(action.metavar or "")
    if not action.option_strings:
        return [value or action.dest.upper()]
    return [f"{option} {value}".strip() for option in action.option_strings]


def meaning(action: argparse.Action) -> str:
    """What an argument does, and what it may be."""
    words = f": {', '.join(map(str, action.choices))}" if action.choices else ""
    return f"{action.help or ''}{words}"


def as_toml(value: object) -> str:
    """A default as it would stand in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    return str(value)


def key_list(action: Action) -> str:
    """The keys of an action, each set as code."""
    return code_list(*(show_key(key) for key in action.keys.split(",")))


def code_list(*texts: str) -> str:
    """Texts, each set as code; blanks between keys part them too."""
    words = texts if len(texts) > 1 or texts[0].startswith("-") else texts[0].split()
    return " ".join(f"`{word}`".replace("|", "\\|") for word in words)


def cell(text: str) -> str:
    """Text that may stand in a table."""
    return text.replace("|", "\\|")


PAGES: Mapping[str, Callable[[Wording], str]] = {
    "keys.md": keys_page,
    "settings.md": settings_page,
    "commands.md": commands_page,
    "shortcodes.md": shortcodes_page,
    "linear.md": linear_page,
}
FOLDERS: Mapping[str, str] = {"en": "", "zh_CN": "zh/"}
"""Language of the interface → the folder of its manual."""


def pages() -> dict[str, str]:
    """The text of each page by its place in the manual, in every language whatever that of the machine."""
    made = {}
    for language, folder in FOLDERS.items():
        use_language(language)
        made |= {f"{folder}{name}": make(LANGUAGES[language]) for name, make in PAGES.items()}
    use_language("en")
    return made


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (MANUAL / name).parent.mkdir(exist_ok=True)
        (MANUAL / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
