"""Random sites hold the reader to Hugo where no real site at hand goes: every field, the order, and what is in the
feed.
"""

import pytest

from tests.hugo.compare import Comparison
from tests.hugo.oracle import build_as_it_is
from tests.hugo.random_site import write_random_site

FEW = range(8)
MANY = range(100, 400)


def _check(seed, tmp_path):
    root = tmp_path / "site"
    write_random_site(root, seed)
    both = Comparison(root, build_as_it_is(root, tmp_path / "work"))
    assert both.faults() == []
    assert both.order_faults() == []
    assert both.feed_faults() == []


@pytest.mark.parametrize("seed", FEW)
def test_a_random_site_is_what_hugo_says_it_is(seed, tmp_path):
    _check(seed, tmp_path)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", MANY)
def test_many_random_sites_are_what_hugo_says_they_are(seed, tmp_path):
    _check(seed, tmp_path)
