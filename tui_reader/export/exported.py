"""A post on its way into a file, and the forms it may take there."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

from tui_reader.document.blocks import Document
from tui_reader.model.dataclass import dataclass, field
from tui_reader.model.post import Post, Resource


@dataclass(frozen=True, slots=True)
class Exported:
    """One post with all that a file may hold of it."""

    post: Post
    """The post."""
    document: Document
    """Its body."""
    markdown: str
    """The source of its body."""
    header: Mapping[str, Any]
    """Values of its header, keys in lower case, those that it inherits among them."""
    plain: Callable[[], str] = field(repr=False)
    """Sets the post as text, as wide as was asked for."""
    address: str
    """Where it stands on the web: a full address, a path, or nothing."""
    language: str
    """Its language as HTML names it, such as `zh-CN`; may be empty."""
    find: Callable[[str], Resource] = field(repr=False)
    """The file that a name in the post means; nothing outside the site has a path."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is written: a title, and posts in order."""

    title: str
    """Title of the whole."""
    posts: Iterable[Exported]
    """The posts, each made when it is asked for."""


@dataclass(frozen=True, slots=True)
class ExportForm:
    """One form of a file."""

    name: str
    """Name as `--format` takes it."""
    ending: str
    """Ending of the names of such files, with its dot."""
    is_text: bool
    """Can it be printed?"""
    write: Callable[[Export, BinaryIO], None]
    """Writes it, post by post; raises OSError."""
