"""Moments as the index keeps them."""

from datetime import UTC, datetime

from hypothesis import example, given

from tests.index.samples import moments
from tui_reader.index.records import moment, seconds, zone_of


@given(moments)
@example(datetime(3059, 1, 1, 0, 0, 0, 999_997, tzinfo=UTC))
def test_a_moment_comes_back_to_the_second_in_its_zone(date: datetime) -> None:
    found = moment(seconds(date), zone_of(date))
    assert found == date.replace(microsecond=0)
    assert found is not None and found.isoformat() == date.replace(microsecond=0).isoformat()
