"""An index that goes to other servers: whoever follows it has, row by row, what was published; the base is fetched once
and then the log alone; nothing that comes from there, cut, damaged or made up, is more than a line that says so.
"""

import contextlib
import json
import os
import random
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.feed.test_publication import generations, publisher
from tests.feed.test_published_again import answers, change_files
from tests.feeds import listed, open_feed, user, write_post, write_site
from tests.index.test_new_generation import content
from tui_reader.config.settings import Settings
from tui_reader.feed.library import Library, open_library
from tui_reader.feed.shared import following
from tui_reader.feed.shared.following import carry_index, follow_index, followed_address
from tui_reader.feed.shared.publication import Spare, only_publisher, publish_feed
from tui_reader.feed.shared.remote_feeds import folder_of
from tui_reader.index import carried_index
from tui_reader.index.shared.carried import object_name, pack_object, unpack_object
from tui_reader.index.shared.manifest import read_manifest
from tui_reader.mirror.addresses import read_address
from tui_reader.mirror.carried.carried_address import CarriedAddress
from tui_reader.mirror.carried.carrier import Carrier
from tui_reader.mirror.mirrors import open_mirror
from tui_reader.model.errors import ContentError, IndexTroubleError, ReaderError
from tui_reader.model.query import Query, Words


class Pair:
    """A server that publishes, and one that follows."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, write_site(folder / "site", 4)
        self.index, self.out, self.here = folder / "index", folder / "out", folder / "here"
        self.address = f"index+file://{self.out}"

    def publish(self) -> bool:
        """A run of the job that publishes; whether there was anything new."""
        with publisher(self.root, self.index) as library:
            spare = Spare(self.index)
            publish_feed(library, self.index, now=True, spare=spare)
            return carry_index(library, spare, self.out)

    def follow(self) -> str:
        """A run of the job that follows; the name of a new generation."""
        address = followed_address(self.address)
        assert address
        with only_publisher(self.here, self.here / "site/content"):
            return follow_index(address, self.here)

    def newest(self, folder: Path) -> dict[str, list[tuple[object, ...]]]:
        """What the newest generation in a folder holds, but for what tells of the place."""
        found = content(folder / read_manifest(folder).generation)
        found["facts"] = [fact for fact in found["facts"] if fact[0] in ("site", "changed")]
        terms = {tuple(row) for row in found["tagged"]}
        found["terms"] = [row for row in found["terms"] if row[0] in {term for term, _ in terms}]
        return found

    def is_equal(self) -> bool:
        """Whether both servers hold the same."""
        return self.newest(self.here) == self.newest(self.index)

    def reader(self, name: str = "reader") -> Library:
        """A reader on the server that follows."""
        settings = Settings(content=self.address, index=str(self.here))
        library = open_library(None, settings, user(self.folder / name))
        library.sync.run()
        return library

    def manifest(self) -> dict[str, object]:
        told: dict[str, object] = json.loads((self.out / "manifest.json").read_text())
        return told

    def told(self, **other: object) -> None:
        (self.out / "manifest.json").write_text(json.dumps(self.manifest() | other))


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    pair = Pair(tmp_path)
    pair.publish()
    return pair


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of objects that are asked for from now on."""
    names: list[str] = []
    open_carrier = following.open_carrier

    def opened(address: CarriedAddress) -> Carrier:
        read = open_carrier(address)
        return lambda name, most: (names.append(name), read(name, most))[1]

    monkeypatch.setattr(following, "open_carrier", opened)
    return names


@pytest.mark.parametrize("seed", range(2))
def test_whoever_follows_has_what_was_published_row_by_row_and_word_by_word(pair, asked, seed):
    random.seed(seed)
    assert pair.follow()
    for turn in range(6):
        change_files(pair.root, turn)
        pair.publish()
        if turn == 2:
            continue
        asked.clear()
        assert pair.follow() in generations(pair.here)
        assert pair.is_equal()
        log = [name for *_, name, _ in pair.manifest()["log"]]
        assert asked == ["manifest.json", *log[-2 if turn == 3 else -1 :]]
        assert pair.follow() == ""
    assert len(generations(pair.here)) == 2


