"""Posts that may be behind are said to be so in the status line, once with the reason, for as long as it holds."""

from collections.abc import Callable

from tests.feed.test_publication import publish
from tui_reader.config.settings import Settings
from tui_reader.index.shared.publisher_state import PublisherState, write_publisher_state


async def test_the_status_line_says_since_when_posts_are_behind(reader, feed, tmp_path) -> None:
    index = tmp_path / "index"
    publish(feed, index)
    async with reader(settings=Settings(content=str(feed), index=str(index)), source=feed) as pilot:
        screen = pilot.app.screen

        async def said_after(state: PublisherState, holds: Callable[[str], bool]) -> str:
            write_publisher_state(index, state)
            screen.file_sync.look(now=True)
            for _ in range(200):
                line = screen.status.render_line(0).text
                if holds(line):
                    return line
                await pilot.pause(0.02)
            raise AssertionError(line)

        trouble = PublisherState(1000.0, 60.0, "the host is away", 1000.0)
        await said_after(trouble, lambda line: "the host is away" in line)
        screen.status.clear_notice()
        line = screen.status.render_line(0).text
        assert "behind since 01-01" in line
        assert "1 / 12" in line
        await said_after(PublisherState(1000.0), lambda line: "behind" not in line)
