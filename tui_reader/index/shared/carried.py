"""The form in which an index goes to other servers: a folder of objects that never change, named after what is in them,
and a manifest that is written last.

The base is the whole index, packed and cut into parts; each segment of the log has the posts that were written between
two states. Whoever has one of the states needs the segments behind it and nothing else.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ContentError

FORMAT = 1
NAME = "manifest.json"
MOST_MANIFEST_BYTES = 1 << 20
PART_BYTES = 16 << 20
"""Bytes of the packed base that are one object."""
MOST_OBJECT_BYTES = 64 << 20
"""Largest object that is read."""
MOST_UNPACKED_BYTES = 512 << 20
"""Largest segment of a log, unpacked."""
MOST_SEGMENTS = 1000
_MOST_PARTS = 4096
_OBJECT = re.compile(r"[0-9a-f]{64}\.z")

Read = Callable[[str, int], bytes]
"""Gives the object of a name, of so many bytes at most; raises ContentError."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of the log."""

    before: str
    """State of the index that it follows, as in `Manifest.changed`."""
    after: str
    """State that it leads to."""
    name: str
    """Its object."""
    size: int
    """Bytes of that."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What there is of an index."""

    schema: int
    """Version of its tables."""
    feed: str
    """Address of the feed; empty for a folder of the server that it comes from."""
    state: str
    """The newest state."""
    site: str
    """Object with the site's configuration, as JSON."""
    base: str
    """State that the base is of."""
    size: int
    """Bytes of the base, unpacked."""
    parts: tuple[str, ...]
    """Objects that are the base, one behind the other."""
    log: tuple[Segment, ...] = ()
    """Segments, each of which follows the one before it."""

    def since(self, state: str) -> Sequence[Segment] | None:
        """The segments that lead from a state to the newest one; None where none do."""
        if state == self.state:
            return ()
        at = next((at for at, segment in enumerate(self.log) if segment.before == state), None)
        return None if at is None else self.log[at:]

    @property
    def objects(self) -> set[str]:
        """Every object that it is made of."""
        return {self.site, *self.parts, *(segment.name for segment in self.log)}


def pack_carried(carried: Carried) -> bytes:
    """The manifest as it is written."""
    log = [[segment.before, segment.after, segment.name, segment.size] for segment in carried.log]
    told = {name: getattr(carried, name) for name in ("schema", "feed", "state", "site", "base", "size", "parts")}
    return json.dumps({"format": FORMAT, **told, "log": log}, indent=1).encode()


def read_carried(data: bytes, schema: int) -> Carried:
    """What a manifest says; raises ContentError where it is none, or of another version of the program."""
    try:
        told = json.loads(data)
        if (told["format"], told["schema"]) != (FORMAT, schema):
            raise ContentError(tr("{file} is of another version of newsreader").replace("{file}", NAME))
        log = tuple(
            Segment(_text(before), _text(after), _text(name), _number(size))
            for before, after, name, size in told["log"]
        )
        feed, state, site, base = (_text(told[name]) for name in ("feed", "state", "site", "base"))
        parts = tuple(map(_text, told["parts"]))
        found = Carried(schema, feed, state, site, base, _number(told["size"]), parts, log)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise _no_manifest() from error
    is_bounded = len(log) <= MOST_SEGMENTS and len(parts) <= _MOST_PARTS
    if not is_bounded or not all(map(_OBJECT.fullmatch, found.objects)) or not _is_chain(found):
        raise _no_manifest()
    return found


def _is_chain(carried: Carried) -> bool:
    """Whether each segment follows the one before it, the last one leads to the newest state, and the base does."""
    afters = [segment.after for segment in carried.log]
    is_joined = [segment.before for segment in carried.log[1:]] == afters[:-1] and afters[-1:] in ([], [carried.state])
    return is_joined and carried.since(carried.base) is not None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError
    return value


def _no_manifest() -> ContentError:
    return ContentError(tr("{file} is no manifest of an index").replace("{file}", NAME))


def object_name(packed: bytes) -> str:
    """What an object is called."""
    return f"{hashlib.sha256(packed).hexdigest()}.z"


def is_object(name: str) -> bool:
    """Whether a file is called as an object is."""
    return bool(_OBJECT.fullmatch(name))


def pack_object(value: Mapping[str, Any]) -> bytes:
    """A segment or a configuration as an object."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode())


def read_object(read: Read, name: str, most: int = MOST_OBJECT_BYTES) -> bytes:
    """An object as it is carried; raises ContentError, also where it is not what its name says."""
    packed = read(name, most)
    if object_name(packed) != name:
        raise ContentError(tr("{file} is damaged").replace("{file}", name))
    return packed


def unpack_object(packed: bytes) -> dict[str, Any]:
    """What is in an object; raises ContentError."""
    try:
        plain = zlib.decompressobj().decompress(packed, MOST_UNPACKED_BYTES)
        found = json.loads(plain)
    except (zlib.error, ValueError, RecursionError) as error:
        raise _damaged() from error
    if not isinstance(found, dict):
        raise _damaged()
    return found


def unpack_parts(parts: Iterable[bytes], size: int) -> Iterable[bytes]:
    """The base from its parts, piece by piece; raises ContentError where it is not of this size."""
    stream, left = zlib.decompressobj(), size
    for part in parts:
        rest = part
        while rest and not stream.eof:
            try:
                piece = stream.decompress(rest, 1 << 20)
            except zlib.error as error:
                raise _damaged() from error
            rest, left = stream.unconsumed_tail, left - len(piece)
            if left < 0:
                raise _damaged()
            yield piece
    if left or not stream.eof:
        raise _damaged()


def _damaged() -> ContentError:
    return ContentError(tr("the index there is damaged"))
