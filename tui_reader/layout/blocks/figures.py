"""Pictures and other embedded files: a frame with what is known of them, the picture itself being drawn by others."""

from pathlib import PurePosixPath

from tui_reader.document.blocks import Figure
from tui_reader.i18n.messages import tr
from tui_reader.layout.blocks.prose import centred
from tui_reader.layout.blocks.text_lines import balanced, lay_out_runs
from tui_reader.layout.frame import Frame, indent
from tui_reader.layout.links import is_link
from tui_reader.layout.options import PictureRoom
from tui_reader.layout.page import Line, Picture, Run
from tui_reader.model.post import Resource
from tui_reader.model.roles import Role
from tui_reader.text.cells import fit
from tui_reader.text.sanitize import sanitize

_EMPTY_DESCRIPTIONS = frozenset(("", "img", "image", "picture", "photo", "alt", "图", "图片", "图像"))
_ROOM_FOR_KIND = 24
"""Cells below which the kind of a file gives way to its name."""
_UNITS = ("B", "KB", "MB", "GB")


def lay_out_figure(figure: Figure, frame: Frame) -> list[Line]:
    """A frame with description, name and size of a picture, `missing` where it is; its caption below."""
    target = sanitize(figure.target) if is_link(figure.target) else ""
    alt, title = sanitize(figure.alt).strip(), sanitize(figure.title).strip()
    described = alt if alt.lower() not in _EMPTY_DESCRIPTIONS and alt != target else ""
    address = figure.link if is_link(figure.link) else target
    link = frame.links.add(address, described or target) if address else None
    resource = _resource(figure, frame)
    room = _room(figure, resource, frame)
    if room.cells and resource is not None:
        return _drawn(resource, room, frame, link) + _lay_out_title(
            title or ("" if figure.captioned else described), frame
        )
    inside = frame.inner(4, Role.FIGURE)
    lines: list[Line] = []
    if described:
        lines += lay_out_runs([Run(described, inside.roles, link)], inside)
    lines += [_state_line(figure, target, room.trouble or _state(figure, resource), inside, link)]
    boxed = _framed(lines, frame)
    return boxed + _lay_out_title(title if title != described else "", frame)


def _resource(figure: Figure, frame: Frame) -> Resource | None:
    """The file of a figure; None where nobody looks for it, or where its address is none."""
    if frame.layout.resolve is None or not is_link(figure.target):
        return None
    return frame.layout.resolve(figure.target)


def _room(figure: Figure, resource: Resource | None, frame: Frame) -> PictureRoom:
    """The room for a picture; none where a frame stands in its place."""
    measure = frame.layout.measure_picture
    if measure is None or resource is None or not resource.path or figure.kind != "image":
        return PictureRoom()
    return measure(resource, frame.width)


def _drawn(resource: Resource, room: PictureRoom, frame: Frame, link: int | None) -> list[Line]:
    """Empty lines for a picture that is drawn by whoever draws the page."""
    cells = min(room.cells, frame.width)
    cell = 0 if frame.depth else (frame.width - cells) // 2
    blank = (*indent(cell), Run(" " * cells, (*frame.roles, Role.FIGURE_FRAME), link))
    return [Line(blank, picture=Picture(resource.path, row, room.rows, cell, cells)) for row in range(room.rows)]


def _lay_out_title(title: str, frame: Frame) -> list[Line]:
    """The caption of a picture: in the middle, or at the left as the picture in a list is."""
    room = frame.inner(min(8, frame.width // 4), Role.CAPTION)
    lines = balanced([Run(title, room.roles)], room) if title else []
    return lines if frame.depth else centred(lines, frame)


def _state_line(figure: Figure, target: str, state: str, frame: Frame, link: int | None) -> Line:
    """Kind, name and state of a picture in one line, cut where it is too long."""
    kind = _kind_name(figure.kind) if frame.width > _ROOM_FOR_KIND else ""
    dot = f" {frame.glyphs.dot} "
    before = kind + dot if kind and target else kind
    after = dot + state if state else ""
    name = _short_name(target, max(frame.width - frame.cells(before + after), 1), frame)
    parts = [Run(before, (*frame.roles, Role.CAPTION)), Run(name, (*frame.roles, Role.LINK), link)]
    if state:
        role = Role.PROBLEM if state == tr("missing") else Role.CAPTION
        parts.append(Run(after, (*frame.roles, role)))
    line = Line(tuple(run for run in parts if run.text))
    if frame.cells(line.text) > frame.width:
        return Line(
            (Run(fit(line.text, frame.width, frame.glyphs.ellipsis, frame.layout.ambiguous), frame.roles, link),)
        )
    return line


def _kind_name(kind: str) -> str:
    """What a kind of file is called."""
    names = {
        "image": tr("Image"),
        "video": tr("Video"),
        "audio": tr("Audio"),
        "music": tr("Music"),
        "map": tr("Map"),
        "page": tr("Web page"),
        "qr": tr("QR code"),
    }
    return names.get(kind, kind.capitalize())


def _state(figure: Figure, resource: Resource | None) -> str:
    """Size of the file, or that it is missing or elsewhere; empty where nothing is known."""
    if figure.target and not is_link(figure.target):
        return tr("embedded")
    if resource is None:
        return ""
    if resource.remote:
        return tr("on the web") if figure.kind == "image" else ""
    return size_text(resource.size) if resource.path else tr("missing")


def size_text(size: int) -> str:
    """A size in bytes as a person reads it: `34 KB`; empty for 0."""
    if size <= 0:
        return ""
    number, unit = float(size), 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return f"{number:.1f} {_UNITS[unit]}" if unit and number < 10 else f"{number:.0f} {_UNITS[unit]}"


def _short_name(target: str, cells: int, frame: Frame) -> str:
    """The name of a file in at most `cells`: whole, else its last part, else cut."""
    ambiguous = frame.layout.ambiguous
    last = PurePosixPath(target.split("?")[0]).name or target
    name = target if frame.cells(target) <= cells else last
    return fit(name, cells, frame.glyphs.ellipsis, ambiguous)


def _framed(lines: list[Line], frame: Frame) -> list[Line]:
    """The lines in a frame of thin rules in the middle of the line."""
    glyphs = frame.glyphs
    longest = max(frame.cells(line.text) for line in lines)
    if not frame.has_room(4) or frame.cells(glyphs.side) > 1 or longest + 4 > frame.width:
        return lines
    room = max(longest, min(24, frame.width - 4))
    role = (*frame.roles, Role.FIGURE_FRAME)
    top_left, top_right, bottom_left, bottom_right = glyphs.corners
    boxed = [Line((Run(top_left + glyphs.rule * (room + 2) + top_right, role),))]
    for line in lines:
        blanks = " " * (room - frame.cells(line.text))
        boxed.append(Line((Run(glyphs.side, role), Run(" "), *line.runs, Run(blanks + " "), Run(glyphs.side, role))))
    boxed.append(Line((Run(bottom_left + glyphs.rule * (room + 2) + bottom_right, role),)))
    return boxed if frame.depth else centred(boxed, frame)
