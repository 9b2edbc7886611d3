"""Posts of hostile shape by kind and size: what an attacker, or a broken export, can put into a post.

A shape is what stands before, what is repeated, and what stands behind; `posts` makes texts of any size of each.
"""

import math
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tui_reader.markdown.parser import DEEPEST_SHORTCODE

Shape = Sequence[str]
"""What stands before, what is repeated, what stands behind."""

_SHAPES = tomllib.loads((Path(__file__).parents[1] / "cases" / "hostile_posts.toml").read_text("utf-8"))
MARKDOWN: dict[str, Shape] = _SHAPES["markdown"]
"""Markdown, each construct in the form that costs most."""
HTML: dict[str, Shape] = _SHAPES["html"]
"""HTML, in a Markdown post and in one of its own."""
SHORTCODES: dict[str, Shape] = _SHAPES["shortcodes"]
"""Shortcodes."""
HEADERS: dict[str, Shape] = _SHAPES["headers"]
"""Headers of every form."""


def _staircase(mark: str) -> Callable[[int], str]:
    """Lines that each stand one level deeper, up to a depth of sixty, and down again."""

    def build(size: int) -> str:
        lines, length, number = [], 0, 0
        while length < size:
            lines.append(mark * (60 - abs(number % 120 - 60)) + "a")
            length, number = length + len(lines[-1]) + 1, number + 1
        return "\n".join(lines)

    return build


def _indented(mark: str, step: int) -> Callable[[int], str]:
    """Items that each stand below the one before."""

    def build(size: int) -> str:
        count = int(math.sqrt(2 * size / step))
        return "\n".join(" " * (step * number) + mark + "a" for number in range(count))

    return build


def _growing(piece: str, behind: str) -> Callable[[int], str]:
    """Runs of a piece, each one longer than the one before."""

    def build(size: int) -> str:
        count = int(math.sqrt(2 * size / len(piece)))
        return "".join(piece * number + behind for number in range(1, count))

    return build


def _square(before: str, cell: str, behind: str) -> Callable[[int], str]:
    """As many rows as columns."""

    def build(size: int) -> str:
        count = int(math.sqrt(size / (len(cell) + 1)))
        return before + (cell * count + behind) * count

    return build


def _table(size: int) -> str:
    count = int(math.sqrt(size / 3))
    row = "|a" * count + "|\n"
    return row + "|-" * count + "|\n" + row * count


