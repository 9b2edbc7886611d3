"""The difference of two looks at the files leads from one to the other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.post import Stamp
from tui_reader.store.diff import diff

_STAMPS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 2)).map(
    lambda found: [Stamp(path, number, number, number) for path, number in sorted(found.items())]
)


@settings(max_examples=200, deadline=None)
@given(_STAMPS, _STAMPS)
def test_the_changes_lead_from_the_old_to_the_new(old, new):
    now = {stamp.path: stamp for stamp in old}
    for change in diff(old, new):
        if change.kind == "removed":
            del now[change.stamp.path]
        else:
            assert (change.stamp.path in now) == (change.kind == "changed")
            now[change.stamp.path] = change.stamp
    assert sorted(now.values()) == new


@settings(max_examples=50, deadline=None)
@given(_STAMPS)
def test_nothing_changed_is_no_change(stamps):
    assert list(diff(stamps, stamps)) == []
