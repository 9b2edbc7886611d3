"""Which files of a copy of a feed changed, as the copy itself tells it."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.model.dataclass import dataclass
from tui_reader.store.local_source import real_path

if TYPE_CHECKING:
    from tui_reader.mirror.kept_folder import Refreshed

_MOST = 10_000
"""Files beyond which all are looked at."""


@dataclass(frozen=True, slots=True)
class CopyChanges:
    """What is told of files that nobody but a copy of a feed writes."""

    before: str
    """The version that the copy was of."""
    after: str
    """The version that it is of."""
    paths: Collection[str] | None
    """Paths of the content files that are not the same in both; None where that is not known."""


def changes_in_copy(found: "Refreshed", folder: Path, content: Path) -> CopyChanges:
    """What a look at the other place says of the content folder of a copy, whose files are in `folder`."""
    top, paths = real_path(folder), None
    if found.changed is not None and len(found.changed) <= _MOST:
        places = [top / os.fsdecode(path) for path in found.changed]
        paths = [place.relative_to(content).as_posix() for place in places if place.is_relative_to(content)]
    return CopyChanges(found.before, found.version, paths)
