"""A shared index as one of its readers sees it."""

from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.index.shared.generations import Generation, hold_newest, made_at
from tui_reader.index.shared.manifest import read_manifest
from tui_reader.index.shared.publisher_state import read_publisher_state
from tui_reader.model.errors import IndexTroubleError
from tui_reader.model.feed_state import FeedState


class SharedIndex:
    """A folder that a publisher keeps generations of an index in."""

    def __init__(self, folder: Path, feed: str, schema: int) -> None:
        """`feed` tells the feed from others as in `Manifest.feed`, `schema` is the version of the tables."""
        self._folder = folder
        self._feed = feed
        self._schema = schema

    def newest(self) -> str:
        """Name of the newest generation; raises IndexTroubleError."""
        return read_manifest(self._folder).generation

    def state(self, generation: str) -> FeedState:
        """How fresh the posts of a generation are, as its publisher says."""
        said = read_publisher_state(self._folder)
        return FeedState(generation, made_at(generation), said.looked, said.every, said.trouble, said.since)

    def hold(self) -> Generation:
        """The newest generation, to be closed; raises IndexTroubleError where it is of another feed or another version
        of the program, or cannot be trusted.
        """
        if read_manifest(self._folder).feed != self._feed:
            raise IndexTroubleError(
                tr("The index in {folder} is of another feed").replace("{folder}", str(self._folder)),
                tr("it serves the feed that it was published from"),
            )
        return hold_newest(self._folder, self._schema)
