"""The difference of two looks at the files leads from one to the other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.model.post import Fingerprint, Folder
from tui_reader.store.diff import diff

_FILES = st.dictionaries(st.sampled_from(["a", "b.md", "文.md", "é.md"]), st.integers(-2, 2), max_size=4)
_NUMBERS = st.integers(-(1 << 63), (1 << 63) - 1)


def folder(path, files):
    found = sorted((name, number) for name, number in files.items())
    return Folder.pack(path, [name for name, _ in found], [number for _, number in found for _ in range(3)])


_FOLDERS = st.dictionaries(st.sampled_from(["", "a/", "a-b/", "a/b/", "文/"]), _FILES, max_size=4).map(
    lambda found: [folder(path, files) for path, files in sorted(found.items())]
)


def fingerprints_of(folders):
    return {fingerprint.path: fingerprint for each in folders for fingerprint in each.fingerprints()}


@settings(max_examples=300, deadline=None)
@given(_FOLDERS, _FOLDERS)
def test_the_changes_lead_from_the_old_to_the_new(old, new):
    now = fingerprints_of(old)
    for change in diff(old, new):
        if change.kind == "removed":
            assert now.pop(change.fingerprint.path) == change.fingerprint
        else:
            assert (change.fingerprint.path in now) == (change.kind == "changed")
            now[change.fingerprint.path] = change.fingerprint
    assert now == fingerprints_of(new)


@settings(max_examples=50, deadline=None)
@given(_FOLDERS)
def test_nothing_changed_is_no_change(folders):
    assert list(diff(folders, folders)) == []


@settings(max_examples=50, deadline=None)
@given(_FOLDERS, _FOLDERS)
def test_a_full_look_names_every_file_there_is_or_was(old, new):
    before, after = fingerprints_of(old), fingerprints_of(new)
    kinds = {change.fingerprint.path: change.kind for change in diff(old, new, full=True)}
    expected = {
        path: "removed" if path not in after else "changed" if path in before else "added"
        for path in {**before, **after}
    }
    assert kinds == expected


@given(
    st.dictionaries(st.sampled_from(["a.md", "中文.md", "x y.md", "🎈.md"]), st.tuples(_NUMBERS, _NUMBERS, _NUMBERS))
)
def test_a_packed_folder_holds_what_was_put_in(files):
    names = sorted(files)
    packed = Folder.pack("f/", names, [number for name in names for number in files[name]])
    assert packed.files() == files
    assert list(packed.files()) == names
    assert {name: packed.file(name) for name in names} == files
    assert packed.file("md") is packed.file("a.m") is packed.file("") is None
    assert list(packed.fingerprints()) == [Fingerprint("f/" + name, *files[name]) for name in names]
