"""TOML is read as the standard library reads it, but for keys so deep that it would take gigabytes."""

import tomllib

import pytest

from tui_reader.text.toml import DEEPEST_KEY, KeyLines, read_toml

DEEP = "a." * (DEEPEST_KEY + 1) + "b"


@pytest.mark.parametrize(
    "text",
    [
        f"{DEEP} = 1",
        f"[{DEEP}]",
        f"[[{DEEP}]]",
        f"x = {{{DEEP} = 1}}",
        '"a".' * (DEEPEST_KEY + 1) + "b = 1",
        "'a' . " * (DEEPEST_KEY + 1) + "b = 1",
        'title = """a "" b"""\n' + DEEP + " = 1",
    ],
)
def test_a_key_nested_too_deep_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=str(DEEPEST_KEY)):
        read_toml(text)


@pytest.mark.parametrize("text", ["a = " + "[" * 9999, "a = " + "{a = " * 9999])
def test_a_value_nested_too_deep_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_toml(text)


@pytest.mark.parametrize(
    "text",
    [
        "a." * (DEEPEST_KEY - 2) + "b = 1",
        f'title = "{DEEP}"',
        f"title = '{DEEP}'",
        f'title = """\n{DEEP}\n\\""" and {DEEP}"""',
        f"title = '''\n{DEEP}\n'''",
        f"# {DEEP}\na = 1",
        "a = [" + "1.5, " * 200 + "]",
        "\n".join(f"a{number}.b = 1" for number in range(200)),
    ],
)
def test_dots_that_part_no_keys_are_read(text: str) -> None:
    assert read_toml(text) == tomllib.loads(text)


LINES = """a = 1
"b c" = 2
[keys]
next = "j"
'odd' = 3
[[feeds]]
path = "x"
[[feeds]]
name = "y"
path = "z"
broken
"""


@pytest.mark.parametrize(
    ("place", "nth", "line"),
    [
        (("a",), 0, 1),
        (("b c",), 0, 2),
        (("keys",), 0, 3),
        (("keys", "next"), 0, 4),
        (("keys", "odd"), 0, 5),
        (("keys", "missing"), 0, 3),
        (("feeds", "path"), 0, 7),
        (("feeds", "path"), 1, 10),
        (("feeds", "name"), 0, 6),
        (("nothing", "at"), 0, 1),
    ],
)
def test_the_line_of_a_key_is_found_also_where_the_text_is_refused(place: tuple[str, ...], nth: int, line: int) -> None:
    assert KeyLines(LINES).of(*place, nth=nth) == line
