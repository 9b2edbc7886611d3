"""What names the newest generation of a shared index is read whole and trusted only where nobody else can write."""

import json
from pathlib import Path

import pytest

from tui_reader.index.shared.manifest import FORMAT, NAME, Manifest, read_manifest, write_manifest
from tui_reader.model.errors import IndexTroubleError

GIVEN = Manifest("generation-1.sqlite", 3, "/site/content", "/site", "42")


def test_a_manifest_comes_back(tmp_path: Path) -> None:
    write_manifest(tmp_path, GIVEN)
    assert read_manifest(tmp_path) == GIVEN


@pytest.mark.parametrize(
    "change",
    [
        {"format": FORMAT + 1},
        {"generation": "../generation-1.sqlite"},
        {"generation": 5},
    ],
)
def test_what_is_no_manifest_of_this_version_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    write_manifest(tmp_path, GIVEN)
    told = json.loads((tmp_path / NAME).read_text())
    (tmp_path / NAME).write_text(json.dumps(told | change))
    with pytest.raises(IndexTroubleError):
        read_manifest(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 5000, "\udcff"])
def test_noise_is_no_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(IndexTroubleError):
        read_manifest(tmp_path)


@pytest.mark.parametrize("mode", [0o664, 0o646])
def test_a_manifest_that_others_could_change_is_not_trusted(tmp_path: Path, mode: int) -> None:
    write_manifest(tmp_path, GIVEN)
    (tmp_path / NAME).chmod(mode)
    with pytest.raises(IndexTroubleError):
        read_manifest(tmp_path)
