"""`newsreader man`: the man page, for where no package put it among the others."""

from tui_reader.cli.arguments import Command
from tui_reader.cli.context import Call
from tui_reader.config.paths import shipped_shell_files
from tui_reader.i18n.messages import tr, wanted_language


def run(call: Call) -> int:
    """Print the man page in the language of the interface, as man(7) source."""
    folder = shipped_shell_files()
    language = wanted_language() if call.settings.language == "auto" else call.settings.language
    translated = folder / f"newsreader.{language}.1"
    page = translated if translated.is_file() else folder / "newsreader.1"
    call.output.text(page.read_text("utf-8"))
    if call.output.is_terminal:
        call.output.tell(tr("to read it as a page: newsreader man | man -l -"))
    return 0


COMMAND = Command("man", "Print the man page.", "newsreader man | man -l -", run, order=12)
