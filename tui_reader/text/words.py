"""The words of the interface in the user's language, through gettext; English where there is no catalogue."""

import gettext
from pathlib import Path

DOMAIN = "newsreader"
_CATALOGUES = Path(__file__).resolve().parent / "locale"
_current: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Speak `language` (`zh_CN`, `en`) from now on; `auto` asks LC_ALL, LC_MESSAGES and LANG."""
    global _current
    languages = None if language == "auto" else [language]
    _current = gettext.translation(DOMAIN, _CATALOGUES, languages, fallback=True)


def say(message: str) -> str:
    """The message in the user's language."""
    return _current.gettext(message)


def say_count(one: str, many: str, count: int) -> str:
    """The message for a number of things; `{n}` in it is replaced by the number."""
    return _current.ngettext(one, many, count).replace("{n}", f"{count:,}")
