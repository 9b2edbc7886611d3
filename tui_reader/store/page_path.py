"""What a post's path says: its language, section, place on the website, and which posts are its translations."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from tui_reader.store.site import POST_SUFFIXES, Site
from tui_reader.store.site_parts import Language

_URL_SIGNS = frozenset("./\\_#+~-@%")
_USUAL_URL = re.compile(r"[a-z0-9/._-]*\Z")
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:[-_ ](.*))?\Z", re.DOTALL)
_URL_SAFE = "/-_.~+@!$&'()*,;=:"


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

    @property
    def section(self) -> str:
        """First folder; empty at the root."""
        return self.folders[0] if self.folders else ""

    @property
    def key(self) -> str:
        """Logical path, equal for all translations: `/posts/first`."""
        return "/" + "/".join((*self.folders, self.name))


def read_path(path: str, site: Site) -> PagePath:
    """Take the path of a post apart."""
    language, inner = _by_folder(path, site)
    *folders, file = inner.split("/")
    name = _without_suffix(file)
    stem, dot, ending = name.rpartition(".")
    if dot and stem:
        key = ending.lower()
        named = next((one for one in site.languages if one.key == key), None)
        if named is not None:
            language, name = named, stem
    bundle = name == "index" and bool(folders)
    if bundle:
        name = folders.pop()
    return PagePath(language, tuple(folders), name, bundle)


def title_from_name(name: str) -> str:
    """A title made of a file's name: its date taken off, dashes turned into blanks."""
    dated = _DATED.match(name)
    rest = (dated[2] or dated[1]) if dated else name
    return rest.replace("_", " ").replace("-", " ").strip() or name


def date_in_name(name: str) -> tuple[str, str]:
    """Date and slug in a file name such as `2022-07-28-first`; both empty where there is no date."""
    dated = _DATED.match(name)
    return (dated[1], dated[2] or "") if dated else ("", "")


def url_path(text: str, site: Site) -> str:
    """A path as Hugo writes it in a URL: blanks become dashes, letters small, what does not belong left out."""
    if _USUAL_URL.match(text):
        return text
    cleaned = re.sub(r"\s+", "-", text.strip())
    cleaned = "".join([one for one in cleaned if one in _URL_SIGNS or unicodedata.category(one)[0] in "LNM"])
    if site.remove_accents:
        decomposed = unicodedata.normalize("NFD", cleaned)
        cleaned = "".join(character for character in decomposed if unicodedata.category(character) != "Mn")
    if not site.keep_case:
        cleaned = cleaned.lower()
    return cleaned


def escaped(path: str) -> str:
    """A path percent-encoded for a URL; what is encoded already stays."""
    if _USUAL_URL.match(path):
        return path
    return quote(path, safe=_URL_SAFE + "%") if not path.isascii() or "%" not in path else path


def language_prefix(language: Language, site: Site) -> str:
    """`/zh-cn` where URLs of this language begin so, else empty."""
    if len(site.languages) == 1 and not site.default_in_subdir:
        return ""
    if language.key == site.default_language and not site.default_in_subdir:
        return ""
    return "/" + language.key


def _by_folder(path: str, site: Site) -> tuple[Language, str]:
    """The language whose content folder holds the path, deepest folder first, and the path inside that folder."""
    best: Language | None = None
    for one in site.languages:
        inside = not one.folder or path.startswith(one.folder + "/")
        if inside and (best is None or _rank(one, site) > _rank(best, site)):
            best = one
    if best is None:
        return site.languages[0], path
    return best, path[len(best.folder) + 1 :] if best.folder else path


def _rank(language: Language, site: Site) -> tuple[int, bool]:
    return len(language.folder), language.key == site.default_language


def _without_suffix(file: str) -> str:
    low = file.lower()
    return next((file[: -len(suffix)] for suffix in POST_SUFFIXES if low.endswith(suffix)), file)
