"""Every regular expression of the program, and the texts on which each takes longest, made from its own structure."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser
from types import ModuleType
from typing import Any

import tui_reader

ALPHABET = "aA1_ \t\n.,:;-=+*/\\|&#@!?$%^~<>()[]{}'\"`x山\u3000"
"""One character of each kind that an expression may tell from others."""
FROM_EVERYWHERE = {"search", "sub", "subn", "split", "findall", "finditer"}
"""Functions that try an expression at every place of a text."""
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_MANY = 30
"""A repetition of at most fewer is bounded."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One regular expression of the program."""

    name: str
    """Module and name, or module and text where it has no name."""
    pattern: re.Pattern[str]
    """Compiled."""
    functions: frozenset[str]
    """The functions it is used with, `search` where that is not known; `match` at a given place counts as `search`."""


def modules() -> Iterator[ModuleType]:
    """Every module of the program."""
    for found in pkgutil.walk_packages(tui_reader.__path__, "tui_reader."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


@cache
def expressions() -> tuple[Expression, ...]:
    """Every expression: what modules hold, also in tables and classes, and what functions of `re` are given."""
    used = _uses()
    found: dict[tuple[str, int], Expression] = {}
    for module in modules():
        short = module.__name__.removeprefix("tui_reader.")
        for name, pattern, function in _held(vars(module)):
            first = re.split(r"[.\[]", name)[0]
            known = (used[m.__name__].get(first, set()) for m in modules() if vars(m).get(first) is vars(module)[first])
            functions = {function} if function else set().union(*known) or {"search"}
            found.setdefault(
                (pattern.pattern, pattern.flags), Expression(f"{short}.{name}", pattern, frozenset(functions))
            )
        for pattern, function in _given(module):
            name = f"{short}: {pattern.pattern}"
            found.setdefault((pattern.pattern, pattern.flags), Expression(name, pattern, frozenset({function})))
    return tuple(found.values())


def _held(values: Mapping[str, Any]) -> Iterator[tuple[str, "re.Pattern[str]", str]]:
    """Expressions that a module holds, by name; the function where it holds no more than that, as `re.compile(…).match`
    does.
    """
    for name, value in list(values.items()):
        for where, inner in _inside(name, value, 4):
            pattern = getattr(inner, "__self__", inner) if callable(inner) else inner
            if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                yield where, pattern, "" if inner is pattern else inner.__name__


def _inside(name: str, value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    """What a value holds: in lists and mappings, in our own objects and classes, in defaults of functions."""
    yield name, value
    if depth == 0:
        return
    members: Mapping[str, Any] = {}
    if isinstance(value, Mapping):
        members = {f"[{key!r:.20}]": inner for key, inner in value.items()}
    elif isinstance(value, list | tuple | set | frozenset):
        members = {f"[{index}]": inner for index, inner in enumerate(value)}
    elif isinstance(value, type) and value.__module__.startswith("tui_reader"):
        members = {f".{each}": inner for each, inner in vars(value).items()}
    elif type(value).__module__.startswith("tui_reader"):
        members = {f".{each}": getattr(value, each, None) for each in _fields(value)}
    elif callable(value) and hasattr(value, "__defaults__"):
        members = {f".default{index}": inner for index, inner in enumerate(value.__defaults__ or ())}
    for where, inner in members.items():
        yield from _inside(f"{name}{where}", inner, depth - 1)


def _fields(value: Any) -> tuple[str, ...]:
    return (*getattr(type(value), "__slots__", ()), *getattr(value, "__dict__", ()))


@cache
def _trees() -> Mapping[str, ast.Module]:
    return {m.__name__: ast.parse(Path(m.__file__).read_text("utf-8")) for m in modules() if m.__file__}


def _calls(tree: ast.Module) -> Iterator[tuple[str, str, ast.Call]]:
    """Calls of the form `value.function(…)`: the last name of the value, the function, the call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield _last_name(node.func.value), node.func.attr, node


def _last_name(value: ast.expr) -> str:
    return value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ""


def _uses() -> Mapping[str, Mapping[str, set[str]]]:
    """Module → name of an expression → functions it is used with; one handed on as a value may be used with any."""
    found: dict[str, dict[str, set[str]]] = {}
    for module, tree in _trees().items():
        uses: dict[str, set[str]] = found.setdefault(module, {})
        at_a_place = {id(call.func) for _, function, call in _calls(tree) if function == "match" and len(call.args) > 1}
        asked = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in FROM_EVERYWHERE | {"match", "fullmatch"}:
                asked.add(id(node.value))
                uses.setdefault(_last_name(node.value), set()).add("search" if id(node) in at_a_place else node.attr)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in asked:
                uses.setdefault(node.id, set()).add("search")
    return found


def _given(module: ModuleType) -> Iterator[tuple["re.Pattern[str]", str]]:
    """Expressions that functions of `re` are given as texts; those made from values of a function are left out."""
    for name, function, call in _calls(_trees()[module.__name__]):
        place = 1 if function == "compile" else 2
        if name == "re" and function in FROM_EVERYWHERE | {"match", "fullmatch", "compile"} and call.args:
            named = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
            flags = named or call.args[place : place + 1 if "sub" not in function and function != "split" else place]
            try:
                text, *chosen = (_value(argument, module) for argument in (call.args[0], *flags))
            except NameError:
                continue
            if isinstance(text, str):
                yield re.compile(text, *chosen), "search" if function == "compile" else function


def _value(expression: ast.expr, module: ModuleType) -> Any:
    """What an expression of Python is outside any function; raises NameError."""
    return eval(ast.unparse(expression), vars(module))


def worst_cases(pattern: "re.Pattern[str]") -> Iterator[Callable[[int], str]]:
    """Texts that grow with a number, each to make one repetition of the expression run long and then fail."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    seen = set()
    repeats = list(_repeats(tree, ("",)))
    pumps = _pumps([body for _, body in repeats])
    prefixes = dict.fromkeys(prefix for before, _ in repeats for prefix in before)
    whole = _samples(tree)[0]
    for prefix, pump, suffix in product(prefixes, pumps, ("", "\n", "\0")):
        for shape in ((prefix, pump, suffix), ("", prefix + pump, suffix), ("", prefix or whole, suffix)):
            if shape not in seen and shape[1]:
                seen.add(shape)
                yield partial(_repeated, *shape)


def _repeated(before: str, piece: str, behind: str, size: int) -> str:
    return before + piece * (size // len(piece) + 1) + behind


def _repeats(tree: Any, before: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every repetition without a bound, with texts that lead to it."""
    for operation, value in tree:
        for inner in _parts(operation, value):
            yield from _repeats(inner, before)
        if operation in _REPEATS and value[1] > _MANY:
            yield before, value[2]
        before = tuple(dict.fromkeys(b + s for b in before for s in _samples([(operation, value)])))[:6]


def _parts(operation: Any, value: Any) -> list[Any]:
    """The expressions inside a node."""
    if operation in _REPEATS:
        return [value[2]]
    if operation is code.SUBPATTERN:
        return [value[3]]
    if operation is code.ATOMIC_GROUP:
        return [value]
    if operation is code.BRANCH:
        return list(value[1])
    if operation in (code.ASSERT, code.ASSERT_NOT):
        return [value[1]]
    if operation is code.GROUPREF_EXISTS:
        return [part for part in value[1:] if part]
    return []


def _samples(tree: Any) -> list[str]:
    """A few texts that an expression takes."""
    found = [""]
    for operation, value in tree:
        found = [text + piece for text in found for piece in _pieces(operation, value)][:6]
    return found


def _pieces(operation: Any, value: Any) -> list[str]:
    if operation in _REPEATS:
        once = _samples(value[2])
        return ([""] if value[0] == 0 else []) + [text * max(value[0], 1) for text in once[:3]]
    if operation is code.BRANCH:
        return [text for branch in value[1] for text in _samples(branch)[:1]][:6]
    if operation in (code.SUBPATTERN, code.ATOMIC_GROUP):
        return _samples(value[3] if operation is code.SUBPATTERN else value)
    if operation is code.LITERAL:
        return [chr(value)]
    return _characters(operation, value)[:2] or [""]


def _characters(operation: Any, value: Any) -> str:
    """The characters of the alphabet that a node of one character takes."""
    if operation is code.ANY:
        return ALPHABET.replace("\n", "")
    if operation is code.NOT_LITERAL:
        return ALPHABET.replace(chr(value), "")
    if operation is code.IN:
        own = "".join(chr(part) for kind, part in value if kind is code.LITERAL)
        own += "".join(chr(low) for kind, part in value if kind is code.RANGE for low in part[:1])
        return "".join(c for c in dict.fromkeys(own + ALPHABET) if _is_in(c, value))
    return ""


def _is_in(character: str, members: Any) -> bool:
    negated = members[0][0] is code.NEGATE
    return any(_is_member(character, kind, value) for kind, value in members[negated:]) is not negated


def _is_member(character: str, kind: Any, value: Any) -> bool:
    if kind is code.LITERAL:
        return ord(character) == value
    if kind is code.RANGE:
        return value[0] <= ord(character) <= value[1]
    return bool(re.fullmatch(_CATEGORIES[value], character))


_CATEGORIES = {
    code.CATEGORY_DIGIT: r"\d",
    code.CATEGORY_NOT_DIGIT: r"\D",
    code.CATEGORY_SPACE: r"\s",
    code.CATEGORY_NOT_SPACE: r"\S",
    code.CATEGORY_WORD: r"\w",
    code.CATEGORY_NOT_WORD: r"\W",
}


def _pumps(bodies: list[Any]) -> list[str]:
    """What to repeat: one character for each set of repetitions that take it, and what longer ones take."""
    single = [
        _characters(*body[0]) or _pieces(*body[0])[0]
        for body in bodies
        if len(body) == 1 and body[0][0] not in _REPEATS
    ]
    by_signature: dict[tuple[bool, ...], str] = {}
    for character in dict.fromkeys("".join(single)):
        by_signature.setdefault(tuple(character in each for each in single), character)
    longer = [text for body in bodies for text in _samples(body)[:3] if text]
    return list(dict.fromkeys((*by_signature.values(), *longer)))[:16]
