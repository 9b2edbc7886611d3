"""Every setting of a Hugo site, and what it may say."""

SECTIONS = "[permalinks]\ndocs = '/:sectionslugs/:slug'\nmy-story = '/:sectionslugs/:sectionslug/:slug'\nposts = '/:sections[1:]/:sectionslugs/:slug'"

EN_FR = "defaultContentLanguage = 'en'\n{}\n[languages.en]\nweight = 1\n{}\n[languages.fr]\nweight = 2\n{}\n"
"""Two languages: settings of the site, of the one, of the other."""


def of_fr(own: str, shared: str = "") -> str:
    """A site in two languages, of which the second says something itself."""
    return EN_FR.format(shared, "", own)


NONE = ()
"""A setting of what is written to the website, of the server, or of the making of it: nothing a reader shows."""
SETTINGS: dict[str, tuple[str, ...] | str] = {
    **dict.fromkeys(
        "archetypedir assetdir author caches cachedir canonifyurls copyright datadir defaultoutputformat deployment disablealiases"
        " disabledefaultlanguageredirect disabledefaultsiteredirect disablehugogeneratorinject disablelivereload enablemissingtranslationplaceholders"
        " enablerobotstxt httpcache i18ndir ignorecache ignorelogs ignorevendorpaths imaging layoutdir mainsections menus minify newcontenteditor"
        " nobuildlock nochmod notimes page pagination paniconwarning printi18nwarnings printpathwarnings printunusedtemplates privacy publishdir"
        " reflinkserrorlevel reflinksnotfoundurl related relativeurls rendersegments resourcedir sectionpagesmenu security segments server services"
        " sitemap social templatemetrics templatemetricshints timeout workingdir".split(),
        NONE,
    ),
    **dict.fromkeys(["staticdir", *(f"staticdir{number}" for number in range(11))], NONE),
    "build": NONE,
    "contenttypes": "Posts are files with the endings that Hugo knows by itself",
    "mediatypes": "Posts are files with the endings that Hugo knows by itself",
    "outputformats": "A post's address is that of its HTML page",
    "environment": "The site is read as `hugo` builds it",
    "versions": "Roles and versions",
    "roles": "Roles and versions",
    "baseurl": ("baseURL = 'https://example.org/blog/'", "baseURL = '/blog'", "baseURL = '/'", of_fr("baseURL = 'https://fr.example.org/x/'"), of_fr("baseURL = 'https://fr.example.org/'", "defaultContentLanguageInSubdir = true")),
    "builddrafts": ("buildDrafts = true", "buildDrafts = 'T'", "buildDrafts = 1", of_fr("buildDrafts = true"), of_fr("buildDrafts = false", "buildDrafts = true")),
    "buildexpired": ("buildExpired = true", of_fr("buildExpired = true"), of_fr("buildExpired = false", "buildExpired = true")),
    "buildfuture": ("buildFuture = true", of_fr("buildFuture = true"), of_fr("buildFuture = false", "buildFuture = true")),
    "capitalizelisttitles": ("capitalizeListTitles = false\ndisablePathToLower = true\n" + SECTIONS,),
    "cascade": (
        "[cascade]\nweight = 3\n[cascade.params]\ntags = ['z']",
        "[[cascade]]\nweight = 3\n[[cascade]]\nweight = 4\ndescription = 'x'",
        "[[cascade]]\nweight = 3\ntarget = {path = '/posts/**'}\n[[cascade]]\ndescription = 'x'\ntarget = {path = '{/docs/**,/top}', kind = '{page,section}'}",
        "[[cascade]]\nweight = 3\ntarget = {environment = 'production'}\n[[cascade]]\ndescription = 'x'\ntarget = {environment = 'dev*'}",
        of_fr("cascade = {weight = 3}"),
        of_fr("cascade = {weight = 3}", "cascade = {weight = 4, target = {path = '/posts/**'}}"),
        of_fr("cascade = {weight = 3, params = {tags = ['y']}}", "cascade = {description = 'x', params = {tags = ['z']}}"),
        of_fr("", "cascade = [{weight = 3, target = {sites = {matrix = {languages = ['f*']}}}}]"),
    ),
    "contentdir": ("contentDir = 'content/posts'", of_fr("contentDir = 'content/docs'\n", "contentDir = 'content/posts'")),
    "defaultcontentlanguage": ("defaultContentLanguage = 'zh'", "defaultContentLanguage = 'EN'\nlanguages = {EN = {}, Fr = {}}", EN_FR.format("", "", "").replace("'en'", "'fr'")),
    "defaultcontentlanguageinsubdir": ("defaultContentLanguageInSubdir = true", of_fr("", "defaultContentLanguageInSubdir = true")),
    "defaultcontentrole": ("defaultContentRole = 'member'\ndefaultContentRoleInSubdir = true\nroles = {member = {}}",),
    "defaultcontentroleinsubdir": ("defaultContentRoleInSubdir = true", of_fr("", "defaultContentRoleInSubdir = true\ndefaultContentVersionInSubdir = true\ndefaultContentLanguageInSubdir = true"), of_fr("defaultContentRoleInSubdir = true")),
    "defaultcontentversion": ("defaultContentVersion = 'v2.0.0'\ndefaultContentVersionInSubdir = true\nversions = {'v2.0.0' = {}}",),
    "defaultcontentversioninsubdir": ("defaultContentVersionInSubdir = true", "defaultContentVersionInSubdir = true\nversions = {'v2.0.0' = {}}"),
    "disablekinds": ("disableKinds = ['term', 'RSS']", of_fr("disableKinds = ['page']"), of_fr("disableKinds = ['Page', 'term']")),
    "disablelanguages": (of_fr("", "disableLanguages = ['fr']"), of_fr("", "disableLanguages = 'fr'")),
    "disablepathtolower": ("disablePathToLower = true", of_fr("disablePathToLower = true")),
    "enableemoji": ("enableEmoji = true", of_fr("enableEmoji = true")),
    "enablegitinfo": "test_git_dates.py",
    "frontmatter": (
        "frontmatter = {date = [':filename', ':default'], lastmod = ['lastmod', ':filename'], publishDate = ['nosuch', 'date'], expiryDate = ['expiryDate']}",
        of_fr("frontmatter = {lastmod = ['publishdate']}", "frontmatter = {date = [':filename', ':default']}"),
        of_fr("frontmatter = {lastmod = ['publishdate'], _merge = 'deep'}", "frontmatter = {date = [':filename', ':default']}"),
    ),
    "hascjklanguage": ("hasCJKLanguage = true", of_fr("hasCJKLanguage = true")),
    "ignorefiles": ("ignoreFiles = ['deep', 'first\\.md$']", "ignoreFiles = 'first'"),
    "languages": (
        of_fr("title = 'Le site'\nlabel = 'Français'\nlocale = 'fr-FR'\ndirection = 'ltr'"),
        of_fr("languageName = 'Français'\nlanguageCode = 'fr-FR'\nlanguageDirection = 'ltr'"),
        of_fr("disabled = true"),
        of_fr("params = {a = 1}", "params = {a = 2, b = 3}"),
    ),
    "locale": ("locale = 'zh-CN'", "languageCode = 'zh-CN'"),
    "markup": "test_markup.py",
    "module": (
        "module = {mounts = [{source = 'content/posts', target = 'content/blog'}, {source = 'content/docs', target = 'content'}]}",
        "module = {mounts = [{source = 'content', target = 'content', files = ['! docs/**']}]}",
        "module = {mounts = [{source = 'content', target = 'content', files = ['posts/**', 'top.md']}]}",
        of_fr("", "module = {mounts = [{source = 'content/posts', target = 'content/q', sites = {matrix = {languages = ['fr']}}}, {source = 'content/docs', target = 'content'}]}"),
        of_fr("", "module = {mounts = [{source = 'content/posts', target = 'content/q', files = ['*.md', '! x'], sites = {matrix = {languages = ['f*', '! en']}}}, {source = 'content/top.md', target = 'content/q/read.fr.md'}, {source = 'content/docs/a/2020-02-03-third.md', target = 'content/new/third.md', sites = {matrix = {languages = ['**']}}}]}"),
        "module = {imports = [{path = 'plain'}]}\ntaxonomies = {_merge = 'deep'}",
        "module = {imports = [{path = 'plain', ignoreConfig = true}]}\ntaxonomies = {_merge = 'deep'}",
        "module = {imports = [{path = 'plain', disable = true}]}\n_merge = 'deep'",
    ),
    "outputs": ("outputs = {page = []}", "outputs = {page = ['html', 'json']}", of_fr("outputs = {page = [], home = ['jsonl']}")),
    "params": ("params = {math = true}", of_fr("params = {a = 1}", "params = {a = 2}")),
    "permalinks": (
        "permalinks = {posts = '/:year/:slug/', '/' = '/root/:slug/'}",
        "permalinks = {page = {posts = '/:year/:slug/', ' /docs/ ' = '/d/:slug/', '' = '/root/:slug'}, section = {posts = '/zz/', docs = '/dd/'}, term = {tags = '/t/:slug'}, taxonomy = {tags = '/ts'}}",
        "permalinks = {posts = '/zz/:slug/', section = {posts = '/secs/'}}",
        "permalinks = {'{posts,docs}' = '/r/:slug', 'my*' = '/s/:slug'}",
        "permalinks = {posts = '/a\\:b/:slug.html', docs = '/:2006/:Jan/:02-:15/:Monday/:slug/'}",
        "permalinks = [{pattern = '/l/:slug/', target = {path = '/posts/**', kind = 'page'}}, {pattern = '/s/', target = {kind = 'section'}}, {pattern = '/rest/:contentbasename/'}]",
        "permalinks = [{pattern = '/dev/:slug/', target = {environment = 'development'}}, {pattern = '/l/:slug/', target = {kind = '*'}}]",
        of_fr("permalinks = {posts = '/f/:slug'}", "permalinks = {docs = '/d/:slug'}"),
        of_fr("permalinks = {_merge = 'deep', page = {posts = '/f/:slug'}}", "permalinks = {page = {docs = '/d/:slug'}}"),
        of_fr("permalinks = [{pattern = '/f/:slug'}]", "permalinks = {docs = '/d/:slug'}"),
        of_fr("", "permalinks = [{pattern = '/f/:slug', target = {sites = {matrix = {languages = ['fr']}}}}, {pattern = '/e/:slug', target = {lang = 'de'}}]"),
    ),
    "pluralizelisttitles": tuple(f"{own}\n{SECTIONS}" for own in ("", "pluralizeListTitles = false", "disablePathToLower = true")),
    "removepathaccents": ("removePathAccents = true", of_fr("removePathAccents = true")),
    "summarylength": ("summaryLength = 3", "summaryLength = 0", "summaryLength = -1", "summaryLength = '3'", "summaryLength = 2.9", of_fr("summaryLength = 2")),
    "taxonomies": (
        "taxonomies = {series = 'series'}", "taxonomies = {}", "taxonomies = {tag = '', category = 'categories'}", "taxonomies = {z = 'Series', tag = 'tags'}",
        "indexes = {series = 'series'}", "indexes = {series = 'series'}\ntaxonomies = {tag = 'tags'}",
        *(of_fr(f"taxonomies = {{series = 'series', _merge = '{merge}'}}", "taxonomies = {tag = 'tags', category = 'categories'}") for merge in ("none", "shallow", "deep")),
        of_fr("_merge = 'deep'\ntaxonomies = {series = 'series'}", "taxonomies = {tag = 'tags'}"),
    ),
    "theme": (
        "theme = 'plain'", "theme = 'plain'\n_merge = 'deep'", "theme = 'plain'\n_merge = 'shallow'", "theme = 'plain'\n_merge = 'none'",
        "theme = 'plain'\ntaxonomies = {_merge = 'deep', category = 'categories'}\npermalinks = {_merge = 'shallow', docs = '/d/:slug'}",
        "theme = 'plain'\ntaxonomies = {category = 'categories'}\npermalinks = {docs = '/d/:slug'}",
        "theme = 'plain'\nlanguages = {_merge = 'deep', en = {weight = 1}}", "theme = 'plain'\nlanguages = {en = {weight = 1}}",
        "theme = ['folder', 'plain']\ntaxonomies = {_merge = 'deep'}", "theme = 'user'\ntaxonomies = {_merge = 'deep'}",
    ),
    "themesdir": ("theme = 'plain'\nthemesDir = 'elsewhere'\ntaxonomies = {_merge = 'deep'}",),
    "timezone": ("timeZone = 'Asia/Shanghai'", of_fr("timeZone = 'Asia/Tokyo'")),
    "title": ("title = 'Another'",),
    "titlecasestyle": ("titleCaseStyle = 'none'\ndisablePathToLower = true\n" + SECTIONS, "titleCaseStyle = 'firstupper'\n" + SECTIONS),
    "uglyurls": ("uglyURLs = true", "uglyURLs = 'true'", "uglyURLs = {posts = true}", of_fr("uglyURLs = true"), of_fr("uglyURLs = {posts = true}", "uglyURLs = {docs = true}")),
}  # fmt: skip
"""Every root key that Hugo prints: TOML of sites that must be read as Hugo reads them, empty where the key means
nothing to a reader; or, as a text, the words of docs/hugo.md or the other test that tell of it.
"""

NESTED = {
    "languages.en": {"direction", "disabled", "label", "locale", "title", "weight"},
    "frontmatter": {"date", "expirydate", "lastmod", "publishdate"},
    "module": {"auth", "hugoversion", "imports", "mounts", "noproxy", "novendor", "params", "private", "proxy", "replacements", "vendorclosest", "workspace"},
    "module.mounts": {"disablewatch", "files", "sites", "source", "target"},
}  # fmt: skip
"""Keys of the mappings below those of the root that the cases above draw on, as far as a reader has a use for them."""
