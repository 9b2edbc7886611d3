"""What several threads share is swapped at once or stands behind a lock: nobody sees half of a change."""

import ast
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from pygments.token import Text

from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.feed import worker_pool
from tui_reader.feed.library import Library, open_library
from tui_reader.feed.posts import Posts
from tui_reader.feed.snapshot import Current, Snapshot
from tui_reader.feed.worker_pool import WorkerPool
from tui_reader.index.queries import facet_counts
from tui_reader.model.errors import IndexTroubleError
from tui_reader.model.query import Field, Query
from tui_reader.store.site import cascade
from tui_reader.store.site.languages import Language
from tui_reader.store.site.site import Site, find_site
from tui_reader.text.code_lexer import tokens_of

PACKAGE = Path(__file__).resolve().parents[2] / "tui_reader" / "feed"


def swaps(*, drafts: bool, name: str, then: Callable[[], None] = lambda: None) -> Snapshot:
    """A snapshot of a made-up site; `then` is called whenever somebody looks at the site."""

    class Looked(SimpleNamespace):
        @property
        def languages(self) -> tuple[Language, ...]:
            then()
            return (Language("en", build_drafts=drafts),)

        @property
        def taxonomies(self) -> tuple[tuple[str, str], ...]:
            then()
            return ((name, f"{name}s"),)

    site = Looked(only="", zone=None, guess_taxonomies=False)
    index = SimpleNamespace(
        list_ids=lambda query, now: [(bool(query.drafts_in), name)],
        counts=lambda query, now, apart=None: SimpleNamespace(facets=((bool(query.drafts_in), name),)),
    )
    return Snapshot(site, index)


@pytest.mark.parametrize(
    "ask",
    [
        lambda posts: posts.listing(Query())[0],
        lambda posts: posts.counts(Query()).facets[0],
    ],
)
def test_an_operation_sees_one_snapshot_whenever_another_comes(ask: Callable[[Posts], object]) -> None:
    """Another snapshot is put in place at the worst moment: after the site was looked at, before the index is asked."""
    holders: list[Current] = []
    other = swaps(drafts=False, name="b")
    holders.append(Current(swaps(drafts=True, name="a", then=lambda: setattr(holders[0], "snapshot", other))))
    posts = Posts(holders[0])
    assert ask(posts) == (True, "a")
    assert ask(posts) == (False, "b")


def test_completion_sees_one_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    holders: list[Current] = []
    other = swaps(drafts=False, name="b")
    holders.append(Current(swaps(drafts=True, name="a", then=lambda: setattr(holders[0], "snapshot", other))))
    monkeypatch.setattr("tui_reader.search.completion.complete", lambda typed, facets, names, now: (facets[0], *names))
    assert Posts(holders[0]).completions("tag:x", 5) == ((True, "a"), "a", "as")


def test_threads_never_see_a_mixed_state() -> None:
    """Readers ask while snapshots are swapped as fast as can be."""

    def give_way() -> None:
        time.sleep(0)

    both = (swaps(drafts=True, name="a", then=give_way), swaps(drafts=False, name="b", then=give_way))
    current = Current(both[0])
    posts, seen = Posts(current), set[object]()

    def read() -> None:
        for _ in range(500):
            seen.update(posts.listing(Query()))
            seen.update(posts.counts(Query()).facets)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    readers = [threading.Thread(target=read) for _ in range(3)]
    try:
        for reader in readers:
            reader.start()
        while any(reader.is_alive() for reader in readers):
            current.snapshot = both[current.snapshot is both[0]]
    finally:
        for reader in readers:
            reader.join()
        sys.setswitchinterval(interval)
    assert seen <= {(True, "a"), (False, "b")}


def _count(looks: list[str], name: str) -> int:
    """How often the shared site, index or snapshot is looked at, from the library or from a part of it."""
    return looks.count(f"self.{name}") + looks.count(f"self._current.{name}")


def makes_mixed_reads(source: str, writers: frozenset[str]) -> Iterator[str]:
    """Methods that look at the site more than once, or at the site and the index, without a snapshot."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name not in writers:
            looks = [ast.unparse(one) for one in ast.walk(node) if isinstance(one, ast.Attribute)]
            sites, indexes, snapshots = (_count(looks, name) for name in ("site", "index", "snapshot"))
            if sites > 1 or (sites and indexes) or snapshots > 1:
                yield node.name


SYNCING = frozenset(("run", "_look", "_follow_settings"))
"""Methods that hold the lock under which the snapshot is swapped."""


def test_every_method_takes_the_snapshot_once() -> None:
    for name in ("posts.py", "pages.py", "marks.py", "sync.py", "library.py"):
        assert list(makes_mixed_reads((PACKAGE / name).read_text("utf-8"), SYNCING)) == []
    planted = (
        "def f(self):\n    return self.index.ask(self.site.zone)\ndef g(self):\n    return self.site.a, self.site.b\n"
        "def h(self):\n    return self._current.index.ask(self._current.site.zone)"
    )
    assert list(makes_mixed_reads(planted, SYNCING)) == ["f", "g", "h"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with one post that has a tag and a place."""
    root = tmp_path / "site"
    (root / "content" / "news").mkdir(parents=True)
    (root / "hugo.toml").write_text('title = "Old"\n', "utf-8")
    (root / "content" / "news" / "a.md").write_text(
        "---\ntitle: A\nplaces: [北京]\ndate: 2022-07-28\n---\nText.\n", "utf-8"
    )
    return root


