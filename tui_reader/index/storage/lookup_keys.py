"""The keys by which posts and terms are found: addresses of a post, facets and keys of terms (pure)."""

from collections.abc import Iterator

from tui_reader.model.post import Post
from tui_reader.text.sanitize import replace_surrogates

AUTHORS, ARCHIVE, SECTIONS, FLAGS = "authors", "archive", "sections", ":flag"
"""Facets beside the taxonomies of the site; flags are never shown in the sidebar."""

STANDING = (ARCHIVE, SECTIONS, FLAGS)
"""Facets that say where a post stands, not what it is about."""

RECOMMENDED = "recommended"
"""The flag that recommended posts carry, so that they are counted with the terms."""


def term_key(name: str) -> str:
    """Equal for spellings that Hugo puts on one page: `Foo Bar`, `foo-bar`."""
    return "-".join(replace_surrogates(name).casefold().split())


def terms_of(post: Post) -> Iterator[tuple[str, str]]:
    """Facet and name of every term of the post, each once."""
    found = [(taxonomy.name.lower(), term) for taxonomy in post.taxonomies for term in taxonomy.terms]
    found += [(SECTIONS, post.section)] if post.section else []
    found += [(AUTHORS, author) for author in post.authors]
    found += [(FLAGS, flag.lower()) for flag in post.flags]
    found += [(FLAGS, RECOMMENDED)] if post.recommended else []
    if post.date:
        found.append((ARCHIVE, f"{post.date.year:04}-{post.date.month:02}"))
    return iter(dict.fromkeys(found))


def addresses(post: Post) -> set[str]:
    """What the post can be called beside its path: its URL, its former ones, and the last part of each."""
    found = {key for url in (post.url, *post.aliases) for key in address_keys(url)}
    return {replace_surrogates(key) for key in found if key}


def address_keys(url: str) -> tuple[str, str]:
    """The address and its last part, in lower case and without slashes around."""
    whole = _unquoted(url).strip("/").casefold()
    return whole, whole.rpartition("/")[2]


def old_address(path: str) -> str:
    """The address that a post at this path has where nothing says otherwise, without a slash at its end."""
    return f"/{path.rpartition('.')[0].removesuffix('/index')}"


def _unquoted(url: str) -> str:
    if "%" not in url:
        return url
    from urllib.parse import unquote  # noqa: PLC0415 - seldom needed, and slow to load

    return unquote(url)
