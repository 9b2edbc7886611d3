"""A book in EPUB 3 (W3C Recommendation EPUB 3.3): a chapter for each post, contents, pictures, footnotes in place."""

import uuid
from datetime import UTC, datetime
from html import escape
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tui_reader.export.exported import Export, Exported, ExportForm
from tui_reader.export.picture_files import PictureFiles
from tui_reader.export.post_html import post_html
from tui_reader.export.span_html import attribute
from tui_reader.export.style_sheet import STYLE
from tui_reader.model.dataclass import dataclass
from tui_reader.text.sanitize import without_harm

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{language}>
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""
_PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>{language}</dc:language>
{authors}<meta property="dcterms:modified">{modified}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
{items}
</manifest>
<spine>
{spine}
</spine>
</package>
"""
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time of a file in a zip."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """One post in the book."""

    name: str
    title: str
    language: str
    authors: tuple[str, ...]
    address: str
    changed: datetime


class _Book:
    """A book that is being written."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)
        self._pictures = PictureFiles()
        self._places: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self.chapters: list[_Chapter] = []
        self.put("mimetype", b"application/epub+zip", ZIP_STORED)
        self.put("META-INF/container.xml", _CONTAINER.encode())
        self.put("EPUB/style.css", STYLE.encode())

    def put(self, name: str, data: bytes, method: int = ZIP_DEFLATED) -> None:
        """Write one file of the book; equal books are equal to the byte."""
        entry = ZipInfo(name)
        entry.compress_type = method
        self._zip.writestr(entry, data)

    def picture(self, post: Exported, source: str) -> str:
        """The place of a picture in the book, which is taken along once; empty where it is not."""
        found = post.find(source)
        if found.path not in self._places:
            taken = self._pictures.read(found)
            place = f"picture{len(self._kinds) + 1}.{_ENDINGS[taken.kind]}" if taken else ""
            self._places[found.path] = place
            if taken:
                self._kinds[place] = taken.kind
                self.put(f"EPUB/{place}", taken.data, ZIP_STORED)
        return self._places[found.path]

    def add(self, post: Exported) -> None:
        """Write a chapter."""
        number = len(self.chapters) + 1
        made = post_html(post, number, self.picture, is_book=True)
        name = f"post{number}.xhtml"
        self.put(f"EPUB/{name}", _page(made.title, made.html, post.language))
        changed = post.post.lastmod or post.post.date or _EPOCH
        self.chapters.append(_Chapter(name, made.title, post.language, post.post.authors, post.address, changed))

    def end(self, title: str) -> None:
        """Write contents and package."""
        shown = escape(without_harm(title).replace("\n", " "), quote=False).strip() or "·"
        language = next((chapter.language for chapter in self.chapters if chapter.language), "und")
        self.put("EPUB/nav.xhtml", _page(title, self._contents(shown), language))
        authors = dict.fromkeys(author for chapter in self.chapters for author in chapter.authors)
        changed = max((chapter.changed for chapter in self.chapters), default=_EPOCH)
        names = "\n".join(f"{chapter.address or chapter.title}" for chapter in self.chapters)
        package = _PACKAGE.format(
            identifier=uuid.uuid5(uuid.NAMESPACE_URL, f"{title}\n{names}"),
            title=shown,
            language=attribute(language),
            authors="".join(f"<dc:creator>{escape(without_harm(a), quote=False)}</dc:creator>\n" for a in authors),
            modified=changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            items="\n".join(self._items()),
            spine="\n".join(f'<itemref idref="c{number}"/>' for number in range(1, len(self.chapters) + 1)),
        )
        self.put("EPUB/book.opf", package.encode())
        self._zip.close()

    def _contents(self, title: str) -> str:
        lines = [f'<li><a href="{c.name}">{escape(c.title, quote=False)}</a></li>' for c in self.chapters]
        return f'<nav epub:type="toc"><h1>{title}</h1><ol>\n' + "\n".join(lines) + "\n</ol></nav>"

    def _items(self) -> list[str]:
        pages = [
            f'<item id="c{number}" href="{chapter.name}" media-type="application/xhtml+xml"/>'
            for number, chapter in enumerate(self.chapters, 1)
        ]
        pictures = [
            f'<item id="i{number}" href="{place}" media-type="{kind}"/>'
            for number, (place, kind) in enumerate(self._kinds.items(), 1)
        ]
        return pages + pictures


def _page(title: str, body: str, language: str) -> bytes:
    named = f' lang="{attribute(language)}" xml:lang="{attribute(language)}"' if language else ""
    shown = escape(without_harm(title).replace("\n", " "), quote=False) or "·"
    return _PAGE.format(title=shown, body=body, language=named).encode()


def _write(export: Export, file: BinaryIO) -> None:
    book = _Book(file)
    for post in export.posts:
        book.add(post)
    book.end(export.title)


FORM = ExportForm("epub", ".epub", False, _write)