def _distinct(piece: str, before: str = "") -> Callable[[int], str]:
    """Pieces that each carry a number of their own in place of `§`."""

    def build(size: int) -> str:
        count = max(size // (len(piece) + 4), 1)
        return before + "".join(piece.replace("§", str(number)) for number in range(count))

    return build


def _balanced(opening: str, closing: str, inside: str = "a") -> Callable[[int], str]:
    """As many closings as openings."""

    def build(size: int) -> str:
        count = max(size // (len(opening) + len(closing)), 1)
        return opening * count + inside + closing * count

    return build


def _within(opening: str, closing: str, piece: str) -> Callable[[int], str]:
    """Text inside as many levels of one shortcode as are followed."""

    def build(size: int) -> str:
        return opening * DEEPEST_SHORTCODE + piece * max(size // len(piece), 1) + closing * DEEPEST_SHORTCODE

    return build


STEPS: dict[str, Callable[[int], str]] = {
    "staircase of quotes": _staircase(">"),
    "staircase of quotes with blanks": _staircase("> "),
    "staircase of lists": _staircase("- "),
    "staircase of quotes and lists": _staircase("> - "),
    "staircase of numbers": _staircase("1. "),
    "lists in lists": _indented("- ", 2),
    "numbers in numbers": _indented("1. ", 3),
    "indents": _indented("", 1),
    "growing ticks": _growing("`", "a"),
    "growing stars": _growing("*", "a "),
    "growing stars behind words": _growing("*", "a"),
    "growing dollars": _growing("$", "a"),
    "growing tildes": _growing("~", "a"),
    "growing blanks": _growing(" ", "a"),
    "growing hashes": _growing("#", " a\n"),
    "growing fences": _growing("`", "\n"),
    "square table": _table,
    "square HTML table": _square("<table>", "<td>a", "<tr>"),
    "notes and uses": _distinct("[^§]: a\n\n[^§]\n\n"),
    "notes before uses": _distinct("[^§] "),
    "references and their uses": _distinct("[§]: b\n\n[§]\n\n"),
    "headings of their own": _distinct("# a§\n"),
    "headings of one name": _distinct("# a\n"),
    "headings with one id": _distinct("# § {#a}\n"),
    "shortcodes of their own": _distinct("{{< a§ >}}\n"),
    "elements of their own": _distinct("<a§>"),
    "open elements of their own": _distinct("<div><a§ b>"),
    "terms of links": _distinct("[a§](b§) "),
    "closed brackets": _balanced("[", "]"),
    "closed pictures": _balanced("![", "](b)"),
    "closed links": _balanced("[", "](b)"),
    "closed stars": _balanced("*a ", " b*"),
    "closed strong": _balanced("**a ", " b**"),
    "closed emphasis": _balanced("*a **b ", " c** d*"),
    "closed blocks": _balanced("<div>", "</div>"),
    "closed bold": _balanced("<b>", "</b>"),
    "closed details": _balanced("<details><summary>a</summary>\n\n", "\n\n</details>"),
    "closed tables": _balanced("<table><tr><td>", "</td></tr></table>"),
    "closed lists": _balanced("<ul><li>", "</li></ul>"),
    "closed shortcodes": _balanced("{{< a >}}", "{{< /a >}}"),
    "closed notices": _balanced("{{% notice %}}\n", "\n{{% /notice %}}"),
    "closed details of shortcodes": _balanced('{{< details title="a" >}}\n', "\n{{< /details >}}"),
    "text in details": _within('{{< details title="a" >}}\n', "\n{{< /details >}}", "*a* `b` [c](d)\n\n"),
    "text in details that say more": _within('{{< details a b="c d" >}}\n', "\n{{< /details >}}", "*a* `b` [c](d) "),
    "text in unknown boxes": _within('{{< a b="c d" e="f g" >}}\n', "\n{{< /a >}}", "*a* `b` [c](d) "),
    "text in marks": _within("{{< mark >}}", "{{< /mark >}}", "*a* `b` [c](d) "),
    "closed braces": _balanced("$$" + "{", "}" + "$$"),
    "closed groups": lambda size: "$$" + _balanced("{", "}")(size) + "$$",
    "closed fractions": lambda size: "$$" + _balanced("\\frac{a}{", "}")(size) + "$$",
    "closed roots": lambda size: "$$" + _balanced("\\sqrt{", "}")(size) + "$$",
    "closed left and right": lambda size: "$$" + _balanced("\\left(", "\\right)")(size) + "$$",
    "closed environments": lambda size: "$$" + _balanced("\\begin{matrix}", "\\end{matrix}")(size) + "$$",
    "closed addresses": lambda size: "http://a.b/" + _balanced("(", ")")(size),
    "closed guillemets": _balanced("<<", ">>"),
    "closed quotes": _balanced("“", "”"),
}
"""Shapes whose pieces differ from each other."""


def repeated(shape: Shape, size: int) -> str:
    """A text of about so many characters."""
    before, piece, behind = shape
    count = max(size // len(piece), 1)
    if "§" not in piece:
        return before + piece * count + behind
    return before + "".join(piece.replace("§", str(number)) for number in range(count)) + behind


def posts(size: int) -> Iterator[tuple[str, str, str]]:
    """Kind, ending of the file's name and text of a post of each shape, of about so many characters."""
    header = "---\ntitle: a\nmath: true\n---\n"
    for name, shape in MARKDOWN.items():
        yield f"markdown: {name}", ".md", header + repeated(shape, size)
    for name, shape in HTML.items():
        yield f"html: {name}", ".md", header + repeated(shape, size)
        yield f"html file: {name}", ".html", header + repeated(shape, size)
    for name, shape in SHORTCODES.items():
        yield f"shortcodes: {name}", ".md", header + repeated(shape, size)
    for name, build in STEPS.items():
        yield f"markdown: {name}", ".md", header + build(size)
    for name, shape in HEADERS.items():
        yield f"header: {name}", ".org" if name.startswith("Org") else ".md", repeated(shape, size)
