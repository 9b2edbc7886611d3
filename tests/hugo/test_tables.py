"""Tables as Goldmark makes them of paragraphs: which lines are one, and how many cells its rows have."""

import re

from tests.hugo.oracle import build_as_it_is
from tests.hugo.random_site import write_site
from tests.hugo.test_summaries import CONFIG
from tui_reader.document.blocks import Table
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.store.html.body_html import body_html
from tui_reader.store.site.site import find_site

BODIES = (
    "- |\n---\nx", "a\n\n- |\n---", "a |\n---", "- |\n  ---", "a | b\n---|---|---\n1|2|3", "a\n---|---\nx", "a\n|---|", "# a | b\n---|---",
    "a |\n:--\nx", "| a |\n---\nb", "x\na | b\n---|:-:\nc|d|e\nx\n- a", "|a|b|\n|-|-|\n|c|", "a|b|c\n-|-\nd", "a | b\n--- | ---\n# c", "- a | b\n  ---|---\n  c",
    "> a | b\n> ---|---\n> c", "a|b\n-|-\n1|2\n\nc", "***\na|b\n-|-\nx", "1. |\n---",
    "- |\n---|---", "> a|b\n-|-", "> x\na|b\n-|-\nc", "> - a|b\n-|-\n- c", "- > |\n:-|\n|-|", "> a\n--", "1. a|b\n   -|-\nc|d\n- e",
    "- > a|b\n    -|-", "> a|b\n    -|-", "x\n    a|b\n-|-\n    c|d", "a|b|c\n-|-\na|b\n-|-", "a\n-:\nb", "a\n-:\n-", "||\n-:\n||\n|",
    "a|b\n-|-\nc\n===", "x\na|b\n-|-\nc\n===\nd", "x\na|b\n-|-\nc\n---", "a|b\n-|-\nc\n--\nd", "a|b\n-|-\n: x", "> a|b\n-|-\n[^1]: c\n\nd[^1]",
    "a | b\n    ---|---\nc\n===", "- a|b\n      -|-\n  ===", "> a|b\n>     -|-\n> ---", "a|b\n    -|-\nc", "> [a]: /u\na|b\n-|-\nc",
)  # fmt: skip


def test_a_table_is_what_hugo_takes_for_one(tmp_path):
    files = {f"content/{at}.md": f"---\ntitle: a\n---\n{body}\n" for at, body in enumerate(BODIES)}
    write_site(tmp_path / "site", {"hugo.toml": CONFIG, **files})
    verdict = build_as_it_is(tmp_path / "site", tmp_path / "work")
    rules = find_site(tmp_path / "site").language_of("en").markdown
    for at, body in enumerate(BODIES):
        hugo = verdict.pages[f"{at}.md"]["content"]
        assert _plain(body_html(f"{body}\n", rules)[0]) == _plain(hugo), body
        shown = [block for block in parse(body, ParseOptions(rules=rules)).blocks if isinstance(block, Table)]
        outermost = "<table" in re.sub(r"<(ul|ol|blockquote)>.*</\1>", "", hugo, flags=re.DOTALL)
        assert bool(shown) == outermost, body


def _plain(page: str) -> str:
    """HTML without names, empty table bodies and blanks between tags."""
    text = re.sub(r' id="[^"]*"|<tbody>\s*</tbody>', "", page)
    return re.sub(r"\s+", " ", text).replace("> <", "><").strip()
