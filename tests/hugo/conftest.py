"""The judge is the real hugo; without it these tests cannot be run."""

import pytest

from tests.hugo.oracle import HUGO


@pytest.fixture(autouse=True)
def hugo_is_there() -> None:
    """Leave the test out where hugo is not installed."""
    if not HUGO.exists():
        pytest.skip("hugo is not installed beside the interpreter")
