"""What the pages of the manual say that are made from the code, beside the words of the code: in each language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of the pages in one language."""

    keys: tuple[str, ...]
    """Title, what to know of keys, an example, and how keys are written; an empty text is a blank line."""
    keys_head: str
    """Heads of the columns of a table of keys."""
    places: Mapping[str, str]
    """Scope of an action → where its keys work."""
    command_line: tuple[str, ...]
    """Heading and what to know of the command line, and the head of its table."""
    query: str
    """What stands for a query behind the name of a command."""
    stop: str
    """The end of a sentence."""
    settings: tuple[str, ...]
    """Title and what to know of settings, with {system} for the machine's file, and the head of the table."""
    settings_examples: tuple[str, ...]
    """What stands below the table of settings, line by line."""
    commands: tuple[str, ...]
    """Title and what to know of commands, and what stands before what every command understands."""
    arguments_head: str
    """Heads of the columns of a table of arguments."""
    no_arguments: str
    """What is said of a command without arguments."""
    shortcodes: tuple[str, ...]
    """Title and what to know of shortcodes."""
    shortcode_groups: tuple[str, ...]
    """What shortcodes become: pictures and pages, boxes, words in a line, code."""
    linear: tuple[str, ...]
    """Title and what to know of reading line by line."""
    linear_head: str
    """Heads of the columns of a table of what can be typed there."""


_KEYS_EXAMPLE = ("", "```toml", "[keys]", 'bookmark = "V, m"', 'top = "g g, Home"', "```", "")

_LINEAR_EXAMPLE = (
    "",
    "```console",
    "$ newsreader --linear ~/site",
    "$ printf 'search tag:山西\\n1\\n' | newsreader --linear ~/site",
    "```",
    "",
)

