"""What a bucket holds, as its listing says it, and what makes a folder equal to it that was equal to an earlier
one (pure).

A listing gives every object a fingerprint: `size time etag`. An object whose size and ETag are the same holds the same,
so that objects that were only uploaded again are not read again.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from tui_reader.mirror.kept_folder import MOST_FILE_BYTES
from tui_reader.mirror.path_names import folded, folders_of, is_plain_path, same_names
from tui_reader.model.dataclass import dataclass

Listing = Mapping[str, str]
"""Fingerprint of each object by its name."""


def fingerprint(size: int, modified: datetime, etag: str | None) -> str:
    """What tells one state of an object from another."""
    return f"{size} {int(modified.timestamp() * 1000)} {etag or ''}"


def size_of(fingerprint: str) -> int:
    """Bytes of an object, as its fingerprint says."""
    return int(fingerprint.partition(" ")[0])


@dataclass(frozen=True, slots=True)
class Steps:
    """What makes the folder equal to a listing."""

    read: tuple[str, ...]
    """Objects to be read, in order."""
    gone: tuple[str, ...]
    """Names at which there is to be no file any more."""
    in_the_way: frozenset[str]
    """Those of them that have to go before others can be written."""
    left_out: frozenset[str]
    """Objects that cannot become a file here."""
    uncounted: int
    """How many of them nobody misses: empty objects that stand for a folder."""


def steps_between(listing: Listing, known: Listing, absent: Collection[str], *, folds_case: bool = False) -> Steps:
    """What to do where the objects of `known` are files already, except those that are `absent`.

    `folds_case` says that names which differ in case alone are one file.
    """
    place = folded if folds_case else str
    folders = folders_of({place(name) for name in listing})
    unclear = {name for name, state in listing.items() if known.get(name) != state or name in absent}
    clashing = {name for name in listing if place(name) in folders}
    if folds_case:
        clashing |= same_names(listing.keys())
    left_out = {name for name in unclear if not _can_be_file(name, listing[name])} | clashing
    read = sorted(name for name in unclear - left_out if name in absent or not _is_same(known.get(name), listing[name]))
    gone = (known.keys() - (listing.keys() - left_out)) - set(absent)
    new = {place(name) for name in read}
    blocked = new | folders_of(new)
    in_the_way = {name for name in gone if place(name) in blocked or new & folders_of({place(name)})}
    uncounted = sum(name in clashing and size_of(listing[name]) == 0 for name in left_out)
    return Steps(tuple(read), tuple(sorted(gone)), frozenset(in_the_way), frozenset(left_out), uncounted)


def _can_be_file(name: str, state: str) -> bool:
    return size_of(state) <= MOST_FILE_BYTES and is_plain_path(name.encode("utf-8", "surrogateescape"))


def _is_same(before: str | None, now: str) -> bool:
    """Whether two fingerprints are of the same content: size and ETag agree, and there is one."""
    if before is None:
        return False
    (size, _, etag), (was_size, _, was_etag) = now.split(" ", 2), before.split(" ", 2)
    return bool(etag) and (size, etag) == (was_size, was_etag)
