"""Walk the content folder of a site: which files are posts, folder by folder, without reading one."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from operator import attrgetter

from tui_reader.model.post import Fingerprint, Folder, Problem
from tui_reader.store.formats import SUFFIXES, UNREAD, is_content
from tui_reader.store.local_source import (
    NOT_REGULAR,
    OUTSIDE,
    Entry,
    Metadata,
    Numbers,
    file_names,
    is_folder_entry,
    is_inside,
    is_link,
    is_regular,
    look_at_files,
    numbers_of,
    part_entries,
    real_path,
    scan_folder,
    stat_entry,
    stat_file,
)
from tui_reader.store.site.glob import is_taken
from tui_reader.store.site.page_path import parts_of_name
from tui_reader.store.site.site import Site

MAX_DEPTH = 64
"""Folders deeper than this are not looked into."""

_REPEATS_REPEATS = re.compile(r"[+*}][^()+*}]*+\)[+*{]")
"""A repeated group with a repetition in it: the time of such an expression may grow without bound."""
MOST_GROUPS = 50
"""Groups of one pattern."""
_WITHOUT_EFFECT = re.compile(r"\A\^?\.\*\??|(?<!\\)\.\*\??\$?\Z")
"""What an expression that is searched for may begin and end with, and mean the same without."""
_REPEATS = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\d*\})")
MOST_REPEATS = 2
"""Repetitions in one expression for files to be ignored: the time for a path grows with its length to their power."""

_NAME = attrgetter("name")
_NAME_CODE = "name-not-utf-8"
_SURROGATE = re.compile("[\ud800-\udfff]")

Entries = list[Entry]

Notice = Callable[[str, Problem], None]
"""Called with the path of something that could not be listed, and the reason."""


Known = Mapping[str, Mapping[str, Numbers]]
"""The only folders to look into, by path as in `Folder`, and the files in each that are as they were."""


def walk(site: Site, notice: Notice | None = None, known: Known | None = None) -> Iterator[Folder]:
    """All folders that may hold posts, sorted by path; folders that cannot be read, pipes and links out of the site
    go to `notice`.

    A leaf bundle gives its index files alone; section pages (`_index.md`) are no posts; what Hugo ignores is ignored.
    A file's time is never before that of a section page above the post: what a post inherits is part of it. Beside
    what is `known` nothing is looked at, which shows all as long as the pages of sections and bundles are what they
    were.
    """
    told = notice or _ignore
    if site.only:
        yield from _one(site, site.only, told)
        return
    ignored = _ignored(site.ignore_files)
    alone = _by_folder(site.files)
    for folder in sorted([*site.folders, *alone], key=lambda folder: folder + "/"):
        prefix, sweep = folder + "/" if folder else "", Sweep(site, ignored, told, known)
        if folder in alone:
            yield from _some_files(str(site.content / folder), prefix, alone[folder], sweep)
        else:
            yield from _walk_folder(str(site.content / folder), prefix, sweep, 0)


def unread_formats(site: Site) -> Iterator[tuple[str, Problem]]:
    """Files that are posts to Hugo in a format that is not read here, by path; of a leaf bundle its index alone."""
    ignored = Sweep(site, _ignored(site.ignore_files), _ignore)
    waiting = [(folder + "/" if folder else "", 0) for folder in ([] if site.only else site.folders)]
    while waiting:
        prefix, depth = waiting.pop()
        try:
            entries = sorted(ignored.taken(scan_folder(site.content / prefix)), key=_NAME)
        except OSError:
            continue
        if _is_bundle(entries, depth, ignored):
            entries = [entry for entry in entries if ignored.is_index(entry.name)]
        for entry in entries:
            name = _unread_format(entry.name)
            if is_folder_entry(entry) and not is_link(entry) and depth < MAX_DEPTH:
                waiting.append((f"{prefix}{entry.name}/", depth + 1))
            elif name and not is_folder_entry(entry):
                text = f"{name} is not read here; Hugo hands it to another program"
                yield (
                    _shown(prefix + entry.name),
                    Problem("file", text, hint="write it in Markdown", code="file-format"),
                )


def walk_posts(site: Site, notice: Notice | None = None) -> Iterator[Fingerprint]:
    """Fingerprints of all posts: those of a folder in the order of their names, then those of the folders in it."""
    return (fingerprint for folder in walk(site, notice) for fingerprint in folder.fingerprints())


def count_names(site: Site) -> int:
    """About how many posts there are, for a progress bar: files are counted by their names alone."""
    in_folders = (is_content(name) for folder in site.folders for name in file_names(site.content / folder))
    return sum(in_folders) + len(site.files)


class Sweep:
    """State of one walk: the real content folder, the ignore rule, the languages, the receiver of notices, and `above`.

    `above` is when the newest section page over the folder at hand was changed, in nanoseconds since 1970.
    """

    __slots__ = ("above", "commits", "disabled", "ignored", "known", "languages", "notice", "picky", "real", "ways")

    def __init__(self, site: Site, ignored: re.Pattern[str] | None, notice: Notice, known: Known | None = None) -> None:
        self.known = known
        self.ways = {path[: end + 1] for path in known or () for end, sign in enumerate(path) if sign == "/"}
        self.ignored = ignored
        self.languages = frozenset(language.key for language in site.languages)
        self.commits = site.commits
        self.disabled = frozenset(site.disabled)
        self.notice = notice
        self.picky = [(f"{site.content / mount.folder}/", mount.files) for mount in site.mounts if mount.files]
        self.real = str(real_path(site.content))
        self.above = 0

    def is_wanted(self, prefix: str) -> bool:
        """Are the posts of a folder to be looked at?"""
        return self.known is None or prefix in self.known

    def is_way(self, prefix: str) -> bool:
        """Is it a folder to look into, or does it hold one?"""
        return self.known is None or prefix in self.ways

    def is_section(self, name: str) -> bool:
        """Is it a section page, `_index.…`? `_index.he.md` is a post where `he` is no language of the site."""
        return name[0] == "_" and _begins_section(name) and self._base(name) == "_index"

    def is_index(self, name: str) -> bool:
        """`index.md`, `index.zh-cn.md`: is it what makes a folder a leaf bundle?"""
        if name[:6].lower() != "index." or not (is_content(name) or _unread_format(name)):
            return False
        return self._base(name) == "index"

    def _base(self, name: str) -> str:
        """The base name of a file in small letters, without language and ending."""
        return parts_of_name(name.rpartition(".")[0], self.languages)[0].lower()

    def taken(self, entries: Entries) -> Entries:
        """The entries but those that Hugo ignores by name."""
        visible = [entry for entry in entries if entry.name[0] not in ".#" and entry.name[-1] != "~"]
        if not (self.disabled or self.picky or self.ignored):
            return visible
        return [entry for entry in visible if self._takes(entry)]

    def _takes(self, entry: Entry) -> bool:
        if self.disabled and self._is_disabled(entry.name):
            return False
        if self.picky and not self.is_mounted(entry):
            return False
        return self.ignored is None or not self.ignored.search(entry.path)

    def _is_disabled(self, name: str) -> bool:
        """Is the file of a language that is switched off?"""
        return parts_of_name(name.rpartition(".")[0], self.languages | self.disabled)[1] in self.disabled

    def is_mounted(self, entry: Entry) -> bool:
        """Does the mount that holds the entry take it?"""
        for folder, files in self.picky:
            if entry.path.startswith(folder):
                return is_taken(files, entry.path[len(folder) :], is_folder_entry(entry))
        return True


def _ignore(path: str, problem: Problem) -> None:
    """Used where no notices are wanted."""


def _ignored(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for all of the site's patterns but those that are left out."""
    good = [f"(?:{pattern})" for pattern in patterns if _is_tried(pattern)]
    return re.compile("|".join(good)) if good else None


