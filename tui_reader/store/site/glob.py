"""Globs as Hugo has them: over paths of pages, keys of languages, files of a mount."""

import re
from functools import lru_cache

MAX_STARS = 4
"""Stars in a glob that is tried; the time of each further one multiplies."""


def is_taken(files: tuple[str, ...], path: str, is_folder: bool = False) -> bool:
    """Do a mount's globs take the path? The first one that fits decides, `! ` before it says no; a path that none
    fits is left out where any of them says yes. A folder fits a glob of what lies in it (`a/b` the glob `a/b/*.md`, but
    none fits `**.md`).
    """
    for glob in files:
        barred = glob.startswith("! ")
        named = glob.removeprefix("! ").lstrip("/")
        if matches(named, path):
            return not barred
        if is_folder and not barred and any(matches(above, path) for above in _above(named)):
            return True
    return all(glob.startswith("! ") for glob in files)


def _above(glob: str) -> list[str]:
    """The folders above what a glob names, as globs."""
    parts = glob.split("/")[:-1]
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def matches(glob: str, text: str) -> bool:
    """Does a glob as Hugo has them (`**`, `*`, `?`, `{a,b}`) fit all of the text, case aside?"""
    pattern = _pattern(glob.lower())
    return pattern is not None and pattern.fullmatch(text.lower()) is not None


_PIECES = re.compile(r"\*\*|\*|\?|\{|\}|,|\[[^\]]{0,1000}\]|[^*?{},\[]+|.", re.DOTALL)


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str] | None:
    if glob.replace("**", "*").count("*") > MAX_STARS:
        return None
    pieces = _PIECES.findall(glob)
    depth = 0
    out = []
    for piece in pieces:
        depth += {"{": 1, "}": -1}.get(piece, 0)
        plain = re.escape(piece) if piece[0] != "[" else piece.replace("[!", "[^")
        out.append(_GLOB.get(piece, plain) if piece != "," or depth > 0 else ",")
    try:
        return re.compile("".join(out), re.DOTALL)
    except (re.error, RecursionError):
        return None


_GLOB = {"**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}


def meant_languages(globs: tuple[str, ...], keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a site's languages that the globs mean; all of them where they mean none."""
    return named_languages(globs, keys) or keys


def named_languages(globs: tuple[str, ...], keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a site's languages that fit the globs, those behind `!` left out."""
    wanted = [glob for glob in globs if glob[:1] != "!"]
    barred = [glob[1:].strip() for glob in globs if glob[:1] == "!"]
    found = [key for key in keys if not wanted or any(matches(glob, key) for glob in wanted)]
    return tuple(key for key in found if not any(matches(glob, key) for glob in barred))
