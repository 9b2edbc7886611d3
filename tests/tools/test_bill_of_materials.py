"""The bill of materials names every library with its licence."""

import json
import tomllib
from pathlib import Path

import pytest

from tools import bill_of_materials

PROJECT = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text("utf-8"))["project"]


def test_every_dependency_is_listed():
    needed = {line.split(">=")[0].lower() for line in PROJECT["dependencies"]}
    listed = {one["name"].lower(): one for one in json.loads(bill_of_materials.bill())["components"]}
    assert needed <= set(listed)
    assert all(one["licenses"][0]["license"]["id"] for one in listed.values())


def test_a_licence_that_is_not_allowed_is_named(monkeypatch: pytest.MonkeyPatch, capsys):
    assert bill_of_materials.refused() == ()
    monkeypatch.setattr(bill_of_materials, "ALLOWED", frozenset({"MIT"}))
    monkeypatch.setattr("sys.argv", ["bill", "--check"])
    assert bill_of_materials.main() == 1
    assert "is not among those allowed" in capsys.readouterr().out
