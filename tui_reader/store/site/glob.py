"""Globs as Hugo has them: over paths of pages, keys of languages, files of a mount."""

import re
from functools import lru_cache

MAX_STARS = 4
"""Stars in a glob that is tried; the time of each further one multiplies."""


def is_taken(files: tuple[str, ...], path: str) -> bool:
    """Do a mount's globs take the path? The first one that fits decides, `! ` before it says no; a path that none
    fits is left out
    where any of them says yes."""
    for glob in files:
        barred = glob.startswith("! ")
        if matches(glob.removeprefix("! ").strip().lstrip("/"), path):
            return not barred
    return all(glob.startswith("! ") for glob in files)


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
    """Those of a site's languages that the globs mean, those behind `!` left out; all of them where they mean none."""
    wanted = [glob for glob in globs if glob[:1] != "!"]
    barred = [glob[1:].strip() for glob in globs if glob[:1] == "!"]
    found = [key for key in keys if not wanted or any(matches(glob, key) for glob in wanted)]
    return tuple(key for key in found if not any(matches(glob, key) for glob in barred)) or keys
