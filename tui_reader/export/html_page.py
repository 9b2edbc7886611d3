"""One page of HTML that holds everything: style, pictures and all."""

from base64 import b64encode
from html import escape
from typing import BinaryIO

from tui_reader.export.exported import Export, Exported, ExportForm
from tui_reader.export.picture_files import PictureFiles
from tui_reader.export.post_html import post_html
from tui_reader.export.style_sheet import SCREEN, STYLE
from tui_reader.text.sanitize import without_harm

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""Nothing runs in the page and nothing is fetched for it (Content Security Policy Level 3)."""
_HEAD = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width"/>
<meta http-equiv="Content-Security-Policy" content="{policy}"/>
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""


def _write(export: Export, file: BinaryIO) -> None:
    pictures = PictureFiles()

    def place(post: Exported, source: str) -> str:
        picture = pictures.read(post.find(source))
        return f"data:{picture.kind};base64,{b64encode(picture.data).decode()}" if picture else ""

    title = escape(without_harm(export.title).replace("\n", " "), quote=False)
    file.write(_HEAD.format(policy=_POLICY, title=title, style=STYLE + SCREEN).encode())
    for number, post in enumerate(export.posts, 1):
        file.write(f"{post_html(post, number, place, is_book=False).html}\n".encode())
    file.write(b"</body>\n</html>\n")


FORM = ExportForm("html", ".html", True, _write)
