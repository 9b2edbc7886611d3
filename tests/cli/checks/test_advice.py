"""No advice of `check` would publish a post that is hidden: the walk over every fault it names, and over every line
that it says how to write.
"""

import re
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from tui_reader.cli.checks.fixes import fixed_line
from tui_reader.cli.checks.post_checks import Finding
from tui_reader.store.post_reader import load_post
from tui_reader.store.publishing import is_in_feed
from tui_reader.store.site.site import Site, find_site

NOW = datetime(2025, 1, 1, tzinfo=UTC)
HIDING = ("draft: true", "publishDate: 2999-01-01", "expiryDate: 2001-01-01", "build: {list: never}")
"""Lines that hide a post."""
FOLLOWED = {
    "header-unclosed": ("---\ndraft: true\n\nText.\n", "---\ndraft: true\n---\n\nText.\n"),
    "header-unreadable": ("---\ntitle: a: b\ndraft: true\n---\n", '---\ntitle: "a: b"\ndraft: true\n---\n'),
    "key-double": ("---\ndraft: false\ndraft: true\n---\n", "---\ndraft: true\n---\n"),
    "key-case": ("---\ndraft: false\nDraft: true\n---\n", "---\nDraft: true\n---\n"),
    "key-not-text": ("---\n[a]: b\ndraft: true\n---\n", "---\n\"[a]\": b\ndraft: true\n---\n"),
    "date-odd": ("---\npublishDate: 2999年1月2日\n---\n", "---\npublishDate: 2999-01-02T00:00:00+08:00\n---\n"),
    "date-flag": ("---\ndraft: true\npublished: false\n---\n", "---\ndraft: true\n---\n"),
    "lastmod-before-date": ("---\ndate: 2999-01-01\nlastmod: 2020-01-01\n---\n", "---\ndate: 2999-01-01\nlastmod: 2999-01-01\n---\n"),
    "not-a-flag": ("---\ndraft: true\nheadless: perhaps\n---\n", "---\ndraft: true\nheadless: false\n---\n"),
    "not-a-number": ("---\ndraft: true\nweight: x\n---\n", "---\ndraft: true\nweight: 10\n---\n"),
    "not-a-list": ("---\ndraft: true\ntags: {a: b}\n---\n", "---\ndraft: true\ntags: [a, b]\n---\n"),
    "not-text": ("---\ndraft: true\ntitle: [a]\n---\n", '---\ndraft: true\ntitle: "[a]"\n---\n'),
    "terms-in-one": ("---\ndraft: true\ntags: a,b\n---\n", "---\ndraft: true\ntags: [a, b]\n---\n"),
}  # fmt: skip
"""Faults whose advice changes a header: a hidden post with the fault, and what it is where the advice is followed."""
ELSEWHERE = frozenset(
    "header-no-mapping header-too-large header-too-deep body-shortcode body-fence"  # hold no key that could hide
    " date-number date-unreadable"  # hide nothing: the one is a day of 1970 or later in it, the other no date
    " file-encoding file-damaged file-marks file-binary file-format file-too-large file-unreadable file-published file-special"
    " name-not-utf-8 link-outside link-not-followed folder-too-deep page-double"  # change files, not headers
    " config-unreadable config-key-double config-pattern-left-out post-trouble".split()
)
"""Faults whose advice changes no key of a header that hides a post, or none that was read."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text('timeZone = "Asia/Shanghai"\n', "utf-8")
    return find_site(tmp_path)


def _read(site: Site, text: str) -> tuple[set[str], bool]:
    """The faults of a post, and whether the feed shows it."""
    (site.content / "a.md").write_text(text, "utf-8")
    post = load_post("a.md", site)
    return {problem.code for problem in post.problems}, is_in_feed(post, NOW)


def test_the_advice_for_every_fault_is_walked_over():
    table = Path("docs/hugo.md").read_text("utf-8").partition("## Problems")[2]
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)) == set(FOLLOWED) | ELSEWHERE


@pytest.mark.parametrize("code", FOLLOWED)
def test_advice_that_is_followed_shows_no_hidden_post(site, code):
    before, after = FOLLOWED[code]
    faults, shown = _read(site, before)
    assert code in faults
    assert not shown or code.startswith("header-")
    faults, shown = _read(site, after)
    assert code not in faults
    assert not shown


KEYS = "date publishDate pubdate lastmod expiryDate unpublishdate draft headless weight tags".split()
VALUES = ("2999年1月2日", "2001年1月2日", "20990102", "20010102", "2999/1/2", "2001.1.2 10:00", "7 July 2001", "perhaps", "a, b", "1e9", "[x]", "0", "2999-01-02 10")  # fmt: skip


@pytest.mark.parametrize("hiding", ["", *HIDING])
def test_no_line_that_is_mended_shows_a_hidden_post(site, hiding):
    mended = 0
    for key, value in product(KEYS, VALUES):
        if key.lower() in hiding.lower():
            continue
        text = f"---\ntitle: t\n{hiding}\n{key}: {value}\n---\n"
        hidden = not _read(site, text)[1]
        for problem in load_post("a.md", site).problems:
            fix = fixed_line(Finding("a.md", problem), site)
            if fix:
                mended += 1
                after = text.replace(f"{key}: {value}", fix)
                assert after != text
                assert not (hidden and _read(site, after)[1]), (text, fix)
                (site.content / "a.md").write_text(text, "utf-8")
    assert mended > 5
