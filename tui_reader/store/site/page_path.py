"""What a post's path says: its language, section, place on the website, and which posts are its translations."""

import re
import unicodedata
from collections.abc import Callable, Container
from urllib.parse import quote

from tui_reader.model.dataclass import dataclass
from tui_reader.store.formats import without_suffix
from tui_reader.store.site.languages import Language, Mount
from tui_reader.store.site.site import Site

_URL_SIGNS = frozenset("./\\_#+~-@")
_USUAL_URL = re.compile(r"[a-z0-9/._-]*\Z")
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:[-_ ](.*))?\Z", re.DOTALL)
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)(?:[-T](\d\d-\d\d-\d\d)(?!\d))?(.*)\Z", re.DOTALL)
_ODD_CASES = frozenset("İΣ")
_URL_SAFE = "/-_.~+@!$&'()*,;=:?[]%"
_URL_KINDS = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd"))
_PERCENT = re.compile("%[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True)
class PagePath:
    """A post's path, taken apart."""

    language: Language
    """Language the path means."""
    folders: tuple[str, ...]
    """Folders from the language's content folder down to the post; a leaf bundle's own folder is not among them."""
    name: str
    """Base name without language and ending; the folder's name for a leaf bundle."""
    bundle: bool
    """True for the index file of a leaf bundle."""
    as_written: str = ""
    """The base name of the file where capitals keep Hugo from reading it as it reads `name`: `Index`, `first.zh-CN`;
    empty for all others.
    """

    @property
    def section(self) -> str:
        """First folder as Hugo names it; empty at the root."""
        return self.logical(self.folders[0]) if self.folders else ""

    @property
    def key(self) -> str:
        """Logical path, equal for all translations: `/posts/first`."""
        return "/" + self.logical("/".join((*self.folders, self.name)))

    def logical(self, path: str) -> str:
        """A path as Hugo knows pages by: small letters, and dashes in the place of blanks."""
        return path if _USUAL_URL.match(path) else lowered(path.replace(" ", "-"))


def read_path(path: str, site: Site) -> PagePath:
    """Take the path of a post apart."""
    language, inner = _by_folder(path, site)
    *folders, file = inner.split("/")
    stem, keys = without_suffix(file), {one.key for one in site.languages}
    name, key = parts_of_name(stem, keys)
    if key:
        language = site.language_of(key)
    bundle = name.lower() == "index" and bool(folders)
    plain = "index" if bundle else name
    exact = plain if stem == plain else parts_of_name(stem, keys, str)[0]
    if bundle:
        name = folders.pop()
    return PagePath(language, tuple(folders), name, bundle, "" if exact == plain else exact)


def parts_of_name(name: str, keys: Container[str], fold: Callable[[str], str] = str.lower) -> tuple[str, str]:
    """The base name and the language in the name of a file without its ending, `first.zh-cn`; no language where none
    of these is named. What stands behind the language counts for nothing. `fold` makes a key of what is written.
    """
    if "." not in name:
        return name, ""
    parts = name.split(".")
    for at in range(len(parts) - 1, 0, -1):
        base, key = ".".join(parts[:at]), fold(parts[at])
        if base and key in keys:
            return base, key
    return name, fold(parts[0]) if fold(parts[0]) in keys else ""


def title_from_name(name: str) -> str:
    """A title made of a file's name: its date taken off, dashes turned into blanks."""
    dated = _DATED.match(name)
    rest = (dated[2] or dated[1]) if dated else name
    return rest.replace("_", " ").replace("-", " ").strip() or name


def date_in_name(name: str) -> tuple[str, str]:
    """Date and slug in a file name such as `2022-07-28-first`, or `2022-07-28-21-38-40-first`; both empty where there
    is no date.
    """
    match = _TIMED.match(name)
    if match is None:
        return "", ""
    day, clock, rest = match.groups()
    if clock and _is_clock(clock):
        return f"{day}T{clock.replace('-', ':')}", rest.strip(" -_")
    return day, name[len(day) :].strip(" -_")


def _is_clock(text: str) -> bool:
    hour, minute, second = map(int, text.split("-"))
    return hour < 24 and minute < 60 and second < 60


def url_path(text: str, language: Language) -> str:
    """A path as Hugo writes it in a URL: blanks become dashes, letters small, what does not belong left out."""
    if _USUAL_URL.match(text):
        return text
    cleaned = _sanitized(text)
    if language.remove_accents:
        decomposed = unicodedata.normalize("NFD", cleaned)
        bare = "".join(character for character in decomposed if unicodedata.category(character) != "Mn")
        cleaned = unicodedata.normalize("NFC", bare)
    return cleaned if language.keep_case else lowered(cleaned)


def lowered(text: str) -> str:
    """The text in small letters, one for each as in Go: `İ` has one, and the last `Σ` of a word is no other letter."""
    if not _ODD_CASES.intersection(text):
        return text.lower()
    return "".join(one.lower()[:1] for one in text)


def _sanitized(text: str) -> str:
    """Letters, digits, accents and a few signs; blanks between them become one dash (Hugo's `paths.Sanitize`)."""
    out: list[str] = []
    after_dash = gap = False
    for at, one in enumerate(text):
        if one in _URL_SIGNS or unicodedata.category(one) in _URL_KINDS or (one == "%" and _PERCENT.match(text, at)):
            if gap and one != "-":
                out.append("-")
            gap, after_dash = False, one == "-"
            out.append(one)
        elif out and not after_dash and one.isspace():
            gap = True
    return "".join(out)


def escaped(path: str) -> str:
    """A path percent-encoded for a URL; what is encoded already stays."""
    return path if _USUAL_URL.match(path) else quote(path, safe=_URL_SAFE)


def language_prefix(language: Language, site: Site) -> str:
    """`/zh-cn` where URLs of this language begin so, else empty."""
    alone = len(site.languages) == 1 or language.key == site.default_language
    if site.many_hosts or (alone and not site.default_in_subdir):
        return language.url_prefix
    return f"{language.url_prefix}/{language.key}"


def mount_of(path: str, site: Site) -> Mount:
    """The folder of posts that holds the path: the deepest one, and of equal ones that of the default language."""
    if len(site.mounts) == 1:
        return site.mounts[0]
    found: Mount | None = None
    for one in site.mounts:
        inside = not one.folder or path.startswith(one.folder + "/") or path == one.folder
        if inside and (found is None or _rank(one, site) > _rank(found, site)):
            found = one
    return found or site.mounts[0]


def _by_folder(path: str, site: Site) -> tuple[Language, str]:
    """The language of the folder that holds the path, and the path as Hugo sees it."""
    mount = mount_of(path, site)
    language = next((one for one in site.languages if one.key == mount.language), None) or site.main
    if mount.is_file:
        return language, mount.target
    inner = path[len(mount.folder) + 1 :] if mount.folder and path.startswith(mount.folder + "/") else path
    return language, f"{mount.target}/{inner}" if mount.target else inner


def _rank(mount: Mount, site: Site) -> tuple[int, bool]:
    return len(mount.folder), mount.language in ("", site.default_language)
