"""Write the pages of the manual that are made from the code: keys, settings, commands. Run it with `make docs`."""

import argparse
import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from textwrap import wrap

from tui_reader.cli.command_line import build_parser
from tui_reader.cli.registry import load_commands
from tui_reader.config import settings
from tui_reader.config.settings import Settings, allowed, setting_names
from tui_reader.config.settings_file import SYSTEM_SETTINGS
from tui_reader.i18n.messages import use_language
from tui_reader.markdown.shortcodes.box_shortcodes import BOXES
from tui_reader.markdown.shortcodes.code_shortcodes import CODE
from tui_reader.markdown.shortcodes.media_shortcodes import MEDIA
from tui_reader.markdown.shortcodes.word_shortcodes import WORDS
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.actions.table import Action, Scope
from tui_reader.ui.commands.command_table import COMMANDS
from tui_reader.ui.keys import show_keys

MANUAL = Path(__file__).resolve().parents[1] / "docs" / "manual"
MADE = "<!-- Made from the code by tools/make_manual.py; change the code and run `make docs`. -->"
PLACES = {
    Scope.EVERYWHERE: "everywhere",
    Scope.SIDEBAR: "sidebar",
    Scope.LIST: "list",
    Scope.POST: "post",
}


def keys_page() -> str:
    """Every action with its keys, its name and what it does, under the headings of the help."""
    groups: dict[str, list[Action]] = {}
    for action in ACTIONS:
        groups.setdefault(action.group.value, []).append(action)
    lines = [
        "# Keys",
        "",
        MADE,
        "",
        "Press `?` in the reader for the keys that work where you are. The name in the last column is what an action is",
        "called in the settings: a line under `[keys]` gives it other keys.",
        "",
        "```toml",
        "[keys]",
        'bookmark = "b, m"',
        "```",
    ]
    for group, actions in groups.items():
        lines += ["", f"## {group}", "", "| keys | what it does | where | name |", "|---|---|---|---|"]
        lines += [f"| {code_list(show_keys(a))} | {cell(a.help)} | {PLACES[a.scope]} | `{a.id}` |" for a in actions]
    lines += [
        "",
        "## The command line",
        "",
        "`:` takes the name of an action (the last column above), and these; what may follow is listed while you type,",
        "found by pinyin too. Of a name that is begun, of a view, a term or a title, Enter takes the first on the list.",
        "A query is written as in the search box; without one, marks of the whole list are changed. `U` undoes them",
        "as one step. A number leads to the post or line of that number, `50%` to the middle.",
        "",
        "| command | what it does |",
        "|---|---|",
        *(f"| `:{c.name} {'query' if c.offers is None else '…'}` | {cell(c.help())}. |" for c in COMMANDS),
    ]
    return "\n".join(lines) + "\n"


SETTINGS_EXAMPLES = (
    "",
    "A larger example:",
    "",
    "```toml",
    'content = "~/site"',
    'theme = "light"',
    "measure = 68",
    "",
    "[keys]",
    'toggle_read = "x"',
    "",
    "[[views]]",
    'name = "Long reads"',
    'query = "is:unread words:>2000"',
    "",
    "[[feeds]]",
    'name = "Morning"',
    'path = "~/morning-site"',
    "",
    "[[feeds]]",
    'name = "Evening"',
    'path = "~/evening-site/content"',
    "```",
    "",
    "",
    "```toml",
    "[[commands]]",
    'name = "PDF"',
    "run = 'pandoc {path} -o /tmp/post.pdf'",
    'key = "Ctrl+e"',
    "```",
    "",
    "A command is given the chosen post with `X`, with `:run PDF` or with its key, where no action has that key. In its",
    "words `{path}` is the post's file, `{title}` its title and `{url}` its address; `NEWSREADER_PATH`, `NEWSREADER_TITLE`",
    "and `NEWSREADER_URL` say the same. No shell reads the line, and none runs where the reader is restricted.",
    "",
    "`newsreader Evening` opens a feed by its name, and so does `-C Evening` before any command. On the screen a backtick",
    "chooses a feed and says how many posts of each are unread, `~` shows the next one, `:feed` completes names. All feeds",
    "can be shown as one list, newest first. Marks belong to the feed that they were made in. Where the reader is",
    "restricted, only the machine's settings name feeds.",
)
"""What stands below the table of settings, line by line."""


