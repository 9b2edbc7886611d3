"""Examples as text files: a title, Markdown in, page out, each part closed by a line with a dot alone.

    the title of the case [width=40 indent ascii]
    .
    Markdown
    .
    the page, with `·` for a blank at a line's end
    .

Options in brackets: `width=N` (40 without), `indent`, `spaced`, `ascii`, `wide` (ambiguous characters take two
cells), `hang=N`, `gaps`, `math`, `hash`, `html` (the body is HTML), `roles` (runs with a role are written as
`<role:text>`), `drawn=CxR` (every picture is there and takes C cells and R rows, shown as `#`), `title=…` (the post's
title, to the end of the brackets). A line of Markdown or page that is a dot alone is written as `\\.`; lines before a
title that begin with `%` are remarks.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Layout, PictureRoom
from tui_reader.layout.page import Line
from tui_reader.markdown.formula_rules import USUAL
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.model.post import Resource

CASES = Path(__file__).resolve().parents[1] / "cases"
_TITLE = re.compile(r"(?P<name>.*?)\s*(\[(?P<options>[^\]]*)\])?$")


@dataclass(frozen=True)
class Case:
    """One example of a file."""

    file: Path
    remarks: str
    heading: str
    source: str
    expected: str

    @property
    def options(self) -> dict[str, str]:
        """Words in brackets behind the title, with their values."""
        text = _TITLE.match(self.heading)["options"] or ""
        before, mark, title = text.partition("title=")
        found = {word.partition("=")[0]: word.partition("=")[2] for word in before.split()}
        return found | ({"title": title} if mark else {})


def read_cases(file: Path) -> list[Case]:
    """All cases of a file, in order."""
    cases: list[Case] = []
    lines = iter(file.read_text(encoding="utf-8").split("\n"))
    remarks = ""
    for line in lines:
        if line.startswith("%") or not line.strip():
            remarks += line + "\n"
            continue
        next(lines)
        source, expected = _part(lines), _part(lines)
        cases.append(Case(file, remarks, line, source, expected))
        remarks = ""
    return cases


def _part(lines) -> str:
    """Lines up to one with a dot alone."""
    part = []
    for line in lines:
        if line == ".":
            break
        part.append("." if line == "\\." else line)
    return "".join(line + "\n" for line in part)


def write_cases(file: Path, cases: list[Case]) -> None:
    """The file with these cases."""
    text = "".join(f"{c.remarks}{c.heading}\n.\n{_written(c.source)}.\n{_written(c.expected)}.\n" for c in cases)
    file.write_text(text + "\n", encoding="utf-8")


def _written(part: str) -> str:
    return re.sub(r"^\.$", r"\\.", part, flags=re.M)


def lay_out_case(case: Case) -> str:
    """The page of a case as text."""
    options = case.options
    paragraphs = next((word for word in ("indent", "spaced") if word in options), "as-is")
    layout = Layout(
        width=int(options.get("width", "40")),
        paragraphs=paragraphs,
        ascii="ascii" in options,
        ambiguous=2 if "wide" in options else 1,
        hanging_punctuation=int(options.get("hang", "0")),
        cjk_latin_spacing="gaps" in options,
    )
    if "drawn" in options:
        cells, rows = map(int, options["drawn"].split("x"))
        layout = replace(layout, resolve=_there, measure_picture=lambda _, most: PictureRoom(min(cells, most), rows))
    wanted = ParseOptions(
        title=options.get("title", ""),
        html="html" in options,
        formulas=USUAL if "math" in options else (),
        hash_headings="hash" in options,
    )
    page = Page(parse(case.source, wanted), layout)
    page.settle(1_000_000)
    draw = _with_roles if "roles" in options else _as_text
    return "".join(draw(page, page.line(y)) + "\n" for y in range(page.height))


def _there(name: str) -> Resource:
    """A file of every name but those of `gone` and of the web."""
    remote = name.startswith("http")
    return Resource(name, "" if remote or "gone" in name else f"/site/{name}", remote, 1234)


def _as_text(_page: Page, line: Line) -> str:
    if line.picture:
        first, cells = line.picture.cell, line.picture.cells
        return (line.text[:first].ljust(first) + "#" * cells + line.text[first + cells :]).rstrip(" ")
    return re.sub(" $", "·", line.text.rstrip(" ") if not line.fill else line.text)


def _with_roles(page: Page, line: Line) -> str:
    text = ""
    for run in line.runs:
        words = [role.value for role in run.roles]
        if run.link is not None:
            words.append(f"{page.link(run.link).kind.value}={page.link(run.link).target}")
        text += f"<{' '.join(words)}:{run.text}>" if words and run.text.strip() else run.text
    return re.sub(" $", "·", text)
