"""A Hugo site as the reader needs it: where its posts are, and the settings that decide what they mean."""

from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from tui_reader.errors import ContentError
from tui_reader.post import Problem
from tui_reader.store.site_config import is_site, read_config
from tui_reader.store.site_parts import (
    DATE_RULES,
    Cascade,
    Language,
    Rules,
    content_folders,
    mapping_at,
    one_base,
    outermost,
    read_cascades,
    read_date_rules,
    read_languages,
    read_permalinks,
    read_rules,
    read_taxonomies,
    read_title,
    read_zone,
    texts_of,
    whole_of,
)
from tui_reader.text.words import say

POST_SUFFIXES = (".md", ".markdown", ".mdown", ".html", ".htm", ".org")
"""Endings of files that are posts, in lower case; Hugo takes them in any case."""

RECOMMEND_KEYS = ("recommend", "recommended", "featured")
"""Header flags that put a post on the recommended list."""

_MARKERS_ABOVE = 12


@dataclass(frozen=True, slots=True)
class Site:
    """A site, a bare content folder, or one file, with everything that decides what its posts mean."""

    root: Path | None
    """The site's folder; None for a bare content folder."""
    content: Path
    """Folder that the paths of posts are relative to."""
    only: str = ""
    """Path of the one post that was asked for; empty for all posts."""
    title: str = ""
    """Title of the site."""
    taxonomies: tuple[tuple[str, str], ...] = (("category", "categories"), ("tag", "tags"))
    """Singular and plural names in the order of the configuration."""
    guess_taxonomies: bool = True
    """True where the configuration names none: list-valued keys that look like taxonomies count as well."""
    languages: tuple[Language, ...] = (Language("en"),)
    """Languages by weight, then key; never empty."""
    default_language: str = "en"
    """Key of the language of files that name none."""
    default_in_subdir: bool = False
    """URLs of the default language begin with its key as well."""
    zone: tzinfo = UTC
    """Time zone of dates that name none."""
    has_cjk: bool = False
    """Chinese, Japanese and Korean characters count as words."""
    summary_length: int = 70
    """Words after which an automatic summary ends with the paragraph."""
    recommend_keys: tuple[str, ...] = RECOMMEND_KEYS
    """Header flags that put a post on the recommended list."""
    folders: tuple[str, ...] = ("",)
    """Folders below `content` that hold posts, with `/`; empty for the content folder itself."""
    permalinks: tuple[tuple[str, str], ...] = ()
    """Section and the pattern of its URLs."""
    ugly_urls: bool = False
    """URLs end in `.html`."""
    keep_case: bool = False
    """URLs keep upper-case letters (`disablePathToLower`)."""
    remove_accents: bool = False
    """URLs lose their accents (`removePathAccents`)."""
    date_rules: tuple[tuple[str, tuple[str, ...]], ...] = tuple(DATE_RULES.items())
    """For each date the keys and `:rules` it is looked for in."""
    git_info: bool = False
    """`:git` in the date rules is wanted (`enableGitInfo`)."""
    ignore_files: tuple[str, ...] = ()
    """Regular expressions over absolute paths of files that are no content."""
    build_drafts: bool = False
    """The site publishes drafts."""
    build_future: bool = False
    """The site publishes posts of the future."""
    build_expired: bool = False
    """The site publishes expired posts."""
    cascades: tuple[Cascade, ...] = ()
    """What the configuration hands down to pages."""
    static: tuple[str, ...] = ("static", "assets")
    """Folders below `root` whose files are served from the root of the website."""
    parameters: dict[str, Any] = field(default_factory=dict)
    """The configuration's `params`, keys in lower case."""
    markdown: Rules = field(default_factory=Rules)
    """What the site's Markdown becomes."""
    problems: tuple[Problem, ...] = ()
    """What is wrong in the configuration."""


