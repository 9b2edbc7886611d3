"""Posts as text, set as on the screen, one below another."""

from typing import BinaryIO

from tui_reader.export.exported import Export, ExportForm

_BETWEEN = "\n" + "─" * 32 + "\n\n"


def _write(export: Export, file: BinaryIO) -> None:
    for number, post in enumerate(export.posts):
        file.write(f"{_BETWEEN if number else ''}{post.plain()}".encode())


FORM = ExportForm("text", ".txt", True, _write)
