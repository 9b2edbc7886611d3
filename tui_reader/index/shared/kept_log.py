"""What the publisher of a shared index leaves for the next run: which posts were written, and which generations are its
own.

Whoever can write this file says what a generation lacks, so it is believed where only the publisher could; a state that
is not that of the index makes all of it void.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from tui_reader.config.user_files import open_regular
from tui_reader.index.shared.change_log import ChangeLog
from tui_reader.index.shared.manifest import check_owner
from tui_reader.index.shared.public_files import make_public_folder, put_file
from tui_reader.index.shared.publisher_state import FOLDER
from tui_reader.model.dataclass import dataclass, field
from tui_reader.model.errors import IndexTroubleError

_FORMAT = 1
_NAME = "changes.json"
_MOST_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class KeptLog:
    """What a publisher knows of its generations."""

    log: ChangeLog = field(default_factory=ChangeLog)
    """Which posts were written between states of the index."""
    copied: Mapping[str, float] = field(default_factory=dict)
    """Names of the publisher's generations, and when the copies of the whole index were made that each began as, in
    seconds since 1970.
    """


def read_kept_log(folder: Path) -> KeptLog:
    """What the last run left in the folder of the generations; nothing where that cannot be read or trusted."""
    file = folder / FOLDER / _NAME
    try:
        check_owner(file.parent, file)
        with os.fdopen(open_regular(file), "rb") as stream:
            told = json.loads(stream.read(_MOST_BYTES))
        if told["format"] != _FORMAT:
            return KeptLog()
        rounds = [(str(before), frozenset(map(str, paths))) for before, paths in told["rounds"]]
        copied = {str(name): float(moment) for name, moment in told["copied"].items()}
        return KeptLog(ChangeLog(rounds, str(told["now"])), copied)
    except (IndexTroubleError, OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return KeptLog()


def write_kept_log(folder: Path, kept: KeptLog) -> None:
    """Leave this for the next run; raises OSError."""
    make_public_folder(folder / FOLDER)
    told = {
        "format": _FORMAT,
        "now": kept.log.now,
        "rounds": [[before, sorted(paths)] for before, paths in kept.log.rounds],
        "copied": dict(kept.copied),
    }
    put_file(folder / FOLDER / _NAME, json.dumps(told).encode(), 0o600)
