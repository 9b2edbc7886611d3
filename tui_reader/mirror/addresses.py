"""Addresses of feeds that are kept elsewhere: which texts are meant as one, and what each names."""

from tui_reader.mirror.bucket_address import BucketAddress, is_bucket_address, read_bucket_address
from tui_reader.mirror.git_address import GitAddress, is_git_address, read_git_address

Address = GitAddress | BucketAddress
"""A place that is no folder of this machine; as a text it is the name of the feed."""
_KINDS = ((is_git_address, read_git_address), (is_bucket_address, read_bucket_address))
"""For each kind: whether a text is meant as one, and the reading of it."""


def is_address(text: str) -> bool:
    """Whether a text is meant as an address, readable or not."""
    return any(is_one(text) for is_one, _ in _KINDS)


def read_address(text: str) -> Address:
    """What an address names; one slash behind the colon is enough, since paths lose the second one.

    Raises ContentError where it cannot be read, and where it holds a secret.
    """
    read = next((read for is_one, read in _KINDS if is_one(text)), read_git_address)
    return read(text)
