"""Passages of a post are kept with the keyboard, shown, annotated, found again after an edit, and taken away."""

import re
import threading
from pathlib import Path

from tests.ui.conftest import PARAGRAPH, Reader, press, quiet, screen_text, write_post
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.tools.body_text import BodyText
from tui_reader.marks.highlights import Highlights

FIRST, SECOND = "首个元宇宙影视基地在山西启动。", "澳涞坞集团在澳门宣布此事。"
BODY = (
    f"{FIRST}{SECOND}\n\n{PARAGRAPH}\n\n末段 says something in Latin letters. And more of it.\n\n"
    + f"{PARAGRAPH}\n\n" * 8
)


def lit(pilot) -> str:
    """The text of the page that is shown as kept, passages parted by bars."""
    view = pilot.app.browse.view
    body = BodyText(view.page)
    return "|".join(body.read(*body.span(selection)) for selection in view.overlay.highlights)


async def lit_as(pilot, text: str) -> bool:
    """Wait until exactly this text is shown as kept; false where it never is."""
    for _ in range(200):
        if lit(pilot) == text:
            return True
        await pilot.pause(0.05)
    return False


async def begin(pilot) -> None:
    """Into the first post below the pinned one."""
    await press(pilot, "j", "enter")


async def test_a_sentence_is_kept_shown_and_taken_back(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        await begin(pilot)
        await press(pilot, "right_parenthesis", "m")
        assert await lit_as(pilot, FIRST) and "1 highlight" in screen_text(pilot)
        await press(pilot, "U")
        assert await lit_as(pilot, "") and "Undone: 1 highlight added" in screen_text(pilot)
        await press(pilot, "right_parenthesis", "right_parenthesis", "m")
        assert await lit_as(pilot, FIRST + SECOND)
        await press(pilot, "right_parenthesis", "m")
        assert await lit_as(pilot, "") and "taken away" in screen_text(pilot)
        await press(pilot, "U")
        assert await lit_as(pilot, FIRST + SECOND)


async def test_a_note_to_a_passage_stands_on_the_card_in_the_notes_and_is_found(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        browse = pilot.app.browse
        await begin(pilot)
        await press(pilot, "right_parenthesis", "M", *"quote", "enter")
        assert "” quote" in screen_text(pilot)
        await press(pilot, "right_parenthesis", "M", *" it", "enter")
        assert "” quote it" in screen_text(pilot)
        await press(pilot, "apostrophe")
        assert browse.posts.window.count == 1 and "“首个元宇宙" in screen_text(pilot)
        assert "Notes" in screen_text(pilot)
        for words, count in (("quote", 1), ("影视基地在山西", 1), ("nothing", 0)):
            await press(pilot, "1", "slash", *f"note:{words}", "enter")
            assert browse.posts.window.count == count
            await press(pilot, "escape")


async def test_passages_stay_at_their_words_when_the_post_is_edited(reader: Reader, feed: Path) -> None:
    file = write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        await begin(pilot)
        await press(pilot, "right_parenthesis", "right_parenthesis", "m")
        text = file.read_text("utf-8")
        file.write_text(
            text.replace(FIRST, f"新的开头，多了一句。\n\n{FIRST}").replace("澳门宣布", "澳门正式宣布"), "utf-8"
        )
        await press(pilot, "ctrl+r")
        assert await lit_as(pilot, FIRST + SECOND.replace("宣布", "正式宣布"))
        file.write_text(text.replace(FIRST + SECOND, "全文改写。"), "utf-8")
        await press(pilot, "ctrl+r")
        assert await lit_as(pilot, "")
        await press(pilot, "quotation_mark", "enter")
        assert "no longer in the post" in screen_text(pilot)


async def test_a_passage_is_the_same_at_every_width(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        await begin(pilot)
        await press(pilot, "v", *"jjjjjjjjjj", "m")
        kept = lit(pilot)
        assert len(kept) > 60
        for size in ((80, 24), (40, 12), (160, 50)):
            await pilot.resize_terminal(*size)
            await quiet(pilot)
            assert await lit_as(pilot, kept)
        await press(pilot, "z")
        assert await lit_as(pilot, kept)
        await press(pilot, "i", "i")
        assert await lit_as(pilot, kept)


async def test_highlights_are_chosen_and_gone_to(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        browse = pilot.app.browse
        await begin(pilot)
        await press(pilot, "G", "v", "j", "m")
        assert browse.view.window.top > 0
        await press(pilot, "escape", "j", "j", "quotation_mark")
        assert "Highlights" in screen_text(pilot)
        await press(pilot, "enter")
        assert browse.reading.path == "news/post-11.md" and browse.panes.active == "post"
        line = browse.view.overlay.highlights[0].start
        assert browse.view.page.parts.before(line.part) + line.line in browse.view.window.seen
        await press(pilot, "ctrl+o")
        assert browse.panes.active == "posts"


async def test_a_passage_kept_elsewhere_appears_in_the_open_post(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        browse = pilot.app.browse
        await begin(pilot)
        await press(pilot, "right_parenthesis", "m")
        store = browse.library.marks.passages.store
        other = Highlights(store.journal.file.parent, "elsewhere", browse.library.marks.bookmark_store.feed)
        other.remove(other.all())
        browse.file_sync.look()
        await press(pilot)
        assert await lit_as(pilot, "")


async def test_a_post_that_is_gone_stands_in_the_notes(reader: Reader, feed: Path) -> None:
    file = write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        browse = pilot.app.browse
        await begin(pilot)
        await press(pilot, "right_parenthesis", "m")
        file.unlink()
        await press(pilot, "ctrl+r", "apostrophe")
        row = browse.posts.rows.at(0)
        assert row.gone and row.title == "第11篇" and not row.bookmarked and row.note.startswith("“首个")
        assert re.search(r"Notes +1\b", screen_text(pilot))


async def test_without_a_selection_there_is_nothing_to_keep(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body="")
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "quotation_mark")
        assert "No highlights yet" in screen_text(pilot)
        await press(pilot, "enter", "g", "v", "m")
        assert "No text of the post" in screen_text(pilot) and not browse.library.marks.passages.all()


async def test_highlights_are_found_beside_the_interface(reader: Reader, feed: Path, monkeypatch) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        await begin(pilot)
        await press(pilot, "right_parenthesis", "m")
        assert await lit_as(pilot, FIRST)
        threads: list[threading.Thread] = []

        def looked(page: Page) -> BodyText:
            threads.append(threading.current_thread())
            return BodyText(page)

        monkeypatch.setattr("tui_reader.ui.notebook.highlighting._body_text", looked)
        await press(pilot, "z")
        assert await lit_as(pilot, FIRST)
        for _ in range(100):
            if threads:
                break
            await pilot.pause(0.05)
        assert threads and threading.main_thread() not in threads


async def test_a_passage_on_the_screen_is_shown_before_the_rest_of_a_long_post_is_laid_out(
    reader: Reader, feed: Path, monkeypatch
) -> None:
    write_post(feed / "content", 11, body=BODY + f"{PARAGRAPH}\n\n" * 300)
    async with reader() as pilot:
        await begin(pilot)
        await press(pilot, "right_parenthesis", "m")
        assert await lit_as(pilot, FIRST)
        view = pilot.app.browse.view
        monkeypatch.setattr("tui_reader.layout.lazy_page.Page.settle", lambda page, blocks: False)
        await press(pilot, "z")
        await pilot.pause()
        assert not view.page.settled
        (kept,) = view.overlay.highlights
        assert (kept.start.part, kept.start.line) == (1, 0)
        monkeypatch.undo()
