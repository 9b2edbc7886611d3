"""Every key of a post's header, and what it may be written as."""

DOCUMENTED = (
    "aliases build cascade date description draft expiryDate headless isCJKLanguage keywords lastmod layout linkTitle markup menus modified outputs"
    " params pubdate publishDate published resources sitemap sites slug summary title translationKey type unpublishdate url weight"
).split()
"""The keys that Hugo's documentation gives a meaning to, beside the names of taxonomies."""
OLDER = "_build audio images menu series tags videos".split()
"""Keys of older pages of it, of its templates, and of the taxonomies that a site has by itself."""

FLAGS = ("true", '"true"', "T", '"t"', '"TRUE"', '"tRue"', "1", '"1"', "2", '"2"', "1.5", "-1", "yes", '"yes"', "false", '"false"', "0", "0.0", '"0"', "f", "no", '""', "", "[true]", '" true "')  # fmt: skip
"""What a flag may be written as."""
LISTED = ("always", "never", "local", "Never", '"LOCAL"', "true", "false", '"false"', '"FALSE"', "0", '"0"', "1", "no", '"no"', '""', "", "sometimes")  # fmt: skip
TEXTS = ("plain", '"own *x*"', "5", "true", "2.0", "2020-01-02", "[a]", '""', "")
NONE = ()
"""Of what is written to the website: nothing a reader shows."""

KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("audio images keywords layout menu menus resources sitemap sites type videos".split(), NONE),
    "aliases": ("aliases: [/a/, b, c.html, /d e/]", 'aliases: "/a /b"', "aliases: [1]", "aliases: []", "aliases:", "alias: /x", 'aliases: ["../x"]', 'aliases: ["/a/index.html", "", "/q"]', 'aliases: [" a ", "x  y", "Ä/B c"]', "aliases: 5", "aliases: {a: b}"),
    "build": (*(f"build:\n  list: {value}" for value in LISTED), *(f"build:\n  render: {value}" for value in (*LISTED, "link")), "build:\n  List: Never", "build:\n  publishResources: false", "build:"),
    "_build": NONE,  # Hugo refuses it today
    "cascade": (
        "cascade:\n  weight: 3", "weight: 8\ncascade:\n  weight: 3\n  params: {tags: [z]}", "cascade:\n  draft: true\n  build: {list: never}", "cascade:\n  target: {kind: section}\n  weight: 9",
        "cascade:\n- weight: 4\n  target: {path: /q/**}\n- tags: [own]\n  target: {path: /posts/**}", "cascade:\n  title: handed\n  date: 2020-01-01", "cascade: []",
    ),
    "date": (
        "date: 2020-01-02", "date: 1577934245", 'date: "2020-01-02 03:04:05"', "date:", 'date: ""', "date: 2020-01-02T03:04:05+08:00", "Date: 2020-01-02", "date: 2020-01-02\nlastmod: 2021-01-02",
    ),
    "description": tuple(f"description: {value}" for value in TEXTS),
    "draft": tuple(f"draft: {value}" for value in FLAGS),
    "expiryDate": ("expiryDate: 2021-01-02", "expiryDate: 2999-01-01", "expiryDate:"),
    "headless": ("headless: true", "headless: false"),
    "isCJKLanguage": tuple(f"isCJKLanguage: {value}" for value in FLAGS),
    "lastmod": ("lastmod: 2021-01-02", "date: 2020-01-02\nlastmod: 2021-01-02"),
    "linkTitle": ("title: a\nlinkTitle: b", *(f"linkTitle: {value}" for value in TEXTS)),
    "markup": tuple(f"markup: {value}" for value in ("html", "htm", "HTML", "text/html", "md", "markdown", "goldmark", "Markdown", "mdown", "text/markdown", "org", "text/org", '""')),
    "modified": ("modified: 2021-01-02",),
    "outputs": ("outputs: [html]", "outputs: []"),
    "params": ("params:\n  a: 1\n  title: zz\n  weight: 4\n  draft: true\n  description: pd", "params:\n  tags: [z]", "tags: [a]\nparams:\n  tags: [z]", "params:"),
    "pubdate": ("pubdate: 2021-01-02", "publishDate: 2020-02-02\npubdate: 2021-01-02"),
    "publishDate": ("publishDate: 2021-01-02", "publishDate: 2999-01-01", "date: 2020-01-01\npublishDate: 2021-01-02"),
    "published": ("published: 2021-01-02",),
    "series": ("series: [a]",),
    "slug": tuple(f"slug: {value}" for value in ("my-slug", '"-a-"', "12", "true", "[a]", '"a b"', "a/b", "Ünï", "a.b", '"-"', '"a%20b"', '"a#b?c"', '"../x"', '"C++ & C#"', '" x "')),
    "summary": (*(f"summary: {value}" for value in TEXTS), 'summary: "  "', 'summary: "**北京** and https://x.y"'),
    "tags": (*(f"tags: {value}" for value in ("[a, B c]", "a b", "[1, 2.5, true]", '"a,b"', "true", "5", "[2020-01-02]", "[北京, 北京]", '["x ", " x"]', "[]", "")), "tags: [a]\ntags_weight: 3", "tag: [x]", "Tags: [x]", "TAGS: [x]"),
    "title": (*(f"title: {value}" for value in TEXTS), "TITLE: up", "title: a\nTitle: b"),
    "translationKey": ("translationKey: k",),
    "unpublishdate": ("unpublishdate: 2021-01-02",),
    "url": tuple(f"url: {value}" for value in ("/a/b/", "a/b", "5", "/a.html", '"/a/../b/"', '"../c"', '"/a?b=c"', '"/a#b"', '"/Ä/é b/"', '"//a//b"', '"/:year/:slug/"', "'/x\\:y/:title.html'")),
    "weight": tuple(f"weight: {value}" for value in ("5", '"5"', "true", "2.9", '"2.9"', '"2."', "2020-01-01", "[1]", '" 5"', '"0x1F"', "0x1F", '"08"', "010", '"010"', "99999999999999999999", "1e3", '""', "-7", '"-7"', '"+7"')),
}  # fmt: skip
"""For each key headers that must be read as Hugo reads them, empty where the key means nothing to a reader."""
