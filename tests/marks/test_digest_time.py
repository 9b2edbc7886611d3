"""When the last digest of a feed was made is kept beside those of other feeds, and told apart from noise."""

import time

import pytest

from tui_reader.marks import digest_time
from tui_reader.marks.digest_time import await_next_second, keep_digest, last_digest
from tui_reader.model.errors import MarksError


def test_each_feed_has_its_own_time(tmp_path):
    file = tmp_path / "state" / "digest.json"
    assert last_digest(file, "/甲") is None
    keep_digest(file, "/甲", 5)
    keep_digest(file, "/b", 7)
    keep_digest(file, "/甲", 6)
    assert (last_digest(file, "/甲"), last_digest(file, "/b"), last_digest(file, "/c")) == (6, 7, None)


@pytest.mark.parametrize("text", ['{"/a": true}', '{"/a": "5"}', "[5]", "{", "[" * 5000, '{"/a": 1e400}'])
def test_what_is_no_time_is_none_and_the_next_is_kept(tmp_path, text):
    file = tmp_path / "digest.json"
    file.write_text(text, "utf-8")
    assert last_digest(file, "/a") is None
    keep_digest(file, "/a", 9)
    assert last_digest(file, "/a") == 9


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "state").write_text("a file in the place of the folder")
    with pytest.raises(MarksError, match=r"digest\.json"):
        keep_digest(tmp_path / "state" / "digest.json", "/a", 1)


def test_only_the_second_of_a_digest_is_waited_out(tmp_path, monkeypatch):
    file, slept = tmp_path / "digest.json", []
    monkeypatch.setattr(time, "time", lambda: 1000.25)
    monkeypatch.setattr(digest_time.time, "sleep", slept.append)
    keep_digest(file, "/a", 999)
    await_next_second(file)
    assert slept == []
    keep_digest(file, "/b", 1000)
    await_next_second(file)
    assert slept == [0.75]
