"""Where the pictures and linked files of a post live on disk; nothing outside the site is ever named."""

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from tui_reader.model.post import Resource
from tui_reader.store.formats import format_of, without_suffix
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.front_matter.front_matter import read_header
from tui_reader.store.front_matter.yaml_scalar import MAX_SIZE
from tui_reader.store.local_source import find_inside, read_content
from tui_reader.store.site.page_path import mount_of
from tui_reader.store.site.site import Site

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_REMOTE = ("http:", "https:", "mailto:", "ftp:", "tel:")


def resolve(name: str, path: str, site: Site) -> Resource:
    """The file that `name` means in the post at `path`; `path` of the answer is empty where there is none in the site.

    Looked for beside the post, in its bundle, in `content`, `static`, `assets`, what is mounted there, and the
    theme's, then among the names that the post's header gives its `resources`; anything with a scheme or a host is
    remote; `file:` and `data:` lead nowhere.
    """
    target = name.strip()
    if target.startswith("//") or target.lower().startswith(_REMOTE):
        return Resource(name, "", remote=True)
    if not target or _SCHEME.match(target) or "\x00" in target:
        return Resource(name, "")
    plain = re.split(r"[?#]", target, maxsplit=1)[0]
    found = _find(dict.fromkeys((plain, unquote(plain))), path, site)
    if found is None and (source := _named(path, site).get(target.lower())):
        found = _find((source,), path, site)
    return Resource(name, found[0], size=found[1]) if found else Resource(name, "")


def _find(names: Iterable[str], path: str, site: Site) -> tuple[str, int] | None:
    """Real path and size of the first file that one of the names leads to."""
    fences = _fences(site)
    places = (find_inside(candidate, fences) for name in names for candidate in _candidates(name, path, site))
    return next((found for found in places if found is not None), None)


def _named(path: str, site: Site) -> dict[str, str]:
    """The files that the header's `resources` name, by the name in lower case; globs that number many files are left
    out.
    """
    try:
        data = read_content(site.content, path, MAX_SIZE)
    except (OSError, ValueError):
        return {}
    if b"resources" not in data:
        return {}
    listed = read_header(decode_text(data).text, format_of(path)).values.get("resources")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    pairs = [(entry.get("name"), entry.get("src")) for entry in entries]
    return {name.lower(): src for name, src in pairs if isinstance(name, str) and isinstance(src, str)}


def _candidates(name: str, path: str, site: Site) -> list[Path]:
    """Places a file may be, most likely first."""
    mounted = _in_static_mounts(name.lstrip("/"), site)
    content = [site.content / mount_of(path, site).folder, site.content]
    if name.startswith("/"):
        return [*mounted, *(folder / name.lstrip("/") for folder in content)]
    own = (site.content / path).parent
    stem = without_suffix(path.rsplit("/", 1)[-1])
    return [own / name, own / stem / name, *mounted, *(folder / name for folder in content)]


def _in_static_mounts(name: str, site: Site) -> list[Path]:
    """Where a file may be that the website has at `name` below its root."""
    if site.root is None:
        return []
    below = [(folder, f"{at}/" if at else "") for folder, at in site.static_mounts]
    return [site.root / folder / name[len(at) :] for folder, at in below if name.startswith(at)]


def _fences(site: Site) -> tuple[Path, ...]:
    """Folders that hold everything a post may show; a bare content folder and a lone file are their own fence."""
    return tuple(folder for folder in (site.root, site.content) if folder is not None)
