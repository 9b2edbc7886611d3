"""The words of the interface in the user's language, through gettext; English where there is no catalogue.

The catalogues are `locale/*/LC_MESSAGES/newsreader.po`; `tools/catalogue.py` collects the messages and compiles them.
"""

import gettext
import io
import os
import re

from tui_reader.model.dataclass import replace
from tui_reader.model.package_files import package_file_names, read_package_file
from tui_reader.model.post import Problem

DOMAIN = "newsreader"
_CATALOGUES = "i18n/locale"
LANGUAGES = (*package_file_names(_CATALOGUES), "en")
"""Languages of the interface: those with a catalogue, and English, which needs none."""
_current: gettext.NullTranslations = gettext.NullTranslations()


def wanted_language() -> str:
    """The language of the environment, as LC_ALL, LC_MESSAGES and LANG have it: the catalogue for that very country,
    else the first for the language (`zh_CN` for every Chinese), else `en`.
    """
    locale = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := os.environ.get(name))), "")
    named = re.split("[.@]", locale.lower())[0]
    exact = [language for language in LANGUAGES if language.lower() == named]
    near = [language for language in LANGUAGES if named.startswith(language.lower().partition("_")[0])]
    return next(iter((*exact, *near)), "en")


def use_language(language: str) -> None:
    """Speak `language`, one of `LANGUAGES`, from now on; `auto` asks the environment."""
    global _current
    chosen = wanted_language() if language == "auto" else language
    if chosen not in LANGUAGES[:-1]:
        _current = gettext.NullTranslations()
        return
    catalogue = read_package_file(f"{_CATALOGUES}/{chosen}/LC_MESSAGES/{DOMAIN}.mo")
    _current = gettext.GNUTranslations(io.BytesIO(catalogue))


def tr(message: str) -> str:
    """The message in the user's language."""
    return _current.gettext(message) if message else ""


def tr_count(one: str, many: str, count: int) -> str:
    """The message for a number of things; `{n}` in it is replaced by the number."""
    return _current.ngettext(one, many, count).replace("{n}", f"{count:,}")


def tr_problem(problem: Problem) -> Problem:
    """The problem with message and hint in the user's language, where the catalogue knows its kind.

    Problems are found, kept in the index and given to scripts in English; they are only translated to be shown.
    """
    message, hint = (_current.gettext(f"{part}:{problem.code}") for part in ("problem", "hint"))
    if message.startswith("problem:"):
        return problem
    return replace(problem, message=message, hint="" if hint.startswith("hint:") else hint)
