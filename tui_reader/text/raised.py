"""Raised and lowered characters: what Unicode has of superscripts and subscripts."""

_RAISED = str.maketrans(
    dict(zip("0123456789+-=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
)
_LOWERED = str.maketrans(dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)))
SHIFTS = {"sup": _RAISED, "sub": _LOWERED}
"""The characters of each element of HTML that raises or lowers its text."""


def shifted(text: str, tag: str) -> str | None:
    """The text in raised (`sup`) or lowered (`sub`) characters; None where one of them has no such form."""
    table = SHIFTS[tag]
    return text.translate(table) if all(ord(char) in table or char == " " for char in text) else None
