"""Random sites: configuration, folders and names drawn from tables of what Hugo gives a meaning to.

`random_site(seed)` is always the same site for the same seed.
"""

import copy
import random
import tomllib
from pathlib import Path

from tests.hugo.known_markup import OPTIONS
from tests.hugo.known_settings import SETTINGS
from tests.hugo.random_post import (
    DUMPS,
    ENDINGS,
    FOLDERS,
    NAMES,
    TEXTS,
    Values,
    flag,
    maybe,
    pick,
    random_cascade,
    random_cascades,
    random_post,
    random_section_page,
)

Tree = dict[str, str]
"""The files of a site: text by path below its root."""

PERMALINKS = (
    "/:year/:month/:day/:slug/", "/p/:title/", "/:section/:filename/", "/:sections[1:]/:contentbasename/", "/:slugorcontentbasename", "/:monthname/:weekday/:yearday/:title",
    "/x/:sections[last]/:slug", "/:sectionslug/:slug/", "/:sectionslugs/:slug/", "/:2006-01/:contentbasename/", "/:slugorfilename/", "/:weekdayname/:sections[:1]/:slug/", "/f-:filename.html", "/:contentbasename/:year", "/:06/:Jan/:2/:slug",
)  # fmt: skip


SHORTCODES = {"layouts/shortcodes/note.html": "{{ .Inner }}", "layouts/shortcodes/icon.html": ""}
OF_THE_SITE = [
    tomllib.loads(toml)
    for cases in SETTINGS.values()
    if not isinstance(cases, str)
    for toml in cases
    if not any(
        word in toml
        for word in (
            "anguages",
            "contentDir",
            "module",
            "theme",
            "baseURL",
            "disableKinds",
            "outputs",
            "permalinks = [",
        )
    )
]
"""What the settings of a site may say that is not drawn otherwise."""
MEANS_NOTHING: Values = {
    "copyright": "c", "enableRobotsTXT": True, "canonifyURLs": True, "disableAliases": True, "pagination": {"pagerSize": 3}, "mainSections": ["docs"],
    "sectionPagesMenu": "main", "enableMissingTranslationPlaceholders": True, "author": {"name": "A"}, "sitemap": {"changefreq": "daily"}, "related": {"threshold": 80},
    "privacy": {"x": {"enableDNT": True}}, "minify": {"minifyOutput": False}, "staticDir": ["a", "b"], "assetDir": "assets", "timeout": "60s",
}  # fmt: skip
"""Settings that change nothing for a reader."""
MARKUP = [tomllib.loads(toml) for name, toml in OPTIONS.items() if name != "inline code"]
"""What the options of `markup` may say, but for one that no other goes together with: code in a line has no lines."""


def write_site(root: Path, tree: Tree) -> None:
    """Write the files of a site into the folder `root`."""
    for name, text in tree.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def random_site(seed: int) -> Tree:
    """The files of a site."""
    chance = random.Random(seed)
    config = _config(chance)
    tree = {**SHORTCODES, **_theme(config, chance), **_config_files(config, chance)}
    handed: set[str] = set()
    for folder, language in _content_folders(config):
        posts = _posts(folder, language, [*config.get("languages", {})], chance)
        tree |= {name: text for name, text in posts.items() if not _contradicts(name[len(folder) :], text, handed)}
    return tree


def _contradicts(place: str, text: str, handed: set[str]) -> bool:
    """Whether a section page stands beside one that is `handed` to other languages, or is handed to others itself where
    one stands already: which of them Hugo follows is chance.
    """
    if "/_index" not in place:
        return False
    marks = {place, f"{place} to others"} if "matrix" in text else {place}
    against = {place} if "matrix" in text else {f"{place} to others"}
    contradicts = not handed.isdisjoint(against)
    handed |= set() if contradicts else marks
    return contradicts


