"""The forms of a file, by name."""

from collections.abc import Mapping

from tui_reader.export import epub_book, html_page, markdown_file, text_file
from tui_reader.export.exported import ExportForm

EXPORT_FORMS: Mapping[str, ExportForm] = {
    module.FORM.name: module.FORM for module in (text_file, markdown_file, html_page, epub_book)
}
"""Each form; the first is the default."""
