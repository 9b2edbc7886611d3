"""Random posts: headers, and bodies put together from pieces that Hugo counts and cuts in ways of its own."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from tests.hugo.known_keys import KEYS
from tests.hugo.known_markup import BODIES

Values = dict[str, Any]

TEXTS = (
    "Plain", "北京 快讯", "a: b", "C++ & Go's", "Ünïcödé Straße", "a/b/c", "two  blanks", " edges ", "It\u2019s “quoted”", "x#y", "10% off?",
    "日本語のタイトル", "ALL CAPS", "under_score", "dots. in it", "e.g. this", "Привет", "a+b=c", "[x] {y}", "emoji 🎉 title", "1", "true",
)  # fmt: skip
PLAIN_SCALARS = (
    "010", "1e3", "true", "12:30:45", "3.10", "2022-07-28", "0x1F", "1_000", ".5", "yes", "no", "On", "~", "null", "0o17", "-3", "+7",
    "1.0", "12e03", ".inf", "0b11", "1:2", "1,000", "2022-07-28 10:00:00", "!!str 5", "'01'", "|\n  two\n  lines", ">-\n  folded\n  text",
)  # fmt: skip
"""Scalars as YAML writes them, whose meaning is not plain to see."""
DAYS: tuple[str, ...] = (
    "2022-07-28", "2022-07-28T21:38:40+08:00", "2022-07-28T21:38:40Z", "2022-07-28 21:38:40", "2022-07-28T21:38:40", "2021-01-01T00:00:00-11:30",
    "2022-07-28 21:38:40 +0800", "2022-07-28 21:38:40 -0700 PDT", "Thu, 28 Jul 2022 21:38:40 +0800", "28 Jul 2022", "02 Jan 06 15:04 MST", "2022-07-28T21:38:40.123456789+02:00",
    "2019-03-31T02:30:00", "2022-11-06 01:30:00", "1969-12-31", "2999-01-01", "2024-02-29T23:59:59Z", "0001-01-01",
    "0001-01-02", "0012-03-04T05:06:07Z", "0476-09-04T10:00:00+02:00", "0999-12-31T23:59:59Z", "1066-10-14", "9999-12-31", "1969-12-31T23:59:59-01:00",
    "2022-07-28 21:38:40.5 +0000 UTC", "Mon Jan  2 15:04:05 2006", "Thu, 28 Jul 2022 21:38:40 GMT",
)  # fmt: skip
NAMES = (
    "plain", "Mixed Case", "2022-07-28-dated", "2021-3-4-nearly", "名字", "under_score", "dot.in.name", "plus+sign", "at@sign", "a  b", "café", "per%xyz",
    "x.fr", "tilde~in", "(round)", "q'uote", "2020-02-30-no-day", "2022-07-28T10-11-12-timed",
)  # fmt: skip
FOLDERS = ("", "posts", "News Items", "docs/deep", "docs/deep/er", "posts/2022", "专题", "Über")
ENDINGS = (".md",) * 12 + (".html", ".markdown", ".MD", ".mdown", ".htm", ".org")
URLS = (
    "/own/place/",
    "own/relative",
    "/own/page.html",
    "/:year/:slug/",
    "/Own Case/x",
    "https:/odd",
    "/中文/路径/",
    "x",
)
PIECES = (
    "One two three.", "北京在中国。", "Second paragraph\nover two lines, with *emphasis* and **strong** text.", "第一行\n第二行，**粗体**在中间。",
    "word " * 40, "中文" * 40 + "。", "more " * 20, "后文，" * 20, "- a\n- b\n  - c", "1. one\n2. two", "- loose one\n\n- loose two\n\n  with more",
    "> quote of *somebody*\n>\n> in two parts", "`code` and [link](https://example.org/ \"title\")", "# Heading", "## Second {#own .class}", "Title under\n===",
    "```go\nfunc main() {}\n```", "```\nplain <code>\n```", "    indented code", "| a | b |\n|---|--:|\n| 1 | `2` |", "Term\n: meaning\n: other meaning",
    "Term one\n\n: loose meaning\n\n    in two parts", "Note[^1] here.\n\n[^1]: The *note* itself.", "- [ ] open\n- [x] done", "![alt text](a.png)", "~~gone~~ and left",
    "\"quoted\" -- dashes --- and ... dots, it's", "\"[linked](/a/)\" and '[other](/b/)'", "<https://example.org/a> and https://example.org/b.", "***", "&copy; &amp; &#21271; x < y",
    "<div>\n\nInside a *div*.\n\n</div>", "<section>\n<p>raw paragraph</p>\n</section>", "<p>raw</p>", "Text with <b>inline</b> <span class=\"x\">HTML</span> and<br>break.",
    "<div class=\"a\">\n\nOpen to the end.", "<!-- a comment -->", "<!-- one\n\nmore --> tail", "<script>\nvar x;\n</script>", "<pre>x</pre>", "text <!-- in it --> goes on", "<details>\n<summary>More</summary>\n\nHidden words here.\n\n</details>", "<table><tr><td>one</td><td>two</td></tr></table>",
    "{{< note >}}Enclosed *text* here.{{< /note >}}", "{{% note %}}\nEnclosed **Markdown** here.\n{{% /note %}}", "Before {{< icon >}} after.", "{{< icon name=\"x\" >}}", "{{< youtube abc >}}", "{{< youtube id=abc class=\"a b\" title=\"A film here\" >}}", "{{< vimeo 55073825 >}}", "{{< vimeo id=55073825 class=x title=\"A b\" >}}", "{{< details summary=\"See *it*\" title=\"A b\" >}}in *it*{{< /details >}}", "{{< qr text=\"x\" alt=\"A b c\" />}}", "{{< instagram CxO >}}", "x {{< comment >}}no{{< /comment >}}", "> lazy\n    > line\n\t# no heading", "   - item\n    # no heading", "- one\n  <div>two</div>", "- >\n- three", "<section>one<br/>two</section>", "{{</* note */>}} is written",
    "{{< note >}}\n{{< note >}}inner{{< /note >}}\n{{< /note >}}", "{{< figure src=\"a.png\" title=\"A title\" caption=\"A *caption*\" >}}", "{{< details summary=\"Sum\" >}}\nHidden.\n{{< /details >}}",
    "Escaped \\* and \\_ marks.", "hard  \nbreak and\\\nanother", "snake_case_word and 2*3*4", "Привет, мир.", "日本語の段落です。", "line one\n{.class}", "a\u00a0b", "wide，punctuation。In　between",
)  # fmt: skip
"""Blocks of Markdown: each stands between blank lines."""
WHOLE = tuple(body.strip("\n") for body in BODIES.values())
"""Pieces that an option of `markup` may read otherwise."""
RAW = ("<p>One two.</p>", "<h2>标题</h2>", "<p>First <b>bold</b>.</p>\n\n<p>Second &amp; last.</p>", "<script>\nvar a = 1;\n\nvar b;\n</script>", "<pre># code\n\n*x*</pre>", "{{< note >}}in{{< /note >}}", "plain words", "<style>p{}</style>")  # fmt: skip
"""Blocks of a post that is written in HTML."""
ORG = ("* Heading", "Some /slanted/ and *bold* text.", "- item\n- other", "#+begin_src go\nfunc main() {}\n#+end_src", "| a | b |\n|---+---|\n| 1 | 2 |", "北京在中国。", "- term :: meaning", "#+begin_quote\nA /quote/.\n\nTwo.\n#+end_quote", "# a comment", ": fixed", "** Sub :tag:", "* TODO [#B] Task :a:b:\nsee [[file:x.org]] and [[./y.org][Y]]", "1. one\n2. two\n   - nested", "[[https://a.b][a link]] and =code=", "Note[fn:1].\n\n[fn:1] The note.", ":PROPERTIES:\n:A: b\n:END:", "#+begin_example\nraw *text*\n#+end_example", "{{< note >}}in{{< /note >}}", "- item one\n  continued\n\n  second", "a -- b ... c", "#+begin_comment\nhidden *b*\n#+end_comment", "#+caption: A *picture*\n#+attr_html: :width 3\n[[./a.png]]", "#+caption: Above\n** Below", "See https://e.org/a.png and [[./b.jpg]]", "#+name: n\n#+html: <i>raw</i>", "\\alpha and \\to{}x", "see\n\\begin{align}\na *b*\n\\end{align}\nend", "$a_1$ is \\(b\\)", "#+attr_html: :class a b\nSome words.", "- item\n\nhttps://e.org/b.png", ": fixed\n:D: text", "_under_ line\n\n[[./c.png]]")  # fmt: skip
"""Blocks of a post that is written in Org."""


LEFT_OUT = ("markup: org", "markup: text/org", 'aliases: ["/a/index.html", "", "/q"]', 'slug: "../x"')
"""Headers that make Org of Markdown, the alias of the home page, which Hugo refuses, or one address in two forms."""
HEADERS = [
    [lines for lines in headers if lines not in LEFT_OUT]
    for key, headers in KEYS.items()
    if headers and key != "cascade"
]
"""What each key that means something to a reader may be written as."""


def maybe(chance: random.Random, share: float, values: Values, key: str, make: Callable[[], Any]) -> None:
    if chance.random() < share:
        values[key] = make()


def pick(chance: random.Random, choices: Sequence[Any]) -> Callable[[], Any]:
    return lambda: chance.choice(choices)


def flag(chance: random.Random) -> Callable[[], bool]:
    return lambda: chance.random() < 0.6


def random_post(chance: random.Random, ending: str) -> str:
    """The text of a post whose file has this ending."""
    if ending == ".org":
        return _org(chance)
    body = _body(chance, RAW if ending.startswith(".htm") else PIECES + WHOLE)
    return _with_header(_header(chance), body, chance)


def random_section_page(chance: random.Random) -> str:
    """The text of a section's own page."""
    kept = ("title", "weight", "slug", "tags")
    values = {key: value for key, value in _header(chance).items() if key.lower() in kept}
    if chance.random() < 0.7:
        values["cascade"] = random_cascade(chance) if chance.random() < 0.5 else random_cascades(chance)
    return _with_header(values, _body(chance, PIECES), chance, section=True)


