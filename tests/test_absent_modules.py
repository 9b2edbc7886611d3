"""Modules that count as not installed for a while."""

import sys

import pytest

from tui_reader.model.absent_modules import without_module


def test_a_module_is_not_there_inside_and_is_again_behind(tmp_path, monkeypatch):
    (tmp_path / "lent.py").write_text("value = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    with without_module("lent"), pytest.raises(ModuleNotFoundError):
        import lent
    import lent

    assert lent.value == 1
    with without_module("lent"):
        assert sys.modules["lent"] is lent
    assert sys.modules.pop("lent") is lent


def test_an_error_inside_leaves_nothing_behind():
    with pytest.raises(KeyError), without_module("lent"):
        raise KeyError
    assert "lent" not in sys.modules
