"""Every option under `markup`, and `enableEmoji`, against the real hugo: one site with a language for each of them."""

import html
import re
from collections.abc import Iterator

import pytest

from tests.hugo.compare import Comparison
from tests.hugo.known_markup import BODIES, OPTIONS
from tests.hugo.oracle import build_as_it_is
from tui_reader.document.blocks import Code, Heading
from tui_reader.document.plain import flat_text
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.store.html.body_html import body_html

SITE = """baseURL = "https://example.org/"
defaultContentLanguage = "o00x"
hasCJKLanguage = true
summaryLength = 6
disableKinds = ["RSS", "sitemap", "robotsTXT", "404", "taxonomy", "term", "section"]
ignoreLogs = ["warning-goldmark-raw-html"]
[outputFormats.jsonl]
mediaType = "application/json"
baseName = "pages"
isPlainText = true
[outputs]
home = ["jsonl"]
page = ["html"]
"""
LOOKS = re.compile(r'(?<=<pre tabindex="0") style="\S*"|(?<=white-space:pre;)-webkit\S*none;')
"""How a block of code and its numbers look where tags are text: nothing that is counted."""


def key(number: int) -> str:
    return f"o{number:02}x"


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Comparison:
    """The posts of a site with a language for each option beside what Hugo says of them."""
    root = tmp_path_factory.mktemp("markup") / "site"
    (root / "content").mkdir(parents=True)
    languages = [
        f"[languages.{key(number)}]\nweight = {number + 1}\n{toml}\n" for number, toml in enumerate(OPTIONS.values())
    ]
    (root / "hugo.toml").write_text(SITE + "".join(languages), "utf-8")
    for number in range(len(OPTIONS)):
        for name, body in BODIES.items():
            (root / "content" / f"{name}.{key(number)}.md").write_text(f"---\ntitle: {name}\n---\n{body}", "utf-8")
    return Comparison(root, build_as_it_is(root, root.parent / "work"))


def counted_otherwise(both: Comparison, number: int) -> Iterator[str]:
    """Bodies whose text is not Hugo's, with both."""
    language = both.site.language_of(key(number))
    for name, body in BODIES.items():
        record = both.verdict.pages[f"{name}.{key(number)}.md"]
        own = body_html(body, language.markdown)[1]
        pair = [" ".join(html.unescape(LOOKS.sub("", text)).split()) for text in (own, record["plain"])]
        if pair[0] != pair[1]:
            yield f"{name}: {pair[0]!r} is not Hugo's {pair[1]!r}"


@pytest.mark.parametrize("number", range(len(OPTIONS)), ids=list(OPTIONS))
def test_what_is_counted_follows_the_option(number, both):
    assert [*counted_otherwise(both, number)] == []


def test_every_field_is_hugos_under_every_option(both):
    assert both.faults() == []


SHOWN = ("lines", "signs", "tables", "lists", "links", "headings", "images")
"""Bodies whose text is shown as Hugo has it, whatever the option."""


@pytest.mark.parametrize("number", range(len(OPTIONS)), ids=list(OPTIONS))
def test_what_is_shown_follows_the_option(number, both):
    rules = both.site.language_of(key(number)).markdown
    for name in SHOWN:
        record = both.verdict.pages[f"{name}.{key(number)}.md"]
        shown = flat_text(parse(BODIES[name], ParseOptions(rules=rules)).blocks, pictures=False)
        assert "".join(shown.split()) == "".join(html.unescape(record["plain"]).split())


def test_attributes_of_blocks_are_not_shown_where_the_site_reads_them(both):
    number = [*OPTIONS].index("block attributes")
    record = both.verdict.pages[f"attributes.{key(number)}.md"]
    rules = both.site.language_of(key(number)).markdown
    shown = flat_text(parse(BODIES["attributes"], ParseOptions(rules=rules)).blocks)
    assert "{.a} rest" in shown
    assert "{}, x" in shown
    text = shown.replace("{.a} rest", "").replace("{}, x", "")
    assert "".join(text.split()) == "".join(html.unescape(record["plain"]).replace("{:.x}", "").split())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nothing", "a two b ~one~ c mark d ins eˢᵘᵖ f H₂O em strong x^^no^^ y=="),
        ("no strike", "a ~~two~~ b ~one~ c mark d ins eˢᵘᵖ f H₂O em strong x^^no^^ y=="),
        ("raised", "a two b ~one~ c mark d ins eˢᵘᵖ f H₂O em strong xⁿᵒ y=="),
        ("lowered", "a two b ₒₙₑ c mark d ins eˢᵘᵖ f H₂O em strong x^^no^^ y=="),
        ("all extras", "a two b ₒₙₑ c mark d ins eˢᵘᵖ f H₂O em strong xⁿᵒ y=="),
        ("refused", "a two b ~one~ c ==mark== d ++ins++ e^sup^ f H~2~O em strong x^^no^^ y=="),
    ],
)
def test_marks_are_shown_as_meant_unless_the_site_refuses_them(name, text, both):
    rules = both.site.language_of(key([*OPTIONS].index(name))).markdown
    shown = flat_text(parse(BODIES["marks"], ParseOptions(rules=rules)).blocks)
    assert " ".join(shown.split()) == text


@pytest.mark.parametrize(("name", "shown"), [("nothing", "🚀"), ("emoji", "🚀"), ("refused", ":rocket:")])
def test_emoji_are_shown_as_meant_unless_the_site_refuses_them(name, shown, both):
    rules = both.site.language_of(key([*OPTIONS].index(name))).markdown
    assert f"go {shown} now" in flat_text(parse(BODIES["emoji"], ParseOptions(rules=rules)).blocks)


@pytest.mark.parametrize(
    ("name", "first"),
    [("nothing", [None, None, None, None, 1, None, None]), ("numbered lines", [1, None, 1, None, 1, 1, 1]),
     ("numbered from ten", [10, None, 10, None, 10, 10, 10]),
     ("no code fences", [None, None, None, None, 1, None, None])],
)  # fmt: skip
def test_code_has_the_line_numbers_of_the_site(name, first, both):
    rules = both.site.language_of(key([*OPTIONS].index(name))).markdown
    blocks = parse(BODIES["code"], ParseOptions(rules=rules)).blocks
    assert [block.first_number for block in blocks if isinstance(block, Code)] == first


@pytest.mark.parametrize("name", ["nothing", "ids of blackfriday", "ids of ASCII"])
def test_headings_have_the_names_that_links_lead_to(name, both):
    number = [*OPTIONS].index(name)
    rules = both.site.language_of(key(number)).markdown
    blocks = parse(BODIES["names"], ParseOptions(rules=rules)).blocks
    record = both.verdict.pages[f"names.{key(number)}.md"]
    assert [block.anchor for block in blocks if isinstance(block, Heading)] == re.findall(
        r'<h\d id="(.*?)"', record["content"]
    )
