"""Split a post into header and body as Hugo does, and read the header: YAML, TOML, JSON, or the keywords of an Org
file.
"""

import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from frontmatter.default_handlers import BaseHandler

from tui_reader.model.post import Problem
from tui_reader.store.front_matter.yaml_fast import read_simple
from tui_reader.store.front_matter.yaml_header import MAX_DEPTH, MAX_SIZE, NOT_TEXT, HeaderError, load_yaml

_START = re.compile(r"[\ufeff\s]*")
_JSON_MARKS = re.compile(r'[{}"\\]')
_ORG_LINE = re.compile(r"#\+(\w+)(?:\[\])?:[ \t]*(.*)\n?|[ \t]*\n")
_SIMPLE_LINE = re.compile(r"^[ \t]{0,2}\"?([A-Za-z_]\w*)\"?[ \t]*[:=][ \t]+(\S.*)$", re.MULTILINE)
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_EMPTY_HEADER = "write a header, or an empty one: --- and --- on lines of their own"
_MISTAKEN = {
    "{": ("Hugo takes a shortcode at the very start for a JSON header", "body-shortcode"),
    "-": ("Hugo takes a dash at the very start for the fence of a header", "body-fence"),
    "+": ("Hugo takes a plus sign at the very start for the fence of a header", "body-fence"),
}
"""What is wrong with a body that has no header before it, by the sign it begins with."""
_REFUSED = "Hugo refuses this header and would not build the site"


@dataclass(frozen=True, slots=True)
class Header:
    """A header as it stands in the file and what it says."""

    form: str
    """`yaml`, `toml`, `json`, `org`, or empty where there is none."""
    text: str
    """Source of the header without its fences."""
    line: int
    """Line of the file where `text` begins, from 1."""
    values: dict[str, Any] = field(default_factory=dict)
    """Keys in lower case; of keys that differ only in case the last one holds."""
    body: str = ""
    """Everything behind the header."""
    body_line: int = 1
    """Line of the file where `body` begins, from 1."""
    problems: tuple[Problem, ...] = ()
    """Why the header could not be read, or keys that stand in it twice."""


class FencedHandler(BaseHandler):
    """A python-frontmatter handler for a header between two equal fences; its closing fence may be glued to text."""

    fence = "---"
    form = "yaml"

    def __init__(self) -> None:
        super().__init__(re.compile(rf"\s*{re.escape(self.fence)}"), self.fence, self.fence)

    def detect(self, text: str) -> bool:
        """Does `text`, blanks and byte order mark taken off, begin with the fence?"""
        return text.startswith(self.fence)

    def split(self, text: str) -> tuple[str, str]:
        """Header and body; raises HeaderError where the header is never closed."""
        start = len(self.fence)
        if text[start : start + 1] == "\n" and text.startswith(self.fence, start + 1):
            return "", _after_line_end(text, 2 * start + 1)
        close = text.find("\n" + self.fence, start)
        if close < 0:
            raise HeaderError(f"the header is never closed by {self.fence}", 1, 1, "header-unclosed")
        return text[start : close + 1], _after_line_end(text, close + 1 + len(self.fence))

    def load(self, fm: str) -> Any:
        """The header's value with its double keys."""
        simple = read_simple(fm)
        return (simple, []) if simple is not None else load_yaml(fm)


class TomlHandler(FencedHandler):
    """TOML between `+++`."""

    fence = "+++"
    form = "toml"

    def load(self, fm: str) -> Any:
        """The header's value; TOML knows no double keys."""
        _check_size(fm)
        try:
            return tomllib.loads(fm), []
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            place = _TOML_PLACE.search(str(error))
            line, column = (int(place[1]), int(place[2])) if place else (0, 0)
            raise HeaderError(_TOML_PLACE.sub("", str(error)).strip(), line, column) from error


class JsonHandler(FencedHandler):
    """A JSON object at the very start; its end is found by counting braces outside strings."""

    fence = "{"
    form = "json"

    def detect(self, text: str) -> bool:
        """A brace that does not begin a shortcode."""
        return text.startswith("{") and not text.startswith(("{{<", "{{%"))

    def split(self, text: str) -> tuple[str, str]:
        """Header and body; raises HeaderError where the braces never close."""
        depth, quoted, skip = 0, False, -1
        for mark in _JSON_MARKS.finditer(text):
            sign, at = mark[0], mark.start()
            if at == skip:
                continue
            if sign == "\\":
                skip = at + 1
            elif sign == '"':
                quoted = not quoted
            elif not quoted:
                depth += 1 if sign == "{" else -1
                if depth == 0:
                    return text[: at + 1], _after_line_end(text, at + 1)
        raise HeaderError("the header is never closed by }", 1, 1, "header-unclosed")

    def load(self, fm: str) -> Any:
        """The header's value with its double keys."""
        _check_size(fm)
        doubles: list[tuple[str, int, int]] = []

        def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            built = dict(pairs)
            if len(built) < len(pairs):
                names = [name for name, _ in pairs]
                doubles.extend((name, 0, 0) for name in built if names.count(name) > 1)
            return built

        try:
            return json.loads(fm, object_pairs_hook=build), doubles
        except json.JSONDecodeError as error:
            raise HeaderError(error.msg, error.lineno, error.colno) from error
        except (RecursionError, ValueError) as error:
            raise HeaderError(f"header nested deeper than {MAX_DEPTH}", code="header-too-deep") from error


