"""What sections pass on reaches the posts it is meant for, the nearest section first."""

import os

from tests.feeds import listed, open_feed, user, write_site
from tui_reader.store.post_reader import load_post
from tui_reader.store.site import cascade
from tui_reader.store.site.site import find_site
from tui_reader.store.walk import walk_posts


def test_a_changed_section_changes_its_posts(tmp_path, monkeypatch):
    monkeypatch.setattr(cascade, "KEEP_SECONDS", 0.0)
    section = tmp_path / "content" / "news" / "_index.md"
    section.parent.mkdir(parents=True)
    (section.parent / "a.md").write_text("---\ntitle: A\n---\nx\n", "utf-8")
    section.write_text("---\ncascade:\n  draft: true\n---\n", "utf-8")
    site = find_site(tmp_path / "content")
    before = list(walk_posts(site))
    assert load_post("news/a.md", site).draft
    section.write_text("---\ncascade:\n  draft: false\n---\n", "utf-8")
    stat = section.stat()
    os.utime(section, ns=(stat.st_atime_ns, stat.st_mtime_ns + 10**9))
    assert list(walk_posts(site)) != before
    assert not load_post("news/a.md", site).draft


def test_a_sync_never_believes_a_section_page_that_has_changed(tmp_path):
    root = write_site(tmp_path / "site")
    section = root / "content/news/_index.md"
    section.write_text("---\ncascade:\n  draft: true\n---\n", "utf-8")
    library = open_feed(root, user(tmp_path))
    assert listed(library) == []
    section.write_text("---\ncascade:\n  draft: false\n---\n", "utf-8")
    library.sync.run(now=True)
    assert len(listed(library)) == 3
    library.close()


def test_a_section_page_in_the_language_of_the_post_holds_over_those_of_others(tmp_path):
    (tmp_path / "hugo.yaml").write_text(
        "languages: {en: {contentDir: content/en}, fr: {contentDir: content/fr}, zh: {contentDir: content/zh}}\n"
    )
    for number, language in enumerate(("en", "fr", "zh"), 1):
        section = tmp_path / "content" / language / "news"
        section.mkdir(parents=True)
        target = "{sites: {matrix: {languages: ['**']}}}"
        section.joinpath("_index.md").write_text(f"---\ncascade: {{weight: {number}, target: {target}}}\n---\n")
        section.joinpath("a.md").write_text("---\ntitle: A\n---\nx\n")
    site = find_site(tmp_path / "content")
    assert [load_post(f"{one}/news/a.md", site).weight for one in ("en", "fr", "zh")] == [1, 2, 3]
