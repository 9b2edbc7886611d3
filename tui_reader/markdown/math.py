"""TeX formulas as Unicode where Unicode has the symbols, one line a row; the source where it takes two dimensions.

The names of the symbols are those of TeX and AMS-LaTeX, the characters those of the Unicode charts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tui_reader.markdown.span_builder import shifted

DEEPEST = 30
"""Groups inside one another that are followed."""

_SYMBOLS = dict(
    pair.split(":", 1)
    for pair in """
alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ lambda:λ mu:μ nu:ν
xi:ξ omicron:ο pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:φ varphi:φ chi:χ psi:ψ omega:ω
Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω
times:× div:÷ cdot:· ast:∗ star:⋆ circ:∘ bullet:• pm:± mp:∓ oplus:⊕ ominus:⊖ otimes:⊗ odot:⊙ wedge:∧ land:∧ vee:∨ lor:∨
cap:∩ cup:∪ setminus:∖ neg:¬ lnot:¬ leq:≤ le:≤ geq:≥ ge:≥ neq:≠ ne:≠ equiv:≡ approx:≈ sim:∼ simeq:≃ cong:≅ propto:∝
ll:≪ gg:≫ prec:≺ succ:≻ subset:⊂ supset:⊃ subseteq:⊆ supseteq:⊇ in:∈ notin:∉ ni:∋ perp:⊥ parallel:∥ mid:∣ models:⊨
vdash:⊢ leqslant:⩽ geqslant:⩾ doteq:≐ triangleq:≜ asymp:≍
sum:∑ prod:∏ coprod:∐ int:∫ iint:∬ iiint:∭ oint:∮ bigcup:⋃ bigcap:⋂ bigvee:⋁ bigwedge:⋀ bigoplus:⨁ bigotimes:⨂
to:→ rightarrow:→ leftarrow:← gets:← leftrightarrow:↔ Rightarrow:⇒ Leftarrow:⇐ Leftrightarrow:⇔ implies:⟹ iff:⟺
mapsto:↦ uparrow:↑ downarrow:↓ longrightarrow:⟶ longleftarrow:⟵ Longrightarrow:⟹ rightleftharpoons:⇌ hookrightarrow:↪
infty:∞ partial:∂ nabla:∇ forall:∀ exists:∃ nexists:∄ emptyset:∅ varnothing:∅ hbar:ℏ ell:ℓ Re:ℜ Im:ℑ aleph:ℵ wp:℘
angle:∠ triangle:△ square:□ Box:□ diamond:⋄ checkmark:✓ dagger:† ddagger:‡ prime:′ degree:° therefore:∴ because:∵
ldots:… cdots:⋯ vdots:⋮ ddots:⋱ dots:… dotsc:… dotsb:⋯ langle:⟨ rangle:⟩ lceil:⌈ rceil:⌉ lfloor:⌊ rfloor:⌋
lvert:| rvert:| vert:| lVert:‖ rVert:‖ Vert:‖ backslash:\\ lbrace:{ rbrace:} colon:: top:⊤ bot:⊥ surd:√ imath:ı jmath:ȷ
S:§ P:¶ pounds:£ copyright:© AA:Å
""".split()
)
_OPERATORS = frozenset(
    """sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim limsup liminf max min sup inf det dim ker
gcd deg arg hom Pr mod bmod""".split()
)
_BLANKS = frozenset((",", ";", ":", " ", "quad", "qquad", "enspace", "thinspace", "~", ">"))
_SILENT = frozenset(
    """! left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr limits nolimits displaystyle textstyle
scriptstyle middle nonumber notag hline allowbreak rm bf it cal""".split()
)
_PLAIN = frozenset(
    """text mathrm mathbf mathit mathsf mathtt textbf textit textrm operatorname boldsymbol bm mbox hbox pmb mathcal mathscr
