"""Carries the newest generation of a shared index to other servers, and follows one that is carried from elsewhere."""

import contextlib
import json
import os
import shutil
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tui_reader.i18n.messages import tr
from tui_reader.index.new_generation import Spare, seen_from
from tui_reader.index.shared.carried import (
    MOST_MANIFEST_BYTES,
    MOST_OBJECT_BYTES,
    MOST_SEGMENTS,
    NAME,
    PART_BYTES,
    Carried,
    Read,
    Segment,
    is_object,
    object_name,
    pack_carried,
    pack_object,
    read_carried,
    read_object,
    unpack_object,
    unpack_parts,
)
from tui_reader.index.shared.generations import put_generation, remove_unused, take_unused, unfinished
from tui_reader.index.shared.manifest import GENERATION, Manifest, check_owner, read_manifest, sync_folder
from tui_reader.index.shared.public_files import make_public_folder, put_file
from tui_reader.index.storage.integrity import TROUBLE
from tui_reader.index.storage.schema import VERSION
from tui_reader.index.writes.post_copies import state_in
from tui_reader.index.writes.post_records import check_base, make_records, put_records
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import ContentError, IndexTroubleError

_KEPT_SECONDS = 3600.0
"""How long an object stays that no manifest names any more: somebody may be reading it."""
_LEAST_OF_BASE = 2
"""A base is made anew where the log behind it is more than one part of it in so many."""
_PIECE = 1 << 20
_PLACES = ("contentdir", "module", "theme", "themesdir", "staticdir", "assetdir", "enablegitinfo")
"""Keys of a configuration that say where files are."""


# The side that publishes.


def carry(spare: Spare, out: Path, feed: str, site: Mapping[str, Any]) -> bool:
    """Let the folder `out` hold the newest generation of an index for other servers; whether it was otherwise before.

    `feed` is the address of the feed, empty for a folder of this server; `site` is what the configuration says. Belongs
    inside `publishing`; raises OSError, IndexTroubleError, and ContentError where the folder holds anything else.
    """
    out.mkdir(mode=0o755, parents=True, exist_ok=True)
    check_owner(out)
    _check_place(out)
    newest = read_manifest(spare.folder)
    packed = pack_object(site)
    before = _carried_before(out, feed)
    if before and (before.state, before.site) == (newest.changed, object_name(packed)):
        return False
    now = _next(spare, out, before, newest)
    now = replace(now, feed=feed, site=_put_object(out, packed))
    sync_folder(out)
    put_file(out / NAME, pack_carried(now), is_kept=True)
    _remove_others(out, now.objects)
    return True


def _check_place(out: Path) -> None:
    """Raise ContentError where a folder holds files of others: what is there is replaced and removed."""
    names = {file.name for file in out.iterdir() if not file.name.startswith(".")}
    objects = {name for name in names if is_object(name)}
    if names - objects - {NAME} or (names and not objects):
        raise ContentError(
            tr("{folder} holds other files").replace("{folder}", str(out)), tr("name a folder elsewhere")
        )


def _carried_before(out: Path, feed: str) -> Carried | None:
    """What the folder holds, where all of it is there."""
    try:
        found = read_carried((out / NAME).read_bytes()[:MOST_MANIFEST_BYTES], VERSION)
    except (OSError, ContentError):
        return None
    is_there = found.feed == feed and all((out / name).is_file() for name in found.objects)
    return found if is_there else None


