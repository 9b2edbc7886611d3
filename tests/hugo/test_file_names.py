"""File names against the real hugo: what is a post, in which language, and where it stands on the website."""

import pytest

from tests.hugo.compare import Comparison
from tests.hugo.oracle import build_as_it_is
from tests.hugo.random_site import write_site

NAMES = (
    "C++ & C#", "C#", "F# & more", "a##", "b#-", "e#f#", "A B", "a.b", "a.b.c", "名字", "名 字", "Ünï cödé", "été", "per%xyz", "a%20b", "50% off", "c %23", "%41", "a+b", "a++",
    ".NET", "dots...", "-lead", "trail-", "a--b", "a__b", "_under", "under_", "~t", "(x)", "[y]", "{z}", "q'u", 'q"u', "a,b", "a;b", "a=b", "a@b", "a!b", "a$b", "a^b", "a&b", "a`b",
    "a|b", "a*b", "a?b", "a<b>", "a:b", "2020-01-02", "2020-01-02-x y", "2020-1-2-x", "20200102", "01", "0", "😀 smile", "a　b", "a\tb", "e\u0301", "ﬁ", "İ", "ΑΣ", "ß", "README", "CamelCase", "ab.", "a. b",
    "a .b", "a - b", "x–y—z", "“q”", "①", "½", "ⅷ", "日本語 テキスト", "한국어", "ไทย", "fr.x", "a.fr.2", "x.FR", "y.fr", "z.en.fr", "v.fr.en.x", "w.zh-CN", "u.fr.C d", "t.fr.FR",
)  # fmt: skip
"""Names of files and of folders."""
INDEXES = (
    "index",
    "Index",
    "INDEX",
    "_index",
    "_Index",
    "index.x",
    "index.fr",
    "Index.FR",
    "index.fr.x",
    "index.x.fr",
    "_index.fr",
    "_index.x",
    "_Index.fr",
    "index.html",
    "x.index",
)
"""Names that make a folder a page or a section, or seem to."""
NO_FOLDERS = {"50% off", "per%xyz", "①", "½", "ⅷ"}
"""Names of folders of which `:sections` makes no address that would lead anywhere."""
SITE = """baseURL = "https://example.org/"
defaultContentLanguage = "en"
disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]
outputFormats.jsonl = {{mediaType = "application/json", baseName = "pages", isPlainText = true}}
outputs = {{home = ["jsonl"], section = [], taxonomy = [], term = []}}
{}
[languages.en]
[languages.fr]
[languages.zh-CN]
"""
SETTINGS = {
    "paths": "",
    "capitals": "disablePathToLower = true",
    "accents": "removePathAccents = true\nuglyURLs = true",
    "base names": "permalinks = {'**' = '/p/:contentbasename/'}",
    "file names": "disablePathToLower = true\npermalinks = {'**' = '/:sections/:slugorfilename'}",
    "titles": "permalinks = {'**' = '/t/:title'}",
    "a language that is off": "disableLanguages = ['fr']",
}  # fmt: skip


def post(title: str) -> str:
    """A post whose title is the name of its file."""
    escaped = title.replace('"', '\\"').replace("\t", " ")
    return f'---\ntitle: "{escaped}"\n---\ntext\n'


def tree(setting: str) -> dict[str, str]:
    """A file and a bundle of each name, and each as a folder of a post."""
    capitals = "disablePathToLower" in setting
    files = {}
    for number, name in enumerate(NAMES):
        files[f"content/s{number}/{name}.md"] = post(name)
        files[f"content/b{number}/{name}/index.md"] = post(name)
        if ":sections" not in setting or name not in NO_FOLDERS:
            files[f"content/{name}/p{number}.md"] = post("t")
    for number, name in enumerate(name for name in INDEXES if not capitals or name[:2] != "_I"):
        for folder in (f"i{number}", f"j{number}/deep"):
            files[f"content/{folder}/{name}.md"] = post("t")
            files[f"content/{folder}/other.md"] = post("other")
    return files


@pytest.mark.parametrize("name", SETTINGS)
def test_names_of_files_mean_what_they_mean_to_hugo(name, tmp_path):
    root = tmp_path / "site"
    write_site(root, {"hugo.toml": SITE.format(SETTINGS[name]), **tree(SETTINGS[name])})
    both = Comparison(root, build_as_it_is(root, tmp_path / "work"))
    assert both.faults() == []
    assert both.feed_faults() == []
    missing = set(both.posts) - set(both.verdict.pages)
    assert {path for path in missing if both.posts[path].listed} == set()


def test_a_section_page_in_capitals_hands_down_what_it_says(tmp_path):
    root = tmp_path / "site"
    section = "---\ntitle: Section\nslug: own\ncascade:\n  weight: 7\n---\n"
    files = {"content/a/_Index.md": section, "content/a/b/x.md": post("x"), "content/a/y.md": post("y")}
    write_site(root, {"hugo.toml": SITE.format("permalinks = {a = '/:sectionslugs/:slug'}"), **files})
    both = Comparison(root, build_as_it_is(root, tmp_path / "work"))
    assert both.faults() == []
