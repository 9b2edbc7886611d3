"""`:export` in the screen."""

from pathlib import Path

import pytest

from tests.ui.conftest import Reader, press, quiet, screen_text
from tests.ui.test_command_prompt import command
from tui_reader.config.settings import Settings
from tui_reader.export.export_forms import EXPORT_FORMS
from tui_reader.model.form_names import FORM_NAMES


@pytest.mark.parametrize("form", FORM_NAMES)
async def test_a_post_is_written_at_home_under_its_own_name(reader: Reader, own_folders: Path, form: str) -> None:
    ending = EXPORT_FORMS[form].ending
    async with reader() as pilot:
        chosen = pilot.app.browse.posts.chosen
        await command(pilot, f"export {form}")
        await quiet(pilot)
        first = own_folders / f"{Path(chosen.path).stem}{ending}"
        assert f"{first.name}" in screen_text(pilot)
        written = first.read_bytes()
        assert chosen.title.encode() in written or written.startswith(b"PK")
        await command(pilot, f"export {form}")
        await quiet(pilot)
    assert (own_folders / f"{first.stem}-2{ending}").read_bytes() == written == first.read_bytes()


async def test_a_bundle_gives_its_name(reader: Reader, feed: Path, own_folders: Path) -> None:
    bundle = feed / "content" / "a-bundle"
    bundle.mkdir()
    (bundle / "index.md").write_text("---\ntitle: Bundled\ndate: 2023-01-01\n---\n\nText.\n")
    async with reader() as pilot:
        await command(pilot, "post Bundled")
        await quiet(pilot)
        await command(pilot, "export text")
        await quiet(pilot)
    assert "Text." in (own_folders / "a-bundle.txt").read_text()


async def test_no_file_is_written_over_nor_into_the_feed(reader: Reader, feed: Path, own_folders: Path) -> None:
    there = own_folders / "there.html"
    there.write_text("mine")
    async with reader() as pilot:
        await command(pilot, "export html ~/there.html")
        await quiet(pilot)
        assert "exists already" in screen_text(pilot)
        await command(pilot, f"export html {feed}/content/new.html")
        await quiet(pilot)
        assert "lies in the feed" in screen_text(pilot)
        await command(pilot, "export html ~/none/new.html")
        await quiet(pilot)
        assert "No such file or directory" in screen_text(pilot)
    assert there.read_text() == "mine"
    assert not (feed / "content" / "new.html").exists()


async def test_restricted_nothing_is_written(reader: Reader, own_folders: Path) -> None:
    async with reader(settings=Settings(watch_seconds=0, restricted=True)) as pilot:
        before = sorted(own_folders.glob("*"))
        await command(pilot, "export html")
        await quiet(pilot)
        assert "No file may be written in restricted mode" in screen_text(pilot)
    assert sorted(own_folders.glob("*")) == before


async def test_a_form_is_completed(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, ":", *"export ep", "tab")
        assert pilot.app.browse.questions.line.value == "export epub "
        await press(pilot, "escape")
