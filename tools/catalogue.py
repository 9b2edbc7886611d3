"""The messages of the interface: collected from the source, translated in `newsreader.po`, compiled to `newsreader.mo`.

Run as a program it adds new messages to the catalogue of every language, drops those that are in the source no more,
and compiles it. A new language begins as an empty `locale/LANGUAGE/LC_MESSAGES/newsreader.po`.
`tests/i18n/test_messages.py` asks the same functions whether the catalogues are complete and match the source.
"""

import ast
import struct
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tui_reader.config.setting_sentences import sentences

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "tui_reader" / "i18n" / "locale"

TABLES: Mapping[str, tuple[int, ...]] = {
    "Command": (1,),
    "Form": (0,),
    "View": (1, 4, 5, 6),
    "Sort": (1,),
}
"""Rows of tables whose texts are said later, and which of their arguments those are."""
DECORATORS: Mapping[str, tuple[str, ...]] = {"action": ("label", "help")}
"""Calls whose texts are said later, and the names of the arguments that hold them."""
ARGPARSE = (
    "usage: ",
    "positional arguments",
    "options",
    "show this help message and exit",
    "show program's version number and exit",
    "the following arguments are required: %s",
    "unrecognized arguments: %s",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "expected one argument",
    "argument %(argument_name)s: %(message)s",
    "not allowed with argument %s",
    "expected at least one argument",
    "expected at most one argument",
    "invalid %(type)s value: %(value)r",
    "ambiguous option: %(option)s could match %(matches)s",
    "ignored explicit argument %r",
    "one of the arguments %s is required",
)
"""What argparse says, in the same catalogue."""
ARGPARSE_PLURALS = (("expected %s argument", "expected %s arguments"),)
FACETS = ("Categories", "Tags", "Authors", "Archive", "Series", "Sections")
NOTES = (
    "Note Info Abstract Summary Todo Quote Cite Example Default Tip Hint Success Check Done Important Question Help Faq "
    "Warning Attention Caution Danger Error Failure Fail Missing Bug"
).split()
PROBLEMS = (
    "date-unreadable date-number date-odd date-flag file-format file-marks not-text not-a-flag not-a-number not-a-list header-unclosed header-too-deep "
    "header-too-large header-unreadable header-no-mapping key-case key-not-text key-double body-shortcode body-fence lastmod-before-date "
    "file-binary file-damaged file-encoding file-too-large file-special file-unreadable file-published link-not-followed link-outside "
    "page-double config-unreadable post-trouble"
).split()
MADE = (*FACETS, *NOTES, *(f"{part}:{code}" for code in PROBLEMS for part in ("problem", "hint")))
"""Texts that are made from names while the program runs: facets of the sidebar, kinds of notes in a post, kinds of
problems.
"""
NAMES = ("STEP_HELP",)
"""Constants that are a text that is said later."""
ENUMS = ("Group",)
"""Enumerations whose values are said later."""

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
"""How a catalogue begins that has no header yet."""

Message = tuple[str, str]
"""Message and plural; the plural is empty where there is none."""


def messages(root: Path = ROOT / "tui_reader") -> tuple[Message, ...]:
    """Every message the program can say, in the order of files, each once."""
    found: dict[Message, None] = {}
    for file in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            found |= dict.fromkeys(_said(node))
    named = (*ARGPARSE, *MADE, *sentences().values(), *theme_titles())
    return (*found, *ARGPARSE_PLURALS, *((text, "") for text in named))


def theme_titles() -> tuple[str, ...]:
    """What the shipped themes are called, but for their forms for 256 colours, which are never chosen by name."""
    files = (file for file in sorted((ROOT / "themes").glob("*.toml")) if not file.stem.endswith("-256"))
    return tuple(str(tomllib.loads(file.read_text("utf-8"))["title"]) for file in files)


