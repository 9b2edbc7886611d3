"""Dates of a header: every form Hugo takes, and the forms people write that Hugo does not take."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import Any

from tui_reader.model.dataclass import dataclass

HINT = "write 2022-07-28T21:38:40+08:00"
"""The form that leaves no doubt."""

MAX_LENGTH = 64
"""Characters of the longest text that can be a date."""

_DAY = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)(?:[.,]\d+)?"
_NAME = r"(?:ChST|MeST|WITA|[-+]\d{1,2}|[A-Z]{3,4}T|[A-Z]{3})"
_BLANK = "[ ]+"
_WEEKDAY, _LONG_WEEKDAY = "(?i:mon|tue|wed|thu|fri|sat|sun)", "(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:day)"
_MONTH = "(?P<name>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
_DAY_MONTH = rf"(?P<day>\d\d){_BLANK}{_MONTH}{_BLANK}"
_ISO_FAST = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[-+]\d\d:\d\d)?)?\Z")
_KNOWN = (
    rf"{_DAY}{_BLANK}{_CLOCK}(?:{_BLANK}(?P<zone>[-+]\d\d:?\d\d))?",
    rf"{_DAY}(?:T|{_BLANK}){_CLOCK}(?P<zone>Z|[-+]\d\d:?\d\d)?",
    rf"{_DAY}{_BLANK}{_CLOCK}{_BLANK}(?P<zone>[-+]\d{{4}}){_BLANK}{_NAME}",
    rf"{_WEEKDAY},{_BLANK}{_DAY_MONTH}(?P<year>\d{{4}}){_BLANK}{_CLOCK}{_BLANK}(?:(?P<zone>[-+]\d{{4}})|{_NAME})",
    rf"{_DAY_MONTH}(?P<year>\d\d){_BLANK}(?P<hour>\d{{1,2}}):(?P<minute>\d\d){_BLANK}(?:(?P<zone>[-+]\d{{4}})|{_NAME})",
    rf"{_LONG_WEEKDAY},{_BLANK}(?P<day>\d\d)-{_MONTH}-(?P<year>\d\d){_BLANK}{_CLOCK}{_BLANK}{_NAME}",
    rf"{_WEEKDAY}{_BLANK}{_MONTH}{_BLANK}(?P<day>\d{{1,2}}){_BLANK}{_CLOCK}(?:{_BLANK}{_NAME})?{_BLANK}(?P<year>\d{{4}})",
    rf"{_WEEKDAY}{_BLANK}{_MONTH}{_BLANK}(?P<day>\d\d){_BLANK}{_CLOCK}{_BLANK}(?P<zone>[-+]\d{{4}}){_BLANK}(?P<year>\d{{4}})",
    rf"{_DAY_MONTH}(?P<year>\d{{4}})",
)
"""Forms Hugo reads (spf13/cast, its layouts in their order); a zone that has a name and no offset counts as the
site's own.
"""
_LOOSE_CLOCK = r"(?P<hour>\d{1,2})[:：时](?P<minute>\d{1,2})(?:[:：分](?P<second>\d{1,2}))?[^\sZ+-]*"
_LOOSE_ZONE = r"(?:\s*(?:UTC|GMT)?\s*(?P<zone>Z|[-+]\d{1,2}(?::?\d\d)?)?(?:\s*[A-Z]{2,5})?)"
_ODD = (
    rf"(?P<year>\d{{4}})[-/.年](?P<month>\d{{1,2}})[-/.月](?P<day>\d{{1,2}})日?(?:[T ]*{_LOOSE_CLOCK})?{_LOOSE_ZONE}",
    rf"(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./](?P<year>\d{{4}})(?:[T ]+{_LOOSE_CLOCK})?{_LOOSE_ZONE}",
    rf"(?:[A-Za-z]+,? *)?(?P<day>\d{{1,2}})[ -]{_MONTH}[a-z]*[ -](?P<year>\d{{4}}|\d\d)(?:[T ]+{_LOOSE_CLOCK})?{_LOOSE_ZONE}",
    rf"(?:[A-Za-z]+,? *)?{_MONTH}[a-z]*\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})(?:[T ]+{_LOOSE_CLOCK})?{_LOOSE_ZONE}",
)
"""Forms people write that stop Hugo."""
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A moment read from a header, and what is to be said about how it was written."""

    moment: datetime | None
    """The moment with its time zone; None where it cannot be read, or stands for none (the first day of the year 1)."""
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


def in_zone(clock: datetime, zone: tzinfo) -> datetime:
    """The moment at which clocks of the zone show this.

    Of a time that clocks show twice a year, or never, it is the one that Go takes (`time.Date`): the offset is looked
    up as if the clock were that of UTC, and once more by what comes out.
    """
    moment = clock.replace(tzinfo=zone)
    if isinstance(zone, timezone):
        return moment
    try:
        offset = _offset_at(clock - _offset_at(clock, zone), zone)
        return (clock - offset).replace(tzinfo=UTC).astimezone(zone)
    except OverflowError:
        return moment


def _offset_at(clock: datetime, zone: tzinfo) -> timedelta:
    """The offset of the zone when clocks of UTC show this."""
    return clock.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()


def _from_datetime(value: datetime, zone: tzinfo) -> ReadDate:
    return _found(value if value.tzinfo else in_zone(value, zone))


def _from_day(value: date, zone: tzinfo) -> ReadDate:
    return _found(in_zone(datetime.combine(value, time()), zone))


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
        return _found(moment if moment.tzinfo else in_zone(moment, zone))
    for pattern, code in _forms():
        if match := pattern.match(text):
            return _built(match.groupdict(), code, zone)
    return _UNREADABLE


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Expressions for whole texts, each with the code of what is wrong about it; compiled when a date is written
    otherwise than most.
    """
    known = [(re.compile(rf"(?:{form})\Z"), "") for form in _KNOWN]
    return (*known, *((re.compile(rf"(?:{form})\Z"), "date-odd") for form in _ODD))


def _built(parts: dict[str, str | None], code: str, zone: tzinfo) -> ReadDate:
    try:
        found = _found(_moment(parts, zone))
    except (ValueError, OverflowError):
        return ReadDate(None, "date-unreadable", "is a day or an hour that does not exist")
    return ReadDate(found.moment, code, "is written in a form that Hugo cannot read") if code else found


def _found(moment: datetime) -> ReadDate:
    return _NONE if moment.timetuple()[:3] == (1, 1, 1) else ReadDate(moment)


def _moment(parts: dict[str, str | None], zone: tzinfo) -> datetime:
    """Raises ValueError where there is no such moment. Of a year the century is guessed as Go does it."""
    year, name = int(parts["year"] or 0), parts.get("name")
    if len(parts["year"] or "") == 2:
        year += 1900 if year >= 69 else 2000
    month = _MONTHS[name.lower()] if name else int(parts["month"] or 0)
    day, hour, minute, second = (int(parts.get(part) or 0) for part in ("day", "hour", "minute", "second"))
    return in_zone(datetime(year, month, day, hour, minute, second), _offset(parts.get("zone"), zone))


def _offset(text: str | None, zone: tzinfo) -> tzinfo:
    """The zone that `Z`, `+8`, `+0800` or `+08:00` names; the site's own where there is none."""
    if not text:
        return zone
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if text[0] == "-" else offset)


_READERS: tuple[tuple[Any, Callable[[Any, tzinfo], ReadDate]], ...] = (
    (str, _from_text),
    (datetime, _from_datetime),
    (date, _from_day),
    (bool, lambda value, zone: _UNREADABLE),
    ((int, float), _from_number),
)
