"""What a generation costs those who read it, and what its name says."""

import subprocess
import sys

import pytest

from tests.index.test_new_generation import job as job
from tui_reader.index.shared.generations import hold_newest, made_at
from tui_reader.index.storage.database import open_database
from tui_reader.index.storage.schema import VERSION


def test_a_generation_costs_a_reader_no_more_pages_and_modules_than_an_index_of_ones_own(job, tmp_path):
    job.round()
    database = open_database(tmp_path / "own.sqlite", hold_newest(job.folder, VERSION))
    with database.read() as connection:
        kept = {name: connection.execute(f"PRAGMA {name}.cache_size").fetchone() for name in ("main", "shared")}
    database.close()
    assert kept["shared"] == kept["main"]
    code = "import sys, tui_reader.index.feed_index as own; before = set(sys.modules);"
    code += "import tui_reader.index.shared.shared_index, tui_reader.index.storage.adoption;"
    code += "from tui_reader.index.shared.generations import made_at; made_at('generation-20220701-000000-0.sqlite');"
    code += "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) <= {"tui_reader", "json", "_json", "fcntl"}


@pytest.mark.parametrize(
    ("name", "moment"),
    [("generation-20220701-120000-1a.sqlite", 1656676800.0), ("generation-x.sqlite", 0.0), ("generation-", 0.0)],
)
def test_the_name_of_a_generation_says_when_it_was_made(name, moment):
    assert made_at(name) == moment
