"""The style sheet of exported pages and books: Chinese text as print has it, by what CSS Text 4 and browsers offer."""

STYLE = """
html { font-size: 112.5%; }
body { font-family: "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", Georgia, serif; line-height: 1.75;
  margin: 0 auto; max-width: 38em; padding: 2em 1em; line-break: strict; word-break: normal; overflow-wrap: break-word;
  hanging-punctuation: allow-end last; text-autospace: normal; text-spacing-trim: normal; }
article + article { border-top: 1px solid; margin-top: 4em; padding-top: 2em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.35; text-wrap: balance; break-after: avoid; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; } h3 { font-size: 1.15em; } h4, h5, h6 { font-size: 1em; }
p { margin: 0.8em 0; text-align: justify; text-justify: inter-character; }
p.indented { text-indent: 2em; }
.centre { text-align: center; } .right { text-align: right; }
.about, .caption, figcaption, .missing, .source { font-size: 0.85em; opacity: 0.75; text-align: left; }
.caption, figcaption { text-align: center; }
figure { margin: 1.5em 0; text-align: center; break-inside: avoid; }
img { height: auto; max-width: 100%; }
blockquote { border-left: 3px solid; margin: 1em 0; padding: 0 0 0 1em; }
.note { border-left: 3px solid; margin: 1em 0; padding: 0 0 0 1em; }
.title { font-weight: bold; }
pre { font-size: 0.8em; line-height: 1.4; overflow-x: auto; white-space: pre-wrap; break-inside: avoid; }
code, kbd, pre { font-family: "Sarasa Mono SC", "Noto Sans Mono CJK SC", ui-monospace, monospace; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border-bottom: 1px solid; padding: 0.3em 0.8em; text-align: left; vertical-align: top; }
th.centre, td.centre { text-align: center; } th.right, td.right { text-align: right; }
dt { font-weight: bold; } dd { margin-left: 2em; }
li.labelled { list-style-type: none; }
a[role="doc-noteref"] { font-size: 0.75em; text-decoration: none; vertical-align: super; }
ruby { ruby-align: space-around; } rt { font-size: 0.5em; }
.footnotes { border-top: 1px solid; font-size: 0.85em; margin-top: 3em; }
.footnotes .number { float: left; margin-right: 0.8em; }
nav ol { list-style-type: none; padding: 0; }
"""
SCREEN = """
:root { color-scheme: light dark; }
"""
"""What a page in a browser has beside it."""
