"""The languages of a site: each has the site's settings under its own, and folders that its posts lie in."""

from collections.abc import Iterable
from datetime import UTC, tzinfo
from itertools import islice
from pathlib import Path
from typing import Any

from tui_reader.markdown.site_rules import USUAL, Rules
from tui_reader.model.dataclass import dataclass, field, replace
from tui_reader.store.formats import is_content
from tui_reader.store.local_source import is_file, is_folder, real_path
from tui_reader.store.site.config_sections import (
    DATE_RULES,
    TAXONOMIES,
    Cascade,
    flag_of,
    mapping_at,
    read_cascades,
    read_date_rules,
    read_taxonomies,
    read_zone,
    texts_of,
    whole_of,
)
from tui_reader.store.site.glob import named_languages
from tui_reader.store.site.markup_options import read_rules
from tui_reader.store.site.permalinks import Permalink, read_permalinks

OWN_NAMES = {
    "zh": "中文",
    "zh-cn": "简体中文",
    "zh-hans": "简体中文",
    "zh-tw": "繁體中文",
    "zh-hk": "繁體中文",
    "zh-hant": "繁體中文",
    "en": "English",
    "ja": "日本語",
    "ko": "한국어",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "ru": "Русский",
}
"""What languages are called by those who speak them, where the site gives them no name."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language of a site, with everything that may differ from one to another."""

    key: str
    """Key in the configuration in lower case: `zh-cn`."""
    name: str = ""
    """Name as the site writes it: `简体中文`."""
    code: str = ""
    """Its tag where the key is none: `zh-CN` for a language whose key is `cn`."""
    weight: int = 0
    """Order among the languages; 0 sorts last."""
    title: str = ""
    """The site's title in this language."""
    zone: tzinfo = UTC
    """Time zone of dates that name none."""
    has_cjk: bool = False
    """Chinese, Japanese and Korean characters count as words."""
    summary_length: int = 70
    """Words after which an automatic summary ends with the paragraph."""
    taxonomies: tuple[tuple[str, str], ...] = TAXONOMIES
    """Singular and plural names in the order of the configuration."""
    date_rules: tuple[tuple[str, tuple[str, ...]], ...] = tuple(DATE_RULES.items())
    """For each date the keys and `:rules` it is looked for in."""
    base_url: str = ""
    """Address of the website in this language as the configuration writes it: `https://user.example.io/blog/`."""
    url_prefix: str = ""
    """What URLs begin with: `/guest/v1.0.0` where the site puts its default role and version there."""
    permalinks: tuple[Permalink, ...] = ()
    """Patterns of URLs; the first one that is for a page holds."""
    ugly_urls: bool | tuple[str, ...] = False
    """URLs end in `.html`: all of them, or those of some sections."""
    keep_case: bool = False
    """URLs keep upper-case letters (`disablePathToLower`)."""
    remove_accents: bool = False
    """URLs lose their accents (`removePathAccents`)."""
    cascades: tuple[Cascade, ...] = ()
    """What the configuration passes on to pages."""
    parameters: dict[str, Any] = field(default_factory=dict, hash=False)
    """The configuration's `params`, keys in lower case."""
    markdown: Rules = USUAL
    """What Markdown becomes."""
    plural_titles: bool = True
    """Sections without a page are called by the plural of their folder (`pluralizeListTitles`)."""
    capital_titles: bool = True
    """They are called in capitals (`capitalizeListTitles`, `titleCaseStyle`)."""
    build_drafts: bool = False
    """The site publishes drafts."""
    build_future: bool = False
    """The site publishes posts of the future."""
    build_expired: bool = False
    """The site publishes expired posts."""
    builds_pages: bool = True
    """The site has regular pages at all (`disableKinds`)."""
    renders_pages: bool = True
    """Its pages have a place on the website (`outputs`)."""

    @property
    def shown(self) -> str:
        """What people call it."""
        return self.name or OWN_NAMES.get(self.key) or self.key


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder of posts, or one of them, and the place Hugo gives it among the content."""

    folder: str = ""
    """Folder below `Site.content`, with `/`; empty for the content folder itself."""
    target: str = ""
    """Where it stands in Hugo's content folder; empty for that folder itself."""
    language: str = ""
    """Key of the language of files that name none; empty for the site's default language."""
    files: tuple[str, ...] = ()
    """Globs of the files that are taken, those behind `! ` of files that are not; empty for every file."""
    is_file: bool = False
    """It is one file, no page of a section, and `target` its path among the content."""