HANDLERS: tuple[FencedHandler, ...] = (FencedHandler(), TomlHandler(), JsonHandler())
"""Handlers in the order they are asked whether a text is theirs."""


def read_header(text: str, org: bool = False) -> Header:
    """Split `text` and read its header; never raises: what is wrong is in `problems`, the body is always there."""
    start = _START.match(text)
    offset = start.end() if start else 0
    rest = text[offset:] if offset else text
    line = text.count("\n", 0, offset) + 1
    for handler in HANDLERS:
        if handler.detect(rest):
            return _read_with(handler, rest, line)
    if org and rest.startswith("#+"):
        return _read_org(rest, line)
    message, code = _MISTAKEN.get(rest[:1], ("", ""))
    problems = (Problem("body", message, line, 1, _EMPTY_HEADER, code),) if code else ()
    return Header("", "", line, body=text, problems=problems)


def _read_with(handler: FencedHandler, rest: str, line: int) -> Header:
    try:
        source, body = handler.split(rest)
    except HeaderError as error:
        return Header("", "", line, body=rest, body_line=line, problems=(_problem(error, line),))
    body_line = line + rest.count("\n", 0, len(rest) - len(body))
    try:
        value, doubles = handler.load(source)
    except HeaderError as error:
        return Header(handler.form, source, line, _salvage(source), body, body_line, (_problem(error, line),))
    problems = tuple(_double(name, at, column, line) for name, at, column in doubles)
    if value is None:
        value = {}
    if not isinstance(value, dict):
        kind = "list" if isinstance(value, list) else "text"
        wrong = Problem(
            "header", f"the header is a {kind}, not keys and values", line, 1, _REFUSED, "header-no-mapping"
        )
        return Header(handler.form, source, line, {}, body, body_line, (wrong,))
    lowered, clashes = _lower_keys(value, line)
    return Header(handler.form, source, line, lowered, body, body_line, (*problems, *clashes))


def _lower_keys(value: dict[Any, Any], line: int) -> tuple[dict[str, Any], list[Problem]]:
    """Keys in lower case; of two that differ in case alone Hugo keeps the one that is not all small."""
    clashes: list[Problem] = []
    lowered: dict[str, Any] = {}
    others: list[tuple[str, str, Any]] = []
    for key, item in value.items():
        text = key if key.__class__ is str else str(key)
        name = text.lower()
        if name == text:
            lowered[name] = item
        else:
            others.append((text, name, item))
    for key, name, item in others:
        if name in lowered:
            text = f"{key} and {name} are one key to Hugo; {key} holds"
            clashes.append(Problem(name, text, line, hint="keep one of them", code="key-case"))
        lowered[name] = item
    return lowered, clashes


def _salvage(source: str) -> dict[str, Any]:
    """What single lines of a broken header still say: better than nothing for the list, and drafts stay drafts."""
    values: dict[str, Any] = {}
    for name, line in _SIMPLE_LINE.findall(source[:MAX_SIZE]):
        text = line.rstrip(" \t,")
        one = read_simple(f"{name}: {text}\n")
        value = one[name] if one is not None and name in one else text.strip(" \t\"',")
        if value in (None, "") or (isinstance(value, str) and _is_markup(name, value)):
            continue
        values.setdefault(name.lower(), value)
    return values


def _is_markup(name: str, text: str) -> bool:
    """Is this the start of a YAML structure, or a template nobody filled in, and no text to show?"""
    return "{{" in text or (text[0] in "[{|>&*" and name.lower() != "title")


def _read_org(rest: str, line: int) -> Header:
    values: dict[str, Any] = {}
    position = 0
    while position < len(rest) and (match := _ORG_LINE.match(rest, position)):
        if match[1]:
            name = match[1].lower()
            values[name] = match[2].split() if name in ("tags", "categories", "aliases") else match[2].strip()
        position = match.end()
    return Header("org", rest[:position], line, values, rest[position:], line + rest.count("\n", 0, position))


def _problem(error: HeaderError, line: int) -> Problem:
    at = line + error.line - 1 if error.line else line
    return Problem(
        "header", f"the header cannot be read: {error.message}", at, error.column or None, _REFUSED, error.code
    )


def _double(name: str, at: int, column: int, line: int) -> Problem:
    if name == NOT_TEXT:
        return Problem("header", "a key of the header is not text", line + at - 1, column, _REFUSED, "key-not-text")
    row, cell = (line + at - 1, column) if at else (line, None)
    return Problem(
        name.lower(), f"the key {name} stands in the header twice", row, cell, "keep one of them", "key-double"
    )


def _check_size(text: str) -> None:
    if len(text) > MAX_SIZE:
        raise HeaderError(f"header larger than {MAX_SIZE // 1024} KB", code="header-too-large")


def _after_line_end(text: str, at: int) -> str:
    """What follows `at`, without the line end right there and the blanks before it."""
    end = at
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return text[end + 1 :] if text[end : end + 1] == "\n" else text[at:]
