"""Headers are split and read as Hugo does it, and no header can stop or kill the reader."""

from itertools import pairwise

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.store.formats import FORMATS
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.front_matter.front_matter import read_fenced, read_header, read_plain
from tui_reader.store.front_matter.yaml_fast import read_simple
from tui_reader.store.front_matter.yaml_header import HeaderError, load_yaml


@pytest.mark.parametrize(
    ("text", "form", "title", "body"),
    [
        ("---\ntitle: a\n---\nb\n", "yaml", "a", "b\n"),
        ("\ufeff\n\n---\ntitle: a\n---\nb", "yaml", "a", "b"),
        ("---\ntitle: a\n---", "yaml", "a", ""),
        ("---  \ntitle: a\n--- \t\nb", "yaml", "a", "b"),
        ("---\ntitle: a\n----\nb", "yaml", "a", "-\nb"),
        ("---\ntitle: a\n---glued\nb", "yaml", "a", "glued\nb"),
        ("---\n---\nb", "yaml", None, "b"),
        ("+++\ntitle = 'a'\n+++\nb", "toml", "a", "b"),
        ('{"title": "a", "x": {"y": "}"}\n}\nb', "json", "a", "b"),
        ("# a heading\n", "", None, "# a heading\n"),
        ("", "", None, ""),
    ],
)
def test_a_header_ends_where_hugo_ends_it(text, form, title, body):
    header = read_header(text)
    assert (header.form, header.values.get("title"), header.body) == (form, title, body)
    assert header.problems == ()


def test_the_body_knows_its_line():
    header = read_header("\n---\na: 1\nb: 2\n---\nbody\n")
    assert (header.line, header.body_line) == (2, 6)


def test_keys_lose_their_case():
    assert read_header("---\nTitle: a\nTAGS: [x]\n---\n").values == {"title": "a", "tags": ["x"]}


def test_an_org_file_has_keywords():
    header = read_header("#+TITLE: 标题\n#+tags[]: a b\n\n* one\n", FORMATS[".org"])
    assert header.values == {"title": "标题", "tags": ["a", "b"]}
    assert header.body == "* one\n"


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("---\ntitle: a: b\n---\n", 2, "header-unreadable"),
        ("---\ntags:\n\t- a\n---\n", 3, "header-unreadable"),
        ("+++\ntitle = bare\n+++\n", 2, "header-unreadable"),
        ('{"tags": ["a",],\n}\n', 1, "header-unreadable"),
        ("---\ntitle: a\nbody\n", 1, "header-unclosed"),
        ("{ never closed", 1, "header-unclosed"),
        ("---\n- a\n- b\n---\n", 1, "header-no-mapping"),
        ("---\na: 1\na: 2\n---\n", 3, "key-double"),
        ("---\nTitle: x\ntitle: y\n---\n", 1, "key-case"),
        ("---\n? [a, b]\n: x\n---\n", 2, "key-not-text"),
        ("{{< figure >}}\n", 1, "body-shortcode"),
        ("\n- one\n- two\n", 2, "body-fence"),
        ("+ one\n", 1, "body-fence"),
    ],
)
def test_a_header_hugo_refuses_is_named_with_its_line(text, line, code):
    (problem,) = read_header(text).problems
    assert (problem.line, problem.code) == (line, code)


@pytest.mark.parametrize(
    "text",
    [
        "{a: " * 12_000,
        "[" * 40_000,
        "- " * 30_000,
        "".join(" " * i + "a:\n" for i in range(200)),
        "? " * 500,
        "a" * 70_000,
    ],
)
def test_what_would_kill_the_parser_is_refused_before_it(text):
    with pytest.raises(HeaderError):
        load_yaml(text)


