"""Split a post into header and body as Hugo does, and read the header: YAML, TOML, JSON, or the keywords of an Org
file.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tui_reader.model.dataclass import dataclass, field
from tui_reader.model.post import Problem
from tui_reader.store.formats import FORMATS, Format
from tui_reader.store.front_matter.yaml_fast import read_simple
from tui_reader.store.front_matter.yaml_scalar import MAX_SIZE, NOT_TEXT

if TYPE_CHECKING:
    from tui_reader.store.front_matter.yaml_header import HeaderError

_START = re.compile(r"[\ufeff\s]*")
_ORG_LINE = re.compile(r"#\+([^:\n]+):(?:(?:[ \t]+(.*))?(?:\n|\Z)|.*\n?)")
_ORG_DATE = re.compile(r"[<\[](\d{4}-\d{2}-\d{2}) ")
_BLANK_LINES = re.compile(r"(?:[ \t]*+\n)*+")
_SIMPLE_LINE = re.compile(r"^[ \t]{0,2}\"?([A-Za-z_]\w*)\"?[ \t]*[:=][ \t]+(\S.*)$", re.MULTILINE)
_EMPTY_HEADER = "write a header, or an empty one: --- and --- on lines of their own"
_MISTAKEN = {
    "{": ("Hugo takes a shortcode at the very start for a JSON header", "body-shortcode"),
    "-": ("Hugo takes a dash at the very start for the fence of a header", "body-fence"),
    "+": ("Hugo takes a plus sign at the very start for the fence of a header", "body-fence"),
}
"""What is wrong with a body that has no header before it, by the character it begins with."""
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


def read_header(text: str, form: Format = FORMATS[".md"]) -> Header:
    """Split `text`, whose lines end in `\\n`, and read its header; never raises: what is wrong is in `problems`, the
    body is always there.
    """
    start = _START.match(text)
    offset = start.end() if start else 0
    rest = text[offset:] if offset else text
    line = text.count("\n", 0, offset) + 1
    header = read_plain(rest, line) or read_fenced(rest, line)
    if header is not None:
        return header
    if form.header == "org" and rest.startswith("#+"):
        return _read_org(rest, line)
    message, code = _MISTAKEN.get(rest[:1], ("", ""))
    problems = (Problem("body", message, line, 1, _EMPTY_HEADER, code),) if code else ()
    return Header("", "", line, body=text, problems=problems)


def read_plain(rest: str, line: int) -> Header | None:
    """The header most posts have, plain YAML, without the library: some three times as fast as `read_fenced`, which
    gives the same. None for every other one.

    `rest` begins at `line` of the file, from 1.
    """
    close = rest.find("\n---", 3) if rest.startswith("---\n") else -1
    values = read_simple(rest[3 : close + 1]) if close > 3 else None
    if values is None:
        return None
    return _header("yaml", rest, line, (3, close + 1, close + 4), (values, ()))


def read_fenced(rest: str, line: int) -> Header | None:
    """The header as python-frontmatter finds, splits and decodes it with our handlers; None where there is none."""
    import frontmatter  # noqa: PLC0415 - with PyYAML more than 2 MB, for headers that are not plain

    from tui_reader.store.front_matter.header_handlers import HeaderHandler, Reading  # noqa: PLC0415 - the same
    from tui_reader.store.front_matter.yaml_header import HeaderError  # noqa: PLC0415 - the same

    handler = frontmatter.detect_format(rest, frontmatter.handlers)
    if not isinstance(handler, HeaderHandler):
        return None
    reading = Reading(handler)
    try:
        values, _ = frontmatter.parse(rest, handler=reading)
    except HeaderError as error:
        problem = _problem(error, line)
        if not reading.bounds[-1]:
            return Header("", "", line, body=rest, body_line=line, problems=(problem,))
        start, end, _ = reading.bounds
        return _header(handler.form, rest, line, reading.bounds, (_salvage(rest[start:end]), (problem,)))
    problems = [_double(name, at, column, line) for name, at, column in reading.doubles]
    if reading.value is not None and not isinstance(reading.value, dict):
        kind = "list" if isinstance(reading.value, list) else "text"
        message = f"the header is a {kind}, not keys and values"
        problems = [Problem("header", message, line, 1, _REFUSED, "header-no-mapping")]
    return _header(handler.form, rest, line, reading.bounds, (values, problems))


Bounds = tuple[int, int, int]
"""Where a header begins and ends in a text, and the end of what closes it."""
Said = tuple[dict[Any, Any], Iterable[Problem]]
"""What a header says, and what is wrong with it."""


def _header(form: str, rest: str, line: int, bounds: Bounds, said: Said) -> Header:
    start, end, behind = bounds
    body = _after_line_end(rest, behind)
    body_line = line + rest.count("\n", 0, len(rest) - len(body))
    lowered, clashes = _lower_keys(said[0], line)
    return Header(form, rest[start:end], line, lowered, body, body_line, (*said[1], *clashes))


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
            clashes.append(Problem(name, text, line, hint="keep the one with capitals, which holds", code="key-case"))
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
    """The keywords at the beginning of an Org file; of one that stands several times all values hold."""
    texts: dict[str, str] = {}
    position = 0
    while position < len(rest) and (match := _ORG_LINE.match(rest, position)):
        name = match[1].lower()
        texts[name] = f"{texts.get(name, '')}\n{match[2] or ''}".strip()
        position = match.end()
    position = _BLANK_LINES.match(rest, position).end()  # type: ignore[union-attr]
    values = {name.removesuffix("[]"): _org_value(name, text) for name, text in texts.items()}
    return Header("org", rest[:position], line, values, rest[position:], line + rest.count("\n", 0, position))


def _org_value(name: str, text: str) -> str | list[str]:
    """What a keyword says: a list where its name ends in `[]` or it stands several times; a date without its day of
    the week.
    """
    if name.endswith("[]"):
        return text.split()
    if "\n" in text:
        return text.split("\n")
    if name == "filetags":
        return text.removeprefix(":").removesuffix(":").split(":")
    date = _ORG_DATE.search(text) if name in ("date", "lastmod", "publishdate", "expirydate") else None
    return date[1] if date and max(text.rfind(">"), text.rfind("]")) >= date.end() else text


def _problem(error: "HeaderError", line: int) -> Problem:
    at = line + error.line - 1 if error.line else line
    return Problem(
        "header", f"the header cannot be read: {error.message}", at, error.column or None, _REFUSED, error.code
    )


def _double(name: str, at: int, column: int, line: int) -> Problem:
    if name == NOT_TEXT:
        return Problem("header", "a key of the header is not text", line + at - 1, column, _REFUSED, "key-not-text")
    row, cell = (line + at - 1, column) if at else (line, None)
    return Problem(
        name.lower(),
        f"the key {name} stands in the header twice",
        row,
        cell,
        "keep the last of them, which holds",
        "key-double",
    )


def _after_line_end(text: str, at: int) -> str:
    """What follows `at`, without the line end right there and the blanks before it."""
    end = at
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return text[end + 1 :] if text[end : end + 1] == "\n" else text[at:]
