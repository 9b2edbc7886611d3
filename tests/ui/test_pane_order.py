"""Tab goes through the panes as they stand, from left to right, at every width, and comes round."""

import pytest

from tests.ui.conftest import Reader, press


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_tab_goes_from_left_to_right_and_back_again(reader: Reader, size: tuple[int, int]) -> None:
    async with reader(size=size) as pilot:
        panes, seen = pilot.app.browse.panes, []
        for key in ("tab", "tab", "tab", "shift+tab", "shift+tab", "shift+tab"):
            await press(pilot, key)
            seen.append(panes.active)
            assert pilot.app.focused is panes.focused
            assert panes.focused.display, "the pane with the keys is on the screen"
        assert seen == ["post", "sidebar", "posts", "sidebar", "post", "posts"]