def test_readers_there_are_answered_as_everybody_else_and_take_new_generations_over(pair, tmp_path):
    pair.follow()
    reader, own = pair.reader(), open_feed(pair.root, user(tmp_path / "own"))
    own.sync.run(text_seconds=float("inf"))
    assert answers(reader) == answers(own)
    assert (reader.site.title, reader.notices) == ("小报", ())
    source = reader.pages.read("news/p1.md")
    assert ("正文在这里" in source.body, source.post.problems) == (True, ())
    write_post(pair.root, "news/p1.md", "改过", body="山西的新话")
    (pair.root / "content/news/p0.md").unlink()
    pair.publish()
    pair.follow()
    changes = reader.sync.run(now=True)
    assert (changes.changed, changes.removed) == (("news/p1.md",), ("news/p0.md",))
    assert listed(reader, Query(Words("新话"))) == ["news/p1.md"]


def test_a_reader_that_stays_keeps_its_generation_and_the_others_get_copies(pair):
    pair.follow()
    reader = pair.reader()
    for turn in range(3):
        write_post(pair.root, "news/p1.md", f"改过{turn}")
        pair.publish()
        pair.follow()
        assert pair.is_equal()
    assert "第1篇" in [row.title for row in reader.posts.rows(reader.posts.listing(Query()))]


def test_nothing_is_carried_twice_and_jobs_go_on_with_the_log(pair):
    assert not pair.publish()
    for turn in range(3):
        write_post(pair.root, "news/p1.md", f"改过{turn}")
        assert pair.publish()
    assert len(pair.manifest()["log"]) == 3


def test_a_log_that_is_unknown_or_long_becomes_a_base_and_old_objects_go(pair, monkeypatch):
    pair.follow()
    (pair.index / "state/changes.json").unlink()
    write_post(pair.root, "news/p1.md", "改过")
    before = set(pair.manifest()["parts"])
    pair.publish()
    assert (pair.manifest()["log"], before & set(pair.manifest()["parts"])) == ([], set())
    assert pair.follow()
    assert pair.is_equal()
    monkeypatch.setattr(carried_index, "_LEAST_OF_BASE", 1000)
    monkeypatch.setattr(carried_index, "_KEPT_SECONDS", -1.0)
    write_post(pair.root, "news/p1.md", "又改过")
    pair.publish()
    assert pair.manifest()["base"] == pair.manifest()["state"]
    assert len(pair.manifest()["log"]) == 1
    assert {file.name for file in pair.out.iterdir()} == {
        "manifest.json", pair.manifest()["site"], *pair.manifest()["parts"], pair.manifest()["log"][0][2]
    }  # fmt: skip
    assert pair.follow()
    assert pair.is_equal()


def test_the_base_is_read_in_parts_and_only_where_there_is_room(pair, monkeypatch, tmp_path):
    monkeypatch.setattr(carried_index, "PART_BYTES", 1000)
    monkeypatch.setattr(carried_index, "_PIECE", 4096)
    shutil.rmtree(pair.out)
    write_post(pair.root, "news/p1.md", "长", body=random.Random(1).randbytes(200_000).hex())
    pair.publish()
    assert len(pair.manifest()["parts"]) > 3
    with monkeypatch.context() as patch:
        patch.setattr(carried_index.shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(0, 0, 0))
        with pytest.raises(ContentError, match="no room"):
            pair.follow()
    assert pair.follow()
    assert pair.is_equal()


def _segment(pair: Pair, change: Callable[[dict[str, object]], object]) -> None:
    """Put another segment in the place of the last one, with a name that fits."""
    log = pair.manifest()["log"]
    told = unpack_object((pair.out / log[-1][2]).read_bytes())
    change(told)
    packed = pack_object(told)
    (pair.out / object_name(packed)).write_bytes(packed)
    pair.told(log=[*log[:-1], [*log[-1][:2], object_name(packed), len(packed)]])


