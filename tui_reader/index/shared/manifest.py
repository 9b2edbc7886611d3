"""The manifest of a shared index: which generation is the newest, and what it was made of.

It is written last and replaced whole, so whoever reads it finds a generation that is complete.
"""

import json
import os
import re
import stat
from pathlib import Path

from tui_reader.config.user_files import open_regular
from tui_reader.i18n.messages import tr
from tui_reader.index.shared.public_files import put_file
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import IndexTroubleError

FORMAT = 3
"""Version of the form of the manifest, and of how generations are held and made."""
NAME = "manifest.json"
MOST_BYTES = 1 << 16
"""Longest manifest that is read, in bytes; one is some 300."""
GENERATION = re.compile(r"generation-[0-9a-z-]{1,60}\.sqlite")
"""How the file of a generation is called."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the newest generation is."""

    generation: str
    """Name of its file in the folder of the manifest."""
    schema: int
    """Version of its tables; a reader of another version cannot use it."""
    feed: str
    """What tells the feed from others: the address of its repository, or its content folder, links followed."""
    site: str
    """Where the feed's files are: the site's folder, relative to that of the manifest where it is inside, so that both
    may be found at another path.
    """
    changed: str
    """When its posts were written last, in nanoseconds since 1970: tells generations apart before one is made."""


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a folder; raises IndexTroubleError where there is none that can be read or trusted."""
    file = folder / NAME
    try:
        check_owner(folder, file)
        with os.fdopen(open_regular(file), "rb") as stream:
            told = json.loads(stream.read(MOST_BYTES))
        if told["format"] != FORMAT:
            raise IndexTroubleError(tr("{file} is of another version of newsreader").replace("{file}", str(file)))
        found = Manifest(told["generation"], told["schema"], told["feed"], told["site"], told["changed"])
    except OSError as error:
        raise IndexTroubleError(f"{file}: {error.strerror or error}") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise IndexTroubleError(tr("{file} is no manifest of an index").replace("{file}", str(file))) from error
    texts = found.generation, found.feed, found.site
    if not all(isinstance(text, str) for text in texts) or not GENERATION.fullmatch(found.generation):
        raise IndexTroubleError(tr("{file} is no manifest of an index").replace("{file}", str(file)))
    return found


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in place of the one before; raises OSError. It is on the disk when this returns."""
    told = {
        "format": FORMAT,
        "generation": manifest.generation,
        "schema": manifest.schema,
        "feed": manifest.feed,
        "site": manifest.site,
        "changed": manifest.changed,
    }
    put_file(folder / NAME, json.dumps(told, indent=1).encode(), is_kept=True)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check_owner(folder: Path, *files: Path) -> None:
    """Raise IndexTroubleError where another user than the folder's owner, root or oneself could change what is read
    there, as sshd has it with the files of a key (StrictModes in sshd_config(5)); raises OSError.
    """
    real = Path(os.path.realpath(folder))
    trusted = {0, os.getuid(), real.stat().st_uid}
    for place in (*files, real, *real.parents):
        status = place.stat()
        is_sticky = place in real.parents and status.st_mode & stat.S_ISVTX
        if status.st_uid not in trusted or (status.st_mode & _OTHERS_WRITE and not is_sticky):
            raise IndexTroubleError(
                tr("Others may change {file}, so its index is not used").replace("{file}", str(place)),
                tr("take the right to write from group and others"),
            )
