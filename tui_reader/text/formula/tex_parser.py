"""Reads TeX into a tree. Its depth and length are bounded, and what is not known is an error: nothing is guessed."""

import re
from collections.abc import Callable

from tui_reader.model.dataclass import dataclass
from tui_reader.text.formula.tex_environments import ENVIRONMENTS, Environment
from tui_reader.text.formula.tex_symbols import (
    ACCENTS,
    BLANKS,
    CHARACTERS,
    DELIMITERS,
    DOUBLE,
    DROPPED,
    PLAIN,
    SILENT,
    SYMBOLS,
    TEXTS,
    Kind,
)
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

DEEPEST = 30
"""Groups inside one another that are followed."""
MOST_TOKENS = 4000
"""Tokens of a formula that are read."""

_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_~&]|'+|\s+|\d+|[^\\{}^_~&'\s\d]", re.DOTALL)
_LENGTH = re.compile(r"\s*\[[^\]\n]{0,20}\]")
_EMPTY = Row(())
_CELL_ENDS = frozenset(("&", "\\\\", "\\end", "\\cr"))


def parse_formula(source: str) -> Node:
    """The tree of a formula; raises FormulaError."""
    tokens = _TOKEN.findall(_COMMENT.sub("", source))
    if len(tokens) > MOST_TOKENS:
        raise FormulaError("too long")
    reader = _Reader(tokens)
    node = reader.grid(Environment(), "")
    if reader.place < len(tokens):
        raise FormulaError(tokens[reader.place])
    return node


