"""What changed between two looks at the files: a pure walk along two sorted streams of folders."""

from collections.abc import Iterable, Iterator

from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import Fingerprint, Folder


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is not as it was."""

    kind: str
    """`added`, `changed` or `removed`."""
    fingerprint: Fingerprint
    """The fingerprint found now; for `removed` the one known before."""


def diff(known: Iterable[Folder], found: Iterable[Folder], full: bool = False) -> Iterator[Change]:
    """Changes that lead from `known` to `found`, folder by folder; both streams must be sorted by path, each path once.

    A folder that is as it was costs one comparison. With `full` every file counts as changed.
    """
    old, new = iter(known), iter(found)
    before, after = next(old, None), next(new, None)
    while before or after:
        path = min(folder.path for folder in (before, after) if folder)
        was = before if before and before.path == path else Folder(path, b"")
        now = after if after and after.path == path else Folder(path, b"")
        if full or was.listing != now.listing:
            yield from _changes(was, now, full)
        before = next(old, None) if was is before else before
        after = next(new, None) if now is after else after


def _changes(was: Folder, now: Folder, full: bool) -> Iterator[Change]:
    """Changes of one folder, sorted by name."""
    old, new = was.files(), now.files()
    names = old.keys() | new.keys() if full else {name for name, _ in old.items() ^ new.items()}
    for name in sorted(names):
        kind = "added" if name not in old else "removed" if name not in new else "changed"
        yield Change(kind, Fingerprint(was.path + name, *(new.get(name) or old[name])))
