"""Names of characters in Org (`\\alpha`, `\\to`): those of HTML, and those of TeX that Hugo's reader of Org knows."""

import html
import re
from html.entities import name2codepoint

_OTHERWISE = frozenset("and or part divide".split())
"""Names of HTML that are none in Org."""
_ENTITIES = {
    **{name: chr(code) for name, code in name2codepoint.items() if name not in _OTHERWISE},
    **{name: name for name in "arccos cos sin log lim max min deg sup".split()},
    **dict(
        pair.split("=", 1)
        for pair in (
            "AA=Å EUR=€ Rightarrow=⇒ S=§ aleph=ℵ angle=∠ approx=≈ ast=* because=∵ bullet=• cdot=⋅ checkmark=✓ div=÷ dots=…"
            " downarrow=↓ ell=ℓ exists=∃ frowny=☹ geq=≥ hbar=ℏ in=∈ infty=∞ land=∧ langle=⟨ rangle=⟩ leftarrow=←"
            " leftrightarrow=↔ rightarrow=→ leq=≤ lor=∨ neg=¬ neq=≠ partial=∂ pm=± propto=∝ sad=☹ slash=/ smile=⌣"
            " smiley=☺ star=⋆ subset=⊂ therefore=∴ to=→ under=_ varepsilon=ε varphi=φ vartheta=ϑ vert=| diams=◆ circ=∘"
            " lang=⟨ rang=⟩ loz=⧫ phi=ɸ tilde=~"
        ).split()
    ),
}
_NAMED = re.compile(r"\\([A-Za-z]+)(\d{0,2})(\{\})?")


def with_entities(text: str) -> str:
    """The text as HTML, with its names of characters resolved."""
    return html.escape(_NAMED.sub(_resolved, text) if "\\" in text else text)


def _resolved(found: re.Match[str]) -> str:
    name, digits, braces = found.groups("")
    if name + digits in _ENTITIES:
        return _ENTITIES[name + digits]
    return f"{_ENTITIES[name]}{digits}{braces if digits else ''}" if name in _ENTITIES else found[0]
