"""A folder that is kept equal to a bucket: every change arrives, an unchanged look costs its listing alone, half a
listing removes nothing, and no peer is waited for without end.
"""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.mirror.bucket import SECRET, Bucket, bucket_served, environment_of
from tests.mirror.repository import Repository, files_of
from tests.mirror.test_git_mirror import silent as silent
from tui_reader.mirror import bucket as bucket_module
from tui_reader.mirror import bucket_mirror, kept_folder, object_listing
from tui_reader.mirror.addresses import read_address
from tui_reader.mirror.bucket import CallLimits
from tui_reader.mirror.bucket_mirror import BucketMirror
from tui_reader.mirror.mirrors import open_mirror
from tui_reader.model.errors import ContentError

POSTS = {"p/hugo.toml": 'title = "X"\n', "p/content/a.md": "one", "p/content/b/c.md": "two", "p/内容 +%#/一": "三"}
SITE = {name.removeprefix("p/"): text for name, text in POSTS.items()}


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with bucket_served({**POSTS, "px": "beside", "other/d.md": "elsewhere"}) as served:
        for name, value in environment_of(served.port).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(bucket_module, "FIRST_PAUSE", 0.01)
        yield served


def mirror_of(tmp_path: Path, address: str = "s3://news/p", stop: threading.Event | None = None) -> BucketMirror:
    return BucketMirror(read_address(address), tmp_path / "work", tmp_path / "site", stop)


@pytest.fixture
def mirror(bucket: Bucket, tmp_path: Path) -> BucketMirror:
    return mirror_of(tmp_path)


def asked(bucket: Bucket, call: Callable[[], object]) -> list[str]:
    """What a call asks a bucket for, sorted."""
    bucket.asked.clear()
    call()
    return sorted(bucket.asked)


def away(mirror: BucketMirror) -> None:
    """A look that fails."""
    with pytest.raises(ContentError, match="s3://news"):
        mirror.refresh()


def test_the_folder_is_what_the_bucket_holds_and_follows_every_change(bucket, mirror, tmp_path):
    told = []
    first = mirror.refresh(lambda *given: told.append(given))
    assert (first.is_new, first.left_out, mirror.is_whole) == (True, 0, True)
    assert {("list", 4, 0), ("files", 0, 4)} <= set(told)
    assert files_of(tmp_path / "site") == SITE
    assert asked(bucket, mirror.refresh) == ["list"]
    bucket.put({"p/content/a.md": "ONE", "p/content/b/c.md": None, "p/content/b": "a file", "p/hugo.toml": None})
    bucket.put({"p/hugo.toml/x": "a folder"})
    bucket.touch("p/内容 +%#/一")
    assert asked(bucket, mirror.refresh) == ["list", "p/content/a.md", "p/content/b", "p/hugo.toml/x"]
    assert files_of(tmp_path / "site") == {
        "content/a.md": "ONE", "content/b": "a file", "hugo.toml/x": "a folder", "内容 +%#/一": "三",
    }  # fmt: skip
    assert asked(bucket, mirror_of(tmp_path).refresh) == ["list"]


def test_an_unchanged_look_costs_one_request_for_a_thousand_objects_and_reads_none(bucket, tmp_path, monkeypatch):
    bucket.put({f"q/{number:04}": "" for number in range(2500)})
    mirror = mirror_of(tmp_path, "s3://news/q")
    with monkeypatch.context() as patch:
        patch.setattr(kept_folder.FileTree, "write", lambda tree, path, data: True)
        patch.setattr(
            bucket_module.Bucket,
            "read_objects",
            lambda self, names, take: {} if [take(name, b"") for name in names] else None,
        )
        mirror.refresh()
    assert asked(bucket, mirror.refresh) == ["list", "more", "more"]


