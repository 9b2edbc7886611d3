"""What the arguments of a shortcode are: words for the reader, addresses, the language of code, or settings of a theme.

A theme's own form of a shortcode is not known in full, and a site's own shortcodes are not known at all; so the
name of an argument and the look of its value decide, in this one table.
"""

import re
from collections.abc import Iterator
from enum import Enum

from tui_reader.markdown.heuristics import ALERTS
from tui_reader.markdown.html.html_inline import safe_address
from tui_reader.markdown.shortcodes.shortcode_calls import INNER, Call
from tui_reader.model.dataclass import dataclass

TITLES = (
    *("title", "name", "header", "label", "summary", "caption", "tabname", "heading", "headline", "header_text"),
    *("tabtitle", "question"),
)
"""Arguments that hold a title, the likeliest first."""
TEXTS = (
    *("text", "content", "desc", "description", "subtitle", "subheader", "details", "message", "msg", "body"),
    *("bio", "about", "note", "quote", "answer"),
)
"""Arguments that hold a text, the likeliest first."""
ADDRESSES = ("url", "href", "link", "src", "source", "relref", "ref", "permalink", "path")
"""Arguments that hold the address of a page or file, the likeliest first."""


_ONE = re.compile(r"[!-~]+")
_ONLY_SHORTCODES = re.compile(r"\s*\{\{[<%](?!/\*).*[>%]\}\}\s*", re.DOTALL)


class Kind(Enum):
    """What an argument is to a reader."""

    WORDS = "words"
    ADDRESS = "address"
    SETTING = "setting"


_BOOLEAN = re.compile(r"true|false|yes|no|on|off|none|null|auto", re.IGNORECASE)
_SETTING_NAME = re.compile(
    r"(?:.*[_-])?id|group(?:id)?|"
    r".*(?:class|classes|classname|classlist|css|styles?|width|height|sizes?|colou?r|icons?|position|align|ratio)|"
    r"(?:theme|type|kind|mode|variant|emoji|float|rel|target|animation|options?|command|attributes|strings)|"
    r"(?:loading|process|spec|filter.*|.*args|decoding|fetchpriority|allow|sandbox|integrity|media|srcset|src_[sl]|data-.*|aria-hidden|role)|"
    r"(?:where|value|params|codelang|format|outputformat|pattern|template|password|lang|language|syntax|hl_lines|linenos.*)|"
    r"(?:on[a-z]+|avatar|picture|poster|cover|logo|favicon|thumb(?:nail)?|image_anchor|background|bg)"
)
"""Names of settings, whatever their value: what a thing is like on the website (widths, classes, colours, icons), what
a browser or the theme does with it, secrets, and small pictures that only decorate what is named beside them.
"""
_WORDS_NAME = re.compile(
    r".*(?:text|title|caption|desc|description|label|heading|header|headline|summary|content|message|quote|"
    r"author|artist|byline|attr|attribution|credit|footer|question|answer|tooltip|legend|subtitle|subheader)|"
    r"(?:file|full|user|display|tab|first|last|nick)?name|msg|body|source|bio|about|alt|cite|note|nick|sub|rt|reading|aria-label|lead|intro|excerpt|abstract|details|items|"
    r"term|translation|tagline|slogan|subject|place|location|date|year|time|event|comment"
)
"""Names of texts: whatever stands there was written to be read, were it only a number."""
_ADDRESS_NAME = re.compile(r".*(?:url|uri|href|link|src|permalink|website|homepage|ref|image|img|video|audio)")
"""Names of addresses: whatever stands there without a blank leads somewhere, were it only a word."""
_ADDRESS = re.compile(r"(?:(?:[a-z][a-z0-9+.-]*:)?//|mailto:|tel:|geo:|magnet:|www\.|\.{0,2}/)[^\s<>]+", re.IGNORECASE)
"""Values that lead somewhere, whatever their name."""
_FILE = re.compile(
    r"[\w@%~./-]+\.(?:html?|md|pdf|png|jpe?g|gif|webp|avif|svg|mp[34]|m4a|ogg|webm|zip|epub|docx?|xlsx?|pptx?)"
    r"(?:[?#]\S*)?",
    re.IGNORECASE,
)
"""Values without a name that are files."""
_SETTING = re.compile(
    r"[+-]?[\d.,:/x×]+\s*(?:px|r?em|ch|vh|vw|%|pt|s|ms|fr|deg|cm|mm)?"  # numbers, lengths, ratios, durations
    r"|(?:#[0-9a-fA-F]{3,8}|(?:rgb|hsl)a?\([^()]*\)|var\([^()]*\)|calc\([^()]*\))"  # colours and lengths of CSS
    r"|(?:--?[a-z-]+|[a-z]+-[a-z-]+|color|background|margin|padding|border|font|display|float|width|height|opacity)"
    r"\s*:.*"  # declarations of CSS
    r"|(?:fa[a-z]?|bi|ri|mdi|ti|bx)(?: (?:fa|bi|ri|mdi|ti|bx[sl]?)-[\w-]+)+"  # icons
    r"|[a-z0-9_.][\w.:%#,|+/-]*"  # one word of a program: `left`, `btn-primary`, `_blank`, `gridItem`
    r"|[\w-]+=\S*"  # options of an address
    r"|[^{}]*\{.*\}[^{}]*|\[[\d\s,]*\]",  # JSON, rules of CSS
    re.ASCII | re.DOTALL,
)
"""Values that say nothing to a reader where no name says otherwise."""

