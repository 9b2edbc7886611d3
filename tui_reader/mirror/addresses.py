"""Addresses of feeds that are kept elsewhere: which texts are meant as one, and what each names.

Whether a text is one is asked at every start; what reads them is loaded where there is one.
"""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from tui_reader.mirror.bucket_address import BucketAddress
    from tui_reader.mirror.carried.carried_address import CarriedAddress
    from tui_reader.mirror.git_address import GitAddress

Address: TypeAlias = "GitAddress | BucketAddress | CarriedAddress"
"""A place that is no folder of this machine; as a text it is the name of the feed."""
GIT, BUCKETS, INDEXES = "git", "buckets", "indexes"
"""Kinds of addresses; a user's own copies of each are in a folder of that name."""
STORES = ("s3", "gs", "az")
"""Kinds of object stores, as addresses name them."""
_BEGINNINGS = ((GIT, "git+"), (INDEXES, "index+"))


def kind_of(text: str) -> str:
    """Of which kind a text is meant to be, readable or not; empty for what is no address."""
    head, slash, _ = text.partition(":/")
    if not slash:
        return ""
    return next((kind for kind, begin in _BEGINNINGS if head.startswith(begin)), BUCKETS if head in STORES else "")


def is_address(text: str) -> bool:
    """Whether a text is meant as an address, readable or not."""
    return bool(kind_of(text))


def read_address(text: str) -> Address:
    """What an address names; one slash behind the colon is enough, since paths lose the second one.

    Raises ContentError where it cannot be read, and where it holds a secret.
    """
    if kind_of(text) == BUCKETS:
        from tui_reader.mirror.bucket_address import read_bucket_address  # noqa: PLC0415 - few feeds are in one

        return read_bucket_address(text)
    if kind_of(text) == INDEXES:
        from tui_reader.mirror.carried.carried_address import read_carried_address  # noqa: PLC0415 - the same

        return read_carried_address(text)
    from tui_reader.mirror.git_address import read_git_address  # noqa: PLC0415 - few feeds are in one

    return read_git_address(text)
