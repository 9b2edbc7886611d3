"""Pictures of posts on their way into a file: those of the site, of kinds that every reader shows, within bounds."""

from pathlib import Path

from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import Resource

MOST_BYTES = 16 << 20
"""Largest picture that is taken along."""
MOST_TOGETHER = 256 << 20
"""Bytes of all pictures of one file."""
_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is taken along."""

    data: bytes
    """The file."""
    kind: str
    """Its media type, such as `image/png`."""


class PictureFiles:
    """Reads the pictures of one export, and counts how much they take."""

    def __init__(self) -> None:
        self._taken = 0

    def read(self, found: Resource) -> Picture | None:
        """The picture; None where there is none in the site, or it is of another kind or too large."""
        if not found.path or found.remote:
            return None
        try:
            with Path(found.path).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError:
            return None
        kind = _kind(data)
        if not kind or len(data) > MOST_BYTES or self._taken + len(data) > MOST_TOGETHER:
            return None
        self._taken += len(data)
        return Picture(data, kind)


def _kind(data: bytes) -> str:
    """The media type that the first bytes tell."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), "")
