"""Pictures in the reading pane: drawn when they are seen, frames in their place on a key, and never a jump."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.images.samples import picture, png_that_says
from tests.ui.conftest import PARAGRAPH, Reader, press, quiet, screen_text, write_post
from tui_reader.config.settings import Settings
from tui_reader.layout.page import Line
from tui_reader.terminal.capabilities import TRUE_COLOUR, Capabilities

COLOURS = Capabilities(colours=TRUE_COLOUR)
FAR = Capabilities(colours=TRUE_COLOUR, remote=True)
BODY = f"{PARAGRAPH}\n\n![红豆峡](a.png)\n\n" + "\n\n".join([PARAGRAPH] * 12) + "\n\n![远处](b.png)\n"


@pytest.fixture
def pictured(feed: Path) -> Path:
    """The newest post of the feed with a picture near its top and one at its end; the folder its pictures are in."""
    write_post(feed / "content", 11, body=BODY)
    picture(feed / "content" / "news" / "a.png", (400, 200))
    picture(feed / "static" / "b.png", (300, 300))
    return feed / "content" / "news"


def lines_on_screen(pilot: Pilot[int]) -> list[Line]:
    view = pilot.app.browse.view
    return list(view.page.lines(view.window.top, view.window.top + view.window.room))


def colours(pilot: Pilot[int]) -> set[str]:
    """Papers of the cells on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    papers = (segment.style.bgcolor for strip in strips for segment in strip if segment.style)
    return {paper.name for paper in papers if paper}


async def test_a_picture_is_drawn_in_the_room_that_was_left_for_it(reader: Reader, pictured: Path) -> None:
    async with reader(can=COLOURS) as pilot:
        await press(pilot, "j", "enter")
        rows = [line.picture for line in lines_on_screen(pilot) if line.picture]
        assert [(row.row, row.rows, row.cells) for row in rows] == [(at, 10, 40) for at in range(10)]
        assert "#c8203c" in colours(pilot)
        assert "红豆峡" in screen_text(pilot) and "a.png" not in screen_text(pilot)


async def test_only_what_is_seen_is_loaded(reader: Reader, pictured: Path) -> None:
    async with reader(can=COLOURS) as pilot:
        await press(pilot, "j", "enter")
        drawn = pilot.app.browse.reading.picturing.pictures._drawn
        assert [Path(key.path).name for key in drawn] == ["a.png"]
        await press(pilot, "G")
        assert [Path(key.path).name for key in drawn] == ["a.png", "b.png"]


async def test_a_key_changes_pictures_and_frames_and_the_text_stays(reader: Reader, pictured: Path) -> None:
    async with reader(can=COLOURS) as pilot:
        await press(pilot, "j", "enter", "pagedown", "k")
        top = lines_on_screen(pilot)[0].text
        await press(pilot, "p")
        assert lines_on_screen(pilot)[0].text == top
        assert pilot.app.browse.view.page.height and "Frames stand" in screen_text(pilot)
        await press(pilot, "g")
        assert "Image · a.png · " in screen_text(pilot) and "#c8203c" not in colours(pilot)
        await press(pilot, "p")
        assert "#c8203c" in colours(pilot)


async def test_the_reader_stays_at_a_picture(reader: Reader, pictured: Path) -> None:
    async with reader(can=COLOURS) as pilot:
        await press(pilot, "j", "enter")
        view = pilot.app.browse.view
        first = next(y for y in range(99) if view.page.line(y).picture)
        for line in (first, first + 4):
            view.window.move_to(line)
            await press(pilot, "p")
            assert "a.png" in "".join(line.text for line in lines_on_screen(pilot)[:4])
            await press(pilot, "p")
            assert any(line.picture for line in lines_on_screen(pilot)[:2])


async def test_over_ssh_pictures_come_on_a_key_for_this_post_only(reader: Reader, pictured: Path) -> None:
    write_post(pictured.parent, 10, body="![红豆峡](a.png)\n")
    async with reader(can=FAR) as pilot:
        await press(pilot, "j", "enter")
        assert (
            "Image · a.png · " in screen_text(pilot) and "pictures" not in pilot.app.browse.reading.picturing.__dict__
        )
        await press(pilot, "p")
        assert "#c8203c" in colours(pilot)
        await press(pilot, "right_square_bracket")
        assert "Image · a.png · " in screen_text(pilot)


