"""A bucket on this machine that answers as the stores of Amazon, Google and Azure do, and fails as it is told to.

Signatures are taken unread. A page of a listing has a thousand names, as it has there.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

PAGE = 1000
MOMENT = "Mon, 01 Jan 2024 00:00:00 GMT"
SECRET = "a-secret-of-the-job"
_OBJECT = "<Contents><Key>{}</Key><LastModified>2024-01-01T00:00:{:02}.000Z</LastModified><ETag>{}</ETag><Size>{}</Size></Contents>"

_BLOB = (
    f"<Blob><Name>{{}}</Name><Properties><Last-Modified>{MOMENT}</Last-Modified><Content-Length>{{}}</Content-Length>"
    "<Content-Type>text/plain</Content-Type>"
    "<Etag>{}</Etag></Properties></Blob>"
)


class Bucket:
    """One bucket, `news`, and what was asked of it."""

    def __init__(self, port: int, objects: Mapping[str, str | bytes]) -> None:
        self.port = port
        self.objects: dict[str, bytes] = {}
        self.seconds: dict[str, int] = {}
        self.sizes: dict[str, int] = {}
        """Sizes that the listing gives in place of the true ones."""
        self.asked: list[str] = []
        """`list`, `more` for a further page of it, or the name of the object, of each request."""
        self.fault: Callable[[str, int], object] = lambda asked, count: None
        """What goes wrong with a request, by what is asked and how many such requests came before: a status, `cut` in
        the middle of the answer, or `silent`.
        """
        self.ended = threading.Event()
        self.put(objects)

    def put(self, objects: Mapping[str, str | bytes | None]) -> None:
        """Put objects in place, None for one that is taken away."""
        for key, data in objects.items():
            self.objects.pop(key, None)
            if data is not None:
                self.objects[key] = data.encode() if isinstance(data, str) else data

    def touch(self, key: str) -> None:
        """Upload the same again."""
        self.seconds[key] = self.seconds.get(key, 0) + 1

    def listing(self, query: Mapping[str, str]) -> bytes:
        """One page of the listing (Amazon S3 API Reference, ListObjectsV2)."""
        after = query.get("continuation-token", "")
        keys = sorted(key for key in self.objects if key.startswith(query.get("prefix", "")) and key > after)
        size = min(PAGE, int(query.get("max-keys", PAGE)))
        page = keys[:size]
        found = "".join(
            _OBJECT.format(escape(key), self.seconds.get(key, 0), etag(self.objects[key]), self._size(key))
            for key in page
        )
        more = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if len(keys) > size else ""
        is_cut = str(len(keys) > size).lower()
        return f"<ListBucketResult><IsTruncated>{is_cut}</IsTruncated>{more}{found}</ListBucketResult>".encode()

    def azure_listing(self, query: Mapping[str, str]) -> bytes:
        """The same as Azure gives it (Blob service REST API, List Blobs), in one page."""
        found = "".join(
            _BLOB.format(escape(key), len(data), etag(data))
            for key, data in sorted(self.objects.items())
            if key.startswith(query.get("prefix", ""))
        )
        return f"<EnumerationResults><Blobs>{found}</Blobs><NextMarker/></EnumerationResults>".encode()

    def _size(self, key: str) -> int:
        return self.sizes.get(key, len(self.objects[key]))


def etag(data: bytes) -> str:
    """As S3 makes it of an object that was put in one piece."""
    return f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    bucket: Bucket

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        _, _, key = unquote(address.path).removeprefix("/devstoreaccount1").lstrip("/").partition("/")
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        asked = key or ("more" if "continuation-token" in query else "list")
        wrong = self.bucket.fault(asked, self.bucket.asked.count(asked))
        self.bucket.asked.append(asked)
        if wrong == "silent":
            self.bucket.ended.wait(20)
            self.close_connection = True
        elif isinstance(wrong, int):
            self._answer(f"<Error><Code>Wrong{wrong}</Code><Message>{SECRET}</Message></Error>".encode(), wrong)
        elif not key:
            lists = self.bucket.azure_listing if "comp" in query else self.bucket.listing
            self._answer(lists(query), is_cut=wrong == "cut")
        elif key in self.bucket.objects:
            self._answer(self.bucket.objects[key], is_cut=wrong == "cut")
        else:
            self._answer(b"", 404)

    def _answer(self, data: bytes, status: int = 200, *, is_cut: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("ETag", etag(data))
        self.send_header("Last-Modified", MOMENT)
        self.end_headers()
        self.wfile.write(data[: len(data) // 2] if is_cut else data)
        self.close_connection = is_cut

    def log_message(self, *given: object) -> None:
        """Say nothing."""


@contextmanager
def bucket_served(objects: Mapping[str, str | bytes]) -> Iterator[Bucket]:
    """A bucket that is there until this ends."""
    handler = type("Handler", (_Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads, server.block_on_close = True, False
        handler.bucket = bucket = Bucket(server.server_address[1], objects)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield bucket
        finally:
            bucket.ended.set()
            server.shutdown()


def environment_of(port: int) -> dict[str, str]:
    """Variables that lead whoever wants Amazon's store to a port of this machine, with keys that are nobody's."""
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": SECRET,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "eu-north-1",
    }
