"""Addresses of feeds in object stores: `s3://bucket/prefix`, `gs://…` for Google's, `az://…` for Azure's."""

import re
from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.mirror.path_names import is_plain_path
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ContentError

_PARTS = re.compile(r"(?P<scheme>s3|gs|az):/{1,2}(?P<bucket>[^/]+)(?:/(?P<prefix>[^?#]*))?")
_BUCKET = re.compile(r"\$?[0-9A-Za-z][0-9A-Za-z._-]{0,221}")


@dataclass(frozen=True, slots=True)
class BucketAddress:
    """The objects of a bucket whose names begin with a prefix."""

    scheme: str
    """The kind of store: `s3`, `gs` or `az`."""
    bucket: str
    """Name of the bucket; of the container in Azure."""
    prefix: str = ""
    """Names begin with this and a slash; empty for all objects."""

    def __str__(self) -> str:
        """The address as a person writes it; tells one feed from another."""
        return f"{self.scheme}://{self.bucket}" + (f"/{self.prefix}" if self.prefix else "")

    def site_in(self, folder: Path) -> Path:
        """The folder of the site where the objects are in `folder`."""
        return folder


def read_bucket_address(text: str) -> BucketAddress:
    """The bucket that an address names; one slash behind the colon is enough, since paths lose the second one.

    Raises ContentError where it cannot be read, and where it holds a key or a signature.
    """
    place = text.partition(":/")[2].lstrip("/")
    if set("@:") & set(place.partition("/")[0]) or "?" in place:
        raise ContentError(
            tr("An address of a bucket holds no key and no signature"),
            tr("they are taken from the environment and the profile of whoever runs this"),
        )
    found = _PARTS.fullmatch(text)
    prefix = (found["prefix"] or "").rstrip("/") if found else ""
    if not found or not _BUCKET.fullmatch(found["bucket"]) or (prefix and not is_plain_path(_encoded(prefix))):
        message = tr("{address} is no address of a bucket").replace("{address}", text)
        raise ContentError(message, "s3://…/…, gs://…/…, az://…/…")
    return BucketAddress(found["scheme"], found["bucket"], prefix)


def _encoded(prefix: str) -> bytes:
    return prefix.encode("utf-8", "replace")
