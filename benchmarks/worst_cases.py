"""What bodies of the worst kinds cost: kinds × sizes, and how much more four times the text takes.

python -m benchmarks.worst_cases [CHARACTERS …]
"""

import sys
import time
from collections.abc import Callable, Sequence

from tui_reader.markdown.site_rules import USUAL
from tui_reader.search.tokenizer import tokens
from tui_reader.store.html.body_html import body_html
from tui_reader.store.html.searched_text import searched_text
from tui_reader.store.html.summary import cut_summary, summary_text

SIZES = (2000, 8000, 32_000)
"""Characters of a body; beyond 12,000 the costliest are counted without being parsed."""


def _repeated(text: str) -> Callable[[int], str]:
    return lambda size: text * (size // len(text))


def _lines(line: Callable[[int], str]) -> Callable[[int], str]:
    def made(size: int) -> str:
        out: list[str] = []
        while size > 0:
            out.append(line(len(out)))
            size -= len(out[-1]) + 1
        return "\n".join(out)

    return made


REPEATED = {
    "paragraphs": "word word\n\n", "line ends": "a\n", "items": "- a\n", "items with lazy lines": "- a\nb\n",
    "quotes": "a\n> b\n", "headings": "# a\n", "underlined headings": "a\n===\n", "rules": "* * *\n",
    "fences": "```\na\n```\n", "fences that are none": "``` a`\n", "fences inside items": "- a\n  ```\n",
    "indented code": "    a\n\n", "rows": "|a|b|\n", "borders": "|-|-|\n", "tables": "|a|b|\n|-|-|\n\n",
    "elements": "<div>\n\n", "comments": "<!-- a -->\n", "open comments": "<!-- a\n", "open tags": "<a ",
    "brackets": "[", "brackets with text": "[a ", "links": "[a](b) ", "links that never end": "[a](b ",
    "pictures": "![a](b) ", "open pictures": "![a ", "code": "`a` ", "stars": "*a ", "stars and lines": "*a _b* c_ ",
    "closing stars": "_a a* ", "strong text": "**a** ", "tildes": "~a ", "double quotes": '"a ', "single quotes": "'a' ",
    "addresses": "https://a.bc/d ", "mail": "a@b.cd ", "at signs": "a@", "escapes": "\\a", "entities": "&amp;",
    "dots": ".", "hyphens": "-", "braces": "{a ", "shortcodes": "{{< a >}} ", "open shortcodes": "{{< a ",
    "definitions": "a\n: b\n\n", "one long word": "a", "one long Chinese line": "中",
}  # fmt: skip
KINDS: dict[str, Callable[[int], str]] = {
    **{name: _repeated(text) for name, text in REPEATED.items()},
    "quotes in stairs": _lines(lambda number: ">" * (1 + number % 60) + " a"),
    "items in stairs": _lines(lambda number: " " * (2 * (number % 30)) + "- a"),
    "runs of ticks": _lines(lambda number: "`" * (1 + number % 50)),
    "notes": _lines(lambda number: f"a[^{number}]\n\n[^{number}]: b\n"),
    "links by name": _lines(lambda number: f"[{number}]\n\n[{number}]: b\n"),
}
"""Bodies of about so many characters."""


def seconds(body: str) -> float:
    """Seconds of processor for words, summary and searchable text of a body."""
    begin = time.process_time()
    page, _ = body_html(body, USUAL)
    summary_text(cut_summary(page, 70, cjk=False)[0])
    tokens(searched_text(body, "markdown"))
    return time.process_time() - begin


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    sizes = [int(size) for size in arguments] or SIZES
    seconds("a [b](c)")
    print(f"{'milliseconds of processor':28}" + "".join(f"{size:>12,}" for size in sizes) + "      growth")
    for name, make in KINDS.items():
        spent = [1000 * min(seconds(make(size)) for _ in range(2)) for size in sizes]
        print(
            f"{name:28}"
            + "".join(f"{each:12.1f}" for each in spent)
            + f"{spent[-1] / max(spent[-2:-1] or [1]):10.1f} x"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
