"""Posts of a feed, ready to be exported, and the file they go into: whole, and outside the feed."""

import contextlib
import os
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from tui_reader.config.paths import at_home
from tui_reader.config.settings import Settings
from tui_reader.export.exported import Export, Exported, ExportForm
from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr
from tui_reader.layout.options import Layout
from tui_reader.model.errors import ContentError
from tui_reader.store.resources import resolve

NARROWEST = 10
"""Cells of the narrowest page that text is set in."""


def file_layout(settings: Settings) -> Layout:
    """How text is set for a file: as wide and with the typesetting that the settings say."""
    return Layout(
        width=max(settings.measure, NARROWEST),
        paragraphs=settings.paragraphs,
        hanging_punctuation=settings.hang,
        cjk_latin_spacing=settings.gaps,
        ascii=settings.glyphs == "ascii",
        ambiguous=2 if settings.ambiguous_width == "2" else 1,
    )


def read_exported(library: Library, path: str, layout: Layout) -> Exported:
    """A post of one feed with all that a file may hold of it; raises ContentError where it cannot be read."""
    source, site = library.pages.read(path), library.site
    language = site.language_of(source.post.lang)
    return Exported(
        source.post,
        library.pages.document(source),
        source.body,
        source.values,
        lambda: library.pages.set(source, layout).plain(),
        library.address(source.post),
        language.code or language.key,
        cache(partial(resolve, path=path, site=site)),
    )


def export_post(library: Library, settings: Settings, path: str, form: ExportForm, named: str) -> Path:
    """Write a post to the file that is named, else to one of the post's own name at home; the file. None is written
    over, and in restricted mode none is written. Raises ContentError.
    """
    if settings.restricted:
        raise ContentError(tr("No file may be written in restricted mode"))
    feed, own_path = library.feed_of(path)
    place = at_home(named) if named else _free_place(own_path, form.ending)
    check_outside(place, library)
    if place.exists():
        raise ContentError(tr("{file} exists already").replace("{file}", str(place)), tr("name another file"))
    post = read_exported(feed, own_path, file_layout(settings))
    with open_place(place) as file:
        form.write(Export(post.post.title, [post]), file)
    return place


def _free_place(path: str, ending: str) -> Path:
    """A file at home that is not there yet, with the name of the post's file or, of a bundle, of its folder."""
    post = PurePosixPath(path)
    is_bundle = post.name.partition(".")[0] == "index" and post.parent.name
    name = post.parent.name if is_bundle else post.stem
    folder, number = at_home("~"), 1
    while (place := folder / f"{name}{f'-{number}' if number > 1 else ''}{ending}").exists():
        number += 1
    return place


def check_outside(place: Path, library: Library) -> None:
    """Raise ContentError where a place lies among the files of a feed, which are never written."""
    for folder in filter(None, (part for feed in library.feeds for part in (feed.site.root, feed.site.content))):
        if place.resolve().is_relative_to(folder.resolve()):
            raise ContentError(tr("{file} lies in the feed").replace("{file}", str(place)), tr("name a place outside"))


@contextlib.contextmanager
def open_place(place: Path) -> Iterator[BinaryIO]:
    """What is written to a place, links followed: a file takes it when it is whole, a pipe what comes; raises
    ContentError.
    """
    try:
        is_file = place.is_file() or not place.exists()
        with _whole_file(Path(os.path.realpath(place))) if is_file else place.open("wb") as file:
            yield file
    except OSError as error:
        raise ContentError(f"{place}: {error.strerror}") from error


@contextlib.contextmanager
def _whole_file(place: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of the one that was there when it is whole; raises OSError."""
    new = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with new.open("xb") as file:
            yield file
        new.replace(place)
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
