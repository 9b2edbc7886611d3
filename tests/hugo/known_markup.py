"""Every option under `markup`, `enableEmoji`, and Markdown that they change."""

from tui_reader.markdown.site_rules import EXTRAS

BODIES = {
    "lines": '甲乙\n丙丁，\n戊 "己" 庚\nword\n"next" word  \n辛\\\n壬\n\nA\\ B 丙\\ 丁\n',
    "marks": "a ~~two~~ b ~one~ c ==mark== d ++ins++ e^sup^ f H~2~O *em* **strong**\n\nx^^no^^ y==\n",
    "signs": """He said "it's 'fine'" -- really --- and... '90s\n""",
    "angles": "the <<well>> known\n",
    "html": 'a <b>bold</b> <br> b\n\n<div class="x">\n\nin *it*\n\n</div>\n\n<p>para\n</p>\n\nend\n',
    "tables": "before\n\n| a | b |\n|---|:-:|\n| one | two |\n\nafter\n",
    "notes": "text[^1] and[^x]\n\n[^1]: the note\n[^1]: never\n[^x]: another\n\n    with two\n\nend\n",
    "lists": "- [ ] open\n- [x] done\n- plain\n- [X]glued\n- [x][a](/b) link\n- [ ] [c](/d)\n- [ ]\n- \\[ ] no\n\nterm\n: meaning of it\n: second\n\nend\n",
    "links": "see https://example.org/a and www.example.org/b. or me@example.org (http://e.org) ftp://f.org end\n",
    "meanings": "term\n: one\n\n  two\n\n  three\n\nother\n\n: loose\n\nlast\n: a\n: b\n\n      code\n\nend\n",
    "formulas": "a \\(x *b* <c> \"q\"\\) \"q\"\n\nbefore $$x *y* <b>$$ after\n\nline\n$$\na_1 *b* & c\n$$\nend\n\n- item $$x$$ tail\n- $$y$$\n\n> \\[ q \\]\n> more\n\n"
    "# head $$x$$ t\n\ncost $5 and $10, `$x$`, \\\\( z \\\\), \\( open\n\nno $$ $$ and $$$$ x\n\n*em \\(a* b\\) x*\n\ntwo $$a$$ mid $$b$$\n\n$a\\$b$\n",
    "calls": "a\n\n{{< highlight go >}}\na \"b\"\n\nc\n{{< /highlight >}}\n\n{{< highlight go \"linenos=table,linenostart=7\" >}}\na\nb\n{{< /highlight >}}\n\n"
    "{{< highlight lang=go options=linenos >}}\nx <b>\n{{< /highlight >}}\n\n{{< highlight nosuch \"linenos=inline\" >}}\nx\ny\n{{< /highlight >}}\n\nin {{< highlight text >}}a{{< /highlight >}} it\n",
    "diagrams": "before\n\n```goat\n.-----.   no_de -- x\n| a o |-->(v)  o\n'--+--'  * one,\n   |   two words. <->\n```\n\n```Goat\nplain it\n```\n\nend of it\n",
    "headings": "# One {#own .cls}\n\ntext\n\n## Two words {title=\"x\"}\n\n### 三 {not attributes}\n\nSetext {#s}\n======\n\nend\n",
    "names": "# Größe & Maß!\n\n## 第一章：开始 (a_b)\n\n## C++ -- C#\n\n### 2.1 One  two\n\n### Été déjà\n",
    "attributes": "para one\n{.note #id}\n\n> quote\n{.q}\n\n- item\n- two\n{.l}\n\n| a |\n|---|\n| b |\n{.t}\n\nend {.x}\n\n"
    "{#before .it k=\"a b\"}\nof para\n{.a} rest\nmore\n{}, x\n\n- item\n  {.in}\n- two\n\np\n{.x\n.y}\n\np\n{x=}\n{a} b\n{k='v'}\n{:.x}\n\n{.lone}\n\n```text\nx\n```\n{.c n=3, l=[1,2] .d}\nend\n",
    "images": "![alone](a.jpg)\n\n![*title*](b.jpg \"T\")\n\ntext ![in](c.jpg) text\n\nend\n",
    "emoji": "go :rocket: now :not-one: 12:30:45 :+1: `:joy:` x:smile:y\n\n## :tada: head\n",
    "code": "before it\n\n```go\nfunc main() {\n\n\tx := \"a\" // b\n}\n```\n\nbetween\n\n```\nplain one\n```\n\n```text\nwords here\n```\n\n    indented code\n\n```go {linenos=inline}\nx\ny\n```\n\n```nosuch\nodd\n\n\n```\n\nend of it\n",
}  # fmt: skip
"""Markdown that an option may read otherwise."""

