"""Every JSON that a command prints has the names and kinds that the manual's page says, and the version."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path

import pytest

from tui_reader.cli.command_line import build_parser
from tui_reader.cli.formats.post_json import JSON_VERSION, NAMES
from tui_reader.cli.registry import load_commands

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "manual" / "json.md").read_text("utf-8")


def table(heading: str) -> dict[str, str]:
    """Names and kinds of the table under a heading."""
    under = re.split(r"^#+ ", PAGE.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return dict(re.findall(r"^\| `(\w+)` \| ([a-z ]+) \|", under, re.MULTILINE))


POST = table("A post")
MARK = table("bookmarks --json")


def is_moment(value: object) -> bool:
    return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None


KINDS = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "moment": is_moment,
    "null": lambda value: value is None,
    "object": lambda value: isinstance(value, dict),
    "any": lambda value: True,
    "list of text": lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    "list of object": lambda value: isinstance(value, list) and all(isinstance(one, dict) for one in value),
    "object of list of text": lambda value: all(isinstance(one, list) for one in value.values()),
}


def check_shape(value: Mapping[str, object], names: Mapping[str, str]) -> None:
    """The object has just these names, in this order, each of its kind."""
    assert names
    assert list(value) == list(names)
    for name, kind in names.items():
        assert any(KINDS[one](value[name]) for one in kind.split(" or ")), (name, kind, value[name])


@pytest.mark.parametrize(
    ("line", "names", "least"),
    [
        ("list --json --drafts", POST, 4),
        ("search 元宇宙 --json", {**POST, **table("search adds")}, 1),
        ("check --json", table("check --json"), 2),
        ("check --json --fix-hint", {**table("check --json"), **table("check --fix-hint adds")}, 2),
        ("bookmarks --json", MARK, 1),
        ("bookmarks list --json", MARK, 1),
        ("bookmarks export --format json", MARK, 1),
    ],
)
def test_an_array_has_elements_of_the_shape_of_the_page(call, line, names, least):
    assert call("bookmarks add first --note 记").code == 0
    found = json.loads(call(line).out)
    assert len(found) >= least
    for one in found:
        check_shape(one, names)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("show first --json", {**POST, **table("show adds")}),
        ("bookmarks add second --json", MARK),
        ("bookmarks note first x --json", MARK),
        ("bookmarks remove first --json", {"path": "text"}),
        ("sync --json", table("sync --json")),
        ("paths --json", table("paths --json")),
    ],
)
def test_an_object_has_the_shape_of_the_page(call, line, names):
    assert call("bookmarks add first").code == 0
    check_shape(json.loads(call(line).out), names)


@pytest.mark.parametrize("command", ["list", "search 元宇宙"])
def test_json_lines_have_the_shape_of_the_array(call, command):
    array = json.loads(call(f"{command} --json").out)
    assert [json.loads(line) for line in call(f"{command} --jsonl").out.splitlines()] == array != []


def test_terms_and_settings_have_the_shape_of_the_page(call):
    terms = json.loads(call("terms --json").out)
    assert {"tags", "categories"} <= set(terms)
    for one in chain.from_iterable(terms.values()):
        check_shape(one, table("terms --json"))
    for one in json.loads(call("settings --json").out).values():
        check_shape(one, table("settings --json"))


def test_inner_objects_have_the_names_that_the_page_lists(call):
    post = json.loads(call("show first --json").out)
    problem = json.loads(call("list --json --query path:odd").out)[0]["problems"][0]
    for name, one in (*((name, post[name][0]) for name in ("outline", "links", "resources")), ("problems", problem)):
        row = re.search(rf"^\| `{name}` \|.*", PAGE, re.MULTILINE)
        assert row and list(one) == re.findall(r"`(\w+)`", row[0])[1:]


def test_the_version_of_the_page_is_the_programs(call):
    assert f"This is version {JSON_VERSION};" in PAGE
    assert json.loads(call("paths --json").out)["jsonVersion"] == JSON_VERSION
    assert list(NAMES) == list(POST)


def test_every_command_that_prints_json_stands_on_the_page():
    for name, parser in build_parser(load_commands().values()).commands.items():
        if "--json" in parser.options:
            assert re.search(rf"^#.*\b{name}\b|`{name}\b.*--json`", PAGE, re.MULTILINE), name
