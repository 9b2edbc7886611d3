"""`newsreader check`: what is wrong in the content, the themes and the settings, and how to correct it."""

from typing import TYPE_CHECKING

from tui_reader.cli.arguments import Command, add_json
from tui_reader.cli.context import Call, open_feed
from tui_reader.i18n.messages import tr_count, tr_problem
from tui_reader.model.errors import ContentError
from tui_reader.text.cells import width
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
        call.output.json_array(_json(finding) for finding in findings)
    else:
        for finding in findings:
            _print(call, finding, site)
    call.output.tell(tr_count("{n} problem found", "{n} problems found", len(findings)))
    return TROUBLE if findings else 0


def _json(finding: "Finding") -> dict[str, object]:
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


def _print(call: Call, finding: "Finding", site: "Site | None") -> None:
    """File, line and column, what is wrong and how to fix it; then the line itself with the place marked."""
    from tui_reader.store.content_checks import source_line

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
    add_json,
    order=8,
    runs_long=True,
    reports_settings=True,
)
