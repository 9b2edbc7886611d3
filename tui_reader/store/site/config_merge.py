"""What a site takes from the configuration of its themes, and a language from that of the site: Hugo's `_merge`.

`none` takes nothing, `shallow` new keys, `deep` new keys on every level below. A mapping that does not say it follows
the one it stands in; parameters are merged deeply, and whatever nobody speaks of not at all.
"""

from collections.abc import Iterator
from typing import Any

MERGE = "_merge"
"""The key under which a mapping says how others are merged into it."""

_USUAL: dict[tuple[str, ...], str] = {("menus",): "shallow", ("outputformats",): "shallow", ("mediatypes",): "shallow"}
_STRATEGIES = ("none", "shallow", "deep")
_APART = ("theme", "themesdir", "module")
"""Keys by which a theme finds its own parts."""


def take_from_theme(config: dict[str, Any], theme: dict[str, Any], default_language: str) -> None:
    """Merge a theme's configuration into that of the site; mappings of the site are changed in place."""
    root = _strategy((), config, "")
    if root == "none":
        return
    for key, item in theme.items():
        if key == "languages" and key not in config:
            config[key] = {**_mapping(item), default_language: {}}
        elif key in config and isinstance(config[key], dict):
            _take(config[key], _mapping(item), (key,), root, "")
        elif key not in config and isinstance(item, dict) and key not in _APART:
            found: dict[str, Any] = {}
            _take(found, item, (key,), root, "")
            config.update({key: found} if found else {})
        elif key not in (*config, *_APART) and root == "deep":
            config[key] = item


def settle_languages(config: dict[str, Any]) -> None:
    """Merge what the site says into the mappings of each of its languages, changed in place."""
    named = _mapping(config.get("languages"))
    root = _strategy((), config, "")
    above = _strategy(("languages",), named, root)
    for language, own in named.items():
        if not isinstance(own, dict):
            continue
        around = _strategy(("languages", language), own, above)
        for key, item in own.items():
            if isinstance(item, dict) and key != "cascade":
                path = ("languages", language, key)
                _take(item, _mapping(config.get(key)), path, around, _strategy(path, item, around))


def without_strategies(value: Any, depth: int = 0) -> Any:
    """The value without the keys that say how it is merged."""
    if isinstance(value, dict) and depth < 64:
        return {key: without_strategies(item, depth + 1) for key, item in value.items() if key != MERGE}
    if isinstance(value, list) and depth < 64:
        return [without_strategies(item, depth + 1) for item in value]
    return value


def _take(own: dict[str, Any], other: dict[str, Any], path: tuple[str, ...], around: str, outer: str) -> None:
    """Merge `other` into `own`, which stands at `path`; `around` is the strategy of the mapping it stands in, and
    `outer` the one of the merge so far, empty where this is its first level.
    """
    strategy = _strategy(path, own, around)
    adds = strategy != "none" and outer != "shallow"
    for key, item in other.items():
        below = own.get(key)
        if isinstance(below, dict) and isinstance(item, dict):
            _take(below, item, (*path, key), strategy, strategy)
        elif key not in own and key != MERGE and adds:
            own[key] = item


def _strategy(path: tuple[str, ...], own: dict[str, Any], around: str) -> str:
    """How others are merged into the mapping at `path`; empty for the root that does not say it."""
    if MERGE in own:
        said = str(own[MERGE])
        return said if said in _STRATEGIES else "deep"
    if not path:
        return ""
    if path[-1] == "params":
        return "deep"
    inside = path[2:] if path[0] == "languages" and path[2:] == ("menus",) else path
    return _USUAL.get(inside) or around or "none"


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def imported_themes(config: dict[str, Any]) -> Iterator[str]:
    """Names of the themes that a configuration builds on, in their order: `theme`, then what `module` imports."""
    theme = config.get("theme")
    yield from (str(one) for one in (theme if isinstance(theme, list) else [theme]) if one)
    imports = _mapping(config.get("module")).get("imports")
    for one in map(_mapping, imports if isinstance(imports, list) else []):
        if isinstance(one.get("path"), str) and not one.get("disable") and not one.get("ignoreconfig"):
            yield one["path"]
