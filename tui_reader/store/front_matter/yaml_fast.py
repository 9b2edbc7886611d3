"""The header most posts have, `key: value` line by line, read without the YAML parser: some six times as fast.

It never reads anything differently from `yaml_header`: every line that is not plain is left to the parser.
"""

import re
from typing import Any

from tui_reader.store.front_matter.yaml_scalar import read_scalar

_PLAIN_WORD = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<][^\s,\[\]{}:#'\"]*"
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
_PLAIN_LINE = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<](?:[^\s:#]|:(?=[^\s])|(?<=[^\s])#|[ ](?=[^\s#]))*"
_FLOW = rf"\[[ ]*(?:(?:{_QUOTED}|{_PLAIN_WORD})[ ]*(?:,[ ]*(?:{_QUOTED}|{_PLAIN_WORD})[ ]*)*)?\]"
_LINE = re.compile(
    rf"(?:([A-Za-z_][\w-]*):(?:[ ]+({_QUOTED}|{_FLOW}|{_PLAIN_LINE}))?|([ ]*)-[ ]+({_QUOTED}|{_PLAIN_LINE}))?[ ]*(?:\n|\Z)"
)
_ITEM = re.compile(rf"({_QUOTED})|({_PLAIN_WORD})")
_RESERVED = frozenset(("true", "false", "null"))


def read_simple(text: str) -> dict[str, Any] | None:
    """The mapping in `text`; None where any line needs the parser (nesting, comments, escapes, double keys)."""
    values: dict[str, Any] = {}
    position, end = 0, len(text)
    items: list[Any] | None = None
    key = ""
    indent: str | None = None
    match_line = _LINE.match
    while position < end:
        match = match_line(text, position)
        if match is None:
            return None
        position = match.end()
        name, value, dash_indent, item = match.groups()
        if name is not None:
            if name in values or name.lower() in _RESERVED:
                return None
            key, items, indent = name, None, None
            values[name] = None if value is None else _value(value)
            if value is None:
                items = []
        elif item is not None:
            if items is None or (indent is not None and indent != dash_indent):
                return None
            indent = dash_indent
            items.append(_scalar(item))
            values[key] = items
    return values


def _value(text: str) -> Any:
    if text[0] == "[":
        return [quoted[1:-1] if quoted else read_scalar(plain) for quoted, plain in _ITEM.findall(text)]
    return _scalar(text)


def _scalar(text: str) -> Any:
    return text[1:-1] if text[0] in "\"'" else read_scalar(text)
