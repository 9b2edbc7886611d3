"""The profile that the AWS tools would use, for what the environment leaves out."""

import pytest

from tui_reader.mirror.aws_profile import read_profile

KEYS = "[default]\naws_access_key_id = a\naws_secret_access_key = b%c\n[news]\naws_access_key_id = n\naws_secret_access_key = m\naws_session_token = t\n"
CONFIG = "[default]\nregion = eu-west-1\n[profile news]\nregion = eu-north-1\nendpoint_url = https://store.example\n"
DEFAULT = {"access_key_id": "a", "secret_access_key": "b%c", "region": "eu-west-1"}
NEWS = {"access_key_id": "n", "secret_access_key": "m", "session_token": "t", "region": "eu-north-1"}


@pytest.fixture
def files(tmp_path):
    (tmp_path / "keys").write_text(KEYS)
    (tmp_path / "config").write_text(CONFIG)
    return {"AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "keys"), "AWS_CONFIG_FILE": str(tmp_path / "config")}


def test_the_default_profile_and_a_named_one(files):
    assert read_profile(files) == DEFAULT
    assert read_profile({**files, "AWS_PROFILE": "news"}) == {**NEWS, "endpoint": "https://store.example"}
    assert read_profile({**files, "AWS_PROFILE": "none"}) == {}


def test_what_the_environment_says_counts(files):
    given = {"AWS_ACCESS_KEY_ID": "x", "AWS_DEFAULT_REGION": "y", "AWS_ENDPOINT_URL": "z", "AWS_PROFILE": "news"}
    assert read_profile({**files, **given}) == {}


@pytest.mark.parametrize("text", [b"[default", b"x", b"\xff", b"[default]\naws_access_key_id = a\n"])
def test_files_that_say_nothing_say_nothing(tmp_path, text):
    (tmp_path / "keys").write_bytes(text)
    nowhere = {"AWS_CONFIG_FILE": str(tmp_path / "none")}
    assert read_profile({"AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "keys"), **nowhere}) == {}
