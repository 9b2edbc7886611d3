"""The word of a query that is being typed: what completion has to go on."""

import re
from dataclasses import dataclass

_START = re.compile(
    r"(?:^|[\s(（])[-−]?(?P<rest>(?:(?P<name>[^\W\d][\w-]*)[:：])?(?P<value>\"[^\"]*|“[^”]*|[^\s()（）\"“”:：]*))$"
)


@dataclass(frozen=True, slots=True)
class TypedWord:
    """The piece of a query before the cursor that a completion replaces."""

    name: str
    """Field it is a value of, in lower case; empty for a word of its own."""
    value: str
    """What is typed of it, without the opening quote."""
    start: int
    """Offset where the value begins, its opening quote included."""


def word_before(text: str, cursor: int) -> TypedWord | None:
    """The word that ends at the cursor; None where nothing can be completed."""
    found = _START.search(text[:cursor])
    if found is None:
        return None
    value = found["value"]
    return TypedWord((found["name"] or "").lower(), value.lstrip('"“'), found.start("value"))
