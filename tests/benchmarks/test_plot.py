"""The plot is well-formed, holds every point, and no name covers another."""

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.growth import series, table
from benchmarks.plot import HEIGHT, WIDTH, Series, growth

SVG = "{http://www.w3.org/2000/svg}"
values = st.floats(min_value=0.001, max_value=1e7)
lines = st.lists(st.lists(values, min_size=3, max_size=3), min_size=1, max_size=8)


@given(lines)
@settings(max_examples=40, deadline=None)
def test_every_point_is_on_the_picture(heights: list[list[float]]) -> None:
    drawn = [
        Series(f"a<b & {index}", tuple(zip((1e3, 1e4, 1e5), line, strict=True))) for index, line in enumerate(heights)
    ]
    root = ElementTree.fromstring(growth("title", "ms", drawn))
    dots = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in root.iter(f"{SVG}circle")]
    assert len(dots) == 3 * len(heights)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in dots)
    names = [float(text.get("y", "")) for text in root.iter(f"{SVG}text") if (text.text or "").startswith("a<b")]
    assert all(abs(one - other) > 10 for index, one in enumerate(names) for other in names[:index])


def test_a_table_has_a_column_for_each_size() -> None:
    results = {1_000: {"search": 1.25, "memory, MB": 40.0}, 10_000: {"search": 2.5, "memory, MB": 41.0}}
    assert table(results).splitlines() == [
        "| | 1,000 | 10,000 |",
        "|---|---:|---:|",
        "| search | 1.2 | 2.5 |",
        "| memory, MB | 40.0 | 41.0 |",
    ]
    assert [line.name for line in series(results)] == ["search"]
