"""Names of headings as Hugo makes them (`autoIDType`): lower case, blanks as hyphens, letters and digits of any script
kept (`github`), ASCII alone (`github-ascii`), or one hyphen for whatever is neither letter nor digit (`blackfriday`).
"""

import re
from unicodedata import category, normalize

from tui_reader.text.sanitize import sanitize

_PARTS = re.compile(r"[^\W_]+")


def anchor_name(title: str, kind: str = "github") -> str:
    """The name of a heading by one of Hugo's kinds, not yet distinct; `heading` where the title has neither letter nor
    digit.
    """
    if kind == "blackfriday":
        return "-".join(_PARTS.findall(title.lower())) or "heading"
    title = title.strip()
    if kind == "github-ascii":
        title = normalize("NFD", title).encode("ascii", "ignore").decode()
    kept = []
    for char in title:
        if char in "- \t":
            kept.append("-")
        elif char == "_" or category(char)[0] == "L" or category(char) == "Nd":
            kept.append(char.lower())
    return "".join(kept) or "heading"


class Anchors:
    """The names given in one document; no two are the same."""

    def __init__(self, kind: str = "github") -> None:
        self._kind = kind
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def take(self, name: str) -> str:
        """The name, with a number behind it where it is taken already."""
        name = "".join(sanitize(name).split()) or "heading"
        distinct, number = name, self._numbers.get(name, 0)
        while distinct in self._taken:
            number += 1
            distinct = f"{name}-{number}"
        self._numbers[name] = number
        self._taken.add(distinct)
        return distinct

    def of_heading(self, words: str) -> str:
        """The name of a heading by its words."""
        return self.take(anchor_name(words, self._kind))