def test_the_whole_bucket_and_the_stores_of_others(bucket, tmp_path, monkeypatch):
    mirror_of(tmp_path, "s3://news").refresh()
    assert files_of(tmp_path / "site") == {**POSTS, "px": "beside", "other/d.md": "elsewhere"}
    account = tmp_path / "account.json"
    account.write_text(
        f'{{"gcs_base_url": "http://127.0.0.1:{bucket.port}", "disable_oauth": true, "client_email": "", '
        '"private_key": "", "private_key_id": ""}'
    )
    monkeypatch.setenv("GOOGLE_SERVICE_ACCOUNT", str(account))
    monkeypatch.setenv("GOOGLE_ALLOW_HTTP", "true")
    mirror_of(tmp_path, "gs://news/p").refresh()
    assert files_of(tmp_path / "site") == SITE
    monkeypatch.setenv("AZURE_STORAGE_USE_EMULATOR", "true")
    monkeypatch.setenv("AZURITE_BLOB_STORAGE_URL", f"http://127.0.0.1:{bucket.port}")
    monkeypatch.setenv("AZURE_ALLOW_HTTP", "true")
    mirror = mirror_of(tmp_path, "az://news/other")
    mirror.refresh()
    assert files_of(tmp_path / "site") == {"d.md": "elsewhere"}
    assert asked(bucket, mirror.refresh) == ["list"]


@pytest.mark.parametrize("fault", ["cut", 500, "silent"])
def test_half_a_listing_removes_nothing_and_reads_nothing(bucket, mirror, tmp_path, monkeypatch, fault):
    mirror.refresh()
    if fault == "silent":
        monkeypatch.setattr(bucket_module, "LIMITS", CallLimits(silence=0.2, request=0.3))
    bucket.put({f"p/{number:04}": "" for number in range(1001)} | {"p/content/a.md": None})
    bucket.fault = lambda asked, count: fault if asked == "more" else None
    every = set(asked(bucket, lambda: away(mirror)))
    assert every == {"list", "more"} or (fault == "silent" and every == {"list"})
    assert (files_of(tmp_path / "site"), mirror.is_whole) == (SITE, True)


def test_what_fails_once_is_asked_again(bucket, mirror, tmp_path):
    bucket.fault = lambda asked, count: (503 if asked == "list" else "cut") if not count else None
    assert mirror.refresh().left_out == 0
    assert files_of(tmp_path / "site") == SITE


def test_a_copy_that_was_cut_off_is_no_version_and_goes_on_where_it_was(bucket, mirror, tmp_path, monkeypatch):
    monkeypatch.setattr(bucket_module, "AT_ONCE", 1)
    bucket.fault = lambda asked, count: 400 if asked == "p/hugo.toml" else None
    with pytest.raises(ContentError, match="error 400"):
        mirror.refresh()
    assert not mirror.is_whole
    with (tmp_path / "work/objects.new").open("a") as journal:
        journal.write('["conte')
    (tmp_path / "site/left.md").write_text("left")
    bucket.fault = lambda asked, count: None
    assert asked(bucket, mirror_of(tmp_path).refresh) == ["list", "p/hugo.toml", "p/内容 +%#/一"]
    assert files_of(tmp_path / "site") == SITE


def test_a_file_that_was_lost_in_a_crash_is_read_again(bucket, mirror, tmp_path):
    mirror.refresh()
    (tmp_path / "site/.git/newsreader-unfinished").touch()
    (tmp_path / "site/content/a.md").write_text("")
    assert asked(bucket, mirror_of(tmp_path).refresh) == ["list", "p/content/a.md"]
    assert files_of(tmp_path / "site") == SITE


def test_a_post_with_another_name_is_never_at_neither_of_its_places(bucket, mirror, tmp_path, monkeypatch):
    mirror.refresh()
    bucket.put({"p/content/a.md": None, "p/content/z.md": "one"})
    seen = []
    remove = kept_folder.FileTree.remove
    monkeypatch.setattr(
        kept_folder.FileTree, "remove", lambda tree, path: (seen.append(files_of(tree.folder)), remove(tree, path))
    )
    mirror.refresh()
    assert [("content/z.md" in files, "content/a.md" in files) for files in seen] == [(True, True)]