@pytest.fixture
def library(root: Path) -> Iterator[Library]:
    opened = open_library(root, Settings(), user_paths())
    opened.sync.run()
    yield opened
    opened.close()


def test_changed_settings_swap_site_and_names_together(root: Path, library: Library) -> None:
    before = library.snapshot
    (root / "hugo.toml").write_text('title = "New"\n[taxonomies]\nplace = "places"\n', "utf-8")
    library.sync.run(now=True)
    after = library.snapshot
    assert (before.site.title, after.site.title) == ("Old", "New")
    assert "places" not in before.index.names.taxonomies
    assert after.index.names.taxonomies == ("places",)
    assert after.index.database is before.index.database
    assert len(library.posts.listing(Query(Field("place", "北京")))) == 1


def test_a_failing_index_leaves_the_settings_to_the_next_look(
    root: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.snapshot
    (root / "hugo.toml").write_text('title = "New"\nenableGitInfo = true\n', "utf-8")

    def fail(*_: object) -> None:
        raise IndexTroubleError("busy")

    with monkeypatch.context() as patch:
        patch.setattr("tui_reader.feed.sync.date_by_commits", fail)
        with pytest.raises(IndexTroubleError):
            library.sync.run(now=True)
    assert library.snapshot is before
    library.sync.run(now=True)
    assert library.site.title == "New"


def write_section(root: Path, word: str) -> None:
    """A section page that hands a word down."""
    (root / "content" / "news" / "_index.md").write_text(f"---\ncascade:\n  word: {word}\n---\n", "utf-8")


def word_of(root: Path, site: object) -> object:
    """The word that is handed down to a post."""
    sections = cascade._above("news", "en", site)
    return sections[-1].cascades[0].values.get("word") if sections[-1].cascades else None


def test_a_section_read_before_it_was_forgotten_is_not_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One thread reads a section page, another one hears that it changed before the first has written down what it
    read.
    """
    site = find_site(root)
    cascade.forget_sections()
    write_section(root, "old")
    read = cascade._begin

    def begin(of: Site, page: str) -> bytes | None:
        data = read(of, page)
        if data and b"old" in data:
            write_section(root, "new")
            cascade.forget_sections()
        return data

    monkeypatch.setattr(cascade, "_begin", begin)
    assert word_of(root, site) == "old"
    assert word_of(root, site) == "new"


def test_sections_of_one_site_are_not_those_of_another(root: Path) -> None:
    site = find_site(root)
    cascade.forget_sections()
    write_section(root, "old")
    assert word_of(root, site) == "old"
    write_section(root, "new")
    assert word_of(root, site) == "old"
    assert word_of(root, replace(site, git_info=True)) == "new"


def test_totals_belong_to_their_index_and_do_not_pile_up() -> None:
    last = facet_counts._LastTotals()
    last.put("totals", "1", "a")
    assert last.get("totals", "2") is None
    for number in range(100):
        last.put(f"totals {number}", "2", "b")
    assert last.get("totals", "1") is None
    assert last.get("totals 99", "2") == "b"
    assert len(last._texts) == facet_counts._REMEMBERED


def together(count: int, work: Callable[[], object]) -> list[BaseException]:
    """Do something in several threads at once; what went wrong in them."""
    errors: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test is told of it
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_a_lexer_works_for_one_thread_at_a_time() -> None:
    meeting = threading.Barrier(2, timeout=0.3)

    def get_tokens(source: str) -> Iterator[tuple[object, str]]:
        """Waits for another thread inside; the wait ends with BrokenBarrierError where none may come in."""
        with pytest.raises(threading.BrokenBarrierError):
            meeting.wait()
        yield Text, source

    lexer = SimpleNamespace(get_tokens=get_tokens)
    assert together(2, lambda: tokens_of("code", lexer)) == []


def test_the_last_process_is_given_to_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread sees that a process is free, and another one takes it first."""
    started = []
    monkeypatch.setattr(worker_pool, "_start", lambda site: started.append(site) or "new")
    workers = WorkerPool("site")

    class Emptied(list):
        """True as long as it was not looked at, empty when something is taken."""

        def __bool__(self) -> bool:
            return True

    workers._idle = Emptied()
    assert workers._take() == "new"
    assert started == ["site"]
