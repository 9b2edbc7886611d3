"""`newsreader completion`: the completion of a shell, to be loaded by it."""

import argparse

from tui_reader.cli.arguments import Command
from tui_reader.cli.context import Call
from tui_reader.config.paths import shipped_shell_files
from tui_reader.i18n.messages import tr

_FILES = {"bash": "newsreader.bash", "zsh": "_newsreader", "fish": "newsreader.fish"}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=tuple(_FILES), metavar=tr("SHELL"), help="bash, zsh, fish")


def run(call: Call) -> int:
    """Print the file."""
    call.output.text((shipped_shell_files() / _FILES[call.arguments.shell]).read_text("utf-8"))
    return 0


COMMAND = Command(
    "completion",
    "Print the completion of a shell.",
    "newsreader completion bash > ~/.local/share/bash-completion/completions/newsreader",
    run,
    _add_arguments,
    order=11,
)
