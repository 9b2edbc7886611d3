"""The files of a feed are touched in one module, `store/local_source.py`: nobody else lists, asks or opens them."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "tui_reader"
SOURCE = "store/local_source.py"

OS_CALLS = frozenset(
    "open scandir listdir walk fwalk stat lstat fstat access readlink read pread fdopen exists lexists isfile isdir islink"
    " ismount getsize getmtime getctime realpath samefile".split()
)
"""What `os` and `os.path` ask the file system."""
METHODS = frozenset(
    "open read_text read_bytes exists is_file is_dir is_symlink is_mount is_fifo is_socket iterdir glob rglob walk stat lstat"
    " owner resolve readlink samefile touch write_text write_bytes".split()
)
"""What a path or the entry of a folder asks it."""

ALLOWED: Mapping[tuple[str, str], str] = {
    ("watch/inotify.py", "os.read"): "reads what the system tells, from a handle that inotify made",
    ("feed/several/joined_feeds.py", "read_text"): "hands text that was read before on to the pages of one feed",
    ("feed/shared/own_copy.py", "os.read"): "reads what its own thread tells, from a pipe",
    ("store/site/config_sections.py", "is_dir"): "looks for the folder of time zones that the system has",
    ("store/git_dates.py", "write_text"): "writes a git folder of its own, in the system's folder for temporary files",
}
"""Calls beside those of the one module, and why each of them touches no file of a feed."""


def calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of every call that may touch the file system."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        owner, _, method = name.rpartition(".")
        if name in ("open", "io.open") or (owner in ("os", "os.path") and method in OS_CALLS):
            yield node.lineno, name
        elif isinstance(node.func, ast.Attribute) and node.func.attr in METHODS and owner not in ("os", "os.path"):
            yield node.lineno, node.func.attr


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of every function of `os` that is imported by itself, which would hide a call of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "os.path", "io", "shutil", "glob"):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def touched(packages: tuple[str, ...] = ("store", "watch", "feed", "cli/checks")) -> dict[tuple[str, str], list[int]]:
    """Lines of what touches the file system, by module and call."""
    found: dict[tuple[str, str], list[int]] = {}
    for package in packages:
        for file in sorted((PACKAGE / package).rglob("*.py")):
            module = file.relative_to(PACKAGE).as_posix()
            tree = ast.parse(file.read_text("utf-8"))
            for line, name in (*calls(tree), *imported(tree)):
                found.setdefault((module, name), []).append(line)
    return found


def test_only_the_source_touches_the_files_of_a_feed() -> None:
    others = {key: lines for key, lines in touched().items() if key[0] != SOURCE}
    assert {key: lines for key, lines in others.items() if key not in ALLOWED} == {}


def test_every_exception_is_still_needed() -> None:
    assert set(ALLOWED) <= set(touched())


def test_what_touches_files_is_seen() -> None:
    text = "open(x)\nos.path.isfile(x)\nos.scandir(x)\n(a / b).is_file()\nPath(x).read_bytes()\nlayout.resolve\n"
    assert [name for _, name in calls(ast.parse(text))] == [
        "open",
        "os.path.isfile",
        "os.scandir",
        "is_file",
        "read_bytes",
    ]