def test_an_object_that_may_not_be_read_is_left_out_and_named_and_the_others_arrive(bucket, mirror, tmp_path):
    bucket.fault = lambda asked, count: 403 if asked == "p/content/a.md" else None
    found = mirror.refresh()
    assert (found.left_out, found.first, mirror.is_whole) == (1, "content/a.md", True)
    without = {name: text for name, text in SITE.items() if name != "content/a.md"}
    assert files_of(tmp_path / "site") == without
    assert asked(bucket, mirror.refresh) == ["list"]
    bucket.fault = lambda asked, count: None
    bucket.put({"p/content/b/c.md": "TWO"})
    assert mirror.refresh().left_out == 0
    assert files_of(tmp_path / "site") == {**SITE, "content/b/c.md": "TWO"}
    bucket.fault = lambda asked, count: 403 if asked == "p/content/a.md" else None
    bucket.put({"p/content/a.md": "secret"})
    assert mirror.refresh().left_out == 1
    assert "content/a.md" not in files_of(tmp_path / "site")


def test_keys_that_may_list_and_not_read_take_no_file_away(bucket, mirror, tmp_path):
    bucket.fault = lambda asked, count: None if asked == "list" else 403
    with pytest.raises(ContentError, match="access is denied"):
        mirror.refresh()
    bucket.fault = lambda asked, count: None
    mirror.refresh()
    bucket.fault = lambda asked, count: None if asked == "list" else 403
    bucket.put({"p/content/a.md": "ONE", "p/content/b/c.md": "TWO", "p/hugo.toml": None})
    with pytest.raises(ContentError, match="access is denied"):
        mirror.refresh()
    assert files_of(tmp_path / "site") == SITE


def test_objects_that_cannot_be_files_are_left_out_and_counted(bucket, mirror, tmp_path, monkeypatch):
    monkeypatch.setattr(object_listing, "MOST_FILE_BYTES", 50)
    monkeypatch.setattr(bucket_module, "MOST_FILE_BYTES", 50)
    bucket.put({
        "p/.git/config": "x", "p/a/.GIT/x": "x", "p/" + "x" * 300: "x", "p/content": "a file", "p/large": "x" * 51,
        "p/grown": "x" * 60, "p/empty/": "", "p/empty/x": "1", "p/none/": "",
    })  # fmt: skip
    bucket.sizes["p/grown"] = 3
    found = mirror.refresh()
    assert (found.left_out, found.first) == (6, ".git/config")
    assert files_of(tmp_path / "site") == {**SITE, "empty/x": "1"}
    assert asked(bucket, mirror.refresh) == ["list"]
    bucket.put({"p/content/a.md": None, "p/content/b/c.md": None})
    mirror.refresh()
    assert files_of(tmp_path / "site")["content"] == "a file"


@pytest.mark.parametrize("key", ["p/../out", "p//abs", "p/a//b", "p/./b", "p/a\tb", "p/\x7f", "p/content/.."])
def test_a_name_that_no_store_should_have_is_named_and_nothing_is_changed(bucket, mirror, tmp_path, key):
    mirror.refresh()
    bucket.put({key: "hostile", "p/content/a.md": None})
    with pytest.raises(ContentError, match="no file can have the name"):
        mirror.refresh()
    assert (files_of(tmp_path / "site"), mirror.is_whole) == (SITE, True)
    assert {place.name for place in tmp_path.iterdir()} <= {"home", "site", "work"}


def test_a_slash_before_a_name_hides_no_object(bucket, tmp_path):
    bucket.put({"/px": "hostile"})
    mirror_of(tmp_path, "s3://news").refresh()
    assert files_of(tmp_path / "site")["px"] == "beside"
    bucket.put({"px": "changed"})
    mirror_of(tmp_path, "s3://news").refresh()
    assert files_of(tmp_path / "site")["px"] == "changed"


@pytest.mark.parametrize(
    ("module", "name", "most"), [(bucket_module, "MOST_FILES", 1), (bucket_mirror, "MOST_BYTES", 5)]
)
def test_a_bucket_without_bounds_is_refused(mirror, tmp_path, monkeypatch, module, name, most):
    monkeypatch.setattr(module, name, most)
    with pytest.raises(ContentError, match="holds more than"):
        mirror.refresh()
    assert not mirror.is_whole


