"""Problems of a whole site are found, with the line they stand in."""

import os

from tui_reader.store.check_content import check_site, source_line
from tui_reader.store.site import find_site


def test_every_kind_of_problem_is_found_with_its_place(tmp_path):
    (tmp_path / "hugo.toml").write_text("title = broken", "utf-8")
    content = tmp_path / "content"
    (content / "both").mkdir(parents=True)
    (content / "both.md").write_text("---\ntitle: a\n---\nx\n", "utf-8")
    (content / "both" / "index.md").write_text("---\ntitle: b\ndate: 2022/7/28\n---\nx\n", "utf-8")
    os.mkfifo(content / "pipe.md")
    site = find_site(tmp_path)
    found = [(path, problem.code, problem.line) for path, problem in check_site(site)]
    assert found == [
        ("", "config-unreadable", None),
        ("pipe.md", "file-special", None),
        ("both/index.md", "date-odd", 3),
        ("both/index.md", "page-double", None),
    ]
    assert source_line("both/index.md", 3, site) == "date: 2022/7/28"
    assert source_line("both/index.md", 99, site) == ""
    assert source_line("gone.md", 1, site) == ""
