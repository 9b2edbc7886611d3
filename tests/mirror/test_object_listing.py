"""What a listing asks for: whatever came before, the files are those of the objects that can be files."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.mirror.kept_folder import MOST_FILE_BYTES
from tui_reader.mirror.object_listing import fingerprint, size_of, steps_between
from tui_reader.mirror.path_names import folded, folders_of, is_plain_path, same_names

NAMES = st.sampled_from(["a", "a/b", "a/b/c", "A", "a/B", "d", "d/e", "../x", ".git/x", "x" * 300])
STATES = st.sampled_from(["0 1 ", "1 1 e", "1 2 e", "1 2 f", f"{MOST_FILE_BYTES + 1} 1 e"])
LISTINGS = st.lists(st.dictionaries(NAMES, STATES), min_size=1, max_size=4)


def _content(state: str) -> str:
    size, time, etag = state.split(" ", 2)
    return f"{size} {etag or time}"


@settings(max_examples=60)
@given(LISTINGS, st.booleans())
def test_the_files_follow_every_listing(listings, folds_case):
    place = folded if folds_case else str
    files: dict[str, str] = {}
    known: dict[str, str] = {}
    absent: set[str] = set()
    for listing in listings:
        steps = steps_between(listing, known, absent, folds_case=folds_case)
        for name in steps.in_the_way:
            files.pop(place(name), None)
        for name in steps.read:
            assert not folders_of([place(name)]) & files.keys()
            assert place(name) not in folders_of(files.keys())
            files[place(name)] = _content(listing[name])
            absent.discard(name)
        for name in steps.gone:
            files.pop(place(name), None)
        absent = (absent | steps.left_out) & listing.keys()
        known = dict(listing)
        wanted = {
            name for name in listing if is_plain_path(name.encode()) and size_of(listing[name]) <= MOST_FILE_BYTES
        }
        wanted -= {name for name in listing if place(name) in folders_of({place(one) for one in listing})}
        wanted -= same_names(listing.keys()) if folds_case else set()
        assert files == {place(name): _content(listing[name]) for name in wanted}
        assert steps.left_out >= listing.keys() - wanted - absent
        again = steps_between(listing, known, absent, folds_case=folds_case)
        assert (again.read, set(again.gone)) == ((), set())


def test_what_was_uploaded_again_is_not_read_again_and_what_has_no_tag_is():
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    tagged, plain = fingerprint(3, moment, '"x"'), fingerprint(3, moment, None)
    later = datetime(2024, 1, 2, tzinfo=UTC)
    steps = steps_between(
        {"a": fingerprint(3, later, '"x"'), "b": fingerprint(3, later, None)}, {"a": tagged, "b": plain}, ()
    )
    assert steps.read == ("b",)


def test_empty_objects_that_stand_for_folders_are_not_missed():
    steps = steps_between({"a": "0 1 e", "a/b": "1 1 e", "c": "3 1 e", "c/d": "1 1 e"}, {}, ())
    assert (steps.left_out, steps.uncounted, steps.read) == ({"a", "c"}, 1, ("a/b", "c/d"))


def test_names_that_differ_in_case_or_form_alone_are_told_apart_by_the_first():
    assert same_names(["a", "A", "é", "e\u0301", "b"]) == {"a", "é"}
