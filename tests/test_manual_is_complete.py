"""The manual has every command, option, key, action, setting, field of a query, shortcode and limit."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from tui_reader.cli.command_line import build_parser
from tui_reader.cli.formats import bookmark_formats
from tui_reader.cli.registry import load_commands
from tui_reader.config import settings_file, user_files
from tui_reader.config.settings import Settings, setting_names
from tui_reader.export import picture_files
from tui_reader.images import image_file
from tui_reader.layout.blocks import code_roles
from tui_reader.markdown import block_reader, formula_rules, inline_reader, parser
from tui_reader.markdown.shortcodes.shortcode_kinds import SHORTCODES
from tui_reader.marks import highlights, journal_file
from tui_reader.search import query_parser
from tui_reader.store import archetypes, local_source, walk
from tui_reader.store.front_matter import fields as header_fields
from tui_reader.store.front_matter import yaml_header
from tui_reader.terminal import osc
from tui_reader.text import shortcode_lexer
from tui_reader.text.formula import boxes, tex_parser
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.commands.command_table import COMMANDS
from tui_reader.ui.keys import show_keys

MANUAL = Path(__file__).resolve().parents[1] / "docs" / "manual"

LIMITS = {
    "file of a post": [local_source.POST_BYTES],
    "header": [yaml_header.MAX_SIZE],
    "levels in a header": [yaml_header.MAX_DEPTH],
    "terms of one list": [header_fields.MAX_TERMS],
    "problems of one post": [header_fields.MAX_PROBLEMS],
    "folders inside one another": [walk.MAX_DEPTH],
    "file of the site's configuration": [local_source.CONFIG_BYTES],
    "repetitions in a pattern": [walk.MOST_REPEATS],
    "faults in settings": [settings_file.MOST_NAMED],
    "lines with text": [parser.MOST_LINES],
    "signs of Markdown": [inline_reader.MOST_SIGNS],
    "opening brackets": [inline_reader.MOST_BRACKETS],
    "pictures in one paragraph": [block_reader.MOST_PICTURES],
    "characters of one shortcode's tag": [shortcode_lexer.LONGEST_TAG],
    "pixels and bytes of a picture": [max(image_file.MOST_PIXELS.values()), image_file.MOST_BYTES],
    "one picture of an export": [picture_files.MOST_BYTES, picture_files.MOST_TOGETHER],
    "archetype": [archetypes.ARCHETYPE_BYTES, archetypes.MOST_FILES],
    "characters of a formula": [formula_rules.MOST_CHARACTERS, formula_rules.MOST_LINES],
    "tokens of a formula": [tex_parser.MOST_TOKENS, boxes.MOST_CELLS, boxes.MOST_LINES],
    "characters of a block of code": [code_roles.LONGEST, code_roles.LONGEST_LINE],
    "bytes that are copied": [osc.MAX_CLIPBOARD],
    "bytes of an address": [osc.MAX_LINK],
    "characters of a highlighted passage": [highlights.MOST_QUOTE],
    "a journal of marks": [journal_file.MOST_BYTES, journal_file.MOST_LINE],
    "conditions and levels": [query_parser.MAX_CONDITIONS, query_parser.MAX_DEPTH],
}
"""Limits that a person may meet, by how their row in the page of bounds begins."""


def page(name: str) -> str:
    return (MANUAL / f"{name}.md").read_text("utf-8")


def as_written(limit: int) -> set[str]:
    """The ways in which the manual writes a number or a size."""
    sizes = {f"{limit >> shift} {unit}" for shift, unit in ((10, "KB"), (20, "MB")) if limit % (1 << shift) == 0}
    return sizes | {f"{limit:,}"} | ({f"{limit // 1_000_000} million"} if limit % 1_000_000 == 0 else set())


@pytest.mark.parametrize("begin", LIMITS)
def test_a_limit_stands_in_its_row(begin: str) -> None:
    (bounds,) = re.findall(rf"^\| {re.escape(begin)}[^|]*\| ([^|]+) \|", page("bounds"), re.MULTILINE)
    written = re.split(r", (?=\d)", bounds.strip())
    assert [bool(as_written(limit) & {text}) for limit, text in zip(LIMITS[begin], written, strict=True)] == [
        True
    ] * len(written), bounds


def test_sizes_of_the_users_own_files_are_those_of_the_row_for_settings() -> None:
    assert user_files.MOST_BYTES == local_source.CONFIG_BYTES
    assert f"{bookmark_formats.MOST_CHARACTERS >> 20} million" in page("bounds")


def parsers(of: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield of
    for below in of.commands.values():  # type: ignore[attr-defined]
        yield from parsers(below)


def test_every_command_and_option_is_there() -> None:
    text = page("commands")
    for command in parsers(build_parser(load_commands().values())):
        name = command.prog.removeprefix("newsreader").strip()
        assert not name or re.search(rf"^##+ {re.escape(name)}$", text, re.MULTILINE), name
        options = {option for action in command._actions for option in action.option_strings} - {"-h", "--help"}
        assert [option for option in options if f"`{option}" not in text] == []


def test_every_key_action_and_typed_command_is_there() -> None:
    text = page("keys")
    for action in ACTIONS:
        (row,) = re.findall(rf"^\|.*\| `{action.id}` \|$", text, re.MULTILINE)
        assert [key for key in show_keys(action).split() if f"`{key}`".replace("|", "\\|") not in row] == []
    assert [command.name for command in COMMANDS if f"| `:{command.name} " not in text] == []


def test_every_setting_is_there() -> None:
    text = page("settings")
    assert [name for name in setting_names() if f"| `{name}` |" not in text] == []
    assert {item.name for item in fields(Settings)} >= set(setting_names())


def test_every_field_of_a_query_is_there() -> None:
    named = set(re.findall(r"`(\w+):", page("queries")))
    assert {*query_parser.FIELDS, *query_parser.CONDITIONS} <= named


def test_every_shortcode_is_there() -> None:
    assert [name for name in SHORTCODES if f"`{name}`" not in page("shortcodes")] == []


def test_every_page_is_reached_from_the_first() -> None:
    linked = set(re.findall(r"\]\((\w[\w-]*)\.md\)", page("README")))
    assert {file.stem for file in MANUAL.glob("*.md")} - {"README"} <= linked
