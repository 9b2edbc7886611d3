"""Characters and sequences that no terminal may get from other people's text, and a feed that has them everywhere."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

NUMBER = "31337"
"""Stands in every sequence of theirs, and in none of ours."""
CONTROLS = "".join(map(chr, (*range(1, 32), *range(127, 160))))
"""C0 but for NUL, which no argument and no name of a file can hold, DEL and C1 with NEL."""
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
JOINERS = "\u200c\u200d\ufe0e\ufe0f"
"""What scripts and emoji are written with: it stays where text goes into a pipe, and stands as escapes in JSON."""
UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u2028\u2029\u2060\u2061\u2062\u2063\u2064"
    "\u2065\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0\ufff0\ufff9\ufffa\ufffb\U0001bca0\U0001d173"
    "\U000e0001\U000e0020\U000e0041\U000e007f\U000e0100"
)
"""Without width, without ink, tags, line and paragraph separators."""
SEQUENCES = (
    f"\x1b]0;{NUMBER}\x07",
    f"\x1b]52;c;{NUMBER}\x1b\\",
    f"\x1b]8;;http://{NUMBER}/\x1b\\",
    f"\x1bP{NUMBER}\x1b\\",
    f"\x1b_G{NUMBER}\x1b\\",
    f"\x1b^{NUMBER}\x1b\\",
    f"\x1b[{NUMBER}m",
    f"\x1b[{NUMBER}n",
    "\x1bc",
    "\x1b(0",
    f"\x9b{NUMBER}m",
    f"\x9d0;{NUMBER}\x9c",
    f"\x90{NUMBER}\x9c",
    f"\x9f{NUMBER}\x9c",
    f"\x1b[201~{NUMBER}",
)
PIECES = (*SEQUENCES, CONTROLS, BIDI, UNSEEN, JOINERS)
POISON = "".join(PIECES)
VALUE = f"EVIL{POISON}END"
"""A field of theirs: whoever shows `END` has taken the whole of it."""
IN_LINE = re.sub("[\n\r]", "", VALUE)
"""The same for places that end with the line."""

FORBIDDEN = re.compile(f"[\0{CONTROLS}{BIDI}{UNSEEN}{JOINERS}]")
FORBIDDEN_IN_A_PIPE = re.compile(f"(?!\t)[\0{CONTROLS}{BIDI}{UNSEEN}]")
_QUOTED = {ord(c): f"\\U{ord(c):08x}" for c in set(POISON) if not " " <= c <= "~"}

TEXT_FIELDS = ("title", "linkTitle", "description", "summary", "featuredImage", "lastmod", "weight", "layout", "math")
LIST_FIELDS = ("tags", "categories", "authors", "news", "series", "aliases", "keywords")

BODY = f"""
# EVIL {IN_LINE}

{IN_LINE} **{IN_LINE}** `{IN_LINE}` [{IN_LINE}](http://example.org/{IN_LINE} "{IN_LINE}") ![{IN_LINE}]({IN_LINE}.jpg)
&#27;]0;{NUMBER}&#7; &#x9b;{NUMBER}m &#x202e; &#8203; <b title="{IN_LINE}">{IN_LINE}</b> $x^{{{IN_LINE}}}$
{{{{< figure src="{IN_LINE}" title="{IN_LINE}" >}}}} {{{{< unknown {IN_LINE} >}}}} <https://example.org/{NUMBER}\x9b>

```{IN_LINE}
{IN_LINE}
```

| {IN_LINE} |
|---|
| {IN_LINE} |

- {IN_LINE}

> {IN_LINE}

text[^1]

[^1]: {IN_LINE}
"""


def quoted(text: str) -> str:
    """A text in double quotes as YAML and TOML have it: the parser makes the characters, past every guard on bytes."""
    return '"' + text.translate(_QUOTED) + '"'


def names() -> Iterator[str]:
    """Names of files that hold every attack, each short enough for a disk."""
    name = ""
    for piece in re.findall(".{1,20}", IN_LINE.replace("/", ""), re.DOTALL):
        if len((name + piece).encode()) > 200:
            yield name
            name = ""
        name += piece
    yield name


def write_feed(site: Path) -> None:
    """A site with the attacks in its title, its sections, in every field, in names of files and in bodies.

    One header cannot be read, one post is in no encoding, one is called `evil`.
    """
    *others, last = names()
    folder = site / "content" / f"s{last}"
    folder.mkdir(parents=True)
    title = f"title = {quoted(VALUE)}\n[taxonomies]\ntag = 'tags'\ncategory = 'categories'\nseries = 'series'\n"
    (site / "hugo.toml").write_text(f"{title}{quoted('n' + VALUE)} = {quoted('news' + VALUE)}\n", "utf-8")
    fields = "".join(f"{name}: {quoted(VALUE)}\n" for name in TEXT_FIELDS)
    fields += "".join(f"{name}: [{quoted(VALUE)}]\n" for name in LIST_FIELDS)
    header = f"---\n{fields}{quoted('k' + VALUE)}: 1\ndate: 2022-07-28\n"
    (folder / "_index.md").write_text(f"---\ntitle: {quoted(VALUE)}\n---\n", "utf-8")
    (folder / "post.md").write_text(f"{header}slug: evil\n---\n{BODY}", "utf-8")
    (folder / "page.html").write_text(f"{header}---\n<p title='{IN_LINE}'>{IN_LINE}</p>", "utf-8")
    (folder / "notes.org").write_text(f"#+title: {IN_LINE}\n#+tags[]: {IN_LINE}\n\n* {IN_LINE}\n{IN_LINE}\n", "utf-8")
    (folder / "raw.md").write_text(f"---\ntitle: {IN_LINE}: {IN_LINE}\n\t- [\n---\n{BODY}", "utf-8")
    (folder / "bytes.md").write_bytes(b"---\ntitle: EVIL \x9b31337m \x9d0;31337\x9c \xff END\n---\nEVIL \x9b31337m END")
    (folder / "data.md").write_text(json.dumps({"title": VALUE, "tags": [VALUE]}) + f"\n\n{BODY}", "utf-8")
    (folder / "bare.md").write_text(BODY, "utf-8")
    for number, name in enumerate(others):
        (folder / f"{number}{name}.md").write_text(f"---\ntitle: {quoted(VALUE)}\n---\n{BODY}", "utf-8")


def write_user(config: Path) -> None:
    """Settings, views, keys and a theme of a user who took them from somewhere."""
    (config / "themes").mkdir(parents=True)
    name = next(names())
    (config / "themes" / f"{name}.toml").write_text(f"{quoted(VALUE)} = 1\n[roles]\n{quoted(VALUE)} = 'x'\n", "utf-8")
    view = (
        f"[[views]]\nname = {quoted(VALUE)}\nquery = 'tag:EVIL'\n[[views]]\nname = 'b'\nquery = {quoted('(' + VALUE)}\n"
    )
    keys = f"[keys]\n{quoted(VALUE)} = {quoted(VALUE)}\nquit = {quoted(VALUE)}\n"
    plain = f"theme = {quoted(name)}\n{quoted(VALUE)} = {quoted(VALUE)}\nmeasure = {quoted(VALUE)}\n"
    (config / "config.toml").write_text(plain + keys + view, "utf-8")