_CODE_NAMES = ("lang", "language", "codelang", "syntax", "code")
_HUMAN = re.compile(
    r"(?:en|zh|ja|jp|ko|kr|fr|de|es|it|pt|ru|uk|la|el|he|ar|fa|hi|th|vi|id|ms|nl|sv|da|no|nb|fi|tr|ro|hu|bg|ca|cn|tw)"
    r"(?:[-_][A-Za-z]{2,4}){0,2}",
    re.IGNORECASE,
)
"""Values of `lang` that name what people speak."""
_LANGUAGES = frozenset(
    """ada asm awk bash bat batch bicep c c# c++ caddy clj clojure cmake cmd console cpp crystal cs csharp css csv cypher
    d dart diff docker dockerfile dos elixir elm erlang ex fish fortran fsharp go go-html-template go-text-template
    golang gradle graphql groovy haskell hcl hs html http ini java javascript jinja jinja2 js json json5 jsonnet jsx
    julia kotlin kt latex less lisp lua make makefile markdown matlab md mermaid nasm nginx nim nix objc objective-c
    ocaml pascal patch perl php plain plaintext postgres powershell prolog promql properties proto protobuf ps1 py
    pycon python python3 r racket rb react reg rego rs rst ruby rust sass scala scheme scss sh shell solidity sql
    svelte swift systemd tcl terminal terraform tex text tf toml ts tsx txt typescript v vb vbnet verilog vhdl vim vue
    xml yaml yml zig zsh""".split()
)
"""Names of languages of code as they stand without `lang=`."""
_ALSO_WORDS = frozenset("c d r v go plain text tex less crystal swift dart julia nim react vim make console".split())
"""Names of languages that are words as well."""
CODES = frozenset(
    """code codeblock codesnippet snippet terminal console shell cmd sourcecode source syntax prism highlightcode
    tabbedcodeblock codetab commandline output listing""".split()
)
"""Shortcodes whose inner text is code, by folded name."""


def kind_of(name: str | int, value: str) -> Kind:
    """What an argument is to a reader, by its name or position and its value."""
    named = name if isinstance(name, str) else ""
    if _BOOLEAN.fullmatch(value) or not value.strip() or _SETTING_NAME.fullmatch(named):
        return Kind.SETTING
    if _ADDRESS.fullmatch(value.strip()) or (not named and _FILE.fullmatch(value.strip())):
        return Kind.ADDRESS
    if _WORDS_NAME.fullmatch(named):
        return Kind.WORDS
    if _ADDRESS_NAME.fullmatch(named):
        is_one = value.isascii() and not re.search(r"\s", value.strip())
        return Kind.ADDRESS if is_one else Kind.WORDS
    is_mute = not any(char.isalnum() for char in value)
    is_word = bool(named) and re.fullmatch(r"[\w.:-]+", value.strip(), re.ASCII)
    return Kind.SETTING if is_mute or is_word or _SETTING.fullmatch(value.strip()) else Kind.WORDS


def address_in(call: Call, *names: str | int) -> str:
    """Read the first of several arguments that is there; without a name it is one word in ASCII, as addresses and
    identifiers are.
    """
    found = (name for name in names if call.peek(name))
    return next((call.get(name) for name in found if isinstance(name, str) or _ONE.fullmatch(call.peek(name))), "")


