"""What is laid over a line of a page is seen: its colours win over those of the text."""

from pathlib import Path

import pytest
from rich.segment import Segment
from textual.strip import Strip

from tests.ui.conftest import Reader, press
from tui_reader.config.paths import shipped_themes
from tui_reader.config.theme_file import read_theme
from tui_reader.layout.page import Line, Run
from tui_reader.model.roles import Role
from tui_reader.ui.render.strips import Painter, lay_over

LAID = (Role.HIT, Role.HIT_CURRENT, Role.SELECTED)


def looks(strip: Strip) -> list[tuple[str, object, object, object]]:
    """Text and colours of the pieces of a strip."""
    return [
        (s.text, s.style and s.style.color, s.style and s.style.bgcolor, s.style and s.style.reverse) for s in strip
    ]


@pytest.mark.parametrize("file", sorted(shipped_themes().glob("*.toml")), ids=lambda file: file.stem)
@pytest.mark.parametrize("role", LAID, ids=lambda role: role.value)
def test_colours_laid_over_text_win(file: Path, role: Role) -> None:
    painter = Painter(read_theme(file))
    strip = painter.line(Line((Run("一二", (Role.STRONG,)), Run("三四", (Role.LINK,)))), (2, 12), 12, lambda _: "")
    wanted = painter.roles((role,))
    laid = lay_over(strip, 4, 8, wanted)
    inside = [look for look in looks(laid) if look[0] in ("二", "三")]
    assert [look[1:] for look in inside] == [(wanted.color, wanted.bgcolor, wanted.reverse)] * 2
    assert laid.text == strip.text and laid.cell_length == strip.cell_length


async def test_every_place_found_is_seen_on_the_screen(reader: Reader) -> None:
    async with reader() as pilot:
        view = pilot.app.browse.view
        await press(pilot, "j", "enter", "slash", *"终端", "enter")
        hits = [hit for hit in view.overlay.hits if hit.line < view.window.top + view.window.room]
        grounds = {view.painter.roles((role,)).bgcolor for role in (Role.HIT, Role.HIT_CURRENT)}
        shown: list[Segment] = [s for y in range(view.size.height) for s in view.render_line(y)]
        marked = "".join(s.text for s in shown if s.style is not None and s.style.bgcolor in grounds)
        assert marked == "终端" * (sum(hit.end - hit.start for hit in hits) // 4) != ""


async def test_what_is_selected_is_seen_on_the_screen(reader: Reader) -> None:
    async with reader() as pilot:
        view = pilot.app.browse.view
        await press(pilot, "j", "enter", "v")
        ground = view.painter.roles((Role.SELECTED,)).bgcolor
        marked = [s.text for y in range(view.size.height) for s in view.render_line(y) if s.style.bgcolor == ground]
        assert marked == ["第11篇"]
