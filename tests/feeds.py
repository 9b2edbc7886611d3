"""Small feeds on disk for tests of the library, and a way to open them."""

from collections.abc import Mapping
from pathlib import Path

from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import Library, open_library
from tui_reader.model.query import Query

SITE = 'title = "小报"\ntimeZone = "Asia/Shanghai"\n[taxonomies]\ntag = "tags"\nnews = "news"\n'


def write_site(root: Path, count: int = 3) -> Path:
    """A site with some posts, the newest last."""
    (root / "content" / "news").mkdir(parents=True)
    (root / "hugo.toml").write_text(SITE, "utf-8")
    for i in range(count):
        write_post(root, f"news/p{i}.md", f"第{i}篇", day=1 + i)
    return root


def write_post(root: Path, path: str, title: str, day: int = 1, body: str = "正文在这里。", header: str = "") -> Path:
    """Write one post of July 2022."""
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = f'---\ntitle: "{title}"\ndate: 2022-07-{day:02}T12:00:00+08:00\ntags: [山西]\n{header}---\n\n{body}\n'
    file.write_text(text, "utf-8")
    return file


def write_files(root: Path, texts: Mapping[str, str], site: str) -> Path:
    """A site of content files by their paths, and its settings."""
    for name, text in texts.items():
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (root / "hugo.toml").write_text(site, "utf-8")
    return root


def user(folder: Path, host: str = "host") -> Paths:
    """The folders of one user on one host."""
    return Paths(folder / "config", folder / "state", folder / "cache", host)


def open_feed(root: Path, paths: Paths) -> Library:
    """The library of a feed, synchronised with its files."""
    library = open_library(root, Settings(), paths)
    library.sync.run()
    return library


def listed(library: Library, query: Query | None = None) -> list[str]:
    """Paths in the order of the list."""
    return [row.path for row in library.posts.rows(library.posts.listing(query or Query()))]
