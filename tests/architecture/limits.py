"""The limits of the code base, checked with the standard library alone: one line for each place that breaks one.

Run as a program it prints the lines and exits 1 when there are any; `test_limits.py` asks the same functions.
"""

import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKED = ("tui_reader", "tests", "benchmarks", "tools")

FILE_LINES = 400
FOLDER_MODULES = 15
LINE_CHARACTERS = 120
FUNCTION_LINES = 50
CLASS_METHODS = 20
PARAMETERS = 5
NESTING = 3

WORDS = (
    "model/post.py",
    "model/query.py",
    "model/errors.py",
    "config/settings.py",
    "config/paths.py",
    "index/records.py",
    "layout/page.py",
    "document/blocks.py",
    "document/spans.py",
)
"""Modules of words: what crosses a room's border is a frozen dataclass with a sentence under each field."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
_DEEPER = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)
_OWN_SCOPE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


@dataclass(frozen=True, slots=True)
class Module:
    """A parsed source file."""

    path: str
    """Path from the root of the checkout, with `/`."""
    text: str
    """Its source."""
    tree: ast.Module
    """Its syntax."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A place that breaks a limit."""

    path: str
    """Path from the root of the checkout."""
    line: int
    """Line, from 1."""
    message: str
    """What is too much, and how much is allowed."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


Rule = Callable[[Module], Iterator[Violation]]
TreeRule = Callable[[Sequence[Module]], Iterator[Violation]]
"""A rule that looks at all modules together."""


def modules(root: Path = ROOT) -> Iterator[Module]:
    """Every Python file that the limits hold for, in sorted order."""
    for room in CHECKED:
        for file in sorted((root / room).rglob("*.py")):
            text = file.read_text("utf-8")
            yield Module(file.relative_to(root).as_posix(), text, ast.parse(text, str(file)))


def _functions(module: Module) -> Iterator[Function]:
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def _classes(module: Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef))


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def function_lines(function: Function) -> int:
    """Lines from `def` to the end; decorators and the docstring are left out."""
    first = function.body[0]
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if _is_text(first) else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def parameters(function: Function) -> int:
    """Named parameters of a function, `self` and `cls` left out."""
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len(every) - (bool(every) and every[0].arg in ("self", "cls"))


def _deeper(node: ast.AST, parent: ast.AST) -> bool:
    """True where a statement stands one level deeper than what holds it; an `elif` does not."""
    is_elif = isinstance(node, ast.If) and isinstance(parent, ast.If) and parent.orelse == [node]
    return isinstance(node, _DEEPER) and not is_elif


def nesting(node: ast.AST) -> int:
    """Deepest level of blocks inside `node`; functions and classes inside it count for themselves."""
    inner = (child for child in ast.iter_child_nodes(node) if not isinstance(child, _OWN_SCOPE))
    return max((nesting(child) + _deeper(child, node) for child in inner), default=0)


def file_limit(module: Module) -> Iterator[Violation]:
    """A file that is too long."""
    lines = module.text.count("\n")
    if lines > FILE_LINES:
        yield Violation(module.path, 1, f"{lines} lines in a file; {FILE_LINES} allowed")


def function_limits(module: Module) -> Iterator[Violation]:
    """Functions that are too long, too deep or take too much; fixtures may be many, so tests take what they need."""
    allowed = 1000 if module.path.startswith("tests/") else PARAMETERS
    for function in _functions(module):
        measured = (
            (function_lines(function), FUNCTION_LINES, "lines"),
            (nesting(function), NESTING, "levels of nesting"),
            (parameters(function), allowed, "parameters"),
        )
        for count, limit, what in measured:
            if count > limit:
                yield Violation(module.path, function.lineno, f"{count} {what} in {function.name}; {limit} allowed")


def _data_lines(module: Module) -> set[int]:
    """Lines that end in a literal: tables of characters, expressions and SQL are not wrapped, docstrings are."""
    documentation = {
        (statement.lineno, statement.col_offset) for statement in ast.walk(module.tree) if _is_documentation(statement)
    }
    literals = (
        token
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline)
        if token.type == tokenize.STRING and token.start not in documentation
    )
    return {
        line
        for token in literals
        for line in range(token.start[0], token.end[0] + 1)
        if line < token.end[0] or token.end[1] > LINE_CHARACTERS - 1
    }


def _is_documentation(node: ast.AST) -> bool:
    return isinstance(node, ast.stmt) and _is_text(node)


def line_limit(module: Module) -> Iterator[Violation]:
    """Lines of code, docstrings and comments that are too long."""
    long = [number for number, line in enumerate(module.text.splitlines(), 1) if len(line) > LINE_CHARACTERS]
    data = _data_lines(module) if long else set()
    for number in long:
        if number not in data:
            yield Violation(module.path, number, f"more than {LINE_CHARACTERS} characters in a line")


def _bases(node: ast.ClassDef) -> Iterator[str]:
    """Names of the classes that a class inherits from, without their modules and parameters."""
    for base in node.bases:
        named = base.value if isinstance(base, ast.Subscript) else base
        yield named.attr if isinstance(named, ast.Attribute) else ast.unparse(named)


def class_limit(tree: Sequence[Module]) -> Iterator[Violation]:
    """Classes with too many methods, those inherited from classes of ours counted with them."""
    ours = {node.name: node for module in tree if module.path.startswith("tui_reader/") for node in _classes(module)}

    def methods(node: ast.ClassDef) -> set[str]:
        own = {statement.name for statement in node.body if isinstance(statement, Function)}
        return own.union(*(methods(ours[name]) for name in _bases(node) if name in ours and ours[name] is not node))

    for module in tree:
        for node in _classes(module):
            count = len(methods(node))
            if count > CLASS_METHODS:
                yield Violation(module.path, node.lineno, f"{count} methods in {node.name}; {CLASS_METHODS} allowed")


def folder_limit(tree: Sequence[Module]) -> Iterator[Violation]:
    """Packages with too many modules."""
    folders = Counter(str(Path(module.path).parent) for module in tree if not module.path.endswith("__init__.py"))
    for folder, count in folders.items():
        if folder.startswith("tui_reader") and count > FOLDER_MODULES:
            yield Violation(folder, 1, f"{count} modules in a package; {FOLDER_MODULES} allowed")


def name_limit(tree: Sequence[Module]) -> Iterator[Violation]:
    """Modules of the program that share a base name."""
    first: dict[str, str] = {}
    for module in tree:
        name = Path(module.path).stem
        if module.path.startswith("tui_reader/") and name != "__init__":
            if name in first:
                yield Violation(module.path, 1, f"has the base name of {first[name]}")
            first.setdefault(name, module.path)


def package_docstrings(module: Module) -> Iterator[Violation]:
    """The `__init__.py` of a package holds its docstring and nothing else; the program's own holds the version."""
    if not module.path.endswith("/__init__.py") or module.path == "tui_reader/__init__.py":
        return
    if module.path.startswith("tui_reader/") and not ast.get_docstring(module.tree):
        yield Violation(module.path, 1, "a package's __init__.py holds the sentence that docs/architecture.md shows")
    if any(not _is_text(statement) for statement in module.tree.body):
        yield Violation(module.path, 1, "a package's __init__.py holds no code")


