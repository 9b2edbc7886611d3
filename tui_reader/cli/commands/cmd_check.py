"""`newsreader check`: what is wrong in the content, the themes and the settings, and how to correct it."""

import argparse
from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command, add_json
from tui_reader.cli.context import Call, open_feed
from tui_reader.i18n.messages import tr, tr_count, tr_problem
from tui_reader.model.errors import ContentError
from tui_reader.text.sanitize import sanitize

if TYPE_CHECKING:
    from tui_reader.cli.checks.post_checks import Finding
    from tui_reader.store.site.site import Site

TROUBLE = 3


def run(call: Call) -> int:
    """Print every problem with file, line and hint; 3 where there is any."""
    from tui_reader.cli.checks.findings import content_finding, feed_findings, user_findings

    findings = user_findings(call)
    site = None
    try:
        with open_feed(call) as library:
            findings += feed_findings(library)
            site = library.site
    except ContentError as error:
        if not findings:
            raise
        findings.append(content_finding(call, error))
    if call.arguments.json:
        call.output.json_array(_json(finding, site, call.arguments.fix_hint) for finding in findings)
    else:
        for finding in findings:
            _print(call, finding, site)
    call.output.tell(tr_count("{n} problem found", "{n} problems found", len(findings)))
    return TROUBLE if findings else 0


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument("--fix-hint", action="store_true", help=tr("with --json: the line as it should read"))


def _json(finding: "Finding", site: "Site | None", wants_fix: bool) -> dict[str, object]:
    """One element of `check --json`; its names never change once released.

    `fix`, where it is wanted, is the line as it should read; null where only a person can tell.
    """
    from tui_reader.cli.checks.fixes import fixed_line

    problem = finding.problem
    fix = {"fix": fixed_line(finding, site) or None} if wants_fix else {}
    return {
        "file": finding.file,
        "field": problem.field,
        "message": problem.message,
        "line": problem.line,
        "column": problem.column,
        "hint": problem.hint,
        "code": problem.code,
        **fix,
    }


def _print(call: Call, finding: "Finding", site: "Site | None") -> None:
    """File, line and column, what is wrong and how to fix it; then the line itself with the place marked."""
    from tui_reader.store.content_checks import source_line
    from tui_reader.text.cells import width

    problem = tr_problem(finding.problem)
    where = ":".join(str(part) for part in (finding.file, problem.line, problem.column) if part is not None)
    hint = f" — {problem.hint}" if problem.hint else ""
    call.output.line(f"{where}: {problem.field}: {problem.message}{hint}")
    text = source_line(finding.file, problem.line, site) if problem.line and site else ""
    if text:
        call.output.line(f"    {text}")
        if problem.column:
            call.output.line("    " + " " * width(sanitize(text[: problem.column - 1])) + "^")


COMMAND = Command(
    "check",
    "Say what is wrong in the content, themes and settings.",
    "newsreader check --json",
    run,
    _add_arguments,
    order=8,
    runs_long=True,
    reports_settings=True,
)
