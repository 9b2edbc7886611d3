"""A Hugo site as the reader needs it: where its posts are, and the settings that decide what they mean."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path

from tui_reader.config.paths import at_home
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass, field, replace
from tui_reader.model.errors import ContentError
from tui_reader.model.post import Problem
from tui_reader.store.formats import SUFFIXES, is_content
from tui_reader.store.local_source import exists, is_file, is_folder, real_path, scan_folder, stay_inside
from tui_reader.store.site.config_files import default_language, is_site, read_config
from tui_reader.store.site.config_sections import (
    TAXONOMIES,
    flag_of,
    mapping_at,
    read_static_mounts,
    texts_of,
)
from tui_reader.store.site.languages import (
    Language,
    Mount,
    disabled_languages,
    is_below,
    outermost,
    read_languages,
    read_mounts,
)

RECOMMEND_KEYS = ("recommend", "recommended", "featured")
"""Header flags that put a post on the recommended list."""

_MARKERS_ABOVE = 12


@dataclass(frozen=True, slots=True)
class Site:
    """A site, a bare content folder, or one file, with every setting that decides what its posts mean."""

    root: Path | None
    """The site's folder; None for a bare content folder."""
    content: Path
    """Folder that the paths of posts are relative to."""
    only: str = ""
    """Path of the one post that was asked for; empty for all posts."""
    guess_taxonomies: bool = True
    """True where the configuration names none: list-valued keys that look like taxonomies count as well."""
    languages: tuple[Language, ...] = (Language("en"),)
    """Languages by weight, then key; never empty."""
    disabled: tuple[str, ...] = ()
    """Keys of languages that are switched off: their files are no posts."""
    default_language: str = "en"
    """Key of the language of files that name none."""
    default_in_subdir: bool = False
    """URLs of the default language begin with its key as well."""
    recommend_keys: tuple[str, ...] = RECOMMEND_KEYS
    """Header flags that put a post on the recommended list."""
    folders: tuple[str, ...] = ("",)
    """Folders below `content` that are looked into, with `/`; empty for the content folder itself."""
    files: tuple[str, ...] = ()
    """Posts below `content` that lie in none of these folders."""
    mounts: tuple[Mount, ...] = (Mount(),)
    """Folders of posts and what each is to Hugo; never empty."""
    git_info: bool = False
    """`:git` in the date rules is wanted (`enableGitInfo`)."""
    commits: Mapping[str, datetime] = field(default_factory=dict, repr=False)
    """When the last commit that changed a post was made, by its path; empty where the site does not ask for it."""
    ignore_files: tuple[str, ...] = ()
    """Regular expressions over absolute paths of files that are no content."""
    static_mounts: tuple[tuple[str, str], ...] = (("static", ""), ("assets", ""))
    """Folders below `root` whose files the website has at its root, and the path below that they are put at, empty
    for none.
    """
    many_hosts: bool = False
    """A language has a website of its own (`baseURL`): URLs begin with the key of no language."""
    themes: tuple[Path, ...] = ()
    """Folders of the themes whose configuration is read."""
    head: str = field(default="", repr=False)
    """The commit up to which `commits` are known."""
    problems: tuple[Problem, ...] = ()
    """What is wrong in the configuration."""
    origin: str = ""
    """Address of the repository or bucket that the files are kept equal to; empty for files that are nobody's copy."""

    @property
    def main(self) -> Language:
        """The language of files that name none."""
        if len(self.languages) == 1:
            return self.languages[0]
        return next((one for one in self.languages if one.key == self.default_language), self.languages[0])

    def language_of(self, key: str) -> Language:
        """The language of that key; the main one where the site has none such."""
        return next((one for one in self.languages if one.key == key), self.main)

    @property
    def title(self) -> str:
        """Title of the site."""
        return self.main.title

    @property
    def zone(self) -> tzinfo:
        """Time zone of the site."""
        return self.main.zone

    @property
    def taxonomies(self) -> tuple[tuple[str, str], ...]:
        """Singular and plural names of every language's taxonomies, each once, the main language's first."""
        every = (pair for one in (self.main, *self.languages) for pair in one.taxonomies)
        return tuple(dict.fromkeys(every))


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a site may lead to."""

    confined: bool
    """Nothing outside the site's folder is read from now on."""
    fence: Path | None
    """Folder that holds whatever this site's configuration may lead to; None for any."""