mathfrak underline boxed mathop mathbin mathrel mathord pmod""".split()
)
_ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0305",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "tilde": "\u0303",
    "widetilde": "\u0303",
}
_DOUBLE = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_ROWS = re.compile(
    r"\\begin\{(?:align|aligned|gather|gathered|equation|split|cases|eqnarray|multline)\*?\}(?:\{[^}]*\})?"
    r"|\\end\{(?:align|aligned|gather|gathered|equation|split|cases|eqnarray|multline)\*?\}"
)
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_~]|'+|\s+|[^\\{}^_~'\s]", re.DOTALL)
_SIMPLE = re.compile(r"\w+|[^\w\s]", re.DOTALL)


class _Unknown(Exception):
    """The formula holds something that cannot be shown in a line of text."""


def to_unicode(source: str) -> str | None:
    """The formula in Unicode characters, a line for each of its rows; None where it needs two dimensions."""
    rows = re.split(r"\\\\(?:\[[^\]]*\])?", _ROWS.sub("", source).replace("&", ""))
    try:
        lines = [_Reader(_TOKEN.findall(row)).row() for row in rows]
    except _Unknown:
        return None
    return "\n".join(line for line in lines if line) or None


@dataclass(slots=True)
class _Reader:
    """Reads the tokens of one row."""

    tokens: list[str]
    place: int = 0
    depth: int = 0

    def row(self) -> str:
        """The whole row."""
        text = self.group(end="")
        return re.sub(r"\s+", " ", text).strip()

    def group(self, end: str) -> str:
        """What stands before `end`, which is taken too."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Unknown
        pieces: list[str] = []
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            self.place += 1
            if token == end:
                self.depth -= 1
                return "".join(pieces)
            piece = self.one(token)
            if token[1:] in _OPERATORS and pieces and pieces[-1][-1:].isalnum():
                piece = f" {piece}"
            pieces.append(piece)
        if end:
            raise _Unknown
        self.depth -= 1
        return "".join(pieces)

    def one(self, token: str) -> str:
        """What one token stands for, with what it takes behind it."""
        if token in _MARKS:
            return _MARKS[token](self)
        if token.startswith("\\"):
            return self.command(token[1:].rstrip("*"))
        if token.startswith("'"):
            return "′" * len(token)
        return " " if token.isspace() else token

    def argument(self) -> str:
        """The next group or token."""
        while self.place < len(self.tokens) and self.tokens[self.place].isspace():
            self.place += 1
        if self.place >= len(self.tokens):
            raise _Unknown
        token = self.tokens[self.place]
        self.place += 1
        return self.group("}") if token == "{" else self.one(token)

    def option(self) -> str:
        """An argument in square brackets; empty where none is."""
        if self.place >= len(self.tokens) or self.tokens[self.place] != "[":
            return ""
        self.place += 1
        return self.group("]")

    def command(self, name: str) -> str:
        """What a command stands for."""
        if name in _SYMBOLS:
            if _SYMBOLS[name].isalpha() and self.place < len(self.tokens) and self.tokens[self.place].isspace():
                self.place += 1
            return _SYMBOLS[name]
        if name in _OPERATORS:
            return f"{name} " if self.place < len(self.tokens) and self.tokens[self.place][0].isalpha() else name
        if name in _BLANKS:
            return " "
        if name in _SILENT:
            return ""
        if name in _PLAIN:
            return self.argument()
        if name in _COMMANDS:
            return _COMMANDS[name](self)
        if name in _ACCENTS:
            return "".join(char + _ACCENTS[name] for char in self.argument())
        if name in "{}$%&#_|":
            return "‖" if name == "|" else name
        raise _Unknown


def _wrapped(text: str) -> str:
    """The text in brackets where it is more than one word or symbol."""
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) or re.fullmatch(r"\(.*\)", text) else f"({text})"


def _shift(tag: str, sign: str) -> Callable[[_Reader], str]:
    def function(reader: _Reader) -> str:
        text = reader.argument().strip()
        if text in ("∘", "°") and tag == "sup":
            return "°"
        if text and set(text) <= {"′"}:
            return text
        return shifted(text.replace("−", "-"), tag) or sign + _wrapped(text)

    return function


def _fraction(reader: _Reader) -> str:
    return f"{_wrapped(reader.argument())}/{_wrapped(reader.argument())}"


def _root(reader: _Reader) -> str:
    index = reader.option()
    return (_ROOTS.get(index) or (shifted(index, "sup") or "") + "√") + _wrapped(reader.argument())


def _binomial(reader: _Reader) -> str:
    return f"C({reader.argument()}, {reader.argument()})"


def _double(reader: _Reader) -> str:
    return "".join(_DOUBLE.get(char, char) for char in reader.argument())


def _over(reader: _Reader) -> str:
    """`\\overset`, `\\underset`, `\\stackrel`: what stands above or below follows in brackets."""
    above, base = reader.argument(), reader.argument()
    return f"{base}({above})"


def _tag(reader: _Reader) -> str:
    return f"  ({reader.argument()})"


def _not(reader: _Reader) -> str:
    return reader.argument() + "\u0338"


_MARKS: dict[str, Callable[[_Reader], str]] = {
    "{": lambda reader: reader.group("}"),
    "^": _shift("sup", "^"),
    "_": _shift("sub", "_"),
    "~": lambda _reader: " ",
}
_COMMANDS: dict[str, Callable[[_Reader], str]] = {
    "frac": _fraction,
    "dfrac": _fraction,
    "tfrac": _fraction,
    "cfrac": _fraction,
    "sqrt": _root,
    "binom": _binomial,
    "mathbb": _double,
    "overset": _over,
    "underset": _over,
    "stackrel": _over,
    "tag": _tag,
    "not": _not,
}
