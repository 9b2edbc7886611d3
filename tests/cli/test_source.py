"""Which feed a call means: where the machine restricts, nothing that its user can write names another."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tui_reader.cli.command_line import parse
from tui_reader.cli.context import Call
from tui_reader.cli.output import Output
from tui_reader.config.paths import sample_content, user_paths
from tui_reader.config.settings import Settings
from tui_reader.config.settings_file import read_settings

MACHINE = {
    "none": "",
    "open": 'content = "/srv"\n',
    "feed": 'restricted = true\ncontent = "/srv"\n',
    "bare": "restricted = true\n",
}
SAMPLE = str(sample_content())


@pytest.mark.parametrize(
    ("machine", "own", "environment", "typed", "meant"),
    [
        ("none", "/own", "/env", "/typed", "/typed"),
        ("none", "/own", "/env", "", "/own"),
        ("none", "", "/env", "", "/env"),
        ("none", "", "", "", SAMPLE),
        ("open", "", "/env", "", "/srv"),
        ("open", "/own", "", "", "/own"),
        ("open", "/own", "/env", "/typed", "/typed"),
        ("feed", "/own", "/env", "/typed", "/srv"),
        ("feed", "", "", "", "/srv"),
        ("bare", "/own", "/env", "/typed", "/typed"),
        ("bare", "/own", "/env", "", SAMPLE),
    ],
)
@pytest.mark.parametrize("option", ["path", "content"])
def test_the_feed_that_is_meant(tmp_path, monkeypatch, machine, own, environment, typed, meant, option):
    (tmp_path / "machine.toml").write_text(MACHINE[machine])
    (tmp_path / "own.toml").write_text(f'content = "{own}"\n' if own else "")
    monkeypatch.setenv("NEWSREADER_CONTENT", environment)
    settings = read_settings(tmp_path / "own.toml", tmp_path / "machine.toml")
    arguments = argparse.Namespace(**{option: typed or None})
    call = Call(arguments, settings, user_paths(), Output(sys.stdout, sys.stderr))
    assert call.source == Path(meant)
    assert settings.fixed == call.restricted == (machine in ("feed", "bare"))


def test_a_feed_of_the_settings_is_meant_by_its_name_unless_a_folder_has_it(tmp_path, monkeypatch):
    (tmp_path / "own.toml").write_text('[[feeds]]\nname = "late"\npath = "~/late"\n')
    monkeypatch.chdir(tmp_path)
    settings = read_settings(tmp_path / "own.toml", None)
    call = Call(argparse.Namespace(content="late"), settings, user_paths(), Output(sys.stdout, sys.stderr))
    assert call.source == Path("~/late").expanduser()
    (tmp_path / "late").mkdir()
    assert call.source == Path("late")


def test_only_the_machine_fixes_the_feed(tmp_path):
    (tmp_path / "own.toml").write_text('restricted = true\ncontent = "/own"\nfixed = true\n')
    settings = read_settings(tmp_path / "own.toml", None)
    assert replace(settings, problems=()) == replace(Settings(), restricted=True, content="/own")
    assert "fixed" in settings.problems[0]


@pytest.mark.parametrize(
    ("option", "environment", "sent", "typed", "meant"),
    [
        (True, "", "/env", "", SAMPLE),
        (True, "0", "/env", "/typed", "/typed"),
        (False, "1", "/env", "", "/env"),
        (False, "1", "/env", "/typed", "/typed"),
    ],
)
def test_whoever_restricts_names_the_feed(tmp_path, monkeypatch, option, environment, sent, typed, meant):
    """The user's settings name none, nor does a variable where an option restricts."""
    (tmp_path / "own.toml").write_text('content = "/own"\nrestricted = false\nlog_file = "/own/log"\n')
    monkeypatch.setenv("NEWSREADER_CONTENT", sent)
    monkeypatch.setenv("NEWSREADER_RESTRICTED", environment)
    settings = read_settings(tmp_path / "own.toml", None, restricted=True)
    arguments = argparse.Namespace(path=typed or None, **({"restricted": True} if option else {}))
    call = Call(arguments, settings, user_paths(), Output(sys.stdout, sys.stderr))
    assert call.source == Path(meant)
    assert call.restricted
    assert call.log_file == user_paths().log


@pytest.mark.parametrize("word", ["--restr", "--restricte", "--no-restricted", "--restricted=0", "--restricted=false"])
@pytest.mark.parametrize("command", [[], ["list"]])
def test_the_restriction_has_one_spelling_and_no_opposite(capsys, word, command):
    for argv in ([*command, word], [word, *command]):
        with pytest.raises(SystemExit) as caught:
            parse(argv)
        assert caught.value.code == 2
    assert "restr" in capsys.readouterr().err