@dataclass(slots=True)
class _Reader:
    """Reads tokens one after the other."""

    tokens: list[str]
    place: int = 0
    depth: int = 0

    def peek(self) -> str:
        """The next token; empty at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def next(self) -> str:
        """Take the next token, which must be there."""
        token = self.peek()
        if not token:
            raise FormulaError("ends too early")
        self.place += 1
        return token

    def skip_spaces(self) -> None:
        """Pass over the blanks of the source."""
        while self.peek().isspace():
            self.place += 1

    def row(self, ends: frozenset[str]) -> Node:
        """What stands before one of `ends`, which is left, or before the end."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError("too deep")
        items: list[Node] = []
        while (token := self.peek()) and token not in ends:
            if token in ("\\over", "\\choose", "\\atop"):
                self.place += 1
                fraction = Fraction(_row(items), self.row(ends), token == "\\over")
                items = [Fence("(", fraction, ")") if token == "\\choose" else fraction]
                break
            node = self.with_scripts()
            if node is not _EMPTY:
                items.append(node)
        self.depth -= 1
        return _row(items)

    def with_scripts(self) -> Node:
        """One node with the scripts behind it."""
        node = _EMPTY if self.peek() in "^_" or self.peek()[0] == "'" else self.one()
        if isinstance(node, Atom) and node.kind in (Kind.SPACE, Kind.BLANK):
            return node
        sub: Node | None = None
        sup: Node | None = None
        while (sign := self.script_sign()) is not None:
            if sign == "_":
                sub = _joined(sub, self.argument())
            elif sign == "^":
                sup = _joined(sup, self.argument())
            else:
                sup = _joined(sup, Atom("′" * len(sign)))
        if sub is None and sup is None:
            return node
        if isinstance(node, Stack) and (node.above is None or node.below is None):
            return Stack(node, sup, sub)
        return Scripts(node, sub, sup)

    def script_sign(self) -> str | None:
        """Take the sign of a script where one follows, blanks before it passed over."""
        start = self.place
        while self.peek().isspace() or self.peek() in ("\\limits", "\\nolimits"):
            self.place += 1
        sign = self.peek()
        if sign and (sign in "^_" or sign[0] == "'"):
            self.place += 1
            return sign
        self.place = start
        return None

    def one(self) -> Node:
        """One token, with what it takes behind it."""
        token = self.next()
        if token == "{":
            return self.braced()
        if token in ("}", "&", "\\\\"):
            raise FormulaError(token)
        if token.startswith("\\"):
            return self.command(token[1:])
        if token == "~":
            return Atom(" ", Kind.BLANK)
        if token.isspace():
            return Atom(" ", Kind.SPACE)
        return Atom(token, CHARACTERS.get(token, Kind.ORDINARY))

    def braced(self) -> Node:
        """What stands before the closing brace, which is taken too."""
        node = self.row(frozenset("}"))
        self.next()
        return node

    def argument(self) -> Node:
        """The next group or token; of a number its first digit."""
        self.skip_spaces()
        token = self.peek()
        if token.isdigit() and len(token) > 1:
            self.tokens[self.place : self.place + 1] = [token[0], token[1:]]
        if not token or token in _CELL_ENDS:
            raise FormulaError("an argument is missing")
        return self.one()

    def words(self) -> str:
        """The characters of the next group as they stand; formulas in it lose their dollar signs."""
        self.skip_spaces()
        if self.peek() != "{":
            return self.next()
        pieces: list[str] = []
        depth = 0
        while True:
            token = self.next()
            depth += (token == "{") - (token == "}")
            if depth == 0:
                return "".join(pieces)
            if token.startswith("\\") and len(token) > 1:
                name = token[1:]
                token = SYMBOLS[name][0] if name in SYMBOLS else " " if name in BLANKS else ""
            pieces.append("" if token in "{}$" else token)

    def option(self) -> Node | None:
        """An argument in square brackets; None where there is none."""
        self.skip_spaces()
        if self.peek() != "[":
            return None
        self.place += 1
        node = self.row(frozenset("]"))
        self.next()
        return node

    def command(self, name: str) -> Node:
        """What a command stands for."""
        name = name.rstrip("*") or name
        if name in DROPPED:
            self.words()
            return _EMPTY
        if name in SYMBOLS:
            text, kind = SYMBOLS[name]
            if kind is Kind.ORDINARY:
                self.skip_spaces()
            return Atom(text, kind)
        if name in BLANKS:
            return Atom(" " * BLANKS[name], Kind.BLANK)
        if name in SILENT:
            return _EMPTY
        if name in PLAIN:
            return self.argument()
        if name in TEXTS:
            return Atom(re.sub(r"\s+", " ", self.words()), Kind.TEXT)
        if name in ACCENTS:
            return Accent(self.argument(), ACCENTS[name])
        if name in _COMMANDS:
            return _COMMANDS[name](self)
        raise FormulaError(name)

    def grid(self, environment: Environment, name: str) -> Node:
        """The rows before the end of the environment, which is taken too; before the end of all without a name."""
        align = environment.align
        if environment.has_columns:
            columns = re.sub(r"[^lcr]", "", self.words())
            align = columns or align
        rows: list[tuple[Node, ...]] = []
        cells: list[Node] = []
        while True:
            cells.append(self.row(_CELL_ENDS))
            end = self.peek()
            self.place += bool(end)
            if end == "&":
                continue
            rows.append(tuple(cells))
            cells = []
            if end in ("\\\\", "\\cr"):
                self.skip_length()
            elif bool(end) is not bool(name) or (end and self.words() != name):
                raise FormulaError("an environment without its end")
            else:
                break
        shown = tuple(row for row in rows if any(map(_is_visible, row)))
        return _fenced(environment, align, shown)

    def skip_length(self) -> None:
        """Pass over the room asked for behind a row, `[2pt]`."""
        ahead = "".join(self.tokens[self.place : self.place + 12])
        found = _LENGTH.match(ahead)
        while found and self.next() != "]":
            pass


def _fenced(environment: Environment, align: str, rows: tuple[tuple[Node, ...], ...]) -> Node:
    """The rows of an environment between its delimiters; the one cell of rows that line nothing up."""
    alone = len(rows) == 1 and len(rows[0]) == 1 and not environment.is_matrix
    gaps = environment.gaps
    if environment.align == "rl" and max(map(len, rows), default=0) == 1:
        align = "c"
    node: Node = rows[0][0] if alone else Grid(rows, align, gaps, environment.is_matrix)
    return Fence(environment.opening, node, environment.closing) if environment.opening + environment.closing else node


def _row(items: list[Node]) -> Node:
    return items[0] if len(items) == 1 else Row(tuple(items))


def _joined(before: Node | None, node: Node) -> Node:
    return node if before is None else Row((before, node))


