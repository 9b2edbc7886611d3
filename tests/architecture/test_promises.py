"""Every promise of docs/promises.md names its tests, and each of them exists."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.figures import MODULES

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "promises.md"
TEST = re.compile(r"^(async )?def test_", re.MULTILINE)


def promises(page: str) -> Mapping[str, tuple[str, ...]]:
    """Promise → files of its tests: the rows of every table, but for its head and the rule below that."""
    rows = [line.strip("|").split("|") for line in page.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in rows]
    rows_of_promises = (row for row in cells if row[0].strip("-") not in ("", "promise"))
    return {promise: tuple(re.findall("`([^`]+)`", tests)) for promise, tests in rows_of_promises}


def untested(page: str, root: Path) -> Iterator[str]:
    """Each promise that names no test, or names one that is not there."""
    for promise, files in promises(page).items():
        if not files:
            yield f"{promise}: no test"
        for file in files:
            path = root / file
            if not path.is_file() or not path.name.startswith("test_") or not TEST.search(path.read_text("utf-8")):
                yield f"{promise}: {file}"


def test_every_promise_names_tests_that_exist() -> None:
    page = PAGE.read_text("utf-8")
    assert len(promises(page)) >= 20
    assert list(untested(page, ROOT)) == []


@pytest.mark.parametrize(
    "tests", ["", "soon", "`tests/test_missing.py`", "`tests`", "`tests/architecture/limits.py`", "`tests/conftest.py`"]
)
def test_a_promise_without_a_test_is_found(tests: str) -> None:
    page = f"| promise | tests |\n|---|---|\n| kept | `tests/architecture/test_promises.py` |\n| broken | {tests} |\n"
    assert [found.partition(":")[0] for found in untested(page, ROOT)] == ["broken"]


def test_every_module_of_make_faults_is_in_its_table() -> None:
    """And the table has no module that is not run."""
    asked = ("make", "--silent", "--no-print-directory", "--eval=named: ; @echo $(FAULTS)", "named")
    named = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    run = {
        file
        for name in named
        for file in ((ROOT / name).glob("test_*.py") if (ROOT / name).is_dir() else [ROOT / name])
    }
    assert {file.stem for file in run} == MODULES.keys()
    assert all(file.is_file() for file in run)