def settings_page() -> str:
    """Every setting with its default, what it may be, and its sentence."""
    sentences = field_docstrings(Path(settings.__file__), "Settings")
    defaults = {item.name: getattr(Settings(), item.name) for item in fields(Settings)}
    lines = [
        "# Settings",
        "",
        MADE,
        "",
        "The reader looks for `config.toml` in the folder that `newsreader paths` names. A missing file is fine; a key that is",
        "wrong keeps its default and is named with its line when the reader starts. The operator of a machine may write defaults",
        f"for everyone into `{SYSTEM_SETTINGS}`; `restricted = true` there cannot be taken back.",
        "",
        "| key | default | may be | what it is |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{name}` | `{as_toml(defaults[name])}` | {cell(allowed(name))} | {cell(sentences[name])} |"
        for name in setting_names()
    ]
    lines += SETTINGS_EXAMPLES
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """Every command with its arguments and an example, from the parser."""
    parser = build_parser(load_commands().values())
    lines = [
        "# Commands",
        "",
        MADE,
        "",
        "Data goes to stdout, words for people go to stderr. Exit codes: 0 fine, 1 nothing found, 2 wrong usage, 3 trouble with",
        "the content, 130 interrupted. `newsreader PATH` is short for `newsreader open PATH`.",
        "",
        "Every command understands:",
        "",
        *arguments_table(parser),
    ]
    for name, command in subcommands(parser):
        lines += ["", f"## {name}", "", command.description or "", ""]
        shared = {option for action in parser._actions for option in action.option_strings}
        lines += arguments_table(command, shared)
        for action_name, action in subcommands(command):
            lines += ["", f"### {name} {action_name}", "", *arguments_table(action, shared)]
        example = (command.epilog or "").partition("\n")[2].strip()
        lines += ["", "```console", f"$ {example}", "```"]
    return "\n".join(lines) + "\n"


def shortcodes_page() -> str:
    """Every shortcode that has a form of its own, by what it becomes."""
    groups = {
        "Pictures, films, music and pages from elsewhere": MEDIA,
        "Boxes: notes, tabs, cards, what folds": BOXES,
        "Inside a line: links, labels, keys, readings; and those that show nothing": WORDS,
        "Code, diagrams and formulas": CODE,
    }
    lines = [
        "# Shortcodes",
        "",
        MADE,
        "",
        "These have a form of their own, in capitals or not, with `-` or `_` or neither between their words. Of every other shortcode",
        "the reader shows what it encloses and the words and addresses among its arguments; nothing a person wrote is lost. Another",
        "form for any of them is a line of Markdown under `[shortcodes]` in the [settings](settings.md).",
    ]
    for heading, table in groups.items():
        names = sorted(name for name in table if name)
        lines += ["", f"## {heading}", "", *wrap(" ".join(f"`{name}`" for name in names), 118, break_on_hyphens=False)]
    return "\n".join(lines) + "\n"


def subcommands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The commands below a parser, in the order of its help."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def arguments_table(parser: argparse.ArgumentParser, without: frozenset[str] | set[str] = frozenset()) -> list[str]:
    """The arguments of a parser as a table; options named in `without` are left out."""
    rows = []
    for action in parser._actions:
        hidden = isinstance(action, argparse._SubParsersAction | argparse._HelpAction)
        if hidden or without.intersection(action.option_strings):
            continue
        rows.append(f"| {code_list(*spellings(action))} | {cell(meaning(action))} |")
    return ["| argument | meaning |", "|---|---|", *rows] if rows else ["It has no arguments of its own."]


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


def field_docstrings(file: Path, name: str) -> dict[str, str]:
    """The sentence under each field of a class."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)
    found = {}
    for item, after in pairwise(body):
        if isinstance(item, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[ast.unparse(item.target)] = str(after.value.value)
    return found


def as_toml(value: object) -> str:
    """A default as it would stand in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    return str(value)


def code_list(*texts: str) -> str:
    """Texts, each set as code; blanks between keys part them too."""
    words = texts if len(texts) > 1 or texts[0].startswith("-") else texts[0].split()
    return " ".join(f"`{word}`".replace("|", "\\|") for word in words)


def cell(text: str) -> str:
    """Text that may stand in a table."""
    return text.replace("|", "\\|")


PAGES: Mapping[str, Callable[[], str]] = {
    "keys.md": keys_page,
    "settings.md": settings_page,
    "commands.md": commands_page,
    "shortcodes.md": shortcodes_page,
}


def pages() -> dict[str, str]:
    """The text of each page by its file name, in English whatever the language of the machine."""
    use_language("en")
    return {name: make() for name, make in PAGES.items()}


def main() -> None:
    """Write the pages."""
    MANUAL.mkdir(exist_ok=True)
    for name, text in pages().items():
        (MANUAL / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
