"""Random Markdown with HTML in it, as authors mix the two: elements around paragraphs, in them, and never ended."""

import random

BLOCKS = "div section p blockquote ul ol li dl dt dd details figure center pre h2 address".split()
INLINE = "b i em span kbd u mark code q small a".split()
HIDING = ("div hidden", 'section style="display:none"', "article hidden")
ENDED = frozenset(("div", "section", "article"))
"""Elements that are always ended: one of their names may hide what is around it."""
MARKDOWN = (
    "word", "word **word** word", "word `word` word", "[word](/a) word", "- word\n- word", "1. word\n\n2. word", "> word\n> word", "## word", "| word | word |\n|---|---|\n| word | word |",
    "word  \nword", "word\nword", "~~word~~ *word*", "word\n: word", "```\nword\n```", "    word", "- word\n\n  word", "***", "> - word\n>\n> word", "word <!-- x --> word", "word &amp; word",
)  # fmt: skip


def random_mix(chance: random.Random) -> str:
    """Some blocks, each word of which is `word`."""
    return "".join(_piece(chance, 0) for _ in range(chance.randint(1, 4)))


def _piece(chance: random.Random, depth: int) -> str:
    kind = chance.random()
    if depth > 2 or kind < 0.35:
        return chance.choice(MARKDOWN) + "\n\n"
    if kind < 0.6:
        return f"word {_inline(chance)} word\n\n"
    hides = chance.random() < 0.12
    name = chance.choice(HIDING if hides else BLOCKS)
    gap = chance.choice(("\n\n", "\n\n", "\n"))
    inside = "".join(_piece(chance, depth + 1) for _ in range(chance.randint(1, 2)))
    ending = f"</{name.split()[0]}>" * (chance.random() < 0.9 or name.split()[0] in ENDED)
    return f"<{name}>{gap}{inside.strip(chr(10))}{gap}{ending}\n\n"


def _inline(chance: random.Random) -> str:
    name = chance.choice(INLINE)
    inside = chance.choice(("word", "word *word*", "word `word`", "<i>word</i> word", "word<br>word"))
    return f"<{name}>{inside}" + f"</{name}>" * (chance.random() < 0.9)