def test_an_empty_place_is_no_reason_to_take_everything_away(bucket, mirror, tmp_path):
    mirror.refresh()
    bucket.objects.clear()
    with pytest.raises(ContentError, match="nothing at s3://news/p"):
        mirror.refresh()
    assert files_of(tmp_path / "site") == SITE


def test_another_address_takes_the_folder_over_whole_and_files_of_others_stay(bucket, mirror, tmp_path):
    repository = Repository(tmp_path / "up.git")
    repository.push({"content/a.md": "of a repository", "x": "1"})
    open_mirror(read_address(repository.address), tmp_path / "work", tmp_path / "site").refresh()
    assert mirror.refresh().is_new
    assert files_of(tmp_path / "site") == SITE
    mirror_of(tmp_path, "s3://news/other").refresh()
    assert files_of(tmp_path / "site") == {"d.md": "elsewhere"}
    (tmp_path / "site/.git/newsreader-origin").unlink()
    with pytest.raises(ContentError, match="other files"):
        mirror.refresh()


@pytest.mark.parametrize(
    ("fault", "words"),
    [(403, "access is denied (Wrong403)"), (404, "no such bucket"), (500, "error 500"), (301, "another region")],
)
def test_what_keeps_a_bucket_away_is_said_without_a_secret(bucket, mirror, fault, words):
    bucket.fault = lambda asked, count: fault
    with pytest.raises(ContentError) as caught:
        mirror.refresh()
    assert words in str(caught.value)
    assert SECRET not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert asked(bucket, lambda: away(mirror)) == ["list"] * (3 if fault == 500 else 1)


@pytest.mark.parametrize("named", [["AWS_ENDPOINT_URL"], ["AWS_METADATA_ENDPOINT"]], ids=["store", "giver of keys"])
def test_a_silent_peer_is_given_up(silent, mirror, monkeypatch, named):
    monkeypatch.setattr(bucket_module, "LIMITS", CallLimits(connect=0.2, silence=0.2, request=0.3))
    for name in named:
        monkeypatch.setenv(name, f"http://127.0.0.1:{silent}")
    if "AWS_METADATA_ENDPOINT" in named:
        monkeypatch.delenv("AWS_ACCESS_KEY_ID")
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    begun = time.monotonic()
    away(mirror)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("limits", [CallLimits(request=0.1), CallLimits(look=0.1)])
def test_an_object_that_never_arrives_ends_the_look(bucket, mirror, monkeypatch, limits):
    monkeypatch.setattr(bucket_module, "LIMITS", limits)
    monkeypatch.setattr(bucket_module, "TRIES", 1)
    bucket.fault = lambda asked, count: "silent" if asked == "p/hugo.toml" else None
    with pytest.raises(ContentError, match="does not answer"):
        mirror.refresh()


def test_a_look_ends_soon_after_it_is_stopped(silent, mirror, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent}")
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    begun = time.monotonic()
    with pytest.raises(ContentError):
        mirror_of(tmp_path, stop=stop).refresh()
    assert time.monotonic() - begun < 10


def test_a_store_that_is_not_there_and_plain_http_that_nobody_asked_for(mirror, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    with pytest.raises(ContentError, match="cannot be reached"):
        mirror.refresh()
    monkeypatch.delenv("AWS_ALLOW_HTTP")
    with pytest.raises(ContentError, match="cannot be reached"):
        mirror.refresh()


def test_without_obstore_one_line_says_what_to_install(mirror, monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(ContentError, match=r"pip install 'hugo-newsreader\[s3\]'"):
        mirror.refresh()


def test_an_environment_that_says_nothing_of_a_store_is_no_secret_told(tmp_path, monkeypatch):
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", SECRET)
    with pytest.raises(ContentError, match="environment does not say") as caught:
        mirror_of(tmp_path, "az://news").refresh()
    assert SECRET not in str(caught.value)
