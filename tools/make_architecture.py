"""Write the tables of docs/architecture.md from the code: layers from the contract, packages and modules from their
docstrings.

Run it with `make docs`. What stands between the two markers of the page is replaced; the rest is written by hand.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tui_reader"
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- made by tools/make_architecture.py: begin -->", "<!-- made: end -->"


def docstring(file: Path) -> str:
    """A module's docstring in one line; SystemExit when it has none."""
    text = ast.get_docstring(ast.parse(file.read_text("utf-8")))
    if not text:
        raise SystemExit(f"{file.relative_to(ROOT)}: no docstring")
    return " ".join(text.split())


def first_sentence(file: Path) -> str:
    """The first paragraph of a module's docstring up to its first full stop."""
    text = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or docstring(file)
    paragraph = " ".join(text.split("\n\n")[0].split())
    return re.split(r"(?<=[a-z)`0-9])\. (?=[A-Z])", paragraph)[0].rstrip(".").replace("|", "\\|")


def layers() -> list[list[str]]:
    """Packages from top to bottom, as the contract of import-linter names them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    names = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [re.findall(r"tui_reader\.(\w+)", layer) for layer in names]


def layer_rows() -> Iterator[str]:
    """One row for each layer and package: number from the top, name, what it holds."""
    yield "| layer | package | holds |"
    yield "|--:|---|---|"
    order = layers()
    for number, names in enumerate(order):
        for name in names:
            folder = PACKAGE / name / "__init__.py"
            holds = docstring(folder) if folder.exists() else first_sentence(PACKAGE / f"{name}.py")
            yield f"| {len(order) - number} | `{name}{'/' if folder.exists() else ''}` | {holds.replace('|', chr(92) + '|')} |"


def package_rows(folder: Path) -> Iterator[str]:
    """The modules of a package with the first sentence of each, then its inner packages."""
    modules = sorted(file for file in folder.glob("*.py") if file.stem != "__init__")
    inner = sorted(file.parent for file in folder.glob("*/__init__.py"))
    yield f"### `{folder.relative_to(PACKAGE).as_posix()}/`"
    yield ""
    yield docstring(folder / "__init__.py")
    if modules:
        yield from ("", "| module | is |", "|---|---|")
        yield from (f"| `{file.stem}` | {first_sentence(file)} |" for file in modules)
    for package in inner:
        yield ""
        yield from package_rows(package)


def made() -> str:
    """The part of the page that is made from the code."""
    lines = ["## Layers: an import only ever points down", "", *layer_rows(), "", "## Packages and modules"]
    for name in (name for names in layers() for name in names if (PACKAGE / name).is_dir()):
        lines += ["", *package_rows(PACKAGE / name)]
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """The page with its made part as the code has it now."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n\n{made()}\n{END}{rest.split(END)[1]}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
