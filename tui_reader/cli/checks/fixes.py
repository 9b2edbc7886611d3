"""Lines as they should read: for faults that a program can mend without guessing, and never so that a hidden post would
be published.
"""

import re
from collections.abc import Callable, Mapping

from tui_reader.cli.checks.post_checks import Finding
from tui_reader.store.content_checks import MAX_LINE, source_line
from tui_reader.store.front_matter.dates import read_date
from tui_reader.store.site.site import Site

_LINE = re.compile(r"(?P<key>[ \t]*+[\w.-]++[ \t]*+)(?P<sign>[:=])(?P<blank>[ \t]*+)(?P<value>[^\s#].*)\Z")
_ENDS = ("expirydate", "unpublishdate")
"""Keys of dates that hide a post: a date that is mended there may bring it back."""
_SEPARATORS = re.compile("[,，、;；]")


def fixed_line(finding: Finding, site: Site | None) -> str:
    """The line of a finding as it should read; empty where only a person can tell."""
    problem = finding.problem
    mend = _MENDERS.get(problem.code)
    if mend is None or site is None or not problem.line:
        return ""
    line = source_line(finding.file, problem.line, site)
    written = _LINE.match(line.rstrip(" \t"))
    if written is None or len(line) == MAX_LINE or " #" in line:  # a line that was cut, or one with a comment
        return ""
    value = mend(written["key"].strip().lower(), written["value"].strip("\"'"), site)
    return f"{written['key']}{written['sign']}{written['blank']}{value}" if value else ""


def _date(key: str, value: str, site: Site) -> str:
    """The date in the form that Hugo writes itself."""
    moment = read_date(value, site.zone).moment if key not in _ENDS else None
    return moment.isoformat() if moment else ""


def _day(key: str, value: str, site: Site) -> str:
    """Eight digits as the day that they mean."""
    found = re.fullmatch(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", value)
    return "-".join(found.groups()) if found and key not in _ENDS else ""


def _terms(key: str, value: str, site: Site) -> str:
    """One text with commas as a list."""
    terms = [term for term in map(str.strip, _SEPARATORS.split(value)) if term]
    return f"[{', '.join(map(_quoted, terms))}]"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_MENDERS: Mapping[str, Callable[[str, str, Site], str]] = {
    "date-odd": _date,
    "date-number": _day,
    "terms-in-one": _terms,
}
"""How the value of a key is mended, by the code of the fault."""
