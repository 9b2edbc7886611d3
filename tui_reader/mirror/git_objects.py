"""What is in a commit: its files, how they differ from those of another one, and what is in them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from tui_reader.config.child_process import Worker
from tui_reader.i18n.messages import tr
from tui_reader.mirror.git_program import GitProgram
from tui_reader.mirror.kept_folder import MOST_FILE_BYTES, MOST_FILES
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ContentError, ProgramError

_REGULAR = (b"100644", b"100755")
_AT_ONCE = 500
"""Objects asked for before the answers are read: the names of so many fit into a pipe."""
_PIECE = 1 << 20
_MOST_NAME_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class CommitFile:
    """A file of a commit, or a path at which there is none any more."""

    path: bytes
    """Its path as git has it."""
    blob: str
    """Name of the object that holds what is in it; empty where there is no regular file at the path."""
    is_left_out: bool = False
    """There is something that is no regular file: a link, a submodule."""


def list_files(git: GitProgram, commit: str) -> Iterator[CommitFile]:
    """Every file of a commit; raises ProgramError, ContentError."""
    with git.talk("ls-tree", "-r", "-z", "--full-tree", commit) as worker:
        for entry in _entries(worker):
            head, _, path = entry.partition(b"\t")
            mode, _, name = head.split(b" ")
            yield _file(path, mode, name)


def list_changes(git: GitProgram, older: str, newer: str) -> Iterator[CommitFile]:
    """Files that are not the same in two commits, as they are in the newer one; raises ProgramError, ContentError."""
    with git.talk("diff-tree", "-r", "-z", "--raw", "--no-renames", older, newer) as worker:
        entries = _entries(worker)
        for head in entries:
            _, mode, _, name, _ = head.split(b" ")
            yield _file(next(entries, b""), mode, name)


def _file(path: bytes, mode: bytes, name: bytes) -> CommitFile:
    if mode in _REGULAR:
        return CommitFile(path, name.decode("ascii"))
    return CommitFile(path, "", mode.strip(b"0") != b"")


def _entries(worker: Worker) -> Iterator[bytes]:
    """What a command prints, cut where it writes a NUL; raises ProgramError where it fails, ContentError where there is
    too much of it.
    """
    assert worker.stdout is not None
    count, rest = 0, b""
    while piece := worker.stdout.read1(_PIECE):  # type: ignore[attr-defined]
        *whole, rest = (rest + piece).split(b"\0")
        count += len(whole)
        if count > 2 * MOST_FILES or len(rest) > _MOST_NAME_BYTES:
            raise ContentError(tr("The repository holds more than {n} files").replace("{n}", f"{MOST_FILES:,}"))
        yield from whole
    if rest or worker.wait():
        raise ProgramError(tr("git cannot read the repository"))


def read_blobs(git: GitProgram, names: Iterable[str]) -> Iterator[bytes | None]:
    """What is in each of these objects, in their order; None for one that is too large. Raises ProgramError."""
    with git.talk("cat-file", "--batch") as worker:
        rest = iter(names)
        while some := tuple(islice(rest, _AT_ONCE)):
            yield from _ask(worker, some)


def _ask(worker: Worker, names: Sequence[str]) -> Iterator[bytes | None]:
    assert worker.stdin is not None
    try:
        worker.stdin.write("".join(f"{name}\n" for name in names).encode("ascii"))
        worker.stdin.flush()
    except OSError as error:
        raise ProgramError(tr("git cannot read the repository")) from error
    for _ in names:
        yield _answer(worker)


def _answer(worker: Worker) -> bytes | None:
    """The next object (git-cat-file(1), Batch Output)."""
    assert worker.stdout is not None
    head = worker.stdout.readline(_PIECE).split()
    if len(head) != 3 or head[1] != b"blob":
        raise ProgramError(tr("git cannot read the repository"))
    size = int(head[2])
    if size > MOST_FILE_BYTES:
        left = size + 1
        while left and (piece := worker.stdout.read(min(left, _PIECE))):
            left -= len(piece)
        return None
    data = worker.stdout.read(size + 1)
    if len(data) != size + 1:
        raise ProgramError(tr("git cannot read the repository"))
    return data[:-1]