def _config(chance: random.Random) -> Values:
    config: Values = {
        "baseURL": chance.choice(
            ["https://example.org/", "https://example.org/", "https://example.org/blog/", "/", "https://a.example/x/y"]
        ),
        "title": "Random",
        "disableKinds": ["RSS", "sitemap", "robotsTXT", "404"],
        "outputFormats": {"jsonl": {"mediaType": "application/json", "baseName": "pages", "isPlainText": True}},
        "security": {"allowContent": ["^text/(markdown|html|org)$"]},
        "outputs": {"home": ["jsonl"], "section": [], "taxonomy": [], "term": []},
    }
    for share, key, make in (
        (0.5, "timeZone", pick(chance, ["Asia/Shanghai", "America/New_York", "Europe/Oslo", "UTC", "Asia/Kathmandu"])),
        (0.4, "hasCJKLanguage", flag(chance)),
        (0.3, "summaryLength", pick(chance, [5, 20, 0, 200])),
        (0.3, "taxonomies", lambda: {"tag": "tags", "topic": "Topics", "author": "authors"}),
        (0.4, "permalinks", lambda: _permalinks(chance)),
        (0.2, "disablePathToLower", flag(chance)),
        (0.2, "removePathAccents", flag(chance)),
        (0.15, "uglyURLs", pick(chance, [True, False, {"posts": True}])),
        (0.5, "frontmatter", lambda: _date_rules(chance)),
        (0.2, "ignoreFiles", pick(chance, [["\\.markdown$"], ["plain", "/posts/2022/"], [r"under_[a-z]+"]])),
        (0.3, "cascade", lambda: random_cascades(chance)),
        (0.6, "markup", lambda: {"goldmark": {"renderer": {"unsafe": flag(chance)()}}}),
        (0.2, "params", pick(chance, [{"math": True, "mainSections": ["posts"]}, {"description": "x"}])),
        (0.2, "menus", pick(chance, [{"main": [{"name": "Posts", "url": "/posts/"}]}])),
        (0.2, "buildDrafts", flag(chance)),
        (0.2, "buildFuture", flag(chance)),
        (0.2, "buildExpired", flag(chance)),
    ):
        maybe(chance, share, config, key, make)
    for name in chance.sample([*MEANS_NOTHING], chance.choice([0, 0, 1, 2])):
        config[name] = MEANS_NOTHING[name]
    for says in chance.sample(OF_THE_SITE, chance.choice([0, 0, 1, 2])):
        config |= {key: value for key, value in copy.deepcopy(says).items() if key != "cascade"}
    _add_markup(config, chance)
    if chance.random() < 0.6:
        _add_languages(config, chance)
    elif chance.random() < 0.3:
        config["contentDir"] = "texts"
    elif chance.random() < 0.4:
        mounts = [{"source": "texts", "target": "content"}, {"source": "more", "target": "content/extra"}]
        config["module"] = {"mounts": mounts[: chance.choice([1, 2])]}
    return config


def _add_markup(config: Values, chance: random.Random) -> None:
    for says in chance.sample(MARKUP, chance.choice([0, 0, 1, 2, 3])):
        _lay_over(config, copy.deepcopy(says))


def _lay_over(config: Values, own: Values) -> None:
    for key, value in own.items():
        below = config.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            _lay_over(below, value)
        else:
            config[key] = value


def _theme(config: Values, chance: random.Random) -> Tree:
    """A theme with a configuration of its own, of which the site takes what Hugo lets it take."""
    if chance.random() < 0.7:
        return {}
    config["theme"] = chance.choice(["plain", ["plain"]])
    own = {
        "title": "Theme",
        "params": {"math": True, "other": 2},
        "summaryLength": 4,
        "taxonomies": {"label": "labels"},
        "permalinks": {"posts": "/theme/:slug/"},
        "menus": {"main": [{"name": "Theme", "url": "/"}]},
    }
    suffix, dump = chance.choice([*DUMPS.items()])
    return {f"themes/plain/hugo{suffix}": dump(own), "themes/plain/layouts/shortcodes/icon.html": ""}


def _permalinks(chance: random.Random) -> Values:
    flat = {
        name: chance.choice(PERMALINKS) for name in ("posts", "docs", "专题", "News Items") if chance.random() < 0.7
    }
    return {"page": flat} if chance.random() < 0.5 else flat


def _date_rules(chance: random.Random) -> Values:
    rules = ["date", ":filename", ":default", "publishDate", "lastmod", "mydate", "modified"]
    names = ("date", "lastmod", "publishDate", "expiryDate")
    found = {name: chance.sample(rules, chance.choice([1, 2, 3])) for name in names if chance.random() < 0.5}
    if "expiryDate" in found:  # a home page that has expired would not tell of the pages
        found["expiryDate"] = [rule for rule in found["expiryDate"] if rule[0] == ":" or rule[0] == "m"] or [":default"]
    return found


def _add_languages(config: Values, chance: random.Random) -> None:
    keys = chance.sample(["en", "zh", "zh-CN", "ja", "pt-br", "fr"], chance.choice([1, 2, 3, 4]))
    by_folder = chance.random() < 0.4
    config["languages"] = {
        key: _language(key, by_folder, chance, isinstance(config.get("cascade"), list)) for key in keys
    }
    config["defaultContentLanguage"] = chance.choice(keys)
    config["languages"][config["defaultContentLanguage"]].pop("disabled", None)
    maybe(chance, 0.3, config, "defaultContentLanguageInSubdir", flag(chance))


