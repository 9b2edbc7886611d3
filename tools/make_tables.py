"""Makes the tables of `tui_reader/text/tables`: traditional to simplified characters, pinyin readings, and the order
of characters.

    python tools/make_tables.py

needs OpenCC, pypinyin and Hugo, which the reader itself does not. The sources and their licences stand in
`tables/LICENSES.md`.
"""

import json
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict
from pathlib import Path

import opencc
from pypinyin.pinyin_dict import pinyin_dict

TABLES = Path(__file__).resolve().parent.parent / "tui_reader" / "text" / "tables"
HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x323B0))
"""Blocks of Han characters; compatibility characters are left to Unicode's own folding."""
READ_ALOUD = range(0x4E00, 0xA000)
"""Characters whose pinyin is kept: the first block, all that news is written in."""


def simplified_characters() -> dict[str, str]:
    """Every traditional or variant character with its simplified one."""
    convert = opencc.OpenCC("t2s").convert
    found: dict[str, str] = {}
    for block in HAN:
        for character in map(chr, block):
            simple = before = character
            while (simple := convert(before)) != before and len(simple) == 1:
                before = simple
            if before != character:
                found[character] = before
    return found


def plain_syllables(readings: str) -> set[str]:
    """The syllables of `zhǎng,cháng` without tones, ü as v; what has other letters than a to z is left out."""
    found = set()
    for reading in readings.split(","):
        spelled = unicodedata.normalize("NFD", reading.replace("ü", "v").strip())
        spelled = spelled.replace("u\u0308", "v")
        plain = "".join(c for c in spelled if not unicodedata.combining(c))
        if plain.isascii() and plain.isalpha() and set(plain) & set("aeiouv"):
            found.add(plain.lower())
    return found


def characters_by_syllable(simple: dict[str, str]) -> dict[str, set[str]]:
    """The simplified characters of each syllable; a character has the readings of all that are folded to it."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, readings in pinyin_dict.items():
        if code in READ_ALOUD:
            for syllable in plain_syllables(readings):
                found[syllable].add(simple.get(chr(code), chr(code)))
    return found


def hugo_order(lang: str) -> str:
    """The characters in the order in which Hugo sorts titles of this language: what it says is what the list must
    show.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        for name in ("content", "layouts", "data"):
            (site / name).mkdir()
        (site / "hugo.toml").write_text(f'defaultContentLanguage = "{lang}"\n[languages.{lang}]\nweight = 1\n', "utf-8")
        (site / "data" / "characters.json").write_text(json.dumps([chr(code) for code in READ_ALOUD]), "utf-8")
        (site / "layouts" / "index.html").write_text("{{ range sort site.Data.characters }}{{ . }}{{ end }}", "utf-8")
        (site / "content" / "_index.md").write_text("---\ntitle: x\n---\n", "utf-8")
        hugo = Path(sys.executable).with_name("hugo")
        subprocess.run([hugo, "--quiet", "--source", site], check=True, stdout=subprocess.DEVNULL)
        return (site / "public" / "index.html").read_text("utf-8").strip()


def write(name: str, lines: list[str]) -> None:
    """Write one table; lines that begin with `#` are for people."""
    TABLES.mkdir(exist_ok=True)
    (TABLES / name).write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Write all tables."""
    simple = simplified_characters()
    write(
        "simplified.txt",
        [
            "# Traditional characters, and below them the simplified ones in the same order.",
            *map("".join, zip(*simple.items(), strict=True)),
        ],
    )
    syllables = characters_by_syllable(simple)
    write(
        "pinyin.txt",
        [
            "# Each syllable without tone, and the characters that are read so.",
            *(f"{s} {''.join(sorted(cs))}" for s, cs in sorted(syllables.items())),
        ],
    )
    write("order_zh.txt", ["# Characters in the order of Chinese dictionaries, by pinyin.", hugo_order("zh-cn")])


if __name__ == "__main__":
    main()
