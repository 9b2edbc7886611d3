"""The lines of shell in the manual do what stands beside them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual"
RECIPES = re.findall(r"^```sh\n(.*?)^```", (MANUAL / "scripts.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_runs(recipe, feed, tmp_path):
    programs = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    env = {"HOME": os.environ["HOME"], "PATH": programs, "LANG": "C.UTF-8", "EDITOR": "true"}
    for options in ("-euc", "-ic"):
        folder = tmp_path / options
        env["NEWSREADER_CONTENT"] = str(shutil.copytree(feed, folder / "site"))
        shell = ["bash", "--norc", options, recipe]
        done = subprocess.run(shell, capture_output=True, env=env, cwd=folder, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        said = [line for line in done.stderr.decode().splitlines() if line.startswith("newsreader: ")]
        assert all(re.search("(imported|exported|changed|found)$", line) for line in said), said
