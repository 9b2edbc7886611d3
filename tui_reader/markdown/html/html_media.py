"""The files that HTML shows, by address and name: pictures, also those that scripts load later, players, pages."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urljoin

from tui_reader.markdown.span_builder import attribute

Attributes = Mapping[str, str]

KINDS_OF_FILE = {
    "video": "video",
    "audio": "audio",
    "iframe": "page",
    "embed": "page",
    "object": "page",
    "frame": "page",
}
"""What an element that shows a file shows, by its name; pictures left out."""

_LATER = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-echo",
    "data-actualsrc",
    "data-original-src",
    "data-url",
    "data-image",
    "data-croporisrc",
)
"""Where the scripts of themes and editors keep the address of a picture they load when it comes into sight."""
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
"""Several addresses of one picture, each with its size."""
_STAND_IN = re.compile(
    r"(?:^|/)(?:lazy-?load(?:ing)?|loading|loader|placeholder|spacer|blank|transparent|pixel|empty|grey|gray|1x1|1px|load)"
    r"(?:[-_.][\w-]*)?\.(?:gif|svg|png|jpe?g|webp)(?:[?#].*)?$",
    re.IGNORECASE,
)
_EMPTY_WORDS = frozenset(
    ("img", "image", "图片", "alt", "alt text", "pic", "picture", "在这里插入图片描述", "图片描述")
)
_FILE_NAME = re.compile(r"[\w.()@~-]+\.(?:png|jpe?g|gif|webp|svg|bmp|avif|image)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def words_of(alt: str) -> str:
    """The words that stand for a picture, without those an editor puts there by itself."""
    alt = alt.strip()
    return "" if alt.lower() in _EMPTY_WORDS or _FILE_NAME.fullmatch(alt) else alt


def title_of(title: str) -> str:
    """The title of a picture without the tags that a theme's lightbox would read."""
    return " ".join(unescape(_TAG.sub(" ", title)).split()) if "<" in title else title


def picture_address(address: str) -> str:
    """The address of a picture; only its kind where the picture itself is written into the address."""
    address = address.strip()
    return re.split("[;,]", address, maxsplit=1)[0] if address[:5].lower() == "data:" else address


def source_of(attributes: Attributes, base: str = "") -> str:
    """The address of what an element shows, below `base` where it is given; empty for none.

    A picture that a script loads later has it in an attribute of its own, and something that stands in for it in `src`.
    """
    plain = attributes.get("src", "").strip()
    later = [value for name in _LATER if _is_address(value := attributes.get(name, "").strip())]
    sets = [value for name in _SETS if (value := largest(attributes.get(name, "")))]
    stands_in = not plain or plain[:5].lower() == "data:" or _STAND_IN.search(plain) is not None
    found = (later or (sets if stands_in else []) or [plain])[0] or attribute(attributes, "data", "poster")
    return in_base(picture_address(found), base)


def in_base(address: str, base: str) -> str:
    """The address as `<base>` has it; one that cannot be joined stays as it is."""
    if not base or not address or address[0] == "#" or address[:5].lower() == "data:":
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def largest(candidates: str) -> str:
    """The address of the largest picture of a `srcset`; empty where it holds none."""
    best, size, address = "", -1.0, ""
    for word in [*candidates.split(), ","]:
        if not address and word.strip(","):
            address, wide = word.strip(","), 1.0
        elif word.strip(","):
            wide = _number(word.strip(",")[:-1])
        if word.endswith(",") and address:
            if wide > size and address[:5].lower() != "data:":
                best, size = address, wide
            address = ""
    return best


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0


def _is_address(value: str) -> bool:
    return bool(value) and value[:5].lower() != "data:" and value.lower() not in ("true", "false", "1", "0", "lazy")
