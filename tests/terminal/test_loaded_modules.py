"""What the program has loaded when the list and a post are on the screen: the list in docs/start.md."""

import sys
from pathlib import Path

import pytest

from tests.feeds import write_site
from tests.terminal.pty_session import PtySession

PROBE = """
import sys
from tui_reader.cli.main import main
code = main([sys.argv[1]])
with open(sys.argv[2], "w") as file:
    file.write("\\n".join(sys.modules))
sys.exit(code)
"""
NOT_LOADED = {
    *("frontmatter", "pygments", "ssl", "hashlib", "yaml", "PIL", "urllib.request", "multiprocessing", "linkify_it"),
    *("tui_reader.store.html.org.org_html", "tui_reader.text.formula.one_line"),
    *("tui_reader.text.formula.two_dimensions", "obstore"),
    *("tui_reader.feed.several.joined_feeds", "tui_reader.cli.commands.cmd_list"),
}
HEADERS = {"plain": "title: 第一篇\ndate: 2022-07-01\ntags: [山西, 长治]", "rich": "title: {a: 1}\ndate: 2022-07-01"}


@pytest.mark.parametrize("header", HEADERS)
def test_a_list_and_a_post_load_no_parser_of_rich_headers_and_no_openssl(tmp_path, header):
    site = write_site(tmp_path / "site", 1)
    (site / "hugo.toml").write_text('title = "站"\ntimeZone = "Asia/Shanghai"\n')
    (site / "content" / "one.md").write_text(f"---\n{HEADERS[header]}\n---\n\n正文在这里。\n")
    told = tmp_path / "modules"
    environment = {"HOME": str(tmp_path / "home"), "NO_COLOR": ""}
    with PtySession([sys.executable, "-c", PROBE, str(site), str(told)], (120, 40), environment) as session:
        session.wait_for("2022")
        session.send("enter")
        session.wait_for("正文在这里。")
        session.send("Q")
        assert session.ended_within()
    loaded = set(told.read_text().split("\n"))
    assert {"textual.app", "markdown_it", "asyncio.sslproto"} <= loaded
    if Path("/usr/share/zoneinfo").is_dir():
        assert not [name for name in loaded if name.startswith("_sysconfigdata")]
    assert loaded & NOT_LOADED == ({"frontmatter", "yaml"} if header == "rich" else set())
