"""What the real `hugo` says of a site's posts: the judge the content store is held against.

The site is copied without its pictures and built without its theme; shortcodes of the theme become empty ones, or
hand on what stands between them. Files that stop the build are taken out one by one and named.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tui_reader.store.site.site import find_site

EVERYTHING = ("--buildDrafts", "--buildFuture", "--buildExpired")
HUGO = Path(sys.executable).with_name("hugo")
TEXT_SUFFIXES = (".md", ".markdown", ".mdown", ".html", ".htm", ".org")
KEPT = (
    "languages defaultcontentlanguage defaultcontentlanguageinsubdir taxonomies hascjklanguage timezone permalinks title summarylength"
    " frontmatter cascade ignorefiles contentdir disablepathtolower removepathaccents uglyurls builddrafts params enableemoji"
).split()
KEPT_OF_LANGUAGE = ("contentdir", "weight", "title", "languagename", "label", "disabled", "hascjklanguage")
OWN_SHORTCODES = "ref relref figure highlight param details qr youtube vimeo instagram comment".split()
RECORD = """
{{- range $n, $p := .Site.RegularPages -}}
{{- $terms := dict }}{{ range $plural, $all := site.Taxonomies -}}
{{- with index $p.Params $plural }}{{ $terms = merge $terms (dict $plural .) }}{{ end }}{{ end -}}
{{- $translations := slice }}{{ range $p.Translations }}{{ $translations = $translations | append .File.Path }}{{ end -}}
{{- dict "n" $n "file" $p.File.Filename "lang" $p.Language.Lang "title" $p.Title "link_title" $p.LinkTitle
  "date" ($p.Date.Format "2006-01-02T15:04:05Z07:00:00") "lastmod" ($p.Lastmod.Format "2006-01-02T15:04:05Z07:00:00")
  "publish_date" ($p.PublishDate.Format "2006-01-02T15:04:05Z07:00:00") "expiry_date" ($p.ExpiryDate.Format "2006-01-02T15:04:05Z07:00:00")
  "draft" $p.Draft "weight" $p.Weight "terms" $terms "words" $p.WordCount "minutes" $p.ReadingTime "summary" ($p.Summary | plainify)
  "description" $p.Description "url" $p.RelPermalink "permalink" $p.Permalink "base" site.BaseURL "section" $p.Section "translations" $translations "aliases" $p.Aliases "content" $p.Content "plain" $p.Plain | jsonify }}
{{ end -}}
"""
_CALL = re.compile(r"\{\{[<%]-?\s*(/?)\s*([\w./-]+)([^}]*?)(/?)\s*-?[%>]\}\}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Hugo said of a site."""

    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Each regular page by the path of its file below the content folder."""
    refused: dict[str, str] = field(default_factory=dict)
    """Files that stop the build, with Hugo's words."""
    feed: frozenset[str] = frozenset()
    """Paths of the pages that are published now; empty where nobody asked."""


def ask_hugo(root: Path, work: Path, content: str = "content", options: dict[str, Any] | None = None) -> Verdict:
    """Build the site at `root` in the new folder `work` and collect what Hugo says; `content` is its content folder,
    and `options` hold in every language in the place of the site's own.
    """
    work.mkdir(parents=True)
    config = _config(root)
    target = work / "content"
    _copy_texts(root / content, target)
    _lay_out(work, target)
    settings = _with_options(_settings(config), options or {})
    (work / "hugo.json").write_text(json.dumps(settings, default=str), "utf-8")
    refused: dict[str, str] = {}
    while True:
        done = _build(work, work / "public", EVERYTHING)
        if done.returncode == 0:
            return Verdict(_records(work / "public", target), refused)
        bad = _named_files(done.stdout + done.stderr, target)
        if not bad:
            raise RuntimeError(done.stdout + done.stderr)
        for name in bad:
            refused[name] = (done.stdout + done.stderr).strip()
            (target / name).unlink()


