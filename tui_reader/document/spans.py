"""The inline text of a block: Markdown that becomes spans when it is looked at."""

from collections.abc import Callable

from tui_reader.model.dataclass import dataclass
from tui_reader.model.roles import Role


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of inline text with one set of roles. A hard line break is a span whose text is a single line feed."""

    text: str
    """The characters; soft breaks are already joined; U+3000 and no-break blanks are kept."""
    roles: tuple[Role, ...] = ()
    """What it is, outermost first."""
    target: str = ""
    """Address of the link it belongs to; empty for none."""
    note: str = ""
    """Label of the footnote it refers to; empty for none."""
    source: str = ""
    """Address of the picture a span with the role FIGURE stands for; its target is then the link around the picture,
    if any.
    """
    title: str = ""
    """Title of that picture."""


@dataclass(frozen=True, slots=True)
class Text:
    """Inline Markdown that is parsed when asked for."""

    source: str
    """The Markdown, as the block parser cut it out."""
    parser: Callable[[str], tuple[Span, ...]]
    """Turns the source into spans; knows the document's references and footnotes."""

    def spans(self) -> tuple[Span, ...]:
        """The spans of the text, in reading order."""
        return self.parser(self.source)
