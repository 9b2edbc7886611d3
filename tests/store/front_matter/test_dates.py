"""Dates are read in every form Hugo takes, and in those people write as well."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.store.front_matter.dates import read_date

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("value", "moment", "code"),
    [
        ("2022-07-28T21:38:40+08:00", "2022-07-28T13:38:40", ""),
        ("2022-07-28 21:38:40 +0800", "2022-07-28T13:38:40", ""),
        ("2022-07-28T21:38:40", "2022-07-28T13:38:40", ""),
        ("2022-07-28", "2022-07-27T16:00:00", ""),
        ("2022-07-28T21:38:40.5Z", "2022-07-28T21:38:40", ""),
        ("Tue, 01 Sep 2020 10:00:00 +0800", "2020-09-01T02:00:00", ""),
        ("28 Jul 2022", "2022-07-27T16:00:00", ""),
        ("2022/7/28", "2022-07-27T16:00:00", "date-odd"),
        ("2022年7月28日", "2022-07-27T16:00:00", "date-odd"),
        ("27.09.2023", "2023-09-26T16:00:00", "date-odd"),
        ("2021-08-05 18:05", "2021-08-05T10:05:00", "date-odd"),
        (1595865600, "2020-07-27T16:00:00", "date-number"),
        ("2021-02-29", None, "date-unreadable"),
        ("22023-06-06", None, "date-unreadable"),
        ({}, None, "date-unreadable"),
        (True, None, "date-unreadable"),
        ("0001-01-01T00:00:00Z", None, ""),
        ("", None, ""),
        (None, None, ""),
    ],
)
def test_a_date_is_read(value, moment, code):
    read = read_date(value, SHANGHAI)
    assert read.code == code
    assert (read.moment and read.moment.astimezone(UTC).replace(tzinfo=None).isoformat()) == moment


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.datetimes(), st.dates()))
def test_every_value_is_read_and_every_date_has_a_zone(value):
    read = read_date(value, SHANGHAI)
    assert read.moment is None or read.moment.tzinfo is not None


_OFFSETS = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@settings(max_examples=100, deadline=None)
@given(st.datetimes(min_value=datetime(2, 1, 2), max_value=datetime(9998, 1, 1), timezones=_OFFSETS))
def test_a_written_date_comes_back(moment):
    moment = moment.replace(microsecond=0)
    read = read_date(moment.isoformat(), UTC)
    assert read.moment == moment