MOST_LANGUAGES = 200
"""Languages of one site: every folder may have a section page in each."""


def read_languages(config: dict[str, Any], default: str) -> tuple[Language, ...]:
    """Languages by weight, then key; never empty, and `MOST_LANGUAGES` of those that are named at most."""
    shared = {key: value for key, value in config.items() if key != "languages"}
    off = disabled_languages(config)
    named = {key: mapping_at(value) for key, value in mapping_at(config.get("languages")).items() if key not in off}
    taken = islice(named.items(), MOST_LANGUAGES)
    found = [_language(key, own, _with_site(own, shared), is_named=True) for key, own in taken]
    found.sort(key=lambda one: (one.weight or 1 << 30, one.key))
    return tuple(found) or (_language(default, {}, shared),)


def disabled_languages(config: dict[str, Any]) -> tuple[str, ...]:
    """Keys of languages that are switched off."""
    named = mapping_at(config.get("languages"))
    off = [key for key, value in named.items() if mapping_at(value).get("disabled") is True]
    return (*off, *(text.lower() for text in texts_of(config.get("disablelanguages"))))


def _with_site(own: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """The settings of a language: its own in the place of those of the site; cascades add up, the site's first. What
    Hugo does not take from a language is the site's: sections with ugly URLs, a list of permalinks.
    """
    both = (one for value in (shared.get("cascade"), own.get("cascade")) for one in _listed(value))
    lists = {"permalinks"} if isinstance(own.get("permalinks"), list) else set()
    fixed = {key: shared.get(key) for key in ("uglyurls", *lists)}
    return {**shared, **own, **fixed, "cascade": [*both]}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _language(key: str, own: dict[str, Any], config: dict[str, Any], *, is_named: bool = False) -> Language:
    return Language(
        key=key,
        name=str(own.get("languagename") or own.get("label") or ""),
        code=str(own.get("languagecode") or own.get("locale") or ""),
        weight=whole_of(own.get("weight"), 0),
        title=str(config.get("title") or ""),
        zone=read_zone(config),
        has_cjk=flag_of(config.get("hascjklanguage"), False),
        summary_length=whole_of(config.get("summarylength"), 70),
        taxonomies=read_taxonomies(config.get("taxonomies")),
        date_rules=read_date_rules(
            mapping_at(config.get("frontmatter")), git=flag_of(config.get("enablegitinfo"), False)
        ),
        base_url=str(config.get("baseurl") or "").strip(),
        url_prefix=_url_prefix(config),
        permalinks=read_permalinks(config.get("permalinks")),
        ugly_urls=_ugly_urls(config.get("uglyurls")),
        keep_case=flag_of(config.get("disablepathtolower"), False),
        remove_accents=flag_of(config.get("removepathaccents"), False),
        cascades=read_cascades(config.get("cascade")),
        parameters=mapping_at(config.get("params")),
        markdown=read_rules(config, is_translated=is_named),
        plural_titles=flag_of(config.get("pluralizelisttitles"), True),
        capital_titles=flag_of(config.get("capitalizelisttitles"), True) and config.get("titlecasestyle") != "none",
        build_drafts=flag_of(config.get("builddrafts"), False),
        build_future=flag_of(config.get("buildfuture"), False),
        build_expired=flag_of(config.get("buildexpired"), False),
        builds_pages="page" not in {kind.lower() for kind in texts_of(config.get("disablekinds"))},
        renders_pages=mapping_at(config, "outputs").get("page") != [],
    )


def _url_prefix(config: dict[str, Any]) -> str:
    """The default role and version of a site, as far as its URLs begin with them."""
    parts = []
    for name, usual in (("role", "guest"), ("version", "v1.0.0")):
        if flag_of(config.get(f"defaultcontent{name}insubdir"), False):
            parts.append(f"/{config.get(f'defaultcontent{name}') or _only(config.get(f'{name}s')) or usual}")
    return "".join(parts)


def _only(named: Any) -> str:
    """The one name among them; empty for none or several."""
    return next(iter(named)) if isinstance(named, dict) and len(named) == 1 else ""


def _ugly_urls(value: Any) -> bool | tuple[str, ...]:
    if isinstance(value, dict):
        return tuple(name for name, on in value.items() if flag_of(on, False))
    return value is True or value == "true"


def read_mounts(
    root: Path, config: dict[str, Any], languages: tuple[Language, ...], default: str
) -> tuple[Path, tuple[Mount, ...]]:
    """The folder that paths are relative to, and the folders of posts below it: languages' own, mounted ones, or the
    site's.
    """
    keys = [one.key for one in languages]
    mounted = _mounted(config, tuple(keys))
    general = str(config.get("contentdir") or "content")
    owned = {key: mapping_at(config, "languages", key).get("contentdir") for key in keys}
    found = [Mount(own, language=key) for key, own in owned.items() if isinstance(own, str) and own]
    rest = [key for key in keys if not owned[key]]
    if rest and mounted is None:
        found.append(Mount(general, language=default if default in rest else rest[0]))
    found += [mount for mount in mounted or () if not mount.language or mount.language in keys]
    places = [(mount, real_path(root / mount.folder)) for mount in found]
    files = [(mount, place) for mount, place in places if mount.is_file and is_file(place)]
    folders = [(mount, place) for mount, place in places if not mount.is_file]
    if not (folders or files):
        folders = [(Mount(general, language=default), real_path(root / general))]
    content = _one_base(root, [*(place for _, place in folders), *(place.parent for _, place in files)])
    return content, tuple(replace(mount, folder=_below(content, place)) for mount, place in (*folders, *files))


def _mounted(config: dict[str, Any], keys: tuple[str, ...]) -> list[Mount] | None:
    """Local folders and files that the configuration puts into the content folder, for languages with these keys; None
    where it mounts nothing there.
    """
    mounts = mapping_at(config.get("module")).get("mounts")
    found: list[Mount] = []
    any_content = False
    for mount in mounts if isinstance(mounts, list) else []:
        one = mapping_at(mount)
        top, _, target = str(one.get("target", "")).strip("/").partition("/")
        if top != "content" or not isinstance(one.get("source"), str):
            continue
        without = [f"! {glob}" for glob in texts_of(one.get("excludefiles"))]
        files = (*texts_of(one.get("files")), *without, *texts_of(one.get("includefiles")))
        any_content = True
        globs = texts_of(mapping_at(one, "sites", "matrix").get("languages"))
        named = texts_of(one.get("lang")) or (named_languages(globs, keys) if globs else ("",))
        is_file = is_content(one["source"]) and is_content(target)
        if not is_file or not target.rpartition("/")[2].lower().startswith("_index."):
            found += [Mount(one["source"], target, language.lower(), files, is_file) for language in named]
    return found if any_content else None


def _one_base(root: Path, folders: list[Path]) -> Path:
    """The folder that paths are relative to."""
    usual = real_path(root / "content")
    if all(folder.is_relative_to(usual) for folder in folders):
        base = usual if is_folder(usual) or not folders else folders[0]
    else:
        base = folders[0]
    while not all(folder.is_relative_to(base) for folder in folders):
        base = base.parent
    return base


def _below(base: Path, place: Path) -> str:
    path = place.relative_to(base).as_posix()
    return "" if path == "." else path


def outermost(folders: list[str]) -> tuple[str, ...]:
    """Folders without those that lie in another one."""
    chosen: list[str] = []
    for folder in sorted(set(folders)):
        if not is_below(folder, chosen):
            chosen.append(folder)
    return tuple(chosen)


def is_below(path: str, folders: Iterable[str]) -> bool:
    """Does a path lie in one of the folders?"""
    return any(folder == "" or path.startswith(folder + "/") for folder in folders)
