"""What is known of the objects that are files already.

It is kept beside the copy, so that an unchanged bucket costs a listing and nothing else, and a copy that was cut off
goes on where it was.

While a copy is under way each object that arrived is one more line of a journal; at its end all are one file.
"""

import contextlib
import json
from pathlib import Path
from typing import IO

from tui_reader.mirror.object_listing import Listing

_MOST_BYTES = 1 << 30


class ObjectMemory:
    """Fingerprints of the objects of one address in a folder of ours; one thread at a time."""

    def __init__(self, folder: Path, address: str) -> None:
        self._file = folder / "objects.json"
        self._journal = folder / "objects.new"
        self._address = address
        self._lines: IO[str] | None = None
        self.known: dict[str, str] = {}
        """Fingerprint of each object that was looked at, by its name."""
        self.absent: set[str] = set()
        """Those of them that are no file."""

    def read(self) -> None:
        """Take over what was kept; nothing where that is of another address or cannot be read."""
        self.known, self.absent = {}, set()
        try:
            kept = json.loads(_text(self._file))
            if kept["address"] == self._address:
                self.known, self.absent = dict(kept["objects"]), set(kept["absent"])
        except (OSError, ValueError, TypeError, KeyError):
            pass
        self._read_journal()

    def _read_journal(self) -> None:
        try:
            address, *lines = _text(self._journal).split("\n")
        except (OSError, ValueError):
            return
        for line in lines if address == self._address else ():
            # A line that was cut off in the middle is the end of one writer, behind which another goes on.
            with contextlib.suppress(ValueError, TypeError):
                name, state, is_there = json.loads(line)
                self._note(name, state, is_there)

    def note(self, name: str, state: str, *, is_there: bool) -> None:
        """An object was looked at: it is a file now, or cannot be one. Raises OSError."""
        self._note(name, state, is_there)
        if self._lines is None:
            begin = "" if self._journal.exists() else self._address
            self._lines = self._journal.open("a", encoding="utf-8")
            self._lines.write(f"{begin}\n")
        self._lines.write(json.dumps([name, state, is_there]) + "\n")
        self._lines.flush()

    def _note(self, name: str, state: str, is_there: bool) -> None:
        self.known[name] = state
        if is_there:
            self.absent.discard(name)
        else:
            self.absent.add(name)

    def keep(self, listing: Listing) -> None:
        """The folder is equal to a listing; raises OSError."""
        self.known = dict(listing)
        self.absent &= self.known.keys()
        kept = {"address": self._address, "absent": sorted(self.absent), "objects": self.known}
        new = self._file.with_name("objects.part")
        new.write_text(json.dumps(kept), "utf-8")
        new.replace(self._file)
        self.close()
        self._journal.unlink(missing_ok=True)

    def forget(self) -> None:
        """Nothing is known any more; raises OSError."""
        self.known, self.absent = {}, set()
        for file in (self._file, self._journal):
            file.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the journal."""
        if self._lines is not None:
            self._lines.close()
            self._lines = None


def _text(file: Path) -> str:
    """The text of a file; raises OSError, ValueError."""
    with file.open("rb") as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError
    return data.decode("utf-8")
