"""Reads the objects of an index that is carried from elsewhere: from a folder, over HTTP or from a bucket.

What comes is other people's: each object is bounded, every call ends, and nothing is believed here of what is in one.
"""

import contextlib
import http.client
import os
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

from tui_reader.config.user_files import open_regular
from tui_reader.i18n.messages import tr
from tui_reader.mirror.addresses import STORES
from tui_reader.mirror.carried.carried_address import CarriedAddress
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ContentError, ProgramError

Carrier = Callable[[str, int], bytes]
"""Given the name of an object and how large it may be, what is in it; raises ContentError."""


@dataclass(frozen=True, slots=True)
class WebLimits:
    """Seconds after which a server is given up."""

    silence: float = 30.0
    """Without a byte from it, and for a connection to be made."""
    request: float = 600.0
    """For one object."""


LIMITS = WebLimits()
TRIES = 3
"""How often an object is asked for where the connection fails or the server says that it is its fault."""
FIRST_PAUSE = 0.5
"""Seconds before the second try; each later pause is twice as long."""
_FAULT_OF_SERVER = 500
_OK = 200


def open_carrier(address: CarriedAddress) -> Carrier:
    """What reads the objects at an address; nothing is read yet."""
    if address.transport == "file":
        return _from_folder(Path(address.place))
    return _from_bucket(address) if address.transport in STORES else _from_web(address)


def _from_folder(folder: Path) -> Carrier:
    def read(name: str, most: int) -> bytes:
        try:
            with os.fdopen(open_regular(folder / name), "rb") as stream:
                return _bounded(name, stream.read(most + 1), most)
        except OSError as error:
            raise ContentError(f"{folder / name}: {error.strerror or error}") from error

    return read


def _from_bucket(address: CarriedAddress) -> Carrier:
    from tui_reader.mirror.bucket import Bucket  # noqa: PLC0415 - brings asyncio
    from tui_reader.mirror.bucket_address import read_bucket_address  # noqa: PLC0415 - with it

    bucket = Bucket(read_bucket_address(f"{address.transport}://{address.place}"))

    def read(name: str, most: int) -> bytes:
        found: list[bytes] = []
        try:
            for refused in bucket.read_objects([name], lambda _, data: found.append(data or b"")).values():
                raise refused
        except ProgramError as error:
            raise ContentError(f"{address}: {error.message}", error.hint) from error
        return _bounded(name, found[0], most)

    return read


def _from_web(address: CarriedAddress) -> Carrier:
    def read(name: str, most: int) -> bytes:
        pause = FIRST_PAUSE
        for left in reversed(range(TRIES)):
            try:
                return _bounded(name, _get(address, name, most), most)
            except ContentError:
                raise
            except (OSError, http.client.HTTPException, ValueError) as error:
                if not left or _is_about_certificate(error):
                    raise ContentError(f"{address}: {_words_of(error)}") from error
            time.sleep(pause)
            pause *= 2
        raise AssertionError

    return read


def _get(address: CarriedAddress, name: str, most: int) -> bytes:
    """At most one byte more than wanted of an object; raises OSError, HTTPException, and ContentError where asking
    again is of no use.
    """
    parts = urlsplit(f"{address.transport}://{address.place}")
    path = f"{quote(parts.path)}/{name}"
    connection, is_whole_address = _connection(parts.scheme, parts.hostname or "", parts.port)
    target = f"{address.transport}://{parts.netloc}{path}" if is_whole_address else path
    with _watched(connection):
        connection.request("GET", target, headers={"User-Agent": "newsreader", "Accept-Encoding": "identity"})
        answer = connection.getresponse()
        if answer.status >= _FAULT_OF_SERVER:
            raise OSError(None, tr("the server answers with error {n}").replace("{n}", str(answer.status)))
        if answer.status != _OK:
            why = tr("the server answers with error {n}").replace("{n}", str(answer.status))
            raise ContentError(f"{address}/{name}: {why}")
        data = answer.read(most + 1)
        if answer.length and len(data) <= most:
            raise http.client.IncompleteRead(data, answer.length)
        return data


def _connection(scheme: str, host: str, port: int | None) -> tuple[http.client.HTTPConnection, bool]:
    """A connection that is not made yet, through the proxy that the environment names, and whether it takes whole
    addresses; raises OSError.
    """
    proxy = "" if urllib.request.proxy_bypass(host) else urllib.request.getproxies().get(scheme, "")
    make = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
    if not proxy:
        return make(host, port, timeout=LIMITS.silence), False
    through = urlsplit(proxy if "//" in proxy else f"//{proxy}")
    connection = make(through.hostname or "", through.port, timeout=LIMITS.silence)
    if scheme == "https":
        connection.set_tunnel(host, port)
    return connection, scheme == "http"


@contextlib.contextmanager
def _watched(connection: http.client.HTTPConnection) -> Iterator[None]:
    """While this lasts a call is cut off when its time is up, whatever its peer sends meanwhile; raises TimeoutError
    then, whatever the call itself raises of that.
    """
    is_over, is_done = threading.Event(), threading.Event()
    held: list[socket.socket] = []

    def watch() -> None:
        if not is_done.wait(LIMITS.request):
            is_over.set()
            for found in held or filter(None, [connection.sock]):
                with contextlib.suppress(OSError):
                    found.shutdown(socket.SHUT_RDWR)

    threading.Thread(target=watch, name="watchdog", daemon=True).start()
    try:
        connection.connect()
        held.append(connection.sock)
        yield
    except (OSError, http.client.HTTPException) as error:
        if is_over.is_set():
            raise TimeoutError from error
        raise
    finally:
        is_done.set()
        connection.close()
    if is_over.is_set():
        raise TimeoutError


def _is_about_certificate(error: Exception) -> bool:
    """Whether the server is not known to be the one of its name."""
    return bool(getattr(error, "verify_message", ""))


def _words_of(error: Exception) -> str:
    if _is_about_certificate(error):
        return tr("its certificate is not trusted")
    if isinstance(error, TimeoutError):
        return tr("it does not answer")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return tr("it cannot be reached")


def _bounded(name: str, data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise ContentError(tr("{file} is larger than it may be").replace("{file}", name))
    return data
