"""The words of a drawing: what `<svg>` shows to those who cannot see its lines."""

from collections.abc import Iterable

from tui_reader.markdown.html.html_tags import Tag

_WORDS = frozenset("text title desc foreignobject".split())
"""Parts of a drawing whose text is shown."""
_UNSEEN = frozenset("style script defs symbol metadata".split())
"""Parts that are drawn elsewhere, or never."""
_ENDING = frozenset("p div table ul ol dl blockquote pre h1 h2 h3 h4 h5 h6 body head center hr img".split())
"""HTML that cannot stand in a drawing and ends it."""
_MOST = 100
"""Parts inside one another that are followed."""


class Drawing:
    """Collects the words of one drawing from its tags and text."""

    def __init__(self) -> None:
        self._open = ["svg"]
        self._words: list[str] = []

    def read(self, token: Tag | str) -> bool:
        """Read a tag or text; False where the drawing has ended, by this tag or before it."""
        if isinstance(token, str):
            if self._holds(_WORDS) and not self._holds(_UNSEEN):
                self._words.append(token)
        elif token.closes:
            self._end(token.name)
        elif token.name in _ENDING and not self._holds(frozenset(("foreignobject",))):
            return False
        elif not token.alone and len(self._open) < _MOST:
            self._words.append(" ")
            self._open.append(token.name)
        return bool(self._open)

    def ended_by(self, token: Tag | str) -> bool:
        """True where the tag that ended the drawing is its own end."""
        return isinstance(token, Tag) and token.closes

    def words(self) -> str:
        """Its words, a blank between one part and the next."""
        return " ".join("".join(self._words).split())

    def _holds(self, names: Iterable[str]) -> bool:
        return any(name in names for name in self._open)

    def _end(self, name: str) -> None:
        if name in self._open:
            place = len(self._open) - 1 - self._open[::-1].index(name)
            del self._open[place:]
            self._words.append(" ")
