"""Fills in an archetype: the fields and functions of Hugo's templates that archetypes use (pure).

What is none of them stays as it stands, and its line is named: an author sees it in the file that was made.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from tui_reader.model.dataclass import dataclass
from tui_reader.store.formats import without_suffix

_ACTION = re.compile(
    r"(?P<before>(?<!\s)\s++|)\{\{(?![<%])(?P<cut>-\s)?(?P<inside>.{0,500}?)(?P<cut_behind>\s-)?\}\}(?P<after>\s*+)",
    re.DOTALL,
)
"""An action with the blanks around it, which `-` takes away; a longer one is left as it is."""
_COMMENT = re.compile(r"\s*/\*.*\*/\s*", re.DOTALL)
_TOKEN = re.compile(r'\s*("(?:\\.|[^"\\\n])*"|`[^`]*`|-?\d+|[.$]?[A-Za-z][\w.]*|[().|])')
_LAYOUT = re.compile(r"2006|January|Jan|01|Monday|Mon|02|15|04|05|Z07:00|-0700|-07:00|MST|06")
_MOMENT_FORMS: Mapping[str, str] = {
    "2006": "%Y", "06": "%y", "January": "%B", "Jan": "%b", "01": "%m", "Monday": "%A", "Mon": "%a", "02": "%d",
    "15": "%H", "04": "%M", "05": "%S", "-0700": "%z", "MST": "%Z",
}  # fmt: skip
_SMALL = frozenset("a an and as at but by en for if in nor of on or per the to v v. via vs vs.".split())
"""Words that AP style, Hugo's default, writes small inside a title."""


@dataclass(frozen=True, slots=True)
class NewPost:
    """What a template may ask of the post that is made."""

    path: str
    """Its path below the content folder, with `/`."""
    kind: str
    """The kind of archetype; `.Type` of Hugo."""
    moment: datetime
    """When it is made, with its zone."""
    site_title: str = ""
    """Title of the site."""

    @property
    def name(self) -> str:
        """`.Name` of Hugo: the file's name without suffix and language, or that of its bundle."""
        place = PurePosixPath(self.path)
        plain = without_suffix(place.name)
        return place.parent.name if plain.split(".")[0] in ("index", "_index") else plain


class _UnknownError(Exception):
    """The template asks for something this module does not know."""


def fill_archetype(text: str, post: NewPost) -> tuple[str, tuple[int, ...]]:
    """The text with every known action done, and the lines, from 1, of those that were left as they stand."""
    left: list[int] = []

    def filled(found: re.Match[str]) -> str:
        before = "" if found["cut"] else found["before"]
        after = "" if found["cut_behind"] else found["after"]
        if _COMMENT.fullmatch(found["inside"]):
            return before + after
        try:
            return before + str(_Expression(found["inside"], post).value()) + after
        except _UnknownError:
            left.append(text.count("\n", 0, found.start() + len(found["before"])) + 1)
            return found[0]

    return _ACTION.sub(filled, text), tuple(left)


class _Expression:
    """One action between braces: a pipeline of Go's templates."""

    def __init__(self, source: str, post: NewPost) -> None:
        self._post = post
        self._tokens: list[str] = []
        at = 0
        while source[at:].strip():
            found = _TOKEN.match(source, at)
            if found is None:
                raise _UnknownError
            self._tokens.append(found[1])
            at = found.end()
        self._tokens.reverse()

    def value(self) -> object:
        """What it gives; raises _UnknownError."""
        found = self._pipeline()
        if self._tokens:
            raise _UnknownError
        return found

    def _pipeline(self) -> object:
        value = self._command([])
        while self._tokens and self._tokens[-1] == "|":
            self._tokens.pop()
            value = self._command([value])
        return value

    def _command(self, piped: list[object]) -> object:
        if not self._tokens:
            raise _UnknownError
        name = self._tokens[-1]
        if name in _FUNCTIONS:
            self._tokens.pop()
            given = [*self._terms(), *piped]
            try:
                return _FUNCTIONS[name](self._post, given)
            except (TypeError, ValueError, IndexError, AttributeError, re.error) as error:
                raise _UnknownError from error
        terms = self._terms()
        if len(terms) != 1 or piped:
            raise _UnknownError
        return terms[0]

    def _terms(self) -> list[object]:
        found: list[object] = []
        while self._tokens and self._tokens[-1] not in ("|", ")"):
            found.append(self._term(self._tokens.pop()))
        return found

    def _term(self, token: str) -> object:
        if token == "(":
            value = self._pipeline()
            if not self._tokens or self._tokens.pop() != ")":
                raise _UnknownError
            return value
        if token[0] == '"':
            return json.loads(token)
        if token[0] == "`":
            return token[1:-1]
        if token.lstrip("-").isdecimal():
            return int(token)
        if token in _FIELDS:
            return _FIELDS[token](self._post)
        if token in _FUNCTIONS:
            return _FUNCTIONS[token](self._post, [])
        raise _UnknownError


