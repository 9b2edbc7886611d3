"""Files that ship inside the package, which may stand in an archive (zipapp) as well as in a folder."""

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PACKAGE = Path(__file__).resolve().parents[1]
"""The package; a path into the archive where it stands in one."""


def is_in_archive() -> bool:
    """Whether the package is read from an archive, so that its files have no path of their own."""
    return not PACKAGE.is_dir()


def read_package_file(path: str) -> bytes:
    """The file at a path below the package, with `/`; raises OSError."""
    return _inside(path).read_bytes() if is_in_archive() else (PACKAGE / path).read_bytes()


def package_file_names(path: str) -> list[str]:
    """Names of what is in a folder below the package, sorted; raises OSError."""
    if is_in_archive():
        return sorted(entry.name for entry in _inside(path).iterdir())
    return sorted(entry.name for entry in (PACKAGE / path).iterdir())


def unpack_package_folder(path: str, target: Path) -> None:
    """Write a folder of the archive as the new folder `target`, whole or not at all; raises OSError."""
    import os  # noqa: PLC0415 - archives alone need these
    import shutil  # noqa: PLC0415

    new = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        _copy(_inside(path), new)
        new.replace(target)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        if not target.is_dir():  # another program was faster
            raise


def _inside(path: str) -> "Traversable":
    from importlib.resources import files  # noqa: PLC0415 - it loads much that a package in a folder does not need

    return files(PACKAGE.name).joinpath(*PurePosixPath(path).parts)


def _copy(folder: "Traversable", target: Path) -> None:
    target.mkdir(parents=True, mode=0o700)
    for entry in folder.iterdir():
        if entry.is_dir():
            _copy(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())
