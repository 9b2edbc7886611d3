"""The objects of a bucket, listed and read through obstore; every call ends.

What obstore says of a failure is put into words of our own: it may hold the address of a request with its signature.
"""

import asyncio
import os
import re
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from tui_reader.i18n.messages import tr
from tui_reader.mirror.aws_profile import read_profile
from tui_reader.mirror.bucket_address import BucketAddress
from tui_reader.mirror.kept_folder import MOST_FILE_BYTES, MOST_FILES, Told
from tui_reader.mirror.object_listing import fingerprint
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ContentError, ProgramError

if TYPE_CHECKING:
    from obstore.store import AzureStore, GCSStore, S3Store

    Store = S3Store | GCSStore | AzureStore

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CallLimits:
    """Seconds after which a peer is given up."""

    connect: float = 10.0
    """For a connection to be made."""
    silence: float = 30.0
    """Without a byte from the other side."""
    request: float = 600.0
    """For one page of a listing, or one object."""
    look: float = 3600.0
    """For a whole listing, and for reading all that changed."""


LIMITS = CallLimits()
TRIES = 3
"""How often a call is made that fails at once."""
FIRST_PAUSE = 0.5
"""Seconds before the second try; each later pause is twice as long."""
AT_ONCE = 16
"""Objects read at the same time."""
SMALL = 1 << 20
"""Bytes of an object that is read beside others; of larger ones there is only one at a time."""
_PAGE = 1000
_REFUSED, _FAULT_OF_SERVER = 403, 500
_LOOK_SECONDS = 0.1
_STATUS = re.compile(r"status code: (\d{3})")
_CODE = re.compile(r"<Code>(\w{1,40})</Code>")
_NAMES = {"s3": ("S3Store", "AWS"), "gs": ("GCSStore", "GOOGLE"), "az": ("AzureStore", "AZURE")}
"""For each scheme: the class of obstore, and how the variables of the environment begin that it reads."""


