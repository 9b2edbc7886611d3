"""Finds commands and forms of export: each is one module, found by listing the folder it is in."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from tui_reader.cli.arguments import Command

_FOLDER = Path(__file__).parent
_COMMAND = "cmd_"
"""Beginning of the names of modules that hold a command."""


def module_names(folder: str, prefix: str) -> Iterator[str]:
    """What follows the prefix in the names of the modules in a folder of `cli`, in no order; loads none of them."""
    for file in (_FOLDER / folder).iterdir():
        if file.suffix == ".py" and file.name.startswith(prefix):
            yield file.stem.removeprefix(prefix)


def load_module(folder: str, name: str) -> ModuleType:
    """The module of this name in a folder of `cli`."""
    return importlib.import_module(f"tui_reader.cli.{folder}.{name}")


def command_names() -> frozenset[str]:
    """Names of all commands; loads none of them."""
    return frozenset(module_names("commands", _COMMAND))


def load_command(name: str) -> Command:
    """The command of this name."""
    command: Command = load_module("commands", _COMMAND + name).COMMAND
    return command


def load_commands() -> dict[str, Command]:
    """Every command that a person types, by name, in the order of the help."""
    found = sorted(map(load_command, command_names()), key=lambda command: (command.order, command.name))
    return {command.name: command for command in found if not command.hidden}