def is_alert(word: str) -> bool:
    """True for a word that says what kind of note something is."""
    return word.lower() in ALERTS


@dataclass(frozen=True, slots=True)
class Rest:
    """What a reader would miss of a shortcode: the arguments that its form did not use, and what it encloses."""

    words: tuple[str, ...] = ()
    """Texts, in the order they stand in."""
    addresses: tuple[str, ...] = ()
    """Addresses, in the order they stand in."""
    inner: bool = False
    """True where the inner text was not used."""


def rest_of(call: Call) -> Rest:
    """What is left of a shortcode once its form has been read."""
    kinds = [(kind_of(name, value), value.strip()) for name, value in _unused(call)]
    words = [value for kind, value in kinds if kind is Kind.WORDS]
    addresses = [value for kind, value in kinds if kind is Kind.ADDRESS]
    words += [value for value in addresses if not safe_address(value)]
    safe = [value for value in addresses if safe_address(value)]
    return Rest(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(safe)), call.encloses and INNER not in call.used)


def _unused(call: Call) -> Iterator[tuple[str | int, str]]:
    for place, value in enumerate(call.positional):
        if place not in call.used:
            yield place, value
    for name, value in call.named.items():
        if name not in call.used:
            yield name, value


def language_of(call: Call) -> str | None:
    """The language of the code a shortcode encloses, empty where it is code of no known one; None where it is
    Markdown.

    An argument that names a language means code, whatever the shortcode; a few shortcodes enclose nothing else.
    """
    if is_container(call):
        return None
    if call.parent is not None and call.parent.kind == "tabpane":
        return _docsy_language(call, call.parent)
    named = [(name, call.named[name]) for name in _CODE_NAMES if call.named.get(name)]
    languages = [value for _name, value in named if not _BOOLEAN.fullmatch(value) and not _HUMAN.fullmatch(value)]
    if any(name == "code" and value.lower() in ("false", "no") for name, value in named):
        return None
    is_code = call.kind in CODES
    if languages or is_code or any(name == "code" and _BOOLEAN.fullmatch(value) for name, value in named):
        call.used.update(name for name, _value in named)
        return languages[0] if languages else (_positional_language(call) if is_code else "")
    return None


def language_among_words(call: Call) -> str | None:
    """The language that an argument without a name gives to a shortcode nobody knows; None where none does.

    With `%` it encloses Markdown, which such a word may be the subject of.
    """
    if call.sign == "<" and any(word.lower() in _LANGUAGES - _ALSO_WORDS for word in call.positional):
        return _positional_language(call)
    return None


def _positional_language(call: Call) -> str:
    """The first argument without a name that is a language of code."""
    places: tuple[str | int, ...] = (*range(len(call.positional)), "type")
    return next((call.get(place) for place in places if call.peek(place).lower() in _LANGUAGES), "")


def name_from(parent: Call, index: int) -> str:
    """The name a parent gives to one of its parts: `items="JSON,YAML"`, or its own arguments one by one."""
    names = parent.get("items", "names", "labels", "titles", "tabs")
    if names:
        parts = names.split("|" if "|" in names else ",")
        return parts[index].strip() if index < len(parts) else ""
    return parent.get(index) if len(parent.positional) > 1 else ""


def is_container(call: Call) -> bool:
    """True where it encloses other shortcodes and nothing else."""
    return _ONLY_SHORTCODES.fullmatch(call.inner or "") is not None


def places_of_words(call: Call) -> list[int]:
    """Positions of the arguments without a name that hold words and were not read."""
    places = (at for at in range(len(call.positional)) if at not in call.used)
    return [at for at in places if kind_of(at, call.positional[at]) is Kind.WORDS]


def _docsy_language(call: Call, pane: Call) -> str | None:
    """Docsy's tabs hold code unless they are called with `%`, or they or their pane say `text=true`."""
    if call.sign == "%" or "true" in (call.named.get("text"), pane.named.get("text")):
        return None
    equals = "true" in (call.named.get("langequalsheader"), pane.named.get("langequalsheader"))
    header = (call.peek("header") or call.peek(0)) if equals else ""
    return call.get("lang") or pane.get("lang") or header.lower()
