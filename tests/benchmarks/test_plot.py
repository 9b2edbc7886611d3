"""The plot is well-formed, holds every point, and no name covers another."""

import time
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.growth import longest_pause, plot, read_results, series, table, write_results
from benchmarks.plot import HEIGHT, WIDTH, Series, growth
from tools.make_growth import FIGURES, page

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


def test_only_what_was_measured_is_in_the_page_and_the_plot(tmp_path: Path) -> None:
    figures = {"search, newest": 1.25, "page down": 20.0, "memory, MB": 40.0}
    file = tmp_path / "growth.json"
    write_results(file, {1_000: figures, 2_000_000: figures})
    about, results = read_results(file)
    assert results == {1_000: figures, 2_000_000: figures}
    assert [line.name for line in series(results)] == ["search, newest", "page down"]
    text = page(about, results)
    assert about["date"] in text and "| | 1,000 | 2,000,000 |" in text and "10,000 |" not in text
    assert len(list(ElementTree.parse(file.with_suffix(".svg")).iter(f"{SVG}polyline"))) == 2
    assert "one paragraph" not in page(about, {1_000: figures, 3_000: figures})


def test_the_page_of_growth_is_level_with_its_figures() -> None:
    about, results = read_results(FIGURES)
    assert FIGURES.with_suffix(".md").read_text("utf-8") == page(about, results), "run make docs"
    assert FIGURES.with_suffix(".svg").read_text("utf-8") == plot(results), "run make docs"
    assert all(set(figures) == set(results[min(results)]) for figures in results.values())


def test_another_thread_is_seen_to_wait() -> None:
    def busy() -> None:
        begin = time.perf_counter()
        while time.perf_counter() < begin + 0.4:
            sum(range(3_000_000))  # one long call that lets no other thread in

    assert longest_pause(busy) > longest_pause(lambda: time.sleep(0.1))
