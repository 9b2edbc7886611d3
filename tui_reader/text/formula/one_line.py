"""A formula in one line of Unicode, a line for each row of one that has several."""

import re
from collections.abc import Callable

from tui_reader.text.formula.tex_parser import parse_formula
from tui_reader.text.formula.tex_symbols import Kind
from tui_reader.text.formula.tex_tree import (
    Accent,
    Atom,
    Fence,
    FormulaError,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Scripts,
    Stack,
)
from tui_reader.text.raised import shifted

_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_SIMPLE = re.compile(r"(?:\w[\u0300-\u036f\u20d7]*)+|[^\w\s]|\([^()]*\)", re.DOTALL)
_LOOSE = re.compile(r"(?:(?<!\s)\s++|)([^\w\s(){}\[\]])\s*+")
_NAMES = (Kind.OPERATOR, Kind.LIMITS)


def in_one_line(source: str) -> str | None:
    """The formula in Unicode characters, a line for each of its rows; None where it is a matrix or not understood.

    Never raises.
    """
    try:
        tree = parse_formula(source)
        rows = tree.rows if isinstance(tree, Grid) and not tree.is_matrix else ((tree,),)
        lines = [re.sub(r"\s+", " ", " ".join(map(line_of, row))).strip() for row in rows]
    except FormulaError:
        return None
    return "\n".join(line for line in lines if line) or None


def line_of(node: Node) -> str:
    """A part of a formula as one piece of text; raises FormulaError where it takes two dimensions."""
    return _LINES[type(node)](node)


def script_of(node: Node, tag: str) -> str | None:
    """A subscript or superscript (`tag` is `sub` or `sup`) in characters that are lowered or raised; None where there
    are none for it.
    """
    text = _tight(line_of(node))
    if text in ("∘", "°", "⋆", "∗") and tag == "sup":
        return "°" if text in "∘°" else "*"
    if text and set(text) <= {"′"}:
        return text
    return shifted(text.replace("−", "-"), tag)


def kind_of(node: Node) -> Kind:
    """The part that a node has in the row it stands in."""
    if isinstance(node, Atom):
        return node.kind
    if isinstance(node, Scripts | Stack):
        return kind_of(node.base)
    return Kind.ORDINARY


def _tight(text: str) -> str:
    """The text without blanks beside its signs."""
    return _LOOSE.sub(r"\1", text.strip())


def _of_atom(atom: Atom) -> str:
    return f"  {atom.text}" if atom.kind is Kind.TAG else atom.text


def _of_row(row: Row) -> str:
    """The items one behind the other; `\\0` at the end of the text so far asks for a blank."""
    text = ""
    last = Kind.OPENING
    for item in row.items:
        piece, kind = line_of(item), kind_of(item)
        if not piece:
            continue
        spaced = kind is Kind.RELATION and (not piece.isascii() or text.endswith(" ") or not text)
        word = (kind in _NAMES and text[-1:].isalnum()) or (last in _NAMES and piece[0].isalnum())
        after = text.endswith("\0")
        text = text.removesuffix("\0")
        if text and (spaced or word or after) and text[-1] != " ":
            text += " "
        limited = isinstance(item, Scripts) and kind in (Kind.LIMITS, Kind.INTEGRAL)
        text += piece + ("\0" if spaced or limited else "")
        last = kind
    return text.removesuffix("\0")


def _of_scripts(node: Scripts) -> str:
    text = line_of(node.base)
    for script, tag, sign in ((node.sub, "sub", "_"), (node.sup, "sup", "^")):
        if script is not None:
            text += script_of(script, tag) or sign + _wrapped(_tight(line_of(script)))
    return text


def _wrapped(text: str) -> str:
    """The text in brackets where it is more than one word or symbol."""
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _of_fraction(node: Fraction) -> str:
    if not node.ruled:
        return f"{line_of(node.above).strip()}, {line_of(node.below).strip()}"
    return f"{_wrapped(line_of(node.above))}/{_wrapped(line_of(node.below))}"


def _of_root(node: Root) -> str:
    index = line_of(node.index).strip() if node.index is not None else ""
    sign = _ROOTS.get(index) or (shifted(index, "sup") or f"[{index}]") + "√"
    return sign + _wrapped(line_of(node.body))


def _of_accent(node: Accent) -> str:
    return "".join(char if char.isspace() else char + node.mark for char in line_of(node.body))


def _of_fence(node: Fence) -> str:
    body = node.body
    if isinstance(body, Fraction) and not body.ruled:
        return f"C({line_of(body)})"
    if isinstance(body, Grid) and not body.is_matrix:
        text = "; ".join(", ".join(line_of(cell).strip().rstrip(",") for cell in row) for row in body.rows)
        return f"{node.opening}{text}{node.closing}"
    return f"{node.opening}{line_of(body).strip()}{node.closing}"


def _of_stack(node: Stack) -> str:
    """What stands above or below follows in brackets; a brace is left out."""
    extra = [line_of(part).strip() for part in (node.above, node.below) if part is not None]
    return line_of(node.base) + "".join(f"({text})" for text in extra if text and text not in "⏞⏟")


def _of_grid(node: Grid) -> str:
    """Rows of a condition below a sum follow each other; a matrix has no form in a line."""
    if node.is_matrix:
        raise FormulaError("a matrix")
    return ", ".join(" ".join(line_of(cell).strip() for cell in row) for row in node.rows)


_LINES: dict[type, Callable[..., str]] = {
    Atom: _of_atom,
    Row: _of_row,
    Scripts: _of_scripts,
    Fraction: _of_fraction,
    Root: _of_root,
    Accent: _of_accent,
    Fence: _of_fence,
    Stack: _of_stack,
    Grid: _of_grid,
}