def ask_config(root: Path, *flags: str) -> dict[str, Any]:
    """The site's configuration as `hugo config` prints it, keys in lower case."""
    command = [HUGO, "config", "--format", "json", "-s", root, *flags]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{\n") :])
    return found


def build_as_it_is(root: Path, work: Path) -> Verdict:
    """Build the site at `root`, which must ask for the output format `jsonl`; its layouts are written into it."""
    _write_layouts(root)
    content = find_site(root).content
    pages: list[dict[str, dict[str, Any]]] = []
    for name, flags in (("all", EVERYTHING), ("now", ())):
        done = _build(root, work / name, flags)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        pages.append(_records(work / name, content))
    return Verdict(pages[0], feed=frozenset(pages[1]))


def _build(source: Path, target: Path, flags: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    command = [HUGO, "--source", source, "--destination", target, "--ignoreCache", "--logLevel", "error", *flags]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def _copy_texts(source: Path, target: Path) -> None:
    for file in sorted(source.rglob("*")):
        if file.name.lower().endswith(TEXT_SUFFIXES) and file.is_file() and not file.is_symlink():
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)


def _lay_out(work: Path, content: Path) -> None:
    layouts = _write_layouts(work)
    (layouts / "shortcodes").mkdir()
    for name, paired in _shortcodes(content).items():
        file = layouts / "shortcodes" / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{{ with .Inner }}{{ . }}{{ end }}" if paired else "", "utf-8")


def _write_layouts(root: Path) -> Path:
    layouts = root / "layouts"
    (layouts / "_default").mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / "_default" / name).write_text("", "utf-8")
    (layouts / "index.jsonl").write_text(RECORD, "utf-8")
    return layouts


def _shortcodes(content: Path) -> dict[str, bool]:
    """Names of the shortcodes used, and whether they enclose text."""
    found: dict[str, bool] = {}
    for file in content.rglob("*"):
        if file.is_file():
            for close, name, _, self_closed in _CALL.findall(file.read_text("utf-8", "replace")):
                plain = name.rstrip("/")
                found[plain] = found.get(plain, False) or bool(close or self_closed or name.endswith("/"))
    return {
        name: paired for name, paired in found.items() if name and name not in OWN_SHORTCODES and name[0] not in "./"
    }


def _config(root: Path) -> dict[str, Any]:
    """The site's configuration: its one file, or the files of `config/_default` under the keys they are named for."""
    for file in [*root.glob("hugo.*"), *root.glob("config.*")]:
        if file.suffix in _READERS and file.is_file():
            return _lowered(_READERS[file.suffix](file.read_text("utf-8")))
    merged: dict[str, Any] = {}
    for file in sorted((root / "config/_default").glob("*.*")):
        if file.suffix in _READERS:
            value = _READERS[file.suffix](file.read_text("utf-8"))
            name, _, language = file.stem.lower().partition(".")
            if language and name in ("hugo", "config"):
                merged.setdefault("languages", {}).setdefault(language, {}).update(value)
            elif not language:
                merged.update(_lowered(value) if name in ("hugo", "config") else {name: value})
    return merged


_READERS = {".toml": tomllib.loads, ".yaml": yaml.safe_load, ".yml": yaml.safe_load, ".json": json.loads}


def _lowered(config: dict[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in config.items()}


def _settings(config: dict[str, Any]) -> dict[str, Any]:
    kept = {key: config[key] for key in KEPT if key in config}
    languages = {}
    for key, value in (kept.get("languages") or {}).items():
        own = _lowered(value or {})
        languages[key] = {name: own[name] for name in KEPT_OF_LANGUAGE if name in own}
    if languages:
        kept["languages"] = languages
    markup = _lowered(config.get("markup") or {})
    mounts = [mount for mount in (config.get("module") or {}).get("mounts", []) if mount.get("target") == "content"]
    return {
        "baseURL": "https://example.org/",
        "disableKinds": ["taxonomy", "term", "section", "RSS", "sitemap", "robotsTXT", "404"][2:],
        "outputFormats": {"jsonl": {"mediaType": "application/json", "baseName": "pages", "isPlainText": True}},
        "outputs": {"home": ["jsonl"], "section": [], "taxonomy": [], "term": []},
        "refLinksErrorLevel": "WARNING",
        "security": {"allowContent": ["^text/(markdown|html|org)$"]},
        **({"markup": markup} if markup else {}),
        **({"module": {"mounts": mounts}} if mounts else {}),
        **kept,
    }


def _with_options(settings: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    names = {name.lower() for name in options}
    languages = settings.get("languages") or {}
    for part in [settings, *languages.values()]:
        for name in [name for name in part if name.lower() in names]:
            del part[name]
    return settings | options


def _records(public: Path, content: Path) -> dict[str, dict[str, Any]]:
    pages = {}
    for file in sorted(public.rglob("pages.json")):
        for line in file.read_text("utf-8").split("\n"):
            if line.strip():
                record = json.loads(line)
                pages[os.path.relpath(record["file"], content)] = record
    return pages


def _named_files(words: str, content: Path) -> list[str]:
    """The first file below `content` that Hugo's error names."""
    for match in re.finditer(re.escape(str(content)) + r'/([^\n"]*?\.[A-Za-z]+)(?=[:"\s]|$)', words):
        if (content / match[1]).is_file():
            return [match[1]]
    return []
