"""Random sites hold the reader to Hugo where no real site at hand goes: every field, the order, and what is in the
feed. A site that fails is made as small as it can be before it is shown.
"""

from pathlib import Path

import pytest

from tests.hugo.random_site import random_site
from tests.hugo.site_shrink import faults_of, shrunk, smallest

FEW = range(8)
MANY = range(100, 400)
FOUND = Path(__file__).resolve().parent / "sites" / "found"


@pytest.mark.parametrize("seed", FEW)
def test_a_random_site_is_what_hugo_says_it_is(seed):
    assert shrunk(random_site(seed)) == ""


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", MANY)
def test_many_random_sites_are_what_hugo_says_they_are(seed):
    assert shrunk(random_site(seed)) == ""


@pytest.mark.parametrize("name", sorted(folder.name for folder in FOUND.glob("*")))
def test_a_site_that_was_once_read_wrongly_is_read_as_hugo_reads_it(name):
    files = [file for file in sorted((FOUND / name).rglob("*")) if file.is_file()]
    assert faults_of({file.relative_to(FOUND / name).as_posix(): file.read_text("utf-8") for file in files}) == []


def test_a_site_is_shrunk_to_what_matters():
    tree = {f"content/{number}.md": "one\ntwo\nthree\n" for number in range(20)}
    small = smallest(tree, lambda tree: "two" in tree.get("content/7.md", ""))
    assert small == {"content/7.md": "two\n"}
