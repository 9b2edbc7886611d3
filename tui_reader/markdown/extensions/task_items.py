"""Tasks: items that begin with a box."""

import re
from collections import deque

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_TASK = re.compile(r"\[([\sxX])\]\s*")
_ITEM_BEGINS = ("list_item_open", "paragraph_open")


def task_boxes(state: StateCore) -> None:
    """`[ ]` at the beginning of an item becomes a box. (The rule of mdit-py-plugins goes back to the beginning of the
    list from every item.)
    """
    before = deque[Token](maxlen=2)
    for token in state.tokens:
        kinds = tuple(one.type for one in before)
        before.append(token)
        found = _TASK.match(token.content) if token.type == "inline" and kinds == _ITEM_BEGINS else None
        if found:
            checked = ' checked="checked" ' if found[1] in "xX" else " "
            box = f'<input class="task-list-item-checkbox"{checked}disabled="disabled" type="checkbox">'
            token.content = f"{box} {token.content[found.end() :]}"
