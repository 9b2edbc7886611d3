"""Makes a site that differs from Hugo's reading as small as it can be: first fewer files, then fewer lines of each.

`python -m tests.hugo.site_shrink SEED FOLDER` writes the smallest site that shows the first fault of a random one.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.hugo.compare import Comparison
from tests.hugo.oracle import build_as_it_is
from tests.hugo.random_site import SHORTCODES, Tree, random_site, write_site

TRIALS = 400
"""Sites that are tried at most: each costs two builds."""


def faults_of(tree: Tree) -> list[str]:
    """What differs between the reader and Hugo on the site; raises RuntimeError where Hugo cannot build it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        write_site(root, tree)
        both = Comparison(root, build_as_it_is(root, Path(folder) / "work"))
        feed = (f"{path} feed" for path in both.feed_faults())
        return [*both.faults(), *both.address_faults(), *both.order_faults(), *feed]


def smallest(tree: Tree, fails: Callable[[Tree], bool]) -> Tree:
    """The smallest site found that still fails."""
    left = [TRIALS]

    def try_out(smaller: Tree) -> bool:
        left[0] -= 1
        return left[0] >= 0 and fails(smaller)

    names = _fewer([*tree], lambda kept: try_out({name: tree[name] for name in kept}))
    small = {name: tree[name] for name in names}
    for name in names:
        lines = small[name].splitlines(keepends=True)
        kept = _fewer(lines, lambda kept, name=name: try_out({**small, name: "".join(kept)}))
        small[name] = "".join(kept)
    return small


def _fewer(items: list[str], fails: Callable[[list[str]], bool]) -> list[str]:
    """Fewer items that still fail: halves are taken out, then quarters, down to single ones."""
    size = max(1, len(items) // 2)
    while True:
        at = 0
        while at < len(items):
            without = items[:at] + items[at + size :]
            if fails(without):
                items = without
            else:
                at += size
        if size == 1:
            return items
        size //= 2


def shows(fault: str) -> Callable[[Tree], bool]:
    """Whether a site still has a fault in the same field of the same post."""
    start = _named(fault)

    def fails(tree: Tree) -> bool:
        try:
            return any(_named(one) == start for one in faults_of({**SHORTCODES, **tree}))
        except (RuntimeError, OSError, ValueError, KeyError, IndexError):
            return False

    return fails


def _named(fault: str) -> str:
    """Post and field of a fault, without the values."""
    return re.split(r": |stands before", fault)[0]


def shrunk(tree: Tree) -> str:
    """What is wrong on the site, and the smallest one that shows the first of it; empty for nothing."""
    faults = faults_of(tree)
    if not faults:
        return ""
    small = smallest(tree, shows(faults[0]))
    files = "".join(f"--- {name}\n{text}" for name, text in small.items())
    return "\n".join([*faults, "smallest site with the first of these:", files])


def main(arguments: Sequence[str]) -> None:
    """Write the smallest site of a seed into a folder."""
    seed, folder = arguments
    tree = random_site(int(seed))
    write_site(Path(folder), smallest(tree, shows(faults_of(tree)[0])))


if __name__ == "__main__":
    main(sys.argv[1:])
