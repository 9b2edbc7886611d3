"""The facade of the feed: opening, finding, reading, marking, undoing."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.feeds import listed, open_feed, user, write_post, write_site
from tui_reader.config.paths import sample_content
from tui_reader.config.settings import Settings
from tui_reader.feed.library import open_library
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Position
from tui_reader.model.errors import ContentError, MarksError, NotFoundError, QueryError
from tui_reader.model.query import Field, Is, Query, Words

PLACE = Position(1, 2, "正文", 0.5)


@pytest.fixture
def library(tmp_path):
    """A feed of three posts."""
    opened = open_feed(write_site(tmp_path / "site"), user(tmp_path))
    yield opened
    opened.close()


def test_a_feed_can_be_opened_by_site_content_folder_and_post(tmp_path):
    root = write_site(tmp_path / "site")
    for source in (root, root / "content", root / "content" / "news" / "p1.md"):
        library = open_feed(source, user(tmp_path))
        assert "news/p1.md" in "".join(f"{library.site.content.name}/{path} " for path in listed(library))
        assert library.notices == ()
    assert open_library(None, Settings(content=str(root)), user(tmp_path)).site.title == "小报"


@pytest.mark.parametrize("name", ["missing", "empty", "text.txt"])
def test_what_is_no_feed_is_said_in_one_line(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("no post")
    with pytest.raises(ContentError) as caught:
        open_library(tmp_path / name, Settings(), user(tmp_path))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_opening_reads_no_post_and_loads_no_parser(tmp_path):
    open_feed(write_site(tmp_path / "site"), user(tmp_path)).close()
    code = (
        "import sys; from pathlib import Path; from tests.feeds import user, listed\n"
        "from tui_reader.feed.library import open_library; from tui_reader.config.settings import Settings\n"
        f"library = open_library(Path({str(tmp_path / 'site')!r}), Settings(), user(Path({str(tmp_path)!r})))\n"
        "assert len(listed(library)) == 3; assert not library.sync.run()\n"
        "heavy = {'markdown_it', 'pygments', 'multiprocessing', 'textual', 'rich', 'frontmatter', 'tui_reader.store.post_reader'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=False)
    assert told.stdout.strip() == "[]", told.stderr


def test_a_post_is_found_by_path_slug_and_title(library):
    assert library.posts.by_name("p1").path == "news/p1.md"
    assert library.posts.by_name("第2").path == "news/p2.md"
    assert library.posts.by_path("news/p0.md").title == "第0篇"
    for find, name in ((library.posts.by_name, "nothing"), (library.posts.by_path, "news/p9.md")):
        with pytest.raises(NotFoundError, match=name):
            find(name)


def test_a_page_begins_with_its_card_and_holds_the_text(library):
    page = library.pages.lay_out("news/p1.md", Layout(width=60))
    text = "\n".join(line.text for line in page.lines(0, 20))
    assert text.startswith("第1篇")
    assert "2022-07-02" in text
    assert "正文在这里。" in text
    with pytest.raises(ContentError):
        library.pages.lay_out("news/p9.md", Layout())


def test_a_typed_query_knows_the_taxonomies_of_the_site(library):
    assert listed(library, library.posts.query("news:x OR tag:山西 -第1")) == ["news/p2.md", "news/p0.md"]
    with pytest.raises(QueryError):
        library.posts.query("nwes:x")


def test_read_marks_bookmarks_and_places_are_shown_and_kept(library, tmp_path):
    library.marks.mark_read(["news/p0.md", "news/p1.md"], True)
    library.marks.bookmark("news/p1.md", "再读", PLACE)
    library.marks.keep_place("news/p2.md", PLACE)
    again = open_library(tmp_path / "site", Settings(), user(tmp_path))
    for opened in (library, again):
        assert listed(opened, Query(Is("unread"))) == ["news/p2.md"]
        assert listed(opened, Query(Is("bookmarked"))) == ["news/p1.md"]
        assert listed(opened, Query(Is("begun"))) == ["news/p2.md"]
        assert opened.marks.place("news/p2.md") == PLACE
        assert opened.marks.place("news/p1.md") is None
        (kept,) = opened.marks.bookmarks()
        assert (kept.title, kept.note) == ("第1篇", "再读")
        views = dict(opened.posts.counts(Query()).views)
        assert (views["unread"], views["bookmarks"], views["continue"]) == (1, 1, 1)
    library.marks.keep_place("news/p2.md", None)
    assert listed(library, Query(Is("begun"))) == []


def test_a_bookmark_made_again_without_a_note_keeps_the_note_there_is(library, tmp_path):
    other = open_library(tmp_path / "site", Settings(), user(tmp_path))
    other.marks.bookmark("news/p1.md", "再读", PLACE)
    library.marks.bookmark("news/p1.md")
    (kept,) = library.marks.bookmarks()
    assert (kept.note, kept.place and kept.place.block) == ("再读", PLACE.block)
    library.marks.bookmark("news/p1.md", "")
    assert [mark.note for mark in library.marks.bookmarks()] == [""]


def test_each_step_can_be_taken_back_and_only_once(library):
    library.marks.mark_read(["news/p1.md"], True)
    library.marks.mark_read(["news/p0.md", "news/p1.md", "news/p2.md"], True)
    library.marks.bookmark("news/p1.md", "first")
    library.marks.bookmark("news/p1.md", "second")
    library.marks.unbookmark("news/p1.md")
    assert library.marks.undo()
    assert [mark.note for mark in library.marks.bookmarks()] == ["second"]
    library.marks.undo()
    assert [mark.note for mark in library.marks.bookmarks()] == ["first"]
    library.marks.undo()
    assert library.marks.bookmarks() == ()
    assert "2" in library.marks.undo()
    assert listed(library, Query(Is("read"))) == ["news/p1.md"]
    library.marks.undo()
    assert listed(library, Query(Is("read"))) == []
    assert library.marks.undo() == ""


def test_a_mark_that_cannot_be_written_changes_nothing(library, tmp_path):
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(MarksError):
        library.marks.mark_read(["news/p1.md"], True)
    assert listed(library, Query(Is("read"))) == []
    assert library.marks.undo() == ""


def test_a_bookmark_outlives_its_post(library, tmp_path):
    library.marks.bookmark("news/p1.md", "再读")
    (tmp_path / "site/content/news/p1.md").unlink()
    library.sync.run()
    (row,) = library.posts.rows(library.posts.listing(Query(Is("bookmarked"))))
    assert (row.path, row.title, row.gone) == ("news/p1.md", "第1篇", True)
    library.marks.bookmark("news/p1.md", "other note")
    assert [mark.note for mark in library.marks.bookmarks()] == ["other note"]
    write_post(tmp_path / "site", "news/p1.md", "回来了", day=2)
    library.sync.run()
    (row,) = library.posts.rows(library.posts.listing(Query(Is("bookmarked"))))
    assert (row.title, row.gone) == ("回来了", False)
    library.marks.unbookmark("news/p1.md")
    with pytest.raises(NotFoundError):
        library.marks.unbookmark("news/p1.md")
    with pytest.raises(NotFoundError):
        library.marks.bookmark("news/never.md")


def test_every_method_may_be_called_from_any_thread(library):
    def work(number: int) -> None:
        for i in range(10):
            library.marks.mark_read([f"news/p{number % 3}.md"], i % 2 == 0)
            library.posts.counts(Query())
            library.sync.run()
            assert len(library.posts.first(Query(Words("正文")), 5)) == 3

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(work, range(4))) == [None] * 4


def test_the_sample_feed_is_found_by_the_initials_of_every_title(tmp_path):
    from tui_reader.text.folding import fold
    from tui_reader.text.pinyin import _syllables

    library = open_feed(sample_content(), user(tmp_path))
    initial: dict[str, str] = {}
    for syllable, characters in _syllables().items():
        for character in characters:
            initial.setdefault(character, syllable[0])
    everything = Query(drafts=True, future=True, expired=True)
    for post in library.posts.by_ids(library.posts.listing(everything)):
        typed = "".join(initial.get(character, character) for character in fold(post.title) if character.isalnum())
        found = listed(library, Query(Words(typed), drafts=True, future=True, expired=True))
        assert post.path in found or not any(character in initial for character in fold(post.title)), (
            typed,
            post.title,
        )


def test_terms_and_authors_are_found_by_pinyin(library):
    assert len(listed(library, Query(Words("shanxi")))) == 3
    assert len(listed(library, Query(Field("tag", "sx")))) == 3
    assert listed(library, Query(Words("sx", phrase=True))) == []


def test_many_marks_are_one_step(library):
    paths = [f"news/p{i}.md" for i in range(3)]
    library.marks.bookmark("news/p0.md", "mine")
    library.marks.bookmark_all([*paths, "news/never.md"])
    assert sorted(mark.path for mark in library.marks.bookmarks()) == paths
    library.marks.undo()
    assert [(mark.path, mark.note) for mark in library.marks.bookmarks()] == [("news/p0.md", "mine")]
    library.marks.bookmark_all(paths)
    library.marks.unbookmark_all(paths)
    assert library.marks.bookmarks() == ()
    library.marks.undo()
    assert sorted((mark.path, mark.note) for mark in library.marks.bookmarks()) == [
        ("news/p0.md", "mine"),
        ("news/p1.md", ""),
        ("news/p2.md", ""),
    ]


def test_more_marks_than_are_asked_for_one_by_one_are_copied_too(tmp_path):
    library = open_feed(write_site(tmp_path / "site", 70), user(tmp_path))
    paths = [f"news/p{i}.md" for i in range(70)]
    library.marks.mark_read(paths, True)
    assert len(listed(library, Query(Is("read")))) == 70
    library.marks.undo()
    assert listed(library, Query(Is("read"))) == []


def test_what_came_since_the_last_visit_is_new(library, tmp_path):
    library.visit()
    assert listed(library, Query(Is("new"))) == []
    library.close()
    later = open_library(tmp_path / "site", Settings(), user(tmp_path))
    later.index.set_metadata("visit", str(int(later.index.metadata("visit")) - 10))
    later.index.database.write(lambda c: c.execute("UPDATE posts SET seen = seen - 20"))
    later.visit()
    write_post(tmp_path / "site", "news/new.md", "新来的", day=9)
    write_post(tmp_path / "site", "news/p1.md", "旧的，改过", day=2)
    later.sync.run(now=True)
    assert listed(later, Query(Is("new"))) == ["news/new.md"]


def test_on_a_first_visit_nothing_is_new_whenever_the_reader_is_left(tmp_path):
    """Posts that the first look at a feed finds are not new, and what comes after it is."""
    root = write_site(tmp_path / "site")
    first = open_library(root, Settings(), user(tmp_path))
    first.visit()
    stopped = threading.Event()
    stopped.set()
    first.sync.run(stop=stopped)
    first.close()
    library = open_library(root, Settings(), user(tmp_path))
    library.visit()
    library.sync.run(now=True)
    assert len(listed(library, Query())) == 3
    assert listed(library, Query(Is("new"))) == []
    library.index.set_metadata("before", str(int(library.index.metadata("before")) - 10))
    library.index.database.write(lambda c: c.execute("UPDATE posts SET seen = seen - 20"))
    write_post(root, "news/new.md", "新来的", day=9)
    library.sync.run(now=True)
    assert listed(library, Query(Is("new"))) == ["news/new.md"]
    assert dict(library.posts.counts(Query()).views)["new"] == 1
    library.close()


def test_marks_of_another_session_are_told_and_own_ones_are_not(library, tmp_path):
    """Both sessions have one index, which has the marks of either at once."""
    other = open_library(tmp_path / "site", Settings(), user(tmp_path))
    other.sync.run(now=True)
    library.sync.run(now=True)
    other.marks.mark_read(["news/p0.md"], True)
    other.marks.bookmark("news/p1.md")
    assert not other.sync.run().marks
    assert library.sync.run().marks
    assert not library.sync.run().marks
    assert [row.read for row in library.posts.rows([library.posts.id_of("news/p0.md")])] == [True]
    library.marks.mark_read(["news/p0.md"], False)
    assert not library.sync.run().marks
    assert other.sync.run().marks
    other.close()


def test_a_post_changed_since_it_was_read_is_updated(library, tmp_path):
    library.marks.mark_read(["news/p0.md", "news/p1.md"], True)
    assert listed(library, library.posts.query("is:updated")) == []
    write_post(tmp_path / "site", "news/p1.md", "改了", day=2, header="lastmod: 2999-01-01\n")
    library.sync.run(now=True)
    assert listed(library, library.posts.query("is:updated")) == ["news/p1.md"]


def test_related_posts_share_rare_terms_first(tmp_path):
    root = write_site(tmp_path / "site", 0)
    for name, news, day in (
        ("a", "[少见, 常见]", 1),
        ("b", "[常见]", 2),
        ("c", "[少见]", 3),
        ("d", "[别的]", 4),
        ("e", "[常见]", 5),
    ):
        write_post(root, f"{name}.md", name, day=day, header=f"news: {news}\ndraft: {str(name == 'e').lower()}\n")
    library = open_feed(root, user(tmp_path))
    found = [row.path for row in library.posts.related("a.md")]
    assert found[0] == "c.md"
    assert "e.md" not in found
    assert "a.md" not in found
    assert found.index("b.md") < found.index("d.md"), "all of them share the tag 山西"
    assert library.posts.related("never.md") == ()


def test_a_series_is_told_in_reading_order(tmp_path):
    root = write_site(tmp_path / "site", 1)
    (root / "hugo.toml").write_text("[taxonomies]\nseries = 'series'\n", "utf-8")
    for number in (3, 1, 2):
        write_post(root, f"part{number}.md", f"{number}", day=number, header="series: [连载]\n")
    library = open_feed(root, user(tmp_path))
    assert [row.path for row in library.posts.series("part2.md")] == ["part1.md", "part2.md", "part3.md"]
    assert library.posts.series("news/p0.md") == ()


def test_what_waits_for_the_full_text_is_known(tmp_path):
    library = open_library(write_site(tmp_path / "site"), Settings(), user(tmp_path))
    library.sync.run(text_seconds=0)
    waiting = library.index.full_text.count_waiting()
    library.sync.run(text_seconds=60)
    assert waiting > library.index.full_text.count_waiting() == 0


def test_text_is_found_through_the_marks_of_markdown(tmp_path):
    root = write_site(tmp_path / "site", 0)
    body = "澳涞坞**影视**基地<b>在</b>山西\n长治[壶关](x)县，`code`word"
    write_post(root, "a.md", "一", body=body)
    library = open_feed(root, user(tmp_path))
    for words in ("坞影视基", "地在山", "西长治", "治壶关县", "codeword"):
        assert listed(library, Query(Words(words))) == ["a.md"], words
    for words in ("strong", "壶关x", "县code"):
        assert listed(library, Query(Words(words))) == [], words


def test_text_that_is_no_unicode_breaks_nothing(library, tmp_path):
    journal = tmp_path / "config" / "bookmarks" / "other\udcff.jsonl"
    journal.parent.mkdir(parents=True, exist_ok=True)
    journal.write_text('{"t": 1, "op": "add", "path": "a\\udc80.md", "title": "\\ud800"}\n', "utf-8")
    library.sync.run()
    assert not library.sync.run()
    assert len(library.marks.bookmarks()) == 1
    for condition in (
        Words("\udc80"),
        Field("tag", "\ud800"),
        Field("path", "\udc80"),
        Field("tag", "\ud800", exact=True),
    ):
        assert listed(library, Query(condition)) == []
        assert library.posts.first(Query(condition), 3) == ()
        library.posts.counts(Query(condition))
    assert library.posts.id_of("\udc80") is None


def test_a_busy_index_does_not_keep_the_feed_from_opening(library, tmp_path, monkeypatch):
    from tui_reader.index.storage import database

    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.05)
    there = replace(user(tmp_path, "there"), cache=tmp_path / "elsewhere")
    open_feed(tmp_path / "site", there).marks.mark_read(["news/p1.md"], True)
    with library.index.database._database.write():
        opened = open_library(tmp_path / "site", Settings(), user(tmp_path))
        assert len(listed(opened)) == 3
    opened.sync.run()
    assert listed(opened, Query(Is("read"))) == ["news/p1.md"]


def test_a_site_that_publishes_drafts_has_them_in_its_feed(tmp_path):
    root = write_site(tmp_path / "site")
    write_post(root, "news/draft.md", "草稿", header="draft: true\n")
    write_post(root, "news/future.md", "将来", header="publishDate: 2999-01-01\n")
    write_post(root, "news/past.md", "过期", header="expiryDate: 2000-01-01\n")
    settings = root / "hugo.toml"
    text = settings.read_text("utf-8")
    for key, path in (("buildDrafts", "draft"), ("buildFuture", "future"), ("buildExpired", "past")):
        settings.write_text(f"{key} = true\n{text}", "utf-8")
        library = open_feed(root, user(tmp_path))
        assert set(listed(library)) - {f"news/p{number}.md" for number in range(3)} == {f"news/{path}.md"}
        assert dict(library.posts.counts(Query()).views)["all"] == 4
        library.close()