def _body(chance: random.Random, pieces: Sequence[str]) -> str:
    count = chance.choice([0, 1, 1, 2, 2, 3, 4, 6])
    chosen = [chance.choice(pieces) for _ in range(count)]
    if count > 1 and chance.random() < 0.2:
        chosen.insert(chance.randint(1, count - 1), "# more" if pieces is ORG else "<!--more-->")
    return "\n\n".join(chosen) + "\n" if chosen else ""


def _org(chance: random.Random) -> str:
    title, day = chance.choice(TEXTS).strip(), chance.choice(DAYS[:3])
    keywords = [f"#+DATE: {day}", "#+TAGS[]: one two", "#+DRAFT: true"]
    chosen = [line for line in keywords if chance.random() < 0.6]
    return "\n".join([f"#+TITLE: {title}", *chosen, "", _body(chance, ORG)])


def _with_header(values: Values, body: str, chance: random.Random, *, section: bool = False) -> str:
    added = {} if section else _known_keys(values, chance)
    form = chance.random()
    if form < 0.08 and body.lstrip()[:1] not in ("-", "{"):
        return body
    if form < 0.2:
        return f"+++\n{to_toml(values)}+++\n{body}"
    if form < 0.3:
        return f"{json.dumps(values, ensure_ascii=False, indent=1)}\n{body}"
    values = {key: value for key, value in values.items() if key.lower() not in added}
    raw = "".join(
        f"{key}: {chance.choice(PLAIN_SCALARS[:-2] if key == 'slug' else PLAIN_SCALARS)}\n"
        for key in ("title", "description", "slug", "mydate", "linktitle")
        if key not in values and key not in added and chance.random() < 0.15 and key != "mydate" and not section
    )
    dumped = yaml.safe_dump(values, allow_unicode=True, sort_keys=False) if values else ""
    lines = "".join(f"{line}\n" for line in dict.fromkeys(added.values()))
    return f"---\n{dumped}{raw}{lines}---\n{body}"


