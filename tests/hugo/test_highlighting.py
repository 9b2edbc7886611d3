"""The tags that Hugo's highlighter writes around code, as far as an automatic summary counts them."""

import pytest

from tests.hugo.oracle import build_as_it_is
from tests.hugo.test_markup import SITE, key
from tui_reader.markdown.site_rules import Rules
from tui_reader.store.html.body_html import body_html
from tui_reader.store.html.code_colours import coloured
from tui_reader.store.html.summary import _count as count
from tui_reader.store.site.site import find_site

CODE = {
    "go": 'package main\n\nfunc main() {\n\tx := "a b" // why not\n\tfmt.Println(x, 2)\n}\n',
    "python": "import os\n\n\nclass Box(dict):\n    def size(self, n=3):\n        return f\"{n} of {len(self)}\"  # all of it\n",
    "js": "const a = [1, 2].map((n) => n * 2);\nif (a) { console.log(`${a} of`, 'it'); } // done\n",
    "json": '{\n  "name": "a b",\n  "list": [1, true, null]\n}\n',
    "yaml": "# head\nname: a b\nother: c\n",
    "bash": "cd /tmp && ls -l  # all\necho \"$f is here\"\n",
    "html": '<p class="a b">text <b>bold</b></p>\n<!-- no -->\n',
    "css": "a:hover { color: #fff; margin: 0 auto }\n",
    "java": "public class A {\n  String name;\n}\n",
    "sql": "SELECT a, b FROM t WHERE c = 'x y';\n",
    "rust": "let a = 1; // one\n",
    "make": "a: b\n\tc\n# all of it\n",
    "c": "#include <stdio.h>\nint main(void) { return 0; }\n",
    "diff": "--- a\n+++ b\n@@ -1 +1 @@\n-one two\n+three\n",
    "go-html-template": '<p title="{{ .Title }}">\n  {{ range $i, $p := .Pages }}{{- $p.Render "x y" -}}{{ end }}\n</p>\n{{/* a note */}}\n',
    "py": "a = '甲 乙'  # 丙，丁 e\n",
    "text": "plain words\n" * 11,
    "kt": "class A\n",
    "conf": "listen 80;\nserver a;\n",
    "package.json": '{"a": 1,\n"b": 2}\n',
    "plaintext": "plain\nwords here\n",
    "less": "a {\n  b: c\n}\n",
    "console": "$ ls -l\na b\n",
    **dict.fromkeys(("mermaid", "math", "none"), "graph TD; A b\n"),
    "nosuch": "odd words\n\n  here\n",
}  # fmt: skip
"""Code by its language."""
FORMS = {"```{0}\n{1}```\n": "", '{{{{< highlight "{0}" >}}}}\n{1}{{{{< /highlight >}}}}\n': "shortcode-"}
"""How code is written, with its language and itself → how the files of such posts begin."""
H = "markup.highlight."
OPTIONS = {
    "styles": "",
    "classes": f"{H}noClasses = false",
    "numbered": f"{H}lineNos = true",
    "numbered with classes": f"{H}noClasses = false\n{H}lineNos = true\n{H}lineNumbersInTable = false",
    "classes in a table": f"{H}noClasses = false\n{H}lineNos = true\n{H}wrapperClass = 'code wide'",
    "another style": f"{H}style = 'onedark'",
    "a style without a ground of its own": f"{H}style = 'github'",
    "a style nobody knows": f"{H}style = 'nosuch'",
    "lines that stand out": f"{H}hl_lines = '1-2 4'\n{H}lineNos = 'table'\n{H}lineNumbersInTable = false",
    "lines that stand out, with classes": f"{H}hl_lines = '2'\n{H}noClasses = false\n{H}lineNos = 'inline'",
    "guessed": f"{H}guessSyntax = true",
}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    root = tmp_path_factory.mktemp("highlighting") / "site"
    (root / "content").mkdir(parents=True)
    options = enumerate(OPTIONS.values())
    (root / "hugo.toml").write_text(
        SITE + "".join(f"[languages.{key(number)}]\nweight = {number + 1}\n{toml}\n" for number, toml in options),
        "utf-8",
    )
    for number in range(len(OPTIONS)):
        for name, code in CODE.items():
            for form in FORMS:
                text = f"---\ntitle: {name}\n---\n{form.format(name, code)}"
                (root / "content" / f"{FORMS[form]}{name}.{key(number)}.md").write_text(text, "utf-8")
    return find_site(root), build_as_it_is(root, root.parent / "work")


@pytest.mark.parametrize("form", FORMS, ids=["fence", "shortcode"])
@pytest.mark.parametrize("name", CODE)
@pytest.mark.parametrize("number", range(len(OPTIONS)), ids=list(OPTIONS))
def test_code_has_as_many_words_and_tags_as_hugo_writes(number, name, form, both):
    site, verdict = both
    rules: Rules = site.language_of(key(number)).markdown
    page = coloured(body_html(form.format(name, CODE[name]), rules)[0], rules.code)
    assert count(page, True) == count(verdict.pages[f"{FORMS[form]}{name}.{key(number)}.md"]["content"], True)
