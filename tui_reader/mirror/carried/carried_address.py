"""Addresses of indexes that are carried from another server: `index+https://…`, `index+file:///…`, `index+s3://…`."""

import re
from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ContentError

_WEB = re.compile(
    r"index\+(?P<transport>https?):/{1,2}(?P<host>[0-9A-Za-z.-]+|\[[0-9A-Fa-f:.]+\])(?P<rest>[:/][^\s?#@]*)?"
)
_FILE = re.compile(r"index\+file:(?P<place>/[^\0]*)")
_STORE = re.compile(r"index\+(?P<transport>s3|gs|az):/{1,2}(?P<place>[^\s?#@]+)")
_REST = re.compile(r"(?::\d{1,5})?(?:/[^\s]*)?")


@dataclass(frozen=True, slots=True)
class CarriedAddress:
    """A folder with the base and the log of an index."""

    transport: str
    """How it is reached: `https`, `http`, `file`, or the kind of an object store."""
    place: str
    """Host and path; of a folder its absolute path; of a bucket its name and the prefix."""

    def __str__(self) -> str:
        """The address as a person writes it; tells one feed from another."""
        return f"index+{self.transport}://{self.place}"

    def site_in(self, folder: Path) -> Path:
        """The folder of the site where what came from the address is in `folder`."""
        return folder


def read_carried_address(text: str) -> CarriedAddress:
    """The index that an address names; one slash behind the colon is enough. Raises ContentError."""
    web, folder, store = _WEB.fullmatch(text), _FILE.fullmatch(text), _STORE.fullmatch(text)
    if web and _REST.fullmatch(web["rest"] or ""):
        return CarriedAddress(web["transport"], (web["host"] + (web["rest"] or "")).rstrip("/"))
    if folder:
        return CarriedAddress("file", "/" + folder["place"].strip("/"))
    if store:
        return CarriedAddress(store["transport"], store["place"].rstrip("/"))
    shown = text.partition("@")[2] or text
    message = tr("{address} is no address of an index").replace("{address}", shown)
    raise ContentError(message, "index+https://…, index+file:///…, index+s3://…")