class Bucket:
    """The objects below one prefix of a bucket; one thread at a time."""

    def __init__(self, address: BucketAddress, stop: threading.Event | None = None) -> None:
        """A call ends soon after `stop` is set."""
        self._address = address
        self._stop = stop

    def list_objects(self, told: Told) -> dict[str, str]:
        """The fingerprint of every object by its name, the prefix left out: all of them or none.

        Raises ContentError, ProgramError.
        """
        store = self._store()
        return self._run(self._repeated(lambda: self._listing(store, told)))

    def read_objects(
        self, names: Sequence[str], take: Callable[[str, bytes | None], None]
    ) -> Mapping[str, ProgramError]:
        """Read objects, several at a time; each is given to `take` when it has arrived, as None where it is gone or too
        large. Those that the store refuses are returned with what it says. Raises ContentError, ProgramError and what
        `take` raises.
        """
        return self._run(self._read_all(self._store(), iter(names), take)) if names else {}

    def _store(self) -> "Store":
        """The store with what the environment and the profile say of it; raises ContentError."""
        try:
            import obstore.store  # noqa: PLC0415 - an extra
        except ImportError as error:
            hint = "pip install 'hugo-newsreader[s3]'"
            raise ContentError(tr("Feeds in object stores need the package obstore"), hint) from error
        kind, variables = _NAMES[self._address.scheme]
        client = {
            "connect_timeout": timedelta(seconds=LIMITS.connect),
            "read_timeout": timedelta(seconds=LIMITS.silence),
            "timeout": timedelta(seconds=LIMITS.request),
            "allow_http": os.environ.get(f"{variables}_ALLOW_HTTP", "").lower() in ("1", "true"),
        }
        retry = {
            "max_retries": TRIES - 1,
            "retry_timeout": timedelta(seconds=LIMITS.silence),
            "backoff": {"init_backoff": timedelta(seconds=FIRST_PAUSE), "max_backoff": timedelta(seconds=8), "base": 2},
        }
        more = read_profile(os.environ) if self._address.scheme == "s3" else {}
        make: Any = getattr(obstore.store, kind)
        try:
            store: Store = make(
                self._address.bucket,
                prefix=self._address.prefix or None,
                client_options=client,
                retry_config=retry,
                **more,
            )
        except Exception:  # noqa: BLE001 - whatever is wrong with the environment, which the error may quote
            raise ContentError(
                f"{self._address}: {tr('the environment does not say how to reach it')}", _hint()
            ) from None
        return store

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run one look to its end, which comes at the latest when its time is up; raises ProgramError."""
        return asyncio.run(self._watched(work))

    async def _watched(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.ensure_future(work)
        end = time.monotonic() + LIMITS.look
        while not task.done() and time.monotonic() < end and not (self._stop and self._stop.is_set()):
            await asyncio.wait({task}, timeout=_LOOK_SECONDS)
        if task.done():
            return task.result()
        task.cancel()
        raise ProgramError(tr("{program} does not answer").replace("{program}", self._address.bucket))

    async def _repeated(self, call: Callable[[], Awaitable[T]], about: str = "") -> T:
        """What a call gives; it is made again where it fails before a silent peer would have been given up.

        Raises ContentError, ProgramError, which names the object it is `about`.
        """
        begun, pause = time.monotonic(), FIRST_PAUSE
        for is_last in (*[False] * (TRIES - 1), True):
            try:
                return await call()
            except ContentError:
                raise
            except Exception as error:  # noqa: BLE001 - obstore has an error for every store
                trouble = self._trouble(error)
            if is_last or trouble.is_final or time.monotonic() - begun >= LIMITS.silence:
                break
            await asyncio.sleep(pause)
            pause *= 2
        kind = _RefusedError if trouble.is_refused else ProgramError
        raise kind(f"{about}: {trouble.words}" if about else trouble.words, trouble.hint)

    async def _listing(self, store: "Store", told: Told) -> dict[str, str]:
        found: dict[str, str] = {}
        pages = aiter(store.list(chunk_size=_PAGE))
        while page := await asyncio.wait_for(anext(pages, None), LIMITS.request):
            for meta in page:
                name = meta["path"]
                state = fingerprint(meta["size"], meta["last_modified"], meta["e_tag"])
                # Two objects may have one name for obstore, which drops a slash at either end.
                found[name] = f"{state} {found[name]}" if name in found else state
            if len(found) > MOST_FILES:
                raise ContentError(tr("The bucket holds more than {n} files").replace("{n}", f"{MOST_FILES:,}"))
            told("list", len(found), 0)
        return found

    async def _read_all(
        self, store: "Store", names: Iterator[str], take: Callable[[str, bytes | None], None]
    ) -> dict[str, ProgramError]:
        alone = asyncio.Lock()
        refused: dict[str, ProgramError] = {}

        async def read_some() -> None:
            for name in names:
                try:
                    data = await self._read(store, name, alone)
                except _RefusedError as error:
                    refused[name] = error
                else:
                    take(name, data)

        readers = [asyncio.create_task(read_some()) for _ in range(AT_ONCE)]
        try:
            await asyncio.gather(*readers)
        finally:
            for reader in readers:
                reader.cancel()
        return refused

    async def _read(self, store: "Store", name: str, alone: asyncio.Lock) -> bytes | None:
        async def get() -> bytes | None:
            try:
                found = await store.get_async(name)
            except FileNotFoundError:
                return None
            size = found.meta["size"]
            if size > MOST_FILE_BYTES:
                return None
            if size <= SMALL:
                return bytes(await found.bytes_async())
            async with alone:
                return bytes(await found.bytes_async())

        return await self._repeated(lambda: asyncio.wait_for(get(), LIMITS.request), name)

    def _trouble(self, error: Exception) -> "_Trouble":
        """What keeps a call from ending well, in words of ours."""
        text = str(error)[:20_000]
        status, code = _STATUS.search(text), _CODE.search(text)
        was_repeated = "RetryError" in text
        if type(error).__name__ == "InvalidPathError":
            named = text.partition("\n")[0].partition('"')[2].rpartition('"')[0]
            words = tr("no file can have the name of one of its objects: {name}").replace("{name}", named)
            return _Trouble(words, True, tr("give the object another name"))
        if status:
            words = _words_of(int(status[1])) or tr("the server answers with error {n}").replace("{n}", status[1])
            hint = _hint() if int(status[1]) < _FAULT_OF_SERVER else ""
            return _Trouble(f"{words} ({code[1]})" if code else words, True, hint, int(status[1]) == _REFUSED)
        if "LOCATION" in text:
            return _Trouble(tr("it is in another region"), True, _hint())
        if isinstance(error, TimeoutError) or "TimedOut" in text:
            return _Trouble(tr("{program} does not answer").replace("{program}", self._address.bucket), was_repeated)
        return _Trouble(tr("it cannot be reached"), was_repeated)


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why a call failed."""

    words: str
    """What is told."""
    is_final: bool = False
    """Whether the same call would fail again, or was made often enough by obstore itself."""
    hint: str = ""
    """What may help."""
    is_refused: bool = False
    """Whether the store says that these keys may not do this."""


class _RefusedError(ProgramError):
    """One object may not be read with these keys."""


def _words_of(status: int) -> str:
    """What a status of HTTP means here; empty for others."""
    words = {401: tr("access is denied"), 403: tr("access is denied"), 404: tr("there is no such bucket")}
    return words.get(status, "")


def _hint() -> str:
    return tr("keys, region and endpoint are taken from the environment and the profile of whoever runs this")
