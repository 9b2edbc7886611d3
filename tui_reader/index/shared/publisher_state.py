"""When the publisher of a shared index looked at the feed last, and what kept it from looking.

It is written often, so it is in a folder of its own, which no reader listens to; what changes is told by a touch of the
manifest.
"""

import json
import os
from pathlib import Path

from tui_reader.config.user_files import open_regular
from tui_reader.index.shared.manifest import MOST_BYTES, NAME, check_owner
from tui_reader.index.shared.public_files import make_public_folder, put_file
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import IndexTroubleError

FOLDER = "state"
"""Folder inside that of the generations."""
_MOST_TROUBLE = 500


@dataclass(frozen=True, slots=True)
class PublisherState:
    """What a publisher says of its last look; times are in seconds since 1970."""

    looked: float = 0.0
    """When it looked with success."""
    every: float = 0.0
    """Seconds within which it promised to look again; 0 for no promise."""
    trouble: str = ""
    """Why looking fails; empty where it does not."""
    since: float = 0.0
    """Since when it fails."""
    tried: float = 0.0
    """When it looked last, with or without success; 0 where that is not said."""


def read_publisher_state(folder: Path) -> PublisherState:
    """What the publisher of an index says; nothing where it says nothing that can be read or trusted."""
    file = folder / FOLDER / "publisher.json"
    try:
        check_owner(file.parent, file)
        with os.fdopen(open_regular(file), "rb") as stream:
            told = json.loads(stream.read(MOST_BYTES))
        looked, every, since, tried = (float(told[name]) for name in ("looked", "every", "since", "tried"))
        return PublisherState(looked, every, str(told["trouble"])[:_MOST_TROUBLE], since, tried)
    except (IndexTroubleError, OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return PublisherState()


def write_publisher_state(folder: Path, state: PublisherState) -> None:
    """Say what the publisher did, and wake the readers where its trouble is another one; raises OSError."""
    before = read_publisher_state(folder)
    make_public_folder(folder / FOLDER)
    told = {
        "looked": state.looked,
        "every": state.every,
        "trouble": state.trouble,
        "since": state.since,
        "tried": state.tried,
    }
    put_file(folder / FOLDER / "publisher.json", json.dumps(told).encode())
    if before.trouble != state.trouble and (folder / NAME).exists():
        os.utime(folder / NAME)
