"""What keeps a folder equal to an address, whichever kind of place that names."""

import threading
from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.mirror.addresses import Address
from tui_reader.mirror.carried.carried_address import CarriedAddress
from tui_reader.mirror.git_address import GitAddress
from tui_reader.mirror.kept_folder import Mirror
from tui_reader.model.errors import ContentError


def open_mirror(address: Address, around: Path, folder: Path, stop: threading.Event | None = None) -> Mirror:
    """Nothing is fetched yet. What has to be remembered is kept in a folder in `around`, the files in `folder`; a look
    ends soon after `stop` is set. Raises ContentError for what becomes no folder.
    """
    if isinstance(address, GitAddress):
        from tui_reader.mirror.git_mirror import GitMirror  # noqa: PLC0415 - one kind is needed

        return GitMirror(address, around / "repository", folder, stop)
    if isinstance(address, CarriedAddress):
        raise ContentError(
            tr("An index from another server is followed by a job: {address}").replace("{address}", str(address)),
            f"newsreader publish {address} --to FOLDER",
        )
    from tui_reader.mirror.bucket_mirror import BucketMirror  # noqa: PLC0415 - one kind is needed

    return BucketMirror(address, around / "bucket", folder, stop)
