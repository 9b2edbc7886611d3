"""What every test stands on: a user with empty folders of its own, and the real content where it is at hand."""

import os
from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real Hugo sites beside the checkout; tests over it are left out where it is missing."""
    if not CORPORA.is_dir():
        pytest.skip("the folder of real Hugo sites is not beside the checkout")
    return CORPORA


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a home of its own, so that no test reads or writes the marks of a person."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "STATE", "CACHE", "DATA", "RUNTIME"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    for name in [key for key in os.environ if key.startswith("NEWSREADER_")]:
        monkeypatch.delenv(name)
    return home
