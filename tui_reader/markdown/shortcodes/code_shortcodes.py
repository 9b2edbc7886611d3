"""Shortcodes that show code, diagrams and formulas."""

import re

from tui_reader.document.blocks import Code
from tui_reader.document.plain import flat_spans
from tui_reader.markdown.shortcodes.shortcode_arguments import CODES, name_from
from tui_reader.markdown.shortcodes.shortcode_calls import Call, Function, Shown, Writer
from tui_reader.markdown.shortcodes.shortcode_contents import enclosed, highlight
from tui_reader.model.dataclass import replace

_FORMULA_ENDS = re.compile(r"^(?:\$+|\\\[|\\\()|(?:(?<!\$)\$++|\\\]|\\\))$")
_TOML = re.compile(r"\s*+(?:#[^\n]*+\s*+)*+(?:\[|[\w.-]++\s*+=)")
_DIAGRAMS = (
    "mermaid echarts chart plantuml graphviz dot goat abc flowchart sequence markmap d2 vega diagram viz wavedrom"
)


def _code(call: Call, writer: Writer) -> Shown:
    """Code in the language its arguments name; the words that fold it on the website are no text."""
    call.get("expand"), call.get("collapse")
    shown = enclosed(call, writer)
    if call.parent is None or call.parent.kind not in ("codes", "codegroup") or len(shown) != 1:
        return shown
    code, name = shown[0], name_from(call.parent, call.index)
    if not isinstance(code, Code):
        return shown
    return (replace(code, language=code.language or name.lower()),)


def _source(call: Call, _writer: Writer) -> Shown:
    """The source of a diagram or chart under its name."""
    return (Code(call.code, call.kind, line=call.line),) if call.encloses else ()


def _code_toggle(call: Call, _writer: Writer) -> Shown:
    file, kind = call.get("file"), "toml" if _TOML.match(call.text) else "yaml"
    return (Code(call.code, kind, f"{file}.{kind}" if file else "", line=call.line),) if call.encloses else ()


def _formula(call: Call, writer: Writer) -> Shown:
    return (writer.formula(_FORMULA_ENDS.sub("", call.text.strip()), call.line),) if call.encloses else ()


def _raw(call: Call, writer: Writer) -> Shown:
    blocks = writer.html(call.text, call.line)
    return blocks if call.alone else flat_spans(blocks)


CODE: dict[str, Function] = {
    **dict.fromkeys(CODES, _code),
    **dict.fromkeys(_DIAGRAMS.split(), _source),
    **dict.fromkeys(("math", "katex", "fig-math", "mathjax", "tex", "latex"), _formula),
    **dict.fromkeys(("raw", "rawhtml", "html", "unsafe", "svg"), _raw),
    "highlight": highlight,
    "code-toggle": _code_toggle,
}
"""What each of these shortcodes shows, by name."""
