"""`:export` in the screen."""

from pathlib import Path

import pytest

from tests.ui.conftest import Reader, press, quiet, screen_text, write_post
from tests.ui.test_command_prompt import command
from tui_reader.config.settings import NamedFeed, Settings
from tui_reader.export.export_forms import EXPORT_FORMS
from tui_reader.feed.several.known_feeds import ALL
from tui_reader.model.form_names import FORM_NAMES

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


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
        assert "--output" not in screen_text(pilot)
    assert sorted(own_folders.glob("*")) == before


async def test_of_all_feeds_the_post_of_the_right_one_is_written_and_no_file_of_any(
    reader: Reader, feed: Path, tmp_path: Path, own_folders: Path
) -> None:
    other = tmp_path / "other"
    write_post(other / "content", 90, "lastmod: 2030-01-01\n", body="![](there.png)\n\n晚报正文")
    (other / "content/news/there.png").write_bytes(PNG)
    (other / "hugo.toml").write_text('title = "晚报"\n', encoding="utf-8")
    feeds = NamedFeed("小报", str(feed)), NamedFeed("晚报", str(other))
    async with reader(settings=Settings(watch_seconds=0, feeds=feeds)) as pilot:
        await command(pilot, f"feed {ALL}")
        await command(pilot, "post 第90篇")
        await quiet(pilot)
        await command(pilot, f"export html {other}/content/new.html")
        await quiet(pilot)
        assert "lies in the feed" in screen_text(pilot)
        await command(pilot, "export html")
        await quiet(pilot)
    written = (own_folders / "post-90.html").read_text("utf-8")
    assert "晚报正文" in written and 'src="data:image/png;base64,' in written
    assert not (other / "content/new.html").exists()


async def test_a_form_is_completed(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, ":", *"export ep", "tab")
        assert pilot.app.browse.questions.line.value == "export epub "
        await press(pilot, "escape")
