"""Finds commands and forms of export: each is one module, found by listing the folder it is in."""

import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from types import ModuleType

from tui_reader.cli.arguments import Command
from tui_reader.model.package_files import package_file_names

_COMMAND = "cmd_"
"""Beginning of the names of modules that hold a command."""
_PACKAGES: Mapping[str, tuple[str, ...]] = {
    "commands": ("commands", "commands/for_shells"),
    "formats": ("formats",),
}
"""Where modules of each kind are."""


def module_names(kind: str, prefix: str) -> Iterator[str]:
    """What follows the prefix in the names of the modules of a kind, in no order; loads none of them."""
    names = (name for folder in _PACKAGES[kind] for name in _listed(folder))
    return (name.removeprefix(prefix) for name in names if name.startswith(prefix))


def load_module(kind: str, name: str) -> ModuleType:
    """The module of this name."""
    folder = next(folder for folder in _PACKAGES[kind] if name in _listed(folder))
    return importlib.import_module(f"tui_reader.cli.{folder.replace('/', '.')}.{name}")


@cache
def _listed(folder: str) -> tuple[str, ...]:
    """Names of the modules in a folder of `cli`, which may stand inside an archive."""
    names = map(PurePosixPath, package_file_names(f"cli/{folder}"))
    return tuple(name.stem for name in names if name.suffix == ".py")


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
