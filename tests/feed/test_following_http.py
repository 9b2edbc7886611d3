"""An index that goes to other servers over HTTP: few requests, every call ends, and what fails once is asked again."""

import contextlib
import http.client
import http.server
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from tests.feed.test_following import Pair
from tests.feed.test_following import pair as pair
from tests.feeds import write_post
from tui_reader.mirror.addresses import read_address
from tui_reader.mirror.carried import carrier
from tui_reader.mirror.carried.carried_address import CarriedAddress
from tui_reader.mirror.carried.carrier import WebLimits
from tui_reader.model.errors import ContentError


class _Handler(http.server.SimpleHTTPRequestHandler):
    fault: Callable[[str], object] = staticmethod(lambda path: None)
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        wrong = self.fault(self.path)
        if wrong == "drip":
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 100000\r\n\r\n")
            with contextlib.suppress(OSError):
                for _ in range(2000):
                    self.wfile.write(b" ")
                    time.sleep(0.01)
        elif wrong == "cut":
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 100000\r\n\r\n{}")
        elif wrong == "silent":
            time.sleep(1)
        elif wrong == "moved":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
        elif isinstance(wrong, int):
            self.send_error(wrong)
        else:
            super().do_GET()

    def log_message(self, *given: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Handler]]:
    """The pair with a server between them."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(carrier, "FIRST_PAUSE", 0.01)
    handler = type("Handler", (_Handler,), {"asked": []})

    def make(*given: object) -> _Handler:
        return handler(*given, directory=str(pair.folder))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), make) as server:
        server.daemon_threads, server.block_on_close = True, False
        pair.address = f"index+http://127.0.0.1:{server.server_address[1]}/out/"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield handler
        server.shutdown()


def test_over_http_the_base_is_fetched_once_and_an_unchanged_look_is_one_request(pair, served):
    assert pair.follow()
    write_post(pair.root, "news/p1.md", "改过")
    pair.publish()
    served.asked.clear()
    assert pair.follow()
    assert pair.is_equal()
    assert served.asked == ["/out/manifest.json", f"/out/{pair.manifest()['log'][0][2]}"]
    served.asked.clear()
    assert pair.follow() == ""
    assert served.asked == ["/out/manifest.json"]


@pytest.mark.parametrize(
    ("fault", "words", "count"),
    [(404, "error 404", 1), (503, "error 503", 3), ("moved", "error 302", 1), ("cut", "cannot be reached", 3),
     ("silent", "does not answer", 3), ("drip", "does not answer", 3)],
)  # fmt: skip
def test_what_keeps_a_server_away_is_said_and_every_call_ends(pair, served, monkeypatch, fault, words, count):
    monkeypatch.setattr(carrier, "LIMITS", WebLimits(silence=0.1, request=0.2))
    served.fault = staticmethod(lambda path: fault)
    with pytest.raises(ContentError, match=words):
        pair.follow()
    assert len(served.asked) == count


def test_a_call_whose_time_is_up_does_not_answer_whatever_the_line_says(pair, served, monkeypatch):
    monkeypatch.setattr(carrier, "LIMITS", WebLimits(silence=30, request=0.05))
    monkeypatch.setattr(carrier, "TRIES", 1)

    def reset(connection: http.client.HTTPConnection, *given: object, **more: object) -> None:
        time.sleep(0.3)
        raise ConnectionResetError(104, "Connection reset by peer")

    monkeypatch.setattr(http.client.HTTPConnection, "request", reset)
    with pytest.raises(ContentError, match="does not answer"):
        pair.follow()


def test_a_server_that_is_not_the_one_of_its_name_is_asked_once(pair, served, monkeypatch):
    asked: list[str] = []

    def get(address: CarriedAddress, name: str, most: int) -> bytes:
        asked.append(name)
        error = OSError(1, "x")
        error.verify_message = "self-signed certificate"  # as ssl.SSLCertVerificationError has it
        raise error

    monkeypatch.setattr(carrier, "_get", get)
    with pytest.raises(ContentError, match="certificate is not trusted"):
        pair.follow()
    assert asked == ["manifest.json"]


def test_what_fails_once_is_asked_again(pair, served):
    served.fault = staticmethod(lambda path: 503 if len(served.asked) == 1 else None)
    assert pair.follow()


def test_a_proxy_of_the_environment_is_asked_in_place_of_the_server(pair, served, monkeypatch):
    monkeypatch.setenv("http_proxy", pair.address.removeprefix("index+").partition("/out")[0])
    pair.address = "index+http://news.example/out"
    with pytest.raises(ContentError):
        pair.follow()
    assert served.asked == ["http://news.example/out/manifest.json"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("index+https:/news.example/a/", "index+https://news.example/a"),
        ("index+http://[::1]:80/a", "index+http://[::1]:80/a"),
        ("index+file:///srv/out/", "index+file:///srv/out"),
        ("index+s3://news/p/", "index+s3://news/p"),
    ],
)
def test_addresses_of_indexes(text, name):
    assert str(read_address(text)) == name


@pytest.mark.parametrize(
    "text",
    ["index+https://user:secret@news.example/a", "index+https://a/?key=x", "index+ftp://a/b", "index+https://a:x/"],
)
def test_what_is_no_address_of_an_index_or_holds_a_secret_is_refused(text):
    with pytest.raises(ContentError) as caught:
        read_address(text)
    assert "secret" not in str(caught.value)
