"""The patterns of a site's permalinks, by section, by kind or by target, and which of them a page has."""

from typing import Any

from tui_reader.model.dataclass import dataclass
from tui_reader.store.site.config_sections import mapping_at, texts_of
from tui_reader.store.site.glob import matches, meant_languages


@dataclass(frozen=True, slots=True)
class Permalink:
    """A pattern of URLs and the pages it is for."""

    pattern: str
    """What URLs look like: `/:year/:slug/`."""
    path: str = ""
    """Glob over the page's logical path; empty for every page."""
    languages: tuple[str, ...] = ()
    """Globs over the language key; empty for every language."""


def read_permalinks(value: Any) -> tuple[Permalink, ...]:
    """Patterns of regular pages, in the order they are tried.

    Of sections that lie in one another Hugo takes any by chance: the innermost holds here, and the older form over the
    one under `page`.
    """
    if isinstance(value, list):
        found = (_of_target(mapping_at(one)) for one in value)
        return tuple(one for one in found if one is not None)
    by_section = {**mapping_at(value, "page"), **mapping_at(value)}
    sections = {key.strip(" /"): text for key, text in by_section.items() if isinstance(text, str)}
    nested = sorted(sections.items(), key=lambda pair: -pair[0].count("/"))
    return tuple(Permalink(pattern, f"/{{{key},{key}/**}}" if key else "/*") for key, pattern in nested)


def _of_target(written: dict[str, Any]) -> Permalink | None:
    """A pattern with its target; None where it is for no regular page, or for one environment: Hugo asks for none."""
    target = mapping_at(written, "target")
    pattern = str(written.get("pattern") or "")
    kind, environment = (str(target.get(key) or "") for key in ("kind", "environment"))
    if not pattern or (kind and not matches(kind, "page")) or (environment and not matches(environment, "")):
        return None
    languages = texts_of(mapping_at(target, "sites", "matrix").get("languages"))
    return Permalink(pattern, str(target.get("path") or ""), languages)


def pattern_of(rules: tuple[Permalink, ...], key: str, language: str, languages: tuple[str, ...]) -> str:
    """The pattern of the page at the logical path `key` in a language of the site; empty where none is for it."""
    for rule in rules:
        if rule.path and not matches(rule.path, key):
            continue
        if not rule.languages or language in meant_languages(rule.languages, languages):
            return rule.pattern
    return ""
