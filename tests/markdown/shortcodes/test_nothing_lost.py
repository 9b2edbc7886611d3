"""Whatever a shortcode encloses, says or leads to is to be seen, whether the reader knows the shortcode or not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document import blocks as kinds
from tui_reader.document.blocks import all_blocks
from tui_reader.document.plain import flat_spans
from tui_reader.markdown.parser import parse
from tui_reader.markdown.shortcodes.shortcode_arguments import Kind, kind_of
from tui_reader.markdown.shortcodes.shortcode_kinds import SHORTCODES
from tui_reader.markdown.shortcodes.word_shortcodes import HIDDEN

KNOWN = sorted(set(SHORTCODES) - set(HIDDEN))
INVENTED = ["zebra", "my-box", "theme/panel-x", "moduleB", "字"]
DECORATED = ("friend", "friend-link", "showcase")
"""Those whose third argument is a portrait or a preview, which only decorates what is named beside it."""
TEXTS = ["text", "title", "desc", "description", "subtitle", "caption", "label", "button_text", "summary", "content"]
LINKS = ["href", "link", "url", "src", "attrlink", "cta_link", "imageurl"]
SETTINGS = [
    'width="300px"',
    "class='mx-4 btn'".replace("'", '"'),
    "autoplay=true",
    'color="#ff0000"',
    'icon="fas fa-home"',
    "size=12",
    'style="margin: 3px"',
]


def texts():
    """Words that nothing else holds: a mark with a number, in English or Chinese."""
    number = st.integers(100, 999)
    return st.one_of(number.map(lambda n: f"Word{n} here"), number.map(lambda n: f"词语{n}。"))


def addresses():
    number = st.integers(100, 999)
    return st.one_of(
        number.map(lambda n: f"https://example.org/p{n}?a=1"),
        number.map(lambda n: f"/posts/p{n}/"),
        number.map(lambda n: f"mailto:p{n}@example.org"),
    )


@st.composite
def shortcodes(draw, depth=2):
    """A shortcode, and what of it must be to be seen: texts, and addresses."""
    name = draw(st.sampled_from(KNOWN + INVENTED * 8))
    words, links, arguments = [], [], []
    if draw(st.booleans()):
        chosen = draw(st.dictionaries(st.sampled_from(TEXTS), texts(), max_size=3))
        words += chosen.values()
        arguments += [f'{key}="{value}"' for key, value in chosen.items()]
        chosen = draw(st.dictionaries(st.sampled_from(LINKS), addresses(), max_size=2))
        links += chosen.values()
        arguments += [f'{key}="{value}"' for key, value in chosen.items()]
        arguments += draw(st.lists(st.sampled_from(SETTINGS), max_size=2, unique=True))
        arguments = draw(st.permutations(arguments))
    else:
        most = 2 if name in DECORATED else 4
        for value in draw(st.lists(st.one_of(texts(), addresses()), max_size=most, unique=True)):
            links.append(value)  # where no name says what it is, words may stand where an identifier is expected
            arguments.append(f'"{value}"')
    sign = draw(st.sampled_from("<%"))
    close = {"<": ">", "%": "%"}[sign]
    head = " ".join(("{{" + sign, name, *arguments, close + "}}"))
    if not draw(st.booleans()):
        return head, words, links
    inner, more_words, more_links = draw(inner_text(depth))
    return f"{head}\n{inner}\n{{{{{sign} /{name} {close}}}}}", words + more_words, links + more_links


@st.composite
def inner_text(draw, depth):
    pieces, words, links = [], [], []
    for _ in range(draw(st.integers(1, 3))):
        if depth and draw(st.booleans()):
            piece, more_words, more_links = draw(shortcodes(depth - 1))
            words += more_words
            links += more_links
        else:
            word = draw(texts())
            piece = draw(st.sampled_from(["{}", "**{}**", "- {}", "> {}"])).replace("{}", word)
            words.append(word)
        pieces.append(piece)
    return "\n\n".join(pieces), words, links


def _folded(text):
    """The text without blanks, which lines may have been broken at."""
    return "".join(text.split())


def seen(body):
    """All characters of a post, and every address in it."""
    blocks = parse(body).blocks
    text, targets = [], set()
    for span in flat_spans(blocks):
        text.append(span.text)
        targets |= {span.target, span.source}
    for block in all_blocks(blocks):
        if isinstance(block, kinds.Figure):
            text += [block.alt, block.title, block.target]
            targets |= {block.target, block.link}
        if isinstance(block, kinds.Code):
            text += [block.language, block.title]
        if isinstance(block, kinds.Quote):
            targets.add(block.link)
    return "".join(text), "\n".join(targets)


@settings(max_examples=150, deadline=None)
@given(shortcodes(), st.booleans())
def test_nothing_enclosed_described_or_addressed_is_lost(shortcode, in_line):
    source, words, links = shortcode
    if in_line:
        source = f"前 {source} 后"
    text, targets = seen(source)
    folded = _folded(text)
    assert [word for word in words if _folded(word) not in folded] == [], source
    missing = [link for link in links if link not in targets and _folded(link.removeprefix("mailto:")) not in folded]
    assert missing == [], source


@pytest.mark.parametrize("name", KNOWN)
def test_no_known_shortcode_swallows_what_it_encloses(name):
    for source in (
        f"{{{{< {name} >}}}}\nWord1 here\n{{{{< /{name} >}}}}",
        f'{{{{< {name} "/a/" "Word0 here" >}}}}\nWord1 here\n{{{{< /{name} >}}}}',
        f'{{{{< {name} src="/a/" title="Word0 here" >}}}}\nWord1 here\n{{{{< /{name} >}}}}',
        f"前{{{{< {name} >}}}}Word1 here{{{{< /{name} >}}}}后",
    ):
        text, targets = seen(source)
        assert "Word1" in text, source
        assert "Word0" in text or "Word0" not in source, source
        assert "/a/" in targets + text or "/a/" not in source, source


@pytest.mark.parametrize("name", HIDDEN)
def test_remarks_and_programs_are_not_for_reading(name):
    assert seen(f"{{{{< {name} >}}}}\nWord1\n{{{{< /{name} >}}}}\n\n文") == ("文", "")


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("width", "300 px", Kind.SETTING),
        ("cardColor", "Light Blue", Kind.SETTING),
        ("icon", "Some Icon", Kind.SETTING),
        ("classes", "fancybox clear", Kind.SETTING),
        ("title", "2024", Kind.WORDS),
        ("title", "false", Kind.SETTING),
        ("button_text", "go", Kind.WORDS),
        ("cta_link", "docs", Kind.ADDRESS),
        ("source", "故乡", Kind.WORDS),
        ("source", "https://example.org/", Kind.ADDRESS),
        ("anything", "https://example.org/", Kind.ADDRESS),
        ("anything", "left", Kind.SETTING),
        ("anything", "TopRight", Kind.SETTING),
        ("anything", "两个字", Kind.WORDS),
        ("anything", "A sentence.", Kind.WORDS),
        (0, "300px", Kind.SETTING),
        (0, "#ff00aa", Kind.SETTING),
        (0, "text-align: right; color: red", Kind.SETTING),
        (0, "fas fa-home", Kind.SETTING),
        (0, "img{height:1em}", Kind.SETTING),
        (0, "...", Kind.SETTING),
        (0, "btn-primary", Kind.SETTING),
        (0, "_blank", Kind.SETTING),
        (0, "A note: read it", Kind.WORDS),
        (0, "词", Kind.WORDS),
        (0, "photo.jpg", Kind.ADDRESS),
        (0, "/posts/a/", Kind.ADDRESS),
    ],
)
def test_what_an_argument_is_to_a_reader(name, value, kind):
    assert kind_of(name.lower() if isinstance(name, str) else name, value) is kind