@pytest.mark.parametrize(
    ("settings", "can", "words"),
    [
        (Settings(watch_seconds=0, images="off"), COLOURS, "Pictures are off"),
        (Settings(watch_seconds=0), Capabilities(colours=16), "This terminal cannot"),
        (Settings(watch_seconds=0, glyphs="ascii"), COLOURS, "This terminal cannot"),
        (Settings(watch_seconds=0), Capabilities(colours=TRUE_COLOUR, ambiguous=2), "This terminal cannot"),
        (Settings(watch_seconds=0), Capabilities(colours=TRUE_COLOUR, unicode=False), "This terminal cannot"),
    ],
)
async def test_where_no_picture_can_be_drawn_the_key_says_why(
    reader: Reader, pictured: Path, settings: Settings, can: Capabilities, words: str
) -> None:
    async with reader(settings=settings, can=can) as pilot:
        await press(pilot, "j", "enter")
        assert "a.png" in screen_text(pilot)
        await press(pilot, "p")
        assert words in screen_text(pilot) and "a.png" in screen_text(pilot)


async def test_without_pillow_the_key_says_what_is_missing(
    reader: Reader, pictured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.ui.controllers.picture_sizes.find_spec", lambda _: None)
    async with reader(can=COLOURS) as pilot:
        await press(pilot, "j", "enter", "p")
        assert "pip install" in screen_text(pilot) and "a.png" in screen_text(pilot)


async def test_pictures_that_cannot_be_shown_say_so(reader: Reader, feed: Path) -> None:
    names = ("cut.png", "empty.png", "bomb.png", "page.jpg", "drawing.svg", "gone.png", "https://example.org/far.png")
    write_post(feed / "content", 11, body="\n\n".join(f"![]({name})" for name in names))
    folder = feed / "content" / "news"
    whole = picture(folder / "cut.png", (900, 900), colour=None).read_bytes()
    (folder / "cut.png").write_bytes(whole[: len(whole) // 2])
    (folder / "empty.png").write_bytes(b"")
    (folder / "bomb.png").write_bytes(png_that_says(60_000, 60_000))
    (folder / "page.jpg").write_bytes(b"<html>")
    (folder / "drawing.svg").write_bytes(b"<svg/>")
    async with reader(size=(120, 50), can=COLOURS) as pilot:
        await press(pilot, "j", "enter")
        await quiet(pilot)
        text = screen_text(pilot)
        for name in ("cut.png", "empty.png", "page.jpg"):
            assert f"Image · {name} · cannot be read" in text
        assert "Image · bomb.png · too large to show" in text
        assert "Image · drawing.svg · 6 B" in text
        assert "Image · gone.png · missing" in text
        assert "far.png · on the web" in text


async def test_a_picture_that_was_broken_is_drawn_once_it_is_whole(reader: Reader, pictured: Path) -> None:
    whole = picture(pictured / "a.png", (900, 900)).read_bytes()
    (pictured / "a.png").write_bytes(whole[: len(whole) // 2])
    async with reader(can=COLOURS) as pilot:
        await press(pilot, "j", "enter")
        assert "a.png · cannot be read" in screen_text(pilot)
        (pictured / "a.png").write_bytes(whole)
        await press(pilot, "right_square_bracket", "left_square_bracket")
        assert "#c8203c" in colours(pilot)


async def test_a_picture_is_never_higher_than_the_pane(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body="![](high.png)\n")
    picture(feed / "content" / "news" / "high.png", (400, 9000))
    async with reader(size=(120, 30), can=COLOURS) as pilot:
        await press(pilot, "j", "enter")
        view = pilot.app.browse.view
        high = [line.picture.rows for line in view.page.lines(0, 99) if line.picture]
        assert len(high) == high[0] == 25
        await pilot.resize_terminal(120, 16)
        await quiet(pilot)
        high = [line.picture.rows for line in view.page.lines(0, 99) if line.picture]
        assert len(high) == high[0] == 11


async def test_drawn_pictures_are_kept_as_long_as_there_is_room(
    reader: Reader, pictured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.ui.controllers.pictures.KEPT_CELLS", 500)
    async with reader(can=COLOURS) as pilot:
        await press(pilot, "j", "enter", "G", "g", "G")
        drawn = pilot.app.browse.reading.picturing.pictures._drawn
        assert [Path(key.path).name for key in drawn] == ["b.png"]


async def test_a_linked_picture_is_followed(reader: Reader, pictured: Path) -> None:
    write_post(pictured.parent, 11, body="[![红豆峡](a.png)](post-07.md)\n")
    async with reader(can=COLOURS) as pilot:
        await press(pilot, "j", "enter")
        row = next(y for y, line in enumerate(lines_on_screen(pilot)) if line.picture)
        view = pilot.app.browse.view
        await pilot.click("#post", offset=(view.left + 30, view.head + row + 3))
        await quiet(pilot)
        assert pilot.app.browse.reading.path == "news/post-07.md"
