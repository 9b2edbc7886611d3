"""The numbers of ordered lists as HTML has them: `start`, `reversed`, `value` and `type`."""

from collections.abc import Mapping, Sequence

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def item_numbers(attributes: Mapping[str, str], items: Sequence[Mapping[str, str]]) -> list[int]:
    """The number of each item, from the attributes of the list and of its items."""
    step = -1 if "reversed" in attributes else 1
    start = _whole(attributes.get("start", ""))
    number = start if start is not None else (len(items) if step < 0 else 1)
    numbers: list[int] = []
    for item in items:
        own = _whole(item.get("value", ""))
        number = number if own is None else own
        numbers.append(number)
        number += step
    return numbers


def number_text(number: int, kind: str) -> str:
    """A number as `type` writes it: `a`, `A`, `i`, `I`, else in digits; also where letters have no such number."""
    made = ""
    if kind in ("a", "A") and number > 0:
        while number > 0:
            number, rest = divmod(number - 1, 26)
            made = chr(ord("a") + rest) + made
    elif kind in ("i", "I") and 0 < number < 4000:
        for value, letters in _ROMAN:
            made += letters * (number // value)
            number %= value
    return (made.upper() if kind.isupper() else made) or str(number)


def _whole(text: str) -> int | None:
    """A whole number of at most nine digits; None for anything else."""
    text = text.strip()
    digits = text.removeprefix("-").removeprefix("+")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None
