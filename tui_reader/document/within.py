"""A block as it stands inside formatting: every text in it under the roles around it."""

from typing import Any

from tui_reader.document.blocks import Block
from tui_reader.document.spans import Span, Text
from tui_reader.model.dataclass import dataclass, fields, is_dataclass, replace
from tui_reader.model.roles import Role


@dataclass(frozen=True, slots=True)
class _Around:
    """Reads a text and puts it under roles and a link."""

    text: Text
    roles: tuple[Role, ...]
    target: str

    def __call__(self, _source: str) -> tuple[Span, ...]:
        return tuple(self._put(span) if span.text != "\n" else span for span in self.text.spans())

    def _put(self, span: Span) -> Span:
        roles = tuple(dict.fromkeys((*self.roles, *span.roles)))
        return replace(span, roles=roles, target=span.target or self.target)


def within(block: Block, roles: tuple[Role, ...], target: str) -> Block:
    """The block with its text, read when it is looked at, under roles and inside a link; empty for none."""
    made: Block = _put(block, roles, target)
    return made


def _put(part: Any, roles: tuple[Role, ...], target: str) -> Any:
    """A text, a part of a block that holds texts, or a value that holds none."""
    if isinstance(part, Text):
        return replace(part, parser=_Around(part, roles, target))
    if isinstance(part, tuple):
        return tuple(_put(inner, roles, target) for inner in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{one.name: _put(getattr(part, one.name), roles, target) for one in fields(part)})
    return part
