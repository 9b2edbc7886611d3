"""YAML as Hugo reads it.

PyYAML's C parser kills the process on deep nesting, so depth and size are looked at before it.
"""

import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tui_reader.store.front_matter.yaml_scalar import MAX_SIZE, NOT_TEXT, read_scalar

if TYPE_CHECKING or yaml.__with_libyaml__:
    from yaml import CSafeLoader as SafeLoader
else:
    from yaml import SafeLoader

IS_FAST: bool = yaml.__with_libyaml__
"""PyYAML has its part in C, which reads some ten times as fast."""
MAX_DEPTH = 64
"""Deepest nesting passed on; the C parser dies in a thread with a small stack from about 600."""

_MERGE = "tag:yaml.org,2002:merge"
_BRACKETS = re.compile(r"[\[{]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_STACKED = re.compile(rf"(?:[-?:][ \t]+){{{MAX_DEPTH}}}")


class HeaderError(Exception):
    """A header that cannot be read: `line` counts from 1 inside the header, `column` from 1; 0 where unknown."""

    def __init__(self, message: str, line: int = 0, column: int = 0, code: str = "header-unreadable") -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.code = code


class HugoLoader(SafeLoader):
    """PyYAML's loader, the one in C where it is there, with Hugo's reading of scalars, tags ignored, and the place of
    double keys kept.
    """

    yaml_implicit_resolvers = {"<": [(_MERGE, re.compile(r"<<\Z"))]}

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.doubles: list[tuple[str, int, int]] = []

    def flatten_mapping(self, node: MappingNode) -> None:
        """Merge `<<` keys, each key once, so that merges of merges cannot grow without bound."""
        own = [pair for pair in node.value if pair[0].tag != _MERGE]
        merged: dict[str, tuple[Node, Node]] = {}
        for source in _merged_sources(node):
            self.flatten_mapping(source)
            for pair in source.value:
                merged.setdefault(str(pair[0].value)[:200], pair)
        names = {key.value for key, _ in own if isinstance(key, ScalarNode)}
        node.value = [pair for name, pair in merged.items() if name not in names] + own

    def construct_header_mapping(self, node: MappingNode) -> Any:
        """A dict with text keys; a key written twice keeps the last value and is noted in `doubles`."""
        self.flatten_mapping(node)
        result: dict[str, Any] = {}
        yield result
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, ScalarNode) else NOT_TEXT
            if key in result or key == NOT_TEXT:
                mark = key_node.start_mark
                self.doubles.append((key, mark.line + 1, mark.column + 1))
            result[key] = self.construct_object(value_node, deep=True)

    def construct_any(self, suffix: str, node: Node) -> Any:
        """Tags mean nothing to Hugo: build what stands behind them."""
        if isinstance(node, ScalarNode):
            return self.construct_header_scalar(node)
        if isinstance(node, SequenceNode):
            return [self.construct_object(item, deep=True) for item in node.value]
        if not isinstance(node, MappingNode):
            return None
        built: dict[str, Any] = {}
        for step in self.construct_header_mapping(node):
            built = step
        return built

    def construct_header_scalar(self, node: ScalarNode) -> Any:
        """Plain scalars get their kind, quoted ones and blocks stay text."""
        return node.value if node.style else read_scalar(node.value)


def _merged_sources(node: MappingNode) -> list[MappingNode]:
    """The mappings that a mapping merges by `<<`, itself left out."""
    sources: list[Node] = []
    for key, value in node.value:
        if key.tag == _MERGE:
            sources.extend(value.value if isinstance(value, SequenceNode) else [value])
    return [source for source in sources if isinstance(source, MappingNode) and source is not node]


HugoLoader.yaml_constructors = {
    "tag:yaml.org,2002:map": HugoLoader.construct_header_mapping,
    "tag:yaml.org,2002:str": HugoLoader.construct_header_scalar,
    _MERGE: HugoLoader.construct_header_scalar,
    "tag:yaml.org,2002:seq": HugoLoader.construct_yaml_seq,
}
HugoLoader.yaml_multi_constructors = {"": HugoLoader.construct_any}


def guard(text: str) -> None:
    """Raise HeaderError where `text` is larger or nested deeper than the C parser can be trusted with."""
    if len(text) > MAX_SIZE:
        raise HeaderError(f"header larger than {MAX_SIZE // 1024} KB", code="header-too-large")
    if len(_BRACKETS.findall(text)) > MAX_DEPTH and _flow_depth(text) > MAX_DEPTH:
        raise HeaderError(f"header nested deeper than {MAX_DEPTH}", code="header-too-deep")
    if _STACKED.search(text) or _indents(text) > MAX_DEPTH:
        raise HeaderError(f"header nested deeper than {MAX_DEPTH}", code="header-too-deep")


def _flow_depth(text: str) -> int:
    """Deepest run of open brackets; brackets in quotes count too, which only errs towards refusing."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _indents(text: str) -> int:
    """How many different indents the deepest chain of block lines stacks up."""
    stack: list[int] = []
    deepest = 0
    for line in text.split("\n"):
        lead = _lead(line)
        if lead is None:
            continue
        while stack and stack[-1] >= len(lead):
            stack.pop()
        stack.append(len(lead))
        deepest = max(deepest, len(stack) + lead.count("-"))
    return deepest


def _lead(line: str) -> str | None:
    """The blanks and dashes a line begins with, before its first other sign or its last dash; None where it is
    blank.
    """
    rest = line.lstrip("-? \t")
    lead = line[: len(line) - len(rest)]
    if rest and not rest[0].isspace():
        return lead
    marks = lead.rstrip(" \t")
    return marks[:-1] if marks else None


def load_yaml(text: str) -> tuple[Any, list[tuple[str, int, int]]]:
    """The value of a YAML text and its double keys as (key, line, column); raises HeaderError."""
    guard(text)
    try:
        loader = HugoLoader(_CONTROLS.sub(" ", text))
        try:
            return loader.get_single_data(), loader.doubles
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise HeaderError(error.problem or error.context or "cannot be read", line, column) from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise HeaderError(str(error).splitlines()[0] if str(error) else "cannot be read") from error