def _language(key: str, by_folder: bool, chance: random.Random, is_listed: bool) -> Values:
    """A language; Hugo cannot lay a cascade of its own over a list of them."""
    own: Values = {"contentDir": f"content/{key.lower()}"} if by_folder else {}
    for share, name, make in (
        (0.7, "weight", pick(chance, [1, 2, 3])),
        (0.3, "title", pick(chance, TEXTS)),
        (0.1, "disabled", lambda: True),
        (0.3, "timeZone", pick(chance, ["Asia/Tokyo", "America/Sao_Paulo"])),
        (0.3, "hasCJKLanguage", flag(chance)),
        (0.2, "summaryLength", pick(chance, [3, 30])),
        (0.3, "permalinks", lambda: _permalinks(chance)),
        (0.2, "taxonomies", lambda: {"tag": "tags", "theme": "themes"}),
        (0.2, "frontmatter", lambda: _date_rules(chance)),
        (0.1, "uglyURLs", flag(chance)),
        (0.1, "disablePathToLower", flag(chance)),
        (0.1, "removePathAccents", flag(chance)),
        (0.2, "cascade", lambda: random_cascade(chance)),
        (0.2, "params", pick(chance, [{"description": "own", "math": False}])),
        (0.2, "menus", pick(chance, [{"main": [{"name": "Own", "url": "/own/"}]}])),
        (0.2, "label", pick(chance, ["English", "中文"])),
        (0.2, "locale", pick(chance, ["en-US", "zh-CN"])),
    ):
        maybe(chance, share, own, name, make)
    if chance.random() < 0.4:
        _add_markup(own, chance)
    if is_listed:
        own.pop("cascade", None)
    own.get("cascade", {}).get("target", {}).pop("sites", None)
    return own


def _config_files(config: Values, chance: random.Random) -> Tree:
    """One file, or a folder of them with a part for production."""
    suffix, dump = chance.choice([*DUMPS.items()])
    if chance.random() < 0.5:
        return {chance.choice(["hugo", "config"]) + suffix: dump(config)}
    config, folder = dict(config), "config/_default/"
    tree = {}
    named = ("languages", "taxonomies", "permalinks", "frontmatter", "module", "cascade", "markup", "params", "menus")
    for key in named:
        if key in config and chance.random() < 0.5 and isinstance(config[key], dict):
            tree[f"{folder}{key}{suffix}"] = dump(config.pop(key))
    if "languages" in config and chance.random() < 0.6:
        for key, own in config.pop("languages").items():
            tree |= _language_files(folder, key, dict(own), chance)
    for key, other in (("hasCJKLanguage", lambda value: not value), ("summaryLength", lambda value: 7)):
        if key in config:
            environment = chance.choice(["production", "development", "staging"])
            tree[f"config/{environment}/{chance.choice(['hugo', 'config'])}{suffix}"] = dump({key: other(config[key])})
    return {**tree, f"{folder}hugo{suffix}": dump(config)}


def _language_files(folder: str, key: str, own: Values, chance: random.Random) -> Tree:
    """A file for a language, and perhaps files for its parameters and menus alone."""
    suffix, dump = chance.choice([*DUMPS.items()])
    parts = [part for part in ("params", "menus") if part in own and chance.random() < 0.5]
    tree = {f"{folder}{part}.{key}{suffix}": dump(own.pop(part)) for part in parts}
    name = chance.choice(["languages", "hugo", "zone/languages"])
    return {**tree, f"{folder}{name}.{key}{suffix}": dump(own)}


def _content_folders(config: Values) -> list[tuple[str, str]]:
    """Folders to fill, and the language of each; empty for all."""
    own = [(value["contentDir"], key) for key, value in config.get("languages", {}).items() if value.get("contentDir")]
    mounts = [(mount["source"], "") for mount in config.get("module", {}).get("mounts", [])]
    return own or mounts or [(config.get("contentDir", "content"), "")]


def _posts(content: str, language: str, languages: list[str], chance: random.Random) -> Tree:
    tree = {}
    for folder in FOLDERS:
        if chance.random() < 0.4:
            ending = chance.choice(["", f".{chance.choice(languages).lower()}"]) if languages and not language else ""
            tree[f"{content}/{folder}/_index{ending}.md"] = random_section_page(chance)
    for number in range(chance.choice([8, 14])):
        folder = chance.choice(FOLDERS)
        name = f"{chance.choice(NAMES)}-{number}"
        if chance.random() < 0.15:
            name = f"2022-07-{number + 1:02}"
        bundle = chance.random() < 0.2
        file = f"{name}/index" if bundle else name
        for ending in _languages_of(languages if not language else [], chance):
            suffix = chance.choice(ENDINGS[:12] if bundle else ENDINGS)
            tree[f"{content}/{folder}/{file}{ending}{suffix}"] = random_post(chance, suffix)
        if bundle and chance.random() < 0.5:
            tree[f"{content}/{folder}/{name}/{chance.choice(['inner', 'deep/inner', 'deep/index'])}.md"] = random_post(
                chance, ".md"
            )
    return {name.replace("//", "/"): text for name, text in tree.items()}


def _languages_of(languages: list[str], chance: random.Random) -> list[str]:
    if not languages or chance.random() < 0.4:
        return [""]
    chosen = chance.sample(languages, chance.randint(1, len(languages)))
    return [f".{key.lower()}" for key in chosen]
