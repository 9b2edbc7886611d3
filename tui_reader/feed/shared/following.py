"""An index that goes from one server to others: let it be carried, and follow one that is."""

from collections.abc import Callable
from pathlib import Path

from tui_reader.feed.changes import Progress, Report
from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr
from tui_reader.index.carried_index import Followed, carry, follow
from tui_reader.index.feed_index import check_trust
from tui_reader.index.new_generation import Spare
from tui_reader.mirror.addresses import INDEXES, STORES, kind_of, read_address
from tui_reader.mirror.bucket_mirror import BucketMirror
from tui_reader.mirror.carried.carried_address import CarriedAddress
from tui_reader.mirror.carried.carrier import open_carrier
from tui_reader.mirror.kept_folder import Mirror
from tui_reader.model.errors import ContentError
from tui_reader.store.local_source import real_path
from tui_reader.store.site.config_files import read_config


def followed_address(name: str) -> CarriedAddress | None:
    """The index that an address names; None for any other feed. Raises ContentError."""
    found = read_address(name) if kind_of(name) == INDEXES else None
    return found if isinstance(found, CarriedAddress) else None


def least_pause(address: CarriedAddress) -> float:
    """Seconds between two looks at it, at least."""
    return BucketMirror.least_pause if address.transport in STORES else Mirror.least_pause


def carry_index(library: Library, spare: Spare, out: Path) -> bool:
    """Let a folder hold what was published last for other servers; whether it was otherwise before.

    Raises ContentError, IndexTroubleError.
    """
    site = library.site
    if real_path(out).is_relative_to(real_path(site.root or site.content)):
        raise ContentError(
            tr("{folder} is inside the feed").replace("{folder}", str(out)), tr("name a folder elsewhere")
        )
    config = read_config(site.root)[0] if site.root else {}
    try:
        return carry(spare, out, site.origin, {"title": site.title, **config})
    except OSError as error:
        raise ContentError(f"{out}: {error.strerror or error}") from error


def follow_index(address: CarriedAddress, folder: Path, report: Report | None = None) -> str:
    """Make what is carried at an address the newest generation in `folder`; its name, empty where it is that already.

    Raises ContentError, IndexTroubleError.
    """
    try:
        if address.transport == "file":
            check_trust(Path(address.place))
        return follow(Followed(folder, folder / "site", str(address)), open_carrier(address), _told(report))
    except OSError as error:
        raise ContentError(f"{error.filename or folder}: {error.strerror or error}") from error


def _told(report: Report | None) -> Callable[[int, int], None]:
    def told(done: int, total: int) -> None:
        if report:
            report(Progress(100 * done // max(total, 1), 100, "fetch"))

    return told
