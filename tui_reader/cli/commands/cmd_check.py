"""`newsreader check`: what is wrong in the content, the themes and the settings, and how to mend it."""

import re
from collections.abc import Iterator

from tui_reader.cli.checks.post_checks import RULES, Finding, feed_of
from tui_reader.cli.checks.settings_checks import settings_findings
from tui_reader.cli.context import Call, open_feed
from tui_reader.config.paths import Paths
from tui_reader.config.theme_file import read_theme
from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr_count, tr_problem
from tui_reader.model.errors import ContentError, ThemeError
from tui_reader.model.post import Problem
from tui_reader.model.query import Query
from tui_reader.store.content_checks import source_line
from tui_reader.store.site.site import Site
from tui_reader.store.walk import walk_posts
from tui_reader.text.cells import width
from tui_reader.text.sanitize import sanitize

TROUBLE = 3
BATCH = 500
"""Posts read from the index at a time."""


def run(call: Call) -> int:
    """Print every problem with file, line and hint; 3 where there is any."""
    findings = [*_in_settings(call), *settings_findings(call.settings, call.paths), *_in_themes(call.paths)]
    site = None
    try:
        with open_feed(call) as library:
            findings += [*_in_site(library), *_in_posts(library)]
            site = library.site
    except ContentError as error:
        if not findings:
            raise
        findings.append(Finding(str(call.source), Problem("content", error.message, hint=error.hint, code="content")))
    if call.arguments.json:
        call.output.json_array(_json(finding) for finding in findings)
    else:
        for finding in findings:
            _print(call, finding, site)
    call.output.tell(tr_count("{n} problem found", "{n} problems found", len(findings)))
    return TROUBLE if findings else 0


def _in_settings(call: Call) -> Iterator[Finding]:
    """What `read_settings` found: `file:line: message`, or `file: message` where no line can be named."""
    for told in call.settings.problems:
        found = re.fullmatch(r"(.*?):(?:(\d+):)? (.*)", told, re.DOTALL)
        file, line, message = found.groups() if found else ("", None, told)
        yield Finding(file, Problem("settings", message, int(line) if line else None, code="settings"))


def _in_themes(paths: Paths) -> Iterator[Finding]:
    """What is wrong in themes of the user."""
    for file in sorted(paths.themes.glob("*.toml")):
        try:
            problems = read_theme(file).problems
        except ThemeError as error:
            problems = (error,)
        for each in problems:
            yield Finding(str(file), Problem("theme", each.message, each.line, hint=each.hint, code="theme"))


def _in_site(library: Library) -> list[Finding]:
    """What is wrong in the site's configuration, and files that cannot be listed."""
    site = library.site
    findings = [Finding(str((site.root or site.content) / problem.field), problem) for problem in site.problems]
    for _ in walk_posts(site, lambda path, problem: findings.append(Finding(path, problem))):
        continue
    return findings


def _in_posts(library: Library) -> list[Finding]:
    """What is wrong in the posts, by file and line; drafts, future and expired posts count."""
    ids = library.listing(Query(drafts=True, future=True, expired=True))
    posts = (post for start in range(0, len(ids), BATCH) for post in library.posts(ids[start : start + BATCH]))
    feed = feed_of(library, posts)
    return sorted((f for rule in RULES for f in rule(feed)), key=lambda f: (f.file, f.problem.line or 0))


def _json(finding: Finding) -> dict[str, object]:
    """One element of `check --json`; its names never change once released."""
    problem = finding.problem
    return {
        "file": finding.file,
        "field": problem.field,
        "message": problem.message,
        "line": problem.line,
        "column": problem.column,
        "hint": problem.hint,
        "code": problem.code,
    }


def _print(call: Call, finding: Finding, site: Site | None) -> None:
    """File, line and column, what is wrong and how to fix it; then the line itself with the place marked."""
    problem = tr_problem(finding.problem)
    where = ":".join(str(part) for part in (finding.file, problem.line, problem.column) if part is not None)
    hint = f" — {problem.hint}" if problem.hint else ""
    call.output.line(f"{where}: {problem.field}: {problem.message}{hint}")
    text = source_line(finding.file, problem.line, site) if problem.line and site else ""
    if text:
        call.output.line(f"    {text}")
        if problem.column:
            call.output.line("    " + " " * width(sanitize(text[: problem.column - 1])) + "^")
