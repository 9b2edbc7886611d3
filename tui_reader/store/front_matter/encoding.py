"""Bytes of a file become text.

Old Chinese files are not UTF-8; a file that was read in another encoding gets a problem that names it.
"""

import codecs
import re

from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import Problem

LEGACY = ("gb18030", "big5", "shift_jis", "euc_kr", "cp1252", "latin-1")
"""Encodings tried in this order where the bytes are not UTF-8."""

_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已"
    "這個們來為國時說會對過後發種經麼學動還進樣開從實無與長機東車見問題標測試編碼緊漢圖をはのにがでとたしれさある文語"
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8", ""),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_HINT = "save the file as UTF-8"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file and what was wrong with its bytes."""

    text: str
    """Text without byte order mark, every line end a single `\\n`."""
    problems: tuple[Problem, ...] = ()
    """What was read otherwise than as UTF-8."""
    binary: bool = False
    """True where the file holds no text at all; `text` is then empty."""


def decode_text(data: bytes) -> Text:
    """Text of `data`: UTF-8 first, else by its byte order mark, else the old encoding that reads best; never raises."""
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
        problems: tuple[Problem, ...] = ()
        if text[:1] == "\ufeff":
            message = "two byte order marks stand at its start, so Hugo sees no header"
            problems = (Problem("file", message, 1, 1, "save the file with one, or with none", "file-marks"),)
    except UnicodeDecodeError as error:
        text, problem = _decode_other(data, error)
        problems = (problem,)
    if "\x00" in text or problems:
        controls = len(_NOT_TEXT.findall(text, 0, 4096))
        if controls > 16 and controls * 20 > min(len(text), 4096):
            return Text("", (Problem("file", "the file is not text", code="file-binary"),), binary=True)
    return Text(_unify_line_ends(text), problems)


def _unify_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode_other(data: bytes, error: UnicodeDecodeError) -> tuple[str, Problem]:
    for mark, encoding, name in _BOMS:
        if name and data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), _read_as(name)
    damaged = data.decode("utf-8", "replace").removeprefix("\ufeff")
    bad = damaged.count("\ufffd")
    good = sum(1 for character in damaged if character > "\x7f") - bad
    if good > 4 * bad:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{bad} damaged character" + ("s" if bad > 1 else "") + " that UTF-8 cannot read"
        return damaged, Problem("file", message, line, hint=_HINT, code="file-damaged")
    text, encoding = max(_readings(data), key=lambda reading: _score(reading[0]))
    return text, _read_as(encoding.upper())


def _read_as(name: str) -> Problem:
    return Problem("file", f"the file is not UTF-8; read as {name}", 1, hint=_HINT, code="file-encoding")


def _readings(data: bytes) -> list[tuple[str, str]]:
    """Every old encoding that reads all of `data`, most likely first (`max` keeps the first of equals)."""
    found = []
    for encoding in LEGACY:
        try:
            found.append((data.decode(encoding), encoding))
        except UnicodeDecodeError:
            continue
    return found


def _score(text: str) -> float:
    """Share of very common characters among those beyond ASCII; the right encoding gives many of them."""
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 0.0
    return sum(character in _COMMON for character in beyond) / len(beyond)
