"""Unpacks a picture and makes it as small as it is shown; the only module that knows pillow, loaded with the first
picture.

The danger here: pictures are untrusted. Only the formats named are tried, size is looked at before anything is
unpacked, and whatever goes wrong inside is a PictureError.
"""

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from tui_reader.images.half_blocks import CLEAR, Piece, half_blocks
from tui_reader.images.image_file import MOST_PIXELS, PROGRESSIVE, PictureError, open_picture
from tui_reader.images.image_size import check_size, size_in
from tui_reader.model.dataclass import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
"""What is unpacked; other formats have decoders that nobody needs here."""
_LANCZOS, _BOX = 1, 4
"""Pillow's numbers of two ways to fewer pixels: sharp, and the mean of a box, which keeps thin lines."""
_OPAQUE = 128
"""Alpha from which on a pixel of half blocks covers the ground."""
_FEW = 64
"""Colours of a picture that goes a long way."""
_LARGE = 4_000_000
"""Pixels of a picture that is made smaller piece by piece, since each form of it in full takes as much again."""
_PIECE = 1024
"""Pixels of such a piece each way, or a little fewer."""
_MOST_SCANS = 50
"""Scans of a JPEG, each of which goes through the whole picture; few have more than ten."""
_START_OF_SCAN = b"\xff\xda"
_READ = 1 << 20
"""Bytes read at once where scans are counted."""
_STEPS = [min((value + 2) // 4 * 4, 255) for value in range(256)]
"""Each part of a colour in steps no eye tells apart."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a picture is drawn on."""

    paper: int
    """The colour that shows through half-clear pixels, `0xRRGGBB`."""
    palette: Sequence[tuple[int, int, int]] = ()
    """Red, green and blue of the colours that can be used; empty for any colour of 24 bits."""
    few: bool = False
    """Use few colours of 24 bits, for a long way: half the bytes."""


def unpack_blocks(path: str, cells: int, rows: int, ground: Ground) -> list[tuple[Piece, ...]]:
    """The picture as `rows` rows of `cells` half blocks. Raises PictureError."""
    try:
        image = _unpack(path, max(cells, 2 * rows))
        image = image.resize((cells, 2 * rows), resample=_BOX)
        alpha = image.getchannel("A").tobytes() if image.mode == "RGBA" else b""
        plain = _reduced(_laid_on(image, ground.paper), ground).tobytes()
    except Exception as error:  # decoders of broken files raise anything
        raise PictureError from error
    pixels = [int.from_bytes(plain[at : at + 3]) for at in range(0, len(plain), 3)]
    if alpha:
        pixels = [pixel if seen >= _OPAQUE else CLEAR for pixel, seen in zip(pixels, alpha, strict=True)]
    return half_blocks(pixels, cells)


def unpack_png(path: str, width: int, height: int, few: bool = False) -> bytes:
    """The picture as a PNG file of `width` × `height` pixels, or of its own where it has fewer; `few` colours make it
    small.

    Raises PictureError.
    """
    try:
        image = _unpack(path, max(width, height))
        if image.width > width:
            image = image.resize((width, height), resample=_LANCZOS)
        if few and image.mode == "RGB":
            image = image.quantize(256)
        packed = BytesIO()
        image.save(packed, "PNG", compress_level=6 if few else 1)
    except Exception as error:  # as above
        raise PictureError from error
    return packed.getvalue()


def _unpack(path: str, side: int) -> "Image":
    """The first frame of the picture, the right way up, as RGB or RGBA; a large one with more than `side` pixels each
    way still.
    """
    with open_picture(path) as file:
        image = _opened(file, side)
        image.load()
    if image.width * image.height <= _LARGE:
        return _plain(image)
    return _made_smaller(image, (max(1, image.width // (2 * side)), max(1, image.height // (2 * side))))


def _opened(file: BinaryIO, side: int) -> "Image":
    from PIL import Image, ImageOps  # noqa: PLC0415  loaded with the first picture

    found = size_in(file)
    if found is None:
        raise PictureError
    kind, size = found
    if kind in ("JPEG", PROGRESSIVE):
        scans = _count_scans(file)
        kind = PROGRESSIVE if scans > 1 else kind
        if scans > _MOST_SCANS:
            raise PictureError(too_large=True)
    check_size(kind, size)
    file.seek(0)
    Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image: Image.Image = Image.open(file, formats=FORMATS)
    check_size(kind, image.size)
    if image.format in ("JPEG", "MPO"):
        image.draft("RGB", (2 * side, 2 * side))
        ImageOps.exif_transpose(image, in_place=True)
    return image


def _count_scans(file: BinaryIO) -> int:
    """How often a scan begins in a JPEG file, a little too often where a preview is part of it."""
    count, before = 0, b""
    file.seek(0)
    while piece := file.read(_READ):
        count += (before + piece).count(_START_OF_SCAN)
        before = piece[-1:]
    return count


def _made_smaller(image: "Image", times: tuple[int, int]) -> "Image":
    """The picture with so many times fewer pixels each way, never a whole one in another form."""
    from PIL import Image  # noqa: PLC0415  loaded with the first picture

    across, down = (max(_PIECE // each, 1) * each for each in times)
    smaller: Image.Image | None = None
    for top in range(0, image.height, down):
        for left in range(0, image.width, across):
            box = (left, top, min(left + across, image.width), min(top + down, image.height))
            piece = _plain(image.crop(box)).reduce(times)
            if smaller is None:
                smaller = Image.new(piece.mode, (-(-image.width // times[0]), -(-image.height // times[1])))
            smaller.paste(piece, (left // times[0], top // times[1]))
    assert smaller is not None
    return smaller


def _plain(image: "Image") -> "Image":
    """The picture as RGB or RGBA."""
    if image.mode.startswith(("I", "F")):
        image = _shallow(image)
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _shallow(image: "Image") -> "Image":
    """A picture of sixteen bits a pixel with eight."""
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _laid_on(image: "Image", paper: int) -> "Image":
    """The picture without clear pixels."""
    from PIL import Image  # noqa: PLC0415  loaded with the first picture

    if image.mode == "RGB":
        return image
    ground = Image.new("RGBA", image.size, (*paper.to_bytes(3), 255))
    return Image.alpha_composite(ground, image).convert("RGB")


def _reduced(image: "Image", ground: Ground) -> "Image":
    """The picture in the colours of a terminal; of 24 bits a few are left out, so that neighbours are equal more
    often.
    """
    from PIL import Image  # noqa: PLC0415  loaded with the first picture

    if not ground.palette:
        return image.quantize(_FEW, dither=Image.Dither.NONE).convert("RGB") if ground.few else image.point(_STEPS * 3)
    fixed = Image.new("P", (1, 1))
    fixed.putpalette([part for colour in ground.palette for part in colour])
    return image.quantize(palette=fixed, dither=Image.Dither.NONE).convert("RGB")
