"""Commands of the user's own that are given a post: what their words and their environment say of it (pure)."""

import re
import shlex
from collections.abc import Mapping

from tui_reader.config.child_process import Command, find_command
from tui_reader.config.settings import PostCommand
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ProgramError
from tui_reader.text.sanitize import sanitize

_PLACE = re.compile(r"\{(path|title|url)\}")


@dataclass(frozen=True, slots=True)
class GivenPost:
    """What a command is told of a post."""

    path: str
    """Its file, as an absolute path."""
    title: str
    """Its title."""
    url: str
    """Its address on the web; its place on the website where that names no host."""

    def values(self) -> Mapping[str, str]:
        """What stands between braces, safe: a text of a post holds no control character, and begins no option."""
        return {
            "path": self.path,
            "title": sanitize(self.title).lstrip("-"),
            "url": sanitize(self.url).lstrip("-"),
        }

    def environment(self) -> Mapping[str, str]:
        """The same as variables: `NEWSREADER_PATH`, `NEWSREADER_TITLE`, `NEWSREADER_URL`."""
        return {f"NEWSREADER_{name.upper()}": value for name, value in self.values().items()}


def command_for(command: PostCommand, post: GivenPost) -> Command:
    """The program and its arguments for a post. Words are parted before anything of the post is put in, and no shell
    reads them. Raises ProgramError.
    """
    hint = tr("correct `run` of “{name}” in the settings").replace("{name}", command.name)
    try:
        words = shlex.split(command.run)
    except ValueError:
        message = tr("The command `{command}` ends inside quotation marks or after a backslash")
        raise ProgramError(message.replace("{command}", command.run), hint) from None
    return find_command([*words[:1], *(_filled(word, post) for word in words[1:])], hint)


def _filled(word: str, post: GivenPost) -> str:
    """A word with `{path}`, `{title}` and `{url}` filled in, each once: what was filled in is not looked at again."""
    values = post.values()
    return _PLACE.sub(lambda found: values[found[1]], word)
