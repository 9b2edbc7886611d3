"""Rules over a whole feed: each finds its fault, names the line, and leaves sound posts alone."""

import json

import pytest

SOUND = """---
title: Sound
date: 2022-01-01
tags: [山西]
---
[a post]({{< ref "news/first.md" >}}) ![there](there.png) ![far](https://example.org/a.png) ![data](data:image/png;base64,AA)

`![code](no.png)` {{</* ref "no" */>}}

```
![code](no.png)
{{< ref "no" >}}
```
"""


@pytest.fixture
def found(call, feed):
    """Writes posts into the feed and gives what `check` says of them: code, line and column by path."""

    def check(posts: dict[str, str]) -> dict[str, list[tuple[str, int | None, int | None]]]:
        for name, text in posts.items():
            (feed / "content" / name).write_text(text, "utf-8")
        answer = call("check --json")
        assert answer.code == 3
        faults: dict[str, list[tuple[str, int | None, int | None]]] = {name: [] for name in posts}
        for finding in json.loads(answer.out):
            if finding["file"] in faults:
                faults[finding["file"]].append((finding["code"], finding["line"], finding["column"]))
        return faults

    return check


def header(title: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2022-01-01\n{more}---\n"


def test_a_sound_post_is_left_alone(found, feed):
    (feed / "content/there.png").write_bytes(b"x")
    assert found({"sound.md": SOUND}) == {"sound.md": []}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (header("T") + "\n\nsee ![x](no.png)", "picture-missing", 7, 10),
        (header("T") + '<img class="a" src="no.png">', "picture-missing", 5, 21),
        (header("T") + '{{< figure alt="a" src="no.png" >}}', "picture-missing", 5, 25),
        (header("T") + '[x]({{< ref "no/such" >}})', "ref-broken", 5, 14),
        (header("T") + '[x]({{% relref path="no" %}})', "ref-broken", 5, 22),
        (header("T"), "body-empty", 5, None),
        (header("Second post") + "x", "title-double", 2, 8),
        (header("T", "url: /news/second/\n") + "x", "url-double", 4, 6),
        ("---\ntitle: T\ndate: 2999-01-01\n---\nx", "date-future", 3, 7),
        (header("T", "tags: [Ｗｅｂ]\n") + "x", "term-alike", 4, 8),
    ],
)
def test_a_fault_is_found_with_its_place(found, text, code, line, column):
    faults = found(
        {"z.md": text, "web1.md": header("1", "tags: [Web]\n") + "1", "web2.md": header("2", "tags: [Web]\n") + "2"}
    )
    assert (code, line, column) in faults["z.md"]
    assert len(faults["z.md"]) == 1


def test_the_line_is_shown_with_the_place_marked(call, feed):
    (feed / "content/a.md").write_text(header("T") + "图片 ![山西](no.png)", "utf-8")
    said = call("check").out
    assert "a.md:5:10: body: the picture no.png is not there" in said
    assert "\n    图片 ![山西](no.png)\n" + " " * (4 + 13) + "^\n" in said


def test_files_that_are_one_page_and_links_out_are_named_once(call, feed, tmp_path):
    for name in ("both.md", "both/index.md"):
        (feed / "content" / name).parent.mkdir(exist_ok=True)
        (feed / "content" / name).write_text(header(name) + "text", "utf-8")
    (tmp_path / "outside.md").write_text(header("Outside") + "text", "utf-8")
    (feed / "content/link.md").symlink_to(tmp_path / "outside.md")
    found = [(item["file"], item["code"]) for item in json.loads(call("check --json").out)]
    assert [code for file, code in found if file.startswith("both")] == ["page-double"]
    assert ("link.md", "link-outside") in found


def test_formats_that_are_not_read_are_named(call, feed):
    for name in ("a.adoc", "news/b.rst", "bundle/index.pdc", "bundle/x.rst", "bundle/in/y.rst", "c.txt", ".d.adoc"):
        (feed / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (feed / "content" / name).write_text("= Title\n", "utf-8")
    found = json.loads(call("check --json").out)
    named = {one["file"]: one["message"].split()[0] for one in found if one["code"] == "file-format"}
    assert named == {"a.adoc": "AsciiDoc", "news/b.rst": "reStructuredText", "bundle/index.pdc": "Pandoc"}


def test_what_hugo_loses_is_named_and_no_advice_publishes_a_hidden_post(found, call):
    posts = {
        "marks.md": "\ufeff\ufeff---\ntitle: lost\ndraft: true\n---\nx\n",
        "hidden.md": "---\ntitle: hidden\npublished: false\n---\nx\n",
        "twice.md": "---\ntitle: a\ndraft: true\ntitle: b\n---\nx\n",
    }
    codes = {name: [code for code, *_ in faults] for name, faults in found(posts).items()}
    assert codes == {"marks.md": ["file-marks"], "hidden.md": ["date-flag"], "twice.md": ["key-double"]}
    (hidden,) = [one for one in json.loads(call("check --json").out) if one["file"] == "hidden.md"]
    assert hidden["hint"] == "write draft: true to hide the post, else take it out"


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("date: 20220728", "date: 2022-07-28"),
        ("date: 20229999", None),
        ("expiryDate: 20990101", None),
        ('tags: 山西, a b，"c', 'tags: ["山西", "a b", "\\"c"]'),
        ("tags: a, b # both", None),
        ("title: x\ntitle: y", None),
        ("published: false", None),
    ],
)
def test_a_line_is_mended_where_a_program_can_tell(call, feed, line, fix):
    (feed / "content/fault.md").write_text(f"---\ndescription: d\n{line}\n---\nx\n", "utf-8")
    found = json.loads(call("check --json --fix-hint").out)
    (fault,) = [one for one in found if one["file"] == "fault.md"]
    assert fault["fix"] == fix
    assert "fix" not in json.loads(call("check --json").out)[0]
