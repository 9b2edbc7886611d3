"""What TeX's commands stand for in Unicode, each with its part in a formula.

The names of the symbols are those of TeX and AMS-LaTeX, the characters those of the Unicode charts.
"""

from enum import Enum


class Kind(Enum):
    """What an atom is in a formula (TeXbook, chapter 17), which says where blanks stand around it."""

    ORDINARY = "ordinary"
    """A letter, a digit, a symbol by itself."""
    OPERATOR = "operator"
    """A function's name, as `sin`."""
    LIMITS = "limits"
    """An operator whose limits stand below and above it where there is room: `∑`, `lim`."""
    INTEGRAL = "integral"
    """An operator whose limits stand behind it: `∫`."""
    BINARY = "binary"
    """`+` between two things."""
    RELATION = "relation"
    """`=`, `≤`, an arrow."""
    OPENING = "opening"
    """`(`."""
    CLOSING = "closing"
    """`)`."""
    PUNCTUATION = "punctuation"
    """`,`."""
    SPACE = "space"
    """A blank of the source, which means nothing to TeX."""
    BLANK = "blank"
    """A blank that the author asked for."""
    TEXT = "text"
    """Words."""
    TAG = "tag"
    """The number of an equation."""


_TABLE = {
    Kind.ORDINARY: """
alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ lambda:λ mu:μ nu:ν
xi:ξ omicron:ο pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:φ varphi:φ chi:χ psi:ψ omega:ω
Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω varkappa:ϰ digamma:ϝ
infty:∞ partial:∂ nabla:∇ forall:∀ exists:∃ nexists:∄ emptyset:∅ varnothing:∅ hbar:ℏ ell:ℓ Re:ℜ Im:ℑ aleph:ℵ wp:℘
angle:∠ triangle:△ square:□ Box:□ diamond:⋄ checkmark:✓ dagger:† ddagger:‡ prime:′ degree:° neg:¬ lnot:¬ complement:∁
ldots:… cdots:⋯ vdots:⋮ ddots:⋱ dots:… dotsc:… dotsb:⋯ dotsm:⋯ vert:| lvert:| rvert:| Vert:‖ lVert:‖ rVert:‖
backslash:\\
top:⊤ bot:⊥ surd:√ imath:ı jmath:ȷ S:§ P:¶ pounds:£ copyright:© AA:Å blacksquare:■ bigstar:★ clubsuit:♣ heartsuit:♡
spadesuit:♠ diamondsuit:♢ flat:♭ natural:♮ sharp:♯ mho:℧ hslash:ℏ eth:ð measuredangle:∡ sphericalangle:∢ therefore:∴
because:∵ qed:∎ $:$ %:% &:& #:# _:_ |:‖
""",
    Kind.LIMITS: """
sum:∑ prod:∏ coprod:∐ bigcup:⋃ bigcap:⋂ bigvee:⋁ bigwedge:⋀ bigoplus:⨁ bigotimes:⨂ bigodot:⨀ biguplus:⨄ bigsqcup:⨆
lim:lim limsup:lim␣sup liminf:lim␣inf max:max min:min sup:sup inf:inf det:det gcd:gcd Pr:Pr argmax:arg␣max
argmin:arg␣min
""",
    Kind.INTEGRAL: "int:∫ iint:∬ iiint:∭ oint:∮ oiint:∯",
    Kind.OPERATOR: """
sin:sin cos:cos tan:tan cot:cot sec:sec csc:csc arcsin:arcsin arccos:arccos arctan:arctan sinh:sinh cosh:cosh tanh:tanh
coth:coth log:log ln:ln lg:lg exp:exp dim:dim ker:ker deg:deg arg:arg hom:hom mod:mod bmod:mod
""",
    Kind.BINARY: """
times:× div:÷ cdot:· ast:∗ star:⋆ circ:∘ bullet:• pm:± mp:∓ oplus:⊕ ominus:⊖ otimes:⊗ odot:⊙ oslash:⊘ wedge:∧ land:∧
vee:∨
lor:∨ cap:∩ cup:∪ setminus:∖ smallsetminus:∖ uplus:⊎ sqcup:⊔ sqcap:⊓ amalg:⨿ wr:≀ ltimes:⋉ rtimes:⋊ dotplus:∔ boxplus:⊞
boxtimes:⊠
""",
    Kind.RELATION: """
leq:≤ le:≤ geq:≥ ge:≥ neq:≠ ne:≠ equiv:≡ approx:≈ sim:∼ simeq:≃ cong:≅ propto:∝ ll:≪ gg:≫ prec:≺ succ:≻ preceq:⪯
succeq:⪰
subset:⊂ supset:⊃ subseteq:⊆ supseteq:⊇ subsetneq:⊊ supsetneq:⊋ nsubseteq:⊈ in:∈ notin:∉ ni:∋ perp:⊥ parallel:∥
nparallel:∦
mid:∣ nmid:∤ models:⊨ vdash:⊢ dashv:⊣ Vdash:⊩ vDash:⊨ leqslant:⩽ geqslant:⩾ doteq:≐ triangleq:≜ asymp:≍ lesssim:≲
gtrsim:≳ coloneqq:≔ lt:< gt:> nless:≮ ngtr:≯ bowtie:⋈ sqsubseteq:⊑ sqsupseteq:⊒ smile:⌣ frown:⌢
to:→ rightarrow:→ leftarrow:← gets:← leftrightarrow:↔ Rightarrow:⇒ Leftarrow:⇐ Leftrightarrow:⇔ implies:⟹ impliedby:⟸
iff:⟺
mapsto:↦ uparrow:↑ downarrow:↓ updownarrow:↕ Uparrow:⇑ Downarrow:⇓ longrightarrow:⟶ longleftarrow:⟵ Longrightarrow:⟹
Longleftarrow:⟸ longmapsto:⟼ longleftrightarrow:⟷ Longleftrightarrow:⟺ rightleftharpoons:⇌ leftrightharpoons:⇋
hookrightarrow:↪ hookleftarrow:↩ rightharpoonup:⇀ leftharpoonup:↼ nearrow:↗ searrow:↘ swarrow:↙ nwarrow:↖ leadsto:⇝
rightrightarrows:⇉ twoheadrightarrow:↠ nrightarrow:↛ colon::
""",
    Kind.OPENING: "langle:⟨ lceil:⌈ lfloor:⌊ lbrace:{ lbrack:[ lparen:( {:{",
    Kind.CLOSING: "rangle:⟩ rceil:⌉ rfloor:⌋ rbrace:} rbrack:] rparen:) }:}",
}
SYMBOLS = {
    name: (symbol.replace("␣", " "), kind)
    for kind, table in _TABLE.items()
    for name, symbol in (pair.split(":", 1) for pair in table.split())
}
"""Name of a command, without its backslash → its characters, and their part in a formula."""
CHARACTERS = {
    **dict.fromkeys("+-*", Kind.BINARY),
    **dict.fromkeys("=<>:→←⇒⇔≤≥≠≈∈", Kind.RELATION),
    **dict.fromkeys(",;", Kind.PUNCTUATION),
    **dict.fromkeys("([", Kind.OPENING),
    **dict.fromkeys(")]!", Kind.CLOSING),
}
"""Characters that are no ordinary atoms."""
BLANKS = {",": 1, ";": 1, ":": 1, " ": 1, ">": 1, "enspace": 1, "thinspace": 1, "space": 1, "quad": 2, "qquad": 4}
"""Name of a command that leaves room → cells of it."""
SILENT = frozenset(
    """! big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm limits nolimits displaystyle textstyle
scriptstyle scriptscriptstyle nonumber notag hline allowbreak rm bf it cal sf tt boldmath normalsize small large Large
negthinspace noindent centering cr""".split()
)
"""Commands that change nothing here."""
PLAIN = frozenset(
    """mathrm mathbf mathit mathsf mathtt boldsymbol bm pmb mathcal mathscr mathfrak underline boxed mathop mathbin
mathrel mathord mathnormal mathclose mathopen mathpunct mathinner smash cancel bcancel xcancel fbox
ensuremath""".split()
)
"""Commands whose argument is shown as it is."""
TEXTS = frozenset("text textbf textit textrm textsf texttt mbox hbox textnormal intertext shortintertext".split())
"""Commands whose argument is words."""
DROPPED = frozenset("label phantom hphantom vphantom hspace vspace color".split())
"""Commands that nothing is shown of, nor of their argument."""
ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0305",
    "vec": "\u20d7",
    "overrightarrow": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
}
"""Name of a command → the combining character of its accent."""
DOUBLE = dict(zip("CHNPQRZ1", "ℂℍℕℙℚℝℤ𝟙", strict=True))
"""Letters with a double stroke."""
DELIMITERS = {"(": "(", ")": ")", "[": "[", "]": "]", "|": "|", "/": "/", "<": "⟨", ">": "⟩", ".": ""} | {
    f"\\{name}": symbol
    for name, (symbol, kind) in SYMBOLS.items()
    if kind in (Kind.OPENING, Kind.CLOSING) or symbol in "|‖"
}
"""What may stand behind `\\left` and `\\right` → what it shows."""
