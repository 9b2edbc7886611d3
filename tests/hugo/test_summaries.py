"""Where an automatic summary ends inside HTML: with the outermost element that is open where it has enough words."""

from tests.hugo.compare import Comparison
from tests.hugo.oracle import build_as_it_is
from tests.hugo.random_site import write_site

TWO = "one two three four\n\nsecond para"
LIST = "- one two three four\n\n- second\n\nlast"
AROUND = "div section article details center span b table ul dl form custom-x pre p".split()
BEFORE = (
    "***", "<br>", "<hr/>", "<br/>", "<input>", "<img src=x>", "![a](b)", "<textarea><b></textarea>", "<title>x</title>", "<style>a</style>", "<wbr>", "<li>",
    "<video>", "<source>", "| a |\n|---|\n| b |", "- [ ] x", "<?php x ?>", "<!DOCTYPE x>", "x </div>", "</p>", "<svg><path d=x></svg>", "<svg><path d=x/></svg>",
)  # fmt: skip
EMPTY = (
    "x <br/> y", "<p>\n<img src=a /></p>", "<section><b/></section>", "<section><b></section>", "<section><p><b/></p></section>", "<section><img/></img></section>",
    "<section><p>a<br/>b<br/>c</p></section>", "<section><br/><!-- x --></section>", "<section><br/></x></section>", "<section><img/></section><section></section>",
)  # fmt: skip
"""Elements that end with their own tag, in others."""
BODIES = (
    *(f"<{name}>\n\n{TWO}\n\n</{name}>\n\nafter" for name in AROUND),
    *(f"{before}\n\n{LIST}" for before in BEFORE),
    f"<div>\n\n<section>\n\n{TWO}\n\n</section>\n\nafter\n\nlast",
    f"<section>\n\n<div>\n\n{TWO}\n\n</section>\n\nafter\n\nlast",
    f"<ul>\n<li>x\n<li>\n\n{TWO}\n\n</ul>\n\nafter",
    f"<div><br><img src=a><hr>\n\n{TWO}\n\n</div>\n\nafter",
    "<div>\n\none <b>two three four\n\nsecond</b> para\n\n</div>\n\nafter",
    f"<p>x\n\n{TWO}\n\nafter</p>\n\nlast",
    f"<DIV>\n\n{TWO}\n\n</div>\n\nafter",
    f"<div/>\n\n{TWO}\n\n</div >\n\nafter",
    f"<div>\n\n{TWO}\n\n<div>\n\ninner\n\n</div>\n\nmore\n\n</div>\n\nafter",
    f"<div>\n\n{TWO}\n\n<!-- </div> -->\n\nmore\n\n</div>\n\nafter",
    f"<!-- <div> -->\n\n{TWO}\n\n</div>\n\nafter",
    f"<div title=\"</div>\">\n\n{TWO}\n\n<p>x <span>y</p>\n\n</div>\n\nafter",
    f"<div>\n\n{TWO}\n\n<script>var a='</div>';</script>\n\nz\n\n</div>\n\nafter",
    f"<input><div>\n\n{TWO}\n\n</div>\n\nafter",
    f"<table><tr><td>\n\n{TWO}\n\n<td>b</table>\n\nafter",
    f"a <span>b\n\n{TWO}</span>\n\nafter",
    f"<divx>\n\n{TWO}\n\n</div>\n\nafter\n\n</divx>\n\nlast",
    f"<div>\n\n{TWO}",
    *(f"{empty}\n\n<div>\n\n{TWO}\n\n</div>\n\nafter" for empty in EMPTY),
    "- >\n- one\n> two\n\nthree four\n\nfive",
    "- one\n  <div>two</div>\n\nthree four\n\nfive",
    "one two\nthree\n:   ",
    "one\n\n<!--more-->\n\n   - two\n    # three",
    "one\n\n<!--more-->\n\n    two\n\n    three",
)  # fmt: skip
ORG = (
    "* Head\n\none two three four.\n\nSome text.\n\nmore",
    "one two three four.\n\nSome.\n\n* Head\n\nmore",
    "* Head\n\none two three four.\n\nSome.\n\n** Below\n\nmore\n\n* Next\n\nlast",
    "** Sub :tag:\n\n- item one\n\n* Head\n\none two three four.\n\nSome.\n\n* Next\n\nmore",
    "- term :: meaning\n\n- item\n- other :: x\n\none two three four\n\nlast",
    "- a\n\nhttps://e.org/p.png\n\nx y z\n\nlast",
    "- a\n\n\nhttps://e.org/p\n\nx",
    "one _u v_\n\n[[./a.png]]\n\n* Head\n\none\n\ntwo three\n\nlast",
    "#+attr_html: :class a b\n#+attr_html: :width 3\none\n\ntwo\n\nlast",
    "#+attr_html: :width 3\n* Head :t:\n\none",
    "#+attr_html: :width 3\n[[./a.png]]\n\none two three",
    "one\n\n#+name: n",
    "* Head\none\n#+name: n\n* Next",
    "* Head\none\n#+name: n\n** Next\ntwo",
    ": fixed\n:D:\none\n:END:\ntwo",
    ": fixed\n:D: two\n:\n: three",
)
CONFIG = """baseURL = "https://example.org/"
summaryLength = 3
markup.goldmark.renderer.unsafe = true
disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]
security.allowContent = ["^text/(markdown|html|org)$"]
outputFormats.jsonl = {mediaType = "application/json", baseName = "pages", isPlainText = true}
outputs = {home = ["jsonl"], section = [], taxonomy = [], term = []}
"""


def test_a_summary_ends_where_everything_around_it_ends(tmp_path):
    bodies = {f"n{number:02}.md": f"---\ntitle: a\n---\n{body}\n" for number, body in enumerate(BODIES)}
    bodies |= {f"o{number}.org": f"#+TITLE: a\n\n{body}\n" for number, body in enumerate(ORG)}
    write_site(tmp_path / "site", {"hugo.toml": CONFIG, **{f"content/{name}": text for name, text in bodies.items()}})
    both = Comparison(tmp_path / "site", build_as_it_is(tmp_path / "site", tmp_path / "work"))
    assert set(both.verdict.pages) == set(bodies)
    assert both.faults() == []
