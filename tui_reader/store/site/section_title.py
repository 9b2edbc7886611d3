"""What Hugo calls a section that has no page: the English plural of its folder's name, in capitals."""

import re

from tui_reader.store.site.languages import Language

_ODD = {
    "child": "children", "person": "people", "man": "men", "woman": "women", "mouse": "mice", "goose": "geese", "tooth": "teeth", "foot": "feet",
    "index": "indices", "matrix": "matrices", "appendix": "appendices", "vertex": "vertices", "quiz": "quizzes", "bus": "buses", "alias": "aliases",
    "photo": "photos", "piano": "pianos", "analysis": "analyses", "thesis": "theses", "crisis": "crises", "basis": "bases", "axis": "axes",
    "datum": "data", "medium": "media", "leaf": "leaves", "thief": "thieves", "ox": "oxen", "fez": "fezzes", "howto": "howtos", "human": "humans", "to": "tos",
    "cactus": "cacti", "focus": "foci", "radius": "radii", "syllabus": "syllabi",
    "criterion": "criteria", "phenomenon": "phenomena", "bacterium": "bacteria", "memorandum": "memoranda",
}  # fmt: skip
"""Words whose plural follows no rule."""
_SAME = frozenset(
    "news idea series species information equipment money fish sheep deer police metadata rice moose swine bison aircraft".split()
).union(_ODD.values())
_RULES = (
    (re.compile(r"man\Z"), "men"),
    (re.compile(r"(?<=l)f\Z|(?<=i)fe\Z"), "ves"),
    (re.compile(r"(?<=[^aeiou])y\Z"), "ies"),
    (re.compile(r"(?<=x)\Z|(?<=ch|sh|ss|us|tz|zz)\Z|(?<=[^iou]o)\Z"), "es"),
    (re.compile(r"(?<=[^s])\Z"), "s"),
)
"""Endings and what takes their place; the first that fits holds. A word in `s` is a plural."""
_WORD = re.compile(r"[^\W_]+")


def section_title(folder: str, language: Language) -> str:
    """The title of the section in a folder: `Posts` for `post`."""
    title = _plural(folder) if language.plural_titles else folder
    return _WORD.sub(lambda word: word[0][:1].upper() + word[0][1:], title) if language.capital_titles else title


def _plural(name: str) -> str:
    """The name with its last word in the plural."""
    last = re.split(r"\W", name)[-1]
    if not last:
        return name + "s"
    word, before = last.lower(), name[: len(name) - len(last)]
    if word in _SAME:
        return name
    if word in _ODD:
        return before + last[:1] + _ODD[word][1:]
    for ending, plural in _RULES:
        changed = ending.sub(plural, last, count=1)
        if changed != last:
            return before + changed
    return name