def find_site(source: Path, confined: bool = False, fence: Path | None = None) -> Site:
    """The site that `source` means: a site's root, its content folder or a folder in it, any folder, or one post.

    Where it is `confined`, nothing outside the site's folder is read from now on, and a site whose content lies
    elsewhere is refused. A `fence` is a folder without links, given by its real path, that holds the site, and all that
    its configuration may lead to; other sites are not confined by it. Raises ContentError where `source` is missing,
    cannot be read, holds nothing, or is a file that is no post.
    """
    bounds = _Bounds(confined, fence)
    place = at_home(source)
    try:
        place = real_path(place)
        if is_folder(place):
            return _of_folder(place, bounds)
        if is_file(place):
            return _of_file(place, bounds)
        found = exists(place)
    except (OSError, RuntimeError, ValueError) as error:
        raise ContentError(f"{source}: {_reason(error)}", tr("choose a folder you may read")) from error
    message = tr("{path} is neither a folder nor a file") if found else tr("{path} is not there")
    hint = tr("name a site's folder, a content folder, or one .md file")
    raise ContentError(message.replace("{path}", str(source)), hint)


def _reason(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return tr("no permission to read it")
    return str(getattr(error, "strerror", None) or error)


def _of_folder(place: Path, bounds: _Bounds) -> Site:
    if not scan_folder(place):
        hint = tr("put Hugo posts (.md files) into it, or name another folder")
        raise ContentError(tr("{path} is empty").replace("{path}", str(place)), hint)
    for root in (place, place / "exampleSite"):
        if is_site(root) and (root == place or real_path(root).is_relative_to(place)):
            return _site(root, bounds)
    if is_folder(place / "content"):
        return _site(place, bounds)
    above = _site_above(place, bounds)
    if above is None:
        return _bare(place, bounds)
    if place == above.content:
        return above
    folder = place.relative_to(above.content).as_posix()
    return replace(above, folders=(folder,), files=tuple(file for file in above.files if is_below(file, (folder,))))


def _of_file(place: Path, bounds: _Bounds) -> Site:
    if not is_content(place.name):
        hint = tr("posts end in {suffixes}").replace("{suffixes}", ", ".join(SUFFIXES))
        raise ContentError(tr("{path} is no post").replace("{path}", str(place)), hint)
    above = _site_above(place, bounds)
    if above is None:
        return replace(_bare(place.parent, bounds), only=place.name)
    return replace(above, only=place.relative_to(above.content).as_posix())


def _site_above(place: Path, bounds: _Bounds) -> Site | None:
    """The nearest site above whose content folder holds `place`."""
    for root in place.parents[:_MARKERS_ABOVE]:
        if is_site(root):
            site = _site(root, bounds)
            return site if place.is_relative_to(site.content) else None
    return None


def _bare(folder: Path, bounds: _Bounds) -> Site:
    if bounds.confined:
        stay_inside(folder)
    return Site(None, folder)


def _site(root: Path, bounds: _Bounds) -> Site:
    if bounds.confined:
        stay_inside(root)
    config, problems, themes = read_config(root, bounds.fence)
    default = default_language(config)
    languages = read_languages(config, default)
    content, mounts = read_mounts(root, config, languages, default)
    folders = outermost([mount.folder for mount in mounts if not mount.is_file])
    fence = real_path(root) if bounds.confined else bounds.fence
    if fence and not content.is_relative_to(fence):
        message = tr("{path}: its content lies outside of it").replace("{path}", str(root))
        hint = tr("in restricted mode name a folder that holds all of the feed")
        raise ContentError(message, hint if bounds.fence is None else "")
    return Site(
        root=root,
        content=content,
        guess_taxonomies=all(one.taxonomies == TAXONOMIES for one in languages),
        languages=languages,
        disabled=disabled_languages(config),
        default_language=default,
        default_in_subdir=flag_of(config.get("defaultcontentlanguageinsubdir"), False),
        folders=folders,
        files=tuple(mount.folder for mount in mounts if mount.is_file and not is_below(mount.folder, folders)),
        mounts=mounts,
        git_info=flag_of(config.get("enablegitinfo"), False),
        ignore_files=texts_of(config.get("ignorefiles")),
        static_mounts=read_static_mounts(config),
        many_hosts=any("baseurl" in mapping_at(one) for one in mapping_at(config.get("languages")).values()),
        themes=themes,
        problems=problems,
    )
