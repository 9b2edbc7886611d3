"""Sizes are read from the first bytes as pillow reads them, and no file, whatever it holds or is, does any harm.

A picture never takes more room than there is, and keeps its proportions as far as cells allow.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.images.samples import FORMATS, picture, png_that_says
from tui_reader.images.decode import unpack_png
from tui_reader.images.image_file import MOST_SIDE, PROGRESSIVE, PictureError
from tui_reader.images.image_size import PixelSize, cell_shape, check_size, fit_picture, read_size

numbers = st.integers(1, 20_000)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("size", [(1, 1), (640, 27), (300, 999)])
def test_the_size_is_that_which_pillow_finds(tmp_path: Path, suffix: str, size: tuple[int, int]) -> None:
    assert read_size(str(picture(tmp_path / f"a.{suffix}", size))) == size


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 80}, {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}])
def test_every_kind_of_webp(tmp_path: Path, options: dict[str, object]) -> None:
    file = picture(tmp_path / "a.webp", (321, 45), "RGBA", (1, 2, 3, 40), **options)
    assert read_size(str(file)) == (321, 45)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_on_its_side_stands_up(tmp_path: Path, orientation: int, progressive: bool) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera", orientation
    file = picture(tmp_path / "a.jpg", (60, 40), exif=exif, progressive=progressive)
    assert read_size(str(file)) == ((40, 60) if orientation > 4 else (60, 40))


def test_the_name_does_not_decide(tmp_path: Path) -> None:
    file = picture(tmp_path / "a.jpg", (60, 40)).rename(tmp_path / "a.png")
    assert read_size(str(file)) == (60, 40)


@pytest.mark.parametrize("name", ["a.svg", "a.avif", "a.tiff", "a"])
def test_what_is_not_drawn_is_no_error(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert read_size(str(tmp_path / name)) is None


@pytest.mark.parametrize(
    "data", [b"", b"<html>404</html>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"\xff\xd8\xff\xe0\0\0"]
)
def test_a_broken_picture_is_an_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(PictureError) as error:
        read_size(str(tmp_path / "a.png"))
    assert not error.value.too_large


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 2**31 - 1), (40_000_001, 1)])
def test_a_bomb_is_too_large(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "a.png").write_bytes(png_that_says(*size))
    with pytest.raises(PictureError) as error:
        read_size(str(tmp_path / "a.png"))
    assert error.value.too_large


def test_a_file_of_many_bytes_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.write(png_that_says(10, 10))
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(PictureError) as error:
        read_size(str(tmp_path / "a.png"))
    assert error.value.too_large


@pytest.mark.parametrize("kind", ["WEBP", PROGRESSIVE])
def test_formats_whose_decoders_take_more_memory_may_have_fewer_pixels(kind: str) -> None:
    check_size(kind, (3000, 4000))
    for wide in (5000, 6000):
        check_size("JPEG", (wide, 4001))
        with pytest.raises(PictureError) as error:
            check_size(kind, (wide, 4001))
        assert error.value.too_large


@pytest.mark.parametrize("size", [(MOST_SIDE + 1, 1), (1, MOST_SIDE + 1)])
def test_a_side_may_be_as_long_as_most_formats_have_it(size: tuple[int, int]) -> None:
    check_size("PNG", (MOST_SIDE, 1))
    with pytest.raises(PictureError) as error:
        check_size("PNG", size)
    assert error.value.too_large


@pytest.mark.parametrize("piece", [b"\xff", b"\xff\xfe\x00\x02", b"\xff\x00"])
@pytest.mark.parametrize("behind", [b"\xff\xd8", b"\xff\xda"])
def test_a_picture_of_very_many_parts_is_refused(tmp_path: Path, piece: bytes, behind: bytes) -> None:
    """Pillow goes through any number, one by one: behind the begin of the file, and behind the frame."""
    file = picture(tmp_path / "a.jpg", (8, 8))
    data = file.read_bytes()
    at = 2 if behind == b"\xff\xd8" else data.rindex(behind)
    file.write_bytes(data[:at] + piece * 500 + data[at:])
    with pytest.raises(PictureError):
        read_size(str(file))
    with pytest.raises(PictureError):
        unpack_png(str(file), 8, 8)


def test_what_is_no_plain_file_is_never_read(tmp_path: Path) -> None:
    """A pipe would wait for ever, a device never end, a link lead elsewhere."""
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "link.png").symlink_to(picture(tmp_path / "a.png"))
    for path in (
        tmp_path / "pipe.png",
        tmp_path / "folder.png",
        tmp_path / "link.png",
        tmp_path / "gone.png",
        Path("/dev/zero"),
    ):
        with pytest.raises(PictureError):
            read_size(str(path))


beginnings = st.sampled_from(
    [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff", b"GIF87a", b"BM", b"RIFF\0\0\0\0WEBPVP8", b""]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beginnings, st.binary(max_size=200))
def test_any_bytes_give_a_size_or_an_error_of_ours(tmp_path: Path, begin: bytes, rest: bytes) -> None:
    (tmp_path / "a.png").write_bytes(begin + rest)
    try:
        size = read_size(str(tmp_path / "a.png"))
    except PictureError:
        return
    assert size is not None and size.width > 0 and size.height > 0 and size.width * size.height <= 40_000_000


@given(numbers, numbers, st.integers(1, 200), st.integers(1, 100), st.floats(1.2, 3.5))
def test_a_picture_fits_and_is_never_made_larger(width: int, height: int, cells: int, rows: int, shape: float) -> None:
    wide, high = fit_picture(PixelSize(width, height), cells, rows, shape)
    assert 1 <= wide <= cells and 1 <= high <= rows
    assert wide <= -(-width // 10)


@given(st.integers(200, 9000), st.integers(200, 9000), st.integers(20, 200), st.integers(10, 100))
def test_a_picture_keeps_its_proportions(width: int, height: int, cells: int, rows: int) -> None:
    wide, high = fit_picture(PixelSize(width, height), cells, rows)
    if wide > 1 and high > 1:
        assert abs(wide * height / width / 2.0 - high) <= 0.5 + height / width / 4.0


def test_examples_of_pictures_in_cells() -> None:
    assert fit_picture(PixelSize(600, 180), 76, 36) == (60, 9)
    assert fit_picture(PixelSize(3000, 2000), 76, 36) == (76, 25)
    assert fit_picture(PixelSize(1000, 3000), 76, 36) == (24, 36)
    assert fit_picture(PixelSize(1, 1), 76, 36) == (1, 1)


def test_the_shape_of_a_cell() -> None:
    assert cell_shape((9, 20)) == 20 / 9
    assert cell_shape(None) == cell_shape((0, 0)) == cell_shape((10, 100)) == 2.0
