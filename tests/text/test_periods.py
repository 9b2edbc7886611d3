"""Spans of time as people write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text.periods import TimeSpan, read_span

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2022, 7, 28, 21, 38, tzinfo=CHINA)


def at(*when: int) -> int:
    return int(datetime(*when, tzinfo=CHINA).timestamp())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", at(2022, 1, 1), at(2023, 1, 1)),
        ("2022-07", at(2022, 7, 1), at(2022, 8, 1)),
        ("2022/12", at(2022, 12, 1), at(2023, 1, 1)),
        ("2022-7-28", at(2022, 7, 28), at(2022, 7, 29)),
        ("2022.07.28", at(2022, 7, 28), at(2022, 7, 29)),
        ("2022年7月", at(2022, 7, 1), at(2022, 8, 1)),
        ("2022年7月28日", at(2022, 7, 28), at(2022, 7, 29)),
        ("today", at(2022, 7, 28), at(2022, 7, 29)),
        ("昨天", at(2022, 7, 27), at(2022, 7, 28)),
        ("2w", int((NOW - timedelta(days=14)).timestamp()), None),
        ("2020..2021-06", at(2020, 1, 1), at(2021, 7, 1)),
        ("..2021", None, at(2022, 1, 1)),
        ("2021..", at(2021, 1, 1), None),
    ],
)
def test_a_text_means_a_span(text, first, last):
    assert read_span(text, NOW) == TimeSpan(first, last)


@pytest.mark.parametrize(
    "text", ["", "..", "2022-13", "2022-02-30", "22", "0000", "x..2021", "2021..x", "7", "d", "２０２２x"]
)
def test_a_text_means_none(text):
    assert read_span(text, NOW) is None


@given(st.dates(), st.sampled_from([UTC, CHINA, timezone(timedelta(hours=-12))]))
def test_the_days_of_a_month_and_the_months_of_a_year_make_it_whole(day, zone):
    now = datetime(2022, 7, 28, tzinfo=zone)
    year, month, one = (
        read_span(day.strftime(form).zfill(size), now) for form, size in (("%Y", 4), ("%Y-%m", 7), ("%Y-%m-%d", 10))
    )
    assert year and month and one
    assert year.first <= month.first <= one.first
    assert one.last is None or (one.last - one.first == 86400 and (month.last is None or one.last <= month.last))
    assert year.last is None or (month.last is not None and month.last <= year.last)


@given(st.text(max_size=12))
def test_any_text_is_a_span_or_none(text):
    span = read_span(text, NOW)
    assert span is None or span.first is not None or span.last is not None
