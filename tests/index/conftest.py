"""An index in a file of its own, and posts to put into it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.index.samples import NAMES
from tui_reader.index.feed_index import FeedIndex


@pytest.fixture
def index(tmp_path: Path) -> Iterator[FeedIndex]:
    """An empty index in a file."""
    opened = FeedIndex(tmp_path / "cache" / "index.sqlite", NAMES)
    yield opened
    opened.database.close()


@pytest.fixture
def now() -> int:
    """A moment after all sample posts, in seconds since 1970."""
    return int((datetime(2023, 1, 1, tzinfo=UTC) + timedelta(hours=1)).timestamp())