def _formatted(moment: datetime, layout: str) -> str:
    """A moment in a form of Go's `time` package, whose layouts are a moment themselves."""
    zone = moment.strftime("%z")
    zones = {"-07:00": f"{zone[:3]}:{zone[3:5]}", "Z07:00": "Z" if int(zone) == 0 else f"{zone[:3]}:{zone[3:5]}"}
    return _LAYOUT.sub(lambda found: zones.get(found[0]) or moment.strftime(_MOMENT_FORMS[found[0]]), layout)


def title_case(text: str) -> str:
    """A title as Hugo's `title` writes it: words begin with a capital, small ones inside it do not."""
    words = text.split(" ")
    last = len(words) - 1
    return " ".join(
        word.lower() if 0 < at < last and word.lower() in _SMALL else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )


def _humanized(text: str) -> str:
    words = re.sub(r"[-_ ]+", " ", text).strip().lower()
    return words[:1].upper() + words[1:]


def _replaced(post: NewPost, given: Sequence[object]) -> str:
    text, old, new = map(str, given)
    return text.replace(old, new)


def _replaced_by_pattern(post: NewPost, given: Sequence[object]) -> str:
    pattern, new, text = map(str, given)
    return re.sub(pattern, re.sub(r"\$(\d)", r"\\\1", new), text)


def _dated(post: NewPost, given: Sequence[object]) -> str:
    layout, moment = given
    return _formatted(datetime.fromisoformat(str(moment)), str(layout))


def _printed(post: NewPost, given: Sequence[object]) -> str:
    form, *values = given
    return re.sub(r"%([vds])", "{}", str(form).replace("{", "{{").replace("}", "}}")).format(*values)


def _of_text(change: Callable[[str], str]) -> Callable[[NewPost, Sequence[object]], str]:
    def changed(post: NewPost, given: Sequence[object]) -> str:
        (text,) = given
        return change(str(text))

    return changed


_FIELDS: Mapping[str, Callable[[NewPost], str]] = {
    ".Name": lambda post: post.name,
    ".Date": lambda post: _formatted(post.moment, "2006-01-02T15:04:05Z07:00"),
    ".Type": lambda post: post.kind,
    ".Site.Title": lambda post: post.site_title,
    "site.Title": lambda post: post.site_title,
    ".File.ContentBaseName": lambda post: post.name,
    ".File.LogicalName": lambda post: PurePosixPath(post.path).name,
    ".File.BaseFileName": lambda post: without_suffix(PurePosixPath(post.path).name),
    ".File.TranslationBaseName": lambda post: without_suffix(PurePosixPath(post.path).name),
    ".File.Path": lambda post: post.path,
    ".File.Dir": lambda post: post.path.rpartition("/")[0] + "/" if "/" in post.path else "",
    ".File.Ext": lambda post: post.path.rpartition(".")[2],
}
_FUNCTIONS: Mapping[str, Callable[[NewPost, Sequence[object]], str]] = {
    "replace": _replaced,
    "strings.Replace": _replaced,
    "replaceRE": _replaced_by_pattern,
    "strings.ReplaceRE": _replaced_by_pattern,
    "title": _of_text(title_case),
    "strings.Title": _of_text(title_case),
    "humanize": _of_text(_humanized),
    "inflect.Humanize": _of_text(_humanized),
    "lower": _of_text(str.lower),
    "strings.ToLower": _of_text(str.lower),
    "upper": _of_text(str.upper),
    "strings.ToUpper": _of_text(str.upper),
    "urlize": _of_text(lambda text: quote("-".join(text.split()), safe="/.-_~")),
    "anchorize": _of_text(lambda text: "-".join(text.lower().split())),
    "trim": lambda post, given: str(given[0]).strip(str(given[1])),
    "jsonify": _of_text(lambda text: json.dumps(text, ensure_ascii=False)),
    "printf": _printed,
    "now": lambda post, given: _formatted(post.moment, "2006-01-02T15:04:05Z07:00"),
    "now.Format": lambda post, given: _formatted(post.moment, str(given[0])),
    "now.Unix": lambda post, given: str(int(post.moment.timestamp())),
    "time.Now.Format": lambda post, given: _formatted(post.moment, str(given[0])),
    "dateFormat": _dated,
    "time.Format": _dated,
}
