"""The options of a configuration that say what Markdown becomes: `markup` and `enableEmoji`."""

from typing import Any, Literal

from tui_reader.markdown.site_rules import EXTRAS, USUAL, CodeRules, Passthrough, Rules
from tui_reader.store.site.config_sections import flag_of, mapping_at, texts_of, whole_of

_SIGNS = {
    "apostrophe": "apostrophe",
    "ellipsis": "…",
    "emdash": "—",
    "endash": "–",
    "leftanglequote": "«",
    "rightanglequote": "»",
    "leftdoublequote": "“",
    "rightdoublequote": "”",
    "leftsinglequote": "‘",
    "rightsinglequote": "’",
}
"""The typographer's keys, and the names of signs that they stand for."""


def read_rules(config: dict[str, Any], *, is_translated: bool = False) -> Rules:
    """What the configuration of a language says about Markdown; `is_translated` where it is one of those that the site
    names.
    """
    goldmark = mapping_at(config, "markup", "goldmark")
    renderer, parser = mapping_at(goldmark, "renderer"), mapping_at(goldmark, "parser")
    extensions = mapping_at(goldmark, "extensions")
    emoji = config.get("enableemoji")
    extras = {name: mapping_at(extensions, "extras", name).get("enable") for name in EXTRAS}
    wide = mapping_at(extensions, "cjk")
    return Rules(
        raw_html=flag_of(renderer.get("unsafe"), False),
        xhtml=_xhtml(goldmark, is_translated),
        hard_wraps=flag_of(renderer.get("hardwraps"), False),
        typographer=_is_on(extensions.get("typographer"), "disable"),
        signs=_signs(mapping_at(extensions, "typographer")),
        join_lines=_joining(wide),
        escaped_blanks=flag_of(wide.get("enable"), False) and flag_of(wide.get("escapedspace"), False),
        footnotes=_is_on(extensions.get("footnote"), ""),
        backlink=str(mapping_at(extensions, "footnote").get("backlinkhtml", USUAL.backlink)),
        tables=flag_of(extensions.get("table"), True),
        tasks=flag_of(extensions.get("tasklist"), True),
        definitions=flag_of(extensions.get("definitionlist"), True),
        strikethrough=flag_of(extensions.get("strikethrough"), True),
        links=flag_of(extensions.get("linkify"), True),
        link_protocol=str(extensions.get("linkifyprotocol") or "https"),
        extras=tuple(name for name, value in extras.items() if flag_of(value, False)),
        refused=tuple(name for name, value in {**extras, "emoji": emoji}.items() if not flag_of(value, True)),
        emoji=flag_of(emoji, False),
        heading_attributes=flag_of(mapping_at(parser, "attribute").get("title"), True),
        block_attributes=flag_of(mapping_at(parser, "attribute").get("block"), False),
        heading_ids=flag_of(parser.get("autoheadingid"), True),
        heading_names=_heading_names(parser),
        term_names=flag_of(parser.get("autodefinitiontermid"), False),
        wraps_images=flag_of(parser.get("wrapstandaloneimagewithinparagraph"), True),
        passthrough=_passthrough(mapping_at(extensions, "passthrough")),
        code=_code(mapping_at(config, "markup", "highlight")),
    )


def _xhtml(goldmark: dict[str, Any], is_translated: bool) -> Literal["", "all", "without pictures"]:
    if not flag_of(mapping_at(goldmark, "renderer").get("xhtml"), False):
        return ""
    use = mapping_at(goldmark, "renderhooks", "image").get("useembedded") or "auto"
    by_itself = is_translated and not flag_of(goldmark.get("duplicateresourcefiles"), False)
    return "without pictures" if use in ("always", "fallback") or (use == "auto" and by_itself) else "all"


def _is_on(value: Any, off: str) -> bool:
    """An extension that is switched by itself or by a key of its own: `off` in its table, or `enable`."""
    table = mapping_at(value)
    return flag_of(value, True) and not flag_of(table.get(off), False) and flag_of(table.get("enable"), True)


def _signs(typographer: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((sign, str(typographer[key])) for key, sign in _SIGNS.items() if key in typographer)


def _joining(wide: dict[str, Any]) -> Literal["", "simple", "css3draft"]:
    if not flag_of(wide.get("enable"), False) or not flag_of(wide.get("eastasianlinebreaks"), False):
        return ""
    return "css3draft" if wide.get("eastasianlinebreaksstyle") == "css3draft" else "simple"


def _heading_names(parser: dict[str, Any]) -> Literal["github", "github-ascii", "blackfriday"]:
    kind = parser.get("autoidtype") or parser.get("autoheadingidtype")
    return kind if kind in ("github-ascii", "blackfriday") else "github"


def _passthrough(extension: dict[str, Any]) -> Passthrough | None:
    if not flag_of(extension.get("enable"), False):
        return None
    delimiters = mapping_at(extension, "delimiters")
    return Passthrough(*(_pairs(delimiters.get(kind)) for kind in ("block", "inline")))


def _pairs(written: Any) -> tuple[tuple[str, str], ...]:
    pairs = [texts_of(pair) for pair in written] if isinstance(written, list) else []
    return tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2 and all(pair))


def _code(highlight: dict[str, Any]) -> CodeRules:
    beside = flag_of(highlight.get("linenumbersintable"), True)
    numbers: Literal["", "table", "inline"] = "table" if beside else "inline"
    asked = highlight.get("linenos")
    if asked in ("table", "inline"):
        numbers = asked
    elif not flag_of(asked, False):
        numbers = ""
    return CodeRules(
        highlighted=flag_of(highlight.get("codefences"), True),
        numbers=numbers,
        beside=beside,
        guesses=flag_of(highlight.get("guesssyntax"), False),
        first=whole_of(highlight.get("linenostart"), 1),
        marked=str(highlight.get("hl_lines") or ""),
        bare=flag_of(highlight.get("hl_inline"), False),
        classes=not flag_of(highlight.get("noclasses"), True),
        style=str(highlight.get("style") or USUAL.code.style),
        wrapper=str(highlight.get("wrapperclass") or USUAL.code.wrapper),
    )