def test_merges_of_merges_do_not_grow():
    names = "abcdefghijkl"
    lines = ["a: &a {x: 1}"]
    for one, two in pairwise(names):
        lines.append(f"{two}: &{two} {{<<: [{', '.join(['*' + one] * 50)}]}}")
    value, _ = load_yaml("\n".join(lines))
    assert value["l"] == {"x": 1}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"), ("on", "on"), ("12:30:45", "12:30:45"), ("010", 8), ("0o10", 8), ("1_000", 1000), ("0b11", 3),
        ("0x1F", 31), ("1e3", "1e3"), ("2022-07-28", "2022-07-28"), ("2022-13-45", "2022-13-45"), ("~", None),
        ("3.10", 3.1), ("!foo 3", 3), ("!!python/object/apply:os.system [id]", ["id"]), ("=", "="), ("<<", "<<"), ("'010'", "010"), ("True", True),
    ],
)  # fmt: skip
def test_scalars_are_read_as_hugo_reads_them(text, value):
    assert load_yaml(f"a: {text}\n")[0] == {"a": value}


_WORD = st.text(st.sampled_from("ab10-:#'\"[],. é中~&*!|>%@`\\{}?="), max_size=8)
_HEADER = st.lists(st.tuples(st.sampled_from(["a", "b", "tags", "- x", "  - y", "-"]), _WORD), max_size=6)


@settings(max_examples=300, deadline=None)
@given(_HEADER)
def test_the_quick_reader_never_disagrees_with_the_parser(pairs):
    text = "".join(f"{key}: {word}\n" if "-" not in key else f"{key}{word}\n" for key, word in pairs)
    quick = read_simple(text)
    if quick is not None:
        value, doubles = load_yaml(text)
        assert (value or {}) == quick
        assert doubles == []


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("-+{}\n \t:a\"'[]\\\ufeff#中"), max_size=60))
def test_no_text_stops_the_reader_and_none_of_the_body_is_lost(text):
    header = read_header(text)
    assert text.endswith(header.body)


_FENCE = st.sampled_from(["---", "---\n", "--- \n", "\n---\n", "\n---", "----\n", "\n --- \n", "+++\n", "\n+++\n", ""])
_BODY = st.text(st.sampled_from("ab -#\n\t中"), max_size=12)


def as_lines(pairs):
    return "".join(f"{key}: {word}\n" if "-" not in key else f"{key}{word}\n" for key, word in pairs)


@settings(max_examples=500, deadline=None)
@given(st.just("---\n") | _FENCE, _HEADER, st.just("---\n") | _FENCE, _BODY)
def test_the_quick_way_gives_what_the_library_gives(opening, pairs, closing, body):
    text = f"{opening}{as_lines(pairs)}{closing}{body}".lstrip()
    quick = read_plain(text, 3)
    if quick is not None:
        assert quick == read_fenced(text, 3)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("-+{}\n \t:a\"'[]\\#中"), max_size=60))
def test_the_quick_way_is_silent_about_whatever_the_library_refuses(text):
    quick = read_plain(text, 1)
    if quick is not None:
        assert quick == read_fenced(text, 1)


def test_both_ways_agree_about_every_real_header(corpora):
    agreed = 0
    for file in sorted(corpora.rglob("*.md")):
        text = decode_text(file.read_bytes()).text if file.is_file() else ""
        quick = read_plain(text, 1)
        if quick is not None:
            assert quick == read_fenced(text, 1), file
            agreed += 1
    assert agreed > 1000


@pytest.mark.parametrize(
    "text", ["---\nTitle: a\nday: 2022-07-28\n---\nb", "+++\nTitle = 'a'\n+++\nb", '{"Title": "a"}\nb']
)
def test_the_library_itself_reads_with_our_handlers(text):
    post = frontmatter.loads(text)
    assert (post["Title"], post.content) == ("a", "b")
    assert post.get("day", "2022-07-28") == "2022-07-28"


def test_what_the_library_writes_with_our_handler_is_read_again():
    text = "---\ntitle: 标题\ntags: [a, b]\ndraft: true\n---\n\nb"
    handler = frontmatter.detect_format(text, frontmatter.handlers)
    written = read_header(frontmatter.dumps(frontmatter.loads(text), handler=handler))
    assert (written.values, written.problems) == (read_header(text).values, ())
    assert written.body.strip() == "b"


def test_tags_of_yaml_mean_nothing():
    text = "a: !x [1, !y two]\nb: !z {c: 1, d: !w '2'}\ne: !v 3\nf: !!python/name:os.system 4\ng: !u\n"
    assert load_yaml(text)[0] == {"a": [1, "two"], "b": {"c": 1, "d": "2"}, "e": 3, "f": 4, "g": None}
