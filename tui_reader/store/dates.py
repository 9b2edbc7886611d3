"""Dates of a header: every form Hugo takes, and the forms people write that Hugo does not take."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any

HINT = "write 2022-07-28T21:38:40+08:00"
"""The form that leaves no doubt."""

MAX_LENGTH = 64
"""Characters of the longest text that can be a date."""

_DAY = r"(\d{4})-(\d\d)-(\d\d)"
_CLOCK = r"(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?"
_ISO = re.compile(rf"{_DAY}(?:(?:T| ){_CLOCK}(?:\s*(Z|[-+]\d\d:?\d\d))?(?:\s+[A-Z]{{3,4}})?)?\Z")
_ISO_FAST = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[-+]\d\d:\d\d)?)?\Z")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_NAMED = re.compile(
    r"(?:[A-Z][a-z]+, )?(\d{1,2})[ -]([A-Z][a-z]{2})[ -](\d{2}|\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d))?(?:\s+(Z|[-+]\d{4}|[A-Z]{3,4}))?)?\Z"
)
_UNIX = re.compile(
    rf"[A-Z][a-z]{{2}} ([A-Z][a-z]{{2}})  ?(\d{{1,2}}) {_CLOCK}(?:\s+([-+]\d{{4}}|[A-Z]{{3,4}}))? (\d{{4}})\Z"
)
_LOOSE = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?\S*?)?"
    r"(?:\s*(Z|[-+]\d\d:?\d\d))?\Z"
)
_LOOSE_BACK = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?)?(Z)?\Z")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A moment read from a header, and what is to be said about how it was written."""

    moment: datetime | None
    """The moment with its time zone; None where it cannot be read, or stands for none (the year 1)."""
    code: str = ""
    """Empty where Hugo reads the same; `date-odd`, `date-number` or `date-unreadable`."""
    message: str = ""
    """What is wrong, without the name of the field."""


_NONE = ReadDate(None)
_UNREADABLE = ReadDate(None, "date-unreadable", "is no date that can be read")


def read_date(value: Any, zone: tzinfo) -> ReadDate:
    """The date in a header's value; dates without a zone are in `zone`. Never raises."""
    if value is None or value == "":
        return _NONE
    reader = next((reader for kind, reader in _READERS if isinstance(value, kind)), None)
    return reader(value, zone) if reader else _UNREADABLE


def _from_datetime(value: datetime, zone: tzinfo) -> ReadDate:
    return _found(value if value.tzinfo else value.replace(tzinfo=zone))


def _from_day(value: date, zone: tzinfo) -> ReadDate:
    return _found(datetime.combine(value, time(), zone))


def _from_number(value: float, zone: tzinfo) -> ReadDate:
    """Numbers are seconds since 1970, for Hugo too; `20220728` is hardly meant so."""
    try:
        moment = datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return _UNREADABLE
    return ReadDate(moment, "date-number", f"is a number: Hugo reads it as seconds since 1970, {moment:%Y-%m-%d}")


@lru_cache(maxsize=64)
def _from_text(text: str, zone: tzinfo) -> ReadDate:
    text = text.strip()
    if len(text) > MAX_LENGTH:
        return _UNREADABLE
    if _ISO_FAST.match(text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return ReadDate(None, "date-unreadable", "is a day or an hour that does not exist")
        return _found(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    for pattern, build, code in _FORMS:
        if match := pattern.match(text):
            return _built(match, build, code, zone)
    return _UNREADABLE


def _built(
    match: re.Match[str], build: Callable[[re.Match[str], tzinfo], datetime], code: str, zone: tzinfo
) -> ReadDate:
    try:
        found = _found(build(match, zone))
    except (ValueError, OverflowError):
        return ReadDate(None, "date-unreadable", "is a day or an hour that does not exist")
    return ReadDate(found.moment, code, "is written in a form that Hugo cannot read") if code else found


def _found(moment: datetime) -> ReadDate:
    return _NONE if moment.year == 1 else ReadDate(moment)


def _moment(parts: tuple[str | None, ...], zone: tzinfo) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)


def _offset(text: str | None, zone: tzinfo) -> tzinfo:
    """The zone a text names; abbreviations other than UTC and GMT have no certain offset, Go takes them as 0."""
    if not text:
        return zone
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _iso(match: re.Match[str], zone: tzinfo) -> datetime:
    *parts, offset = match.groups()
    return _moment(tuple(parts), _offset(offset, zone))


def _day_first(match: re.Match[str], zone: tzinfo) -> datetime:
    day, month, year, hour, minute, second, offset = match.groups()
    return _moment((year, month, day, hour, minute, second), _offset(offset, zone))


def _named(match: re.Match[str], zone: tzinfo) -> datetime:
    day, month, year, hour, minute, second, offset = match.groups()
    century = "" if len(year) == 4 else ("19" if int(year) >= 69 else "20")
    return _moment((century + year, _month(month), day, hour, minute, second), _offset(offset, zone))


def _unix(match: re.Match[str], zone: tzinfo) -> datetime:
    month, day, hour, minute, second, offset, year = match.groups()
    return _moment((year, _month(month), day, hour, minute, second), _offset(offset, zone))


def _month(name: str) -> str:
    return str(_MONTHS.get(name.lower(), 0))


_FORMS = (
    (_ISO, _iso, ""),
    (_NAMED, _named, ""),
    (_UNIX, _unix, ""),
    (_LOOSE, _iso, "date-odd"),
    (_LOOSE_BACK, _day_first, "date-odd"),
)
_READERS: tuple[tuple[Any, Callable[[Any, tzinfo], ReadDate]], ...] = (
    (str, _from_text),
    (datetime, _from_datetime),
    (date, _from_day),
    (bool, lambda value, zone: _UNREADABLE),
    ((int, float), _from_number),
)
