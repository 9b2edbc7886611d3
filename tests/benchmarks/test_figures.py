"""A figure says pass, miss or nothing, by its own value or by the ratio to a peer."""

import pytest

from benchmarks.figures import Figure, interleaved, percentile, table


@pytest.mark.parametrize(
    ("figure", "passed"),
    [
        (Figure("S1", "a", 1.3, "s", 1.35, "b", 1.0, by_ratio=True), True),
        (Figure("S1", "a", 1.4, "s", 1.35, "b", 1.0, by_ratio=True), False),
        (Figure("S1", "a", 1.4, "s", 1.35, "b", None, by_ratio=True), None),
        (Figure("S4", "a", 0.1, "s", 0.15, "b", 0.02), True),
        (Figure("S6", "a", 1400, "posts/s", 1500, at_least=True), False),
        (Figure("S6", "a", 1600, "posts/s", 1500, at_least=True), True),
        (Figure("B6", "a", 0, "bytes", 0), True),
        (Figure("S1", "a", 1.0, "s"), None),
    ],
)
def test_a_figure_is_judged_by_its_limit(figure: Figure, passed: bool | None) -> None:
    assert figure.passed is passed


def test_the_table_names_what_is_missed() -> None:
    figures = [Figure("B1", "down", 310, "bytes", 300), Figure("B2", "line", 200, "bytes", 300, "newsboat", 100)]
    head, missed, kept = table(figures).splitlines()
    assert head.split()[:2] == ["row", "what"]
    assert missed.endswith("≤ 300 bytes  MISS")
    assert "newsboat 100" in kept and "2.00" in kept and kept.endswith("pass")


def test_a_ratio_stands_in_the_json() -> None:
    told = Figure("S5", "sync", 2.0, "s", 1.0, "hugo", 4.0, by_ratio=True).as_json()
    assert (told["ratio"], told["passed"], told["peer"]) == (0.5, True, "hugo")


def test_interleaved_runs_take_turns() -> None:
    order: list[str] = []

    def action(name: str, value: float) -> float:
        order.append(name)
        return value

    assert interleaved([lambda: action("a", 1.0), lambda: action("b", 2.0)], 3) == [1.0, 2.0]
    assert order == ["a", "b"] * 3


def test_percentile_is_one_of_the_values() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.99), percentile([7.0], 0.99)) == (51.0, 100.0, 7.0)
