"""The sentence that says what a setting is, as it stands under the setting's field."""

import ast
import functools
import inspect
from collections.abc import Mapping
from itertools import pairwise

from tui_reader.config.settings import TYPES, Settings


@functools.cache
def sentences() -> Mapping[str, str]:
    """Name of each setting → its sentence in English; without any where the program has no source with it."""
    try:
        body = ast.parse(inspect.getsource(Settings)).body[0]
    except OSError:
        return {}
    found = {}
    for item, after in pairwise(body.body if isinstance(body, ast.ClassDef) else ()):
        if isinstance(item, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[ast.unparse(item.target)] = " ".join(str(after.value.value).split())
    return {name: found[name] for name in TYPES}
