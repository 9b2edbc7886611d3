"""A site in seven languages, three of them written without blanks and two from the right: every field is Hugo's, and no
letter of Hugo's text is missing from a page.
"""

from collections import Counter

from tests.feeds import open_feed, user
from tests.hugo.compare import Comparison
from tests.hugo.oracle import build_as_it_is
from tests.hugo.random_site import write_site
from tests.markdown.fidelity import seen_text, squeeze
from tests.markdown.hugo_site import text_of

SITE = """baseURL = "https://news.example.net/portal/"
defaultContentLanguage = "zh-tw"
hasCJKLanguage = true
timeZone = "Asia/Taipei"
disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]
outputFormats.jsonl = {mediaType = "application/json", baseName = "pages", isPlainText = true}
outputs = {home = ["jsonl"], section = [], taxonomy = [], term = []}
taxonomies = {tag = "tags", series = "series", author = "authors"}
permalinks.page = {blog = "/:year/:month/:slug/", notes = "/n/:slugorcontentbasename/"}
security.allowContent = ["^text/(markdown|html|org)$"]
frontmatter.date = ["date", "publishDate", ":filename"]
markup.goldmark.renderer.unsafe = true
markup.goldmark.extensions.cjk = {enable = true, eastAsianLineBreaks = true, escapedSpace = true}
markup.highlight = {lineNos = true, noClasses = false}
"""
BODIES = {
    "zh-tw": "繁體中文的新聞，「引號」與『雙引號』。**重點**在此，~~刪除~~；見[連結](https://example.tw/路徑)。\n\n1. 第一項\n2. 第二項：`程式碼`\n\n> 引文一段。\n> 還有一行\n\n| 欄位 | 數值 |\n|:--|--:|\n| 溫度 | 36.5℃ |\n\n漢字<ruby>注音<rt>ㄓㄨˋ ㄧㄣ</rt></ruby>符號。\n\n名詞\n: 解釋一\n: 解釋二\n",
    "ja": "日本語の文章です。**強調「括弧」**と*斜体*。改行\nの後ろ。\n\n- 項目ア\n  - 入れ子\n- [x] 済み\n\n脚注[^1]があります。\n\n[^1]: 脚注の*本文*。\n\n<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>に行く。\n",
    "ko": "한국어 기사입니다. **굵은 글씨**와 *기울임*을 섞어 씁니다.\n\n## 둘째 제목\n\n```kt\nfun main() {\n  println(\"안녕\")\n}\n```\n\n“따옴표”와 '작은따옴표'...\n\n<details><summary>펼치기</summary>\n\n숨은 글\n\n</details>\n",
    "ru": "Русский текст — с «ёлочками» и \"лапками\". **Жирный** и _курсив_ у слова_с_подчёркиванием.\n\n### Заголовок {#id .cls}\n\nСсылка: www.пример.рф и https://example.ru/путь?а=б, почта me@example.ru.\n\n* один\n* два\n\nТермин\n: определение\n",
    "ar": "هذا نص عربي **عريض** مع [رابط](https://example.com/) و`كود`.\n\n1. واحد\n1. اثنان\n\n> اقتباس\n\n<p dir=\"rtl\">فقرة <b>HTML</b></p>\n\n| أ | ب |\n|---|---|\n| ١ | ٢ |\n",
    "he": "שלום *עולם*! קישור <https://example.org.il/>.\n\n![תמונה](a.png \"כותרת\")\n\n***\n\nסוף...\n",
    "th": "ภาษาไทยไม่มีวรรค **ตัวหนา** ใน*คำ*เดียว\n\n<dl><dt>คำ</dt><dd>ความหมาย</dd></dl>\n\n- ก\n\n- ข\n",
}  # fmt: skip
HEADERS = (
    '---\ntitle: "{} 一"\ndate: 2024-02-29T23:30:00+09:00\nlastmod: 2024-03-01\ntags: [甲, "B c"]\nseries: 連載\nauthors: [名]\nweight: 10\naliases: [/old/{}/]\n---\n',
    "+++\ntitle = '{} 二'\ndate = 2023-12-31T20:00:00\ndraft = true\nslug = '{}-slug'\ntags = ['Тег', '태그']\n+++\n",
    '---\n"title": "{} 三"\n"date": "2022-01-02 03:04:05"\n"publishDate": "2022-01-05"\n"tags": ["وسم", "תג"]\n---\n',
    "---\nlinkTitle: {} 四\ndescription: >\n  folded\n  {} text\nexpiryDate: 2099-01-01\nsummary: own **text**\n---\n",
)  # fmt: skip


def site() -> dict[str, str]:
    """The files of the site."""
    tree = {"hugo.toml": SITE + "".join(f"[languages.{key}]\nweight = {at}\n" for at, key in enumerate(BODIES, 1))}
    for key, body in BODIES.items():
        for at, header in enumerate(HEADERS, 1):
            text = header.format(key, key) + body
            for name in (f"blog/2021-05-0{at}-post", f"notes/post{at}", f"posts/深い/post{at}"):
                tree[f"content/{name}.{key}.md"] = text
        tree[f"content/pages/page.{key}.html"] = f"---\ntitle: HTML\n---\n<h1>{key}</h1><p>{body.splitlines()[0]}</p>"
        tree[f"content/posts/_index.{key}.md"] = f"---\ntitle: {key}\ncascade:\n  weight: 7\n---\n"
    return tree


def test_every_field_is_hugos_and_no_letter_is_missing(tmp_path):
    root = tmp_path / "site"
    write_site(root, site())
    both = Comparison(root, build_as_it_is(root, tmp_path / "work"))
    assert len(both.posts) == len(both.verdict.pages) == 13 * len(BODIES)
    assert [*both.faults(), *both.address_faults(), *both.feed_faults()] == []
    library = open_feed(root, user(tmp_path))
    for path, record in both.verdict.pages.items():
        shown = squeeze(seen_text(library.pages.document(library.pages.read(path)).blocks))
        missing = Counter(squeeze(text_of(record["content"]))) - Counter(shown)
        assert [letter for letter in missing if letter.isalpha()] == [], path
    library.close()
