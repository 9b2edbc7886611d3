"""A sync leaves the index as the files are, says what changed, and can be stopped, repeated and shared."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.feeds import listed, open_feed, user, write_post, write_site
from tui_reader.config.settings import Settings
from tui_reader.feed import sync_run as module
from tui_reader.feed.changes import ListedChanges
from tui_reader.feed.jobs import JOBS
from tui_reader.feed.library import open_library
from tui_reader.feed.worker_pool import WorkerPool
from tui_reader.model.post import Fingerprint
from tui_reader.model.query import Is, Query, Words
from tui_reader.store.diff import Change


def test_what_is_added_changed_and_removed_is_told_and_shown(tmp_path):
    root = write_site(tmp_path / "site")
    library = open_feed(root, user(tmp_path))
    assert listed(library) == ["news/p2.md", "news/p1.md", "news/p0.md"]
    assert not library.sync.run()
    write_post(root, "news/p1.md", "改过的", day=2, body="全新的内容")
    (root / "content/news/p0.md").unlink()
    write_post(root, "news/new.md", "新的", day=20)
    changes = library.sync.run()
    assert (changes.added, changes.changed, changes.removed) == (("news/new.md",), ("news/p1.md",), ("news/p0.md",))
    assert listed(library) == ["news/new.md", "news/p2.md", "news/p1.md"]
    assert library.posts.by_path("news/p1.md").title == "改过的"
    assert listed(library, Query(Words("全新的内容"))) == ["news/p1.md"]


def test_what_changed_in_the_list_is_counted_apart_from_files_that_nobody_reads(tmp_path):
    root = write_site(tmp_path / "site")
    library = open_feed(root, user(tmp_path))
    library.sync.count_in(Query())
    library.sync.run(now=True)
    write_post(root, "news/new.md", "新的", day=20)
    write_post(root, "news/draft.md", "草稿", header="draft: true\n")
    write_post(root, "news/late.md", "将来", header="publishDate: 2999-01-01\n")
    write_post(root, "news/_index.md", "栏目")
    write_post(root, "news/p1.md", "改过的", day=2, body="全新的内容")
    write_post(root, "news/p0.md", "收回", header="draft: true\n")
    (root / "content/news/p2.md").unlink()
    changes = library.sync.run(now=True)
    assert len(changes.added) > 1
    assert changes.listed == ListedChanges(new=1, changed=1, gone=2)
    (root / "content/news/draft.md").unlink()
    assert library.sync.run(now=True).listed == ListedChanges()
    write_post(root, "news/p0.md", "又在", day=1)
    assert library.sync.run(now=True).listed == ListedChanges(new=1)


def test_a_full_sync_reads_every_post_again(tmp_path):
    root = write_site(tmp_path / "site")
    library = open_feed(root, user(tmp_path))
    (root / "content/news/p0.md").unlink()
    changes = library.sync.run(full=True)
    assert changes.changed == ("news/p1.md", "news/p2.md")
    assert changes.removed == ("news/p0.md",)


def test_a_new_start_reads_no_post(tmp_path, monkeypatch):
    root = write_site(tmp_path / "site")
    open_feed(root, user(tmp_path)).close()
    monkeypatch.setitem(JOBS, "post", lambda change, site: pytest.fail("a post was read"))
    again = open_library(root, Settings(), user(tmp_path))
    assert len(again.posts.first(Query(), 10)) == 3
    assert not again.sync.run()


def test_a_change_that_leaves_size_and_time_alone_is_seen_by_its_inode(tmp_path):
    root = write_site(tmp_path / "site")
    library = open_feed(root, user(tmp_path))
    file = root / "content/news/p0.md"
    before = file.stat()
    fresh = file.with_suffix(".new")
    fresh.write_text(file.read_text("utf-8").replace("第0篇", "第x篇"), "utf-8")
    os.utime(fresh, ns=(before.st_atime_ns, before.st_mtime_ns))
    fresh.replace(file)
    library.sync.run()
    assert library.posts.by_path("news/p0.md").title == "第x篇"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.tuples(st.sampled_from(["a", "b", "c/d", "c/e"]), st.integers(0, 9)), max_size=4), max_size=4)
)
def test_after_any_changes_the_index_is_what_a_new_one_would_be(tmp_path_factory, rounds):
    folder = tmp_path_factory.mktemp("feed")
    root = write_site(folder / "site", 1)
    library = open_feed(root, user(folder))
    for changes in rounds:
        for name, number in changes:
            if number == 0:
                (root / "content" / f"{name}.md").unlink(missing_ok=True)
            else:
                write_post(root, f"{name}.md", f"题{number}", day=number, body="字" * number)
        library.sync.run(full=bool(changes and changes[0][1] == 5))
    fresh = open_feed(root, user(folder / "fresh"))
    library.sync.run()
    assert sorted(listed(library)) == sorted(listed(fresh))
    for path in listed(fresh):
        assert library.posts.by_path(path) == fresh.posts.by_path(path)
    assert library.posts.counts(Query()) == fresh.posts.counts(Query())
    assert sorted(listed(library, Query(Words("字字字")))) == sorted(listed(fresh, Query(Words("字字字"))))
    library.close()
    fresh.close()


def test_a_stopped_sync_goes_on_where_it_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "FIRST_BATCH", 0.0)
    monkeypatch.setattr(module, "LATER_BATCH", 0.0)
    root = write_site(tmp_path / "site", 6)
    library = open_library(root, Settings(), user(tmp_path))
    stop = threading.Event()
    monkeypatch.setattr(module, "REPORT_EVERY", 0.0)
    changes = library.sync.run(report=lambda progress: stop.set() if progress.done == 2 else None, stop=stop)
    assert changes.stopped
    assert 0 < len(changes.added) < 6
    assert sorted(listed(library)) == sorted(changes.added)
    rest = library.sync.run()
    assert sorted((*changes.added, *rest.added)) == [f"news/p{i}.md" for i in range(6)]


def test_progress_counts_up_to_all_posts(tmp_path, monkeypatch):
    for name in ("FIRST_BATCH", "LATER_BATCH", "REPORT_EVERY", "TEXT_BATCH"):
        monkeypatch.setattr(module, name, 0.0)
    library = open_library(write_site(tmp_path / "site", 5), Settings(), user(tmp_path))
    told = []
    library.sync.run(report=told.append)
    posts = [progress for progress in told if progress.phase == "posts"]
    assert [progress.done for progress in posts] == [1, 2, 3, 4, 5]
    assert {progress.total for progress in posts[1:]} == {5}
    assert [progress.phase for progress in told[-1:]] == ["words"]


def test_many_posts_are_read_by_several_processes(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "ALONE", 0.0)
    library = open_library(write_site(tmp_path / "site", 70), Settings(), user(tmp_path))
    helped = []
    results = WorkerPool.results
    monkeypatch.setattr(WorkerPool, "results", lambda *given: helped.append(given[1]) or results(*given))
    changes = library.sync.run(text_seconds=60)
    assert helped == ["post", "text"]
    assert len(changes.added) == 70
    assert changes.waiting == 0
    assert len(listed(library, Query(Words("正文在")))) == 70
    library.close()


def test_few_changes_start_no_process_however_long_they_are_looked_for(tmp_path, monkeypatch):
    library = open_library(write_site(tmp_path / "site", 70), Settings(), user(tmp_path))
    library.sync.run(text_seconds=60)
    monkeypatch.setattr(module, "ALONE", 0.0)
    monkeypatch.setattr(WorkerPool, "start", lambda self: pytest.fail("a process is started"))
    for number in range(10):
        (tmp_path / f"site/content/news/p{number}.md").write_text("---\ntitle: other\n---\n", "utf-8")
    changes = library.sync.run(text_seconds=60, now=True)
    assert (len(changes.changed), changes.waiting) == (10, 0)
    library.close()


def test_texts_that_were_begun_when_the_time_is_over_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "ALONE", 0.0)
    monkeypatch.setattr(module, "STARTING", 0.0)
    library = open_library(write_site(tmp_path / "site", 300), Settings(), user(tmp_path))
    library.sync.run(text_seconds=0)
    waiting, begun = library.index.full_text.waiting, []
    monkeypatch.setattr(library.index.full_text, "waiting", lambda: (begun.append(one) or one for one in waiting()))
    left = library.sync.run(text_seconds=0.05).waiting
    assert len(begun) - (300 - left) in (0, 1)  # one more is looked at when the time is over
    library.close()


def test_work_is_done_here_where_no_process_can_be_started(tmp_path, monkeypatch):
    monkeypatch.setattr("subprocess.Popen", lambda *given, **named: (_ for _ in ()).throw(OSError("no more processes")))
    site = open_library(write_site(tmp_path / "site", 40), Settings(), user(tmp_path)).site
    jobs = [Change("added", Fingerprint(f"news/p{i}.md", 1, 1, 1)) for i in range(40)]
    workers = WorkerPool(site)
    found = list(workers.results("post", jobs, lambda: False))
    workers.rest()
    assert [ready.post.title for _, ready in found] == [f"第{i}篇" for i in range(40)]


def test_a_process_that_dies_loses_no_post(tmp_path):
    site = open_library(write_site(tmp_path / "site", 64), Settings(), user(tmp_path)).site
    jobs = [Change("added", Fingerprint(f"news/p{i}.md", 1, 1, 1)) for i in range(64)]
    workers = WorkerPool(site)
    titles = []
    for number, (_, ready) in enumerate(workers.results("post", jobs, lambda: False)):
        if number == 20:
            for worker in list(workers._idle):
                worker.kill()
        titles.append(ready.post.title)
    workers.rest()
    assert titles == [f"第{i}篇" for i in range(64)]


def test_two_programs_sync_one_feed_at_once(tmp_path):
    root = write_site(tmp_path / "site", 40)
    libraries = [open_library(root, Settings(), user(tmp_path)) for _ in range(2)]
    threads = [threading.Thread(target=library.sync.run) for library in libraries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(listed(library)) for library in libraries] == [40, 40]
    assert listed(libraries[0], Query(Words("正文"))) == listed(libraries[1])


def test_what_cannot_be_listed_is_told(tmp_path):
    root = write_site(tmp_path / "site")
    os.mkfifo(root / "content/news/pipe.md")
    library = open_library(root, Settings(), user(tmp_path))
    assert [path for path, _ in library.sync.run().troubles] == ["news/pipe.md"]


def test_marks_made_on_another_host_are_seen(tmp_path):
    root = write_site(tmp_path / "site")
    here, there = (open_feed(root, replace(user(tmp_path, host), cache=tmp_path / host)) for host in ("here", "there"))
    there.marks.mark_read(["news/p1.md"], True)
    there.marks.bookmark("news/p2.md", "看")
    changes = here.sync.run()
    assert changes.marks
    assert listed(here, Query(Is("read"))) == ["news/p1.md"]
    assert listed(here, Query(Is("bookmarked"))) == ["news/p2.md"]
    assert not here.sync.run()


def test_an_index_deleted_while_running_is_filled_again(tmp_path):
    root = write_site(tmp_path / "site")
    library = open_feed(root, user(tmp_path))
    library.marks.mark_read(["news/p1.md"], True)
    for file in Path(tmp_path / "cache").iterdir():
        file.unlink()
    library.sync.run()
    assert len(listed(library)) == 3
    assert listed(library, Query(Is("read"))) == ["news/p1.md"]


def test_posts_of_a_folder_that_cannot_be_listed_stay(tmp_path):
    root = write_site(tmp_path / "site")
    library = open_feed(root, user(tmp_path))
    (root / "content").rename(tmp_path / "away")
    changes = library.sync.run(now=True)
    assert changes.removed == ()
    assert [path for path, _ in changes.troubles] == [""]
    assert len(listed(library)) == 3
    (tmp_path / "away").rename(root / "content")
    assert not library.sync.run(now=True)


def test_a_site_whose_settings_changed_is_read_again(tmp_path):
    root = write_site(tmp_path / "site")
    open_feed(root, user(tmp_path)).close()
    (root / "hugo.toml").write_text('title = "小报"\n[taxonomies]\nplace = "tags"\n', "utf-8")
    library = open_library(root, Settings(), user(tmp_path))
    assert len(library.sync.run().changed) == 3
    assert not library.sync.run(now=True)


def test_posts_below_a_section_page_are_read_again_when_it_changes(tmp_path, monkeypatch):
    monkeypatch.setattr("tui_reader.store.site.cascade.KEEP_SECONDS", 0.0)
    root = write_site(tmp_path / "site")
    write_post(root, "other/a.md", "别的")
    library = open_feed(root, user(tmp_path))
    page = root / "content" / "news" / "_index.md"
    page.write_text("---\ntitle: x\ncascade:\n  authors: [李雷]\n---\n", "utf-8")
    assert library.sync.run(now=True).changed == ("news/p0.md", "news/p1.md", "news/p2.md")
    assert library.posts.by_path("news/p1.md").authors == ("李雷",)
    assert not library.sync.run(now=True)
    page.write_text("---\ntitle: no more\n---\n", "utf-8")
    assert len(library.sync.run(now=True).changed) == 3


def test_settings_that_change_while_the_feed_is_open_are_taken_over(tmp_path):
    root = write_site(tmp_path / "site")
    library = open_feed(root, user(tmp_path))
    assert [facet.name for facet in library.posts.counts(Query()).facets] == [
        "tags",
        "news",
        "authors",
        "archive",
    ]
    (root / "hugo.toml").write_text('title = "新名"\n[taxonomies]\ntag = "tags"\n', "utf-8")
    assert len(library.sync.run().changed) == 3
    assert library.site.title == "新名"
    assert [facet.name for facet in library.posts.counts(Query()).facets] == ["tags", "authors", "archive"]
    (root / "hugo.toml").write_text("title = [broken", "utf-8")
    library.sync.run()
    assert len(library.posts.first(Query(), 9)) == 3


def test_nothing_is_imported_from_the_folder_one_stands_in(tmp_path, monkeypatch):
    site = open_library(write_site(tmp_path / "site", 20), Settings(), user(tmp_path)).site
    for name in ("json", "yaml", "tui_reader"):
        (tmp_path / f"{name}.py").write_text("open('taken', 'w').close()", "utf-8")
    monkeypatch.chdir(tmp_path)
    workers = WorkerPool(site)
    jobs = [Change("added", Fingerprint(f"news/p{i}.md", 1, 1, 1)) for i in range(20)]
    assert len(list(workers.results("post", jobs, lambda: False))) == 20
    workers.rest()
    assert not (tmp_path / "taken").exists()


def test_a_helper_ends_with_its_input():
    code = "from tui_reader.feed.jobs import serve; serve()"
    helper = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert helper.stdin
    helper.stdin.close()
    assert helper.wait(timeout=20) == 0


def test_a_sync_that_is_killed_leaves_an_index_that_goes_on(tmp_path):
    root = write_site(tmp_path / "site", 300)
    code = (
        "import os, sys, signal; from pathlib import Path; from tests.feeds import user; from tui_reader.feed import sync_run\n"
        "from tui_reader.feed.library import open_library; from tui_reader.config.settings import Settings\n"
        "sync_run.FIRST_BATCH = sync_run.LATER_BATCH = sync_run.REPORT_EVERY = 0.0\n"
        f"library = open_library(Path({str(root)!r}), Settings(), user(Path({str(tmp_path)!r})))\n"
        "library.sync.run(report=lambda p: os.kill(os.getpid(), signal.SIGKILL) if p.done == 60 else None)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).resolve().parents[2], check=False)
    assert ended.returncode == -signal.SIGKILL
    library = open_library(root, Settings(), user(tmp_path))
    before = len(listed(library))
    assert 0 < before < 300
    assert len(library.sync.run().added) == 300 - before
    assert len(listed(library)) == 300
