"""Pieces of real posts with marks, tags and braces thrown in: always a document, and no error swallowed on the way."""

import random
import time

import pytest

from tests.markdown.hugo_site import body_of
from tui_reader.document import blocks as kinds
from tui_reader.document.plain import flat_text
from tui_reader.markdown.formula_rules import USUAL
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.model.roles import Role

SECONDS = 30
BLANKS = ["\n", "\n\n", "    ", "\t", "> ", "- ", ": ", "1. "]
MARKS = (
    "<div> </div> <table><tr> <td> ``` ~~~ {{<tab>}} {{</tab>}} {{%notice%}} $$ ** * _ [ ]( ](x) | <!-- --> & \\ [^1] [^1]: ` "
    "<details> </details> <summary> <pre> </pre> <ul> <li> <script> </p> <p> 　　 {#a} {{< [字]^(z) <dl><dt> <dd> <h2> </h2> <![ "
    '<img/src=a> <ruby> <rt> ==x== ++ ~ ^a^ "} <<'
).split()


def _broken(body, chance):
    start = chance.randrange(len(body) + 1)
    body = body[start : start + chance.randrange(50, 3000)]
    for _ in range(chance.randrange(1, 25)):
        place = chance.randrange(len(body) + 1)
        body = body[:place] + chance.choice([*BLANKS, *MARKS]) + body[place + chance.choice((0, 0, 1, 3)) :]
    return body


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(2))
def test_broken_posts_are_documents(seed, corpora):
    chance = random.Random(seed)
    bodies = [body_of(file.read_text("utf-8", "replace")) for file in sorted(corpora.rglob("*.md"))]
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        body = _broken(chance.choice(bodies), chance)
        options = ParseOptions(formulas=USUAL if chance.random() < 0.5 else (), hash_headings=chance.random() < 0.5)
        blocks = parse(body, options).blocks
        assert "\ufdd0" not in flat_text(blocks), body
        assert not any(isinstance(block, kinds.Note) and block.role is Role.PROBLEM for block in blocks), body