def _known_keys(values: Values, chance: random.Random) -> dict[str, str]:
    """Lines of YAML for keys of Hugo's, by each key they have, in lower case."""
    found: dict[str, str] = {}
    for _ in range(chance.choice([0, 0, 1, 2])):
        lines = chance.choice(chance.choice(HEADERS))
        keys = {line.partition(":")[0].lower() for line in lines.split("\n") if line[:1].isalpha() or line[:1] == "_"}
        if found.keys().isdisjoint(keys):
            found |= dict.fromkeys(keys, lines)
    return found


def _header(chance: random.Random) -> Values:
    values: Values = {}
    day = pick(chance, DAYS)
    for share, key, make in (
        (0.7, "title", pick(chance, TEXTS)),
        (0.15, "linkTitle", pick(chance, TEXTS)),
        (0.6, chance.choice(["date", "Date"]), day),
        (0.2, chance.choice(["lastmod", "modified"]), day),
        (0.2, chance.choice(["publishDate", "pubdate", "published"]), day),
        (0.2, chance.choice(["expiryDate", "unpublishdate"]), day),
        (0.1, "mydate", day),
        (0.2, "draft", pick(chance, [True, False, "true", "false", 1, 0, "1", "T"])),
        (0.3, "weight", pick(chance, [1, 2, -5, "12", 0, "0x10", 3.7, "010"])),
        (0.15, "slug", pick(chance, ["my-slug", "My Slug", "中文", "a/b", "UPPER", 7, "x.y"])),
        (0.1, "url", pick(chance, URLS)),
        (0.15, "aliases", pick(chance, [["/old/place/"], ["beside", "/x/y.html"], "/one/ /two/", []])),
        (0.4, "tags", pick(chance, [["a", "B c"], "one", ["北京", "北京"], [1, True], [], ["x ", " x"]])),
        (0.2, "categories", pick(chance, [["news"], ["News", "news"], "tech"])),
        (0.2, "topics", pick(chance, [["t1"], "t2"])),
        (0.2, "themes", pick(chance, [["m1"], "m2"])),
        (0.2, "description", pick(chance, TEXTS)),
        (0.1, "summary", pick(chance, ["Own *summary*.", "自己的摘要", ""])),
        (0.1, "build", lambda: _build(chance)),
        (0.05, "headless", flag(chance)),
        (0.1, "translationKey", pick(chance, ["key1", "key2"])),
        (0.1, "isCJKLanguage", flag(chance)),
        (0.1, "type", pick(chance, ["note", "posts"])),
        (0.1, "params", pick(chance, [{"tags": ["in-params"]}, {"description": "d", "x": 1}, {"weight": 9}])),
        (0.05, "markup", pick(chance, ["markdown"])),
        (0.05, "unknown_key", pick(chance, [{"a": {"b": [1, 2]}}, "x"])),
    ):
        maybe(chance, share, values, key, make)
    return values