def _next(spare: Spare, out: Path, before: Carried | None, newest: Manifest) -> Carried:
    """The log as it goes on, or a new base where it cannot or is long."""
    paths = spare.written(before.state, newest.changed) if before else None
    file = spare.folder / newest.generation
    if before is None or paths is None:
        return _new_base(out, file, newest.changed)
    if before.state == newest.changed:
        return before
    try:
        packed = pack_object(make_records(file, paths))
    except TROUBLE as error:
        raise IndexTroubleError(f"{file}: {error}") from error
    segment = Segment(before.state, newest.changed, _put_object(out, packed), len(packed))
    log = (*before.log, segment)
    since = sum(one.size for one in replace(before, log=log, state=newest.changed).since(before.base) or ())
    if len(log) > MOST_SEGMENTS or since * _LEAST_OF_BASE > sum((out / part).stat().st_size for part in before.parts):
        return replace(_new_base(out, file, newest.changed), log=log[-MOST_SEGMENTS // 2 :])
    return replace(before, log=log, state=newest.changed)


def _new_base(out: Path, file: Path, state: str) -> Carried:
    """The whole index as objects."""
    parts: list[str] = []
    packer, waiting = zlib.compressobj(), b""
    with file.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        while piece := stream.read(_PIECE):
            waiting += packer.compress(piece)
            if len(waiting) >= PART_BYTES:
                parts.append(_put_object(out, waiting))
                waiting = b""
    parts.append(_put_object(out, waiting + packer.flush()))
    return Carried(VERSION, "", state, "", state, size, tuple(parts))


def _put_object(out: Path, packed: bytes) -> str:
    name = object_name(packed)
    if not (out / name).is_file():
        put_file(out / name, packed, is_kept=True)
    return name


def _remove_others(out: Path, kept: set[str]) -> None:
    """Remove objects that are named no more, once nobody can be about to read them."""
    for file in out.iterdir():
        if is_object(file.name) and file.name not in kept and time.time() - file.stat().st_mtime > _KEPT_SECONDS:
            file.unlink()


# The side that follows.


@dataclass(frozen=True, slots=True)
class Followed:
    """Where an index is followed to."""

    folder: Path
    """Folder of its generations here."""
    site: Path
    """Folder with what is needed of the site."""
    address: str
    """Where it comes from."""


def follow(followed: Followed, read: Read, told: Callable[[int, int], None]) -> str:
    """Make the newest generation of an index that is carried from elsewhere the newest one here; its name, empty where
    it is that already. `told` is given how many parts of the base were read, and how many there are.

    Belongs inside `publishing`. Raises ContentError where there is none that is whole, IndexTroubleError and OSError.
    """
    carried = read_carried(read(NAME, MOST_MANIFEST_BYTES), VERSION)
    memory = _Memory(followed.folder / "log", read)
    made_of = Manifest(
        "", VERSION, carried.feed or followed.address, seen_from(followed.folder, followed.site), carried.state
    )
    newest = _newest_here(followed.folder)
    _put_site(followed.site, unpack_object(memory.object(carried.site)))
    if newest and replace(newest, generation="") == made_of:
        remove_unused(followed.folder, _kept(followed.folder, newest.generation))
        return ""
    is_same = newest is not None and (newest.feed, newest.site) == (made_of.feed, made_of.site)
    try:
        file = _brought_forward(followed.folder, newest, carried, memory) if newest and is_same else None
        file = file or _from_base(followed.folder, carried, memory, told)
    except TROUBLE as error:
        raise ContentError(f"{followed.address}: {tr('the index there is damaged')} ({error})") from error
    name = put_generation(followed.folder, made_of, file)
    remove_unused(followed.folder, {name, newest.generation if newest else ""})
    memory.forget_others()
    return name


class _Memory:
    """Objects of the log that were read last: the next generation is made of one that lacks them, too."""

    def __init__(self, folder: Path, read: Read) -> None:
        self._folder = folder
        self._read = read
        self._used: set[str] = set()

    def object(self, name: str, most: int = MOST_OBJECT_BYTES) -> bytes:
        """An object as it is carried; raises ContentError and OSError."""
        self._used.add(name)
        file = self._folder / name
        with contextlib.suppress(OSError, ContentError):
            return read_object(lambda *_: file.read_bytes(), name)
        packed = read_object(self._read, name, most)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        put_file(file, packed, 0o600)
        return packed

    def part(self, name: str) -> bytes:
        """A part of the base, which is needed once."""
        return read_object(self._read, name)

    def segments(self, wanted: Sequence[Segment]) -> Iterator[dict[str, Any]]:
        """What is in these segments, one after the other."""
        return (unpack_object(self.object(segment.name, segment.size)) for segment in wanted)

    def forget_others(self) -> None:
        """Keep what was used, and nothing else."""
        for file in self._folder.iterdir():
            if file.name not in self._used:
                file.unlink()


def _newest_here(folder: Path) -> Manifest | None:
    with contextlib.suppress(IndexTroubleError):
        found = read_manifest(folder)
        return found if (folder / found.generation).is_file() else None
    return None


def _kept(folder: Path, newest: str) -> set[str]:
    """The newest generation and the last one before it, which becomes the next one."""
    names = sorted(file.name for file in folder.iterdir() if GENERATION.fullmatch(file.name) and file.name != newest)
    return {newest, *names[-1:]}


def _brought_forward(folder: Path, newest: Manifest, carried: Carried, memory: _Memory) -> Path | None:
    """A generation that nobody reads, else a copy of the newest one, with what the log has behind it; None where the
    log begins later.
    """
    for name in sorted(_kept(folder, newest.generation) - {newest.generation}):
        segments = carried.since(state_in(folder / name))
        place = unfinished(folder)
        if segments is not None and take_unused(folder / name, place):
            put_records(place, memory.segments(segments))
            return place
    segments = carried.since(newest.changed)
    if segments is None:
        return None
    place = unfinished(folder)
    shutil.copyfile(folder / newest.generation, place)
    put_records(place, memory.segments(segments))
    return place


def _from_base(folder: Path, carried: Carried, memory: _Memory, told: Callable[[int, int], None]) -> Path:
    """The base with the whole log behind it."""
    place = unfinished(folder)
    if shutil.disk_usage(folder).free < carried.size:
        raise ContentError(tr("There is no room for the index in {folder}").replace("{folder}", str(folder)))

    def parts() -> Iterator[bytes]:
        for done, name in enumerate(carried.parts):
            told(done, len(carried.parts))
            yield memory.part(name)

    with place.open("wb") as stream:
        for piece in unpack_parts(parts(), carried.size):
            stream.write(piece)
    check_base(place, carried.base)
    put_records(place, memory.segments(carried.since(carried.base) or ()))
    return place


def _without_places(config: Mapping[str, Any]) -> dict[str, Any]:
    """A configuration that leads nowhere: where the posts lie is of no matter here."""
    found = {key: value for key, value in config.items() if key not in _PLACES}
    languages = found.get("languages")
    if isinstance(languages, dict):
        found["languages"] = {
            key: _without_places(value) if isinstance(value, dict) else value for key, value in languages.items()
        }
    return found


def _put_site(site: Path, config: Mapping[str, Any]) -> None:
    """The site's configuration where readers look for it."""
    text = json.dumps(_without_places(config), ensure_ascii=False, indent=1)
    for folder in (site, site / "content"):
        make_public_folder(folder)
    file = site / "hugo.json"
    if not file.is_file() or file.read_text("utf-8") != text:
        put_file(file, text.encode())
