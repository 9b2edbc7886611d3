"""Row ids grow with the date, whatever the date, and never meet."""

import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.index.storage.row_ids import first_id, free_id, has_date

EARLIEST = -62_135_596_800 - 50_000
LATEST = 253_402_300_799 + 50_000
dates = st.none() | st.integers(EARLIEST, LATEST)


def table() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY)")
    return connection


@given(dates, dates)
def test_a_later_date_has_a_greater_id_and_no_date_the_least(one: int | None, other: int | None) -> None:
    before = (one is not None, one or 0) < (other is not None, other or 0)
    assert (first_id(one) < first_id(other)) == before


@given(dates)
def test_every_id_fits_the_database_and_knows_its_date(date: int | None) -> None:
    assert 0 < first_id(date) < 1 << 62
    assert has_date(first_id(date), date)
    assert not has_date(first_id(date), 12345 if date != 12345 else 54321)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.none() | st.integers(0, 3), max_size=40))
def test_free_ids_never_meet_and_keep_the_order_of_dates(given_dates: list[int | None]) -> None:
    connection = table()
    found: dict[int, int | None] = {}
    for date in given_dates:
        row_id = free_id(connection, date)
        assert row_id not in found
        found[row_id] = date
        connection.execute("INSERT INTO posts VALUES (?)", (row_id,))
    in_order = [found[row_id] for row_id in sorted(found)]
    assert in_order == sorted(given_dates, key=lambda date: (date is not None, date or 0))


def test_more_posts_than_a_second_holds_still_get_ids() -> None:
    connection = table()
    for _ in range(600):
        connection.execute("INSERT INTO posts VALUES (?)", (free_id(connection, 1000),))
    assert connection.execute("SELECT count(DISTINCT id) FROM posts").fetchone() == (600,)
    assert connection.execute("SELECT max(id) FROM posts").fetchone()[0] < first_id(1001)


def test_posts_of_one_date_stand_in_the_order_they_came() -> None:
    for date in (None, 1000):
        connection = table()
        given_ids = []
        for _ in range(5):
            given_ids.append(free_id(connection, date))
            connection.execute("INSERT INTO posts VALUES (?)", (given_ids[-1],))
        assert given_ids == sorted(given_ids, reverse=True)