def random_cascades(chance: random.Random) -> list[Values]:
    return [random_cascade(chance) for _ in range(chance.choice([1, 2]))]


def random_cascade(chance: random.Random) -> Values:
    values: Values = {}
    for share, key, make in (
        (0.4, "weight", pick(chance, [3, 0, -1])),
        (0.3, "draft", flag(chance)),
        (0.3, "date", pick(chance, DAYS[:8])),
        (0.3, "tags", pick(chance, [["handed"], "one"])),
        (0.2, "build", lambda: {**_build(chance), "render": "always"}),
        (0.2, "params", pick(chance, [{"other": 1}, {"description": "handed down"}])),
        (0.2, "isCJKLanguage", flag(chance)),
        (0.2, "title", pick(chance, TEXTS)),
        (0.2, "url", pick(chance, ["/:section/c/:slug/", "/:contentbasename-x/"])),
        (0.1, "summary", pick(chance, ["A summary from above."])),
        (0.2, "type", pick(chance, ["note"])),
    ):
        maybe(chance, share, values, key, make)
    targets = [
        {"path": "/posts/**"}, {"path": "{/docs/**,/posts/*}"}, {"kind": "page"}, {"kind": "{page,section}"}, {"sites": {"matrix": {"languages": ["en"]}}}, {"environment": "production"},
        {"environment": "development"}, {"path": "**", "sites": {"matrix": {"languages": "zh*"}}}, {"path": "/docs/deep/*", "kind": "page"}, {"kind": "section"},
    ]  # fmt: skip
    maybe(chance, 0.6, values, "target", pick(chance, targets))
    if "sites" in values.get("target", {}) and values.get("weight") == 0:
        del values["weight"]
    if values.get("target", {}).get("kind") != "page":
        values.pop("title", None)
        values.pop("draft", None)
    return values


def _build(chance: random.Random) -> Values:
    return {"list": chance.choice(["always", "never", "local"]), "render": chance.choice(["always", "never", "link"])}


def to_toml(values: Mapping[str, Any]) -> str:
    """The values as TOML, mappings written inline."""
    return "".join(f"{json.dumps(key, ensure_ascii=False)} = {_inline(value)}\n" for key, value in values.items())


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {_inline(one)}" for key, one in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


DUMPS: Mapping[str, Callable[[Values], str]] = {
    ".toml": to_toml,
    ".yaml": lambda values: yaml.safe_dump(values, allow_unicode=True, sort_keys=False),
    ".json": lambda values: json.dumps(values, ensure_ascii=False, indent=1),
}