ENGLISH = Wording(
    keys=(
        "# Keys",
        "",
        "{made}",
        "",
        "Press `?` in the reader for the keys that work where you are. The name in the last column is what an action is",
        "called in the settings: a line under `[keys]` gives it other keys.",
        *_KEYS_EXAMPLE,
        "Keys are written as they are printed (`Ctrl+o`, `F5`, `]`, `Space`), several parted by commas, those of a sequence by",
        "blanks; a comma itself is `comma`, and an empty text is no key. Faster than by hand: `K`, the key you want to change,",
        "the new one, Enter. What another action loses is said before, and `newsreader check` names what is left of it.",
        "`key_preset` begins with the keys of `vim` (counts, too), `emacs` or `newsboat`; your own go before them. Full-width",
        "keys of a Chinese keyboard (`？`, `：`, `【`) are their half-width twins.",
    ),
    keys_head="| keys | what it does | where | name |",
    places={"everywhere": "everywhere", "sidebar": "sidebar", "list": "list", "post": "post"},
    command_line=(
        "## The command line",
        "",
        "`:` takes the name of an action (the last column above), and these; what may follow is listed while you type,",
        "found by pinyin too. Of a name that is begun, of a view, a term or a title, Enter takes the first on the list.",
        "A query is written as in the search box; without one, marks of the whole list are changed. `U` undoes them",
        "as one step. A number leads to the post or line of that number, `50%` to the middle. `:export html` writes the",
        "chosen post to a file at home with its own name, `:export html FILE` to that file; none is ever written over.",
        "",
        "| command | what it does |",
    ),
    query="query",
    stop=".",
    settings=(
        "# Settings",
        "",
        "{made}",
        "",
        "The reader looks for `config.toml` in the folder that `newsreader paths` names. A missing file is fine; a key that is",
        "wrong keeps its default and is named with its line when the reader starts. The operator of a machine may write defaults",
        "for everyone into `{system}`; `restricted = true` there cannot be taken back.",
        "",
        "From inside, `,` shows every setting with its value, its meaning and where it comes from; Enter changes it, at once where",
        "that is possible, and keeps it in your file, whose comments stay. `C` shows the themes while you move through them.",
        "`:set`, `:theme`, `P` and `+` last until the reader ends; `:keep` keeps what they changed. From a shell,",
        "`newsreader settings measure 66` does the same. In restricted mode nothing is written.",
        "",
        "| key | default | may be | what it is |",
    ),
    settings_examples=(
        "",
        "A larger example:",
        "",
        "```toml",
        'content = "~/site"',
        'theme = "light"',
        "measure = 68",
        "",
        "[keys]",
        'toggle_read = "x"',
        "",
        "[[views]]",
        'name = "Long reads"',
        'query = "is:unread words:>2000"',
        "",
        "[[feeds]]",
        'name = "Morning"',
        'path = "~/morning-site"',
        "",
        "[[feeds]]",
        'name = "Evening"',
        'path = "~/evening-site/content"',
        'sort = "changed"',
        'lang = "en"',
        "```",
        "",
        "",
        "```toml",
        "[[commands]]",
        'name = "PDF"',
        "run = 'pandoc {path} -o /tmp/post.pdf'",
        'key = "Ctrl+e"',
        "```",
        "",
        "A command is given the chosen post with `X`, with `:run PDF` or with its key, where no action has that key. In its",
        "words `{path}` is the post's file, `{title}` its title and `{url}` its address; `NEWSREADER_PATH`, `NEWSREADER_TITLE`",
        "and `NEWSREADER_URL` say the same. No shell reads the line, and none runs where the reader is restricted.",
        "",
        "`newsreader Evening` opens a feed by its name, and so does `-C Evening` before any command. On the screen a backtick",
        "chooses a feed and says how many posts of each are unread, `~` shows the next one, `:feed` completes names. All feeds",
        "can be shown as one list, newest first. Marks belong to the feed that they were made in. `sort` and `lang` of a feed",
        "go before those of the reader; its `index` is one that [many users share](servers.md). Where the reader is",
        "restricted, only the machine's settings name feeds.",
        "",
        "`newsreader PATH --remember` keeps a feed as the one to begin with; so does `A` on the screen, and the last row of",
        "the chooser of feeds. The first time a path is opened and no feed is kept, the reader says so, and not again.",
    ),
    commands=(
        "# Commands",
        "",
        "{made}",
        "",
        "Data goes to stdout, words for people go to stderr. Exit codes: 0 fine, 1 nothing found, 2 wrong usage, 3 trouble with",
        "the content, 130 interrupted. `newsreader PATH` is short for `newsreader open PATH`.",
        "",
        "Every command understands:",
        "",
    ),
    arguments_head="| argument | meaning |",
    no_arguments="It has no arguments of its own.",
    shortcodes=(
        "# Shortcodes",
        "",
        "{made}",
        "",
        "These have a form of their own, in capitals or not, with `-` or `_` or neither between their words. Of every other shortcode",
        "the reader shows what it encloses and the words and addresses among its arguments; nothing a person wrote is lost. Another",
        "form for any of them is a line of Markdown under `[shortcodes]` in the [settings](settings.md).",
    ),
    shortcode_groups=(
        "Pictures, films, music and pages from elsewhere",
        "Boxes: notes, tabs, cards, what folds",
        "Inside a line: links, labels, keys, readings; and those that show nothing",
        "Code, diagrams and formulas",
    ),
    linear=(
        "# Line by line",
        "",
        "{made}",
        "",
        "For screen readers, braille displays and terminals that draw nothing: `newsreader --linear`, or `linear = true` in the",
        "settings. A line is typed, lines are said; there are no panes, nothing that was said changes, and no escape sequence is",
        "written. A terminal whose `TERM` is `dumb` is read so by itself; `--no-linear` prints the list there. A pipe will do",
        "for typing.",
        *_LINEAR_EXAMPLE,
        "Enter alone goes on: through the list, through a post piece by piece, and behind its end to the next post. A number",
        "chooses from what was listed last: a post of the list, a link of the post (its number stands behind it, `[3]`), a",
        "heading, a term, a view, a feed. Everything else is a word; most have the key of the screen as a short form, and `:`",
        "before it does no harm. `help` says the words, `help WORD` those that a word is about; Tab completes words, terms by",
        "pinyin too, and what stands in a query. Ctrl+c drops a line or ends what takes long, Ctrl+d leaves.",
        "",
        "Marks, places, settings and the way back are those of the screen: what is read here is read there. In restricted mode",
        "nothing more is open than on the screen.",
    ),
    linear_head="| typed | what it does |",
)
CHINESE = Wording(
    keys=(
        "# 按键",
        "",
        "{made}",
        "",
        "在阅读器里按 `?`，就列出当前位置能用的键。最后一列是动作在设置里的名字：在 `[keys]` 下写一行，就给它换上别的键。",
        *_KEYS_EXAMPLE,
        "键照印的样子写（`Ctrl+o`、`F5`、`]`、`Space`），几个键用逗号分开，连按的键用空格分开；逗号本身写成 `comma`，空文字表示没有键。",
        "比手写更快：`K`、想改的键、新的键、回车。别的动作会失去什么，事先会说明；剩下的冲突由 `newsreader check` 指出。",
        "`key_preset` 从 `vim`（数字也算次数）、`emacs` 或 `newsboat` 的键开始；你自己写的优先。中文键盘的全角键（`？`、`：`、`【`）",
        "等于半角的。",
    ),
    keys_head="| 键 | 做什么 | 在哪里 | 名字 |",
    places={"everywhere": "到处", "sidebar": "侧栏", "list": "列表", "post": "正文"},
    command_line=(
        "## 命令行",
        "",
        "`:` 后面可以写动作的名字（上面最后一列），以及下面这些；打字时列出可以接着写什么，用拼音也找得到。",
        "名字、视图、标签或标题只打了开头时，回车取列出的第一个。查询的写法与搜索框相同；不写查询，就改整个列表的记号。",
        "`U` 一次撤销。数字跳到那一篇或那一行，`50%` 跳到中间。`:export html` 把选中的文章写到主目录里，文件名就是文章的；",
        "`:export html FILE` 写到那个文件；已有的文件不会被覆盖。",
        "",
        "| 命令 | 做什么 |",
    ),
    query="查询",
    stop="。",
    settings=(
        "# 设置",
        "",
        "{made}",
        "",
        "阅读器在 `newsreader paths` 列出的文件夹里找 `config.toml`。没有这个文件也行；写错的键保持默认值，打开时连行号一起指出来。",
        "机器的管理者可以把给所有人的默认值写在 `{system}` 里；那里的 `restricted = true` 收不回来。",
        "",
        "在阅读器里，`,` 列出每一项设置的值、含义和来历；回车改动，能马上生效的马上生效，并写进你的文件，里面的注释不变。",
        "`C` 在上下移动时直接显示主题的样子。`:set`、`:theme`、`P` 和 `+` 到退出为止；`:keep` 把它们改的保留下来。",
        "在 shell 里，`newsreader settings measure 66` 也一样。受限模式下什么也不写。",
        "",
        "| 键 | 默认 | 可以是 | 是什么 |",
    ),
    settings_examples=(
        "",
        "大一点的例子：",
        "",
        "```toml",
        'content = "~/site"',
        'theme = "light"',
        "measure = 68",
        "",
        "[keys]",
        'toggle_read = "x"',
        "",
        "[[views]]",
        'name = "长文"',
        'query = "is:unread words:>2000"',
        "",
        "[[feeds]]",
        'name = "早报"',
        'path = "~/morning-site"',
        "",
        "[[feeds]]",
        'name = "晚报"',
        'path = "~/evening-site/content"',
        'sort = "changed"',
        'lang = "en"',
        "```",
        "",
        "",
        "```toml",
        "[[commands]]",
        'name = "PDF"',
        "run = 'pandoc {path} -o /tmp/post.pdf'",
        'key = "Ctrl+e"',
        "```",
        "",
        "`X`、`:run PDF`，或者它自己的键（没有别的动作用这个键时），把选中的文章交给命令。命令里 `{path}` 是文章的文件，",
        "`{title}` 是标题，`{url}` 是地址；`NEWSREADER_PATH`、`NEWSREADER_TITLE` 和 `NEWSREADER_URL` 也是。不经过 shell；受限模式下一个也不运行。",
        "",
        "`newsreader Evening` 按名字打开一个新闻源，任何命令前的 `-C Evening` 也行。在屏幕上，反引号选择新闻源，并说出各有几篇未读；",
        "`~` 换到下一个，`:feed` 补全名字。所有新闻源可以合成一个列表，最新的在前。记号属于作记号时的新闻源。一个新闻源的 `sort` 和 `lang` 先于",
        "阅读器的；它的 `index` 是[许多用户共用](servers.md)的那一份。受限模式下，只有机器的设置能指定新闻源。",
        "",
        "`newsreader PATH --remember` 把一个新闻源记为以后开始的那个；屏幕上的 `A` 和新闻源列表的最后一行也是。第一次打开一个路径、",
        "还没有记下新闻源时，阅读器会说一次，以后不再说。",
    ),
    commands=(
        "# 命令",
        "",
        "{made}",
        "",
        "数据写到标准输出，给人看的话写到标准错误。退出码：0 正常，1 没有找到，2 用法不对，3 内容有问题，130 被中断。",
        "`newsreader PATH` 是 `newsreader open PATH` 的简写。",
        "",
        "每个命令都认得：",
        "",
    ),
    arguments_head="| 参数 | 意思 |",
    no_arguments="没有自己的参数。",
    shortcodes=(
        "# 短代码",
        "",
        "{made}",
        "",
        "这些短代码有自己的样子，大小写不分，词与词之间有没有 `-` 或 `_` 都行。别的短代码，显示它包着的内容以及参数里的文字和地址；",
        "人写下的东西一样也不丢。想要别的样子，在[设置](settings.md)的 `[shortcodes]` 下写一行 Markdown。",
    ),
    shortcode_groups=(
        "图片、影片、音乐和别处的页面",
        "框：提示、标签页、卡片、可折叠的",
        "行内：链接、标记、按键、注音，以及什么也不显示的",
        "代码、图表和公式",
    ),
    linear=(
        "# 逐行阅读",
        "",
        "{made}",
        "",
        "供读屏软件、点显器和画不出画面的终端使用：`newsreader --linear`，或者在设置里写 `linear = true`。输入一行，读出几行；没有分栏，",
        "说过的不再改变，也不写任何转义序列。`TERM` 是 `dumb` 的终端自动这样读，`--no-linear` 则打印列表。用管道输入也行。",
        *_LINEAR_EXAMPLE,
        "只按回车就继续：往下列文章，一段一段读文章，读完到下一篇。编号从最近列出的内容里选择：列表里的文章、文章里的链接（编号写在后面，",
        "`[3]`）、标题、词条、视图、新闻源。其余的都是一个词；多数以屏幕上的键为简写，前面加 `:` 也无妨。`help` 说出有哪些词，`help WORD`",
        "说出与某个词有关的；Tab 补全词、词条（拼音也行）和查询里的内容。Ctrl+c 放弃一行或中断费时的事，Ctrl+d 退出。",
        "",
        "记号、位置、设置和退路与屏幕上的相同：在这里读过的，在那里也是已读。受限模式下，开放的不比屏幕上多。",
    ),
    linear_head="| 输入 | 作用 |",
)
LANGUAGES: Mapping[str, Wording] = {"en": ENGLISH, "zh_CN": CHINESE}
"""Language of the interface → what the pages say in it."""