def _is_tried(pattern: str) -> bool:
    """False for a pattern that Python cannot compile, or that could take long."""
    if pattern.count("(") > MOST_GROUPS:
        return False
    try:
        re.compile(pattern)
    except re.error:
        return False
    repeats = len(_REPEATS.findall(_WITHOUT_EFFECT.sub("", pattern)))
    return repeats <= MOST_REPEATS and not _REPEATS_REPEATS.search(pattern)


def patterns_left_out(site: Site) -> list[Problem]:
    """The patterns of `ignoreFiles` that are not tried: files that Hugo ignores may be listed."""
    hint = f"at most {MOST_REPEATS} of * + {{}} in one pattern; more files can be named in patterns of their own"
    return [
        Problem(
            "ignoreFiles",
            f"the pattern {pattern} is left out: it could take long",
            hint=hint,
            code="config-pattern-left-out",
        )
        for pattern in site.ignore_files
        if not _is_tried(pattern)
    ]


def _one(site: Site, path: str, notice: Notice) -> Iterator[Folder]:
    try:
        found = stat_file(site.content / path)
    except OSError as error:
        notice(path, _unreadable(error))
        return
    folder, _, name = path.rpartition("/")
    yield Folder.pack(folder + "/" if folder else "", [name], numbers_of(found))


