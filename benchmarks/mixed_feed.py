"""A feed whose posts are as various as those of real sites: in length, header, markup and folders.

The shares are those of 1,755 posts of ten public Hugo sites in three scripts; the text is made of sentences of our own.

python -m benchmarks.mixed_feed 10000 folder
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from benchmarks.feed import CATEGORIES, FIRST, SENTENCES, STEP, TAGS, WHO, write_posts

SIZES = (40, 340, 880, 1310, 1630, 2050, 2600, 3600, 4570, 6830, 30_000)
"""Bytes of a post at each tenth of them, from the shortest to all but a few."""
FORMS = ("yaml", "json", "toml")
FORM_SHARES = (80, 16, 4)
"""How many of a hundred headers are written in each form."""
KEYS = {
    "date": 60,
    "draft": 47,
    "tags": 45,
    "description": 39,
    "categories": 35,
    "keywords": 25,
    "linkTitle": 23,
    "lastmod": 22,
}
"""How many of a hundred headers have a key beside the title."""
ENGLISH = (
    "The reader keeps every post in a file of its own, and nothing else has to be installed.",
    'A "second" look at the same folder costs no more than asking for the time of each file.',
    "Its index isn't precious: delete it, and the next start makes another one -- in a few seconds.",
    "Numbers such as 3.5 or 1,024 stay on one line with what they count, e.g. 12 MB.",
    "Whoever edits a post while it is open sees the change after a moment...",
)


def _text(chance: random.Random, count: int = 3) -> str:
    if chance.random() < 0.5:
        return " ".join(chance.choices(ENGLISH, k=count))
    return "".join(chance.choices(SENTENCES[chance.choice(WHO)], k=count))


def _link(chance: random.Random) -> str:
    return f"{_text(chance, 1)} See [the page](https://example.org/page-{chance.randrange(999)}/) for more."


def _list(chance: random.Random) -> str:
    sign = "1." if chance.random() < 0.2 else "-"
    return "\n".join(f"{sign} {_text(chance, 1)}" for _ in range(chance.randint(2, 7)))


def _code(chance: random.Random) -> str:
    lines = "\n".join(f"value_{number} = read(path, {chance.randrange(99)})  # {number}" for number in range(8))
    return f"```python\n{lines}\n```"


def _table(chance: random.Random) -> str:
    rows = "\n".join(f"| `key-{chance.randrange(99)}` | {_text(chance, 1)} |" for _ in range(chance.randint(3, 12)))
    return f"| name | meaning |\n|------|---------|\n{rows}"


def _reference(chance: random.Random) -> str:
    number = chance.randrange(1, 99)
    return f"{_text(chance, 1)} [as told][{number}]\n\n[{number}]: https://example.org/{number}"


BLOCKS: tuple[tuple[int, Callable[[random.Random], str]], ...] = (
    (77, lambda chance: f"## {_text(chance, 1)[:24]}"),
    (61, _link),
    (40, _list),
    (39, _code),
    (38, lambda chance: f"{_text(chance, 1)} `open_feed()` {_text(chance, 1)}"),
    (22, lambda chance: f"**{chance.choice(WHO)}** {_text(chance, 2)}"),
    (16, lambda chance: f"<div>\n{_text(chance, 1)}\n</div>"),
    (14, lambda chance: f"> {_text(chance, 2)}"),
    (14, _reference),
    (8, lambda chance: f"![picture](picture-{chance.randrange(99)}.png)"),
    (6, _table),
    (3, lambda chance: f"{_text(chance, 1)}[^1]\n\n[^1]: {_text(chance, 1)}"),
)
"""Of a hundred posts, how many have a kind of block."""


def mixed_posts(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Path and source of `count` posts; the same for the same seed."""
    chance = random.Random(seed)
    left, folder = 0, ""
    for number in range(count):
        if not left:
            left, folder = chance.choice((1, 1, 2, 2, 3, 6, 20, 150)), f"{chance.choice(CATEGORIES)}/part-{number:07d}"
        left -= 1
        date = (FIRST + STEP * number / max(1, count / 100_000)).replace(microsecond=0)
        source = _header(number, date, chance) + "\n" + _body(chance)
        yield f"{folder}/post-{number:07d}.md", source


def _header(number: int, date: datetime, chance: random.Random) -> str:
    made = {
        "date": date.isoformat(),
        "draft": number % 97 == 50,
        "tags": chance.sample(TAGS, chance.randint(1, 5)),
        "description": _text(chance, 1).replace('"', ""),
        "categories": [chance.choice(CATEGORIES)],
        "keywords": [f"word {number % 31}", "reader"],
        "linkTitle": f"post {number}",
        "lastmod": date.isoformat(),
    }
    values = {"title": f"{number}: {chance.choice(WHO)}"}
    values |= {key: made[key] for key, share in KEYS.items() if chance.randrange(100) < share}
    form = chance.choices(FORMS, FORM_SHARES)[0]
    if form == "json":
        return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    fence, sign = ("---", ": ") if form == "yaml" else ("+++", " = ")
    lines = "".join(f"{key}{sign}{json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return f"{fence}\n{lines}{fence}\n"


def _body(chance: random.Random) -> str:
    tenth = chance.randrange(10)
    size = chance.randint(SIZES[tenth], SIZES[tenth + 1])
    kinds = [make for share, make in BLOCKS if chance.randrange(100) < share]
    blocks: list[str] = []
    while size > 0:
        make = chance.choice(kinds) if kinds and len(blocks) % 2 else _text
        blocks.append(make(chance))
        size -= len(blocks[-1].encode()) + 2
    return "\n\n".join(dict.fromkeys(blocks)) + "\n"


if __name__ == "__main__":
    print(write_posts(mixed_posts(int(sys.argv[1])), Path(sys.argv[2])))
