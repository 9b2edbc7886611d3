"""Random sites: configuration, folders, names and headers drawn from tables of what Hugo gives a meaning to.

`write_random_site(folder, seed)` always writes the same site for the same seed.
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

Values = dict[str, Any]

TEXTS = (
    "Plain", "北京 快讯", "a: b", "C++ & Go's", "Ünïcödé Straße", "a/b/c", "two  blanks", " edges ", "It\u2019s “quoted”", "x#y", "10% off?",
    "日本語のタイトル", "ALL CAPS", "under_score", "dots. in it", "e.g. this", "Привет", "a+b=c", "[x] {y}", "emoji 🎉 title", "1", "true",
)  # fmt: skip
PLAIN_SCALARS = (
    "010", "1e3", "true", "12:30:45", "3.10", "2022-07-28", "0x1F", "1_000", ".5", "yes", "no", "On", "~", "null", "0o17", "-3", "+7",
    "1.0", "12e03", ".inf", "0b11", "1:2", "1,000", "2022-07-28 10:00:00", "!!str 5", "'01'", '"\\u5317\\n"', "|\n  two\n  lines", ">-\n  folded\n  text",
)  # fmt: skip
"""Scalars as YAML writes them, whose meaning is not plain to see."""
DAYS = (
    "2022-07-28", "2022-07-28T21:38:40+08:00", "2022-07-28T21:38:40Z", "2022-07-28 21:38:40", "2022-07-28T21:38:40", "2021-01-01T00:00:00-11:30",
    "2022-07-28 21:38:40 +0800", "2022-07-28 21:38:40 -0700 PDT", "Thu, 28 Jul 2022 21:38:40 +0800", "28 Jul 2022", "02 Jan 06 15:04 MST", "2022-07-28T21:38:40.123456789+02:00",
    "2019-03-31T02:30:00", "2022-11-06 01:30:00", "1969-12-31", "2999-01-01", "2024-02-29T23:59:59Z", "0001-01-01",
    "2022-07-28 21:38:40.5 +0000 UTC", "Mon Jan  2 15:04:05 2006", "Thu, 28 Jul 2022 21:38:40 GMT",
)  # fmt: skip
NAMES = (
    "plain", "Mixed Case", "2022-07-28-dated", "2021-3-4-nearly", "名字", "under_score", "dot.in.name", "plus+sign", "at@sign", "a  b", "café", "per%xyz",
    "x.fr", "tilde~in", "(round)", "q'uote", "2020-02-30-no-day", "2022-07-28T10-11-12-timed",
)  # fmt: skip
FOLDERS = ("", "posts", "News Items", "docs/deep", "docs/deep/er", "posts/2022", "专题", "Über")
ENDINGS = (".md",) * 12 + (".html", ".markdown", ".MD", ".mdown", ".htm")
BODIES = (
    "One two three.\n", "北京在中国。\n\nSecond paragraph here.\n", "# Heading\n\ntext\n", "First.\n\n<!--more-->\n\nRest of *it*.\n", "", "{{< param title >}}"[:0],
    "word " * 90 + "\n\n" + "more " * 20 + "\n", "中文" * 60 + "。\n\n" + "后文" * 40 + "\n", "- a\n- b\n\n> quote\n", "`code` and [link](https://example.org/)\n",
)  # fmt: skip
PERMALINKS = (
    "/:year/:month/:day/:slug/", "/p/:title/", "/:section/:filename/", "/:sections[1:]/:contentbasename/", "/:slugorcontentbasename", "/:monthname/:weekday/:yearday/:title",
    "/x/:sections[last]/:slug", "/:sectionslug/:slug/", "/:sectionslugs/:slug/", "/:2006-01/:contentbasename/", "/:slugorfilename/", "/:weekdayname/:sections[:1]/:slug/", "/f-:filename.html", "/:contentbasename/:year", "/:06/:Jan/:2/:slug",
)  # fmt: skip
URLS = (
    "/own/place/",
    "own/relative",
    "/own/page.html",
    "/:year/:slug/",
    "/Own Case/x",
    "https:/odd",
    "/中文/路径/",
    "x",
)


def write_random_site(root: Path, seed: int) -> None:
    """Write a site into the folder `root`, which is made."""
    root.mkdir(parents=True)
    chance = random.Random(seed)
    config = _config(chance)
    _write_config(root, config, chance)
    for folder, language in _content_folders(config):
        _write_posts(root / folder, language, [*config.get("languages", {})], chance)


def _maybe(chance: random.Random, share: float, values: Values, key: str, make: Callable[[], Any]) -> None:
    if chance.random() < share:
        values[key] = make()


def _pick(chance: random.Random, choices: Sequence[Any]) -> Callable[[], Any]:
    return lambda: chance.choice(choices)


def _config(chance: random.Random) -> Values:
    config: Values = {
        "baseURL": "https://example.org/",
        "title": "Random",
        "disableKinds": ["RSS", "sitemap", "robotsTXT", "404"],
        "outputFormats": {"jsonl": {"mediaType": "application/json", "baseName": "pages", "isPlainText": True}},
        "security": {"allowContent": ["^text/(markdown|html|org)$"]},
        "outputs": {"home": ["jsonl"], "section": [], "taxonomy": [], "term": []},
    }
    for share, key, make in (
        (0.5, "timeZone", _pick(chance, ["Asia/Shanghai", "America/New_York", "Europe/Oslo", "UTC", "Asia/Kathmandu"])),
        (0.4, "hasCJKLanguage", _flag(chance)),
        (0.3, "summaryLength", _pick(chance, [5, 20, 0, 200])),
        (0.3, "taxonomies", lambda: {"tag": "tags", "topic": "Topics", "author": "authors"}),
        (0.4, "permalinks", lambda: _permalinks(chance)),
        (0.2, "disablePathToLower", _flag(chance)),
        (0.2, "removePathAccents", _flag(chance)),
        (0.15, "uglyURLs", _pick(chance, [True, False, {"posts": True}])),
        (0.5, "frontmatter", lambda: _date_rules(chance)),
        (0.2, "ignoreFiles", _pick(chance, [["\\.markdown$"], ["plain", "/posts/2022/"], [r"under_[a-z]+"]])),
        (0.3, "cascade", lambda: _cascades(chance)),
        (0.2, "buildDrafts", _flag(chance)),
        (0.2, "buildFuture", _flag(chance)),
        (0.2, "buildExpired", _flag(chance)),
    ):
        _maybe(chance, share, config, key, make)
    if chance.random() < 0.6:
        _add_languages(config, chance)
    elif chance.random() < 0.3:
        config["contentDir"] = "texts"
    elif chance.random() < 0.4:
        mounts = [{"source": "texts", "target": "content"}, {"source": "more", "target": "content/extra"}]
        config["module"] = {"mounts": mounts[: chance.choice([1, 2])]}
    return config


def _flag(chance: random.Random) -> Callable[[], bool]:
    return lambda: chance.random() < 0.6


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


def _cascades(chance: random.Random) -> list[Values]:
    return [_cascade(chance) for _ in range(chance.choice([1, 2]))]


def _cascade(chance: random.Random) -> Values:
    values: Values = {}
    for share, key, make in (
        (0.4, "weight", _pick(chance, [3, 0, -1])),
        (0.3, "draft", _flag(chance)),
        (0.3, "date", _pick(chance, DAYS[:8])),
        (0.3, "tags", _pick(chance, [["handed"], "one"])),
        (0.2, "build", lambda: {**_build(chance), "render": "always"}),
        (0.2, "params", _pick(chance, [{"other": 1}, {"description": "handed down"}])),
        (0.2, "isCJKLanguage", _flag(chance)),
        (0.2, "title", _pick(chance, TEXTS)),
        (0.2, "url", _pick(chance, ["/:section/c/:slug/", "/:contentbasename-x/"])),
        (0.1, "summary", _pick(chance, ["A summary from above."])),
        (0.2, "type", _pick(chance, ["note"])),
    ):
        _maybe(chance, share, values, key, make)
    targets = [
        {"path": "/posts/**"}, {"path": "{/docs/**,/posts/*}"}, {"kind": "page"}, {"kind": "{page,section}"}, {"sites": {"matrix": {"languages": ["en"]}}}, {"environment": "production"},
        {"environment": "development"}, {"path": "**", "sites": {"matrix": {"languages": "zh*"}}}, {"path": "/docs/deep/*", "kind": "page"}, {"kind": "section"},
    ]  # fmt: skip
    _maybe(chance, 0.6, values, "target", _pick(chance, targets))
    if values.get("target", {}).get("kind") != "page":
        values.pop("title", None)
        values.pop("draft", None)
    return values


def _build(chance: random.Random) -> Values:
    return {"list": chance.choice(["always", "never", "local"]), "render": chance.choice(["always", "never", "link"])}


def _add_languages(config: Values, chance: random.Random) -> None:
    keys = chance.sample(["en", "zh", "zh-CN", "ja", "pt-br"], chance.choice([1, 2, 3]))
    by_folder = chance.random() < 0.4
    config["languages"] = {
        key: _language(key, by_folder, chance, isinstance(config.get("cascade"), list)) for key in keys
    }
    config["defaultContentLanguage"] = chance.choice(keys)
    config["languages"][config["defaultContentLanguage"]].pop("disabled", None)
    _maybe(chance, 0.3, config, "defaultContentLanguageInSubdir", _flag(chance))


def _language(key: str, by_folder: bool, chance: random.Random, is_listed: bool) -> Values:
    """A language; Hugo cannot lay a cascade of its own over a list of them."""
    own: Values = {"contentDir": f"content/{key.lower()}"} if by_folder else {}
    for share, name, make in (
        (0.7, "weight", _pick(chance, [1, 2, 3])),
        (0.3, "title", _pick(chance, TEXTS)),
        (0.1, "disabled", lambda: True),
        (0.3, "timeZone", _pick(chance, ["Asia/Tokyo", "America/Sao_Paulo"])),
        (0.3, "hasCJKLanguage", _flag(chance)),
        (0.2, "summaryLength", _pick(chance, [3, 30])),
        (0.3, "permalinks", lambda: _permalinks(chance)),
        (0.2, "taxonomies", lambda: {"tag": "tags", "theme": "themes"}),
        (0.2, "frontmatter", lambda: _date_rules(chance)),
        (0.1, "uglyURLs", _flag(chance)),
        (0.1, "disablePathToLower", _flag(chance)),
        (0.1, "removePathAccents", _flag(chance)),
        (0.2, "cascade", lambda: _cascade(chance)),
    ):
        _maybe(chance, share, own, name, make)
    if is_listed:
        own.pop("cascade", None)
    own.get("cascade", {}).get("target", {}).pop("sites", None)
    return own


def _write_config(root: Path, config: Values, chance: random.Random) -> None:
    """One file, or a folder of them with a part for production."""
    suffix, dump = chance.choice([*CONFIG_FORMS.items()])
    if chance.random() < 0.6:
        _write(root / (chance.choice(["hugo", "config"]) + suffix), dump(config))
        return
    config = dict(config)
    folder = root / "config" / "_default"
    for key in ("languages", "taxonomies", "permalinks", "frontmatter", "module", "cascade"):
        if key in config and chance.random() < 0.5 and isinstance(config[key], dict):
            _write(folder / (key + suffix), dump(config.pop(key)))
    if "languages" in config and chance.random() < 0.6:
        for key, own in config.pop("languages").items():
            _write(folder / f"{chance.choice(['languages', 'hugo', 'zone/languages'])}.{key}{suffix}", dump(own))
    if "hasCJKLanguage" in config:
        over = {"hasCJKLanguage": not config["hasCJKLanguage"]}
        _write(root / "config" / chance.choice(["production", "development"]) / ("hugo" + suffix), dump(over))
    _write(folder / ("hugo" + suffix), dump(config))


def _content_folders(config: Values) -> list[tuple[str, str]]:
    """Folders to fill, and the language of each; empty for all."""
    own = [(value["contentDir"], key) for key, value in config.get("languages", {}).items() if value.get("contentDir")]
    mounts = [(mount["source"], "") for mount in config.get("module", {}).get("mounts", [])]
    return own or mounts or [(config.get("contentDir", "content"), "")]


def _write_posts(content: Path, language: str, languages: list[str], chance: random.Random) -> None:
    for folder in FOLDERS:
        if chance.random() < 0.4:
            ending = chance.choice(["", f".{chance.choice(languages).lower()}"]) if languages and not language else ""
            _write(content / folder / f"_index{ending}.md", _post(chance, section=True))
    for number in range(chance.choice([8, 14])):
        folder = chance.choice(FOLDERS)
        name = f"{chance.choice(NAMES)}-{number}"
        if chance.random() < 0.15:
            name = f"2022-07-{number + 1:02}"
        bundle = chance.random() < 0.2
        file = f"{name}/index" if bundle else name
        endings = _languages_of(languages if not language else [], chance)
        for ending in endings:
            _write(
                content / folder / f"{file}{ending}{chance.choice(ENDINGS[:12] if bundle else ENDINGS)}", _post(chance)
            )
        if bundle and chance.random() < 0.5:
            _write(content / folder / name / "inner.md", _post(chance))


def _languages_of(languages: list[str], chance: random.Random) -> list[str]:
    if not languages or chance.random() < 0.4:
        return [""]
    chosen = chance.sample(languages, chance.randint(1, len(languages)))
    return [f".{key.lower()}" for key in chosen]


def _post(chance: random.Random, section: bool = False) -> str:
    values = _header(chance)
    if section:
        values = {key: value for key, value in values.items() if key.lower() in ("title", "weight", "slug", "tags")}
    if section and chance.random() < 0.7:
        values["cascade"] = _cascade(chance) if chance.random() < 0.5 else _cascades(chance)
    body = chance.choice(BODIES)
    form = chance.random()
    if form < 0.08 and not body.startswith("-"):
        return body
    if form < 0.2:
        return f"+++\n{to_toml(values)}+++\n{body}"
    if form < 0.3:
        return f"{json.dumps(values, ensure_ascii=False, indent=1)}\n{body}"
    raw = "".join(
        f"{key}: {chance.choice(PLAIN_SCALARS)}\n"
        for key in ("title", "description", "slug", "mydate", "linktitle")
        if key not in values and chance.random() < 0.15 and key != "mydate" and not section
    )
    dumped = yaml.safe_dump(values, allow_unicode=True, sort_keys=False) if values else ""
    return f"---\n{dumped}{raw}---\n{body}"


def _header(chance: random.Random) -> Values:
    values: Values = {}
    day = _pick(chance, DAYS)
    for share, key, make in (
        (0.7, "title", _pick(chance, TEXTS)),
        (0.15, "linkTitle", _pick(chance, TEXTS)),
        (0.6, chance.choice(["date", "Date"]), day),
        (0.2, chance.choice(["lastmod", "modified"]), day),
        (0.2, chance.choice(["publishDate", "pubdate", "published"]), day),
        (0.2, chance.choice(["expiryDate", "unpublishdate"]), day),
        (0.1, "mydate", day),
        (0.2, "draft", _pick(chance, [True, False, "true", "false", 1, 0, "1", "T"])),
        (0.3, "weight", _pick(chance, [1, 2, -5, "12", 0, "0x10", 3.7, "010"])),
        (0.15, "slug", _pick(chance, ["my-slug", "My Slug", "中文", "a/b", "UPPER", 7, "x.y"])),
        (0.1, "url", _pick(chance, URLS)),
        (0.4, "tags", _pick(chance, [["a", "B c"], "one", ["北京", "北京"], [1, True], [], ["x ", " x"]])),
        (0.2, "categories", _pick(chance, [["news"], ["News", "news"], "tech"])),
        (0.2, "topics", _pick(chance, [["t1"], "t2"])),
        (0.2, "themes", _pick(chance, [["m1"], "m2"])),
        (0.2, "description", _pick(chance, TEXTS)),
        (0.1, "summary", _pick(chance, ["Own *summary*.", "自己的摘要", ""])),
        (0.1, "build", lambda: _build(chance)),
        (0.05, "headless", _flag(chance)),
        (0.1, "translationKey", _pick(chance, ["key1", "key2"])),
        (0.1, "isCJKLanguage", _flag(chance)),
        (0.1, "type", _pick(chance, ["note", "posts"])),
        (0.1, "params", _pick(chance, [{"tags": ["in-params"]}, {"description": "d", "x": 1}, {"weight": 9}])),
        (0.05, "markup", _pick(chance, ["markdown"])),
        (0.05, "unknown_key", _pick(chance, [{"a": {"b": [1, 2]}}, "x"])),
    ):
        _maybe(chance, share, values, key, make)
    return values


def to_toml(values: Mapping[str, Any]) -> str:
    """The values as TOML, mappings written inline."""
    return "".join(f"{json.dumps(key, ensure_ascii=False)} = {_inline(value)}\n" for key, value in values.items())


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {_inline(one)}" for key, one in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


CONFIG_FORMS: Mapping[str, Callable[[Values], str]] = {
    ".toml": to_toml,
    ".yaml": lambda values: yaml.safe_dump(values, allow_unicode=True, sort_keys=False),
    ".json": lambda values: json.dumps(values, ensure_ascii=False, indent=1),
}


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