def _dataclass_options(node: ast.ClassDef) -> set[str] | None:
    """Options set to true in the `@dataclass` decorator; None when the class has none."""
    for decorator in node.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) else None
        name = call.func if call else decorator
        if isinstance(name, ast.Name) and name.id == "dataclass":
            return {word.arg or "" for word in call.keywords if ast.unparse(word.value) == "True"} if call else set()
    return None


def words(module: Module) -> Iterator[Violation]:
    """Dataclasses of a words module are frozen and slotted, and say something under each field."""
    if module.path.removeprefix("tui_reader/") not in WORDS:
        return
    for node in _classes(module):
        options = _dataclass_options(node)
        if options is None:
            continue
        if not options >= {"frozen", "slots"}:
            yield Violation(module.path, node.lineno, f"{node.name} is not frozen and slotted")
        for statement, following in zip(node.body, [*node.body[1:], ast.Pass()], strict=True):
            if isinstance(statement, ast.AnnAssign) and not _is_text(following):
                field = ast.unparse(statement.target)
                yield Violation(module.path, statement.lineno, f"{node.name}.{field} has no sentence under it")


RULES: tuple[Rule, ...] = (file_limit, function_limits, line_limit, package_docstrings, words)
TREE_RULES: tuple[TreeRule, ...] = (class_limit, folder_limit, name_limit)


def violations(root: Path = ROOT) -> tuple[Violation, ...]:
    """Every place under `root` that breaks a limit, in the order of files."""
    tree = tuple(modules(root))
    alone = (found for module in tree for rule in RULES for found in rule(module))
    return (*alone, *(found for rule in TREE_RULES for found in rule(tree)))


def main() -> int:
    """Print what breaks a limit, one line each."""
    found = violations()
    for violation in found:
        print(violation)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