def _by_folder(files: tuple[str, ...]) -> dict[str, set[str]]:
    """Names of files by their folder."""
    found: dict[str, set[str]] = {}
    for file in files:
        folder, _, name = file.rpartition("/")
        found.setdefault(folder, set()).add(name)
    return found


def _some_files(folder: str, prefix: str, names: set[str], sweep: Sweep) -> Iterator[Folder]:
    """Some files of a folder, and nothing else of it."""
    if not sweep.is_wanted(prefix):
        return
    try:
        entries = [entry for entry in sweep.taken(scan_folder(folder)) if entry.name in names]
        yield _posts(folder, sorted(entries, key=_NAME), prefix, sweep)
    except OSError as error:
        sweep.notice(prefix, _unreadable(error))


def _walk_folder(folder: str, prefix: str, sweep: Sweep, depth: int) -> Iterator[Folder]:
    """The folder with its posts, and then those in it."""
    try:
        entries = sorted(sweep.taken(scan_folder(folder)), key=_NAME)
    except OSError as error:
        sweep.notice(prefix, _unreadable(error))
        return
    outer = sweep.above
    sections = [entry for entry in entries if entry.name[0] == "_" and _begins_section(entry.name)]
    sweep.above = max([outer, *map(_changed, sections)])
    bundle = _is_bundle(entries, depth, sweep)
    wanted, folders = _sort_out(entries, bundle, sweep)
    try:
        posts = [_posts(folder, wanted, prefix, sweep)] if sweep.is_wanted(prefix) else []
    except OSError as error:
        sweep.notice(prefix, _unreadable(error))
    else:
        yield from posts
    if not bundle:
        for entry in folders:
            if sweep.is_way(f"{prefix}{entry.name}/"):
                yield from _enter(entry, f"{prefix}{entry.name}/", sweep, depth)
    sweep.above = outer


def _sort_out(entries: Entries, bundle: bool, sweep: Sweep) -> tuple[Entries, Entries]:
    """What may be posts among the entries of a folder, and the folders among them in the order of their paths."""
    files, folders = part_entries(entries)
    content = [entry for entry in files if entry.name.lower().endswith(SUFFIXES)]
    if bundle:
        posts = [entry for entry in content if sweep.is_index(entry.name)]
    else:
        posts = [entry for entry in content if entry.name[0] != "_" or not sweep.is_section(entry.name)]
    folders.sort(key=lambda entry: entry.name + "/")
    return posts, folders


