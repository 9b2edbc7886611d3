"""Runs the command that was asked for. Every error becomes one line on stderr and an exit code here."""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tui_reader.cli.command_line import parse
from tui_reader.cli.context import Call
from tui_reader.cli.output import Output, OutputError
from tui_reader.cli.registry import load_command
from tui_reader.config.paths import restricted_by_environment, user_paths
from tui_reader.config.settings_file import read_settings, restricted_by_machine
from tui_reader.config.user_files import forbid_links, forget_sent_variables
from tui_reader.i18n.messages import tr, use_language
from tui_reader.model.errors import ReaderError
from tui_reader.text.sanitize import sanitize_lines

TROUBLE = 3
OBJECTS = 20_000
"""Objects made before a long command looks for garbage: those of a post are many, and looking takes time."""


def dispatch(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; its exit code.

    Raises KeyboardInterrupt, and SystemExit on wrong usage.
    """
    restricted = restricted_by_environment() or "--restricted" in arguments or restricted_by_machine()
    if restricted:
        forget_sent_variables()
    paths = user_paths()
    settings = read_settings(paths.settings_file, restricted=restricted)
    use_language(settings.language)
    asked = parse(arguments)
    call = Call(asked, settings, paths, Output(sys.stdout, sys.stderr))
    if call.restricted:
        forbid_links()
    try:
        code = _run(call)
        call.output.flush()
        return code
    except BrokenPipeError:
        _forget_output()
        return 0
    except OutputError as error:
        call.output.tell(str(error))
        _forget_output()
        return error.exit_code
    except ReaderError as error:
        _log(call, error)
        call.output.tell(str(error))
        return error.exit_code
    except ModuleNotFoundError as error:
        _log(call, error)
        raise
    except Exception as error:  # noqa: BLE001  the last boundary of a command
        _log(call, error)
        call.output.tell(_unexpected(error, call.option("debug"), call.log_file))
        return TROUBLE


def _run(call: Call) -> int:
    """Run the command asked for; its exit code."""
    command = load_command(call.arguments.command)
    if not command.reports_settings:
        for problem in call.settings.problems:
            call.output.tell(problem)
    if command.runs_long:
        gc.enable()
        gc.set_threshold(OBJECTS)
    return command.run(call)


def _forget_output() -> None:
    """Whoever read our output has gone: let nothing more be written, not even when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(error: Exception, logged: bool, log: Path) -> str:
    """An error nobody foresaw, in one line."""
    hint = tr("see {log}").replace("{log}", str(log)) if logged else tr("run again with --debug and see the log file")
    return f"{tr('something went wrong')}: {type(error).__name__}: {error} — {hint}"


def _log(call: Call, error: BaseException) -> None:
    """Write the traceback to the log file where `--debug` asks for it; a restricted reader writes no file."""
    if not call.option("debug") or call.restricted:
        return
    import traceback

    from tui_reader.config.user_files import open_log

    log = call.log_file
    try:
        with open_log(log) as file:
            lines = [f"{datetime.now().astimezone().isoformat()} {sys.argv}\n", *traceback.format_exception(error)]
            file.write("\n".join(sanitize_lines("".join(lines))))
    except OSError as trouble:
        call.output.tell(f"{log}: {trouble.strerror}")
