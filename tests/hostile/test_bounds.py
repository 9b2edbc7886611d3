"""The page of bounds says what the program does; a path longer than the system can have is one that is not there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tui_reader.config.settings_file import MOST_NAMED
from tui_reader.config.user_files import MOST_BYTES
from tui_reader.images.image_file import MOST_PIXELS, MOST_SIDE, PROGRESSIVE
from tui_reader.markdown.block_reader import MOST_PICTURES
from tui_reader.markdown.dialect import DEEPEST
from tui_reader.markdown.html.html_tables import LARGEST, WIDEST
from tui_reader.markdown.html.html_tree import DEEPEST as DEEPEST_BLOCK
from tui_reader.markdown.inline_reader import MOST_BRACKETS, MOST_SIGNS
from tui_reader.markdown.parser import DEEPEST_SHORTCODE, MOST_LINES
from tui_reader.markdown.span_builder import MOST_FRAMES
from tui_reader.search.query_parser import MAX_CONDITIONS
from tui_reader.store.front_matter.fields import MAX_TERMS
from tui_reader.store.front_matter.yaml_header import MAX_DEPTH
from tui_reader.store.front_matter.yaml_scalar import MAX_SIZE
from tui_reader.store.local_source import CONFIG_BYTES, POST_BYTES
from tui_reader.store.site.languages import MOST_LANGUAGES
from tui_reader.store.walk import MAX_DEPTH as DEEPEST_FOLDER
from tui_reader.store.walk import MOST_GROUPS, MOST_REPEATS
from tui_reader.text.shortcode_lexer import LONGEST_TAG
from tui_reader.text.toml import DEEPEST_KEY

PAGE = (Path(__file__).parents[2] / "docs" / "manual" / "bounds.md").read_text("utf-8")
BOUNDS = dict(re.findall(r"^\| (.+?) \| (.+?) \|", PAGE, re.MULTILINE))


@pytest.mark.parametrize(
    ("what", "bound"),
    [
        ("file of a post", f"{POST_BYTES >> 20} MB"),
        ("header", f"{MAX_SIZE >> 10} KB"),
        ("levels in a header: brackets, indents, dots of a TOML key", f"{MAX_DEPTH}"),
        ("terms of one list in a header", f"{MAX_TERMS:,}"),
        ("folders inside one another", f"{DEEPEST_FOLDER}"),
        ("file of the site's configuration, of settings or of a theme", f"{CONFIG_BYTES >> 20} MB"),
        ("file of the site's configuration, of settings or of a theme", f"{MOST_BYTES >> 20} MB"),
        ("dots in a key of settings, themes and configuration", f"{DEEPEST_KEY}"),
        ("lines with text in a body", f"{MOST_LINES:,}"),
        ("signs of Markdown in one paragraph or cell", f"{MOST_SIGNS:,}"),
        ("opening brackets in one paragraph or cell", f"{MOST_BRACKETS:,}"),
        ("quotes and lists inside one another", f"{DEEPEST}"),
        ("elements of HTML inside one another, in a line", f"{MOST_FRAMES}"),
        ("elements of HTML inside one another, as blocks", f"{DEEPEST_BLOCK}"),
        ("columns of an HTML table", f"{WIDEST:,}"),
        ("places of an HTML table", f"{LARGEST:,}"),
        ("shortcodes inside one another", f"{DEEPEST_SHORTCODE}"),
        (
            "repetitions in a pattern of `ignoreFiles`, but for one at its beginning and one at its end",
            f"{MOST_REPEATS}",
        ),
        ("groups in such a pattern", f"{MOST_GROUPS}"),
        ("languages of a site", f"{MOST_LANGUAGES}"),
        ("pixels of one side of a picture", f"{MOST_SIDE:,}"),
        (
            "pixels of a PNG or BMP, of a progressive JPEG, of a WebP",
            ", ".join(f"{MOST_PIXELS[kind] // 1_000_000} million" for kind in ("PNG", PROGRESSIVE, "WEBP")),
        ),
        ("faults in settings or in a theme that are named one by one", f"{MOST_NAMED}"),
        ("characters of one shortcode's tag", f"{LONGEST_TAG:,}"),
        ("pictures in one paragraph", f"{MOST_PICTURES}"),
    ],
)
def test_the_page_of_bounds_has_the_bounds_of_the_program(what: str, bound: str) -> None:
    assert BOUNDS[what] == bound


def test_the_page_of_bounds_has_those_of_pictures_and_queries() -> None:
    assert BOUNDS["pixels and bytes of a picture"].startswith(f"{max(MOST_PIXELS.values()) // 1_000_000} million")
    assert BOUNDS["conditions and levels of a query"].startswith(f"{MAX_CONDITIONS},")


@pytest.mark.parametrize("name", ["a" * 300, "a/" * 3000])
@pytest.mark.parametrize("command", [[], ["-C", "", "list"], ["-C", "", "check"]])
def test_a_path_longer_than_the_system_has_is_not_there(name: str, command: list[str]) -> None:
    arguments = [argument or name for argument in command] or [name]
    done = subprocess.run(
        [sys.executable, "-m", "tui_reader", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 3
    assert "is not there" in done.stderr
    assert "went wrong" not in done.stderr
