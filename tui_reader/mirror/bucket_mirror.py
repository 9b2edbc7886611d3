"""A folder that is kept equal to the objects of a bucket below a prefix."""

import threading
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.mirror.bucket_address import BucketAddress
from tui_reader.mirror.kept_folder import EVERY, MOST_BYTES, Intake, Mirror, Refreshed, Told
from tui_reader.mirror.object_listing import Listing, Steps, size_of, steps_between
from tui_reader.mirror.object_memory import ObjectMemory
from tui_reader.model.errors import ContentError

if TYPE_CHECKING:
    from tui_reader.mirror.bucket import Bucket


class BucketMirror(Mirror):
    """Keeps a folder equal to a bucket: a listing tells what changed, and what changed is read."""

    least_pause = 60.0
    """A store is paid for each request, and a listing takes one for a thousand objects."""

    def __init__(self, address: BucketAddress, work: Path, folder: Path, stop: threading.Event | None = None) -> None:
        """`work` is a folder of its own for what is known of the objects, `folder` becomes the files; a look ends soon
        after `stop` is set.
        """
        super().__init__(address, work, folder)
        self._bucket_of = address, stop
        self._memory = ObjectMemory(work, str(address))

    def _update(self, is_ours: bool, told: Told) -> Refreshed:
        from tui_reader.mirror.bucket import Bucket  # noqa: PLC0415 - brings asyncio

        bucket = Bucket(*self._bucket_of)
        listing = bucket.list_objects(told)
        if not listing:
            raise ContentError(tr("There is nothing at {address}").replace("{address}", str(self.address)))
        version = self._tree.version if is_ours else ""
        self._memory.read()
        if version and listing == self._memory.known:
            return Refreshed(version, before=version, changed=())
        self._tree.begin(str(self.address))
        if not version:
            self._look_what_is_there(listing, is_ours)
        steps = steps_between(listing, self._memory.known, self._memory.absent, folds_case=self._tree.folds_case)
        before, names = version, (*steps.read, *steps.gone)
        try:
            left_out = self._take(bucket, listing, steps, told, is_first=not version)
        finally:
            self._memory.close()
        version = f"objects-{len(listing)}-{zlib.crc32(repr(sorted(listing.items())).encode('utf-8', 'replace')):08x}"
        self._tree.finish(version)
        self._memory.keep(listing)
        changed = [_path(name) for name in names] if before and not self._tree.folds_case else None
        return Refreshed(version, True, *left_out, before=before, changed=changed)

    def _look_what_is_there(self, listing: Listing, is_ours: bool) -> None:
        """Of a copy that was not finished, or is of another address, only what is known to be right stays."""
        memory = self._memory
        if not is_ours:
            memory.forget()
        for name, state in list(memory.known.items()):
            if name not in memory.absent and self._tree.size(_path(name)) != size_of(state):
                del memory.known[name]
        self._tree.keep_only({_path(name) for name in memory.known if name in listing})

    def _take(self, bucket: "Bucket", listing: Listing, steps: Steps, told: Told, *, is_first: bool) -> tuple[int, str]:
        """Read what changed and take away what is gone; how many objects are left out, and one of them.

        What is gone goes last, so that a post with another name is never at neither of its places. Raises ContentError,
        ProgramError, OSError.
        """
        if sum(size_of(listing[name]) for name in steps.read) > MOST_BYTES:
            raise ContentError(tr("The bucket holds more than {n} GiB").replace("{n}", str(MOST_BYTES >> 30)))
        intake, done = Intake(self._tree, tr("The bucket holds more than {n} GiB")), 0

        def take(name: str, data: bytes | None) -> None:
            nonlocal done
            if data is None and size_of(listing[name]) == 0:
                # An empty object that cannot be read by its name stands for a folder.
                self._tree.remove(_path(name))
                is_there = False
            else:
                is_there = intake.put(_path(name), data)
            self._memory.note(name, listing[name], is_there=is_there)
            if done % EVERY == 0:
                told("files", done, len(steps.read))
            done += 1

        for name in steps.in_the_way:
            self._tree.remove(_path(name))
        refused = bucket.read_objects(steps.read, take)
        if refused and len(refused) == len(steps.read) and (is_first or len(refused) > 1):
            # Keys that may read none of several objects are wrong keys.
            raise refused[min(refused)]
        for name in sorted(refused):
            take(name, None)
        for name in steps.gone:
            if name not in steps.in_the_way:
                self._tree.remove(_path(name))
        self._memory.absent |= steps.left_out
        counted = intake.left_out + len(steps.left_out) - steps.uncounted
        named = {intake.first} - {""} | {name for name in steps.left_out if size_of(listing[name])}
        return counted, min(named or steps.left_out, default="") if counted else ""


def _path(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
