"""TOML is read as the standard library reads it, but for keys so deep that it would take gigabytes."""

import tomllib

import pytest

from tui_reader.text.toml import DEEPEST_KEY, read_toml

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