G, E, H = "markup.goldmark.", "markup.goldmark.extensions.", "markup.highlight."
OPTIONS = {
    "nothing": "",
    "refused": "enableEmoji = false\n" + "\n".join(f"{E}extras.{name}.enable = false" for name in EXTRAS),
    "unsafe": f"{G}renderer.unsafe = true",
    "hard wraps": f"{G}renderer.hardWraps = true",
    "xhtml": f"{G}renderer.xhtml = true",
    "hard wraps, joined": f'{G}renderer.hardWraps = true\n{E}cjk.enable = true\n{E}cjk.eastAsianLineBreaks = true',
    "no typographer": f"{E}typographer = false",
    "typographer disabled": f"{E}typographer.disable = true",
    "own signs": f"""{E}typographer.leftDoubleQuote = '「'\n{E}typographer.rightDoubleQuote = '」'\n{E}typographer.apostrophe = '&#39;'
{E}typographer.ellipsis = '……'\n{E}typographer.emDash = '——'\n{E}typographer.enDash = 'to'\n{E}typographer.leftAngleQuote = '《'
{E}typographer.rightAngleQuote = '》'\n{E}typographer.leftSingleQuote = '『'\n{E}typographer.rightSingleQuote = '』'""",
    "signs left out": f"{E}typographer.leftDoubleQuote = ''\n{E}typographer.apostrophe = ''\n{E}typographer.ellipsis = ''",
    "some signs": f"{E}typographer.ellipsis = '......'",
    "no footnotes": f"{E}footnote = false",
    "footnotes disabled": f"{E}footnote.enable = false",
    "own backlink": f"{E}footnote.backlinkHTML = 'go back up'",
    "prefixed notes": f"{E}footnote.enableAutoIDPrefix = true",
    "no tables": f"{E}table = false",
    "no tasks": f"{E}taskList = false",
    "no definitions": f"{E}definitionList = false",
    "no strike": f"{E}strikethrough = false",
    "no links": f"{E}linkify = false",
    "protocol": f"{E}linkifyProtocol = 'http'",
    "joined": f"{E}cjk.enable = true\n{E}cjk.eastAsianLineBreaks = true",
    "joined by style": f"{E}cjk.enable = true\n{E}cjk.eastAsianLineBreaks = true\n{E}cjk.eastAsianLineBreaksStyle = 'css3draft'",
    "style alone": f"{E}cjk.enable = true\n{E}cjk.eastAsianLineBreaksStyle = 'css3draft'",
    "joining not enabled": f"{E}cjk.eastAsianLineBreaks = true",
    "escaped blanks": f"{E}cjk.enable = true\n{E}cjk.escapedSpace = true",
    "marked": f"{E}extras.mark.enable = true",
    "inserted": f"{E}extras.insert.enable = true",
    "raised": f"{E}extras.superscript.enable = true",
    "lowered": f"{E}strikethrough = false\n{E}extras.subscript.enable = true",
    "lowered and struck": f"{E}extras.subscript.enable = true",
    "deleted": f"{E}strikethrough = false\n{E}extras.delete.enable = true",
    "deleted twice": f"{E}extras.delete.enable = true",
    "all extras": f"{E}strikethrough = false\n"
    + "\n".join(f"{E}extras.{name}.enable = true" for name in ("mark", "insert", "superscript", "subscript", "delete")),
    "block attributes": f"{G}parser.attribute.block = true",
    "no title attributes": f"{G}parser.attribute.title = false",
    "no heading ids": f"{G}parser.autoHeadingID = false",
    "ids of blackfriday": f"{G}parser.autoIDType = 'blackfriday'",
    "ids of ASCII": f"{G}parser.autoHeadingIDType = 'github-ascii'",
    "ids of terms": f"{G}parser.autoDefinitionTermID = true",
    "lone images": f"{G}parser.wrapStandAloneImageWithinParagraph = false",
    "duplicates": f"{G}duplicateResourceFiles = true",
    "hooks": f"{G}renderHooks.image.useEmbedded = 'always'\n{G}renderHooks.link.useEmbedded = 'always'",
    "emoji": "enableEmoji = true",
    "numbered lines": f"{H}lineNos = true",
    "numbered lines in line": f"{H}lineNos = true\n{H}lineNumbersInTable = false",
    "numbered from ten": f"{H}lineNos = true\n{H}lineNoStart = 10",
    "no code fences": f"{H}codeFences = false",
    "classes": f"{H}noClasses = false",
    "numbered with classes": f"{H}noClasses = false\n{H}lineNos = true",
    "anchors": f"{H}lineNos = true\n{H}anchorLineNos = true\n{H}lineAnchors = 'x'",
    "guessed": f"{H}guessSyntax = true",
    "guessed and numbered": f"{H}guessSyntax = true\n{H}lineNos = true",
    "style": f"{H}style = 'emacs'",
    "tabs": f"{H}tabWidth = 8",
    "wrapper": f"{H}wrapperClass = 'one two three'",
    "inline code": f"{H}hl_inline = true",
    "lit lines": f"{H}hl_Lines = '1-2'",
    "passed on": f"{E}passthrough.enable = true\n{E}passthrough.delimiters.block = [['\\\\[', '\\\\]'], ['$$', '$$']]\n"
    f"{E}passthrough.delimiters.inline = [['\\\\(', '\\\\)'], ['$', '$']]".replace("\\\\", "\\"),
    "passed on, nothing named": f"{E}passthrough.enable = true",
    "contents": "markup.tableOfContents.endLevel = 6\nmarkup.tableOfContents.startLevel = 1\nmarkup.tableOfContents.ordered = true",
}  # fmt: skip
"""Options, as TOML of one language."""
