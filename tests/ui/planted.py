"""Where a view and an order are found once they stand in their tables; run by `test_recipes.py`, which plants them."""

from pathlib import Path

import tui_reader
from tests.ui.conftest import Reader, press, screen_text
from tools import catalogue, make_manual
from tui_reader.cli.command_line import parse
from tui_reader.config.settings import Settings, allowed
from tui_reader.config.settings_file import read_settings

MODEL = Path(tui_reader.__file__).parent / "model"


async def test_the_view_is_in_sidebar_counts_keys_help_heading_and_list(reader: Reader) -> None:
    async with reader() as pilot:
        assert "Even days 6" in " ".join(screen_text(pilot).split())
        await press(pilot, "W")
        shown = screen_text(pilot)
        assert "Even days · newest" in shown
        assert "第4篇" in shown and "第5篇" not in shown and "1 / 6" in shown
        await press(pilot, "question_mark", "slash", *"Even posts")
        assert "Even posts" in screen_text(pilot)
        await press(pilot, "escape", "t", *"Even days")
        assert "Even days" in screen_text(pilot)
    assert "| `W` | Show the posts of even days. | everywhere | `view_even` |" in make_manual.keys_page()
    texts = {text for text, _ in catalogue.messages(MODEL)}
    assert {"Even days", "Even posts", "Show the posts of even days."} <= texts


async def test_the_order_is_in_sort_key_settings_command_line_heading_and_list(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('sort = "oldest"\n[[views]]\nname = "a"\nquery = ""\nsort = "oldest"\n', encoding="utf-8")
    settings = read_settings(file, None)
    assert settings.sort == settings.views[0].sort == "oldest" and not settings.problems
    assert '"oldest"' in allowed("sort")
    assert parse(["list", "--sort", "oldest"]).sort == "oldest"
    assert "oldest" in make_manual.commands_page()
    assert "oldest first" in {text for text, _ in catalogue.messages(MODEL)}
    async with reader(settings=Settings(sort="shortest", watch_seconds=0)) as pilot:
        await press(pilot, "s")
        shown = screen_text(pilot)
        assert "All · oldest first" in shown
        assert shown.index("第3篇") < shown.index("第0篇") < shown.index("第1篇") < shown.index("第11篇")