def _said(node: ast.AST) -> Iterator[Message]:
    """Messages in one node of the syntax."""
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "tr_count":
            yield from ((_text(one), _text(many)) for one, many in [node.args[:2]] if _text(one))
        for position in TABLES.get(name, (0,) if name == "tr" else ()):
            yield from _texts(node.args[position : position + 1])
        yield from _texts(word.value for word in node.keywords if word.arg in DECORATORS.get(name, ()))
    if isinstance(node, ast.ClassDef) and node.name in ENUMS:
        yield from _texts(line.value for line in node.body if isinstance(line, ast.Assign))
    target = _assigned(node)
    value = getattr(node, "value", None)
    if target.id in NAMES if target else False:
        yield from _texts([value] if isinstance(value, ast.Constant) else ())


def _assigned(node: ast.AST) -> ast.Name | None:
    """The first name that an assignment gives a value to."""
    target = (
        node.target if isinstance(node, ast.AnnAssign) else node.targets[0] if isinstance(node, ast.Assign) else None
    )
    if isinstance(target, ast.Tuple):
        target = target.elts[0]
    return target if isinstance(target, ast.Name) else None


def _texts(nodes: Iterable[ast.AST]) -> Iterator[Message]:
    """Literal texts among the nodes; both arms of a choice count."""
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _texts((node.body, node.orelse))
        elif text := _text(node):
            yield text, ""


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def catalogues() -> tuple[Path, ...]:
    """The catalogue of every language, by name of the language."""
    return tuple(sorted(LOCALE.glob("*/LC_MESSAGES/newsreader.po")))


def read_po(file: Path) -> tuple[str, dict[Message, str]]:
    """The header of a catalogue as `write_po` writes it, and message and translation of every entry.

    Several forms of a plural are one text, parted by NUL, as gettext keeps them.
    """
    header, entries = HEADER, {}
    for block in file.read_text("utf-8").split("\n\n"):
        lines = dict(line.split(" ", 1) for line in block.splitlines() if line.startswith("msg"))
        values: dict[str, str] = {key: ast.literal_eval(value) for key, value in lines.items()}
        message = values.pop("msgid", None), values.pop("msgid_plural", "")
        translation = "\0".join(values.values())
        if message[0]:
            entries[message] = translation
        elif message[0] == "":
            header = translation
    return header, entries


def write_po(file: Path, header: str, entries: Mapping[Message, str]) -> None:
    """Write a catalogue: one entry a paragraph, each text on one line."""
    paragraphs = [f"msgid {_quoted('')}\nmsgstr {_quoted(header)}"]
    for (one, many), translation in entries.items():
        forms = [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(translation.split("\0"))]
        translated = [f"msgid_plural {_quoted(many)}", *forms] if many else [f"msgstr {_quoted(translation)}"]
        paragraphs.append("\n".join([f"msgid {_quoted(one)}", *translated]))
    file.write_text("\n\n".join(paragraphs) + "\n", "utf-8")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def compiled(header: str, entries: Mapping[Message, str]) -> bytes:
    """The catalogue in the form gettext reads (GNU gettext manual, "The Format of GNU MO Files"); untranslated ones
    left out.
    """
    texts = {b"": header.encode()}
    for (one, many), translation in entries.items():
        if translation:
            texts[(f"{one}\0{many}" if many else one).encode()] = translation.encode()
    keys = sorted(texts)
    start = 28 + 16 * len(keys)
    positions: list[int] = []
    data = b""
    for text in (*keys, *(texts[key] for key in keys)):
        positions += (len(text), start + len(data))
        data += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return head + struct.pack(f"<{len(positions)}I", *positions) + data


def main() -> int:
    """Bring every catalogue up to date with the source; print what still needs a translation."""
    for file in catalogues():
        header, known = read_po(file)
        entries = {message: known.get(message, "") for message in messages()}
        write_po(file, header, entries)
        file.with_suffix(".mo").write_bytes(compiled(header, entries))
        for (one, _), translation in entries.items():
            if not translation:
                print(one)
    return 0


if __name__ == "__main__":
    sys.exit(main())
