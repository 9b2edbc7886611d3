"""A publisher goes on only in a folder that this program made itself."""

import shutil

import pytest

from tui_reader.index.shared.generations import publishing
from tui_reader.model.errors import ContentError


@pytest.mark.parametrize(
    "name", ["manifest.json", "work", "next/x", "state", "site/.git/newsreader-origin", "generation-1.sqlite", "lock"]
)
@pytest.mark.parametrize("how", ["file", "link", "copy"])
def test_what_was_made_elsewhere_is_refused_and_left_as_it_is(tmp_path, name, how):
    """Anybody can pack a folder that looks like a publisher's own into an archive."""
    folder, site = tmp_path / "other", tmp_path / "site"
    if how == "copy":
        with publishing(tmp_path / "first", site):
            (tmp_path / "first" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "first" / name).touch()
        shutil.copytree(tmp_path / "first", folder)
    else:
        (folder / name).parent.mkdir(parents=True)
        (folder / name).symlink_to("nowhere") if how == "link" else (folder / name).write_text("x")
    before = sorted(folder.rglob("*"))
    with pytest.raises((ContentError, OSError)), publishing(folder, site):
        pass
    assert [file for file in sorted(folder.rglob("*")) if file in before or file.name != "lock"] == before


def test_a_folder_with_files_of_others_is_taken_and_stays_ones_own_when_it_is_moved(tmp_path):
    (tmp_path / "other/site/content").mkdir(parents=True)
    for name in ("other", "moved"):
        with publishing(tmp_path / name, tmp_path / "site"):
            (tmp_path / name / "work").mkdir(exist_ok=True)
        if name == "other":
            (tmp_path / name).rename(tmp_path / "moved")
