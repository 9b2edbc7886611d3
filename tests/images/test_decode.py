"""Pictures of every kind are unpacked, and hostile ones are refused in one way, quickly."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.images.samples import FORMATS, picture, png_that_says
from tests.images.test_half_blocks import pixels_of
from tui_reader.images import decode
from tui_reader.images.decode import Ground, unpack_blocks, unpack_png
from tui_reader.images.half_blocks import CLEAR
from tui_reader.images.image_file import PictureError
from tui_reader.terminal.colour import PALETTE

GROUND = Ground(0x000000)


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_unpacked(tmp_path: Path, suffix: str) -> None:
    rows = unpack_blocks(str(picture(tmp_path / f"a.{suffix}")), 8, 2, GROUND)
    for pixel in pixels_of(rows):
        assert all(abs(part - wanted) <= 8 for part, wanted in zip(pixel.to_bytes(3), (200, 32, 60), strict=True))
    assert len(rows) == 2 and len(pixels_of(rows)) == 32


@pytest.mark.parametrize(
    ("mode", "colour"),
    [("1", 1), ("L", 255), ("LA", (255, 255)), ("P", 0), ("I;16", 65535), ("RGBA", (255, 255, 255, 255))],
)
def test_every_depth_of_png(tmp_path: Path, mode: str, colour: object) -> None:
    image = Image.new(mode, (8, 8), colour)
    if mode == "P":
        image.putpalette([255] * 768)
    image.save(tmp_path / "a.png")
    assert set(pixels_of(unpack_blocks(str(tmp_path / "a.png"), 4, 2, GROUND))) == {0xFFFFFF}


def test_ink_for_print_is_shown(tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg", mode="CMYK", colour=(0, 0, 0, 255))
    assert set(pixels_of(unpack_blocks(str(tmp_path / "a.jpg"), 4, 2, GROUND))) == {0}


def test_clear_pixels_stay_clear_and_half_clear_ones_take_the_ground(tmp_path: Path) -> None:
    image = Image.new("RGBA", (2, 2), (255, 255, 255, 0))
    image.putpixel((0, 0), (255, 255, 255, 192))
    image.save(tmp_path / "a.png")
    half, *clear = pixels_of(unpack_blocks(str(tmp_path / "a.png"), 2, 1, Ground(0x0000FF)))
    assert half == 0xC0C0FF and set(clear) == {CLEAR}


def test_of_an_animation_the_first_frame_is_shown(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("white", "black", "red")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert set(pixels_of(unpack_blocks(str(tmp_path / "a.gif"), 4, 2, GROUND))) == {0xFFFFFF}


def test_a_photograph_on_its_side_stands_up(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.new("RGB", (80, 40), "white")
    image.paste("black", (0, 0, 40, 40))
    image.save(tmp_path / "a.jpg", exif=exif)
    pixels = pixels_of(unpack_blocks(str(tmp_path / "a.jpg"), 2, 2, GROUND))
    assert all(pixel < 0x202020 for pixel in pixels[:4]) and all(pixel > 0xE0E0E0 for pixel in pixels[4:])


def test_on_256_colours_only_those_that_are_the_same_everywhere_are_used(tmp_path: Path) -> None:
    image = Image.linear_gradient("L").convert("RGB")
    image.save(tmp_path / "a.png")
    pixels = pixels_of(unpack_blocks(str(tmp_path / "a.png"), 8, 32, Ground(0, PALETTE)))
    steps = {0, 95, 135, 175, 215, 255}
    assert len(set(pixels)) > 20
    assert all(set(pixel.to_bytes(3)) <= steps or (pixel & 255) % 10 == 8 for pixel in pixels)


def test_a_long_way_takes_few_colours(tmp_path: Path) -> None:
    Image.effect_mandelbrot((200, 200), (-2, -1, 1, 1), 60).convert("RGB").save(tmp_path / "a.png")
    assert len(set(pixels_of(unpack_blocks(str(tmp_path / "a.png"), 60, 30, Ground(0, few=True))))) <= 64


def test_a_picture_for_the_terminal_is_a_png_of_the_room_it_has(tmp_path: Path) -> None:
    found = Image.open(BytesIO(unpack_png(str(picture(tmp_path / "a.jpg", (999, 500))), 300, 150)))
    assert found.format == "PNG" and found.size == (300, 150)
    found = Image.open(BytesIO(unpack_png(str(tmp_path / "a.jpg"), 3000, 1500)))
    assert found.size == (999, 500)


def test_a_picture_for_a_far_terminal_is_smaller(tmp_path: Path) -> None:
    Image.effect_noise((300, 200), 60).convert("RGB").rotate(9).save(tmp_path / "a.png")
    near, far = (unpack_png(str(tmp_path / "a.png"), 300, 200, few) for few in (False, True))
    assert len(far) < len(near) and Image.open(BytesIO(far)).mode == "P" and Image.open(BytesIO(near)).mode == "RGB"


def test_a_large_picture_is_made_smaller_piece_by_piece(tmp_path: Path, monkeypatch) -> None:
    """As it would be in one piece, up to what rounding does."""
    Image.effect_mandelbrot((301, 203), (-2, -1, 1, 1), 60).save(tmp_path / "a.png")
    whole = pixels_of(unpack_blocks(str(tmp_path / "a.png"), 20, 5, GROUND))
    monkeypatch.setattr(decode, "_LARGE", 1000)
    monkeypatch.setattr(decode, "_PIECE", 40)
    parts = pixels_of(unpack_blocks(str(tmp_path / "a.png"), 20, 5, GROUND))
    assert len(parts) == len(whole)
    assert (
        max(
            abs(one - other)
            for a, b in zip(whole, parts, strict=True)
            for one, other in zip(a.to_bytes(3), b.to_bytes(3), strict=True)
        )
        < 60
    )
    image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    image.paste((255, 255, 255, 255), (0, 0, 150, 200))
    image.save(tmp_path / "b.png")
    assert pixels_of(unpack_blocks(str(tmp_path / "b.png"), 2, 1, GROUND)) == [0xFFFFFF, CLEAR] * 2


def test_a_jpeg_of_very_many_scans_is_too_large(tmp_path: Path) -> None:
    data = picture(tmp_path / "a.jpg", (64, 64), progressive=True).read_bytes()
    at = data.rindex(b"\xff\xda")
    for more, is_shown in ((1, True), (100, False)):
        (tmp_path / "a.jpg").write_bytes(data[:-2] + data[at:-2] * more + data[-2:])
        if is_shown:
            unpack_png(str(tmp_path / "a.jpg"), 8, 8)
            continue
        with pytest.raises(PictureError):
            unpack_png(str(tmp_path / "a.jpg"), 8, 8)


HOSTILE = {
    "no bytes": b"",
    "a page": b"<html>404</html>",
    "a bomb": png_that_says(60_000, 60_000),
    "less than it says": png_that_says(6_000, 6_000),
    "cut off": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_picture_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.png").write_bytes(HOSTILE[name])
    for unpack in (lambda path: unpack_blocks(path, 10, 5, GROUND), lambda path: unpack_png(path, 100, 100)):
        with pytest.raises(PictureError):
            unpack(str(tmp_path / "a.png"))


def test_formats_nobody_asked_for_have_no_decoder(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png", "TIFF")
    with pytest.raises(PictureError):
        unpack_blocks(str(tmp_path / "a.png"), 2, 1, GROUND)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(FORMATS)), st.integers(0, 400), st.binary(min_size=1, max_size=8), st.booleans())
def test_a_damaged_picture_is_shown_or_refused(tmp_path: Path, suffix: str, at: int, noise: bytes, cut: bool) -> None:
    file = tmp_path / f"a.{suffix}"
    Image.effect_mandelbrot((24, 24), (-2, -1, 1, 1), 20).convert("RGB").save(file, FORMATS[suffix])
    data = file.read_bytes()
    at %= len(data)
    file.write_bytes(data[:at] if cut else data[:at] + noise + data[at + len(noise) :])
    try:
        rows = unpack_blocks(str(file), 6, 3, GROUND)
    except PictureError:
        return
    assert len(pixels_of(rows)) == 36


def test_pillow_is_loaded_with_the_first_picture_only() -> None:
    words = (
        "import sys, tui_reader.ui.app, tui_reader.ui.controllers.reading, tui_reader.ui.controllers.picture_sizes, tui_reader.ui.controllers.pictures, "
        "tui_reader.feed.post_page; print('PIL' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