def find_site(source: Path) -> Site:
    """The site that `source` means: a site's root, its content folder or a folder in it, any folder, or one post.

    Raises ContentError where `source` is missing, cannot be read, holds nothing, or is a file that is no post.
    """
    place = Path(source).expanduser()
    try:
        place = place.resolve()
        if place.is_dir():
            return _of_folder(place)
        if place.is_file():
            return _of_file(place)
        exists = place.exists()
    except (OSError, RuntimeError, ValueError) as error:
        raise ContentError(f"{source}: {_reason(error)}", say("choose a folder you may read")) from error
    message = say("{path} is neither a folder nor a file") if exists else say("{path} is not there")
    hint = say("name a site's folder, a content folder, or one .md file")
    raise ContentError(message.replace("{path}", str(source)), hint)


def _reason(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return say("no permission to read it")
    return str(getattr(error, "strerror", None) or error)


def _of_folder(place: Path) -> Site:
    if not any(place.iterdir()):
        hint = say("put Hugo posts (.md files) into it, or name another folder")
        raise ContentError(say("{path} is empty").replace("{path}", str(place)), hint)
    for root in (place, place / "exampleSite"):
        if is_site(root):
            return _site(root)
    if (place / "content").is_dir():
        return _site(place)
    above = _site_above(place)
    if above is None:
        return Site(None, place)
    if place == above.content:
        return above
    return replace(above, folders=(place.relative_to(above.content).as_posix(),))


def _of_file(place: Path) -> Site:
    if not place.name.lower().endswith(POST_SUFFIXES):
        hint = say("posts end in {suffixes}").replace("{suffixes}", ", ".join(POST_SUFFIXES))
        raise ContentError(say("{path} is no post").replace("{path}", str(place)), hint)
    above = _site_above(place)
    if above is None:
        return Site(None, place.parent, only=place.name)
    return replace(above, only=place.relative_to(above.content).as_posix())


def _site_above(place: Path) -> Site | None:
    """The nearest site above whose content folder holds `place`."""
    for root in place.parents[:_MARKERS_ABOVE]:
        if is_site(root):
            site = _site(root)
            return site if place.is_relative_to(site.content) else None
    return None


def _site(root: Path) -> Site:
    config, problems = read_config(root)
    default = str(config.get("defaultcontentlanguage") or "en").lower()
    languages = read_languages(config, default)
    folders = content_folders(root, config, languages, default)
    content, relative = one_base(root, folders)
    languages = tuple(replace(one, folder=relative[index]) for index, one in enumerate(languages))
    taxonomies = config.get("taxonomies")
    return Site(
        root=root,
        content=content,
        title=read_title(config, languages, default),
        taxonomies=read_taxonomies(taxonomies),
        guess_taxonomies=not isinstance(taxonomies, dict),
        languages=languages,
        default_language=default,
        default_in_subdir=bool(config.get("defaultcontentlanguageinsubdir", False)),
        zone=read_zone(config),
        has_cjk=bool(config.get("hascjklanguage", False)),
        summary_length=whole_of(config.get("summarylength"), 70),
        folders=outermost(relative),
        permalinks=read_permalinks(config.get("permalinks")),
        ugly_urls=config.get("uglyurls") is True,
        keep_case=bool(config.get("disablepathtolower", False)),
        remove_accents=bool(config.get("removepathaccents", False)),
        date_rules=read_date_rules(mapping_at(config.get("frontmatter"))),
        git_info=bool(config.get("enablegitinfo", False)),
        ignore_files=texts_of(config.get("ignorefiles")),
        build_drafts=bool(config.get("builddrafts", False)),
        build_future=bool(config.get("buildfuture", False)),
        build_expired=bool(config.get("buildexpired", False)),
        cascades=read_cascades(config.get("cascade")),
        static=(*(texts_of(config.get("staticdir")) or ("static",)), str(config.get("assetdir") or "assets")),
        parameters=mapping_at(config.get("params")),
        markdown=read_rules(config),
        problems=problems,
    )
