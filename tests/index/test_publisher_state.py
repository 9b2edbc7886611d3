"""What the publisher of a shared index says of its looks, and what a reader makes of it."""

import json
from pathlib import Path

import pytest

from tui_reader.feed.shared.publication import LookNotes
from tui_reader.feed.shared.state_words import behind_briefly, behind_words
from tui_reader.index.shared.generations import made_at
from tui_reader.index.shared.manifest import NAME, Manifest, write_manifest
from tui_reader.index.shared.publisher_state import PublisherState, read_publisher_state, write_publisher_state
from tui_reader.model.feed_state import FeedState

GIVEN = PublisherState(1000.5, 60.0, "host does not answer", 900.0)


def test_what_is_said_comes_back_and_wakes_readers_only_where_the_trouble_is_another(tmp_path: Path) -> None:
    write_manifest(tmp_path, Manifest("generation-1.sqlite", 3, "/site/content", "/site", "42"))
    touched = [(tmp_path / NAME).stat().st_mtime_ns]
    for state in (GIVEN, GIVEN, PublisherState(2000.0, 60.0), PublisherState(3000.0, 60.0)):
        write_publisher_state(tmp_path, state)
        assert read_publisher_state(tmp_path) == state
        touched.append((tmp_path / NAME).stat().st_mtime_ns)
    assert len(set(touched)) == 3


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "[" * 5000, '{"looked": "x", "every": 0, "since": 0, "tried": 0, "trouble": ""}']
)
def test_noise_says_nothing(tmp_path: Path, text: str) -> None:
    write_publisher_state(tmp_path, GIVEN)
    (tmp_path / "state" / "publisher.json").write_text(text)
    assert read_publisher_state(tmp_path) == PublisherState()


def test_what_others_could_write_says_nothing(tmp_path: Path) -> None:
    write_publisher_state(tmp_path, GIVEN)
    (tmp_path / "state" / "publisher.json").chmod(0o666)
    assert read_publisher_state(tmp_path) == PublisherState()


def test_a_long_reason_is_cut(tmp_path: Path) -> None:
    write_publisher_state(tmp_path, GIVEN)
    file = tmp_path / "state" / "publisher.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"trouble": "x" * 9999}))
    assert len(read_publisher_state(tmp_path).trouble) == 500


@pytest.mark.parametrize(
    ("state", "since"),
    [
        (FeedState(), 0),
        (FeedState(looked=1000, every=60), 0),
        (FeedState(looked=1000, every=60, trouble="x", since=1010), 1010),
        (FeedState(looked=699, every=60), 699),
        (FeedState(looked=10), 0),
    ],
)
def test_a_feed_is_behind_in_trouble_or_after_a_broken_promise(state: FeedState, since: float) -> None:
    assert state.behind_since(1000) == since
    assert bool(behind_words(state, 1000)) is bool(behind_briefly(state, 1000)) is bool(since)
    assert state.trouble in behind_words(state, 1000)


def test_a_publisher_in_trouble_says_since_when_it_succeeded_last_also_after_a_new_start(tmp_path: Path) -> None:
    LookNotes(tmp_path, 1.0).well()
    looked = read_publisher_state(tmp_path).looked
    LookNotes(tmp_path, 1.0).trouble("away")
    assert read_publisher_state(tmp_path) == PublisherState(looked, 60.0, "away", looked)
    LookNotes(tmp_path, 0.0).well()
    said = read_publisher_state(tmp_path)
    assert (said.trouble, said.since, said.every) == ("", 0.0, 0.0)
    assert said.looked >= looked


def test_the_name_of_a_generation_says_when_it_was_made() -> None:
    assert made_at("generation-20221101-120000-ab.sqlite") == 1667304000
    assert made_at("generation-x.sqlite") == 0