def _post(change: Callable[[dict[str, object]], object]) -> Callable[[Pair], None]:
    return lambda pair: _segment(pair, lambda told: change(told["posts"]["news/p1.md"]))


def _renamed(path: str) -> Callable[[Pair], None]:
    def change(told: dict[str, object]) -> None:
        post = told["posts"].pop("news/p1.md")
        post["row"][1] = path
        told["posts"][path] = post

    return lambda pair: _segment(pair, change)


SPOILT: dict[str, Callable[[Pair], object]] = {
    "no manifest": lambda pair: (pair.out / "manifest.json").unlink(),
    "cut manifest": lambda pair: (pair.out / "manifest.json").write_text("{"),
    "deep manifest": lambda pair: (pair.out / "manifest.json").write_text("[" * 60_000),
    "long manifest": lambda pair: (pair.out / "manifest.json").write_text(" " * (1 << 20) + "1"),
    "another version": lambda pair: pair.told(schema=1),
    "name that leads out": lambda pair: pair.told(site="../../x"),
    "no chain": lambda pair: pair.told(state="9"),
    "no numbers": lambda pair: pair.told(size=-1),
    "log of another kind": lambda pair: pair.told(log=[[1, 2, 3, 4]]),
    "segment that is gone": lambda pair: (pair.out / pair.manifest()["log"][-1][2]).unlink(),
    "damaged segment": lambda pair: (pair.out / pair.manifest()["log"][-1][2]).write_bytes(b"x"),
    "segment of another kind": lambda pair: _segment(pair, lambda told: told.update(posts=[])),
    "segment without terms": lambda pair: _segment(pair, lambda told: told.pop("terms")),
    "row of another kind": _post(lambda post: post["row"].__setitem__(2, {})),
    "short row": _post(lambda post: post["row"].pop(3)),
    "id that is none": _post(lambda post: post["row"].__setitem__(0, "1")),
    "huge number": _post(lambda post: post["row"].__setitem__(4, 1 << 70)),
    "details that are none": _post(lambda post: post.update(details="{}")),
    "text that is none": _post(lambda post: post.update(text="eA==")),
    "path that leads out": _renamed("../../x.md"),
    "path from the root": _renamed("/x.md"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_is_not_whole_or_made_up_changes_nothing_and_is_made_up_for_later(pair, spoil):
    pair.follow()
    before = pair.newest(pair.here)
    write_post(pair.root, "news/p1.md", "改过")
    pair.publish()
    kept = shutil.copytree(pair.out, pair.folder / "kept")
    spoil(pair)
    with pytest.raises(ReaderError):
        pair.follow()
    assert pair.newest(pair.here) == before
    shutil.rmtree(pair.out)
    kept.rename(pair.out)
    assert pair.follow()
    assert pair.is_equal()


def _as_base(pair: Pair, change: Callable[[sqlite3.Connection], object]) -> None:
    """Let the base be another file, with names that fit."""
    file = pair.folder / "other.sqlite"
    shutil.copy(pair.index / read_manifest(pair.index).generation, file)
    with contextlib.closing(sqlite3.connect(file)) as connection:
        change(connection)
        connection.commit()
    packed = zlib.compress(file.read_bytes())
    (pair.out / object_name(packed)).write_bytes(packed)
    pair.told(parts=[object_name(packed)], size=file.stat().st_size)


BASES: dict[str, Callable[[Pair], object]] = {
    "trigger": lambda pair: _as_base(
        pair, lambda file: file.execute("CREATE TRIGGER t AFTER DELETE ON posts BEGIN DELETE FROM terms; END")
    ),
    "view": lambda pair: _as_base(pair, lambda file: file.execute("CREATE VIEW v AS SELECT 1")),
    "no table": lambda pair: _as_base(pair, lambda file: file.execute("DROP TABLE sources")),
    "another version": lambda pair: _as_base(pair, lambda file: file.execute("PRAGMA user_version = 1")),
    "another state": lambda pair: _as_base(pair, lambda file: file.execute("UPDATE facts SET value = '1'")),
    "shorter": lambda pair: pair.told(size=100),
    "longer": lambda pair: pair.told(size=1 << 30),
    "cut": lambda pair: pair.told(parts=[]),
    "noise": lambda pair: (pair.out / pair.manifest()["parts"][0]).write_bytes(b"noise"),
}


@pytest.mark.parametrize("spoil", BASES.values(), ids=BASES)
def test_a_base_that_is_no_whole_index_of_this_version_is_refused(pair, spoil):
    spoil(pair)
    with pytest.raises(ReaderError):
        pair.follow()
    assert generations(pair.here) == []


def test_a_folder_that_others_may_write_to_is_not_followed_and_no_site_is_written_into(pair):
    pair.out.chmod(0o777)
    with pytest.raises(IndexTroubleError, match="Others may change"):
        pair.follow()
    pair.out = pair.root / "content/out"
    with pytest.raises(ContentError, match="inside the feed"):
        pair.publish()


def test_no_folder_with_other_files_is_written_to(pair):
    for place in (pair.index, pair.folder / "web"):
        place.mkdir(exist_ok=True)
        (place / "manifest.json").touch()
        before = {file: file.read_bytes() for file in place.iterdir() if file.is_file()}
        pair.out = place
        with pytest.raises(ContentError, match="holds other files"):
            pair.publish()
        assert {file: file.read_bytes() for file in place.iterdir() if file.is_file()} == before


def test_a_configuration_from_elsewhere_leads_to_no_folder_here(pair, tmp_path):
    (pair.root / "hugo.toml").write_text(
        'title = "小报"\ncontentDir = "content"\n[languages.zh]\ncontentDir = "content"\n'
        '[[module.mounts]]\nsource = "content"\ntarget = "content"\n'
    )
    pair.publish()
    pair.follow()
    told = json.loads((pair.here / "site/hugo.json").read_text())
    assert "contentdir" not in json.dumps(told)
    assert "module" not in told
    assert listed(pair.reader())[0] == "news/p3.md"


def test_the_feed_of_an_address_keeps_its_name_and_one_person_is_told_that_a_job_follows(pair):
    settings = Settings(index=str(pair.here))
    pair.follow()
    assert folder_of(pair.address, settings, pair.folder / "cache") == pair.here / "site"
    with pytest.raises(ContentError, match="followed by a job"):
        open_mirror(read_address(pair.address), pair.folder, pair.folder / "x")


STEPS = [
    (carried_index, "take_unused"),
    (carried_index, "put_records"),
    (carried_index, "put_generation"),
    (carried_index, "remove_unused"),
    (carried_index, "make_records"),
    (carried_index, "put_file"),
    (carried_index, "_remove_others"),
]
"""What a job does one after the other, first that which follows; it is killed before and after each."""


@pytest.mark.parametrize("after", [False, pytest.param(True, marks=pytest.mark.faults)])
@pytest.mark.parametrize(("where", "name"), STEPS, ids=[name for _, name in STEPS])
def test_a_job_that_is_killed_anywhere_leaves_what_is_whole(pair, where, name, after):
    for turn in range(3):
        write_post(pair.root, "news/p1.md", f"改过{turn}")
        pair.publish()
        if turn < 2:
            pair.follow()
    if STEPS.index((where, name)) >= 4:
        write_post(pair.root, "news/p1.md", "又改过")
    before, step = pair.newest(pair.here), getattr(where, name)
    child = os.fork()
    if child == 0:
        setattr(where, name, lambda *given, **named: (after and step(*given, **named), os._exit(9)))
        with contextlib.suppress(BaseException):
            pair.publish()
            pair.follow()
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert pair.newest(pair.here) in (before, pair.newest(pair.index))
    pair.follow()
    pair.publish()
    pair.follow()
    assert pair.is_equal()
    assert not [*pair.here.glob("next/*")]
