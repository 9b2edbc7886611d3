"""Every example in tests/cases is laid out as its file says."""

from pathlib import Path

import pytest

from tests.layout.cases import CASES, lay_out_case, read_cases, write_cases

FILES = sorted(CASES.glob("*.md"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_examples_are_set_as_their_file_says(file: Path, request: pytest.FixtureRequest) -> None:
    cases = read_cases(file)
    assert cases, "the file holds no case"
    if request.config.getoption("--update-cases", default=False):
        from dataclasses import replace

        write_cases(file, [replace(case, expected=lay_out_case(case)) for case in cases])
        return
    wrong = [(case.heading, case.expected, lay_out_case(case)) for case in cases if lay_out_case(case) != case.expected]
    for heading, expected, found in wrong:
        print(f"--- {heading}\n{expected}--- but it is laid out as\n{found}")
    assert not wrong, f"{len(wrong)} of {len(cases)} cases differ: {[heading for heading, _, _ in wrong]}"


def test_there_are_enough_examples() -> None:
    assert sum(len(read_cases(file)) for file in FILES) >= 150


def test_no_two_cases_of_a_file_have_one_name() -> None:
    for file in FILES:
        names = [case.heading for case in read_cases(file)]
        assert len(names) == len(set(names)), file
