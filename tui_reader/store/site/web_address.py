"""Where a page stands on the web: the address of its site and its place there."""

from collections.abc import Iterable
from functools import lru_cache

from tui_reader.store.site.languages import Language

_SAFE = "/-_.~+@!$&'()*,;=:[]%"
_SCHEMES = ("http", "https", "")


def web_address(url: str, language: Language) -> str:
    """The full address of the page at a path of the website, `https://user.example.io/blog/posts/a/`; the path alone,
    below that of the site, where its `baseURL` names no host. Empty for a page that has no place.
    """
    return _base(language.base_url) + url if url else ""


def place_at(address: str, languages: Iterable[Language]) -> tuple[str, str]:
    """The path of the website that a full address leads to, and the key of its language, where languages have websites
    of their own; both empty where it leads to none of these languages.
    """
    bases = sorted(((_base(one.base_url), one.key) for one in languages), key=lambda pair: -len(pair[0]))
    for base, key in bases:
        if base and address.startswith(f"{base}/"):
            return address.removeprefix(base), key if sum(other == base for other, _ in bases) == 1 else ""
    return "", ""


@lru_cache(maxsize=64)
def _base(written: str) -> str:
    """The address of a website without the slash at its end."""
    from urllib.parse import quote, urlsplit  # noqa: PLC0415 - slow to load, and no list on the screen needs it

    try:
        base = urlsplit(written)
    except ValueError:
        return ""
    if base.scheme.lower() not in _SCHEMES:
        return ""
    host = f"{base.scheme}{':' * bool(base.scheme)}//{base.netloc}" if base.netloc else ""
    below = base.path.strip("/") if host or base.path.startswith("/") else ""
    return quote(f"{host}/{below}", safe=_SAFE).rstrip("/")
