"""Environments of TeX that hold rows: equations, cases, matrices."""

from tui_reader.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Environment:
    """How the rows of an environment stand."""

    align: str = "rl"
    """`c`, `l` or `r` for each column, over and over."""
    gaps: tuple[int, int] = (1, 3)
    """Cells behind the first, third … column, and behind the second, fourth …"""
    opening: str = ""
    """The sign before it."""
    closing: str = ""
    """The sign behind it."""
    has_columns: bool = False
    """An argument says how the columns stand."""
    is_matrix: bool = False
    """True where cells mean nothing without their columns."""


_CENTRED = Environment("c", (2, 2))
ENVIRONMENTS = {
    **dict.fromkeys(("align", "aligned", "split", "flalign", "eqnarray"), Environment()),
    **dict.fromkeys(("alignat", "alignedat", "xalignat"), Environment(has_columns=True)),
    **dict.fromkeys(("equation", "gather", "gathered", "multline", "displaymath", "math", "subequations"), _CENTRED),
    **dict.fromkeys(("cases", "dcases"), Environment("l", (2, 2), "{")),
    **dict.fromkeys(("rcases", "drcases"), Environment("l", (2, 2), "", "}")),
    "array": Environment("c", (2, 2), has_columns=True, is_matrix=True),
    **{
        name + suffix: Environment("c", (2, 2), *ends, is_matrix=True)
        for name, ends in {
            "matrix": ("", ""),
            "pmatrix": ("(", ")"),
            "bmatrix": ("[", "]"),
            "Bmatrix": ("{", "}"),
            "vmatrix": ("|", "|"),
            "Vmatrix": ("‖", "‖"),
            "smallmatrix": ("", ""),
        }.items()
        for suffix in ("", "*")
    },
}
"""Name of an environment, without the star of one that counts nothing → how its rows stand."""
