"""Addresses of buckets: what is one, and that no secret is taken or shown."""

import pytest

from tui_reader.mirror.addresses import is_address, read_address
from tui_reader.mirror.bucket_address import read_bucket_address
from tui_reader.model.errors import ContentError


@pytest.mark.parametrize(
    ("text", "bucket", "prefix"),
    [
        ("s3://news", "news", ""),
        ("s3://news/", "news", ""),
        ("s3:/news/a/b/", "news", "a/b"),
        ("s3://news/新闻/a b@c", "news", "新闻/a b@c"),
        ("gs://my_news.example/x", "my_news.example", "x"),
        ("az://$web/x", "$web", "x"),
    ],
)
def test_an_address_is_a_bucket_and_a_prefix(text, bucket, prefix):
    found = read_address(text)
    assert (found.bucket, found.prefix) == (bucket, prefix)
    assert read_address(str(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "s3://",
        "s3:///a",
        "s3://-news",
        "s3://news/../a",
        "s3://news//a",
        "s3://news/.git",
        "s3://news/a\n",
        "s3://news/a#b",
        "s3://n\x1bews",
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ContentError):
        read_bucket_address(text)


@pytest.mark.parametrize(
    "text", ["s3://key:secret@news/a", "s3://secret@news", "s3:/a:secret@b", "az://c/a?sig=secret", "gs://b?secret"]
)
def test_a_secret_is_refused_and_not_repeated(text):
    with pytest.raises(ContentError) as caught:
        read_address(text)
    assert "secret" not in str(caught.value)


def test_paths_are_no_addresses():
    assert is_address("s3:/news")
    assert not any(
        map(is_address, ("s3:", "s3/a", "s3x://a", "s3:x/a:/b", "./s3://news", "as3://news", "https://news/a"))
    )
