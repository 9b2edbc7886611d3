"""The handlers through which python-frontmatter finds, splits and decodes headers as Hugo does: YAML, TOML and JSON.

They take the place of the library's own, which end a header and read its values otherwise than Hugo.
"""

import json
import re
from collections import Counter
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from tui_reader.store.front_matter.yaml_header import MAX_DEPTH, HeaderError, load_yaml
from tui_reader.store.front_matter.yaml_scalar import MAX_SIZE
from tui_reader.text.toml import read_toml

Double = tuple[str, int, int]
"""A key that stands twice, with line and column inside the header from 1; 0 where they are not known."""

_JSON_MARKS = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|\\.|[{}]', re.DOTALL)
"""A whole text, an escaped sign or a brace."""
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class HeaderHandler(BaseHandler):
    """A handler for a header between two equal fences; its closing fence may be glued to text."""

    form = "yaml"
    """The form of the header, as `Header.form` has it."""
    fence = "---"
    """What opens the header and, on a line of its own, closes it."""

    def __init__(self) -> None:
        super().__init__(re.compile(re.escape(self.fence)), self.fence, self.fence)

    def detect(self, text: str) -> bool:
        """Does `text`, without blanks and byte order mark before it, begin with the fence?"""
        return text.startswith(self.fence)

    def bounds(self, text: str) -> tuple[int, int, int]:
        """Where the header begins and ends, and the end of what closes it; raises HeaderError where nothing does."""
        start = len(self.fence)
        if text[start : start + 1] == "\n" and text.startswith(self.fence, start + 1):
            return start, start, 2 * start + 1
        close = text.find("\n" + self.fence, start)
        if close < 0:
            raise HeaderError(f"the header is never closed by {self.fence}", 1, 1, "header-unclosed")
        return start, close + 1, close + 1 + start

    def split(self, text: str) -> tuple[str, str]:
        """Header and body; raises HeaderError where the header is never closed."""
        start, end, behind = self.bounds(text)
        return text[start:end], text[behind:]

    def read(self, source: str) -> tuple[Any, list[Double]]:
        """The header's value and the keys that stand in it twice; raises HeaderError."""
        raise NotImplementedError

    def load(self, fm: str, **_: object) -> Any:
        """The header's value; raises HeaderError."""
        return self.read(fm)[0]


class YamlHandler(HeaderHandler, YAMLHandler):
    """YAML between `---`."""

    def read(self, source: str) -> tuple[Any, list[Double]]:
        """The header's value and its double keys; raises HeaderError."""
        return load_yaml(source)


class TomlHandler(HeaderHandler):
    """TOML between `+++`; read by the standard library, where python-frontmatter would need another package."""

    form = "toml"
    fence = "+++"

    def read(self, source: str) -> tuple[Any, list[Double]]:
        """The header's value; TOML knows no double keys. Raises HeaderError."""
        _check_size(source)
        try:
            return read_toml(source), []
        except RecursionError as error:
            raise HeaderError(f"header nested deeper than {MAX_DEPTH}", code="header-too-deep") from error
        except ValueError as error:
            place = _TOML_PLACE.search(str(error))
            line, column = (int(place[1]), int(place[2])) if place else (0, 0)
            raise HeaderError(_TOML_PLACE.sub("", str(error)).strip(), line, column) from error


class JsonHandler(HeaderHandler, JSONHandler):
    """A JSON object at the very start; its end is found by counting braces outside strings."""

    form = "json"
    fence = "{"

    def detect(self, text: str) -> bool:
        """A brace that does not begin a shortcode."""
        return text.startswith("{") and not text.startswith(("{{<", "{{%"))

    def bounds(self, text: str) -> tuple[int, int, int]:
        """Where the object begins and ends; raises HeaderError where its braces never close."""
        depth = 0
        for mark in _JSON_MARKS.finditer(text):
            if mark[0] not in ("{", "}"):
                continue
            depth += 1 if mark[0] == "{" else -1
            if depth == 0:
                return 0, mark.end(), mark.end()
        raise HeaderError("the header is never closed by }", 1, 1, "header-unclosed")

    def read(self, source: str) -> tuple[Any, list[Double]]:
        """The object and its double keys; raises HeaderError."""
        _check_size(source)
        doubles: list[Double] = []

        def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            built = dict(pairs)
            if len(built) < len(pairs):
                doubles.extend((name, 0, 0) for name, count in Counter(name for name, _ in pairs).items() if count > 1)
            return built

        try:
            return json.loads(source, object_pairs_hook=build), doubles
        except json.JSONDecodeError as error:
            raise HeaderError(error.msg, error.lineno, error.colno) from error
        except ValueError as error:
            raise HeaderError(str(error)) from error
        except RecursionError as error:
            raise HeaderError(f"header nested deeper than {MAX_DEPTH}", code="header-too-deep") from error


class Reading(BaseHandler):
    """A handler for one header on its way through `frontmatter.parse`: hands everything on to the handler of its
    form, and keeps what the library does not return.
    """

    def __init__(self, handler: HeaderHandler) -> None:
        super().__init__(handler.FM_BOUNDARY)
        self.handler = handler
        self.bounds = (0, 0, 0)
        """Where the header begins and ends, and the end of what closes it; all 0 before it is split."""
        self.value: Any = None
        """What the header says, a mapping or not."""
        self.doubles: list[Double] = []
        """Keys that stand in it twice."""

    def split(self, text: str) -> tuple[str, str]:
        """Header and body; raises HeaderError where the header is never closed."""
        start, end, behind = self.bounds = self.handler.bounds(text)
        return text[start:end], text[behind:]

    def load(self, fm: str) -> Any:
        """The header's value; raises HeaderError."""
        self.value, self.doubles = self.handler.read(fm)
        return self.value


def _check_size(text: str) -> None:
    if len(text) > MAX_SIZE:
        raise HeaderError(f"header larger than {MAX_SIZE // 1024} KB", code="header-too-large")


frontmatter.handlers[:] = (YamlHandler(), TomlHandler(), JsonHandler())
"""The library's list of handlers, in the order they are asked whether a text is theirs; none of them holds state."""
