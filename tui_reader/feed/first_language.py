"""The language a feed begins with: one rule for the screen and for commands (pure but for the environment)."""

import os
import re
from collections.abc import Sequence

from tui_reader.model.query import Condition, fields_of
from tui_reader.store.site.languages import Language

ALL = "all"
"""What `--lang` calls every language."""
_TRADITIONAL, _SIMPLIFIED = ("tw", "hk", "mo", "hant"), ("cn", "sg", "my", "hans")
"""Parts of a tag of Chinese that tell its script."""


def begins_with(asked: str, present: Sequence[Language], interface: str) -> str:
    """Key of the language a feed begins with; empty for all.

    `asked` is what `--lang` says, `present` are the languages that have a post. Without `--lang` it is the language of
    the interface (`auto` asks the environment) where the feed has posts in it beside others.
    """
    if asked:
        return "" if asked.lower() == ALL else asked.lower()
    wanted = environment_locale() if interface == "auto" else interface
    if len(present) < 2 or not wanted:
        return ""
    tags = {one.key: max(_likeness(name, wanted) for name in (one.key, one.code)) for one in present}
    best = max(tags, key=lambda key: tags[key])
    return best if tags[best] else ""


def names_language(typed: Condition | None) -> bool:
    """Whether a query asks for a language by itself (`lang:en`): it is asked of every language then."""
    return typed is not None and any(field.name == "lang" for field in fields_of(typed))


def environment_locale() -> str:
    """The locale the environment names, such as `zh_TW`; empty for none, and for the C locale."""
    locale = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := os.environ.get(name))), "")
    name = locale.split(".")[0].split("@")[0]
    return "" if name in ("C", "POSIX") else name


def _likeness(tag: str, locale: str) -> int:
    """How well a language tag fits a locale: 0 not at all, 1 another script, 2 the same language, 3 the very same."""
    own, wanted = _parts(tag), _parts(locale)
    if own == wanted:
        return 3
    if not own or own[0] != wanted[0]:
        return 0
    return 1 if own[0] == "zh" and _is_traditional(own) != _is_traditional(wanted) else 2


def _parts(tag: str) -> list[str]:
    return [part for part in re.split("[-_]", tag.lower()) if part]


def _is_traditional(parts: list[str]) -> bool:
    return not set(_TRADITIONAL).isdisjoint(parts) and set(_SIMPLIFIED).isdisjoint(parts)
