"""Work for the screen runs in threads, and what these import."""

import subprocess
import sys

DEADLOCK = """
import sys
import tui_reader.ui.controllers.tasks
print("html" in sys.modules and "html.entities" in sys.modules)
"""


def test_no_two_threads_import_a_package_and_its_inside_at_once() -> None:
    """One thread that imports `html` and one that imports `html.entities` can wait for each other: Python raises."""
    done = subprocess.run([sys.executable, "-c", DEADLOCK], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "True"
