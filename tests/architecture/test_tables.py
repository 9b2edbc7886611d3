"""One fact, one table: no module but its own lists the views of the feed or the orders of a list again."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tui_reader.model.query import STATES
from tui_reader.model.sorts import SORTS
from tui_reader.model.views import VIEWS

PACKAGE = Path(__file__).resolve().parents[2] / "tui_reader"
FACTS: dict[str, tuple[tuple[frozenset[str], int], ...]] = {
    "model/views.py": (
        (frozenset(view.id for view in VIEWS) - {*STATES}, 2),
        (frozenset(view.action for view in VIEWS), 2),
        (frozenset(view.label for view in VIEWS), 3),
    ),
    "model/sorts.py": ((frozenset(sort.id for sort in SORTS), 3), (frozenset(sort.label for sort in SORTS), 3)),
}
"""Module of a table → names in it, and how many of them in one literal make a second table.

Ids of views that are names of states as well may stand together: what a state means is another fact.
"""


def literals(tree: ast.AST) -> Iterator[tuple[int, frozenset[str]]]:
    """Line and texts of every tuple, list, set, mapping, call and class that is written out."""
    for node in ast.walk(tree):
        inside: list[ast.AST | None] = []
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            inside = [*node.elts]
        elif isinstance(node, ast.Dict):
            inside = [*node.keys, *node.values]
        elif isinstance(node, ast.ClassDef):
            inside = [line.value for line in node.body if isinstance(line, ast.Assign | ast.AnnAssign)]
        rows = [each.elts[0] if isinstance(each, ast.Tuple) and each.elts else each for each in inside]
        rows += [each.args[0] for each in inside if isinstance(each, ast.Call) and each.args]
        yield (
            getattr(node, "lineno", 0),
            frozenset(row.value for row in rows if isinstance(row, ast.Constant) and isinstance(row.value, str)),
        )


def second_tables(text: str, own: str = "") -> list[tuple[int, list[str]]]:
    """Lines of a module that list what has a table elsewhere, with the names they list."""
    facts = [fact for module, facts in FACTS.items() if module != own for fact in facts]
    return [
        (line, sorted(names & texts))
        for line, texts in literals(ast.parse(text))
        for names, least in facts
        if len(names & texts) >= least
    ]


def test_views_and_orders_are_listed_once() -> None:
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        name = file.relative_to(PACKAGE).as_posix()
        if tables := second_tables(file.read_text("utf-8"), name):
            found[name] = tables
    assert not found, f"take them from {', '.join(FACTS)}: {found}"


def test_a_second_table_would_be_seen() -> None:
    assert second_tables('NAMES = {"all": "All", "continue": "Continue"}')
    assert second_tables('VIEWS = (("all", None), ("bookmarks", Is("bookmarked")))')
    assert second_tables('ACTIONS = [Action("view_all", "1"), Action("view_unread", "3")]')
    assert second_tables('SORTS = ("hugo", "newest", "title")')
    assert second_tables('class Sort(Enum):\n    HUGO = "hugo"\n    NEWEST = "newest"\n    TITLE = "title"')
    assert not second_tables('FIELDS = ("title", "changed", "unread", "new", "updated")')
