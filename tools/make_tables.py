"""Makes the tables of `tui_reader/text/tables`: traditional to simplified characters, pinyin readings, the order of
characters, and the languages whose code Hugo highlights.

    python tools/make_tables.py

needs OpenCC, pypinyin and Hugo, which the reader itself does not. The sources and their licences stand in
`tables/LICENSES.md`.
"""

import json
import re
import subprocess
import sys
import tempfile
import textwrap
import unicodedata
from collections import defaultdict
from pathlib import Path

import opencc
from pygments.lexers import get_all_lexers
from pypinyin.pinyin_dict import pinyin_dict

TABLES = Path(__file__).resolve().parent.parent / "tui_reader" / "text" / "tables"
HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x323B0))
"""Blocks of Han characters; compatibility characters are left to Unicode's own folding."""
EXTRA_LANGUAGES = """
abnf agda apex arduino armasm ballerina beef bicep caddy caddyfile c3 cairo chapel cue d2 dax desktop dns dosbatch factor gdscript3 gemtext
gherkin gleam hare hexdump hlb holyc hy janet json5 jsonata jsonc jsonl lox materialize mcfunction metal mojo moonbit moonscript moonbit
morrowind natural ndisasm nsis nu nushell objectpascal odin openedgeabl openscad plutus-core pony promela promql protobuf proto puppet qml
raku reason rego rescript rgbasm riscv sas sed sieve smali sourcepawn sparql sqlite stylus systemd tablegen tal terraform tf toml tradingview
turtle typst typoscript ucode go-html-template go-text-template gotmpl hugo v viml vim vhs vue wgsl wdte wxml wxss xorg zed zig dotenv env csv log systemverilog
apache.conf nginx.conf todo.txt jsm wat astro svelte solidity sol fish fishshell mlir
"""
"""Languages that Pygments does not know."""
READ_ALOUD = range(0x4E00, 0xA000)
"""Characters whose pinyin is kept: the first block, all that news is written in."""

CHROMA_STYLES = """
    abap algol algol_nu arduino ashen aura-theme-dark aura-theme-dark-soft autumn average base16-snazzy borland bw
    catppuccin-frappe catppuccin-latte catppuccin-macchiato catppuccin-mocha colorful darcula doom-one doom-one2
    dracula emacs evergarden friendly fruity github-dark github gruvbox-light gruvbox hr_high_contrast hrdark igor
    kanagawa-dragon kanagawa-lotus kanagawa-wave lovelace manni modus-operandi modus-vivendi monokai monokailight
    murphy native nord nordic onedark onesenterprise paraiso-dark paraiso-light pastie perldoc pygments
    rainbow_dash rose-pine-dawn rose-pine-moon rose-pine rpgle rrt solarized-dark solarized-dark256
    solarized-light swapoff tango tokyonight-day tokyonight-moon tokyonight-night tokyonight-storm trac vim vs
    vulcan witchhazel xcode-dark xcode
"""
"""The styles that Hugo's documentation shows (Syntax highlighting styles)."""


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


def asked_languages() -> list[str]:
    """Names of languages, and endings and names of files, that Pygments knows, with some that Hugo alone may know."""
    known = {"plain", "plaintext", *EXTRA_LANGUAGES.split()}
    for name, aliases, patterns, _types in get_all_lexers():
        files = (pattern.removeprefix("*.") for pattern in patterns if not set("*[").intersection(pattern.lstrip("*")))
        known |= {name.lower(), *aliases, *files}
    return sorted(name for name in known if re.fullmatch(r"[\w.+#-]+", name))


def highlighted_languages() -> list[str]:
    """Those of the asked languages whose code Hugo highlights."""
    names = asked_languages()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        for name in ("content", "layouts"):
            (site / name).mkdir()
        kinds = '["taxonomy", "term", "RSS", "sitemap", "section", "home"]'
        numbered = "markup.highlight = {lineNos = true, lineNumbersInTable = false}"
        (site / "hugo.toml").write_text(f"disableKinds = {kinds}\n{numbered}\n", "utf-8")
        (site / "layouts" / "single.html").write_text("{{ .Content }}", "utf-8")
        blocks = (f"NAME{number}\n\n```{name}\na\n```\n" for number, name in enumerate(names))
        (site / "content" / "a.md").write_text("---\ntitle: a\n---\n" + "\n".join(blocks), "utf-8")
        hugo = Path(sys.executable).with_name("hugo")
        subprocess.run([hugo, "--quiet", "--source", site], check=True, stdout=subprocess.DEVNULL)
        page = (site / "public" / "a" / "index.html").read_text("utf-8")
    found = re.split(r"<p>NAME(\d+)</p>", page)[1:]
    return [names[int(number)] for number, block in batched_pairs(found) if "<span" in block]


def chroma_styles() -> list[str]:
    """A line for each style: its name, then each way to set a token with the classes of tokens that are set so."""
    hugo = Path(sys.executable).with_name("hugo")
    lines = []
    for name in CHROMA_STYLES.split():
        command = [hugo, "gen", "chromastyles", f"--style={name}"]
        css = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        ground = re.findall(r"[\w-]+:[^;}]+", re.search(r"\.bg \{ (.*?) \}", css)[1])
        classes: dict[str, list[str]] = {}
        for token, looks in re.findall(r"\.chroma \.(\w+) \{ (.*?);? \}", css):
            looks = ";".join(one for one in looks.split(";") if one not in ground)
            if looks and token not in ("line", "ln", "lnt", "lntd", "lntable", "lnlinks", "hl"):
                classes.setdefault(looks, []).append(token)
        lines.append(" ".join([name, *(f"{looks}={','.join(tokens)}" for looks, tokens in classes.items())]))
    return lines


def batched_pairs(items: list[str]) -> list[tuple[str, str]]:
    """Each first item with the one behind it."""
    return list(zip(items[::2], items[1::2], strict=True))


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
    names = textwrap.wrap(" ".join(highlighted_languages()), 120, break_on_hyphens=False)
    write(
        "highlighted.txt", ["# Names of languages, and endings and names of files, whose code Hugo highlights.", *names]
    )
    write("styles.txt", ["# How each style of Hugo's highlighter sets the classes of tokens.", *chroma_styles()])
    write("order_zh.txt", ["# Characters in the order of Chinese dictionaries, by pinyin.", hugo_order("zh-cn")])


if __name__ == "__main__":
    main()
