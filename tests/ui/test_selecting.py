"""A part of a post is selected with the keyboard or the mouse, and copied as it reads."""

from pathlib import Path

from textual.events import MouseDown, MouseMove, MouseUp

from tests.ui.conftest import PARAGRAPH, Reader, press, quiet, screen_text, write_post

BODY = f"首段在此。\n\n{PARAGRAPH}\n\n- 其一\n- 其二\n\n[链接](https://example.org/)\n\n" + f"{PARAGRAPH}\n\n" * 8


async def drag(pilot, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Press the left button in the pane, move with it held, let it go."""
    view = pilot.app.browse.view
    await pilot._post_mouse_events([MouseDown], view, first, button=1)
    await pilot._post_mouse_events([MouseMove], view, last, button=1)
    await pilot._post_mouse_events([MouseUp], view, last, button=1)
    await quiet(pilot)


async def test_lines_are_selected_extended_and_copied(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "v", "j", "k", "y")
        assert pilot.app.clipboard == "第11篇"
        assert browse.view.overlay.selection is None and "Copied: 第11篇" in screen_text(pilot)
        await press(pilot, "v", *("right_curly_bracket",) * 3, "y")
        assert pilot.app.clipboard.endswith(f"首段在此。\n\n{PARAGRAPH}")
        await press(pilot, "v", *("right_curly_bracket",) * 2, "v", "y")
        assert pilot.app.clipboard == "首段在此。"
        await press(pilot, "v", "G", "y")
        assert pilot.app.clipboard.count(PARAGRAPH) == 9 and "• 其一\n• 其二" in pilot.app.clipboard
        await press(pilot, "v", "g", "left_curly_bracket", "y")
        assert pilot.app.clipboard.startswith("第11篇\n")


async def test_esc_leaves_the_selection_and_not_the_post(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "v", "pagedown")
        assert browse.view.overlay.selection is not None and browse.view.window.top > 0
        top = browse.view.window.top
        await press(pilot, "escape")
        assert browse.view.overlay.selection is None and browse.panes.active == "post" and browse.view.window.top == top
        await press(pilot, "y")
        assert pilot.app.clipboard.endswith("/news/post-11/")


async def test_the_address_is_copied_whole_where_the_site_names_its_host(reader: Reader, feed: Path) -> None:
    config = next(feed.glob("hugo.*"))
    config.write_text('baseURL = "https://user.example.io/blog/"\n' + config.read_text("utf-8"), "utf-8")
    async with reader() as pilot:
        await press(pilot, "j", "y")
        assert pilot.app.clipboard == "https://user.example.io/blog/news/post-11/"


async def test_another_page_takes_the_selection_away(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "j", "enter", "v", "j", "z")
        assert pilot.app.browse.view.overlay.selection is None


async def test_the_mouse_selects_to_the_cell_and_copies_when_let_go(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter")
        view, page = browse.view, browse.view.page
        line = next(y for y in range(page.height) if page.line(y).text.startswith("首段"))
        row, after = view.head + line, view.head + line + 2
        await drag(pilot, (view.left + 2, row), (view.left + 3, after))
        assert pilot.app.clipboard == f"段在此。\n\n{PARAGRAPH[:2]}"
        assert view.overlay.selection is None and browse.panes.active == "post"


async def test_the_end_of_a_selection_over_a_link_does_not_follow_it(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter")
        view, page = browse.view, browse.view.page
        row = view.head + next(y for y in range(page.height) if page.line(y).text.startswith("链接"))
        await drag(pilot, (view.left, row), (view.left + 2, row))
        assert pilot.app.clipboard == "链接"
        await pilot.click(view, (view.left, row))
        await quiet(pilot)
        assert pilot.app.clipboard == "https://example.org/"


async def test_a_click_into_the_post_is_a_step_into_it(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await pilot.click(browse.view, (5, 20))
        await quiet(pilot)
        assert browse.panes.active == "post"
        await press(pilot, "j")
        assert browse.view.window.top == 1


async def test_what_no_terminal_takes_is_refused(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=PARAGRAPH * 120)
    async with reader() as pilot:
        await press(pilot, "j", "enter", "v", "G", "y")
        assert pilot.app.clipboard == "" and "Too long" in screen_text(pilot)


async def test_the_parts_of_a_series_follow_one_another(reader: Reader, feed: Path) -> None:
    for number, weight in ((4, 1), (2, 2), (9, 3)):
        write_post(feed / "content", number, f'series: ["连载"]\nweight: {weight}\n')
    (feed / "hugo.toml").write_text('[taxonomies]\ntag = "tags"\nseries = "series"\n', encoding="utf-8")
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "greater_than_sign")
        assert "in no series" in screen_text(pilot)
        await press(pilot, "slash", *"series:连载", "enter", "s", "enter")
        seen = [browse.reading.path]
        for key in ("less_than_sign", "less_than_sign", "greater_than_sign", "greater_than_sign", "greater_than_sign"):
            await press(pilot, key)
            seen.append(browse.reading.path)
        assert set(seen) == {"news/post-04.md", "news/post-02.md", "news/post-09.md"}
        assert "last part" in screen_text(pilot)
        assert seen[-1] == "news/post-09.md" == browse.posts.chosen.path


async def test_a_selection_without_a_word_copies_nothing(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "y")
        before = pilot.app.clipboard
        view, page = browse.view, browse.view.page
        blank = view.head + next(y for y in range(5, page.height) if not page.line(y).text.strip())
        await drag(pilot, (view.left + 2, blank), (view.left + 6, blank))
        assert pilot.app.clipboard == before != ""
        assert view.overlay.selection is None
