"""Files that other users read, which are there whole or not at all."""

import os
from pathlib import Path


def put_file(file: Path, data: bytes, mode: int = 0o644, *, is_kept: bool = False) -> None:
    """Write a file whole in place of the one before, with this mode; it is on the disk then where it `is_kept`. Raises
    OSError.
    """
    new = file.with_name(f".{file.name}.new")
    with new.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fchmod(stream.fileno(), mode)
        if is_kept:
            os.fsync(stream.fileno())
    new.replace(file)


def make_public_folder(folder: Path) -> None:
    """Make a folder that every user may read, where there is none; raises OSError."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        folder.chmod(0o755)