def _is_visible(node: Node) -> bool:
    """True for a node that shows more than blanks."""
    if isinstance(node, Row):
        return any(map(_is_visible, node.items))
    return not isinstance(node, Atom) or bool(node.text.strip())


def _fraction(reader: _Reader) -> Node:
    return Fraction(reader.argument(), reader.argument())


def _binomial(reader: _Reader) -> Node:
    return Fence("(", Fraction(reader.argument(), reader.argument(), ruled=False), ")")


def _root(reader: _Reader) -> Node:
    index = reader.option()
    return Root(reader.argument(), index)


def _above(reader: _Reader) -> Node:
    above = reader.argument()
    return Stack(reader.argument(), above=above)


def _below(reader: _Reader) -> Node:
    below = reader.argument()
    return Stack(reader.argument(), below=below)


def _brace(above: str, below: str) -> Callable[[_Reader], Node]:
    return lambda reader: Stack(reader.argument(), Atom(above) if above else None, Atom(below) if below else None)


def _arrow(sign: str) -> Callable[[_Reader], Node]:
    def function(reader: _Reader) -> Node:
        below = reader.option()
        return Stack(Atom(sign, Kind.RELATION), reader.argument(), below)

    return function


def _double(reader: _Reader) -> Node:
    return Atom("".join(DOUBLE.get(char, char) for char in reader.words()))


def _operator(reader: _Reader) -> Node:
    words = reader.words()
    return Atom(words, Kind.LIMITS if words in ("argmax", "argmin", "arg max", "arg min") else Kind.OPERATOR)


def _tag(reader: _Reader) -> Node:
    return Atom(f"({reader.words()})", Kind.TAG)


def _modulo(reader: _Reader) -> Node:
    return Row((Atom(" ", Kind.BLANK), Atom("(mod ", Kind.TEXT), reader.argument(), Atom(")", Kind.CLOSING)))


def _not(reader: _Reader) -> Node:
    node = reader.argument()
    return Atom(node.text + "\u0338", node.kind) if isinstance(node, Atom) else Accent(node, "\u0338")


def _coloured(reader: _Reader) -> Node:
    reader.words()
    return reader.argument()


def _left(reader: _Reader) -> Node:
    opening = _delimiter(reader)
    body = reader.row(frozenset(("\\right",)) | _CELL_ENDS)
    if reader.next() != "\\right":
        raise FormulaError("a delimiter without its end")
    return Fence(opening, body, _delimiter(reader))


def _delimiter(reader: _Reader) -> str:
    reader.skip_spaces()
    sign = reader.next()
    if sign not in DELIMITERS:
        raise FormulaError(sign)
    return DELIMITERS[sign]


def _middle(reader: _Reader) -> Node:
    return Atom(_delimiter(reader), Kind.RELATION)


def _begin(reader: _Reader) -> Node:
    name = reader.words()
    environment = ENVIRONMENTS.get(name) or ENVIRONMENTS.get(name.rstrip("*"))
    if environment is None:
        raise FormulaError(name)
    if not environment.has_columns and reader.peek() == "[":
        reader.option()
    return reader.grid(environment, name)


def _substack(reader: _Reader) -> Node:
    reader.skip_spaces()
    if reader.next() != "{":
        raise FormulaError("substack")
    rows: list[tuple[Node, ...]] = []
    while True:
        rows.append((reader.row(frozenset(("\\\\", "}"))),))
        if reader.next() == "}":
            return Grid(tuple(rows), "c", (0, 0))


_COMMANDS: dict[str, Callable[[_Reader], Node]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), _fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _binomial),
    "sqrt": _root,
    "mathbb": _double,
    **dict.fromkeys(("overset", "stackrel"), _above),
    "underset": _below,
    "overbrace": _brace("⏞", ""),
    "underbrace": _brace("", "⏟"),
    "xrightarrow": _arrow("⟶"),
    "xleftarrow": _arrow("⟵"),
    "xRightarrow": _arrow("⟹"),
    "operatorname": _operator,
    "tag": _tag,
    "pmod": _modulo,
    "not": _not,
    "textcolor": _coloured,
    "colorbox": _coloured,
    "left": _left,
    "middle": _middle,
    "begin": _begin,
    "substack": _substack,
}