def _posts(folder: str, entries: Entries, prefix: str, sweep: Sweep) -> Folder:
    """The posts among entries that may be some; raises OSError."""
    names: list[str] = []
    numbers: list[int] = []
    is_dated = bool(sweep.above or sweep.commits)
    kept = sweep.known[prefix] if sweep.known else {}
    asked = [entry for entry in entries if entry.name not in kept]
    for entry, found in look_at_files(folder, asked) if asked else ():
        name = entry.name
        if isinstance(found, (os.stat_result, OSError)) or not _is_storable(name):
            known = _unusual(entry, found, prefix, sweep)
        else:
            known = found
        if known:
            names.append(name)
            numbers += _dated(known, prefix + name, sweep) if is_dated else known
    if kept:
        looked_at = dict(zip(names, zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True), strict=True))
        files = looked_at | {entry.name: kept[entry.name] for entry in entries if entry.name in kept}
        return Folder.pack(prefix, sorted(files), chain.from_iterable(files[name] for name in sorted(files)))
    return Folder.pack(prefix, names, numbers)


def _changed(entry: Entry) -> int:
    try:
        return stat_entry(entry).st_mtime_ns
    except OSError:
        return 0


def _enter(entry: Entry, path: str, sweep: Sweep, depth: int) -> Iterator[Folder]:
    if not _is_storable(path):
        sweep.notice(_shown(path), Problem("file", "the folder's name is not UTF-8", code=_NAME_CODE))
    elif is_link(entry):
        sweep.notice(path, Problem("file", "a linked folder is not followed, nor does Hugo", code="link-not-followed"))
    elif depth >= MAX_DEPTH:
        sweep.notice(
            path, Problem("file", f"below more than {MAX_DEPTH} folders; it is not read", code="folder-too-deep")
        )
    else:
        yield from _walk_folder(entry.path, path, sweep, depth + 1)


def _is_bundle(entries: Entries, depth: int, sweep: Sweep) -> bool:
    """Whether the entries are those of a leaf bundle, `depth` folders below the content folder."""
    indexes = [entry for entry in entries if entry.name[0] in "iI" and sweep.is_index(entry.name)] if depth > 0 else []
    return any(not is_folder_entry(entry) for entry in indexes)


def _begins_section(name: str) -> bool:
    return name[:7].lower() == "_index."


def _unread_format(name: str) -> str:
    """Name of the format of a file that is a post to Hugo and is not read here; empty for all others."""
    return UNREAD.get(f".{name.lower().rpartition('.')[2]}", "")


def _unusual(entry: Entry, found: Numbers | Metadata, prefix: str, sweep: Sweep) -> Numbers | None:
    """Size, time and inode of a post whose file is a link; None for what cannot be a post, which goes to
    `sweep.notice`.
    """
    path = prefix + entry.name
    if not _is_storable(path):
        path, problem = _shown(path), Problem("file", "the file's name is not UTF-8", hint="rename it", code=_NAME_CODE)
    elif isinstance(found, OSError):
        problem = _unreadable(found)
    elif is_link(entry) and not is_inside(entry.path, sweep.real):
        problem = Problem("file", OUTSIDE, code="link-outside")
    elif isinstance(found, os.stat_result) and is_regular(found):
        return numbers_of(found)
    else:
        problem = Problem("file", NOT_REGULAR, code="file-special")
    sweep.notice(path, problem)
    return None


def _dated(known: Numbers, path: str, sweep: Sweep) -> Numbers:
    """The numbers with the time of the newest section page above the post or of its commit, where that is later."""
    size, changed, inode = known
    committed = sweep.commits.get(path)
    moments = (changed, sweep.above, int(committed.timestamp()) * 1_000_000_000 if committed else 0)
    return size, max(moments), inode


def _is_storable(path: str) -> bool:
    return path.isascii() or not _SURROGATE.search(path)


def _shown(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unreadable(error: OSError) -> Problem:
    return Problem("file", f"cannot be read: {error.strerror or error}", code="file-unreadable")
