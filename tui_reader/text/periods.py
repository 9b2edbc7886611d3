"""Periods of time as people write them: a year, a month, a day, a range of them, the last `7d`."""

import re
from datetime import UTC, datetime, timedelta

from tui_reader.model.dataclass import dataclass

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_AGO = re.compile(r"(\d{1,5})([hdwmy])", re.IGNORECASE)
_UNITS = {
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "m": timedelta(days=30),
    "y": timedelta(days=365),
}
_DAYS = {"today": 0, "今天": 0, "yesterday": 1, "昨天": 1}


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """first <= moment < last, in seconds since 1970."""

    first: int | None
    """First second; None for no start."""
    last: int | None
    """First second after the span; None for no end."""


def read_span(text: str, now: datetime) -> TimeSpan | None:
    """The span `text` means, in the time zone of `now`; None where it means none.

    `2022`, `2022-07`, `2022-07-28`, `2022-07..2022-09`, `..2021`, `today`, `yesterday`, and `7d`: since seven days ago
    (units h, d, w, m, y).
    """
    plain = text.strip().lower()
    if ".." not in plain:
        return _read_period(plain, now)
    start, _, end = plain.partition("..")
    first, last = _read_period(start, now), _read_period(end, now)
    if (start and first is None) or (end and last is None) or not (start or end):
        return None
    return TimeSpan(first.first if first else None, last.last if last else None)


def _read_period(text: str, now: datetime) -> TimeSpan | None:
    """A period without `..`; None where the text means none."""
    if text in _DAYS:
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return _span(day, -_DAYS[text], 1)
    ago = _AGO.fullmatch(text)
    if ago:
        return TimeSpan(_seconds(now) - int(ago[1]) * int(_UNITS[ago[2].lower()].total_seconds()), None)
    date = _DATE.fullmatch(text)
    return _calendar(date, now) if date else None


def _calendar(date: re.Match[str], now: datetime) -> TimeSpan | None:
    """A year, month or day of the calendar; None for one it does not have."""
    year, month, day = int(date[1]), int(date[2] or 1), int(date[3] or 1)
    try:
        start = datetime(year, month, day, tzinfo=now.tzinfo)
        if date[3]:
            return _span(start, 0, 1)
        later = month + 1 if date[2] else 13
        if year + (later > 12) > 9999:
            return TimeSpan(_seconds(start), None)
        return TimeSpan(_seconds(start), _seconds(start.replace(year=year + (later > 12), month=(later - 1) % 12 + 1)))
    except ValueError:
        return None


def _span(day: datetime, offset: int, days: int) -> TimeSpan | None:
    """Whole days from `day` on."""
    try:
        start = day + timedelta(days=offset)
        return TimeSpan(_seconds(start), _seconds(start + timedelta(days=days)))
    except OverflowError:
        return TimeSpan(_seconds(day), None)


def _seconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(seconds=1)
